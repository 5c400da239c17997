"""Whatever is edited in the knowledge: all that a reader sees differ is listed, by kind."""

import io
import json
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine import Rulebook, Table, keys
from engine.knowledge import organisation
from engine.model import UNKNOWN, Claim, Organisation, Safeguard, Situation
from engine.proof import impact, visible
from engine.proof.comparison import line
from engine.proof.visible import CANDIDATES, CERTAINTY, CHANNELS, DUTIES, KINDS, TEXTS
from engine.roles import CHOSEN, MAIN
from engine.worker import build

COVERS = ("engine/proof/visible.py",)
NEW = "Een nieuwe zin."
Edit = Callable[[Rulebook], Rulebook]


def small(book: Rulebook) -> Rulebook:
    return replace(book, constants={**book.constants, "trekkingen": 200.0})


@pytest.fixture(scope="module")
def before(book: Rulebook) -> Table:
    asked = [s for s in book.situations() if s.stake == UNKNOWN]
    return build(small(book), (*asked[::45], asked[1], asked[-2]))


@pytest.fixture(scope="module")
def readings(before: Table) -> Mapping[Situation, dict[str, Any]]:
    """Return what a reader saw before anything was edited."""
    return {situation: visible.advice_of(before, situation) for situation in before.outcomes}


def with_part(book: Rulebook, part: str, value: Any) -> Rulebook:
    parts: dict[str, Any] = {part: value}
    return replace(book, **parts)


def with_rules(change: Callable[[Any], Any], nth: int = 0) -> Edit:
    """Return the edit of a rule on the task that counts for a main channel."""

    def edit(book: Rulebook) -> Rulebook:
        about = [rule for rule in book.rules if rule.dimension == "taak" and rule.weight >= 1]
        at = book.rules.index(about[nth])
        changed = change(about[nth])
        more = changed if isinstance(changed, tuple) else (changed,)
        return replace(book, rules=(*book.rules[:at], *more, *book.rules[at + 1 :]))

    return edit


def every_rule(**values: Any) -> Edit:
    return lambda book: replace(book, rules=tuple(replace(r, **values) for r in book.rules))


def every(part: str, **values: Any) -> Edit:
    """Return the edit of every form in a part of the book."""

    def edit(book: Rulebook) -> Rulebook:
        forms = getattr(book, part)
        if isinstance(forms, Mapping):
            return with_part(book, part, {key: _copy(one, values) for key, one in forms.items()})
        return with_part(book, part, tuple(_copy(one, values) for one in forms))

    return edit


def _copy(form: Any, values: Mapping[str, Any]) -> Any:
    return form.model_copy(update=dict(values))


def none(part: str) -> Edit:
    return lambda book: with_part(book, part, ())


def entry(part: str, key: str, value: Any) -> Edit:
    return lambda book: with_part(book, part, {**getattr(book, part), key: value})


def turned(book: Rulebook) -> Rulebook:
    return replace(book, rules=tuple(replace(r, weight=-r.weight) for r in book.rules))


def forbidden(book: Rulebook) -> Rulebook:
    form = {"id": "verbod", "soort": "wet", "verbied": list(book.channels)[:3], "omdat": NEW}
    guard = Safeguard.model_validate(form)
    return replace(book, safeguards=(*book.safeguards, guard))


def another_channel(book: Rulebook) -> Rulebook:
    first = next(iter(book.channels.values()))
    return replace(book, channels={**book.channels, "nieuw": _copy(first, {"name": "Nieuw"})})


def without_a_channel(book: Rulebook) -> Rulebook:
    return replace(book, channels=dict(list(book.channels.items())[1:]))


def other_message(part: str) -> Edit:
    def edit(book: Rulebook) -> Rulebook:
        claim = (Claim.model_validate({"tekst": NEW}),)
        forms = {
            key: _copy(one, {"message": _copy(one.message, {"tone": claim})})
            for key, one in getattr(book, part).items()
        }
        return with_part(book, part, forms)

    return edit


def other_tasks(book: Rulebook) -> Rulebook:
    phases = {
        slug: _copy(phase, {"per_track": {k: _copy(s, {"tasks": s.tasks[:1]})
                                          for k, s in phase.per_track.items()}})
        for slug, phase in book.phases.items()
    }  # fmt: skip
    return replace(book, phases=phases)


