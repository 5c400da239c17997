"""The laws of the house, so that it stays what a stranger expects to find."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from code_files import CODE, EVERY_MODULE, OURS, TESTS, imports, name_of, strings, tree_of
from conftest import ROOT

from engine import UNKNOWN, Rulebook
from screens.menu import SHOW
from screens.pages import PAGES
from script.covering import covering, modules

LONGEST = 600  # lines of a module
MOST = 25  # Python files in one folder
HIDDEN = {".git", ".venv", ".cache", ".hypothesis", "__pycache__", "node_modules"}
HIDDEN |= {".pytest_cache", ".mypy_cache", ".ruff_cache"}
TEXT = {".css", ".in", ".js", ".md", ".py", ".svg", ".toml", ".txt", ".typ", ".yaml", ".yml", ""}

# Who may import whom, beside itself; the longest place that fits a module counts. What stands
# under a room is its ground, and no arrow runs back up.
MAY_IMPORT: dict[str, set[str]] = {
    "dutch.py": set(),
    "tables.py": set(),
    "engine/model": set(),
    "engine/__main__.py": {"commands"},
    "engine": {"dutch", "tables"},
    "plans/__main__.py": {"commands"},
    "plans": {"engine", "dutch", "tables"},
    "blueprints/__main__.py": {"commands"},
    "blueprints": {"engine", "dutch", "tables"},
    "listening/__main__.py": {"commands"},
    "listening": {"engine", "plans", "dutch", "tables"},
    "surveys/__main__.py": {"commands"},
    "surveys": {"listening", "plans", "engine", "dutch", "tables"},
    "practice/__main__.py": {"commands"},
    "practice": {"listening", "engine", "dutch"},
    "workbench": {"plans", "engine", "dutch"},
    "documents": {"surveys", "listening", "plans", "blueprints", "engine", "dutch"},
    "commands": {
        "documents",
        "practice",
        "surveys",
        "listening",
        "plans",
        "blueprints",
        "engine",
        "dutch",
    },
    "screens": {
        "documents",
        "workbench",
        "practice",
        "surveys",
        "listening",
        "plans",
        "blueprints",
        "engine",
        "dutch",
    },
    "app.py": {"screens", "documents", "engine"},
}
# One outside library, one room (a file, or a folder).
ROOMS = {
    "yaml": {"engine/knowledge/files.py"},
    "durable": {"engine/inference.py"},
    "msgspec": {"engine/cache.py"},
    "duckdb": {
        "engine/batch/groups.py",
        "listening/reading/export_store.py",
        "surveys/local_table.py",
    },
    "pandas": {
        "engine/proof/factcheck.py",
        "app.py",
    },  # app.py only loads it, before there are two threads
    "pydantic": {
        "engine/catalogue_keys.py",
        "engine/keys.py",
        "engine/model",
        "engine/knowledge/constants.py",
        "engine/knowledge/draft.py",
        "engine/knowledge/complaints.py",
        "engine/knowledge/organisation.py",
        "engine/knowledge/layer_form.py",
        "engine/knowledge/own_survey.py",
        "plans/model",
        "plans/planning/lead_times.py",
        "plans/calendar_plan.py",
        "plans/files.py",
        "blueprints/model.py",
        "blueprints/library.py",
        "listening/model.py",
        "listening/knowledge.py",
        "listening/own_words.py",
        "listening/connectors/feeds.py",
        "listening/goals/aims.py",
        "surveys/questions/phrases.py",
        "practice/model.py",
        "practice/checking.py",
        "practice/exchange.py",
        "screens/server/schemas.py",
        "screens/page/reading/wire.py",
    },
    "stdnum": {"listening/personal/bank_account.py", "listening/personal/citizen.py"},
    "pyreadstat": {"surveys/reading/spss_apart.py"},
    "phonenumbers": {"listening/personal/phone.py"},
    "simplemma": {"listening/lexicon.py"},
    "Stemmer": {"listening/lexicon.py"},
    "rapidfuzz": {"listening/lexicon.py"},
    "httpx": {"listening/connectors/transport.py"},
    "joserfc": {"listening/connectors/signing.py"},
    "scipy": {"listening/effects/effect.py", "surveys/estimate"},
    "sqlalchemy": {"plans/storage", "listening/storage", "workbench/storage"},
    "alembic": {"plans/storage"},
    "numpy": {
        "engine/score.py",
        "engine/knowledge/layer_form.py",
        "engine/knowledge/own_survey.py",
        "engine/model/survey.py",
        "engine/local",
        "plans/choice/value.py",
        "plans/choice/exact.py",
        "plans/choice/solver.py",
        "plans/choice/doubt.py",
        "listening/effects",
        "surveys",
    },
    "highspy": {"plans/choice/solver.py"},
    "holidays": {"plans/freedays.py"},
    "typst": {"documents/pdf.py"},
    "fontTools": {"documents/pdf.py"},
    "docx": {"documents/word.py", "documents/word_table.py", "documents/word_text.py"},
    "PIL": {"engine/knowledge/image.py"},
    "altair": {
        "documents/chart.py",
        "documents/plan/curve.py",
        "documents/plan/gantt.py",
        "documents/listening/plots.py",
        "documents/survey/dot_plots.py",
    },
    "vl_convert": {"documents/chart.py"},
    "streamlit": {"app.py", "screens"},
    "starlette": {"app.py", "screens"},
    "orjson": {"screens"},
    "uvicorn": {"screens/server/patience.py"},
    "prometheus_client": {"screens/server/metrics.py"},
    "openpyxl": {
        "blueprints/excel_reading.py",
        "blueprints/workbook.py",
        "documents/plan/excel.py",
        "documents/survey/survey_workbook.py",
        "engine/proof/factcheck.py",
        "surveys/questions/xlsform.py",
        "surveys/reading",
    },
    "icalendar": {"documents/plan/calendar.py"},
    "pikepdf": {"documents/paging.py", "documents/plan/attachment.py", "documents/row_heads.py"},
}
# Words that say nothing of what they stand for: no function and no parameter is called so.
EMPTY_NAMES = {"found", "said", "told", "made"}
# Classes that may share a name, with the reason.
NAMESAKES: dict[str, str] = {
    "Cells": "rows of a journey against phases, and groups of residents in a survey",
    "Estimate": "what a plan costs, and what residents want",
    "Question": "what a resident is asked, and what a hostile visitor asks",
}
# Modules that may share a name: each is what its room has of one and the same thing.
SAME_THING = "a room decides, and others type it, show it or put it on paper"
NAMESAKE_MODULES = {
    "__main__": "Python's own name",
    "blocks": "what a document, a plan in it or a page is built of",
    "constants": "the numbers of a room with their reasons",
    "content": "what stands in a document: its blocks in order",
    "export": "values under the Dutch keys of JSON",
    "files": "the files of a room as a person gives them",
    "inspection": "what is checked before a room works with it",
    "knowledge": "the content that advisors edit: read, served or checked",
    "model": "the words of a room",
    "page": "every page of the menu begins there",
    "phrases": "the words of a room in sentences",
} | dict.fromkeys(
    ("advice", "backup", "calendar", "choice", "compare", "factcheck", "intake", "journeys",
     "library", "login", "mix", "organisation", "own_findings", "standing"),
    SAME_THING,
)  # fmt: skip
# A page imports the ground (screens/page, screens/pages.py) and itself; the ground imports no page.
# The arrows beside these: module or folder → folder or module, and why.
ARROWS = {
    ("screens/menu", "screens"): "it brings every page to Streamlit",
    ("screens/server", "screens/advice"): "the page Advies is drawn without Streamlit too",
    ("screens/server/calendars", "screens/plan/shared.py"): "a calendar reads what the page shows",
    ("screens/server/calendars", "screens/plan/links"): "a calendar says where its plan is read",
    ("screens/listening/page.py", "screens/plan"): "actions of a plan come along to be measured",
    ("screens/journey/plan_button.py", "screens/plan"): "its button begins a plan and opens it",
    ("screens/plan/current.py", "screens/server/limit.py"): "who begins many plans has to wait",
    ("screens", "screens/server/metrics.py"): "what an administrator counts happens on pages too",
}
# The server loads no Streamlit, but for one module, and that only when somebody signs in.
MAY_ASK_STREAMLIT = {"screens/page/auth.py"}
ORDINARY = {
    "",
    "Advies",
    "reis",
    "praktijk",
    "Praktijk",
}  # of a page the address or the title, and much else
# Strings that are spelled as a slug and mean something else.
NOT_A_SLUG = {
    ("engine/knowledge/layer_form.py", "telefoon"): "a way in which a survey was held",
    ("documents/plan/choice_tables.py", "actie"): "an action of a plan, counted",
    ("plans/planning/notes.py", "actie"): "an action of a plan",
    ("plans/planning/notes.py", "partners"): "the partners of a plan",
    ("plans/model/arrangements.py", "actie"): "the key of an action in a file",
    ("plans/model/place_words.py", "actie"): "an action of a plan, in words",
    ("plans/model/place_words.py", "partners"): "the key of a list in a plan",
    ("plans/area/csvfile.py", "x"): "a count that is kept secret",
    ("screens/plan/matrix.py", "actie"): "an action of a plan, counted",
    ("screens/plan/board/limit_bars.py", "actie"): "an action of a plan, counted",
    ("plans/board/sheet_columns.py", "actie"): "the head of a column",
    ("screens/plan/agreements/agreed.py", "partners"): "a key of the file of a plan",
    ("screens/plan/agreements/lists.py", "partners"): "a key of the file of a plan",
    ("plans/board/several.py", "partners"): "a key of the file of a plan",
    ("screens/plan/board/cell_panel.py", "actie"): "an action of a plan, counted",
    ("screens/plan/to_listening.py", "actie"): "an action of a plan, counted",
    ("screens/plan/names.py", "partners"): "a key of the file of a plan",
    ("screens/plan/entry.py", "actie"): "an action of a plan, counted",
    ("plans/change_words.py", "actie"): "an action of a plan, in words",
    ("plans/change_words.py", "partners"): "the key of a list in a plan",
    ("plans/merge.py", "actie"): "a key that names an action of a plan",
    ("plans/merge.py", "partners"): "the key of a list in a plan",
    ("surveys/reading/columns.py", "x"): "a cross for a chosen answer",
    ("screens/survey/respondents.py", "telefoon"): "how residents were asked",
    ("screens/server/limit.py", UNKNOWN): "a visitor without an address",
}


def outside(path: Path) -> set[str]:
    """Return the top-level names a file imports that are neither ours nor Python's."""
    tops = {name.split(".")[0] for name in imports(path)}
    return tops - set(OURS) - {"app"} - sys.stdlib_module_names


