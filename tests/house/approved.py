"""What comes out of the product for fixed input, as text that can be read and compared.

A change of what comes out shows as a difference in `tests/approved/`: wanted, then written anew by
`script/approve`, or a fault.
"""

import ast
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from importlib import import_module
from typing import Any

from code_files import CODE, name_of, tree_of
from running import ROOT

from blueprints import library
from commands import listening as listening_commands
from commands import plans as plan_commands
from documents import chart, pdf, text
from documents.advice import content as advice_content
from documents.advice.case import Meta
from documents.blocks import Bullets, Columns, Content, TableBlock
from documents.journey import swimlane
from documents.listening import about, plots
from documents.listening import content as report
from documents.plan import content as plan_content
from documents.plan import curve, gantt
from documents.plan.kinds import plan_document
from documents.plan.paper import Paper
from documents.word import advice_docx
from engine import Situation, Table, advise, advise_phases, export, load
from engine.cache import table_of
from engine.proof import coverage, factcheck
from listening import knowledge
from listening.measurements import Measurements, ReportOptions, measurements_in
from listening.reading import export_store
from plans import example

FOLDER = ROOT / "tests" / "approved"
DAY = date(2026, 11, 22)
EXPORTS = ROOT / "listening" / "voorbeelden"
PLANS = ROOT / "plans" / "voorbeelden"
CAMPAIGN, STREET = "schuldhulpcampagne", "herinrichting-straat"
OLDER = "zoekvragen-eerder.csv"


def as_text(value: object) -> str:
    """Return values as indented JSON: one thing a line, so that a difference is short."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value.hex() if isinstance(value, bytes) else str(value)


def as_parts(archive: bytes) -> str:
    """Return the XML within an Office file, a tag a line."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        every = sorted(opened.namelist())
        names = [n for n in every if re.match(r"word/(doc|foot|head|numb)|xl/(work|style).*ml$", n)]
        parts = [f"{name}\n{opened.read(name).decode()}\n" for name in names]
    return "".join(parts).replace("><", ">\n<")


def in_text(content: Content) -> str:
    """Return a document as values, and what travels to the writer of PDF."""
    return as_text({"content": content, "pdf": pdf._data(content)})


def spoken(main: Callable[[Sequence[str]], int], *arguments: object) -> str:
    """Return what a command prints, and its exit code."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = int(str(leaving.code or 0))
    return f"{out.getvalue().replace(f'{ROOT}/', '')}\n[{code}]\n"


def measurements(options: ReportOptions) -> Measurements:
    """Return what the example exports hold, compared with the period before."""
    vocabulary = knowledge.load()
    with export_store.open_store(vocabulary.kinds) as opened:
        now = [r for path in _exports() for r in opened.read(path)]
        return measurements_in(vocabulary, opened, now, opened.read(EXPORTS / OLDER), options)


def _exports() -> list[Any]:
    return [path for path in sorted(EXPORTS.glob("*.csv")) if path.name != OLDER]


def _report(subject: str | None) -> Content:
    vocabulary = knowledge.load()
    whole = measurements(ReportOptions())
    chosen = about.about(whole, vocabulary.subjects[subject], vocabulary) if subject else whole
    return report.content(chosen, DAY, "Gemeente Voorbeeld")


def _shortened(content: Content) -> Content:
    """Return a document with at most two rows in a table and two lines in a list."""
    sections = [
        replace(section, blocks=tuple(map(_shorten, section.blocks)), shorter=())
        for section in content.sections
    ]
    return replace(content, sections=tuple(sections))


def _shorten(block: Any) -> Any:
    match block:
        case TableBlock():
            return replace(block, rows=block.rows[:2], levels=block.levels[:2])
        case Bullets():
            return replace(block, items=block.items[:2])
        case Columns():
            parts = tuple(tuple(map(_shorten, part)) for part in block.parts)
            return replace(block, parts=parts)
    return block


def _once(content: Content) -> Content:
    """Return a document without the shorter versions of its pages, which say the same again."""
    return replace(content, sections=tuple(replace(s, shorter=()) for s in content.sections))


def _content(name: str, table: Table) -> Content:
    return plan_content.content_of(Paper(example(name), table, DAY))


def _plan(name: str, table: Table) -> str:
    return in_text(_once(_content(name, table)))


def _plain_file(kind: str, table: Table) -> str:
    return plan_document(example(CAMPAIGN), table, kind, DAY).decode()


def _journey(name: str, table: Table) -> str:
    journey = library.load(table.book).journeys[name]
    return as_text(swimlane._data(table.book, swimlane.Drawing(journey, paper="a4"), DAY))


def _charts(dark: bool) -> str:
    days = {DAY + timedelta(number): 10 * number % 70 for number in range(40)}
    spans = [gantt.Bar(f"Actie {n}", lane, DAY, DAY + timedelta(9 * n), n == 1)
             for n, lane in enumerate(("Pers", "Balie", "Pers"))]  # fmt: skip
    points = [curve.Point(n, 100 - 60 / n, f"Kanaal {n}", n == 3) for n in range(1, 6)]
    squares = [
        chart.Square("Brief", "75+ & ouder", "3", "twee bronnen", 80.0),
        chart.Square("Brief", "16-24", "0", "", None),
        chart.Square("Chat", "16-24", "1", "", 25.0),
    ]
    drawn = (
        plots.bars([(f"Onderwerp {n}", 900 - 60 * n) for n in range(14)], "Keren", "Zo", dark),
        plots.days(days, DAY + timedelta(5), DAY + timedelta(20), "Per dag", dark),
        gantt.gantt(spans, "Acties in de tijd", dark),
        curve.curve(points, dark),
        chart.knowledge_map(squares, ["16-24", "75+ & ouder"], "Wat bekend is", dark),
    )
    return as_text([one.to_dict() for one in drawn])


def _advices(table: Table) -> str:
    """Return advices over the whole space as data, without what every edit of knowledge changes."""
    some = [*table.outcomes][::1100]
    whole = [export.advice(table.book, advise(table, situation, DAY)) for situation in some]
    return as_text([{k: v for k, v in one.items() if k != "verantwoording"} for one in whole])


def _advice_document(situation: Situation, table: Table) -> str:
    advice, phases = advise(table, situation, DAY), advise_phases(table, situation, DAY)
    content = advice_content.content_of(table.book, advice, phases, Meta("Gemeente Voorbeeld"))
    whole = as_text(content.sections) + text.advice_text(content)
    return whole.replace(table.book.digest, "versie van de kennis")


def _sums(table: Table) -> str:
    """Return points, spread and certainty of every channel in situations over the whole space."""
    lines: list[str] = []
    for situation, outcome in [*table.outcomes.items()][::101]:
        lines.append(" · ".join(situation))
        lines += (
            f"  {row.channel} {row.role} {_digits(row.score)} {_digits(row.spread)}"
            f" {_digits(row.certainty)} {row.certainty_word}"
            for row in outcome.ranking
        )
    return "\n".join(lines) + "\n"


def _digits(number: float | None) -> str:
    return "-" if number is None else f"{number:.6f}"


def _to_check(table: Table) -> str:
    frame = factcheck.fact_check(table).drop(columns="Versie kennis")
    return str(frame.iloc[::131].to_csv(index=False, lineterminator="\n"))


def _known(table: Table) -> str:
    axes = ("fase", "leeftijd", "profiel")
    return as_text([coverage.coverage(table, axis)[::7] for axis in axes])


def _numbers() -> str:
    """Return every number with a name of its own: limits, sizes, weights, widths."""
    lines: list[str] = []
    for path in (path for path in CODE if path.parent != ROOT and "screens" not in path.parts):
        for node in tree_of(path).body:
            bound = _names(node)
            module = (
                import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
                if bound
                else None
            )
            values = [(name, vars(module)[name]) for name in bound]
            lines += (
                f"{name_of(path)} {name} = {value!r}" for name, value in values if _counts(value)
            )
    return "\n".join(lines) + "\n"


def _names(node: ast.stmt) -> list[str]:
    """Return the constants that a statement of a module binds."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or not node.value:
        return []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]
    return [name for name in names if name.isupper()]