def other_approach(book: Rulebook) -> Rulebook:
    channels = {
        slug: _copy(one, {"approaches": tuple(_copy(a, {"how": (NEW,)}) for a in one.approaches)})
        for slug, one in book.channels.items()
    }
    return replace(book, channels=channels)


def organised(book: Rulebook) -> Rulebook:
    slug = next(iter(book.channels))
    form = {"naam": "Ons Dorp", "zonder": [{"kanaal": slug, "omdat": NEW}]}
    return organisation.apply(book, Organisation.model_validate(form))


CLAIMS = (Claim.model_validate({"tekst": NEW}),)
EDITS: dict[str, tuple[Edit, set[str], str]] = {
    "gewicht": (with_rules(lambda r: replace(r, weight=r.weight + 0.5)), {CERTAINTY}, "gewicht"),
    "gewicht keert om": (turned, {CHANNELS, CERTAINTY}, "rol: was"),
    "reden": (every_rule(because=NEW), {TEXTS}, NEW),
    "bron van een regel": (every_rule(sources=()), {TEXTS}, "bron"),
    "kwaliteit": (every_rule(quality="D"), {CERTAINTY}, "kwaliteit"),
    "onzekerheid": (every_rule(variance=9.0), {CERTAINTY}, "zekerheid"),
    "regel weg": (with_rules(lambda _: ()), {CERTAINTY}, "is weg"),
    "regel erbij": (with_rules(lambda r: (r, replace(r, id="nieuw"))), {CERTAINTY}, "is nieuw"),
    "plicht wordt aanbevolen": (every("safeguards", kind="aanbevolen"), {DUTIES}, "aanbevolen"),
    "reden van een plicht": (every("safeguards", because=NEW), {DUTIES}, NEW),
    "bron van een plicht": (every("safeguards", sources=("X",)), {DUTIES}, "X"),
    "plicht weg": (none("safeguards"), {DUTIES}, "is weg"),
    "zin van een plicht": (every("safeguards", sentence=NEW), {TEXTS}, "conclusie"),
    "verbod": (forbidden, {CANDIDATES}, "kan_niet_omdat"),
    "wie je mist": (every("gaps", who=NEW), {TEXTS}, NEW),
    "niemand gemist": (none("gaps"), {TEXTS}, "wie_mis_je"),
    "naam van een kanaal": (every("channels", name=NEW), {TEXTS}, "naam"),
    "kanaal in een zin": (every("channels", phrase=NEW), {TEXTS}, "conclusie"),
    "aanpak van een kanaal": (other_approach, {TEXTS}, "hoe"),
    "let op bij een kanaal": (every("channels", caution=CLAIMS), {TEXTS}, "let_op"),
    "moeite van een kanaal": (every("channels", effort="groot"), {TEXTS}, "inzet"),
    "soort van een kanaal": (every("channels", kind="x"), {CHANNELS}, "rol: was"),
    "kanaal erbij": (another_channel, {CANDIDATES}, "is nieuw"),
    "kanaal weg": (without_a_channel, {CANDIDATES}, "is weg"),
    "taken van een fase": (other_tasks, {CANDIDATES}, "kan_niet_omdat"),
    "motief van een leeftijd": (every("ages", motives=CLAIMS), {TEXTS}, "motieven"),
    "toon van een profiel": (other_message("profiles"), {TEXTS}, "toon"),
    "toon van een fase": (other_message("phases"), {TEXTS}, "toon"),
    "verwachting van een traject": (
        every("tracks", expectations=CLAIMS), {TEXTS}, "verwachtingen",
    ),
    "vaste tekst": (entry("texts", "fase_onbekend", NEW), {TEXTS}, "kanttekeningen"),
    "woord van zekerheid": (entry("constants", "redelijk_vanaf", 0.99), {CERTAINTY}, "woord"),
    "even geschikt": (entry("constants", "even_geschikt_onder", 1.0), {CERTAINTY}, "even_"),
    "niet voor de hand": (
        entry("constants", "inwoners_tegen_totaal", 0.0),
        {CANDIDATES},
        "ligt-niet-voor-de-hand",
    ),
    "voorzichtig": (entry("constants", "redelijk_vanaf", 0.99), {CERTAINTY}, "voorzichtig"),
    "minder bekend": (entry("constants", "zwak_deel", 1.0), {TEXTS}, "kanttekeningen"),
    "afgeleid feit": (every("derivations", because=NEW), {TEXTS}, "afgeleid"),
    "feit weg": (none("derivations"), {TEXTS}, "afgeleid"),
    "titel van een bron": (every("sources", title=NEW), {TEXTS}, NEW),
    "maker van een bron": (every("sources", publisher=NEW), {TEXTS}, "uitleg"),
    "grens van het model": (lambda b: replace(b, limits=CLAIMS), {TEXTS}, "wat_het_model"),
    "organisatie zonder kanaal": (organised, {CANDIDATES, TEXTS}, NEW),
}  # fmt: skip

