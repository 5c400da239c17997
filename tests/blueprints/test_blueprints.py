"""A journey is read strictly, written back the same, and says what is wrong with it."""

import copy
import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import samples
from broken import ENGLISH, copy_knowledge
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared import BOOK, LIBRARY

import blueprints
from blueprints import incoming, library, writing
from blueprints.lanes import KEYS, LANES, ROLES, lane_texts, mood
from blueprints.merging import fill, lean
from blueprints.model import CellText, Journey, Library
from blueprints.recurrence import own_steps, recurring
from commands.blueprints import main
from engine import KnowledgeError, Rulebook, load
from engine.knowledge import files, organisation
from engine.proof.check import errors

COVERS = (
    "blueprints/inspection.py",
    "commands/blueprints/journeys.py",
    "engine/knowledge/complaints.py",
)

NAME = "journeys/reizen/paspoort.yaml"
TREE, LINES = files.read(NAME, ROOT / NAME)


def test_every_journey_of_the_library_holds() -> None:
    assert [str(problem) for problem in LIBRARY.problems] == []
    for journey in LIBRARY.journeys.values():
        assert journey.written.example
        for step in journey.steps:
            for row in filter(None, (step.now, step.then)):
                assert tuple(row) == KEYS
            assert tuple(step.roles) == tuple(ROLES)
            assert step.now or step.then
    assert {key for lane in LANES for key in lane.keys} == set(KEYS)
    assert len(LANES) == 11


def test_the_library_stands_apart_from_the_knowledge(tmp_path: Path) -> None:
    root = tmp_path / "kennis"
    copy_knowledge(root)
    assert load(root).digest == BOOK.digest
    (root / "journeys/reizen").mkdir(exist_ok=True)
    (root / "journeys/reizen/kapot.yaml").write_text("a: [", encoding="utf-8")
    assert load(root).digest == BOOK.digest


def test_a_broken_journey_is_left_out_and_named(tmp_path: Path) -> None:
    root = whole(tmp_path)
    (root / NAME).write_text("naam: x\n", encoding="utf-8")
    found = blueprints.load(BOOK, root)
    assert set(found.journeys) == set(LIBRARY.journeys) - {"paspoort"}
    assert {problem.file for problem in found.problems} == {NAME}
    (root / "journeys/reizen/Twee Woorden.yaml").write_text("naam: x\n", encoding="utf-8")
    assert any("bestandsnaam" in str(problem) for problem in blueprints.load(BOOK, root).problems)


@pytest.mark.parametrize("name", [library.GENERIC, library.SOURCES])
def test_without_what_all_journeys_share_there_is_no_library(name: str, tmp_path: Path) -> None:
    root = whole(tmp_path)
    path = root / "journeys/reizen" / name
    for content in (None, "x: y\n"):
        path.unlink() if content is None else path.write_text(content, encoding="utf-8")
        with pytest.raises(KnowledgeError) as caught:
            blueprints.load(BOOK, root)
        assert name in str(caught.value)


def whole(tmp_path: Path) -> Path:
    """Return a copy of the folder of journeys."""
    folder = tmp_path / "journeys/reizen"
    folder.mkdir(parents=True)
    for path in (ROOT / "journeys/reizen").glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    return tmp_path


def put(*place: Any, value: Any) -> Callable[[Any], None]:
    def change(tree: Any) -> None:
        for step in place[:-1]:
            tree = tree[step]
        tree[place[-1]] = value

    return change


def without(*place: Any) -> Callable[[Any], None]:
    def change(tree: Any) -> None:
        for step in place[:-1]:
            tree = tree[step]
        del tree[place[-1]]

    return change