def _counts(value: object) -> bool:
    """Tell whether a value is a number, or numbers by name or in order."""
    if isinstance(value, Mapping):
        return bool(value) and all(_counts(item) for item in value.values())
    if isinstance(value, tuple) and value:
        return all(_counts(item) for item in value)
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def makers(table: Table) -> dict[str, Callable[[], str]]:
    """Return what is compared, by the name of its file."""
    exports, campaign = _exports(), PLANS / f"{CAMPAIGN}.yaml"
    listen = partial(spoken, listening_commands.main)
    plan = partial(spoken, plan_commands.main)
    return {
        "getallen.txt": _numbers,
        "grafieken-licht.json": partial(_charts, False),
        "grafieken-donker.json": partial(_charts, True),
        "luisteren-alles.json": lambda: in_text(_report(None)),
        "luisteren-schuldhulp.json": lambda: in_text(_report("schuldhulp")),
        "word.xml": lambda: as_parts(advice_docx(_shortened(_content(CAMPAIGN, table)))),
        "luisteren-lees.txt": partial(listen, "lees", *exports),
        "luisteren-woorden.txt": partial(listen, "woorden", *exports, "--eerder", EXPORTS / OLDER),
        "plan-controle.json": partial(plan, "controle", campaign, "--op", "1-12-2026", "--json"),
        "plan-kalender.txt": partial(plan, "kalender", *sorted(PLANS.glob("*.yaml"))),
        "plan-golven.txt": partial(plan, "golven", campaign),
        **{f"plan-{name}.json": partial(_plan, name, table) for name in (CAMPAIGN, STREET)},
        "plan.xlsx.xml": lambda: as_parts(plan_document(example(CAMPAIGN), table, "xlsx", DAY)),
        **{f"plan.{kind}": partial(_plain_file, kind, table) for kind in ("csv", "ics")},
        "adviezen.json": partial(_advices, table),
        "advies-sommen.txt": partial(_sums, table),
        "feitencheck.csv": partial(_to_check, table),
        "dekking.json": partial(_known, table),
        **{
            f"advies-{number}.txt": partial(_advice_document, situation, table)
            for number, situation in enumerate([*table.outcomes][5::2000], 1)
        },
        "reis-schulden.json": partial(_journey, "schulden", table),
    }


def main() -> None:
    """Write what comes out, for review."""
    FOLDER.mkdir(exist_ok=True)
    wanted = makers(table_of(load()))
    for old in set(FOLDER.iterdir()) - {FOLDER / name for name in wanted}:
        old.unlink()
    for name, make in wanted.items():
        (FOLDER / name).write_text(make(), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