FEW = 3  # advices of which every value is compared


def leaves(data: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value under its own key, wherever it stands."""
    if isinstance(data, Mapping):
        for name, part in data.items():
            yield from leaves(part, name)
    elif isinstance(data, list | tuple):
        for part in data:
            yield from leaves(part, key)
    else:
        yield key, data


@pytest.mark.parametrize("name", EDITS)
def test_every_difference_that_a_reader_sees_is_listed(
    name: str, before: Table, readings: Mapping[Situation, dict[str, Any]]
) -> None:
    edit, kinds, words = EDITS[name]
    after = build(edit(before.book), before.outcomes)
    changes = impact.compare(before, after)
    assert {kind for kind, times in impact.counts(changes).items() if times} >= kinds
    assert any(words in line(one) for c in changes for kind in kinds for one in c.of(kind))
    assert visible.of_knowledge(before.book, after.book)
    listed = {change.situation: change for change in changes}
    seen = {s: (was, visible.advice_of(after, s)) for s, was in readings.items()}
    assert set(listed) == {situation for situation, (was, now) in seen.items() if was != now}
    for situation, change in [*listed.items()][:FEW]:
        was, now = seen[situation]
        shown = {value for _, value in leaves([one.now for _, one in change.differences])}
        new = Counter(leaves(now)) - Counter(leaves(was))
        assert {value for _, value in new} <= shown


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (every("profiles", description=NEW), "profiel › "),
        (every("ages", description=NEW), "leeftijd › "),
        (every("sources", read_at=NEW), "bron › "),
        (entry("constant_reasons", "beste", NEW), "reden van getal › beste: was "),
        (lambda book: replace(book, examples=book.examples[1:]), "voorbeeld › "),
    ],
)
def test_what_is_read_elsewhere_is_listed_too(edit: Edit, words: str, before: Table) -> None:
    after = replace(before, book=edit(before.book))
    assert impact.compare(before, after) == []
    assert any(line(one).startswith(words) for one in visible.of_knowledge(before.book, after.book))


def aliases(form: type[keys.Keys]) -> set[str]:
    return {field.alias or name for name, field in form.model_fields.items()}


def test_every_key_of_an_answer_has_a_kind() -> None:
    assert {*visible.OF_ADVICE, *visible.APART, visible.ROWS} == aliases(keys.AdviceKeys)
    apart = {"kanaal", "rol", visible.REASONS}
    assert {*visible.OF_CHANNEL, *apart} == aliases(keys.ChannelRowKeys)
    assert {*visible.OF_REASON, "regel"} == aliases(keys.ReasonKeys)
    parts = (visible.OF_ADVICE, visible.OF_CHANNEL, visible.OF_REASON)
    assert {kind for part in parts for kind in part.values()} <= set(KINDS)


def test_the_main_channel_that_changes_is_named_with_the_rule(before: Table) -> None:
    after = build(turned(before.book), before.outcomes)
    change = next(c for c in impact.compare(before, after) if c.before != c.after)
    assert change.before[0][1] == change.after[0][1] == MAIN
    assert set(change.rules) & {rule.id for rule in before.book.rules}
    assert all(role in CHOSEN for _, role in (*change.before, *change.after))
    assert json.dumps(change.situation.facts())


def test_only_plain_files_below_the_folder_are_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in ("profiles/a.yaml", "../buiten.yaml", "/tmp/buiten.yaml"):  # noqa: S108
            member = tarfile.TarInfo(name)
            member.size = 2
            archive.addfile(member, io.BytesIO(b"ja"))
        link = tarfile.TarInfo("profiles/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    folder = tmp_path / "kennis"
    folder.mkdir()
    with tarfile.open(fileobj=io.BytesIO(packed.getvalue())) as archive:
        impact._unpack(archive, folder.resolve())
    assert [path.name for path in tmp_path.rglob("*") if not path.is_dir()] == ["a.yaml"]
