"""Several files of one survey → answers together: papers that were typed in, and those online."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from engine.model import UNKNOWN
from surveys.model import Answers, Asked, Picks

Columns = Mapping[Asked, tuple[Picks, ...]]


def together(answers: Sequence[Answers]) -> Answers:
    """Return the answers of all files, those of the first file first.

    What one file does not ask, its residents did not answer; what any of them offered was offered.
    """
    if len(answers) == 1:
        return answers[0]
    starts = [0]
    for one in answers:
        starts.append(starts[-1] + len(one))
    return Answers(
        ages=tuple(age for one in answers for age in one.ages),
        profiles=tuple(profile for one in answers for profile in one.profiles),
        weights=np.concatenate([one.weights for one in answers]),
        picks=_columns(answers, [one.picks for one in answers]),
        offered=_offered(answers),
        motives=_columns(answers, [one.motives for one in answers]),
        expectations=_columns(answers, [one.expectations for one in answers]),
        age_shares={
            start + place: shares
            for start, one in zip(starts, answers, strict=False)
            for place, shares in one.age_shares.items()
        },
        stand_ins=_stand_ins(answers),
    )


def _stand_ins(answers: Sequence[Answers]) -> tuple[str, ...]:
    """Return the group of every resident, unknown where a file did not ask; none where none did."""
    if not any(one.stand_ins for one in answers):
        return ()
    return tuple(group for one in answers for group in one.stand_ins or (UNKNOWN,) * len(one))


def _columns(
    answers: Sequence[Answers], columns: Sequence[Columns]
) -> dict[Asked, tuple[Picks, ...]]:
    return {
        asked: tuple(
            picks
            for one, own in zip(answers, columns, strict=True)
            for picks in own.get(asked, (None,) * len(one))
        )
        for asked in _all(columns)
    }


def _all(columns: Iterable[Mapping[Asked, object]]) -> dict[Asked, None]:
    return dict.fromkeys(asked for own in columns for asked in own)


def _offered(answers: Sequence[Answers]) -> dict[Asked, tuple[str, ...]]:
    return {
        asked: tuple(dict.fromkeys(slug for one in answers for slug in one.offered.get(asked, ())))
        for asked in _all([one.offered for one in answers])
    }