STEP = ("stappen", 0)
WRONG: list[tuple[Callable[[Any], None], str]] = [
    (put("naam", value=""), "hier hoort een tekst"),
    (put("naam", value="x" * 1001), "langer dan 1000 tekens"),
    (put("naam", value="a\nb"), "regeleinde of een onzichtbaar teken"),
    (put("doel", value="a\u202eb"), "regeleinde of een onzichtbaar teken"),
    (put("voorbeeld", value="misschien"), "'ja' of 'nee'"),
    (put("traject", value="participaties"), "Bedoelde je 'participatie'?"),
    (put("kleur", value="rood"), "de sleutel 'kleur' ken ik niet"),
    (without("doel"), "de sleutel 'doel' ontbreekt"),
    (put("stappen", value=[]), "minstens één"),
    (put(*STEP, "fase", value="bewustword"), "Bedoelde je 'bewustwording'?"),
    (put(*STEP, "kanalen", value=["brieff"]), "Bedoelde je 'brief'?"),
    (put(*STEP, "wordt", "kanalen", value=["briev"]), "Bedoelde je 'brief'?"),
    (put(*STEP, "wordt", "kanaal", value=["brief"]), "Bedoelde je 'kanalen'?"),
    (put(*STEP, "generiek", value="ontdeken"), "Bedoelde je 'ontdekken'?"),
    (put(*STEP, "generiek", value="horen"), "niet bedoeld voor traject"),
    (put(*STEP, "stemming", value="boos"), "mag hier niet. Kies uit"),
    (put(*STEP, "wet", value={"tekst": "x", "bron": "PASPOORT"}), "Bedoelde je 'PASPOORTWET'?"),
    (put(*STEP, "wet", value={"tekst": "x"}), "de sleutel 'bron' ontbreekt"),
    (put(*STEP, "onderzoek", value={"tekst": "x", "bron": "F9999"}), "bron 'F9999' ken ik niet"),
    (put(*STEP, "systemen", value=["x"] * 25), "meer dan 24"),
    (put(*STEP, "id", value="uitzoeken"), "staat er twee keer"),
    (put(*STEP, "id", value="Met Hoofdletter"), "niet de goede vorm"),
    (put(*STEP, "wanneer", value="ooit"), "mag hier niet. Kies uit"),
    (put(*STEP, "wanneer", value="straks"), "kan geen 'wordt' hebben"),
    (without(*STEP, "generiek"), "de sleutel 'stemming' ontbreekt"),
    (put(*STEP, "fase", value="afronding"), "komt na een latere fase"),
    (put("bronnen", value={"AWB": {"titel": "x", "maker": "x", "adres": "https://x.nl"}}),
     "de bron 'AWB' bestaat al"),
    (put("bronnen", value={"EIGEN": {"titel": "x", "maker": "x", "adres": "javascript:x"}}),
     "niet de goede vorm"),
    (lambda tree: tree["stappen"].extend(copy.deepcopy(tree["stappen"]) * 9), "hooguit 60 stappen"),
    (put(*STEP, "vervolg", value={"naar": "uitzoek"}), "stap 'uitzoek' ken ik niet. Bedoelde je"),
    (put(*STEP, "bijlagen", value={"naam": "x", "adres": "http://x.nl"}), "niet de goede vorm"),
    (put(*STEP, "eigen", value={"Kosten: x": ["1"]}), "niet de goede vorm"),
    (put(*STEP, "later", value={"kanalen": ["briev"]}), "Bedoelde je 'brief'?"),
    (put(*STEP, "doelgroepen", value={"Jong": {"kanalen": ["briev"]}}), "Bedoelde je 'brief'?"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message for _, message in WRONG])
def test_what_is_wrong_is_said_with_the_place_and_the_way_out(
    change: Callable[[Any], None], message: str
) -> None:
    tree = copy.deepcopy(TREE)
    change(tree)
    with pytest.raises(KnowledgeError) as caught:
        library.bind(NAME, tree, LINES, LIBRARY, BOOK)
    found = caught.value.problems
    assert any(message in problem.message for problem in found), [str(p) for p in found]
    for problem in found:
        assert problem.file == NAME
        assert problem.line is None or problem.line >= 1
        assert "\n" not in problem.message
        assert "klopt niet." not in problem.message
        quoteless = "".join(problem.message.split("'")[::2])
        assert not ENGLISH.search(quoteless), problem


def test_an_error_names_its_line_and_its_step() -> None:
    text = (ROOT / NAME).read_text(encoding="utf-8").replace("[balie]", "[baliie]", 1)
    line = next(i for i, said in enumerate(text.splitlines(), start=1) if "baliie" in said)
    with pytest.raises(KnowledgeError) as caught:
        library.parse(NAME, text, LIBRARY, BOOK)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{NAME}, regel {line}: onderdeel 'aan-de-balie': kanaal 'baliie' ken ik niet. "
        "Bedoelde je 'balie'?"
    ]


