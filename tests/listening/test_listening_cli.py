"""`python -m listening …`: what it prints and refuses, and what is written about it."""

import argparse
import json
import re
import shlex
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT
from docs_text import COMMANDS, FENCE, MARKDOWN, SETTINGS, stands_as_code
from PIL import Image
from pydantic import BaseModel

from commands.listening import main, parser
from engine.knowledge import organisation
from listening import model

COVERS = (
    "commands/framework.py",
    "commands/listening/measuring.py",
    "commands/listening/reading.py",
    "commands/listening/reporting.py",
    "documents/listening/about.py",
    "documents/listening/standing.py",
    "listening/export.py",
    "listening/schemes.py",
    "listening/terminal.py",
)

EXPORTS = ROOT / "tests" / "exports"
LEESMIJ = (ROOT / "vocabulary" / "LEESMIJ.md").read_text(encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def keys(tree: object) -> set[str]:
    if isinstance(tree, dict):
        return set(tree) | {key for value in tree.values() for key in keys(value)}
    return {key for item in tree for key in keys(item)} if isinstance(tree, list) else set()


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = parser()._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


def test_read_tells_what_a_file_is(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "lees", EXPORTS / "search-console-nl.zip")
    assert (code, err) == (0, "")
    assert "Google Search Console, zoekopdrachten" in out
    assert "6 rijen, samen 10.850 vertoningen" in out


def test_read_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "lees", EXPORTS / "ads-zoektermen-nl.csv", "--json")
    found = json.loads(out)[0]
    assert (found["soort"], found["rijen"], found["totaalrijen_weggelaten"]) == (
        "ads-zoektermen",
        3,
        2,
    )
    assert found["voorbeeld"][0]["kosten"] == 1043.2
    assert all(stands_as_code(key, COMMANDS) for key in found)


def test_words_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    files = [EXPORTS / "search-console-nl.zip", EXPORTS / "regelingen.csv"]
    _, out, _ = run(capsys, "woorden", *files, "--json")
    found = json.loads(out)
    subjects = {one["onderwerp"]: one for one in found["onderwerpen"]}
    assert subjects["grofvuil"]["keren"] == 3180
    assert subjects["schuldhulp"]["mist_op_pagina"] == ["rekeningen niet betalen"]
    assert subjects["schuldhulp"]["voorstel"]["titel"].startswith("Rekeningen niet betalen")
    assert all(stands_as_code(key, COMMANDS) for key in keys(found) - {"vraag"})


def test_words_say_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "woorden", EXPORTS / "search-console-nl.zip")
    assert code == 0
    assert "rekeningen niet betalen: 640" in out
    assert "voorstel voor de titel" in out


