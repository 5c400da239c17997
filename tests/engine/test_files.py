"""A knowledge file is text: every value as it stands there, or a refusal with a line."""

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from broken import (
    CHANNEL,
    ENGLISH,
    RULES,
    copy_knowledge,
    copy_with_additions,
    problems,
    remembering,
    write,
)
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine import KnowledgeError, load
from engine.knowledge import files
from engine.knowledge.draft import NEEDED, SHELVES, SINGLE
from engine.knowledge.rulebook import ROOT
from engine.model import Problem

COVERS = (
    "engine/model/book.py",
    "engine/model/channel.py",
    "engine/model/claims.py",
    "engine/model/forms.py",
    "engine/model/journey.py",
    "engine/model/organisation.py",
    "engine/model/resident.py",
    "engine/model/rule.py",
    "engine/model/situation.py",
)

LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{b}: &{b} [{', '.join(f'*{a}' for _ in range(9))}]\n"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def refusal_of(content: str | bytes, where: Path) -> list[Problem]:
    """Return why a file with this content is refused."""
    path = where / "proef.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(files.Unreadable) as caught:
        files.read("proef.yaml", path)
    assert {problem.file for problem in caught.value.problems} == {"proef.yaml"}
    return caught.value.problems


@pytest.mark.parametrize(
    "value",
    ["no", "on", "yes", "null", "~", "12:30", "1_000", "0x10", "0o7", "1e3", ".inf", "2024-01-01",
     "-0", "+5", "=", "<<", "ja", "1.50", "007", "é", "’", "\N{GRINNING FACE}", "a#b", "a:b", ""],
)  # fmt: skip
def test_a_value_is_the_text_that_stands_there(value: str) -> None:
    tree, lines = files.parse("proef.yaml", f"a: {value}\nb: [{value}]\n{value or 'c'}: d\n")
    assert tree == {"a": value, "b": [value] if value else [], value or "c": "d"}
    assert (lines[("a",)], lines[("b",)]) == (1, 2)


def test_lines_are_those_of_the_file() -> None:
    text = "# eerst een opmerking\na:\n  - b: 1\n    c:\n      - x\n      - y\nd: >-\n  lang\n  e\n"
    tree, lines = files.parse("proef.yaml", text)
    assert tree == {"a": [{"b": "1", "c": ["x", "y"]}], "d": "lang e"}
    assert lines[("a", 0, "b")] == 3
    assert lines[("a", 0, "c")] == 4
    assert lines[("a", 0, "c", 1)] == 6
    assert lines[("d",)] == 7