def test_a_step_takes_from_its_generic_step_what_it_does_not_say() -> None:
    generic = LIBRARY.generic["volgen"]
    tree = {**TREE, "stappen": [{"id": "a", "generiek": "volgen", "meet": "Iets anders."}]}
    step = samples.bind_tree(tree, LIBRARY, BOOK).steps[0]
    assert step.name == generic.name
    assert step.now["vraag"] == (CellText(generic.question or ""),)
    assert step.now["meet"] == step.then["meet"] == (CellText("Iets anders."),)
    assert step.varies == ("meet",)
    assert {"kanalen", "zichtbaar"} <= step.changed_keys()


def test_what_a_generic_step_says_already_is_dropped() -> None:
    generic = writing.plain(LIBRARY.generic["volgen"])
    same = {key: value for key, value in generic.items() if key not in ("uitleg", "trajecten")}
    tree = {**TREE, "stappen": [{"id": "a", "generiek": "volgen", **same}]}
    written = samples.bind_tree(tree, LIBRARY, BOOK).written
    assert writing.tree(written)["stappen"] == [{"id": "a", "generiek": "volgen"}]


def test_a_row_of_its_own_undoes_the_plan_of_the_generic_step() -> None:
    tree = {**TREE, "stappen": [{"id": "a", "generiek": "volgen", "kanalen": ["balie"]}]}
    step = samples.bind_tree(tree, LIBRARY, BOOK).steps[0]
    assert step.now["kanalen"] == step.then["kanalen"] == (CellText("balie"),)


def test_a_step_that_comes_or_goes_is_there_once() -> None:
    steps = [
        {"id": "a", "generiek": "volgen", "wanneer": "nu"},
        {"id": "b", "generiek": "volgen", "wanneer": "straks"},
    ]
    gone, new = samples.bind_tree({**TREE, "stappen": steps}, LIBRARY, BOOK).steps
    assert gone.now and not gone.then and not new.now and new.then
    assert gone.changed_keys() == new.changed_keys() == set(KEYS)
    assert mood(gone.then) is None


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(samples.trees(BOOK, LIBRARY))
@pytest.mark.exhaustive
def test_every_journey_comes_back_the_same_from_yaml(tree: dict[str, Any]) -> None:
    journey = samples.bind_tree(tree, LIBRARY, BOOK)
    again = library.parse("proef.yaml", writing.text(journey), LIBRARY, BOOK)
    assert again == journey
    for step in journey.steps:
        for lane in LANES:
            assert all(said.text for said in lane_texts(lane, step.now))


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.text(max_size=5) | st.none() | st.integers(),
        lambda part: (
            st.lists(part, max_size=3)
            | st.dictionaries(st.sampled_from([*TREE, *TREE["stappen"][0], "x"]), part, max_size=4)
        ),
        max_leaves=12,
    )
)
@pytest.mark.exhaustive
def test_anything_else_is_refused_in_dutch(tree: Any) -> None:
    with pytest.raises(KnowledgeError) as caught:
        library.bind("x.yaml", tree, {}, LIBRARY, BOOK)
    assert caught.value.problems


def test_lean_is_where_it_stays() -> None:
    for journey in LIBRARY.journeys.values():
        for written, step in zip(journey.written.steps, journey.steps, strict=True):
            generic = LIBRARY.generic.get(written.generic or "")
            assert lean(written, generic) == written
            assert fill(written, generic) == step


def test_the_same_steps_recur(book: Rulebook) -> None:
    for item in recurring(LIBRARY):
        for use in item.uses:
            assert use.step.generic == item.slug
        for slug in item.absent:
            assert all(step.generic != item.slug for step in LIBRARY.journeys[slug].steps)
            assert LIBRARY.journeys[slug].track in LIBRARY.generic[item.slug].tracks
    counts = [len(item.journeys) for item in recurring(LIBRARY)]
    assert counts == sorted(counts, reverse=True)


