"""The page Digitaal luisteren without a browser: what is not clear can be said, and stays said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from pages import html, page, serve, text, without_error
from streamlit.testing.v1 import AppTest

from engine import Table
from listening import cycle, knowledge
from listening.goals import noticeboard
from listening.goals.alarms import Alarm
from listening.reading import export_store, template
from listening.storage.day_memory import Memory
from listening.storage.notebook import Notes
from listening.storage.retention import SETTING
from screens.listening import entries as listening_entries
from screens.listening import page as luisteren
from screens.listening.page import COLUMN, DAYS, KIND, MAP, PASTED
from screens.listening.prices import HOUR
from screens.listening.readability import TEXT
from screens.listening.remember import FORGET, KEY, more

COVERS = (
    "documents/listening/standing.py",
    "screens/listening/files.py",
    "screens/listening/search_picture.py",
    "screens/listening/report_form.py",
    "screens/listening/warned.py",
)

WHICH_DAY = "date,query,clicks,impressions\n3/4/2026,paspoort verlengen,40,200\n"
STRANGE = "a;b\npaspoort verlengen;40\n"


def show() -> None:
    from screens.listening import page as luisteren

    luisteren.show()


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def paste(text: str) -> AppTest:
    at = page(show, {})
    at.text_area(key=PASTED).set_value(text)
    return without_error(at.run())


def test_counts_are_remembered_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/p.sqlite3")
    today = datetime.now(UTC).date()
    days = f"datum;reeks;aantal\n{today};Balie;12\n"
    assert "Onthoud dit" not in [button.label for button in paste(days).button]
    monkeypatch.setenv(SETTING, "400")
    at = paste(days)
    assert "Er is nog niets onthouden." in html(at)
    at = without_error(at.button(key=KEY).click().run())
    assert "Onthouden: 1 reeks uit geplakt.csv." in html(at)
    assert Memory().series()[0].days == {today: 12}
    at = without_error(at.button(key=f"{FORGET}1").click().run())
    assert Memory().files() == ()


@pytest.mark.parametrize(
    ("older", "words"), [(1, "En nog 1 ouder bestand."), (9, "En nog 9 oudere bestanden.")]
)
def test_files_that_do_not_stand_there_are_counted(older: int, words: str) -> None:
    assert more(older).startswith(words)


def test_an_order_of_days_is_asked_and_the_answer_stays() -> None:
    at = paste(WHICH_DAY)
    assert "dag-maand of maand-dag? Zeg het hieronder." in html(at)
    at.selectbox(key=DAYS).set_value("dmj")
    at = without_error(at.run())
    assert "Dit lukt nog niet" not in html(at)
    at = without_error(at.run())
    assert "Dit lukt nog niet" not in html(at)
    assert [box.label for box in at.expander if box.label == MAP]


def test_a_file_of_no_known_kind_is_explained_and_no_option_is_named() -> None:
    at = paste(STRANGE)
    assert "Kies een soort hieronder." in html(at)
    assert "--" not in html(at)
    kinds = at.selectbox(key=KIND)
    kind = next(o for o in kinds.options if o != "Kies een soort")
    kinds.select(kind)
    at = without_error(at.run())
    assert [field for field in at.text_input if str(field.key).startswith(COLUMN)]
    assert "--" not in html(at)


def test_what_was_read_is_shown_and_masks_are_reported() -> None:
    rows = ("schulden jan@voorbeeld.nl,40,400", "paspoort,20,300", "bel 0612345678,1,9")
    at = paste("query,clicks,impressions\n" + "\n".join(rows) + "\n")
    said = text(at)
    assert "geplakt.csv: Google Search Console, zoekopdrachten, 3 rijen" in said
    assert "Persoonsgegevens afgeschermd in 2 rijen: 1 × e-mailadres, 1 × telefoonnummer" in said
    assert "schulden [e-mailadres] 40 400" in said
    assert "jan@" not in html(at) and "0612345678" not in html(at)
    assert "[telefoonnummer]" not in said, "it came less than ten times"
    assert "In deze bestanden staan geen datums" in said


def test_every_kind_that_is_kept_by_hand_has_its_template() -> None:
    kinds = knowledge.load().kinds
    at = page(show, {})
    keys = [str(button.proto.id) for button in at.get("download_button")]
    for id_ in template.able(kinds):
        assert any(f"luister-sjabloon-{id_}" in key for key in keys), id_


@pytest.mark.exhaustive
def test_hours_cost_what_the_organisation_says() -> None:
    at = page(show, {})
    at = without_error(at.button(key="luister-toon").click().run())
    assert "Samen € 1.500, per geholpen inwoner € 68" in text(at)
    at.text_input(key=HOUR).set_value("veel")
    at = without_error(at.run())
    assert "‘veel’ is geen bedrag" in text(at)
    assert "Samen € 1.500" in text(at)
    at.text_input(key=HOUR).set_value("€ 60,-")
    at = without_error(at.run())
    assert "Samen € 2.940, per geholpen inwoner € 134" in text(at)


def type_entry(at: AppTest, kind: str, **answers: str) -> AppTest:
    """Fill in the form of a kind and add it."""
    if at.button_group(key=listening_entries.KIND).value != kind:
        at = without_error(at.button_group(key=listening_entries.KIND).set_value(kind).run())
    for key, text_ in answers.items():
        name = f"luister-typ-{kind}-{key}"
        boxes = {box.key for box in at.selectbox}
        (at.selectbox if name in boxes else at.text_input)(key=name).set_value(text_)
    add = next(button for button in at.button if button.label == "Voeg toe")
    return without_error(add.click().run())


def test_a_decision_is_typed_shown_and_taken_home() -> None:
    at = type_entry(page(show, {}), "logboek", onderwerp="grofvuil", besluit="=1+1")
    assert "Datum: vul dit in." in text(at)
    assert "Eigenaar: vul dit in." in text(at)
    at = type_entry(at, "logboek", datum="2-11-2026", eigenaar="team afval", rol="dienst",
               volgende_stap="Bellen", voor="9 nov. 26", geleerd="Bellen helpt")  # fmt: skip
    said = text(at)
    assert "2 november 2026 grofvuil analyse" in said
    assert "Bellen, voor 9 november 2026" in said and "team afval (dienst)" in said
    assert "2 november 2026: grofvuil: Bellen helpt" in said
    assert any("luister-logboek" in str(one.proto.id) for one in at.get("download_button"))
    kind = knowledge.load().kinds["logboek"]
    made = template.csv_text(kind, at.session_state[listening_entries.TYPED][kind.id])
    assert "'=1+1" in made, "a spreadsheet runs nothing"
    at = type_entry(at, "logboek", datum="morgen")
    assert "Dit lukt nog niet" in html(at)
    at = without_error(at.button(key="luister-typ-fout-logboek").click().run())
    assert "Dit lukt nog niet" not in html(at) and "team afval (dienst)" in text(at)


@pytest.mark.exhaustive
def test_an_action_is_typed_against_a_series_that_was_read() -> None:
    at = without_error(page(show, {}).button(key="luister-toon").click().run())
    at = type_entry(at, "acties", naam="Folder bij de huisarts", onderwerp="schuldhulp",
               kanaal="folder", begin="07-09-2026", einde="04-10-2026", kosten="1.250,50",
               reeks="pagina schulden (verzonnen)")  # fmt: skip
    said = text(at)
    assert "Folder bij de huisarts" in said
    assert "1.250,50 euro kosten" in said
    assert "Wat acties samen bereikten en vroegen, per kanaal" in said


def test_the_log_comes_back_the_same_from_its_file(tmp_path: Path) -> None:
    kinds = knowledge.load().kinds
    with export_store.open_store(kinds) as opened:
        first = cycle.log(opened, opened.read(luisteren.FOLDER / "logboek.csv"))
        (tmp_path / "logboek.csv").write_text(
            template.csv_text(kinds["logboek"], cycle.rows(first)), encoding="utf-8"
        )
        again = cycle.log(opened, opened.read(tmp_path / "logboek.csv"))
    assert again == first and first[0].due is not None


def test_a_text_is_judged_and_hard_words_get_plain_ones() -> None:
    def show_text() -> None:
        from screens.listening import readability as listening_readability

        listening_readability.show()

    at = page(show_text, {})
    assert "Je ziet dan lange zinnen en moeilijke woorden." in text(at)
    without_error(at.text_area(key=TEXT).set_value("Kom langs.").run())
    assert "Deze tekst is te kort voor een leesbaarheidsformule." in text(at)
    without_error(
        at.text_area(key=TEXT).set_value("Indien je schulden hebt, kom je langs. " * 5).run()
    )
    assert "35 woorden in 5 zinnen." in text(at)
    assert "Moeilijk woord Gewoon woord Keren indien als 5" in text(at)
    assert "Lange zinnen" not in text(at)
    without_error(at.text_area(key=TEXT).set_value("kom je langs en " * 12 + "ga weg.").run())
    assert text(at).endswith("Lange zinnen " + "kom je langs en " * 12 + "ga weg.")


def show_warnings() -> None:
    from screens.listening import warned

    warned.show()


def test_what_asks_attention_stands_above_when_something_is_remembered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/p.sqlite3")
    st.cache_resource.clear()
    st.cache_data.clear()
    alarm = Alarm("doel", "schuldhulp", "Schuldhulp: 62 keer <b>in oktober</b>.")
    noticeboard.show(Notes("", now=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)), [alarm])
    assert "aandacht" not in html(page(show_warnings, {}))
    monkeypatch.setenv(SETTING, "400")
    shown = html(page(show_warnings, {}))
    assert "1 ding vraagt aandacht, gezien op 22 november 2026:" in shown
    assert "&lt;b&gt;in oktober" in shown
    st.cache_resource.clear()
    st.cache_data.clear()
