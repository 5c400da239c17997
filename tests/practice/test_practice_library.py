"""The practice library: what stands in it holds, what is wrong is named, and no advice changes."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from pydantic import BaseModel

from engine import Rulebook, Situation, Table, compile_book, load
from engine.model import KnowledgeError
from listening import knowledge as vocabulary
from practice import library, matching, model
from practice.library import PracticeLibrary
from practice.matching import Wanted, fitting
from practice.model import FiledCase, PracticeCase

COVERS = ("practice/checking.py",)
LEESMIJ = (ROOT / "journeys/praktijk/LEESMIJ.md").read_text(encoding="utf-8")
GOOD = (ROOT / "tests/practice/geval.yaml").read_text(encoding="utf-8")
FORMS = (PracticeCase, model.PracticeSource, model.PracticeCost, model.PracticeOutcome)


@pytest.fixture(scope="module")
def shelf(book: Rulebook) -> PracticeLibrary:
    return library.load(book)


def case(book: Rulebook, **more: str) -> PracticeCase:
    text = GOOD + "".join(f"{key}: {value}\n" for key, value in more.items())
    return library.parse("proef.yaml", text, book)


def wrong(book: Rulebook, text: str) -> list[str]:
    with pytest.raises(KnowledgeError) as error:
        library.parse("proef.yaml", text, book)
    return [str(problem) for problem in error.value.problems]


def test_every_case_holds_and_enschede_stands_first(shelf: PracticeLibrary) -> None:
    assert shelf.problems == ()
    assert len(shelf.cases) >= 40
    assert shelf.cases[0].case.organisation == "Gemeente Enschede"
    assert sum(bool(one.case.outcomes) for one in shelf.cases) >= 30


def test_every_case_has_a_source_with_an_address_and_a_day(shelf: PracticeLibrary) -> None:
    for _, one, _ in shelf.cases:
        assert re.match("https?://", one.source.url or "")
        assert date(2020, 1, 1) < one.source.read


def test_both_tracks_and_every_phase_have_cases(shelf: PracticeLibrary, book: Rulebook) -> None:
    for track in book.tracks:
        counts = {slug: len(fitting(shelf.cases, Wanted(track, [slug]))) for slug in book.phases}
        assert sum(counts.values()) > 20, counts
    assert {phase for one in shelf.cases for phase in one.case.phases} == set(book.phases)


def test_every_key_is_in_the_guide() -> None:
    for form in FORMS:
        for name, field in form.model_fields.items():
            assert f"`{field.alias or name}`" in LEESMIJ, (form.__name__, name)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kanalen: [brief]", "kanalen: [breif]",
         "proef.yaml, regel 7: bij 'kanalen.1' kanaal 'breif' ken ik niet. Bedoelde je 'brief'?"),
        ("fasen: [actie]", "fasen: [actie, actie]",
         "proef.yaml, regel 5: bij 'fasen.2' fase 'actie' staat er twee keer. Haal er een weg."),
        ("fasen: [actie]", "fasen: []", 
         "proef.yaml, regel 5: bij 'fasen' hier hoort minstens één regel."),
        ("jaar: 2024\ntraj", "jaar: tweeduizend\ntraj",
         "proef.yaml, regel 3: bij 'jaar' 'tweeduizend' is geen heel getal."),
        ("organisatie: Gemeente Proefstad\n", "",
         "proef.yaml, regel 1: de sleutel 'organisatie' ontbreekt. Vul hem in."),
        ("voor_wie", "voorwie",
         "proef.yaml, regel 6: de sleutel 'voorwie' ken ik niet. Bedoelde je 'voor_wie'?"),
        ("soort: organisatie", "soort: blog",
         "proef.yaml, regel 14: bij 'bron.soort' 'blog' mag hier niet. "
         "Kies uit: 'organisatie', 'nieuws', 'leverancier' of 'onderzoek'."),
        ("gelezen: 2026-11-29", "gelezen: 2019-01-01",
         "proef.yaml, regel 15: bij 'bron.gelezen' deze dag ligt voor het jaar van de bron. "
         "Kijk de dag na."),
        ("schreef een brief.", "mailde jan@voorbeeld.nl.",
         "proef.yaml, regel 8: bij 'aanpak' hier staat een e-mailadres. Een praktijkgeval "
         "gaat over groepen en nooit over een persoon: haal het weg."),
        ("bron:", "belang: [gevoelige-hulp]\nbron:", "proef.yaml, regel 9: bij 'belang.1' belang "
         "'gevoelige-hulp' hoort bij geen traject van dit geval. Haal het weg."),
        ("bron:", "kosten: {}\nbron:", "proef.yaml, regel 9: bij 'kosten' noem uren, euro of een "
         "toelichting. Weet je geen van drieën? Laat 'kosten' weg."),
        ("aanpak: De", 'aanpak: "De\\u200b', "hier staat een onzichtbaar teken. Verwijder het."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_way_out(
    book: Rulebook, old: str, new: str, message: str
) -> None:
    text = GOOD.replace(old, new, 1)
    if "\\u200b" in new:
        text = text.replace("schreef een brief.", 'schreef een brief."')
    assert any(message in one for one in wrong(book, text)), wrong(book, text)


def test_every_fault_of_a_file_is_named_at_once(book: Rulebook) -> None:
    text = GOOD.replace("[brief]", "[breif]").replace("[actie]", "[akktie]")
    assert len(wrong(book, text)) == 2


def test_a_broken_file_is_left_out_and_named(book: Rulebook, tmp_path: Path) -> None:
    folder = tmp_path / "journeys/praktijk"
    folder.mkdir(parents=True)
    (folder / "goed.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "kapot.yaml").write_text("a: [", encoding="utf-8")
    (folder / "Hoofd Letter.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "notitie.txt").write_text("los", encoding="utf-8")
    shelf = library.load(book, tmp_path)
    assert [one.slug for one in shelf.cases] == ["goed"]
    assert {problem.file.rsplit("/", 1)[1] for problem in shelf.problems} == {
        "kapot.yaml", "Hoofd Letter.yaml", "notitie.txt"}  # fmt: skip


def test_a_case_is_written_as_it_was_read(shelf: PracticeLibrary, book: Rulebook) -> None:
    from engine.knowledge import files

    for slug, one, _ in shelf.cases:
        assert library.parse(f"{slug}.yaml", files.write(model.tree_of(one)), book) == one


def filed(book: Rulebook, slug: str, **more: str) -> FiledCase:
    return FiledCase(slug, case(book, **more))


def test_what_fits_best_stands_first(book: Rulebook) -> None:
    plain = filed(book, "a-gewoon")
    result = filed(book, "b-uitkomst", opbrengst="[{tekst: Honderd reacties., n: 100}]")
    stake = filed(book, "c-belang", belang="[raadplegen]")
    subject = filed(book, "d-onderwerp", onderwerpen="[meepraten]")
    cases = [plain, result, stake, subject]
    asked = Wanted("participatie", ["actie"], "raadplegen", subject="meepraten")
    assert [one.slug[0] for one in fitting(cases, asked)] == ["d", "c", "b", "a"]
    named = Wanted("participatie", ["actie"], subject="  MEEPRATEN ")
    assert fitting(cases, named)[0] is subject


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (Wanted("participatie", ["actie"]), True),
        (Wanted("participatie", ["afronding", "actie"]), True),
        (Wanted("dienstverlening", ["actie"]), False),
        (Wanted("participatie", ["afronding"]), False),
        (Wanted("participatie", ["actie"], "raadplegen"), True),
        (Wanted("participatie", ["actie"], "meebeslissen"), False),
        (Wanted("participatie", ["actie"], age="16-24"), True),
        (Wanted("participatie", ["actie"], age="75-plus"), False),
    ],
)
def test_a_case_about_others_does_not_fit(book: Rulebook, asked: Wanted, fits: bool) -> None:
    one = filed(book, "x", belang="[raadplegen]", leeftijd="[16-24]")
    assert bool(fitting([one], asked)) is fits


def test_a_subject_has_several_names(book: Rulebook) -> None:
    one = case(book, onderwerpen="[schuldhulp]")
    plain = vocabulary.load().subjects["schuldhulp"].plain
    assert matching.is_about(one, plain.upper())
    assert not matching.is_about(one, "paspoort")


def bare(tmp_path: Path) -> Path:
    """Return a root with the knowledge and without the practice library."""
    for folder in ("profiles", "journeys"):
        ignore = shutil.ignore_patterns("praktijk")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignore)
    return tmp_path


def test_the_knowledge_is_the_same_without_the_library(book: Rulebook, tmp_path: Path) -> None:
    assert load(bare(tmp_path)) == book


@pytest.mark.exhaustive
def test_no_advice_changes_in_any_situation(table: Table, tmp_path: Path) -> None:
    """The same rulebook gives the same table; compared whole, over every situation there is."""
    other = compile_book(load(bare(tmp_path)))
    assert set(other.outcomes) == set(table.outcomes)
    assert all(isinstance(one, Situation) for one in table.outcomes)
    different = [one for one in table.outcomes if table.outcomes[one] != other.outcomes[one]]
    assert different == []


def test_a_case_is_a_closed_form() -> None:
    assert all(issubclass(form, BaseModel) and form.model_config["frozen"] for form in FORMS)
