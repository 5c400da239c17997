"""The page Beheer: every part, its states and its errors, and what it lets people take along."""

import csv
import io
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT
from pages import FORBIDDEN, html, page, params, serve, text, without_error
from present import present

from engine import KnowledgeError, Rulebook, Table, load
from engine.knowledge import organisation, rulebook
from engine.model import DIMENSIONS, Problem
from engine.proof import history, trial
from engine.proof.check import check
from engine.proof.factcheck import SIGN_OFF
from engine.proof.influence import Influence
from engine.worker import build
from screens.advice import pieces
from screens.maintenance import checks, consequences, factcheck, versions
from screens.maintenance.organisation import fields_of
from screens.maintenance.page import APPROVAL
from screens.page import address, knowledge, view
from screens.page.framing import PARENTS
from screens.pages import MAINTENANCE
from screens.server.shell import FIXED, Shell

COVERS = (
    "screens/maintenance/changes.py",
    "screens/maintenance/rules.py",
    "screens/page/citation.py",
    "screens/page/fields.py",
)

FILE = "profiles/leeftijd/75-plus.yaml"
RULE = "75-plus-belt-over-dienst"
OWN = """naam: Gemeente Voorbeeld
zonder:
  - {kanaal: chat, omdat: Te weinig mensen.}
eigen_namen:
  mijn-omgeving: {naam: Mijn Voorbeeld, in_zin: Mijn Voorbeeld}
huisstijl: {kleur: "#00616e", naam_op_documenten: Voorbeeld}
eigen_middelen:
  - {id: bord, naam: Bouwbord, soort: reclame, talen: [engels]}
"""


def quick(book: Rulebook, timeout: float = 0) -> Table:
    return build(replace(book, constants={**book.constants, "trekkingen": 100}))


@pytest.fixture(scope="module")
def tried() -> dict[tuple[str, str], trial.Trial]:
    """Return what was tried already, by file and text."""
    return {}


@pytest.fixture
def once(tried: dict[tuple[str, str], trial.Trial], monkeypatch: pytest.MonkeyPatch) -> None:
    """Try a text of a file once, for it takes seconds."""
    try_file = trial.try_file

    def remember(name: str, text: str, now: Table, **more: Any) -> trial.Trial:
        if (name, text) not in tried:
            tried[name, text] = try_file(name, text, now, **more)
        return tried[name, text]

    monkeypatch.setattr(trial, "try_file", remember)


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)
    monkeypatch.setattr(trial, "compile_book", quick)


def show() -> None:
    from screens.maintenance import page as maintenance_page

    maintenance_page.show()


def show_plan() -> None:
    from screens.plan import page as plan_page

    plan_page.show()


@pytest.mark.parametrize("part", MAINTENANCE.parts)
def test_every_part_opens_in_plain_dutch(part: str) -> None:
    at = page(show, {"deel": part})
    assert [title.value for title in at.title] == ["Beheer"]
    said = text(at) + " ".join(markdown.value for markdown in at.markdown)
    assert FORBIDDEN.findall(re.sub(r"[\w-]+\.(?:yaml|txt)", "", said)) == []
    body = html(at) + "".join(f"<h2>{m.value[:40]}" for m in at.markdown if m.value[:3] == "## ")
    assert body.count("<h2>") == 1


def test_the_page_says_which_knowledge_it_shows(book: Rulebook) -> None:
    said = text(page(show, {"deel": "versie"}))
    assert book.digest[:12] in said
    assert book.digest in said
    assert str(history.day_of().year) in said


@pytest.mark.exhaustive
def test_all_rules_can_be_found_and_filtered(table: Table, book: Rulebook) -> None:
    at = page(show, {"aantal": "1000"})
    body = html(at)
    for rule in book.rules:
        assert f"regel={rule.id}" in body
        assert escape(rule.because) in body
    at = page(show, {"over": "profiel", "telt": "keuze", "aantal": "1000"})
    reach = Influence(table).reach()
    kept = {r.id for r in book.rules if r.dimension == "profiel" and reach[r.id].rechooses}
    assert set(re.findall(r"regel=([\w-]+)", html(at))) == kept
    without_error(at.text_input[0].input("vertrouwen").run())
    assert params(at) == {"over": "profiel", "telt": "keuze", "zoek": "vertrouwen"} | {
        "aantal": "1000"
    }


