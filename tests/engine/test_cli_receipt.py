"""`herhaal` replays what it gave, tells what differs, and refuses what is no receipt."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from broken import Run, change, copy_knowledge, runner, write

from engine import Table
from engine.knowledge import organisation

COVERS = ("commands/engine/advice.py",)

ASK = ["--traject", "participatie", "--fase", "actie"]


@pytest.fixture
def run(table: Table, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(table, monkeypatch, capsys)


@pytest.fixture
def receipt(run: Run, tmp_path: Path) -> Path:
    _, out, _ = run("advies", *ASK, "--leeftijd", "75-plus", "--json")
    path = tmp_path / "bon.json"
    path.write_text(out)
    return path


def test_herhaal_gives_the_same_to_the_last_digit(run: Run, receipt: Path) -> None:
    same = "Het advies is tot op het laatste cijfer hetzelfde.\nVergeleken: "
    whole = f"{same}het hele advies met zijn verantwoording.\n"
    assert run("herhaal", receipt) == (0, whole, "")
    receipt.write_text(json.dumps(json.loads(receipt.read_text())["verantwoording"]))
    bare = f"{same}alleen de verantwoording. Het advies zelf staat er niet bij.\n"
    assert run("herhaal", receipt) == (0, bare, "")


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (lambda bon: bon["uitkomst"][0].update(score=99), " › score: was 99, is nu "),
        (
            lambda bon: bon["uitkomst"][0].update(rol="kandidaat"),
            " › rol: was kandidaat, is nu hoofd",
        ),
        (lambda bon: bon["uitkomst"].pop(), ": is nieuw"),
        (lambda bon: bon["uitkomst"].reverse(), "uitkomst › volgorde: was "),
        (lambda bon: bon["regels"][0].update(gewicht=9), " › gewicht: was 9, is nu "),
        (lambda bon: bon["regels"].pop(), ": is nieuw"),
        (lambda bon: bon.update(kennis="0" * 64), "kennis: was 0000000000000000"),
        (lambda bon: bon.update(motor="0.9"), "motor: was 0.9, is nu 1.0.0"),
        (lambda bon: bon.update(afgeleid=[]), "afgeleid › "),
        (lambda bon: bon.update(waarborgen=None), "waarborgen: was niets, is nu "),
        (lambda bon: bon.update(uitkomst="x"), "uitkomst: was x, is nu "),
        (lambda bon: bon.update(regels={"a": 1}), 'regels: was {"a": 1}, is nu '),
        (lambda bon: bon["situatie"].update(fase="bewustwording"), "uitkomst › "),
        (lambda bon: bon.update(datum="2020-01-01"), "zegel: past niet bij deze verantwoording."),
        (lambda bon: bon.update(zegel=None), "zegel: past niet bij deze verantwoording."),
        (lambda bon: bon.pop("zegel"), "zegel: ontbreekt. Of de datum klopt"),
        (lambda bon: bon.update(erbij=1), "erbij: is weg, was 1"),
    ],
)
def test_herhaal_tells_what_is_different(
    tamper: Callable[[dict[str, Any]], object], message: str, run: Run, receipt: Path
) -> None:
    bon = json.loads(receipt.read_text())
    tamper(bon["verantwoording"])
    receipt.write_text(json.dumps(bon))
    code, out, err = run("herhaal", receipt)
    assert (code, err) == (1, "")
    assert message in out


SITUATION = (
    '{"traject": "participatie", "fase": "actie", "leeftijd": "75-plus", "profiel": "onbekend"}'
)
NO_JSON = "dit is geen geldige JSON. Gebruik de uitvoer van advies --json."
NO_RECEIPT = "hier staat geen verantwoording in."
FORM = "de verantwoording heeft niet de goede vorm."


def bon(situatie: str = SITUATION, **more: str) -> str:
    parts = {"situatie": situatie, "kennis": '"x"', "datum": '"2026-01-01"', "uitkomst": "[]"}
    return "{" + ", ".join(f'"{key}": {value}' for key, value in {**parts, **more}.items()) + "}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", NO_JSON, id="leeg"),
        pytest.param("geen json", NO_JSON, id="tekst"),
        pytest.param('{"situatie":', NO_JSON, id="afgebroken"),
        pytest.param("[" * 100_000, NO_JSON, id="haakjes"),
        pytest.param('{"a":' * 100_000, NO_JSON, id="accolades"),
        pytest.param("9" * 10_000, "een getal dat te lang is", id="lang getal"),
        pytest.param("[]", NO_RECEIPT, id="lijst"),
        pytest.param("null", NO_RECEIPT, id="null"),
        pytest.param('"x"', NO_RECEIPT, id="woord"),
        pytest.param('{"verantwoording": []}', NO_RECEIPT, id="lijst als verantwoording"),
        pytest.param("{}", "mist: situatie, kennis, datum, uitkomst.", id="leeg object"),
        pytest.param(bon("{}"), "de situatie is niet compleet.", id="lege situatie"),
        pytest.param(bon("[]"), "de situatie is niet compleet.", id="situatie als lijst"),
        pytest.param(bon("null"), "de situatie is niet compleet.", id="situatie null"),
        pytest.param(bon(SITUATION.replace('"actie"', '["actie"]')), FORM, id="fase als lijst"),
        pytest.param(bon(SITUATION.replace('"actie"', "{}")), FORM, id="fase als object"),
        pytest.param(bon(SITUATION.replace('"actie"', "3")), "fase '3' ken ik niet.", id="getal"),
        pytest.param(bon(SITUATION.replace("actie", "aktie")), "Bedoelde je 'actie'?", id="fase"),
        pytest.param(bon(SITUATION.replace("75-plus", "75+")), "leeftijd '75+' ken ik niet.",
                     id="leeftijd"),
        pytest.param(bon(datum='"gisteren"'), "de datum is geen datum (jjjj-mm-dd).", id="datum"),
        pytest.param(bon(datum="3"), "de datum is geen datum (jjjj-mm-dd).", id="datum als getal"),
    ],
)  # fmt: skip
def test_herhaal_of_what_is_no_receipt_is_refused(
    content: str, message: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "bon.json"
    path.write_text(content)
    code, out, err = run("herhaal", path)
    assert (code, out) == (1, "")
    assert message in err


def test_herhaal_of_a_file_that_is_no_text_or_not_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bon.json").write_bytes(b"\xff\xfe{}")
    assert "dit bestand is geen UTF-8." in run("herhaal", tmp_path / "bon.json")[2]
    code, _, err = run("herhaal", tmp_path / "nergens.json")
    assert code == 1
    assert "dit bestand of deze map bestaat niet." in err
    assert "dit is een map. Noem een bestand." in run("herhaal", tmp_path)[2]


@pytest.mark.exhaustive
@pytest.mark.parametrize("depth", [100, 900, 2_000])
def test_herhaal_of_deep_nesting_gives_an_answer(depth: int, run: Run, tmp_path: Path) -> None:
    deep = "[" * depth + "]" * depth
    path = tmp_path / "bon.json"
    for key in ("uitkomst", "regels", "afgeleid", "kennis", "datum"):
        path.write_text(bon(**{key: deep}))
        assert run("herhaal", path)[0] == 1
    path.write_text(bon(regels=f'[{{"regel": "x", "gewicht": {deep}}}]'))
    assert run("herhaal", path)[0] == 1


OWN = "naam: Ons Dorp\nzonder:\n  - {kanaal: brief, omdat: Te duur.}\n"


@pytest.mark.exhaustive
def test_an_advice_of_an_organisation_is_given_again_with_its_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other, path = (tmp_path / name for name in ("eigen.yaml", "ander.yaml", "bon.json"))
    own.write_text(OWN)
    other.write_text(OWN.replace("duur", "traag"))
    path.write_text(run("--organisatiebestand", own, "advies", *ASK, "--json")[1])
    code, out, err = run("herhaal", path)
    assert (code, out) == (1, "")
    assert "nodig is het organisatiebestand van Ons Dorp (sha256 " in err
    assert "Geef het mee met --organisatiebestand" in err
    assert run("--organisatiebestand", own, "herhaal", path)[0] == 0
    monkeypatch.setenv(organisation.SETTING, str(own))
    assert run("herhaal", path)[0] == 0
    code, out, err = run("--organisatiebestand", other, "herhaal", path)
    assert (code, "Dit is een ander bestand." in err) == (1, True)
    assert "Te traag" in out


def test_an_advice_without_an_organisation_is_given_again_without_one(
    run: Run, receipt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "eigen.yaml"
    own.write_text(OWN)
    monkeypatch.setenv(organisation.SETTING, str(own))
    assert run("herhaal", receipt)[0] == 0


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a folder with the knowledge in git, which was changed since."""
    root = copy_knowledge(tmp_path / "kennis")
    name = "journeys/teksten.yaml"
    git(root, "init", "-q")
    for more in ("", "# een opmerking\n", "\n# nog een\n"):
        write(root, name, (root / name).read_text() + more)
        commit(root)
    change(root, name, {"zwak": "Een andere tekst."})
    commit(root)
    return root


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def commit(root: Path) -> None:
    who = ("-c", "user.name=Proef", "-c", "user.email=proef@example.nl")
    git(root, "add", "-A")
    git(root, *who, "commit", "-qm", "proef")


def test_the_knowledge_of_then_is_found_in_git(run: Run, receipt: Path, kept: Path) -> None:
    code, out, err = run("--kennis", kept, "herhaal", receipt)
    assert (code, err) == (0, "")
    assert out.startswith("De kennis van toen staat in git (versie ")
    assert "hetzelfde" in out


def test_knowledge_that_is_nowhere_is_said(run: Run, receipt: Path) -> None:
    bon = json.loads(receipt.read_text())
    bon["verantwoording"]["kennis"] = "0" * 64
    receipt.write_text(json.dumps(bon))
    code, out, _ = run("herhaal", receipt)
    assert code == 1
    assert out.startswith("De kennis van toen staat niet in git.")
