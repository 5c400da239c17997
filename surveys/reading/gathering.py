"""Questions with their meaning → Answers, with every answer understood or the file refused."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from dutch import Illegible, counted, read_decimal
from engine.knowledge.complaints import suggestion
from engine.model import UNKNOWN, Rulebook
from surveys import crosswalk, stand_in
from surveys.crosswalk import Band
from surveys.model import Answers, Asked, Floats, Picks
from surveys.reading import separated
from surveys.reading.age_words import AgeWords
from surveys.reading.columns import QuestionColumn
from surveys.reading.mapping import (
    NO_ANSWER,
    NONE,
    OTHER,
    AnswerMapping,
    ColumnMeaning,
    Role,
)
from surveys.reading.unreadable import refused, shown

LARGEST_WEIGHT = 1e9
SHORT = 60  # characters of an answer that is compared with the known ones
LEAST_KNOWN = 0.5  # part of the answers of a question with own words that must be on the list
Value = TypeVar("Value")
UNREADABLE_ANSWER = "'{answer}' ken ik hier niet.{hint} Pas het bestand of de koppeling aan."


@dataclass(slots=True)
class Gathering:
    """A file on its way to answers; `notes` grows with what was left out."""

    name: str
    book: Rulebook
    ages: AgeWords
    lines: Sequence[int]
    people: Mapping[str, float] | None = None
    notes: list[str] = field(default_factory=list)

    def answers(self, questions: Sequence[QuestionColumn], mapping: AnswerMapping) -> Answers:
        """Return the answers in questions. Raises AnswersRefused, and nothing is used then."""
        by_code = {question.code: question for question in questions}
        self._check_there(by_code, mapping)
        of = {role: self._column(by_code, mapping, role) for role in ("leeftijd", "profiel")}
        ages, age_shares, young = self._ages(of["leeftijd"])
        profiles = self._profiles(of["profiel"])
        weights = self._weights(self._column(by_code, mapping, "gewicht"))
        picks, offered = self._situations(by_code, mapping, "kanaal")
        motives, _ = self._situations(by_code, mapping, "motief")
        expectations, _ = self._situations(by_code, mapping, "verwachting")
        if not picks:
            raise refused(self.name, "geen enkele kolom is een vraag naar kanalen. Wijs die aan.")
        stand_ins = self._stand_ins(by_code, mapping)
        asked = (*picks.values(), *motives.values(), *expectations.values())
        keep = self._kept(young, asked)
        return Answers(
            ages=_chosen(ages, keep),
            profiles=_chosen(profiles, keep),
            weights=weights[keep] / weights[keep].mean(),
            picks={one: _chosen(column, keep) for one, column in picks.items()},
            offered=offered,
            motives={one: _chosen(column, keep) for one, column in motives.items()},
            expectations={one: _chosen(column, keep) for one, column in expectations.items()},
            age_shares={new: age_shares[old] for new, old in enumerate(keep) if old in age_shares},
            stand_ins=_chosen(stand_ins, keep) if stand_ins else (),
        )

    def _check_there(self, by_code: Mapping[str, QuestionColumn], mapping: AnswerMapping) -> None:
        for code, meaning in mapping.columns.items():
            if code not in by_code and meaning.role != NO_ANSWER:
                hint = suggestion(code, by_code) if len(code) < 60 else ""
                message = (
                    f"de kolom '{shown(code)}' uit de koppeling ontbreekt.{hint} Breng het "
                    "bestand waar de koppeling bij hoort, of maak een nieuwe."
                )
                raise refused(self.name, message)

    def _column(
        self, by_code: Mapping[str, QuestionColumn], mapping: AnswerMapping, role: Role
    ) -> tuple[QuestionColumn, ColumnMeaning] | None:
        """Return the one column with this role, and its meaning."""
        codes = [code for code, meaning in mapping.columns.items() if meaning.role == role]
        if len(codes) > 1:
            message = f"twee kolommen zijn '{role}'. Laat er een staan."
            raise refused(self.name, message, None, codes[1])
        return (by_code[codes[0]], mapping.columns[codes[0]]) if codes else None

    def wrong(self, place: int, question: QuestionColumn, message: str) -> Exception:
        """Return the error that names the row and the column of an answer."""
        return refused(self.name, message, self.lines[place], question.code)

    def _ages(
        self, column: tuple[QuestionColumn, ColumnMeaning] | None
    ) -> tuple[list[str], dict[int, Mapping[str, float]], set[int]]:
        """Return an age group per resident, shares for who is in several, and who is too young."""
        slugs = [UNKNOWN] * len(self.lines)
        shares: dict[int, Mapping[str, float]] = {}
        young: set[int] = set()
        if column is None:
            return slugs, shares, young
        question, meaning = column
        known: dict[str, str | Band] = {}
        for place, picked in enumerate(question.picks):
            text = _one(picked)
            if text and text not in known:
                known[text] = self._age(place, question, meaning, text)
            age = known.get(text, UNKNOWN)
            if isinstance(age, str):
                slugs[place] = age
            elif spread := crosswalk.shares(age, self.ages.groups, self.people):
                shares[place] = spread
            else:
                young.add(place)
        self._tell_ages(known, len(shares), len(young))
        return slugs, shares, young

    def _age(
        self, place: int, question: QuestionColumn, meaning: ColumnMeaning, text: str
    ) -> str | Band:
        label = question.labels.get(text, text)
        mapped = meaning.values.get(text, meaning.values.get(label, label))
        age = UNKNOWN if mapped == NO_ANSWER else self.ages.read(mapped)
        if age is None:
            message = (
                f"'{shown(text)}' is geen leeftijd. Schrijf een leeftijd (34) of een groep zoals "
                f"{', '.join(list(self.ages.groups)[:2])}; leeg is onbekend."
            )
            raise self.wrong(place, question, message)
        return age

    def _tell_ages(self, known: Mapping[str, str | Band], over: int, young: int) -> None:
        if over:
            way = crosswalk.EVEN if self.people is None else crosswalk.BY_PEOPLE
            bands = [shown(text) for text, age in known.items() if not isinstance(age, str)]
            self.notes.append(
                f"{counted(over, 'inwoner heeft', 'inwoners hebben')} een leeftijdsgroep die over "
                f"meer van onze groepen valt ({', '.join(sorted(bands)[:8])}). {way}"
            )
        if young:
            youngest = min(low for low, _ in self.ages.groups.values())
            self.notes.append(
                f"{counted(young, 'antwoord doet', 'antwoorden doen')} niet mee: van wie jonger is "
                f"dan {youngest} jaar."
            )

    def _profiles(self, column: tuple[QuestionColumn, ColumnMeaning] | None) -> list[str]:
        slugs = [UNKNOWN] * len(self.lines)
        if column is None:
            return slugs
        question, meaning = column
        names = {_fold(profile.name): slug for slug, profile in self.book.profiles.items()}
        names |= {slug: slug for slug in self.book.profiles}
        for place, picked in enumerate(question.picks):
            text = _one(picked)
            if not text:
                continue
            label = question.labels.get(text, text)
            mapped = meaning.values.get(text, meaning.values.get(label, label))
            slug = UNKNOWN if mapped == NO_ANSWER else names.get(_fold(mapped))
            if slug is None:
                hint = suggestion(mapped, self.book.profiles)
                message = f"profiel '{shown(text)}' ken ik niet.{hint} Leeg is onbekend."
                raise self.wrong(place, question, message)
            slugs[place] = slug
        return slugs

    def _weights(self, column: tuple[QuestionColumn, ColumnMeaning] | None) -> Floats:
        """Return the weights, 1 on average and where the file has none."""
        weights = np.ones(len(self.lines))
        if column is None:
            return weights
        question, _ = column
        known: list[int] = []
        for place, picked in enumerate(question.picks):
            text = _one(picked)
            if not text:
                continue
            try:
                weight = float(read_decimal(text))
            except Illegible as error:
                weight = float("nan")
                message = f"'{shown(text)}' is geen gewicht. Schrijf een getal zoals 0,85."
                raise self.wrong(place, question, message) from error
            if not 0 < weight < LARGEST_WEIGHT:
                message = f"het gewicht '{shown(text)}' kan niet: dat is groter dan nul."
                raise self.wrong(place, question, message)
            weights[place] = weight
            known.append(place)
        if known:
            weights[known] /= weights[known].mean()
        if 0 < len(known) < len(self.lines):
            missing = len(self.lines) - len(known)
            self.notes.append(
                f"{counted(missing, 'antwoord heeft', 'antwoorden hebben')} geen gewicht in het "
                "bestand. Daar rekenen we met 1."
            )
        return weights

    def _situations(
        self, by_code: Mapping[str, QuestionColumn], mapping: AnswerMapping, role: Role
    ) -> tuple[dict[Asked, tuple[Picks, ...]], dict[Asked, tuple[str, ...]]]:
        """Return what was chosen per situation, and what there was to choose from."""
        picks: dict[Asked, tuple[Picks, ...]] = {}
        offered: dict[Asked, tuple[str, ...]] = {}
        for code, meaning in mapping.columns.items():
            if meaning.role != role or meaning.asked is None:
                continue
            if meaning.asked in picks:
                message = "een andere kolom is al deze vraag. Laat er een staan."
                raise refused(self.name, message, None, code)
            column = self._picks(by_code[code], meaning)
            picks[meaning.asked] = column
            offered[meaning.asked] = tuple(
                dict.fromkeys(slug for slug in meaning.values.values() if self._is_slug(slug))
            )
        return picks, offered

    def _is_slug(self, slug: str) -> bool:
        return slug not in (NONE, OTHER, NO_ANSWER)

    def _picks(self, question: QuestionColumn, meaning: ColumnMeaning) -> tuple[Picks, ...]:
        """Return what each resident chose in one question."""
        count = Counter[str]()
        reading = _PickReading(self, question, meaning, count)
        column = tuple(map(reading.of, range(len(question.picks))))
        given = sum(bool(picked) for picked in question.picks)
        if count["own"] and count["own"] > given * (1 - LEAST_KNOWN):
            message = (
                "de meeste antwoorden staan niet in de lijst met antwoorden. Wijs ze aan in de "
                "koppeling."
            )
            raise refused(self.name, message, None, question.code)
        self._tell_picks(question, meaning, count)
        return column

    def _tell_picks(
        self, question: QuestionColumn, meaning: ColumnMeaning, count: Mapping[str, int]
    ) -> None:
        if count["many"]:
            self.notes.append(
                f"Kolom '{shown(question.code)}': "
                f"{counted(count['many'], 'antwoord telt', 'antwoorden tellen')} niet mee, want er "
                f"zijn er meer dan {meaning.most} gekozen."
            )
        if count["own"]:
            self.notes.append(
                f"Kolom '{shown(question.code)}': "
                f"{counted(count['own'], 'antwoord was', 'antwoorden waren')} iets anders dan de "
                "lijst, in eigen woorden. Die woorden zijn niet bewaard."
            )

    def _stand_ins(
        self, by_code: Mapping[str, QuestionColumn], mapping: AnswerMapping
    ) -> tuple[str, ...]:
        """Return the stand-in for a profile of each resident; nothing when it was not asked."""
        trust = self._column(by_code, mapping, "vertrouwen")
        involvement = self._column(by_code, mapping, "betrokkenheid")
        if trust is None or involvement is None:
            return ()
        both = [self._scores(*trust), self._scores(*involvement)]
        return tuple(stand_in.stand_in(*pair) for pair in zip(*both, strict=True))

    def _scores(self, question: QuestionColumn, meaning: ColumnMeaning) -> list[int | None]:
        """Return 1-5 per resident, None for no answer."""
        scores: list[int | None] = []
        for place, picked in enumerate(question.picks):
            text = _one(picked)
            label = question.labels.get(text, text)
            mapped = meaning.values.get(text, meaning.values.get(label, label))
            try:
                scores.append(None if mapped == NO_ANSWER else stand_in.score_of(mapped))
            except ValueError as error:
                message = (
                    f"'{shown(label)}' ken ik niet. Schrijf 1 (helemaal mee oneens) tot en met 5 "
                    "(helemaal mee eens); leeg is onbekend."
                )
                raise self.wrong(place, question, message) from error
        return scores

    def _kept(self, young: set[int], asked: Sequence[Sequence[Picks]]) -> list[int]:
        """Return the places of residents who answered a question, and are old enough."""
        answered = [place for place in range(len(self.lines))
                    if any(column[place] is not None for column in asked)]  # fmt: skip
        keep = [place for place in answered if place not in young]
        silent = len(self.lines) - len(answered)
        if silent:
            self.notes.append(
                f"{counted(silent, 'rij doet', 'rijen doen')} niet mee: daarin is geen vraag over "
                "kanalen beantwoord."
            )
        if not keep:
            raise refused(self.name, "in dit bestand is geen enkele vraag beantwoord.")
        return keep


@dataclass(slots=True)
class _PickReading:
    """Reads what a resident chose in one question; counts who chose too many or used own words."""

    gathering: Gathering
    question: QuestionColumn
    meaning: ColumnMeaning
    count: Counter[str]
    _seen: dict[tuple[str, ...], Picks] = field(default_factory=dict)

    def of(self, place: int) -> Picks:
        """Return what one resident chose. Raises AnswersRefused for what cannot be understood."""
        picked = self.question.picks[place]
        if picked is None:
            return None
        values = self.meaning.values
        if self.question.joined:
            answers, own = self._cut(picked[0])
        else:
            answers, own = list(picked), []
        slugs = []
        for answer in answers:
            slug = values.get(answer, values.get(self.question.labels.get(answer, answer)))
            if slug is None:
                own.append(answer)
            else:
                slugs.append(slug)
        if own and not self.meaning.loose:
            raise self._unknown(place, own[0])
        self.count["own"] += bool(own)
        return self._settled(place, slugs + [OTHER] * len(own))

    def _cut(self, cell: str) -> tuple[list[str], list[str]]:
        labels = self.question.labels
        known = [*self.meaning.values, *(key for key, text in labels.items()
                 if text in self.meaning.values)]  # fmt: skip
        return separated.cut(cell, self.question.joined, known)

    def _settled(self, place: int, slugs: Sequence[str]) -> Picks:
        if NO_ANSWER in slugs:
            return None
        chosen = frozenset(slug for slug in slugs if slug not in (NONE, OTHER))
        if NONE in slugs and (chosen or OTHER in slugs):
            message = f"hier staat '{NONE}' naast een keuze. Laat een van de twee staan."
            if self.meaning.most is not None and not self.meaning.loose:
                raise self.gathering.wrong(place, self.question, message)
            self.count["both"] += 1
        if self.meaning.most and len(chosen) + slugs.count(OTHER) > self.meaning.most:
            self.count["many"] += 1
            return None
        return chosen

    def _unknown(self, place: int, answer: str) -> Exception:
        channels = self.gathering.book.channels if self.meaning.role == "kanaal" else ()
        choices = [value for value in (*self.meaning.values, *channels) if len(value) < SHORT]
        hint = suggestion(answer, choices) if len(answer) < SHORT else ""
        message = UNREADABLE_ANSWER.format(answer=shown(answer), hint=hint)
        return self.gathering.wrong(place, self.question, message)


def _one(picked: tuple[str, ...] | None) -> str:
    return picked[0].strip() if picked else ""


def _fold(text: str) -> str:
    return " ".join(text.lower().split())


def _chosen(values: Sequence[Value], keep: Sequence[int]) -> tuple[Value, ...]:
    return tuple(values[place] for place in keep)
