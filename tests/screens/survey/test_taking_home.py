"""What is taken home: a report, the tables, and a file in which the survey counts or does not."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pages import serve
from surveying.layers import about, layer

from engine import Rulebook, Table
from engine.knowledge import organisation, own_survey
from engine.knowledge.own_survey import Asked
from engine.model import Organisation
from screens.survey import taking_home
from screens.survey.held import HeldSurvey
from surveys.findings.rule_points import rule_points


@pytest.fixture
def now(book: Rulebook) -> HeldSurvey:
    asked = [Asked(track, phase) for track in book.tracks for phase in book.phases]
    own = layer(book, asked, list(book.channels)[:6], of=about(simulated=True))
    return HeldSurvey(own, own_survey.write(own))


@pytest.mark.exhaustive
def test_the_report_is_a_pdf_of_at_most_six_pages(
    monkeypatch: pytest.MonkeyPatch, table: Table, now: HeldSurvey, tmp_path: Path
) -> None:
    serve(monkeypatch, table)
    matter = taking_home.matter_of(table.book, now, rule_points(table, now.own.rows))
    place = tmp_path / "rapport.pdf"
    place.write_bytes(taking_home.report_pdf(matter))
    with pikepdf.open(place) as pdf:
        assert 1 <= len(pdf.pages) <= 6
        assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"


@pytest.mark.parametrize("counts", [True, False])
def test_the_file_of_an_organisation_names_the_layer_while_it_counts(
    book: Rulebook, counts: bool
) -> None:
    own = Organisation.model_validate({"naam": "Voorbeeld", "eigen_onderzoek": ["laag-2024.yaml"]})
    text = taking_home.file_text(own, counts)
    read = organisation.parse("organisatie.yaml", text, book).organisation
    assert read is not None
    assert read.surveys == (("laag.yaml", "laag-2024.yaml") if counts else ("laag-2024.yaml",))
    assert taking_home.file_text(read, counts) == text


def test_steps_say_how_it_comes_to_count_and_that_it_is_off() -> None:
    assert f"{organisation.RESEARCH}: [laag.yaml]" in taking_home._steps(False, True)
    assert taking_home.WITH_FILE in taking_home._steps(True, True)
    assert "staat dit onderzoek uit" in taking_home._steps(True, False)


def test_an_example_is_not_to_be_used_and_what_counts_already_can_be_taken_away(
    now: HeldSurvey,
) -> None:
    assert taking_home.ONLY_EXAMPLE in taking_home._in_use(now, True, True)
    real = replace(now, own=replace(now.own, about=about()))
    assert taking_home.WITH_FILE in taking_home._in_use(real, True, True)
    loaded = replace(real, loaded=True)
    assert "telt mee in elk advies" in taking_home._in_use(loaded, True, True)
    assert "staat dit onderzoek uit" in taking_home._in_use(loaded, True, False)