def files() -> Iterator[Path]:
    """Yield every file of the repository that is text."""
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in TEXT and path.is_file() and not HIDDEN & set(path.parts):
            yield path


def may_import(name: str) -> set[str]:
    """Return what a module may import of ours: itself its room, and what its room may."""
    place = max((p for p in MAY_IMPORT if f"{name}/".startswith(f"{p}/")), key=len)
    room = set() if place.endswith(".py") else {place.split("/")[0]}
    return MAY_IMPORT[place] | room


def test_dependencies_point_one_way() -> None:
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in CODE
        for name in imports(path)
        if name.split(".")[0] in (*OURS, "app")
        and name.split(".")[0] not in may_import(name_of(path))
    ]
    assert wrong == []


def test_the_words_of_the_engine_know_nothing_else() -> None:
    for path in (ROOT / "engine" / "model").glob("*.py"):
        ours = {name for name in imports(path) if name.split(".")[0] in OURS}
        assert all(f"{name}.".startswith("engine.model.") for name in ours), name_of(path)


def test_every_outside_library_has_its_room() -> None:
    wrong = []
    for path in CODE:
        here = path.relative_to(ROOT)
        places = {place.as_posix() for place in (here, *here.parents)}
        wrong += [
            f"{name_of(path)}: {library} lives in {ROOMS.get(library, 'no room yet')}"
            for library in outside(path)
            if not places & ROOMS.get(library, set())
        ]
    assert wrong == []


