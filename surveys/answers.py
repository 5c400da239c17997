"""Answers as one text and back, their digest, and several files as one set of answers.

The text is what goes between processes and what the digest is of. It holds slugs and weights, in
which order is that of the file; nothing about a person ever was in it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.model import UNKNOWN
from surveys.model import Answers, Asked, Picks

PLACES = 6  # decimals of a weight or a share
TRAITS = ("ages", "profiles", "stand_ins")
LISTS = ("picks", "motives", "expectations")


def text(answers: Answers) -> str:
    """Return answers as JSON; the same answers give the same text."""
    chosen = {word for name in LISTS for column in getattr(answers, name).values()
              for picks in column if picks for word in picks}  # fmt: skip
    traits = {slug for name in TRAITS for slug in getattr(answers, name)}
    words = sorted(chosen | traits)
    place = {word: at for at, word in enumerate(words)}
    tree = {
        "words": words,
        **{name: [place[slug] for slug in getattr(answers, name)] for name in TRAITS},
        "weights": [round(float(weight), PLACES) for weight in answers.weights],
        "age_shares": [
            [at, {slug: round(share, PLACES) for slug, share in shares.items()}]
            for at, shares in sorted(answers.age_shares.items())
        ],
        "offered": [[*asked, list(slugs)] for asked, slugs in sorted(answers.offered.items())],
        **{
            name: [[*asked, [_coded(picks, place) for picks in column]]
                   for asked, column in sorted(getattr(answers, name).items())]
            for name in LISTS
        },
    }  # fmt: skip
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _coded(picks: Picks, place: Mapping[str, int]) -> list[int] | None:
    return None if picks is None else sorted(place[word] for word in picks)


def parsed(written: str) -> Answers:
    """Return the answers in a text that `text` made."""
    tree = json.loads(written)
    words = tree["words"]
    lists = [{_asked(row): _column(row[-1], words) for row in tree[name]} for name in LISTS]
    traits = [tuple(words[at] for at in tree[name]) for name in TRAITS]
    return Answers(
        ages=traits[0],
        profiles=traits[1],
        stand_ins=traits[2],
        picks=lists[0],
        motives=lists[1],
        expectations=lists[2],
        weights=np.array(tree["weights"], dtype=np.float64),
        offered={_asked(row): tuple(row[-1]) for row in tree["offered"]},
        age_shares=dict(tree["age_shares"]),
    )


def _asked(row: Sequence[Any]) -> Asked:
    return Asked(*row[:-1])


def _column(column: Sequence[list[int] | None], words: Sequence[str]) -> tuple[Picks, ...]:
    return tuple(None if one is None else frozenset(words[at] for at in one) for one in column)


def digest(answers: Answers) -> str:
    """Return the SHA-256 of answers as they are kept while they are worked with."""
    return hashlib.sha256(text(answers).encode()).hexdigest()


def together(parts: Sequence[Answers]) -> Answers:
    """Return several sets of answers as one: everybody after one another."""
    if len(parts) == 1:
        return parts[0]
    starts = [sum(len(part) for part in parts[:at]) for at in range(len(parts))]
    stand_ins: tuple[str, ...] = ()
    if any(part.stand_ins for part in parts):
        stand_ins = tuple(
            one for part in parts for one in (part.stand_ins or (UNKNOWN,) * len(part))
        )
    return Answers(
        ages=tuple(age for part in parts for age in part.ages),
        profiles=tuple(profile for part in parts for profile in part.profiles),
        weights=np.concatenate([part.weights for part in parts]),
        picks=_joined(parts, "picks"),
        offered=_offered(parts),
        motives=_joined(parts, "motives"),
        expectations=_joined(parts, "expectations"),
        age_shares={
            start + at: shares
            for start, part in zip(starts, parts, strict=True)
            for at, shares in part.age_shares.items()
        },
        stand_ins=stand_ins,
    )


def _joined(parts: Sequence[Answers], name: str) -> dict[Asked, tuple[Picks, ...]]:
    every = dict.fromkeys(asked for part in parts for asked in getattr(part, name))
    return {
        asked: tuple(
            picks for part in parts for picks in getattr(part, name).get(asked, (None,) * len(part))
        )
        for asked in every
    }


def _offered(parts: Sequence[Answers]) -> dict[Asked, tuple[str, ...]]:
    every = dict.fromkeys(asked for part in parts for asked in part.offered)
    return {
        asked: tuple(dict.fromkeys(slug for part in parts for slug in part.offered.get(asked, ())))
        for asked in every
    }