@pytest.mark.parametrize(
    "content",
    [
        "a: b\n",
        "\ufeffa: b\n",
        "a: b\r\n",
        "a: b\r",
        "---\na: b\n",
        "a: b\n...\n",
        "a:\tb\n",
        '"a": b',
    ],
    ids=["gewoon", "BOM", "CRLF", "CR", "streepjes", "puntjes", "tab na :", "aanhalingstekens"],
)
def test_ways_to_write_the_same(content: str, tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_bytes(content.encode())
    assert files.read("proef.yaml", tmp_path / "proef.yaml")[0] == {"a": "b"}


def test_crlf_counts_as_one_line() -> None:
    assert files.parse("proef.yaml", "a: 1\r\nb: 2\r\n")[1][("b",)] == 2


REFERS = "Een woord dat met &, * of ! begint, verwijst. Zet er aanhalingstekens om."
DEEP = "De inhoud zit te diep in elkaar. Haal haakjes of inspringing weg."
TAB = "Hier staat een tab. Spring in met spaties."
YAML = "Dit is geen geldige YAML. "
EMPTY = "Het bestand is leeg. Zet de inhoud terug."
UTF8 = "Hier staat een teken dat geen UTF-8 is. Bewaar het bestand als UTF-8."
HIDDEN = "Hier staat een onzichtbaar teken dat niet mag. Verwijder het."


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        pytest.param("", None, EMPTY, id="leeg"),
        pytest.param("# niets\n", None, EMPTY, id="alleen een opmerking"),
        pytest.param("---\n", None, EMPTY, id="alleen streepjes"),
        pytest.param("a:\n\tb: 1\n", 2, TAB, id="tab als inspringing"),
        pytest.param("a: 1\n b: 2\n", 2, YAML, id="inspringing klopt niet"),
        pytest.param("a: b: c\n", 1, YAML, id="dubbele punt"),
        pytest.param("a: 'b\n", 1, YAML, id="aanhalingsteken open"),
        pytest.param("a: [b\n", 1, YAML, id="haakje open"),
        pytest.param("a: 1\nb: %x\n", 2, YAML, id="procentteken"),
        pytest.param("a: 1\nb: 2\na: 3\n", 3, "De sleutel 'a' staat er twee keer (ook op regel 1).",
                     id="dubbele sleutel"),
        pytest.param("x:\n  - {a: 1, b: 2,\n     a: 3}\n", 3, "twee keer (ook op regel 2)",
                     id="dubbele sleutel in haakjes"),
        pytest.param("a: 1\n[b]: 2\n", 2, "Een sleutel moet een woord zijn.", id="lijst"),
        pytest.param("a: 1\n---\nb: 2\n", 2, "Hier begint een tweede document.", id="document"),
        pytest.param("a: &x 1\n", 1, REFERS, id="anker"),
        pytest.param("a: 1\nb: *x\n", 2, REFERS, id="verwijzing"),
        pytest.param("a: !!int 3\n", 1, REFERS, id="soort"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", 1, REFERS, id="code"),
        pytest.param("a: &x {b: 1}\nc:\n  <<: *x\n", 1, REFERS, id="samenvoegen"),
        pytest.param(LAUGHS, 1, REFERS, id="verwijzingen naar verwijzingen"),
        pytest.param("[" * 100_000, 1, DEEP, id="haakjes"),
        pytest.param("[" * 100_000 + "]" * 100_000, 1, DEEP, id="haakjes open en dicht"),
        pytest.param("{a: " * 100_000, 1, DEEP, id="accolades"),
        pytest.param("- " * 100_000, 1, DEEP, id="streepjes naast elkaar"),
        pytest.param("? " * 100_000, 1, DEEP, id="vraagtekens"),
        pytest.param("".join(" " * i + "a:\n" for i in range(500)), 21, DEEP, id="inspringing"),
        pytest.param(b"a: 1\nb: caf\xe9\n", 2, UTF8, id="latin-1"),
        pytest.param("a: 1\n".encode("utf-16"), 1, UTF8, id="UTF-16"),
        pytest.param("a: 1\n".encode("utf-16-le"), 1, HIDDEN, id="UTF-16 zonder BOM"),
        pytest.param("a: 1\nb: x\0y\n", 2, HIDDEN, id="NUL"),
        pytest.param("a: 1\n\nb: x\x07y\n", 3, HIDDEN, id="bel"),
        pytest.param("a: é\nb: é\nc: \x1b[31m\n", 3, HIDDEN, id="stuurteken na letters met accent"),
        pytest.param("a: 1\n" * 400_000, None, "Het bestand is groter dan 1 MB. Splits het.",
                     id="2 MB"),
    ],
)  # fmt: skip
def test_what_is_no_knowledge_file_is_refused(
    content: str | bytes, line: int | None, message: str, tmp_path: Path
) -> None:
    begun = time.process_time()
    found = refusal_of(content, tmp_path)
    assert time.process_time() - begun < 5
    assert (found[0].line, message in found[0].message) == (line, True), found[0]


CUT = "valt de rest van deze tekst weg. Zet aanhalingstekens om de tekst"