def test_a_journey_without_a_usual_step_is_named() -> None:
    passport = LIBRARY.journeys["paspoort"]
    less = tuple(step for step in passport.steps if step.generic != "terugblik")
    other = dataclasses.replace(passport, slug="ander", steps=less)
    made = Library(LIBRARY.generic, LIBRARY.sources, {"paspoort": passport, "ander": other})
    absent = {item.slug: item.absent for item in recurring(made)}
    assert absent["terugblik"] == ("ander",)
    assert absent["uitzoeken"] == ()
    assert own_steps(passport) == ()


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call_main(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "beheerder" not in said.err
        return code, said.out, said.err

    return call_main


def test_the_list_names_every_journey(run: Run) -> None:
    code, out, err = run("lijst")
    assert (code, err) == (0, "")
    for journey in LIBRARY.journeys.values():
        assert f"{journey.slug}: {journey.name} (voorbeeld)" in out
    code, out, _ = run("lijst", "--json")
    made = json.loads(out)
    assert [item["reis"] for item in made] == list(LIBRARY.journeys)
    keys = [
        "reis",
        "naam",
        "staat",
        "vakken",
        "leeg",
        "voorbeeld",
        "traject",
        "domein",
        "versie",
        "stappen",
    ]
    assert all(list(item) == keys for item in made)
    assert list(made[0]["stappen"][0]) == ["stap", "naam", "fase", "generiek", "wanneer"]


def test_check_says_what_is_wrong_and_exits_with_1(run: Run, tmp_path: Path) -> None:
    code, out, err = run("controle")
    assert (code, err) == (0, "")
    assert f"{len(LIBRARY.journeys)} reizen kloppen" in out
    wrong = tmp_path / "fout.yaml"
    wrong.write_text(writing.text(LIBRARY.journeys["paspoort"]).replace("balie", "baalie"))
    code, out, err = run("controle", wrong)
    assert code == 1
    assert "Bedoelde je 'balie'?" in err
    code, out, _ = run("controle", wrong, tmp_path / "weg.yaml", "--json")
    assert code == 1
    made = json.loads(out)
    assert made["reizen"] == []
    assert all(list(item) == ["bestand", "regel", "melding"] for item in made["fouten"])


def test_export_writes_what_check_accepts(run: Run, tmp_path: Path) -> None:
    there = tmp_path / "mijn-reis.yaml"
    assert run("export", "paspoort", "-o", there)[0] == 0
    again = incoming.open_file(there, LIBRARY, BOOK)
    assert again.steps == LIBRARY.journeys["paspoort"].steps
    assert run("export", there, "-o", tmp_path / "nog.yaml")[0] == 0
    assert run("controle", there)[0] == 0


def test_a_drawing_has_the_style_of_the_organisation(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, plain, coloured = (tmp_path / name for name in ("eigen.yaml", "a.pdf", "b.pdf"))
    assert run("teken", "paspoort", "-o", plain)[0] == 0
    own.write_text("naam: Gemeente X\nhuisstijl: {kleur: '#7a1f5c'}\n")
    monkeypatch.setenv(organisation.SETTING, str(own))
    assert run("teken", "paspoort", "-o", coloured)[0] == 0
    assert coloured.read_bytes() != plain.read_bytes()
    own.write_text("naam: Gemeente X\nkleuren: rood\n")
    code, _, err = run("teken", "paspoort", "-o", tmp_path / "c.pdf")
    assert code == 1 and "eigen.yaml" in err and not (tmp_path / "c.pdf").exists()


def test_a_wrong_name_or_ending_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, err = run("export", "pasport", "-o", tmp_path / "x.yaml")
    assert code == 1
    assert "Bedoelde je 'paspoort'?" in err
    code, _, err = run("export", "paspoort", "-o", tmp_path / "x.txt")
    assert code == 1
    assert "eindigt op" in err
    assert list(tmp_path.iterdir()) == []
    assert run("export", "paspoort")[0] == 2


@pytest.mark.exhaustive
def test_the_knowledge_itself_is_still_good(table: Any) -> None:
    assert errors(table) == ()


def test_a_journey_is_a_value() -> None:
    journey: Journey = LIBRARY.journeys["paspoort"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        journey.slug = "x"  # type: ignore[misc]
    assert journey.name == journey.written.name
