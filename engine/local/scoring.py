"""Scores of the rules → local scores: how much of the rules holds here, and what residents add."""

import hashlib
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from math import hypot

import numpy as np

from engine.answer import Reason
from engine.local import local_words as words
from engine.local.local_words import OWN, RULES, Portion
from engine.model import UNKNOWN, Rulebook, Situation
from engine.model.survey import Asked, OwnSurvey
from engine.score import Draws, Scored

Place = tuple[int, Asked]  # a survey of the rulebook, and what it asked


class LocalScorer:
    """Applies the surveys of an organisation to what the rules say; without any it changes nothing.

    Of two surveys that asked about a situation the newer counts.
    """

    def __init__(self, book: Rulebook) -> None:
        self._book, self._k = book, book.constants
        self._n = int(book.constants["trekkingen"])
        self._stream = cache(self._new_stream)
        self._scored: dict[Hashable, Scored] = {}

    def forget(self) -> None:
        """Drop the channels scored so far, when those of the rules they came from are dropped."""
        self._scored.clear()

    def asked(self, situation: Situation) -> Place | None:
        """Return which survey tells of a situation, and what it asked."""
        return next(asked_in(self._book, situation), None)

    def measured(self, situation: Situation) -> Collection[str]:
        """Return the channels that residents were asked about in a situation."""
        at = self.asked(situation)
        return self._book.surveys[at[0]].rows[at[1]] if at else ()

    def local(self, situation: Situation, rated: Sequence[Scored]) -> list[Scored]:
        """Return channels as they score among these residents; situations share what is alike."""
        if not self._book.surveys:
            return list(rated)
        at = self.asked(situation)
        offered = self.measured(situation)
        more = self._more_doubt(situation, at) if at else 0.0
        scored = []
        for item in rated:
            measured = at if item.channel in offered else None
            key = id(item), measured, more
            if key not in self._scored:
                self._scored[key] = (
                    self._measured(situation, item, measured, more)
                    if measured
                    else self._doubted(item)
                )
            scored.append(self._scored[key])
        return scored

    def _doubted(self, item: Scored) -> Scored:
        """Return a channel that was not asked about: the rules stay, and are believed less."""
        newest = self._book.surveys[0]
        lack = abs(1 - newest.rules)
        sd = hypot(hypot(lack, newest.rules_sd) * item.score, lack * self._k["sd_geen_kennis"])
        draws = item.draws + sd * self._stream(f"niet gevraagd {item.channel}")
        return replace(item, draws=draws, deviation=hypot(item.deviation, sd))

    def _measured(self, situation: Situation, item: Scored, at: Place, more: float) -> Scored:
        number, asked = at
        survey = self._book.surveys[number]
        cells, group = survey.rows[asked][item.channel], survey.place(*situation[2:4])
        shift = round(float(cells.shift[group]), 9)
        less = round((survey.rules - 1) * item.score, 9)
        score = round(item.score + less + shift, 9)
        sd = hypot(float(cells.sd[group]), more)
        cited = (words.source_of(number),)
        portion = Portion(self._book, survey, asked, item.channel, situation)
        reasons = (
            Reason(RULES, less, words.rules_hold(survey), cited, "", words.ABOUT),
            Reason(OWN, shift, words.own_line(portion), cited, words.quality(portion), words.ABOUT),
        )
        return Scored(
            channel=item.channel,
            score=score,
            resident=round(survey.rules * item.resident + shift, 9),
            reasons=(*item.reasons, *reasons),
            draws=score + sd * self._stream(f"eigen onderzoek {item.channel}"),
            deviation=sd,
            rules=survey.rules,
        )

    def _more_doubt(self, situation: Situation, at: Place) -> float:
        """Return the deviation of what is not in the estimate: what was not asked, and age."""
        survey, asked = self._book.surveys[at[0]], at[1]
        return hypot(*self._unknown(situation, survey, asked), self._aged(survey))

    def _unknown(self, situation: Situation, survey: OwnSurvey, asked: Asked) -> Iterator[float]:
        known = (survey.ages, survey.profiles, (asked.stake,))
        for answer, among in zip(situation[2:], known, strict=True):
            if answer != UNKNOWN and answer not in among:
                yield self._k["sd_geen_kennis"]

    def _aged(self, survey: OwnSurvey) -> float:
        years = self._k["peiljaar"] - survey.about.end.year - self._k["vers_jaren"]
        return self._k["sd_per_jaar"] * max(0.0, years)

    def _new_stream(self, name: str) -> Draws:
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
        return np.random.RandomState(seed).standard_normal(self._n)


def asked_in(book: Rulebook, situation: Situation) -> Iterator[Place]:
    """Yield every survey that tells of a situation, newest first: its place and what it asked."""
    for number, survey in enumerate(book.surveys):
        asked = survey.asked(situation.track, situation.phase, situation.stake)
        if asked is not None:
            yield number, asked