def test_nothing_found_says_what_to_do() -> None:
    assert "Niets gevonden" in text(page(show, {"zoek": "qqqq"}))
    assert "ken ik niet" in text(page(show, {"regel": "<b>weg</b>"}))
    assert "<b>weg" not in html(page(show, {"regel": "<b>weg</b>"}))


def test_a_rule_shows_where_it_counts(table: Table, book: Rulebook) -> None:
    at = page(show, {"regel": RULE, "aantal": "1000"})
    said, body = text(at), html(at)
    effects = Influence(table).effects(RULE)
    changed = [effect for effect in effects if effect.reordered or effect.rechosen]
    assert f"geldt in {len(effects)} van de {len(table.outcomes)} situaties" in said
    assert f"in {sum(effect.rechosen for effect in effects)} het hoofdkanaal" in said
    for effect in changed:
        assert escape(f"./{address.query(effect.situation)}") in body
    for slug, was, becomes in changed[0].moves:
        assert f"{book.channels[slug].name} van {was} naar {becomes}" in said
    assert "Inwoner boven de 75 wil weten" in said


@pytest.mark.exhaustive
def test_a_rule_without_source_or_effect_says_so(table: Table, book: Rulebook) -> None:
    still, _ = Influence(table).idle()
    at = page(show, {"regel": sorted(still)[0]})
    assert "in 0 daarvan de volgorde" in text(at)
    assumed = next(rule for rule in book.rules if not rule.sources)
    assert "deze regel is vakkennis" in text(page(show, {"regel": assumed.id}))


@pytest.mark.exhaustive
def test_the_checks_say_what_they_found(table: Table) -> None:
    result = check(table)
    said = text(page(show, {"deel": "controle"}))
    assert "Er zijn geen fouten" in said
    assert f"{len(result.warnings)} aandachtspunten" in said
    for problem in result.warnings:
        assert problem.message[1:] in said
    kept = text(page(show, {"deel": "controle", "toon": "beloften"}))
    assert kept.count(" nee: ") == len(result.broken_promises)
    found = page(show, {"deel": "controle", "toon": "voorbeelden", "zoek": "stoeptegel"})
    shown = [name for name in table.book.examples if "stoeptegel" in name[1].name]
    assert f"{len(shown)} van de {len(table.book.examples)} voorbeelden" in text(found)


REFUSED = "De vorige versie van de kennis blijft in gebruik. x.yaml: fout."


