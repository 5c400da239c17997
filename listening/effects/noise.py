"""Days that resemble the day before: how a daily series spreads, and the same days made even.

The spread of a day is part chance of its own, part a level that fades (autoregressive, of order
one). A Kalman filter for that one level turns columns of days into columns of equal, unrelated
spread (Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, section
3.4), for several persistences at once.
"""

import numpy as np

RHOS = (0.3, 0.6, 0.85)  # how much of the level is left a day later
PARTS = (0.2, 0.5, 1.0)  # of the spread beyond counting that is a level
PERSISTENCE = np.array([(0.3, 0.0), *((rho, part) for rho in RHOS for part in PARTS)])
LEAST = 1e-9  # variance of a level


class Filter:
    """The filter of some days: how far each day surprises, and how much of it the level takes.

    Arrays are days × persistences; `logs` is the logarithm of the determinant of the spread.
    """

    def __init__(
        self, gaps: np.ndarray, own: np.ndarray, extra: float, persistence: np.ndarray = PERSISTENCE
    ) -> None:
        """Take days since the day before (days), the variance of counting (days), what is more."""
        rho, part = persistence.T
        level = np.maximum(part * extra, LEAST)
        white = own[:, None] + (1 - part) * extra
        self._kept = rho ** gaps[:, None]
        squared = self._kept**2
        fresh = level * (1 - squared)
        self._spread, self._gain = np.empty_like(white), np.empty_like(white)
        known = level
        for day, chance in enumerate(white):
            known = squared[day] * known + fresh[day]
            self._spread[day] = known + chance
            self._gain[day] = known / self._spread[day]
            known = known * (1 - self._gain[day])
        self.logs = np.log(self._spread).sum(axis=0)

    def even(self, columns: np.ndarray, which: slice = slice(None)) -> np.ndarray:
        """Return columns (days × columns), evened (persistences × days × columns)."""
        kept, gain = self._kept[:, which, None], self._gain[:, which, None]
        roots = 1 / np.sqrt(self._spread[:, which, None])
        evened = np.empty((len(columns), kept.shape[1], columns.shape[1]))
        state = np.zeros((kept.shape[1], columns.shape[1]))
        for day, column in enumerate(columns):
            state *= kept[day]
            surprise = column - state
            np.multiply(surprise, roots[day], out=evened[day])
            state += gain[day] * surprise
        return evened.transpose(1, 0, 2)