def test_words_against_an_earlier_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    now, before = tmp_path / "nu.csv", tmp_path / "eerder.csv"
    now.write_text("Top queries,Clicks,Impressions\nschulden,1,400\ngrofvuil,1,20\n")
    before.write_text("Top queries,Clicks,Impressions\nschulden,1,100\n")
    _, out, _ = run(capsys, "woorden", now, "--eerder", before)
    assert "schulden: 400 (stijgt)" in out
    assert "grof vuil: 20 (nieuw" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lees", "weg.csv"), "weg.csv: dit bestand of deze map bestaat niet"),
        (("woorden", EXPORTS / "matomo-paginas.csv"), "geen zoekvragen"),
        (("lees", EXPORTS / "vragen.csv", "--soort", "vraagjes"), "Bedoelde je 'vragen'?"),
        (("lees", EXPORTS / "vragen.csv", "--kolom", "x"), "schrijf SLEUTEL=KOLOMNAAM"),
        (("sjabloon", "iets", "-o", "x.csv"), "kies een sjabloon uit"),
        (("leesbaar", EXPORTS / "tellingen.csv"), "geen UTF-8"),
        (("leesbaar", "weg.txt"), "bestaat niet"),
    ],
)
def test_bad_input_is_refused_in_dutch(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (1, "")
    assert words in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_every_bad_file_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text("a,b\n1,2\n")
    two.write_text("")
    _, _, err = run(capsys, "lees", one, two, EXPORTS / "vragen.csv")
    assert "a.csv: ik herken" in err
    assert "b.csv: dit bestand is leeg" in err


def test_legibility(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Indien u schulden heeft, kunt u zich wenden tot ons. " * 5)
    code, out, _ = run(capsys, "leesbaar", path)
    assert code == 0
    assert "Flesch-Douma" in out
    assert "indien → als (5×)" in out
    _, out, _ = run(capsys, "leesbaar", path, "--json")
    assert all(
        stands_as_code(key, COMMANDS)
        for key in keys(json.loads(out)) - {"woord", "gewoon", "keren"}
    )


def test_a_template_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, _ = run(capsys, "sjabloon", "tellingen", "-o", tmp_path / "t.csv")
    assert code == 0
    assert "datum;onderwerp;kanaal;aantal" in (tmp_path / "t.csv").read_text("utf-8-sig")


def test_every_command_has_a_row() -> None:
    assert set(re.findall(r"^\| `listening (\w+)` \|", COMMANDS, re.MULTILINE)) == set(commands())


@pytest.mark.parametrize("command", commands())
def test_every_option_is_in_its_row(command: str) -> None:
    row = next(r for r in COMMANDS.splitlines() if r.startswith(f"| `listening {command}` |"))
    for action in commands()[command]._actions:
        words = [o for o in action.option_strings if o not in ("-h", "--help")]
        words += [str(action.metavar)] if not action.option_strings else []
        for word in words:
            assert stands_as_code(word, row), word


def test_commands_in_the_documentation_are_understood() -> None:
    found = [
        said
        for path in MARKDOWN
        for block in FENCE.findall(path.read_text(encoding="utf-8"))
        for said in re.findall(r"python -m listening (.+)", block)
    ]
    assert found
    for said in found:
        parser().parse_args(shlex.split(said))


@pytest.mark.parametrize(
    "form", [model.Subject, model.SubjectFile, model.Kind, model.KindFile, model.Column,
             model.HardFile, model.SameFile, model.WideRule, model.DerivedRule, model.SeriesRule],
)  # fmt: skip
def test_every_key_is_explained(form: type[BaseModel]) -> None:
    for name, field in form.model_fields.items():
        assert stands_as_code(field.alias or name, LEESMIJ), field.alias or name


EXAMPLES = ROOT / "listening" / "voorbeelden"


def test_effect_as_text_json_and_own_finding(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = (EXAMPLES / "acties.csv", EXAMPLES / "reeksen.csv")
    own = tmp_path / "bevindingen.yaml"
    _, out, _ = run(capsys, "effect", *files, "--uurprijs", "60", "--bevindingen", own)
    assert "per geholpen inwoner € 134" in out
    assert "kwaliteit" in own.read_text(encoding="utf-8")
    _, out, _ = run(capsys, "effect", *files, "--json")
    found = json.loads(out)
    assert found[0]["effect"]["woord"] == "meer"
    assert all(stands_as_code(key, COMMANDS + SETTINGS) for key in keys(found))


def test_where_the_cycle_stands(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("tellingen", "stappen", "logboek", "regelingen")
    files = [EXAMPLES / f"{name}.csv" for name in names]
    _, out, _ = run(capsys, "stand", *files)
    assert "TE DRUK" in out
    assert "TE LAAT" in out
    assert "haken af vóór: gegevens ingevuld" in out
    assert "Budgetbeheer (telefoon, Kredietbank)" in out
    _, out, _ = run(capsys, "stand", *files, "--json")
    assert all(stands_as_code(key, COMMANDS) for key in keys(json.loads(out)))


def test_a_folder_is_read_by_itself(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("Top queries,Clicks,Impressions\na,1,20\n")
    (tmp_path / "stuk.csv").write_text("a,b\n1,2\n")
    code, out, err = run(capsys, "volg", tmp_path, "--eenmaal")
    assert code == 1
    assert "Google Search Console, zoekopdrachten" in out
    assert "stuk.csv: ik herken dit bestand niet" in err
    assert "niet gelezen: stuk.csv." in err
    (tmp_path / "stuk.csv").unlink()
    assert run(capsys, "volg", tmp_path, "--eenmaal")[0] == 0
    assert run(capsys, "volg", tmp_path / "weg", "--eenmaal")[0] == 1


def test_an_effect_is_measured_on_an_export_that_counts_per_day(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A file of Search Console with days was read and then unknown to `effect`."""
    rows = ["Datum,Aantal klikken,Vertoningen,CTR,Positie"]
    for at in range(210):
        clicks = (60 if at < 180 else 110) + (at * 7) % 5
        rows.append(f"{date(2026, 1, 5) + timedelta(days=at)},{clicks},{40 * clicks},2%,10.5")
    (tmp_path / "datums.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    head = "actie;onderwerp;kanaal;begin;einde;reeks\n"
    cells = "Brief;schuldhulp;brief;2026-07-04;2026-08-02"
    asked = tmp_path / "acties.csv"
    asked.write_text(f"{head}{cells};kliks\n", encoding="utf-8")
    code, _, said = run(capsys, "effect", asked, tmp_path / "datums.csv")
    assert code == 1 and "Kies uit: google search console: kliks" in said
    asked.write_text(f"{head}{cells};Google Search Console: kliks\n", encoding="utf-8")
    code, out, _ = run(capsys, "effect", asked, tmp_path / "datums.csv", "--json")
    (result,) = json.loads(out)
    assert code == 0 and result["effect"]["woord"] == "meer"
    assert result["vergelijken_kan_met"] == []  # views of the same visits rise along


@pytest.mark.parametrize("amount", ["-1", "veel"])
def test_a_price_is_an_amount(capsys: pytest.CaptureFixture[str], amount: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["effect", "a.csv", "b.csv", "--uurprijs", amount])
    assert stopped.value.code == 2
    assert "bedrag" in capsys.readouterr().err


def test_a_report_holds_what_was_heard_and_can_be_read_aloud(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = ("zoekvragen-nu", "regelingen", "acties", "reeksen", "tellingen", "logboek")
    files = [EXAMPLES / f"{name}.csv" for name in names]
    made = tmp_path / "r.pdf"
    early = EXAMPLES / "zoekvragen-eerder.csv"
    code, _, err = run(capsys, "rapport", *files, "--eerder", early, "-o", made)
    assert (code, err) == (0, "")
    with pikepdf.open(made) as pdf:
        assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"
    said = subprocess.run(["pdftotext", made, "-"], capture_output=True, check=True).stdout.decode()
    for words in ("rood staan", "+38 %", "Te druk:", "Alle regelingen op één plek", "verzonnen"):
        assert words in said, words
    assert run(capsys, "rapport", *files, "-o", tmp_path / "r.doc")[0] == 1


def report(capsys: pytest.CaptureFixture[str], tmp_path: Path, *arguments: object) -> str:
    """Return what a report says that was made without a complaint."""
    made = tmp_path / "verslag.pdf"
    code, _, err = run(capsys, "rapport", *arguments, "-o", made, "--vervang")
    assert (code, err) == (0, "")
    return subprocess.run(["pdftotext", made, "-"], capture_output=True, check=True).stdout.decode()


def test_a_report_says_what_is_known_of_desks_decisions_and_schemes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = ("zoekvragen-nu", "regelingen", "acties", "reeksen", "tellingen", "logboek")
    said = report(capsys, tmp_path, *(EXAMPLES / f"{name}.csv" for name in names))
    said = " ".join(said.split())
    for words in (
        "Kanaal: zoekadvertentie", "1.500 euro kosten, 24 uur werk",
        "De uren tellen niet mee in euro: er is geen uurprijs ingevuld",
        "In één keer klaar", "65 %", "112, kan 90 aan",
        "over minstens 2 weken: nodig per week hoogstens 80 procent",
        "voor 5 oktober 2026 (te laat)", "team communicatie (communicatie)",
        "budgetcoach", "https://www.", "Kredietbank",
    ):  # fmt: skip
        assert words in said, words


def test_a_report_of_a_subject_leaves_the_rest_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = ("zoekvragen-nu", "regelingen", "acties", "reeksen", "tellingen", "logboek", "stappen")
    files = [EXAMPLES / f"{name}.csv" for name in names]
    prices = ("--uurprijs", "60")
    said = report(capsys, tmp_path, *files, "--onderwerp", "Hulp bij schulden", *prices)
    for words in ("Digitaal luisteren: hulp bij schulden", "rood staan", "+38 %", "€ 2.940",
                  "Budgetbeheer", "Aanvraag schuldhulp", "Beste inwoner",
                  "geld lenen werkt beter"):  # fmt: skip
        assert words in said, words
    assert "aspoort of ID" not in said
    other = " ".join(report(capsys, tmp_path, *files, "--onderwerp", "grofvuil").split())
    assert "Grofvuil op afspraak" in other
    assert "chuld" not in other.partition("Waar dit op rust")[0]


def test_a_report_of_a_period_counts_only_its_days(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = [EXAMPLES / f"{name}.csv" for name in ("tellingen", "logboek", "zoekvragen-nu")]
    said = report(capsys, tmp_path, *files, "--van", "5 oktober 2026", "--tot", "31-10-26")
    assert "5 oktober 2026 tot en met 31 oktober 2026" in said
    assert "Zonder datum, dus helemaal geteld: zoekvragen-nu.csv" in said.replace("\n", " ")
    assert "Pagina herschrijven" in said
    assert "Zoekadvertentie aan" not in said
    assert "Te druk" not in said


def test_a_report_has_the_style_of_the_organisation(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (80, 20), (122, 31, 92)).save(tmp_path / "logo.png")
    own = tmp_path / "eigen.yaml"
    own.write_text("naam: Gemeente X\nhuisstijl: {kleur: '#7a1f5c', logo: logo.png}\n")
    monkeypatch.setenv(organisation.SETTING, str(own))
    assert "Gemeente X" in report(capsys, tmp_path, EXAMPLES / "tellingen.csv")
    with pikepdf.open(tmp_path / "verslag.pdf") as pdf:
        assert len(pdf.pages[0].get_images()) == 1
    said = report(capsys, tmp_path, EXAMPLES / "tellingen.csv", "--organisatie", "Onze stad")
    assert "Onze stad" in said and "Gemeente X" not in said
    own.write_text("naam: Gemeente X\nhuisstijl: {logo: weg.png}\n")
    made = tmp_path / "nieuw.pdf"
    code, _, err = run(capsys, "rapport", EXAMPLES / "tellingen.csv", "-o", made)
    assert code == 1 and "weg.png" in err and not made.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("zoekvragen-nu.csv", "--onderwerp", "paspoorten"), "Bedoelde je 'paspoort'?"),
        (("zoekvragen-nu.csv", "--van", "2026-10-01"), "geen van deze bestanden heeft datums"),
        (("tellingen.csv", "--tot", "2020-01-01"), "ligt voor 2026-09-28"),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    name, *rest = arguments
    made = tmp_path / "r.pdf"
    code, out, err = run(capsys, "rapport", EXAMPLES / name, *rest, "-o", made)
    assert (code, out) == (1, "")
    assert words in err
    assert not made.exists()