@pytest.mark.parametrize("part", MAINTENANCE.parts)
def test_knowledge_that_is_refused_is_named_on_every_part(
    part: str, monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    """And no part needs the knowledge on the disk, which is wrong then."""

    def broken(*_: object) -> Rulebook:
        raise KnowledgeError((Problem("x.yaml", None, "fout."),))

    serve(monkeypatch, table, REFUSED)
    monkeypatch.setattr(rulebook, "load", broken)
    for module in [m for m in list(sys.modules.values()) if getattr(m, "load", None) is load]:
        monkeypatch.setattr(module, "load", broken)
    assert REFUSED in text(page(show, {"deel": part}))


def test_who_advises_reads_no_file_and_no_error(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    serve(monkeypatch, table, REFUSED)
    asked = address.read(table.book, {"traject": "participatie", "fase": "actie"})
    told = " ".join(pieces.notices(asked, view.EVERYTHING))
    assert knowledge.OLDER in told
    assert ".yaml" not in told
    plan = text(page(show_plan, {}))
    assert knowledge.OLDER in plan
    assert ".yaml" not in plan.replace("(.yaml, .json of de PDF ervan)", "")


def test_errors_are_listed() -> None:
    problem = Problem("x.yaml", 3, "dit klopt niet.")
    assert checks._rows([problem]) == [("x.yaml, regel 3", "Dit klopt niet.")]


@pytest.mark.exhaustive
def test_the_fact_check_table_can_be_filtered_and_taken_along(table: Table) -> None:
    asked = {"traject": "participatie", "leeftijd": "75-plus"}
    at = page(show, {"deel": "toetstabel", **asked})
    frame = factcheck.matching_rows(
        factcheck.fact_table(knowledge.version(table.book), table), asked
    )
    assert f"{len(frame)} rijen" in text(at)
    assert set(frame["Code leeftijd"]) == {"75-plus"}
    assert html(at).count('scope="row"') == factcheck.STEP
    sheet = openpyxl.load_workbook(io.BytesIO(factcheck.file_of(frame, "xlsx"))).worksheets[0]
    assert sheet.max_row == len(frame) + 1
    assert set(SIGN_OFF) <= {cell.value for cell in sheet[1]}
    lines = factcheck.file_of(frame, "csv").decode("utf-8-sig").splitlines()
    assert len(list(csv.reader(lines, delimiter=";"))) == len(frame) + 1


def test_the_fact_check_table_tells_research_from_assumption(table: Table) -> None:
    frame = factcheck.fact_table(knowledge.version(table.book), table)
    assumed = factcheck.matching_rows(frame, {"kwaliteit": "aanname"})
    sourced = factcheck.matching_rows(frame, {"kwaliteit": "bron"})
    assert len(assumed) + len(sourced) == len(frame)
    assert set(assumed["Rust op"]) == {"vakkennis"}
    assert "vakkennis" not in set(sourced["Rust op"])
    none = page(show, {"deel": "toetstabel", **dict.fromkeys(DIMENSIONS, "")})
    assert "2.025 rijen" in text(none) or f"{len(frame):,}".replace(",", ".") in text(none)


def test_nothing_changed_is_not_tried() -> None:
    at = page(show, {"deel": "proberen"})
    without_error(at.button(key="proef").click().run())
    assert "Je hebt nog niets veranderd" in text(at)


@pytest.mark.exhaustive
def test_a_weight_changes_the_text_and_shows_what_follows(table: Table, once: None) -> None:
    at = page(show, {"deel": "proberen", "bestand": FILE, "regel": RULE})
    assert at.number_input[0].value == 1.5
    without_error(at.number_input[0].set_value(-2.0).run())
    assert "gewicht: -2" in present(at.text_area[0].value)
    assert "was gewicht: 1.5 wordt gewicht: -2" in text(at)
    without_error(at.button(key="proef").click().run())
    said = text(at)
    assert re.search(
        rf"\d+ van de {len(table.outcomes)} adviezen veranderen: kanalen in \d+, ", said
    )
    count = int(re.findall(r"kanalen in (\d+)", said)[0])
    assert html(at).count('target="_blank"') >= min(count, consequences.STEP)
    assert f"regel › {RULE} › gewicht" in said
    assert "Een ander hoofdkanaal: " in said
    without_error(at.selectbox(key="veld-gevolg").select("zekerheid").run())
    assert re.search(r"\d+ verschillen: zekerheid", text(at))
    without_error(at.selectbox(key="veld-gevolg").select("kanalen").run())
    assert "Voorbeelden die hierdoor niet meer uitkomen" in said
    without_error(at.selectbox(key="veld-traject").select("participatie").run())
    assert "0 adviezen die andere kanalen kiezen" in text(at)
    without_error(at.number_input[0].set_value(1.0).run())
    assert "De tekst is hierna veranderd" in text(at)
    without_error(at.button(key="terug").click().run())
    assert at.text_area[0].value == trial.text_of(FILE)
    assert "Gevolgen" not in text(at)


def test_a_mistake_keeps_the_text_and_says_where() -> None:
    at = page(show, {"deel": "proberen", "bestand": FILE})
    wrong = present(at.text_area[0].value).replace("kanaal: telefoon", "kanaal: telefon", 1)
    without_error(at.text_area[0].input(wrong).run())
    without_error(at.button(key="proef").click().run())
    said = text(at)
    assert "Bedoelde je 'telefoon'?" in said
    assert "Je tekst staat er nog" in said
    assert at.text_area[0].value == wrong
    without_error(at.selectbox(key="veld-map").select("journeys/kanalen").run())
    assert "Bedoelde je" not in text(at)
    without_error(at.selectbox(key="veld-map").select("profiles/leeftijd").run())
    without_error(at.selectbox(key="veld-bestand").select(FILE).run())
    assert at.text_area[0].value == wrong


def test_a_change_is_still_there_after_a_look_elsewhere() -> None:
    at = page(show, {"deel": "proberen", "bestand": FILE, "regel": RULE})
    without_error(at.number_input[0].set_value(-2.0).run())
    for part in ("controle", "proberen"):
        at.query_params.clear()
        at.query_params["deel"] = part
        without_error(at.run())
    assert at.selectbox(key="veld-bestand").value == FILE
    assert "gewicht: -2" in present(at.text_area[0].value)


def test_a_busy_server_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "WAIT", 0.01)
    at = page(show, {"deel": "proberen", "bestand": FILE, "regel": RULE})
    without_error(at.number_input[0].set_value(-2.0).run())
    with trial._turn:
        without_error(at.button(key="proef").click().run())
    assert "Probeer het zo nog eens" in text(at)


@pytest.mark.exhaustive
def test_the_list_of_changes_opens_in_a_dutch_spreadsheet(table: Table, once: None) -> None:
    changed = trial.with_weight(FILE, trial.text_of(FILE), RULE, -2)
    changes = trial.try_file(FILE, changed, table).changes
    made = consequences.changes_csv(table.book, changes).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(made), delimiter=";"))
    assert rows[0] == list(consequences.CSV_HEADS)
    assert len(rows) == sum(len(change.differences) for change in changes) + 1
    assert all(row[3] != row[4] for row in rows[1:])
    assert {"kanalen", "zekerheid", "teksten"} <= {row[1] for row in rows[1:]}


