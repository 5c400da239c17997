"""What do our residents want, and how sure is that? Start with `fit`.

answers → counts (`surveys.counts`) → a process apart (`apart`) → effects (`mode`) with their
spreads (`spreads`) → shares with an interval (`shares`) → `Estimate` (`outcome`).
"""

from surveys.estimate.estimating import EstimateError, fit

__all__ = ["EstimateError", "fit"]
