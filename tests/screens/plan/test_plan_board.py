"""The board of a plan: what an order from the browser does, and that user text stays text."""

import re
from collections.abc import Mapping

import pytest
from boards import board, do
from mixes import action, plan
from pages import html, params, serve, text, without_error
from streamlit.testing.v1 import AppTest

from engine import Table
from plans import read_plan
from screens.plan import current, matrix
from screens.plan.board import marks, orders
from screens.plan.versions import typing

COVERS = (
    "screens/plan/board/__init__.py",
    "screens/plan/board/agreeing.py",
    "screens/plan/board/aside.py",
    "screens/plan/board/cell_panel.py",
    "screens/plan/board/doing.py",
    "screens/plan/board/lane.py",
    "screens/plan/board/limit_bars.py",
    "screens/plan/board/outlook.py",
    "screens/plan/board/paste_panel.py",
    "screens/plan/board/preparation.py",
    "screens/plan/board/action_table.py",
    "screens/plan/board/tab.py",
)
NASTY = '<img src=x onerror=alert(1)> "x" **vet**'


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def test_a_cell_of_the_table_is_changed_and_a_mistake_stands_in_it() -> None:
    at = board(plan(acties=[action(), action("twee")]))
    put = {"doe": "zet", "id": "een"}
    typed = {"wie": NASTY, "start": "1 feb", "kosten": "1.250"}
    kept = do(at, *(put | {"veld": field, "waarde": value} for field, value in typed.items()))
    one, two = kept.actions
    assert (one.who, one.start.isoformat(), str(one.cost)) == (NASTY, "2027-02-01", "1250")
    assert two.who is None
    assert "<img" not in html(at) and "&lt;img src=x" in html(at)
    assert do(at, put | {"veld": "kosten", "waarde": "veel"}) == kept
    (row,) = [part for part in html(at).split("<tr") if 'data-plek="een/kosten"' in part]
    assert "is geen bedrag" in row and 'data-waarde="veel"' in row
    assert do(at, put | {"veld": "id", "waarde": "x"}, {"doe": "onzin"}, {"doe": ["zet"]}) == kept


def test_filters_order_and_what_is_open_stand_in_the_address() -> None:
    at = board(plan(acties=[action(), action("twee", groepen=["jong"])]))
    do(at, {"doe": "zeef", "veld": "toon-groep", "waarde": "jong"},
       {"doe": "sorteer", "waarde": "-wat"}, {"doe": "open", "waarde": "twee"})  # fmt: skip
    here = params(at)
    assert (here["toon-groep"], here["volgorde"], here["open"]) == ("jong", "-wat", "twee")
    assert 'data-tik="twee"' in html(at) and 'data-tik="een"' not in html(at)
    do(at, {"doe": "toon-alles"}, {"doe": "sluit"})
    assert not {"toon-groep", "open"} & params(at).keys()
    assert 'data-tik="een"' in html(at)


def test_several_are_changed_copied_and_removed_in_one_step_each() -> None:
    at = board(plan(acties=[action(), action("twee"), action("drie")]))
    some = {"doe": "samen", "acties": ["een", "drie", "weet ik niet"]}
    kept = do(at, some | {"samen": "status", "waarde": "ter-akkoord"})
    assert [one.status for one in kept.actions] == ["ter-akkoord", "concept", "ter-akkoord"]
    kept = do(at, some | {"samen": "dagen", "waarde": "-1"})
    assert [one.start.day for one in kept.actions] == [4, 5, 4]
    assert do(at, some | {"samen": "dagen", "waarde": "een week"}) == kept
    assert "Hoeveel dagen?" in text(at)
    assert len(do(at, some | {"samen": "kopieer"}).actions) == 5
    assert "drie" not in {one.id for one in do(at, some | {"samen": "weg"}).actions}


def test_proposals_are_taken_over_one_by_one_or_all_and_left() -> None:
    ids = ("een", "twee", "drie", "vier")
    at = board(plan(acties=[action(id_, status="voorstel") for id_ in ids]))
    assert "Neem 4 voorstellen over" in text(at)
    kept = do(at, {"doe": "neem-over", "waarde": "een"}, {"doe": "laat", "waarde": "twee"})
    assert [one.status for one in kept.actions] == ["concept", "voorstel", "voorstel"]
    kept = do(at, {"doe": "alle-over"})
    assert [one.status for one in kept.actions] == ["concept"] * 3