@pytest.mark.parametrize(
    "content",
    [
        "a: 1\nomdat: Bellen helpt # 3 van de 10\n",
        "a: 1\nomdat: Bellen helpt   # 3 van de 10\n",
        "a: 1\nomdat: Bellen #hulp\n",
        "a: 1\nomdat: #hulp\n",
        "a: 1\nomdat:   # hulp\n",
        "a: 1\nomdat: Bel\t#1\n",
        "a: 1\nlijst: [een, twee # drie\n  ]\n",
        "a: 1\n- Een zin # zonder einde\n",
        "a: é\nomdat: Één café # à la carte\n",
        "a: |\n  # blijft\nomdat: Bellen helpt # 3\n",
    ],
)
def test_a_text_that_a_comment_cuts_is_refused(content: str, tmp_path: Path) -> None:
    content = content.replace("a: 1\n- ", "- 1\n- ")
    problem = refusal_of(content, tmp_path)[0]
    line = next(n for n, text in enumerate(content.splitlines(), 1) if n > 1 and "#" in text)
    assert CUT in problem.message
    assert problem.line == (3 if "|" in content else line)


def test_a_comment_beside_a_word_and_a_hash_in_a_text_stay(tmp_path: Path) -> None:
    written = (
        "# boven\na: 1   # een getal\nb: 'x # y' # z\nc: x#y\n  # eigen regel\n"
        'd: |  # blok\n  # tekst\ne: [een, twee] # lijst\nf: "#" # z\n'
    )
    tree, _ = files.parse("proef.yaml", written)
    assert tree == {
        "a": "1", "b": "x # y", "c": "x#y", "d": "# tekst\n", "e": ["een", "twee"], "f": "#",
    }  # fmt: skip


def test_every_double_key_is_told(tmp_path: Path) -> None:
    found = refusal_of("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n", tmp_path)
    assert [problem.line for problem in found] == [2, 3, 4]
    assert "ook op regel 1" in found[2].message


def test_a_file_of_a_megabyte_is_read_in_bounded_time(tmp_path: Path) -> None:
    text = "".join(f"sleutel-{i}: waarde\n" for i in range(45_000))
    (tmp_path / "proef.yaml").write_text(text)
    begun = time.process_time()
    assert len(files.read("proef.yaml", tmp_path / "proef.yaml")[0]) == 45_000
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (FileNotFoundError(2, "No such file"), "dit bestand of deze map bestaat niet."),
        (PermissionError(13, "Permission denied"), "ik heb hier geen toegang."),
        (IsADirectoryError(21, "Is a directory"), "dit is een map. Noem een bestand."),
        (OSError(28, "No space left on device"), "de schijf is vol."),
        (OSError(36, "File name too long"), "deze naam is te lang."),
        (OSError(5, "Input/output error"), "lezen of schrijven lukt niet"),
        (OSError("iets"), "lezen of schrijven lukt niet (iets)."),
    ],
)
def test_trouble_with_a_file_is_said_in_dutch(error: OSError, message: str) -> None:
    assert message in files.trouble(error)


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(files.Unreadable, match="bestaat niet"):
        files.read("proef.yaml", tmp_path / "proef.yaml")


YAMLISH = st.text(alphabet="ab:-[]{}&*!|>'\"%@#?,\n \t~<\\\0\ufeff\u2028é0x\r", max_size=60)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(max_size=60) | YAMLISH)
@example("\ud800")
@example('"\\ud800"')
@example("a: [\n")
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        tree, lines = files.parse("proef.yaml", text)
    except files.Unreadable as error:
        assert error.problems
        assert all(problem.line is None or problem.line >= 1 for problem in error.problems)
    else:
        assert tree is not None and () in lines


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=60) | YAMLISH.map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(content)
    try:
        files.read("bytes.yaml", path)
    except files.Unreadable as error:
        assert error.problems


@given(st.recursive(
    st.text(alphabet="abc ~:#-0", max_size=6),
    lambda inner: st.lists(inner, min_size=1, max_size=3)
    | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, min_size=1, max_size=3),
    max_leaves=12,
))  # fmt: skip
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_is_written_as_json_is_read_back(tree: object) -> None:
    if tree:
        assert files.parse("proef.yaml", json.dumps(tree))[0] == tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_with_additions(tmp_path / "kennis")


# --- files and folders ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_file_is_named(name: str, root: Path) -> None:
    (root / name).unlink()
    said = [str(problem) for problem in problems(root)]
    assert said == [f"{name}: Dit bestand ontbreekt. Zet het terug."]


