"""Our own knowledge: without errors, complete, and keeping its word."""

from pathlib import Path

import pytest

from engine import Rulebook, Table, load
from engine.model import Example
from engine.proof.check import broken_by, check
from engine.selection import select

HERE = Path(__file__).resolve().parent
BOOK = load()
SLUGS = """website zoekadvertentie e-mailnieuwsbrief e-mail brief flyer huis-aan-huisblad
lokale-media buitenreclame facebook instagram linkedin x youtube whatsapp buurtapp telefoon balie
webformulier
chat meldingen-app mijn-omgeving berichtenbox sms bewonersbijeenkomst online-bijeenkomst huisbezoek
straatgesprek inloopspreekuur online-vragenlijst participatieplatform sleutelpersonen vindplaats
partners officiele-bekendmaking""".split()


def test_checks_find_no_error(table: Table) -> None:
    found = check(table)
    assert [str(problem) for problem in found.errors] == []
    print(f"\nwaarschuwingen: {len(found.warnings)}; {dict(found.counts)}")


def test_promises_are_printed(table: Table) -> None:
    """The promises have no target; their number and the agreement are shown."""
    broken = [text for example in BOOK.promises for text in broken_by(table, example)]
    print(f"\nbeloften: {len(BOOK.promises) - len(broken)} van {len(BOOK.promises)} komen uit")
    print("\n".join(broken))
    assert len(BOOK.promises) == 20


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
        text = " ".join([channel.description, *channel.how, channel.measure])
        assert "€" not in text and "euro" not in text.lower()


def test_safeguards_are_law_with_a_source(book: Rulebook) -> None:
    for safeguard in book.safeguards:
        if safeguard.kind == "wet":
            assert any(book.sources[s].nature == "wet" for s in safeguard.sources)
        if safeguard.forbid:
            assert select(book.channels, safeguard.forbid)