def test_actions_are_proposed_for_the_chosen_channels_once() -> None:
    at = board(plan(gekozen={"kanalen": ["brief", "website"]}))
    kept = do(at, {"doe": "stel-voor"})
    assert {one.channel for one in kept.actions} == {"brief", "website"}
    assert {one.status for one in kept.actions} == {"voorstel"}
    assert "Neem 2 voorstellen over" in text(at)
    assert do(at, {"doe": "alle-over"}, {"doe": "stel-voor"}).actions == tuple(
        one.model_copy(update={"status": "concept"}) for one in kept.actions
    )
    assert "Er is niets voor te stellen" in text(at)


def test_one_day_moves_those_before_it_and_agreement_falls_when_the_action_changes() -> None:
    steps = [
        {"id": "tekst", "werkdagen": 5},
        {"id": "akkoord", "werkdagen": 3},
    ]
    at = board(plan(acties=[action(start="2027-03-01", voorbereiding=steps)]), open="een")
    field = at.text_input(key="plan-stap-een-akkoord")
    assert field.value == "24-02-2027"
    without_error(field.set_value("17 feb").run())
    assert at.text_input(key="plan-stap-een-tekst").value == "10-02-2027"
    assert at.text_input(key="plan-stap-een-akkoord").label == "Akkoord (vast)"
    without_error(at.text_input(key="plan-stap-een-tekst").set_value("gauw").run())
    assert "is geen datum" in text(at)
    without_error(at.button(key="plan-akkoord-geef").click().run())
    assert "Wie geeft akkoord? Vul dit in." in text(at)
    at.text_input(key="plan-akkoord-een-wie").set_value("Wethouder")
    without_error(at.button(key="plan-akkoord-geef").click().run())
    assert {"plan-akkoord-een-wie", "plan-akkoord-een-notitie"} <= confirmed(at).keys()
    (agreed,) = do(at).actions
    assert (agreed.status, agreed.agreements[0].by) == ("akkoord", "Wethouder")
    (changed,) = do(at, {"doe": "zet", "id": "een", "veld": "kosten", "waarde": "5"}).actions
    assert changed.status == "ter-akkoord"
    assert "telt niet meer: veranderd is kosten" in text(at)


def test_the_first_forty_show_and_then_more() -> None:
    at = board(plan(acties=[action(f"a{i}") for i in range(45)]))
    assert html(at).count("data-tik=") == 40
    assert "nog 5" in text(at)
    do(at, {"doe": "meer", "waarde": "40"})
    assert html(at).count("data-tik=") == 45


def test_prices_that_are_not_known_never_make_a_limit_hold() -> None:
    at = board(plan(acties=[action()], grenzen={"budget": "100", "uren": "10"}))
    assert "Prijs onbekend: Actie een. Past het? Nog niet zeker" in text(at)
    do(at, {"doe": "zet", "id": "een", "veld": "kosten", "waarde": "150,50"})
    assert "€ 50,50 over de grens" in text(at)


def test_an_open_cell_says_what_a_choice_does_before_it_is_kept() -> None:
    at = board(plan(acties=[action()], gekozen={"kanalen": ["brief"]}))
    do(at, {"doe": "vak", "waarde": "jong/bewustwording"})
    assert params(at)["vak"] == "jong/bewustwording"
    radio = at.radio(key="plan-vak-open-kanaal-jong-bewustwording")
    other = next(slug for slug in radio.options if slug not in ("Laat zo", "Brief"))
    without_error(radio.set_value(_slug(other)).run())
    assert "Voor je bewaart: alleen dit vak verandert." in text(at)
    before = current.store().read(params(at)["plan"]).number
    without_error(at.button(key="plan-vak-zet").click().run())
    assert "Waarom? Vul dit in." in text(at)
    at.text_input(key="plan-vak-open-omdat-jong-bewustwording").set_value("Zo werkt het hier.")
    without_error(at.button(key="plan-vak-zet").click().run())
    assert "plan-vak-open-omdat-jong-bewustwording" in confirmed(at)
    kept = current.store().read(params(at)["plan"])
    (decision,) = read_plan(kept.text).decisions
    assert kept.number == before + 1
    assert (decision.group, decision.phase) == ("jong", "bewustwording")


def confirmed(at: AppTest) -> dict[str, int]:
    """Return which fields the browser need not keep any more."""
    of: dict[str, dict[str, int]] = at.session_state[typing.SAVED]
    return of[params(at)["plan"]]


def _slug(name: str) -> str:
    from screens.page import knowledge

    channels = knowledge.table().book.channels
    return next(slug for slug, channel in channels.items() if channel.name == name)


def test_a_cell_names_its_actions_and_opens_them() -> None:
    at = board(plan(acties=[action(), action("twee", groepen=["jong"])]))
    do(at, {"doe": "vak", "waarde": "jong/bewustwording"})
    keys = {one.key for one in at.button if one.key and one.key.startswith("plan-vak-actie-")}
    assert keys == {"plan-vak-actie-twee"}
    without_error(at.button(key="plan-vak-actie-twee").click().run())
    assert params(at)["open"] == "twee" and "vak" not in params(at)


