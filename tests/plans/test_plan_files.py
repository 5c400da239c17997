"""Plan files: what is written is read back, older files open, and every mistake has a way out."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from sample_plans import SMALL, amounts, trees

import plans
from engine import Table
from engine.knowledge import organisation
from plans import PlanError, example, keys, plan_of, read_plan, write_json, write_plan
from plans.files import read_saved, write_saved
from plans.links import Place
from plans.model import Plan
from plans.own_means import with_means
from plans.remarks import LOOK, WRONG

COVERS = (
    "plans/model/former_keys.py",
    "plans/model/actions.py",
    "plans/model/arrangements.py",
    "plans/model/audience.py",
    "plans/model/status.py",
    "plans/model/typed.py",
    "plans/model/whole_plan.py",
)
GONE = object()
DAY = "2027-01-05"


def with_value(place: Place, value: Any) -> dict[str, Any]:
    """Return SMALL with one value put, or (GONE) taken away."""
    tree = deepcopy(SMALL)
    part: Any = tree
    for step in place[:-1]:
        part = part[step]
    if value is GONE:
        del part[place[-1]]
    else:
        part[place[-1]] = value
    return tree


def complaints(source: Any) -> list[str]:
    with pytest.raises(PlanError) as caught:
        plan_of(source) if isinstance(source, dict) else read_plan(source)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("size_text", "size"), [("onbekend", None), (None, None), (10, 10), ("1250", 1250)]
)
def test_a_size_may_be_unknown(size_text: Any, size: int | None) -> None:
    assert plan_of(with_value(("groepen", 0, "omvang"), size_text)).groups[0].size == size


@pytest.mark.parametrize(
    ("group", "stake", "effect"),
    [
        ({"participatieniveau": "raadplegen"}, "raadplegen", None),
        ({"participatieniveau": "adviseren"}, "samen-maken", None),
        ({"participatieniveau": "coproduceren"}, "samen-maken", None),
        ({"belang": "Hun bak is vol."}, None, "Hun bak is vol."),
        ({"belang": "Hun bak is vol.", "participatieniveau": "meebeslissen"}, "meebeslissen",
         "Hun bak is vol."),
        ({"belang": "raadplegen", "participatieniveau": "informeren"}, "raadplegen", None),
        ({"belang": "raadplegen", "gevolg": "Druk."}, "raadplegen", "Druk."),
    ],
)  # fmt: skip
def test_a_plan_of_before_says_in_one_word_what_is_at_stake(
    group: dict[str, str], stake: str | None, effect: str | None
) -> None:
    """The level of participation and the sentence of a group have keys of their own no more."""
    tree = deepcopy(SMALL)
    tree["groepen"][0] |= group
    plan = plan_of(tree)
    assert (plan.groups[0].at_stake, plan.groups[0].effect) == (stake, effect)
    assert plan_of(keys(plan)) == plan
    of_plan = plan_of(SMALL | {"participatieniveau": "adviseren"})
    assert (of_plan.project.stake, of_plan.groups[0].at_stake) == ("samen-maken", None)
    assert complaints(SMALL | {"participatieniveau": "praten"})


@pytest.mark.parametrize("name", plans.examples())
def test_the_examples_are_plans_that_say_they_are_examples(name: str, table: Table) -> None:
    plan = example(name)
    assert plan.project.example
    assert [r for r in plans.check(plan, table) if r.level == WRONG] == []
    assert read_plan(write_plan(plan)) == plan
    assert read_plan(write_json(plan)) == plan
    assert plan_of(keys(plan)) == plan


def test_every_key_of_a_plan_stands_in_an_example() -> None:
    """What no example shows, nobody finds: real plans have a place for all of it."""
    used = {key for name in plans.examples() for key in keys_of(keys(example(name)))}
    assert sorted(set(file_keys(Plan)) - used - {"kennis", "motor", "versie"}) == []


def keys_of(tree: Any) -> Iterator[str]:
    for part in tree if isinstance(tree, list) else []:
        yield from keys_of(part)
    for key, part in tree.items() if isinstance(tree, dict) else []:
        yield key
        yield from keys_of(part)


def file_keys(form: type[BaseModel]) -> Iterator[str]:
    for name, field in form.model_fields.items():
        yield field.alias or name
        for part in forms_in(field.annotation):
            yield from file_keys(part)


def forms_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from forms_in(part)


@settings(max_examples=30, deadline=None)
@given(trees())
def test_what_is_written_is_read_back(tree: dict[str, Any]) -> None:
    plan = plan_of(tree)
    assert read_saved(write_saved(plan)) == read_saved(write_plan(plan)) == plan
    assert read_plan(write_plan(plan)) == plan
    assert read_plan(write_json(plan)) == plan
    assert plan_of(keys(plan)) == plan
    assert write_plan(read_plan(write_plan(plan))) == write_plan(plan)


@given(amounts)
def test_money_is_exact_to_the_cent(amount: Decimal) -> None:
    for said in (amount, f"{amount:.2f}", f"{amount:.2f}".replace(".", ",")):
        plan = plan_of(with_value(("acties", 0, "kosten"), said))
        assert plan.actions[0].cost == amount
        assert read_plan(write_json(plan)).actions[0].cost == amount


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_days_are_days(day: date) -> None:
    tree = with_value(("project", "start"), day.isoformat())
    tree["project"]["einde"] = "2099-12-31"
    assert read_plan(write_plan(plan_of(tree))).project.start == day


NOT_MONEY = ["1e5", "", "0x10", "٣", "12,345", "12.345,678", "1_000", "nan", "1.25.0"]
NOT_DAYS = ["2027-02-30", "20270102", "1999-12-31", "2100-01-01", "morgen", "2-13-2027"]
MONEY = [("1.250", 1250), ("1.250,50", "1250.5"), ("€ 15.000", 15000), ("1 250", 1250),
         ("1,5", "1.5"), ("1.5", "1.5"), ("15.000,-", 15000), ("1\u00a0250", 1250)]  # fmt: skip
DAYS = ["2027-05-03", "3-5-2027", "03-05-27", "3 mei 2027", "3/5/2027"]


@pytest.mark.parametrize(("text", "meant"), MONEY)
def test_money_is_read_as_it_is_typed(text: str, meant: str | int) -> None:
    assert plan_of(with_value(("acties", 0, "kosten"), text)).actions[0].cost == Decimal(meant)


@pytest.mark.parametrize("text", DAYS)
def test_days_are_read_as_they_are_typed(text: str) -> None:
    tree = with_value(("project", "start"), text)
    tree["project"]["einde"] = "31 december 2099"
    assert plan_of(tree).project.start == date(2027, 5, 3)


def test_hours_counts_shares_and_lists_are_read_as_they_are_typed() -> None:
    tree = with_value(("acties", 0, "uren"), "1.250,5 uur")
    tree["groepen"][0]["omvang"] = "12 500"
    tree["groepen"][0]["leeftijd"] = {"75-plus": "62,5 %", "25-34": "37,5 procent"}
    groups = tree["acties"][0]["groepen"]
    tree["acties"][0]["groepen"] = " en ".join(groups)
    plan = plan_of(tree)
    assert plan.actions[0].hours == Decimal("1250.5")
    assert plan.actions[0].groups == tuple(groups)
    assert plan.groups[0].size == 12500
    assert plan.groups[0].ages == {"75-plus": Decimal("62.5"), "25-34": Decimal("37.5")}


def test_the_point_of_a_number_in_json_begins_decimals() -> None:
    tree = with_value(("acties", 0, "kosten"), "1.250")
    text = json.dumps(tree, default=str)
    assert read_plan(text).actions[0].cost == 1250
    bare = text.replace('"1.250"', "1.250")
    assert bare != text
    with pytest.raises(PlanError, match="'1,250' is geen bedrag"):
        read_plan(bare)
    assert read_plan(text.replace('"1.250"', "12.50")).actions[0].cost == Decimal("12.5")


@pytest.mark.parametrize("text", ["-1", "−1", "€ -1"])
def test_an_amount_below_nothing_is_refused(text: str) -> None:
    (problem,) = complaints(with_value(("acties", 0, "kosten"), text))
    assert "'-1' is negatief. Vul een getal vanaf 0 in." in problem


@pytest.mark.parametrize("text", NOT_MONEY)
def test_what_is_no_amount_is_refused(text: str) -> None:
    (problem,) = complaints(with_value(("acties", 0, "kosten"), text))
    assert f"actie 'Brief', kosten: '{text}' is geen bedrag. Schrijf bijvoorbeeld 1250" in problem


@pytest.mark.parametrize("text", NOT_DAYS)
def test_what_is_no_day_is_refused(text: str) -> None:
    (problem,) = complaints(with_value(("project", "start"), text))
    assert f"'{text}' is geen datum. Schrijf bijvoorbeeld 3-5-2027 of 3 mei 2027." in problem


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (("projekt",), "x", "de sleutel 'projekt' ken ik niet. Bedoelde je 'project'?"),
        (("acties", 0, "kannaal"), "x", "'Brief': de sleutel 'kannaal' ken ik niet. Bedoelde je"),
        (("schema",), GONE, "ik zie geen versie van het bestand. Zet bovenaan: schema: 2"),
        (("schema",), "9", "gemaakt met een nieuwere versie (schema 9). Werk Ken je inwoner bij"),
        (("schema",), "1", "schema 1 ken ik niet. Een plan van nu heeft bovenaan: schema: 2"),
        (("schema",), "²", "ik zie geen versie van het bestand."),
        (("groepen", 0, "id"), "../x", "'../x' heeft niet de goede vorm"),
        (("groepen", 0, "omvang"), 9, "minder dan 10 inwoners zijn te herkennen. Voeg groepen sam"),
        (("groepen", 0, "soort"), "club", "'club' mag hier niet. Kies uit: 'groep'"),
        (("mijlpalen",), [{"id": "a", "naam": "x", "dag": "2-2-2027", "einde": DAY}], "ligt voor"),
        (("risicos",), [{"id": "a", "wat": "x"}] * 2, "'a' staat er 2 keer. Geef elk een eigen na"),
        (("acties", 0, "voorbereiding"), [{"id": "druk"}] * 2, "'druk' staat er 2 keer."),
        (("contact",), {"links": [{"naam": "x", "adres": "javascript:x"}]}, "begint met https://"),
        (("groepen", 0, "omvang"), "veel", "'veel' is geen heel getal."),
        (("groepen", 0, "leeftijd"), {"75-plus": 60}, "samen 60 procent. Maak er 100 van"),
        (("groepen", 0, "eigen_kanalen"), {"brief": 5}, "Allebei kan niet."),
        (("groepen", 0, "fasen"), ["aktie"], "fase 'aktie' ken ik niet. Kies uit: bewustwording"),
        (("groepen",), [], "hier hoort minstens één regel."),
        (("acties", 0, "groepen"), ["bewoner"], "groep 'bewoner' ken ik niet. Bedoelde je 'bewon"),
        (("acties", 0, "groepen"), [], "hier hoort minstens één regel."),
        (("acties", 0, "fase"), "afronding", "fase 'afronding' ken ik niet."),
        (("acties", 0, "einde"), "2027-01-01", "het einde (01-01-2027) ligt voor het begin ("),
        (("acties", 0, "status"), "af", "'af' mag hier niet. Kies uit: 'voorstel'"),
        (("acties", 0, "reactie", "tot"), 0, "'tot' (0) is kleiner dan 'van' (1). Draai ze om."),
        (("acties", 0, "reactie", "loketten"), {"kc": 1}, "loket 'kc' ken ik niet. Bedoelde je"),
        (("acties", 0, "golven"), [{"start": "2027-01-05", "deel": 5}], "golven zijn samen 5 proc"),
        (("acties", 0, "wat"), "a\x00b", "hier staat een onzichtbaar teken dat niet mag."),
        (("acties", 0, "wat"), "a\u202e\ud800", "hier staat een onzichtbaar teken dat niet mag."),
        (("acties", 0, "wat"), "x" * 301, "deze tekst is langer dan 300 tekens."),
        (("project", "einde"), "2026-01-01", "ligt voor het begin"),
        (("grenzen",), {"kanalen": 0}, "'0' is te laag: minimaal 1."),
        (("grenzen",), {"budget": "999999999"}, "'999999999' is te hoog: hooguit 99.999.999,99."),
        (("keuzes",), [{"kanaal": "brief", "inzetten": "ja"}], "de sleutel 'omdat' ontbreekt."),
        (("gekozen",), {"kanalen": ["brief", "brief"]}, "'brief' staat er 2 keer."),
    ],
)  # fmt: skip
def test_one_mistake_gives_one_message_with_the_way_out(
    place: Place, value: Any, message: str
) -> None:
    (problem,) = complaints(with_value(place, value))
    assert message in problem


def test_a_mistake_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "mijn.yaml"
    text = write_plan(plan_of(SMALL)).replace("kanaal: brief", "kanal: brief")
    path.write_text(text, encoding="utf-8")
    line = 1 + text[: text.index("kanal:")].count("\n")
    found = complaints(path)
    assert f"mijn.yaml, regel {line}: actie 'Brief': de sleutel 'kanal' ken ik niet." in found[1]
    assert len(found) == 2  # the unknown key, and the key that is not there now


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "plan: Het bestand is leeg."),
        ("- a\n- b", "dit is geen plan."),
        ("schema: 2\nschema: 2", "plan, regel 2: De sleutel 'schema' staat er twee keer"),
        ("a: &x 1\nb: *x", "verwijst"),
        ("a: !!python/object:os.system x", "verwijst"),
        ('{"schema": 2,}', "plan, regel 1: Dit is geen geldige JSON."),
        ('{"schema": 2, "schema": 2}', "De sleutel 'schema' staat er twee keer."),
        ('{"a":' * 90_000, "te diep"),  # a newer Python reads 9,000 and misses the end
        ('{"a":' + "[" * 90_000, "te diep"),
        ("x: " + "y" * 1_000_001, "groter dan 1 MB"),
    ],
)
def test_what_is_no_plan_at_all_is_refused(text: str, message: str) -> None:
    assert message in "\n".join(complaints(text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "bestaat niet" in complaints(tmp_path / "weg.yaml")[0]


def test_text_of_the_user_stays_text() -> None:
    for said in ("=1+1", "no", "12:30", "{{7*7}}", "*x", "&x", "- a", "a: b", "# x", "null", "~"):
        plan = plan_of(with_value(("acties", 0, "wat"), said))
        assert read_plan(write_plan(plan)).actions[0].what == said
        assert read_plan(write_json(plan)).actions[0].what == said


def test_json_of_another_program_is_read() -> None:
    text = json.dumps({**SMALL, "weging": None, "project": {**SMALL["project"], "auteur": "😀"}})
    plan = read_plan(text)
    assert plan.project.author == "😀"
    assert plan.weighting == "grootte"


@pytest.mark.parametrize(
    ("place", "value", "level", "message"),
    [
        (("project", "traject"), "participate", WRONG, "traject 'participate' ken ik niet. Bedoel"),
        (("groepen", 0, "leeftijd"), "75-plu", WRONG, "leeftijd '75-plu' ken ik niet. Bedoelde je"),
        (("acties", 0, "kanaal"), "brieff", WRONG, "kanaal 'brieff' ken ik niet. Bedoelde je 'br"),
        (("gekozen",), {"kanalen": ["fax"]}, WRONG, "kanaal 'fax' ken ik niet."),
        (("acties", 0, "kanaal"), "berichtenbox", LOOK, "dit kanaal past niet in deze fase."),
        (("acties", 0, "start"), "2027-05-05", LOOK, "valt buiten de dagen van zijn fase"),
        (("fasen", 0, "einde"), "2027-08-01", LOOK, "valt voor een deel buiten het project."),
        (("grenzen",), {"uren": 0}, LOOK, "Of dat past binnen 0 uur, staat nog niet vast."),
        (("grenzen",), {"kanalen": 5}, None, ""),
        (("gekozen",), {"kanalen": ["website"]}, LOOK, "Brief hoort niet bij de gekozen kanalen."),
        (("groepen", 0, "omvang"), GONE, LOOK, "is de omvang onbekend: alle groepen wegen"),
        (("acties",), [], LOOK, "er staan nog geen acties in het plan."),
        (("acties", 0, "status"), "vervallen", LOOK, "is er geen actie in: Bewustwording"),
    ],
)  # fmt: skip
def test_the_check_says_what_does_not_fit(
    place: Place, value: Any, level: str | None, message: str, table: Table
) -> None:
    found = [(r.level, r.text) for r in plans.check(plan_of(with_value(place, value)), table)]
    assert [pair for pair in found if pair[0] == level and message in pair[1]] or not level
    assert bool(found) == bool(level)


def test_what_a_real_plan_contains_has_a_place() -> None:
    tree = deepcopy(SMALL)
    agreed = [{"door": "Wethouder", "dag": "2027-01-04", "notitie": "mits kort"}]
    tree["project"] |= {"opdrachtgever": "Wethouder", "budgetnummer": "4.210", "akkoord": agreed}
    tree["groepen"] += [
        {"id": "klankbord", "naam": "Klankbordgroep", "soort": "overleg", "omvang": 8},
        {"id": "turks", "naam": "Ouders", "talen": "Turks en Pools", "invloed": "hoog"},
    ]
    tree["eigen_middelen"] = [{"id": "persbericht", "naam": "Persbericht"}]
    tree["mijlpalen"] = [{"id": "raad", "naam": "Raad", "dag": "2-2-2027", "soort": "Ter inzage"}]
    tree["acties"][0] |= {
        "kanaal": "persbericht",
        "status": "Ter akkoord",
        "voorbereiding": [{"id": "tekst", "werkdagen": 3, "vast": "ja", "dag": "2027-01-04"}],
        "kpi": {"meet": "bezoek", "norm": "9", "werkelijk": [{"waarde": "7", "dag": "1-2-2027"}]},
    }
    tree["partners"] = [{"id": "corporatie", "naam": "C", "leveringen": [{"id": "a", "wat": "x"}]}]
    plan = plan_of(tree)
    assert plan.groups[1].size == 8
    assert plan.groups[2].languages == ("turks", "pools")
    assert (plan.milestones[0].kind, plan.actions[0].status) == ("ter-inzage", "ter-akkoord")
    assert read_plan(write_plan(plan)) == read_plan(write_json(plan)) == plan
    tree["groepen"][1]["leeftijd"] = "75-plus"  # then it is about people
    assert "te herkennen" in complaints(tree)[0]


@pytest.mark.parametrize(
    ("earlier", "now"), [("gepland", "concept"), ("bezig", "geplaatst"), ("klaar", "afgerond")]
)
def test_a_status_of_before_is_read(earlier: str, now: str) -> None:
    assert plan_of(with_value(("acties", 0, "status"), earlier)).actions[0].status == now


def test_an_own_means_has_a_name_and_is_no_channel(table: Table) -> None:
    tree = with_value(("acties", 0, "kanaal"), "raadsbrief")
    tree["eigen_middelen"] = [
        {"id": "raadsbrief", "naam": "Raadsbrief"},
        {"id": "kcc-nieuws", "naam": "KCC-nieuws voor wie belt"},
    ]
    plan = plan_of(tree)
    assert [r for r in plans.check(plan, table) if r.level == WRONG] == []
    channels = with_means(table.book, plan).channels
    assert (channels["raadsbrief"].beside, channels["brief"].beside) == ("raadsbrief", "brief")
    assert channels["kcc-nieuws"].beside == "KCC-nieuws voor wie belt"
    assert channels["kcc-nieuws"].short == "KCC-nieuws voor wie belt"
    assert with_means(table.book, plan_of(SMALL)) is table.book
    means = "eigen_middelen:\n  - {id: raadsbrief, naam: Brief aan de raad}\n"
    house = organisation.parse("o.yaml", f"naam: X\n{means}", table.book)
    assert with_means(house, plan_of(SMALL)).channels["raadsbrief"].name == "Brief aan de raad"
    assert with_means(house, plan).channels["raadsbrief"].name == "Raadsbrief"