def test_the_version_before_is_compared_on_request(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(history, "previous", lambda: asked.append(1))
    at = page(show, {"deel": "versie"})
    assert asked == []
    without_error(at.button(key="vergelijk").click().run())
    assert asked == [1]
    assert "kent geen eerdere versies" in text(at)
    assert 'lang="en"' in html(at)


def test_a_comparison_names_rules_files_and_advices(table: Table) -> None:
    before = history.Revision("abc", history.day_of())
    difference = history.Difference(("nieuw-1",), (), ("anders-1", "anders-2"))
    made = versions.Comparison(knowledge.version(table.book), before, difference, ("x.yaml",))
    said = re.sub("<[^>]+>", " ", versions._rules(made))
    for word in ("nieuw-1", "anders-1, anders-2", "x.yaml"):
        assert word in said


def test_the_form_makes_a_file_that_the_server_accepts(book: Rulebook) -> None:
    at = page(show, {"deel": "organisatie"})
    assert "Vul eerst de naam" in text(at)
    without_error(at.text_input(key="org-naam").input('Gemeente "Voorbeeld": één').run())
    without_error(at.checkbox(key="org-heeft-chat").uncheck().run())
    without_error(at.text_input(key="org-reden-chat").input("Te weinig mensen.").run())
    without_error(at.multiselect(key="org-namen").select("mijn-omgeving").run())
    without_error(at.text_input(key="org-naam-mijn-omgeving").input("Mijn Voorbeeld").run())
    without_error(at.text_input(key="org-kleur").input("#00616e").run())
    without_error(at.text_area(key="org-middelen").input("Persbericht\n\nKCC-nieuws\n").run())
    own = organisation.parse("organisatie.yaml", at.code[0].value, book).organisation
    assert own is not None
    assert own.name == 'Gemeente "Voorbeeld": één'
    assert [(item.channel, item.because) for item in own.without] == [("chat", "Te weinig mensen.")]
    assert own.names["mijn-omgeving"].name == "Mijn Voorbeeld"
    assert own.style.colour == "#00616e"
    assert [(m.id, m.name) for m in own.means] == [
        ("persbericht", "Persbericht"),
        ("kcc-nieuws", "KCC-nieuws"),
    ]
    assert "Zo klinkt het: Zet Mijn Voorbeeld in" in text(at)


def test_a_wrong_or_pale_colour_is_named() -> None:
    at = page(show, {"deel": "organisatie"})
    without_error(at.text_input(key="org-naam").input("X").run())
    without_error(at.text_input(key="org-kleur").input("rood").run())
    assert "heeft niet de goede vorm" in text(at)
    assert not at.code
    without_error(at.text_input(key="org-kleur").input("#88ddee").run())
    assert "slecht te lezen" in text(at)


def test_an_existing_file_fills_the_form_and_comes_back_the_same(book: Rulebook) -> None:
    at = page(show, {"deel": "organisatie"})
    without_error(at.text_area[0].input(OWN.replace("chat", "chatt")).run())
    without_error(at.button(key="neem-over").click().run())
    assert "Bedoelde je 'chat'?" in text(at)
    without_error(at.text_area[0].input(OWN).run())
    without_error(at.button(key="neem-over").click().run())
    assert not at.checkbox(key="org-heeft-chat").value
    made = organisation.parse("o.yaml", at.code[0].value, book).organisation
    assert made == organisation.parse("o.yaml", OWN, book).organisation


@pytest.mark.exhaustive
def test_the_organisation_shows_what_changes(table: Table) -> None:
    at = page(show, {"deel": "organisatie"})
    without_error(at.text_input(key="org-naam").input("X").run())
    for slug in ("brief", "antwoordkaart"):
        without_error(at.checkbox(key=f"org-heeft-{slug}").uncheck().run())
    without_error(at.button(key="gevolgen-organisatie").click().run())
    said = text(at)
    assert "De controle laat dit niet toe" in said
    assert re.search(r"aanvraag-ook-per-post.{0,4} Dit speelt in \d+ situaties", said)
    assert re.search(rf"\d+ van de {len(table.outcomes)} adviezen veranderen", said)
    without_error(at.checkbox(key="org-heeft-brief").check().run())
    assert "Het formulier is hierna veranderd" in text(at)


def test_a_loaded_organisation_is_shown_and_is_where_the_form_starts(
    monkeypatch: pytest.MonkeyPatch, table: Table, book: Rulebook
) -> None:
    own = organisation.parse("o.yaml", OWN, book)
    serve(monkeypatch, replace(table, book=own))
    at = page(show, {"deel": "organisatie"})
    assert "Nu geladen: Gemeente Voorbeeld. Zonder chat." in text(at)
    assert at.text_input(key="org-naam").value == "Gemeente Voorbeeld"
    assert organisation.parse("o.yaml", at.code[0].value, book).organisation == own.organisation
    assert fields_of(None) == {}


def test_who_approves_reads_what_is_true() -> None:
    told = APPROVAL.read_text(encoding="utf-8")
    policy = Shell(None)._headers({"headers": [], "path": "/"})  # type: ignore[arg-type]
    for header in {*FIXED, *policy}:
        assert f"`{header}`" in told, header
    assert PARENTS in told
    assert "unsafe-inline" in policy["content-security-policy"]
    assert "unsafe-eval" not in policy["content-security-policy"]
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert "gatherUsageStats = false" in config
    at = page(show, {"deel": "goedkeuring"})
    assert at.markdown[0].value.startswith("## Voor wie")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [({"a": "1", "b": ""}, "beheer?a=1"), ({}, "beheer"), ({"a": "x&y <"}, "beheer?a=x%26y+%3C")],
)
def test_links_are_safe(given: Mapping[str, str], wanted: str) -> None:
    assert address.href("beheer", given) == wanted


def test_a_change_of_the_programme_is_shown_where_there_is_no_git(tmp_path: Path) -> None:
    file = tmp_path / "CHANGELOG.md"
    assert versions._changelog(file) == ""
    file.write_text("# Changelog\n", encoding="utf-8")
    assert versions._changelog(file) == ""
    file.write_text("# C\n\n## [1.0.0]\n\n### Added\n\n- A <b>thing</b>\n", encoding="utf-8")
    assert "A &lt;b&gt;thing" in versions._changelog(file)