def test_a_click_in_a_lane_opens_its_action_and_the_matrix_folds() -> None:
    at = board(plan(acties=[action()]))
    lane = re.search('<div class="baan"[^>]*>', html(at))
    assert lane and 'data-doe="open"' in lane[0] and 'data-waarde="een"' in lane[0]
    assert 'data-deel="bord-boven"' not in html(at)
    do(at, {"doe": "open", "waarde": "een"})
    short = "Wie, wanneer, langs welke weg: 2 groepen en 1 fase, "
    assert 'data-deel="bord-boven"' in html(at) and short in text(at)


def test_rows_of_which_nothing_is_known_stand_in_a_bracket() -> None:
    names = ("a", "b", "c", "d", "e")
    groups = [{"id": n, "naam": n, **({"leeftijd": "16-24"} if n == "d" else {})} for n in names]
    assert matrix.runs(plan(groepen=groups)) == {
        "a": "eerste", "b": "midden", "c": "laatste", "e": "alleen"
    }  # fmt: skip
    at = board(plan(groepen=groups))
    heads = re.findall('class="gelijk (.*?)".*?</th>', html(at))
    assert heads == ["eerste", "midden", "laatste", "alleen"]


def test_the_tabs_are_a_list_on_a_narrow_screen() -> None:
    at = board(plan())
    without_error(at.selectbox(key="plan-stap-lijst").set_value("groepen").run())
    assert (params(at)["stap"], at.session_state["plan-stap"]) == ("groepen", "groepen")


def test_an_action_has_an_embargo_a_partner_and_what_it_invites_to() -> None:
    of = plan(
        acties=[action(), action("twee")],
        partners=[{"id": "bron", "naam": "Woonbron"}],
        mijlpalen=[{"id": "raad", "naam": "Raadsbesluit", "dag": "2027-03-01"}],
    )
    at = board(of, open="een")
    without_error(at.text_input(key="plan-acties-0-embargo").set_value("4 januari 2027").run())
    without_error(at.selectbox(key="plan-acties-0-partner").set_value("bron").run())
    without_error(at.selectbox(key="plan-acties-0-nodigt_uit_voor").set_value("raad").run())
    one = do(at).actions[0]
    assert (str(one.embargo), one.partner, one.invites_to) == ("2027-01-04", "bron", "raad")
    without_error(at.selectbox(key="plan-acties-0-nodigt_uit_voor").set_value("").run())
    assert do(at).actions[0].invites_to is None


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (39, "AN")])
def test_a_group_has_a_letter(number: int, letter: str) -> None:
    assert marks.letter(number) == letter


@pytest.mark.parametrize(
    ("order", "value", "values"),
    [
        ({"waarde": " a ", "acties": ["a", 1]}, "a", ("a",)),
        ({"waarde": None, "acties": "ab"}, "", ()),
        ({"waarde": {"a": 1}}, "", ()),
        ({"waarde": "x" * 999}, "x" * 300, ()),
    ],
)
def test_of_an_order_only_plain_text_counts(
    order: Mapping[str, object], value: str, values: tuple[str, ...]
) -> None:
    assert orders.value_of(order, "waarde") == value
    assert orders.values_of(order, "acties") == values


def test_rows_from_a_spreadsheet_are_looked_at_before_they_count() -> None:
    at = board(plan())
    do(at, {"doe": "plak"})
    rows = f"Actie\tKanaal\tBegint\nBrief {NASTY}\tBrief\t1 feb\nPosters\tPostr\t1 feb"
    before = do(at)
    without_error(at.text_area(key="plan-plak-rijen").set_value(rows).run())
    assert "2 rijen gelezen. In 1 rij klopt iets niet" in text(at)
    assert "<img" not in html(at)
    assert do(at) == before
    without_error(at.button(key="plan-plak-toe").click().run())
    (new,) = do(at).actions
    assert (new.what, new.start.isoformat()) == (f"Brief {NASTY}", "2027-02-01")
    assert "plak" not in params(at)


def test_what_has_no_price_is_unknown_and_never_nought() -> None:
    bare = {key: value for key, value in action().items() if key != "kosten"}
    for acts, shown in (([bare], "onbekend"), ([bare | {"kosten": "40"}], "€ 40")):
        said = html(board(plan(acties=acts)))
        money = said[said.index("Geld: acties en vaste kosten samen") :][:400]
        assert f'<strong class="groot">{shown}</strong>' in money
        assert "€ 0" not in money