def test_what_streamlit_puts_first_hides_no_package() -> None:
    """Streamlit puts the folder of the script in front of every other place to import from."""
    script = next(p for p in CODE if p.name == "main.py")
    beside = {path.stem for path in script.parent.iterdir()}
    assert beside & {*OURS, *sys.stdlib_module_names} == set()


def test_no_folder_outgrows_its_reader() -> None:
    counts = Counter(path.parent.relative_to(ROOT).as_posix() for path in EVERY_MODULE)
    assert {folder: count for folder, count in counts.items() if count > MOST} == {}


def test_every_room_is_used() -> None:
    used = {library for path in CODE for library in outside(path)}
    assert used == set(ROOMS)


def test_every_outside_library_is_asked_for_by_name() -> None:
    """What code imports stands in requirements.in, and is not there by the grace of another."""
    asked = {
        re.split(r"[=\[]", line)[0].lower().replace("-", "_")
        for line in (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    packages = packages_distributions()
    for library in ROOMS:
        names = {name.lower().replace("-", "_") for name in packages[library]}
        assert names & asked, library


def test_only_the_worker_imports_durable_rules() -> None:
    def importers(module: str) -> set[str]:
        return {name_of(p) for p in CODE for n in imports(p) if f"{n}.".startswith(f"{module}.")}

    assert importers("engine.inference") == {"engine/worker.py"}
    assert importers("engine.worker") == set()


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("start", "absent"),
    [
        ("import engine", ("durable", "duckdb", "pandas", "streamlit", "altair", "typst", "docx")),
        ("import commands.engine", ("durable", "streamlit", "typst", "docx")),
        ("import plans", ("durable", "pandas", "streamlit", "highspy", "typst", "docx")),
        ("import documents", ("durable", "streamlit")),
        ("import commands.plans", ("durable", "streamlit", "sqlalchemy", "alembic")),
        ("import screens.advice.page", ("durable",)),
        ("import screens.server.routes, screens.server.start", ("durable", "streamlit")),
    ],
)
def test_what_is_not_needed_is_not_loaded(start: str, absent: tuple[str, ...]) -> None:
    command = f"{start}, sys; print(*sys.modules)"
    run = [sys.executable, "-c", command.replace(f"{start}, sys", f"import sys; {start}")]
    loaded = subprocess.run(run, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert not set(absent) & set(loaded.split())


def module(name: str) -> Path | None:
    """Return the file of ours that a full name lives in: a module, or something in it."""
    places = [ROOT.joinpath(*part.split(".")) for part in (name, name.rpartition(".")[0]) if part]
    files = [file for at in places for file in (at.with_suffix(".py"), at / "__init__.py")]
    return next((file for file in files if file.is_file()), None)


def reachable(starts: Iterable[Path]) -> set[Path]:
    """Return the modules of ours that these import, however far."""
    done: set[Path] = set()
    todo = list(starts)
    while todo:
        path = todo.pop()
        if path not in done:
            done.add(path)
            todo += filter(None, map(module, imports(path)))
    return done


def test_the_server_knows_no_streamlit() -> None:
    """What it says without Streamlit is made without Streamlit, whatever way it is imported."""
    server = reachable((ROOT / "screens" / "server").glob("*.py"))
    asking = {name_of(path) for path in server if "streamlit" in outside(path)}
    assert asking == MAY_ASK_STREAMLIT


def within(path: Path, place: str) -> bool:
    return path.is_relative_to(ROOT / place)


def test_a_page_knows_the_ground_and_itself() -> None:
    wrong, used = [], set()
    for path in (ROOT / "screens").rglob("*.py"):
        own = ROOT / "screens" / path.relative_to(ROOT / "screens").parts[0]
        for file in filter(None, map(module, imports(path))):
            ground = within(file, "screens/page") or file == ROOT / "screens" / "pages.py"
            if within(file, "screens") and not ground and not file.is_relative_to(own):
                arrows = {a for a in ARROWS if within(path, a[0]) and within(file, a[1])}
                used |= arrows
                wrong += [] if arrows else [f"{name_of(path)} imports {name_of(file)}"]
    assert wrong == []
    assert used == set(ARROWS)


def test_pages_stand_in_one_list() -> None:
    """Menu, server, log and tests read it; nothing else spells an address or a title of a page."""
    folders = {path.parent.name for path in (ROOT / "screens").glob("*/page.py")}
    assert folders == {page.name for page in PAGES}
    assert list(SHOW) == list(PAGES)
    assert {page.name: show.__module__ for page, show in SHOW.items()} == {
        page.name: f"screens.{page.name}.page" for page in PAGES
    }
    words = {word for page in PAGES for word in (page.address, page.title)} - ORDINARY
    elsewhere = set((ROOT / "screens").rglob("*.py")) - {ROOT / "screens" / "pages.py"}
    assert [name_of(path) for path in elsewhere for _, text in strings(path) if text in words] == []


def test_data_folders_hold_no_code() -> None:
    for folder in ("profiles", "journeys", "vocabulary"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                assert path.suffix == ".yaml" or path.name == "LEESMIJ.md", name_of(path)
                assert not path.stat().st_mode & 0o111, f"{name_of(path)} is executable"


def test_values_are_data_and_never_code(book: Rulebook) -> None:
    """No channel, profile, age, phase or track occurs in code, alone or within a text."""
    slugs = {*book.channels, *book.profiles, *book.ages, *book.phases, *book.tracks} - {UNKNOWN}
    telling = "|".join(re.escape(slug) for slug in sorted(slugs) if re.search(r"[-0-9]", slug))
    within = re.compile(rf"(?<![\w-])(?:{telling})(?![\w-])")
    found = [
        f"{name_of(path)}:{line}: {text[:60]}"
        for path in CODE
        for line, text in strings(path)
        if (text in slugs and (name_of(path), text) not in NOT_A_SLUG) or within.search(text)
    ]
    assert found == []


def test_the_unknown_answer_is_named_once() -> None:
    found = {name_of(p) for p in CODE for _, text in strings(p) if text == UNKNOWN}
    assert {name for name in found if (name, UNKNOWN) not in NOT_A_SLUG} == {
        "engine/model/forms.py"
    }


def test_no_test_is_skipped() -> None:
    forbidden = {"skip", "skipif", "skipIf", "skipTest", "importorskip", "xfail", "SkipTest"}
    wrong = []
    for path in TESTS:
        used = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
        used |= {name.split(".")[-1] for name in imports(path)}
        wrong += [f"{name_of(path)}: {name}" for name in used & forbidden]
    assert wrong == []


def test_every_module_has_tests_that_name_it() -> None:
    """By its own name, by an import, or in `COVERS` of the file of tests; script/covers tells."""
    assert [name for name in modules() if not covering(name)] == []


def test_functions_and_parameters_say_what_they_are() -> None:
    wrong = []
    for path in EVERY_MODULE:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = node.name
            elif isinstance(node, ast.arg):
                name = node.arg
            else:
                continue
            if name.strip("_") in EMPTY_NAMES:
                wrong.append(f"{name_of(path)}:{node.lineno}: {name}")
    assert wrong == []


def test_every_class_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = {}
    for path in EVERY_MODULE:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(name_of(path))
    shared = {name: where for name, where in places.items() if len(where) > 1}
    assert {name: where for name, where in shared.items() if name not in NAMESAKES} == {}
    assert set(NAMESAKES) <= set(shared)


def test_every_module_has_a_name_of_its_own() -> None:
    stems = Counter(path.stem for path in CODE if path.stem != "__init__")
    assert {stem for stem, count in stems.items() if count > 1} == set(NAMESAKE_MODULES)


def test_no_module_outgrows_its_reader() -> None:
    lengths = {name_of(p): len(p.read_text("utf-8").splitlines()) for p in EVERY_MODULE}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_module_says_why_it_exists() -> None:
    silent = [
        p
        for p in EVERY_MODULE
        if p.read_text("utf-8").strip() and not ast.get_docstring(tree_of(p))
    ]
    assert [name_of(path) for path in silent] == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    assert [name_of(p) for p in files() if later.search(p.read_text(encoding="utf-8"))] == []


def test_no_path_of_a_machine() -> None:
    place = re.compile(r"(?<![\w./:-])/(?:work|root|home|opt|Users|tmp/w)/")
    assert [name_of(p) for p in files() if place.search(p.read_text(encoding="utf-8"))] == []
