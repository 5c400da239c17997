"""Our own knowledge: without errors, complete, and keeping its word."""

import hashlib
from pathlib import Path

import pytest
from broken import runner
from shared import BOOK

from engine import Rulebook, Table, load
from engine.knowledge import files
from engine.knowledge.rulebook import ROOT, canonical
from engine.model import Example
from engine.proof.check import broken_by, check
from engine.selection import select

HERE = Path(__file__).resolve().parent
SLUGS = """website zoekadvertentie e-mailnieuwsbrief e-mail brief flyer huis-aan-huisblad
lokale-media buitenreclame facebook instagram linkedin x youtube whatsapp buurtapp telefoon balie
webformulier
chat meldingen-app mijn-omgeving berichtenbox sms bewonersbijeenkomst online-bijeenkomst huisbezoek
straatgesprek inloopspreekuur online-vragenlijst participatieplatform sleutelpersonen vindplaats
partners officiele-bekendmaking inwonerpanel klankbordgroep dorps-of-wijkraad antwoordkaart
virtuele-assistent""".split()


def test_only_what_changed_is_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every edit on the server reads all knowledge again, and a trial does so too."""
    parsed: list[str] = []
    parse = files.parse

    def counted(name: str, text: str) -> object:
        parsed.append(name)
        return parse(name, text)

    monkeypatch.setattr(files, "parse", counted)
    name = "journeys/beloften.yaml"
    text = (ROOT / name).read_text(encoding="utf-8")
    assert load(ROOT, {name: f"# proef\n{text}"}).digest == BOOK.digest
    assert parsed == [name]


def test_checks_find_no_error(table: Table) -> None:
    found = check(table)
    assert [str(problem) for problem in found.errors] == []
    print(f"\nwaarschuwingen: {len(found.warnings)}; {dict(found.counts)}")


@pytest.mark.parametrize(
    ("key", "written"), [("beloften", "2455929ed23c2da7"), ("latere_beloften", "395e5141d3f3a6be")]
)
@pytest.mark.exhaustive
def test_promises_stay_as_written_and_are_printed(
    table: Table,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    key: str,
    written: str,
) -> None:
    """They have no target; the agreement is shown, and nobody bends a promise to an outcome."""
    name = "journeys/beloften.yaml"
    tree, _ = files.parse(name, (ROOT / name).read_text(encoding="utf-8"))
    assert hashlib.sha256(canonical(tree[key]).encode()).hexdigest()[:16] == written
    promises = {"beloften": BOOK.promises, "latere_beloften": BOOK.later_promises}[key]
    kept = sum(not broken_by(table, example) for example in promises)
    assert len(promises) == 20
    code, out, _ = runner(table, monkeypatch, capsys)("controle")
    assert code == 0
    assert f"\n{key.replace('_', ' ')}: {kept} van de 20 komen uit" in out


@pytest.mark.parametrize("example", [e for _, e in BOOK.examples], ids=lambda e: e.name)
def test_example(table: Table, example: Example) -> None:
    assert broken_by(table, example) == []


def test_examples_touch_everything(book: Rulebook) -> None:
    examples = [example for _, example in book.examples]
    assert len(examples) >= 80
    asked = [example.situation for example in examples]
    assert {a.track for a in asked} == set(book.tracks)
    assert {a.phase for a in asked} == set(book.phases)
    assert {a.age for a in asked} == set(book.ages)
    assert {a.profile for a in asked} == set(book.profiles)
    named = {
        slug
        for e in examples
        for slug in (*e.top, *e.included, *e.excluded, *e.impossible, *e.order)
    }
    assert named == set(book.channels)


def test_slugs_are_the_agreed_ones(book: Rulebook) -> None:
    assert set(book.channels) == set(SLUGS)
    assert list(book.tracks) == ["participatie", "dienstverlening"]
    assert list(book.phases) == [
        "bewustwording",
        "eerste-contact",
        "actie",
        "terugkoppeling",
        "afronding",
    ]
    assert list(book.ages) == "16-24 25-34 35-49 50-64 65-74 75-plus onbekend".split()
    assert len(book.profiles) == 9
    assert list(book.profiles)[-1] == "onbekend"


def test_every_published_finding_is_known(book: Rulebook) -> None:
    ids = (HERE / "bevindingen_abc.txt").read_text().split()
    assert set(ids) == set(book.findings)


def test_every_group_has_rules(book: Rulebook) -> None:
    """A claim about residents has a finding, or is quality D; few and modest."""
    for dimension, groups in (("leeftijd", book.ages), ("profiel", book.profiles)):
        for slug in groups:
            about = [r for r in book.rules if slug in r.when.get(dimension, ())]
            assert bool(about) == (slug != "onbekend")
    for rule in book.rules:
        if rule.dimension != "taak" and not rule.sources:
            assert rule.quality == "D" and abs(rule.weight) <= 1


def test_base_rules_speak_of_every_candidate(book: Rulebook) -> None:
    for phase, form in book.phases.items():
        for track, step in form.per_track.items():
            able = {c for c, ch in book.channels.items() if set(step.tasks) & set(ch.tasks)}
            said = {
                c
                for r in book.rules
                if dict(r.when) == {"traject": (track,), "fase": (phase,)}
                for c in r.channels
            }
            assert able <= said, (track, phase, able - said)


def test_profiles_name_their_owner(book: Rulebook) -> None:
    for slug, profile in book.profiles.items():
        if slug != "onbekend":
            assert profile.owner == "Citisens"
            assert profile.edition == "2017/2019"


def test_no_price_and_no_unfounded_percentage_in_channels(book: Rulebook) -> None:
    for channel in book.channels.values():
        steps = [text for one in channel.approaches for text in (*one.how, one.measure)]
        text = " ".join([channel.description, *steps])
        assert "€" not in text and "euro" not in text.lower()


def test_safeguards_are_law_with_a_source(book: Rulebook) -> None:
    for safeguard in book.safeguards:
        if safeguard.kind == "wet":
            assert any(book.sources[s].nature == "wet" for s in safeguard.sources)
        if safeguard.forbid:
            assert select(book.channels, safeguard.forbid)


def test_names_of_channels_agree_with_their_grammar(book: Rulebook) -> None:
    """So that a headline built from data says "een brief" and "vindplaatsen passen"."""
    for channel in book.channels.values():
        assert channel.phrase.endswith(channel.beside)
        assert channel.companion.endswith(channel.beside)
        if channel.number == "enkelvoud":
            assert channel.companion.split(" ")[0] in ("een", channel.article, channel.beside)
        else:
            assert channel.companion == channel.phrase
    shorts = [channel.short for channel in book.channels.values()]
    assert len(set(shorts)) == len(shorts)
    assert len({phase.short for phase in book.phases.values()}) == len(book.phases)


def test_what_is_no_channel_here_has_an_answer_with_a_source(book: Rulebook) -> None:
    names = {one.name for one in book.words.elsewhere}
    assert {"TikTok", "Snapchat"} <= names
    assert names.isdisjoint(channel.name for channel in book.channels.values())
    for one in book.words.elsewhere:
        assert one.answer.sources
