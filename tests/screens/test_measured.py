"""The cycle returns: measured, offered, put in the organisation file, seen in advice and plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import orjson
import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator
from pages import html, page, serve, text, without_error
from present import present
from starlette.applications import Starlette
from starlette.testclient import TestClient

import documents
from commands.listening import main
from documents.advice.case import APART, MEASURED
from documents.blocks import flat
from documents.plan.content import content_of as plan_content
from documents.plan.paper import Paper
from documents.plan.words import LEARNED
from engine import Advice, KnowledgeError, Rulebook, Table, advise, advise_phases, export
from engine.knowledge import organisation, own_findings
from engine.model import Organisation, Situation
from listening.effects import returns
from plans import example, plan_of
from plans.files import keys
from screens.maintenance.own_findings import ADDED
from screens.page import knowledge
from screens.server import openapi, still

DAY = date(2026, 11, 22)
EXAMPLES = ROOT / "listening" / "voorbeelden"
LESSON = "Zoeken op geld lenen werkt beter dan op schulden"
FOUND = "Campagne geldzorgen (verzonnen dagcijfers), gemeten bij 'pagina schulden (verzonnen)'"
FINDING = (
    "{id: a, kanaal: brief, tekst: Meer., begin: 2026-01-01, einde: 2026-02-01, bron: eigen meting"
)


@pytest.fixture(scope="module")
def additions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return what the command line wrote for the organisation file."""
    folder = tmp_path_factory.mktemp("terug")
    found, learned = folder / "bevindingen.yaml", folder / "lessen.yaml"
    files = [str(EXAMPLES / name) for name in ("acties.csv", "reeksen.csv")]
    assert main(["effect", *files, "--bevindingen", str(found)]) == 0
    assert main(["stand", str(EXAMPLES / "logboek.csv"), "--lessen", str(learned)]) == 0
    return found, learned


def parse_organisation(text: str, book: Rulebook) -> Organisation:
    """Return what an organisation file holds."""
    return present(organisation.parse("o.yaml", text, book).organisation)


@pytest.fixture(scope="module")
def own(
    additions: tuple[Path, Path], book: Rulebook, tmp_path_factory: pytest.TempPathFactory
) -> Rulebook:
    """Return the knowledge with an organisation file that holds what was measured."""
    given = parse_organisation("naam: Gemeente Voorbeeld\n", book)
    for path in additions:
        given = organisation.add_findings(path.read_text(encoding="utf-8"), book, given)
    file = tmp_path_factory.mktemp("eigen") / "organisatie.yaml"
    file.write_text(organisation.write(organisation.keys(given)), encoding="utf-8")
    made = organisation.read(file, book)
    assert made.organisation == given
    return made


@pytest.fixture(scope="module")
def mine(own: Rulebook, table: Table) -> Table:
    return replace(table, book=own)


@pytest.fixture(scope="module")
def situation_of(own: Rulebook, table: Table) -> Situation:
    """Return a situation in which the measured channel is chosen."""
    channel = present(own.organisation).findings[0].channel
    return next(
        situation
        for situation in table.outcomes
        if channel in export.roles(advise(table, situation, DAY))
    )


@pytest.mark.exhaustive
def test_what_was_measured_changes_no_figure_and_no_order(
    mine: Table, every_advice: Mapping[Situation, Advice]
) -> None:
    for situation, without in list(every_advice.items())[::7]:
        with_own = advise(mine, situation, DAY)
        assert replace(with_own, own_findings=()) == without
        assert with_own.own_findings


