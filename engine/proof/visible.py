"""What a reader sees of two versions: every difference in an advice by kind, and in the knowledge.

An advice is compared whole, as it is written in JSON, so that nothing is looked at by chance.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from engine import export
from engine.advice import advise
from engine.compile import Table
from engine.model import Form, Rule, Rulebook, Situation
from engine.proof.comparison import ABSENT, ORDER, Unlike, differences
from engine.roles import CHOSEN

CHANNELS, DUTIES, CERTAINTY, TEXTS, CANDIDATES = KINDS = (
    "kanalen",
    "plichten",
    "zekerheid",
    "teksten",
    "kandidaten",
)
WORDING = (  # parts of a rulebook beside its rules that an advice shows
    "words", "constants", "texts", "tracks", "phases", "ages", "profiles", "stakes", "channels",
    "sources", "findings", "derivations", "safeguards", "gaps", "limits", "organisation",
)  # fmt: skip
ROWS, REASONS = "kanalen", "redenen"
RULE, EXAMPLE = "regel", "voorbeeld"  # words of knowledge that is written out in its own way
BY_ID = {"afleiding", "plicht", "wie je mist"}
APART = ("situatie", "verantwoording")  # what was asked, and the receipt: no part of the answer
OF_ADVICE = {
    "conclusie": TEXTS,
    "voorzichtig": CERTAINTY,
    "zekerheid": CERTAINTY,
    "hoe_zeker": CERTAINTY,
    "rust_op": CERTAINTY,
    "anders_als": CERTAINTY,
    "gebaseerd_op": CERTAINTY,
    "aandeel_in_gewicht": CERTAINTY,
    "moet": DUTIES,
    "aanbevolen": DUTIES,
    "motieven": TEXTS,
    "verwachtingen": TEXTS,
    "wie_mis_je": TEXTS,
    "wat_het_model_niet_ziet": TEXTS,
    "boodschap": TEXTS,
    "uitleg": TEXTS,
    "waarom_niet": TEXTS,
    "afgeleid": TEXTS,
    "kanttekeningen": TEXTS,
}
OF_CHANNEL = {
    "naam": TEXTS,
    "score": CERTAINTY,
    "geschiktheid": CERTAINTY,
    "geschiktheid_van_tot": CERTAINTY,
    "zekerheid": CERTAINTY,
    "zekerheid_woord": CERTAINTY,
    "even_geschikt_met": CERTAINTY,
    "kan_niet_omdat": CANDIDATES,
    "hoe": TEXTS,
    "let_op": TEXTS,
    "inzet": TEXTS,
    "meet": TEXTS,
    "stem_af_met": TEXTS,
    "eigen_bevindingen": TEXTS,
    "eigen_onderzoek": CERTAINTY,
}
OF_REASON = {
    "gewicht": CERTAINTY,
    "kwaliteit": CERTAINTY,
    "telt_mee": CERTAINTY,
    "over": CERTAINTY,
    "omdat": TEXTS,
    "label": TEXTS,
    "bron": TEXTS,
}


class Seen(NamedTuple):
    """A difference that a reader can see, with its kind."""

    kind: str
    unlike: Unlike


def advice_of(table: Table, situation: Situation) -> dict[str, Any]:
    """Return what a reader sees of an advice; nothing where there is no such situation."""
    if situation not in table.outcomes:
        return {}
    data = export.advice(table.book, advise(table, situation, date.min))
    return {key: value for key, value in data.items() if key not in APART}


def reads_the_same(old: Table, new: Table, situation: Situation) -> bool:
    """Tell whether an advice is the same for certain, which is quick to see for most."""
    if situation not in old.outcomes or situation not in new.outcomes:
        return False
    asked = situation.track, situation.phase
    return old.outcomes[situation] == new.outcomes[situation] and old.normal.get(
        asked
    ) == new.normal.get(asked)


def words_are_the_same(old: Rulebook, new: Rulebook) -> bool:
    """Tell whether all is the same that an advice is put into words with."""
    return all(getattr(old, part) == getattr(new, part) for part in WORDING)


def seen(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Seen]:
    """Yield every difference between two advices with its kind."""
    for unlike in differences(was, now):
        yield Seen(_kind(unlike), unlike)


def _kind(unlike: Unlike) -> str:
    place = unlike.place
    if place[0] != ROWS:
        return OF_ADVICE[place[0]]
    if len(place) < 3:
        return CANDIDATES if place[-1] == ORDER else _role_kind(unlike.was, unlike.now)
    if place[2] == "rol":
        return CHANNELS if {unlike.was, unlike.now} & set(CHOSEN) else CANDIDATES
    if place[2] == REASONS:
        return OF_REASON.get(place[4], CERTAINTY) if len(place) > 4 else CERTAINTY
    return OF_CHANNEL[place[2]]


def _role_kind(*rows: Any) -> str:
    """Return the kind of a channel that comes or goes as a whole, or of all channels."""
    roles = {row.get("rol") for row in rows if isinstance(row, dict)}
    whole = not all(isinstance(row, dict) or row is ABSENT for row in rows)
    return CHANNELS if whole or roles & set(CHOSEN) else CANDIDATES


def of_knowledge(old: Rulebook, new: Rulebook) -> tuple[Unlike, ...]:
    """Return every place where the knowledge itself differs, seen in an advice or elsewhere."""
    was, now = _parts(old), _parts(new)
    other = [word for word, part in was.items() if part != now[word]]  # most are the same
    before, after = ({word: _plain(word, parts[word]) for word in other} for parts in (was, now))
    return tuple(differences(before, after))


def _parts(book: Rulebook) -> dict[str, Any]:
    """Return all knowledge, each part under the word for it."""
    return {
        "woorden": book.words,
        "getal": book.constants,
        "reden van getal": book.constant_reasons,
        "vaste tekst": book.texts,
        "traject": book.tracks,
        "fase": book.phases,
        "leeftijd": book.ages,
        "profiel": book.profiles,
        "belang": book.stakes,
        "kanaal": book.channels,
        "bron": book.sources,
        "afleiding": book.derivations,
        RULE: book.rules,
        "plicht": book.safeguards,
        "wie je mist": book.gaps,
        "wat het model niet ziet": book.limits,
        "ongebruikt": book.unused,
        "nog niet te zeggen": book.unsayable,
        EXAMPLE: book.examples,
        "belofte": (*book.promises, *book.later_promises),
        "organisatie": book.organisation,
    }


def _plain(word: str, part: Any) -> Any:
    """Return a part as plain data; what has an id stands under it, wherever it stood."""
    if word == RULE:
        return {rule.id: _rule(rule) for rule in part}
    if word == EXAMPLE:
        return [{"bestand": file, **_data(example)} for file, example in part]
    if word in BY_ID:
        return {form.id: _data(form) for form in part}
    return _data(part)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "als": _data(rule.when),
        "kanaal": list(rule.channels),
        "thema": rule.theme,
        "gewicht": rule.weight,
        "onzekerheid": rule.variance,
        "omdat": rule.because,
        "kort": rule.short or None,
        "bron": list(rule.sources),
        "kwaliteit": rule.quality,
    }


def _data(part: Any) -> Any:
    if isinstance(part, Form):
        return part.model_dump(by_alias=True, mode="json")
    if isinstance(part, Mapping):
        return {key: _data(value) for key, value in part.items()}
    return [_data(one) for one in part] if isinstance(part, list | tuple) else part
