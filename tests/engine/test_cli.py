"""The command line keeps its word: Dutch, the right exit code, clean output, never a traceback."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from broken import RULE, RULES, Run, change, copy_knowledge, instead, remembering, runner, write

from commands import engine as cli
from engine import Rulebook, Table
from engine.compile import CompileError
from engine.knowledge import files
from engine.proof import impact
from engine.proof.visible import KINDS
from engine.worker import build

COVERS = (
    "commands/engine/batch.py",
    "commands/engine/advice.py",
    "commands/engine/knowledge.py",
    "commands/framework.py",
)

ROOT = Path(__file__).resolve().parents[2]
ASK = ["--traject", "participatie", "--fase", "actie"]
COMMANDS = "advies reis controle toetstabel gevolgen herhaal groepen tabel document".split()


@pytest.fixture(scope="module", autouse=True)
def quick_reading() -> Iterator[None]:
    with remembering():
        yield


@pytest.fixture
def run(table: Table, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(table, monkeypatch, capsys)


def python(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine", *arguments]
    return subprocess.run(
        command, capture_output=True, cwd=ROOT, encoding="utf-8", check=False, **options
    )


# --- use ------------------------------------------------------------------------------------------

ENGLISH = ("usage", "options", "positional", "show this", "error", "required", "argument", "choose")


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_in_dutch(command: str | None, run: Run) -> None:
    code, out, err = run(*([command] if command else []), "--help")
    assert (code, err) == (0, "")
    assert out.startswith("gebruik: python -m engine")
    assert "toon deze hulp" in out
    assert not any(word in out.lower() for word in ENGLISH)


def test_help_names_every_command(run: Run) -> None:
    _, out, _ = run("--help")
    assert all(f"    {command} " in out for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "dit ontbreekt: OPDRACHT"),
        (["adviezen"], "bij OPDRACHT: kan niet kiezen voor 'adviezen' (kies uit "),
        (["advies"], "dit ontbreekt: --traject, --fase"),
        (["advies", "--traject"], "bij --traject: hier hoort een waarde achter"),
        (["advies", *ASK, "--leeftijd"], "bij --leeftijd: hier hoort een waarde achter"),
        (["advies", *ASK, "--kleur", "rood"], "dit ken ik niet: --kleur rood"),
        (["advies", *ASK, "--json=ja"], "bij --json: hier hoort geen waarde achter: 'ja'"),
        (["reis"], "dit ontbreekt: --traject"),
        (["reis", *ASK], "dit ken ik niet: --fase actie"),
        (["gevolgen", "HEAD"], "dit ontbreekt: NIEUW"),
        (["herhaal"], "dit ontbreekt: BON.json"),
        (["toetstabel"], "dit ontbreekt: -o"),
        (["groepen", "in.csv"], "dit ontbreekt: -o"),
        (["tabel"], "dit ontbreekt: -o"),
        (["document", *ASK], "dit ontbreekt: -o"),
        (["--kennis"], "bij --kennis: hier hoort een waarde achter"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_said_in_dutch_with_exit_2(
    arguments: list[str], message: str, run: Run
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("gebruik: python -m engine")
    assert f"fout: {message}" in err
    assert "--help" in err
    assert not any(word in err.lower() for word in ENGLISH)


# --- advies and reis ------------------------------------------------------------------------------

KEYS = """situatie conclusie gebaseerd_op kanalen moet aanbevolen motieven verwachtingen wie_mis_je
uitleg afgeleid boodschap verantwoording"""
MORE = """hoe_zeker rust_op anders_als voorzichtig zekerheid aandeel_in_gewicht
wat_het_model_niet_ziet waarom_niet kanttekeningen"""
CHANNEL = """kanaal naam rol score geschiktheid zekerheid zekerheid_woord even_geschikt_met redenen
hoe let_op inzet meet stem_af_met eigen_bevindingen"""
REASON = "regel gewicht omdat bron kwaliteit"
DUTY = "regel eis omdat bron voldaan_door"
RECEIPT = "situatie kennis motor datum regels afgeleid waarborgen uitkomst"
RECEIPT += " wijzigingen_organisatie zegel"
ROLES = "hoofdkanaal ondersteunend vangnet kandidaat ligt-niet-voor-de-hand kan-niet".split()


def keys(of: dict[str, Any], *names: str) -> None:
    assert set(of) == set(" ".join(names).split())


def answer(*asked: str, run: Run) -> dict[str, Any]:
    code, out, err = run("advies", *asked, "--json")
    assert (code, err) == (0, "")
    given: dict[str, Any] = json.loads(out)
    return given


def test_advies_as_json_keeps_to_the_contract(run: Run, book: Rulebook) -> None:
    given = answer(*ASK, "--leeftijd", "75-plus", "--profiel", "zorgzame-senioren", run=run)
    keys(given, KEYS, MORE)
    assert given["situatie"] == {
        "traject": "participatie",
        "fase": "actie",
        "leeftijd": "75-plus",
        "profiel": "zorgzame-senioren",
        "belang": "onbekend",
    }
    keys(given["gebaseerd_op"], "taak inwoner")
    for counts in given["gebaseerd_op"].values():
        keys(counts, "A B C D")
        assert all(isinstance(count, int) for count in counts.values())
    assert len(given["uitleg"]) == 4
    assert all(len(sentence) > 10 for sentence in [given["conclusie"], *given["uitleg"]])
    for row in given["moet"] + given["aanbevolen"]:
        keys(row, DUTY)
    for row in given["wie_mis_je"]:
        keys(row, "wie omdat doe bron")
    for row in given["motieven"] + given["verwachtingen"]:
        keys(row, "over tekst bron")
    for row in given["afgeleid"]:
        keys(row, "feit waarde door omdat")
    assert {row["feit"] for row in given["afgeleid"]} >= {"betrokkenheid", "initiatief"}
    keys(given["boodschap"], "toon perspectief benadruk vermijd")
    receipt = given["verantwoording"]
    keys(receipt, RECEIPT)
    assert (receipt["kennis"], receipt["motor"]) == (book.digest, "1.0.0")
    assert {tuple(sorted(row)) for row in receipt["regels"]} == {("bron", "gewicht", "regel")}


def test_channels_as_json_keep_to_the_contract(run: Run, book: Rulebook) -> None:
    rows = answer(*ASK, "--leeftijd", "16-24", run=run)["kanalen"]
    assert {row["kanaal"] for row in rows} == set(book.channels)
    able = [row for row in rows if row["rol"] != "kan-niet"]
    assert rows[: len(able)] == able
    assert able == sorted(able, key=lambda row: (-row["score"], row["kanaal"]))
    assert able[0]["rol"] == "hoofdkanaal"
    for row in rows:
        keys(row, CHANNEL, "geschiktheid_van_tot kan_niet_omdat")
        assert row["rol"] in ROLES
        assert bool(row["hoe"]) == bool(row["meet"]) == (row["rol"] != "kan-niet")
        assert row["stem_af_met"]
        keys(row["inzet"], "moeite doorlooptijd")
        assert all(set(item) == {"tekst", "bron"} for item in row["let_op"])
    for row in able:
        assert 0 <= row["geschiktheid"] <= 100
        assert 0 <= row["zekerheid"] <= 1
        assert row["zekerheid_woord"] in ("stevig", "redelijk", "onzeker", None)
        for reason in row["redenen"]:
            keys(reason, REASON, "label over telt_mee")
            assert reason["kwaliteit"] in ("A", "B", "C", "D", None)
        total = sum(reason["gewicht"] for reason in row["redenen"])
        assert total == pytest.approx(row["score"], abs=1e-6)
    for row in rows[len(able) :]:
        assert (row["score"], row["geschiktheid"], row["zekerheid"]) == (None, None, None)
        assert row["kan_niet_omdat"]


def test_advies_in_words_says_the_same(run: Run, book: Rulebook) -> None:
    given = answer(*ASK, run=run)
    code, out, err = run("advies", *ASK)
    assert (code, err) == (0, "")
    assert out.startswith(given["conclusie"])
    assert f"Hoofdkanaal: {given['kanalen'][0]['naam']}\n" in out
    assert all(sentence in out for sentence in given["uitleg"])


def test_reis_tells_every_phase_in_order(run: Run, book: Rulebook) -> None:
    code, out, err = run("reis", "--traject", "dienstverlening", "--json")
    advices = json.loads(out)
    assert (code, err) == (0, "")
    assert [advice["situatie"]["fase"] for advice in advices] == list(book.phases)
    code, out, _ = run("reis", "--traject", "dienstverlening")
    assert code == 0
    assert all(phase.name in out for phase in book.phases.values())
    assert all(advice["conclusie"] in out for advice in advices)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["--traject", "participatie", "--fase", "aktie"],
         "fase 'aktie' ken ik niet. Bedoelde je 'actie'?"),
        (["--traject", "particpatie", "--fase", "actie"],
         "traject 'particpatie' ken ik niet. Bedoelde je 'participatie'?"),
        ([*ASK, "--leeftijd", "75+"], "leeftijd '75+' ken ik niet."),
        ([*ASK, "--leeftijd", "75plus"], "Bedoelde je '75-plus'?"),
        ([*ASK, "--profiel", "Zorgzame Senioren"], "Bedoelde je 'zorgzame-senioren'?"),
        ([*ASK, "--profiel", ""], "profiel '' ken ik niet. Kies uit: "),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["advies", "document"])
def test_an_unknown_answer_gets_a_suggestion(
    command: str, asked: list[str], message: str, run: Run, tmp_path: Path
) -> None:
    extra = ["-o", tmp_path / "uit.pdf"] if command == "document" else []
    code, out, err = run(command, *asked, *extra)
    assert (code, out) == (1, "")
    assert message in err


def test_reis_suggests_too(run: Run) -> None:
    code, out, err = run("reis", "--traject", "particpatie", "--leeftijd", "75plus")
    assert (code, out, err.count("Bedoelde je '")) == (1, "", 2)


def test_every_unknown_answer_is_told_at_once(run: Run) -> None:
    code, _, err = run("advies", "--traject", "x", "--fase", "y", "--leeftijd", "z")
    assert code == 1
    assert [line.split()[0] for line in err.splitlines()] == ["traject", "fase", "leeftijd"]


# --- controle -------------------------------------------------------------------------------------


@pytest.mark.exhaustive
def test_controle_ends_with_the_counts(run: Run, book: Rulebook) -> None:
    code, out, err = run("controle")
    assert (code, err) == (0, "")
    last = out.splitlines()[-1]
    assert last.startswith(
        f"{len(book.situations())} situaties, {len(book.rules)} regels, 0 fouten, "
    )
    warnings = sum(line.startswith("waarschuwing: ") for line in out.splitlines())
    assert last.endswith(f" {warnings} waarschuwingen")


@pytest.mark.exhaustive
def test_controle_as_json(run: Run, book: Rulebook) -> None:
    code, out, _ = run("controle", "--json")
    said = json.loads(out)
    assert code == 0
    keys(said, "fouten waarschuwingen aantallen niet_gehouden_beloften")
    assert said["fouten"] == []
    assert said["aantallen"]["situaties"] == len(book.situations())
    for row in said["waarschuwingen"]:
        keys(row, "bestand regel melding")


@pytest.mark.exhaustive
def test_controle_of_knowledge_that_fails_a_check(
    run: Run, table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, "table_of", lambda book: replace(table, book=book))
    root = copy_knowledge(tmp_path)
    write(root, RULES, {"geldt_voor": {}, "regels": [RULE, {**RULE, "id": "proef-zelfde"}]})
    code, out, err = run("--kennis", root, "controle")
    assert code == 1
    assert f"fout: {RULES}: regel 'proef-zelfde' zegt hetzelfde als 'proef-regel'." in err
    count = sum(line.startswith("fout: ") for line in err.splitlines())
    assert f", {count} fouten, " in out.splitlines()[-1]
    code, out, err = run("--kennis", root, "controle", "--json")
    assert (code, err, len(json.loads(out)["fouten"])) == (1, "", count)


@pytest.mark.parametrize("command", [["controle"], ["advies", *ASK], ["reis", *ASK[:2]]], ids=str)
def test_knowledge_that_cannot_be_read_is_told_with_its_file(
    command: list[str], run: Run, tmp_path: Path
) -> None:
    root = copy_knowledge(tmp_path)
    write(root, RULES, {"geldt_voor": {}, "regels": [{**RULE, "kanaal": "brieff"}]})
    code, out, err = run("--kennis", root, *command)
    assert (code, out) == (1, "")
    assert err.startswith(f"{RULES}, regel ")
    assert "Bedoelde je 'brief'?" in err
    code, out, err = run("--kennis", tmp_path / "nergens", *command)
    assert (code, out) == (1, "")
    assert "journeys/woorden.yaml: Dit bestand ontbreekt." in err


def test_a_failing_worker_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(book: Rulebook) -> Table:
        raise CompileError("Het rekenproces is onverwacht gestopt (signaal 9).")

    instead(monkeypatch, "table_of", fail)
    for command in (["controle"], ["advies", *ASK]):
        code, out, err = run(*command)
        assert (code, out) == (1, "")
        assert err == "Het rekenproces is onverwacht gestopt (signaal 9).\n"


def test_what_nobody_foresaw_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for error, code in ((ValueError("stuk"), 1), (KeyboardInterrupt(), 130)):
        instead(monkeypatch, "load", _raising(error))
        assert cli.main(["controle"]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert ("Geef het door aan de beheerder" in said.err) == (code == 1)


def _raising(error: BaseException) -> Callable[..., Rulebook]:
    def load(*_: object) -> Rulebook:
        raise error

    return load


# --- gevolgen -------------------------------------------------------------------------------------


def test_gevolgen_of_the_same_knowledge_is_nothing(run: Run, tmp_path: Path) -> None:
    root = copy_knowledge(tmp_path / "zelfde")
    assert run("gevolgen", ROOT, root) == (0, "0 adviezen veranderen\n", "")
    code, out, _ = run("gevolgen", root, ROOT, "--json")
    counts = dict.fromkeys(KINDS, 0)
    assert (code, json.loads(out)) == (0, {"aantallen": counts, "kennis": [], "adviezen": []})


@pytest.mark.exhaustive
def test_gevolgen_of_one_weight_name_that_rule(
    run: Run, book: Rulebook, table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_knowledge(tmp_path / "nieuw")
    rule = max((r for r in book.rules if r.file.startswith("journeys/")), key=lambda r: r.weight)
    here = [s for s, outcome in table.outcomes.items() if rule.id in outcome.fired][:40]
    instead(monkeypatch, "table_of", lambda book: build(book, here))
    tree, _ = files.read(rule.file, root / rule.file)
    at = next(i for i, written in enumerate(tree["regels"]) if written["id"] == rule.id)
    change(root, rule.file, {f"regels.{at}.gewicht": "-2.5"})
    code, out, err = run("gevolgen", ROOT, root)
    assert (code, err) == (0, "")
    *lines, count = out.splitlines()
    rules = {r.id for r in book.rules}
    doors = [line[9:].split(", ") for line in lines if line.startswith("  door:  ")]
    assert doors
    assert all(rules & set(door) == {rule.id} for door in doors)
    assert f"  regel › {rule.id} › gewicht: was {rule.weight}, is nu -2.5" in lines
    assert any(line.startswith("zekerheid: ") for line in lines)
    code, out, _ = run("gevolgen", ROOT, root, "--json")
    found = json.loads(out)
    keys(found, "aantallen kennis adviezen")
    assert len(found["adviezen"]) == int(count.split()[0]) >= len(doors)
    for row in found["adviezen"]:
        keys(row, "situatie was wordt door verschillen")
        assert rules & set(row["door"]) == {rule.id}
        for one in (one for of in row["verschillen"].values() for one in of):
            assert set(one) <= {"waar", "was", "wordt"} and len(one) > 1


def git(root: Path, *arguments: str) -> None:
    me = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@x", "GIT_COMMITTER_NAME": "x"}
    environment = {
        **os.environ,
        **me,
        "GIT_COMMITTER_EMAIL": "x@x",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    subprocess.run(
        ["git", "-C", root, *arguments], check=True, capture_output=True, env=environment
    )


def test_gevolgen_understands_a_git_revision(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_knowledge(tmp_path / "depot")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "kennis")
    git(root, "rm", "-q", "-r", "journeys/bronnen")
    git(root, "commit", "-q", "-m", "stuk")
    monkeypatch.setattr(impact, "knowledge", partial(impact.knowledge, root=root))
    assert run("gevolgen", "HEAD~1", ROOT) == (0, "0 adviezen veranderen\n", "")
    code, out, err = run("gevolgen", ROOT, "HEAD")
    assert (code, out) == (1, "")
    assert err.startswith("journeys/bronnen: Deze map is leeg of ontbreekt.")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("geen-versie", "'geen-versie' is geen kennismap en geen git-versie met kennis."),
        ("--output=x", "dit ontbreekt: NIEUW"),
        (".git", "staan geen mappen profiles en journeys."),
    ],
)
def test_gevolgen_of_nonsense_is_refused(name: str, message: str, run: Run) -> None:
    code, out, err = run("gevolgen", ROOT / name if name == ".git" else name, ROOT)
    assert (code, out) == (2 if name.startswith("-") else 1, "")
    assert message in err


# --- files ----------------------------------------------------------------------------------------

WRITING = {
    "toetstabel": ([], ".csv"),
    "tabel": ([], ".parquet"),
    "document": (ASK, ".docx"),
    "groepen": (["IN"], ".csv"),
}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "mensen.csv"
    path.write_text("traject;fase;leeftijd;profiel\nparticipatie;actie;75-plus;onbekend\n")
    return path


@pytest.mark.parametrize(
    "command",
    ["tabel", "document", "groepen", pytest.param("toetstabel", marks=pytest.mark.exhaustive)],
)
def test_a_file_is_written_where_asked(
    command: str, run: Run, people: Path, tmp_path: Path
) -> None:
    arguments, kind = WRITING[command]
    target = tmp_path / f"uit{kind}"
    asked = [str(people) if argument == "IN" else argument for argument in arguments]
    code, out, err = run(command, *asked, "-o", target)
    assert (code, err) == (0, "")
    assert str(target) in out
    assert target.stat().st_size > 100


@pytest.mark.parametrize("where", ["nergens/uit", "map"])
@pytest.mark.parametrize("command", WRITING)
def test_a_file_that_cannot_be_written_is_told(
    command: str, where: str, run: Run, people: Path, tmp_path: Path
) -> None:
    arguments, kind = WRITING[command]
    (tmp_path / f"map{kind}").mkdir()
    asked = [str(people) if argument == "IN" else argument for argument in arguments]
    code, out, err = run(command, *asked, "-o", tmp_path / f"{where}{kind}")
    assert (code, out) == (1, "")
    assert "bestaat niet" in err or "dit is een map" in err


@pytest.mark.parametrize("command", [command for command in WRITING if command != "tabel"])
def test_another_kind_of_file_is_refused(
    command: str, run: Run, people: Path, tmp_path: Path
) -> None:
    arguments, _ = WRITING[command]
    asked = [str(people) if argument == "IN" else argument for argument in arguments]
    code, out, err = run(command, *asked, "-o", tmp_path / "uit.txt")
    assert (code, out) == (1, "")
    assert "uit.txt: " in err
    assert WRITING[command][1] in err


def test_groepen_skips_wrong_rows_only_when_asked(run: Run, people: Path, tmp_path: Path) -> None:
    people.write_text(people.read_text() + "participatie;aktie;75-plus;onbekend\n")
    code, out, err = run("groepen", people, "-o", tmp_path / "uit.csv")
    assert (code, out) == (1, "")
    assert "Bedoelde je 'actie'?" in err
    code, out, err = run("groepen", people, "-o", tmp_path / "uit.csv", "--sla-over")
    assert code == 0
    assert out.startswith("1 rij met advies in ")
    assert err.startswith("1 rij overgeslagen")


# --- a real process -------------------------------------------------------------------------------


def test_advies_in_a_process_of_its_own_writes_utf8_json(book: Rulebook) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = python("advies", *ASK, "--profiel", "zorgzame-senioren", "--json", env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["verantwoording"]["kennis"] == book.digest


def test_a_mistake_in_a_process_of_its_own() -> None:
    done = python("advies", "--traject", "participatie", "--fase", "aktie")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "fase 'aktie' ken ik niet. Bedoelde je 'actie'?\n"


def test_a_reader_that_walks_away_is_no_error() -> None:
    code = (
        "import sys; from commands import engine as cli; "
        "cli.knowledge._controle = lambda _: print('x' * 1_000_000); "
        "sys.exit(cli.main(['controle']))"
    )
    command = [sys.executable, "-c", code]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


class Full(io.StringIO):
    """A place to write that has no space left."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Full())
        code = cli.main(["advies", *ASK, "--json"])
    assert code == 1
    assert capsys.readouterr().err == "uitvoer: de schijf is vol. Maak ruimte.\n"