@pytest.mark.parametrize("name", SINGLE)
def test_an_empty_file_is_named(name: str, root: Path) -> None:
    write(root, name, "# alleen een opmerking\n")
    said = [str(problem) for problem in problems(root)]
    assert said == [f"{name}: Het bestand is leeg. Zet de inhoud terug."]


@pytest.mark.parametrize("folder", SHELVES)
def test_a_missing_folder_is_named_before_all_else(folder: str, root: Path) -> None:
    shutil.rmtree(root / folder)
    first, *rest = (str(problem) for problem in problems(root))
    assert first == f"{folder}: Deze map is leeg of ontbreekt. Zet de bestanden terug."
    assert all("Dit bestand ontbreekt." in text for text in rest)


def test_no_knowledge_at_all_is_said_in_full(tmp_path: Path) -> None:
    assert len(problems(tmp_path / "nergens")) == len(SHELVES) + len(NEEDED)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("journeys/extra.yaml", "dit bestand hoort hier niet. Verplaats of verwijder het."),
        ("journeys/regels/map/extra.yaml", "dit bestand hoort hier niet."),
        ("journeys/regels/extra.yml", "dit bestand hoort hier niet."),
        ("journeys/regels/extra.YAML", "dit bestand hoort hier niet."),
        ("journeys/kanalen/Proef Kanaal.yaml", "gebruik in een bestandsnaam kleine letters"),
        ("journeys/kanalen/proef\udcff.yaml", "gebruik in een bestandsnaam kleine letters"),
    ],
)
def test_a_file_in_the_wrong_place_is_never_skipped(name: str, message: str, root: Path) -> None:
    write(root, name, (root / (CHANNEL if "kanalen" in name else RULES)).read_bytes())
    (found,) = problems(root)
    assert (found.file, message in found.message) == (name, True)


def test_a_folder_with_the_name_of_a_file_is_refused(root: Path) -> None:
    (root / "journeys/regels/map.yaml").mkdir()
    (found,) = problems(root)
    assert str(found) == "journeys/regels/map.yaml: dit is een map. Noem een bestand."


# --- anything at all ------------------------------------------------------------------------------

SENTENCES = {name: path.read_text().splitlines() for name, path in files.paths(ROOT)}
NASTY = [
    *"~ no on yes 12:30 1_000 0x10 & * ! | > - ? : :: { } [ ] , # % @ ` \" '".split(),
    *"&a *a <<: --- ...".split(),
    *"!!python/object:x nan inf -1 1e999 ja nee onbekend {} [] \\ \x00 \ufeff".split(),
    "\t",
]
PIECES = st.sampled_from(NASTY) | st.text(max_size=12)


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a knowledge file with a few lines deleted, doubled, moved or changed."""
    name = draw(st.sampled_from(sorted(SENTENCES)))
    lines = list(SENTENCES[name])
    for _ in range(draw(st.integers(1, 4))):
        i, j = (draw(st.integers(0, max(0, len(lines) - 1))) for _ in range(2))
        here = lines[i : i + 1] or [""]
        key, colon, value = here[0].partition(":")
        piece = draw(PIECES)
        lines[i : i + 1] = draw(
            st.sampled_from(
                [[], here * 2, [piece], [*here, piece], [f"{key}{colon} {piece}"],
                 [f"{piece}{colon}{value}"], ["  " + here[0]], lines[j : j + 1], [here[0][:-1]]]
            )
        )  # fmt: skip
    return name, "\n".join(lines)


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_knowledge(tmp_path_factory.mktemp("veld"))


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with remembering():
        yield


@pytest.mark.exhaustive
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
@given(mutations())
def test_any_change_is_understood_or_refused_in_dutch(
    field: Path, changed_file: tuple[str, str]
) -> None:
    name, text = changed_file
    before = (field / name).read_bytes()
    write(field, name, text)
    try:
        load(field)
    except KnowledgeError as error:
        for problem in error.problems:
            said = re.sub(r"'.*'", "", problem.message)
            assert problem.file in SENTENCES or problem.file in SHELVES
            assert len(problem.message) >= 15 and not ENGLISH.search(said), problem
            assert "klopt niet" not in said, problem
    finally:
        write(field, name, before)