def test_every_form_of_the_advice_says_it_beside_the_channel(
    mine: Table, situation_of: Situation, monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = advise(mine, situation_of, DAY)
    content = documents.content_of(mine.book, advice, advise_phases(mine, situation_of, DAY))
    for section in content.sections[:2]:
        said = str(list(flat(section.blocks)))
        assert MEASURED in said
        assert FOUND in said
        assert "7 september 2026 tot en met 4 oktober 2026; 1.977 geteld; eigen meting" in said
        assert APART in said
    assert (
        "Eigen meting: campagne-geldzorgen-verzonnen-dagcijfers-2026-10-04 (telt niet mee)"
        in str(content.sections[-1])
    )
    monkeypatch.setattr(knowledge, "table", lambda: mine)
    monkeypatch.setattr(knowledge, "today", lambda: DAY)
    client = TestClient(Starlette(routes=still.ROUTES))
    assert (
        "Gemeten in onze organisatie"
        in client.get(f"/advies/{'/'.join(situation_of)}?alles=ja").text
    )


def test_the_screen_shows_it_on_the_card(
    mine: Table, situation_of: Situation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show() -> None:
        from screens.advice import page as advice_page

        advice_page.show()

    serve(monkeypatch, mine)
    at = page(show, situation_of.facts())
    card = html(at).partition('data-deel="kaart ')[2]
    assert MEASURED in card
    assert "Meer: +38 %" in card
    assert APART in card


def test_the_data_and_the_receipt_hold_it_apart(
    mine: Table, situation_of: Situation, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = export.advice(mine.book, advise(mine, situation_of, DAY))
    told = {row["kanaal"]: row["eigen_bevindingen"] for row in data["kanalen"]}
    (finding,) = told.pop(present(mine.book.organisation).findings[0].channel)
    assert (finding["kwaliteit"], finding["n"], finding["begin"]) == ("C", 1977, "2026-09-07")
    assert not any(told.values())
    changes = data["verantwoording"]["wijzigingen_organisatie"]
    assert [c["eigen_bevinding"] for c in changes if "eigen_bevinding" in c] == [finding["id"]]
    monkeypatch.setattr(knowledge, "table", lambda: mine)
    monkeypatch.setattr(knowledge, "today", lambda: DAY)
    document = openapi.document(mine, DAY)
    schema = {"$ref": "#/components/schemas/Advies", "components": document["components"]}
    Draft202012Validator(schema).validate(orjson.loads(orjson.dumps(data)))


def test_a_finding_of_one_group_stays_with_that_group(book: Rulebook, table: Table) -> None:
    age, other = [slug for slug in book.ages if slug != "onbekend"][:2]
    given = f"naam: X\neigen_bevindingen:\n  - {FINDING}, leeftijd: {age}, n: '12'}}\n"
    made = organisation.parse("o.yaml", given, book)
    track, phase = next(iter(book.tracks)), next(iter(book.phases))
    shown = [
        own_findings.beside(made, Situation(track, phase, a)) for a in (age, other, "onbekend")
    ]
    assert [len(found) for found in shown] == [1, 0, 1]
    advice = advise(replace(table, book=made), Situation(track, phase, age), DAY)
    assert advice.own_findings[0].n == 12


def test_days_counts_and_lists_may_be_typed_the_dutch_way(book: Rulebook) -> None:
    given = f"naam: X\neigen_bevindingen:\n  - {FINDING}, n: 1.250, leeftijd: 16-24 en 25-34}}\n"
    given = given.replace("2026-01-01", "1 januari 2026").replace("2026-02-01", "01-02-26")
    found = parse_organisation(given, book)
    assert (found.findings[0].n, found.findings[0].ages) == (1250, ("16-24", "25-34"))
    assert (found.findings[0].start, found.findings[0].end) == (date(2026, 1, 1), date(2026, 2, 1))
    lesson = "{onderwerp: afval, datum: 3 mei 2026, tekst: Bellen helpt., bron: eigen}"
    learned = parse_organisation(f"naam: X\nlessen:\n  - {lesson}\n", book)
    assert learned.lessons[0].day == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (f"{FINDING.replace('brief', 'brif')}}}", "regel 3: eigen bevinding 'a': kanaal 'brif'"),
        (f"{FINDING}, leeftijd: 16-25}}", "Bedoelde je '16-24'"),
        (f"{FINDING}, profiel: onbekend}}", "profiel 'onbekend' ken ik niet"),
        (f"{FINDING.replace('02-01', '02-31')}}}", "is geen datum"),
        (f"{FINDING.replace('2026-02', '2025-02')}}}", "het einde ligt voor het begin"),
        (f"{FINDING}, kwaliteit: A}}", "'A' mag hier niet. Kies uit: 'C'"),
        (f"{FINDING}, n: veel}}", "geen heel getal"),
        (f"{FINDING}}}\n  - {FINDING}}}", "Geef elk een eigen naam"),
        ("{id: a}", "de sleutel 'kanaal' ontbreekt"),
    ],
)
def test_a_wrong_finding_is_explained(book: Rulebook, given: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        organisation.parse("o.yaml", f"naam: X\neigen_bevindingen:\n  - {given}\n", book)
    assert message in str(caught.value)


@pytest.mark.parametrize("given", ["naam: Y\n", "lessen: ja\n", "tekst", ""])
def test_an_addition_holds_nothing_else(book: Rulebook, given: str) -> None:
    with pytest.raises(KnowledgeError, match=r"aanvulling\.yaml"):
        organisation.add_findings(given, book, None)


def test_an_addition_twice_is_there_once(
    additions: tuple[Path, Path], book: Rulebook, own: Rulebook
) -> None:
    again = own.organisation
    for path in additions:
        again = organisation.add_findings(path.read_text(encoding="utf-8"), book, again)
    assert again == own.organisation


def test_the_page_of_the_organisation_takes_an_addition_in(
    additions: tuple[Path, Path], table: Table, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show() -> None:
        from screens.maintenance import page as maintenance_page

        maintenance_page.show()

    serve(monkeypatch, table)
    at = page(show, {"deel": "organisatie"})
    without_error(at.text_area(key=ADDED).input("naam: x").run())
    without_error(at.button(key="voeg-toe").click().run())
    assert "Deze aanvulling klopt nog niet" in text(at)
    for path in additions:
        without_error(at.text_area(key=ADDED).input(path.read_text(encoding="utf-8")).run())
        without_error(at.button(key="voeg-toe").click().run())
    assert "Eigen metingen: 1. Lessen: 1." in text(at)
    without_error(at.text_input(key="org-naam").input("Gemeente Voorbeeld").run())
    made = parse_organisation(at.code[0].value, book)
    assert made.lessons[0].text == LESSON
    assert FOUND in made.findings[0].text


def test_the_next_plan_begins_with_what_was_learned(
    mine: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = example("schuldhulpcampagne")
    tree = keys(plan)
    about = plan_of(tree | {"project": tree["project"] | {"onderwerp": "Schuldhulp"}})
    said = str(plan_content(Paper(about, mine, DAY)).sections)
    assert LEARNED in said
    assert f"{LESSON}. (Bron: logboek, communicatie)" in said
    assert said.index(LESSON) < said.index(FOUND)  # newest first
    assert LEARNED not in str(plan_content(Paper(plan, mine, DAY)))


def test_the_step_project_asks_the_subject_and_shows_the_lesson(
    mine: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show() -> None:
        from screens.plan import page as plan_page

        plan_page.show()

    serve(monkeypatch, mine)
    at = page(show, {})
    at = without_error(
        next(b for b in at.button if b.key == "voorbeeld-schuldhulpcampagne").click().run()
    )
    assert LESSON not in text(at)
    without_error(at.selectbox(key="plan-project-onderwerp").select("schuldhulp").run())
    assert LEARNED in text(at)
    assert LESSON in text(at)


def test_the_page_of_listening_offers_the_addition(
    table: Table, own: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def show() -> None:
        from screens.listening import page as listening_page

        listening_page.show()

    serve(monkeypatch, table)
    at = page(show, {})
    at = without_error(at.button(key="luister-toon").click().run())
    assert "Neem mee naar de volgende keer" in text(at)
    offered = next(code.value for code in at.code if "lessen:" in code.value)
    bare = parse_organisation("naam: Gemeente Voorbeeld\n", table.book)
    assert organisation.add_findings(offered, table.book, bare) == own.organisation


def test_a_channel_without_a_place_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], book: Rulebook
) -> None:
    assert returns.channel(book, "Zoekadvertentie") == returns.channel(book, "zoekadvertentie")
    acts = tmp_path / "acties.csv"
    given = (EXAMPLES / "acties.csv").read_text(encoding="utf-8")
    acts.write_text(given.replace("zoekadvertentie", "zoekadvertensie"), encoding="utf-8")
    made = tmp_path / "b.yaml"
    code = main(["effect", str(acts), str(EXAMPLES / "reeksen.csv"), "--bevindingen", str(made)])
    assert code == 1
    assert "Bedoelde je 'zoekadvertentie'" in capsys.readouterr().err
    assert not made.exists()
