"""Measures listening: a long export of search terms, read and turned into subjects."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from string import ascii_lowercase
from time import process_time

from listening import personal
from script.figures import CHANCE, BenchFigure, Figures

MARKED = Path(__file__).resolve().parent.parent / "tests" / "queries"
ROWS, NAMES, SEED = 1_000_000, 20_000, 11
COMMON = (
    *("enschede", "zwolle", "utrecht", "almere", "centrum", "2026", "gratis", "bellen", "kosten"),
    *("wanneer", "online", "buurt", "mijn", "hoe", "waar", "snel", "spoed", "aanvragen"),
)
MEGABYTE = 1_000_000
HOSTILE = (
    *("a", "1", "0", "@", " ", "é", "a@", "a@a.nl ", "nl91abna0417164300", "de89 ", "06-12345678 "),
    *("0 ", "06 ", "kerkstraat 12 ", "straat 1 ", "1234 ab 1 ", "12-ab-3 ", "01-01-1970 "),
    *("zaaknummer ", "zaak 1/", "bsn van mijn zoon is ", "123456782 ", "123 456 782 "),
)
Run = Callable[..., tuple[float, float]]


def measure(run: Run) -> Figures:
    """Yield the figures of a whole command; `run` starts it, gives its seconds and peak MiB."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "zoekvragen.csv"
        terms = write(source, ROWS)
        took, peak = run("listening", "woorden", str(source))
        size = source.stat().st_size / 2**20
    about = f"{ROWS // 1_000_000} million rows, {terms:,} different terms ({size:.0f} MiB)"
    yield BenchFigure(f"`listening woorden`, the whole command: {about}", took, "s")
    yield BenchFigure("– peak memory", peak, "MiB")
    slowest = max(_masking(piece) for piece in HOSTILE)
    about = f"the slowest of {len(HOSTILE)} repeated pieces"
    yield BenchFigure(
        f"Mask 1 MB in cells of {personal.LONGEST:,} characters, {about}", slowest, "s"
    )


def _masking(piece: str) -> float:
    """Return the seconds that a million characters of one piece take, the best of three."""
    text = (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]
    cells = [text[at : at + personal.LONGEST] for at in range(0, MEGABYTE, personal.LONGEST)]
    return min(_seconds(cells) for _ in range(3))


def _seconds(cells: Sequence[str]) -> float:
    start = process_time()
    for cell in cells:
        personal.mask(cell)
    return process_time() - start


def write(path: Path, rows: int) -> int:
    """Write an export of Search Console with slips and names; return how many terms differ.

    Seven of ten terms have one or two words behind a marked query, one in ten has a slip, one in
    a thousand a telephone number; the same every time.
    """
    chance = CHANCE(SEED)
    queries = _marked()
    letters = (chance.choices(ascii_lowercase, k=chance.randint(4, 10)) for _ in range(NAMES))
    behind = [*COMMON, *(f"wijk{i}" for i in range(300)), *map("".join, letters)]
    seen: set[str] = set()
    with path.open("w", encoding="utf-8") as file:
        file.write("query,date,clicks,impressions,ctr,position\n")
        for _ in range(rows):
            said = _term(chance, queries, behind)
            seen.add(said)
            shown = chance.randint(1, 200)
            clicks = chance.randint(0, shown)
            day = f"2026-{chance.randint(9, 10):02d}-{chance.randint(1, 30):02d}"
            place = chance.uniform(1, 20)
            file.write(f"{said},{day},{clicks},{shown},{clicks / shown:.4f},{place:.2f}\n")
    return len(seen)


def _marked() -> list[str]:
    """Return the queries that were marked by hand."""
    lines = [line for path in sorted(MARKED.glob("*.txt"))
             for line in path.read_text(encoding="utf-8").splitlines()]  # fmt: skip
    told = [line.partition(": ")[2] for line in lines if line and not line.startswith("#")]
    return [query.strip() for line in told for query in line.split("|")]


def _term(chance: Random, queries: Sequence[str], behind: Sequence[str]) -> str:
    """Return a query as somebody might type it."""
    said = chance.choice(queries)
    if chance.random() < 0.1:
        at = chance.randrange(len(said))
        said = said[:at] + said[at + 1 :]
    more = chance.random()
    said = " ".join([said, *chance.choices(behind, k=2 if more < 0.2 else int(more < 0.7))])
    return f"{said} 06{chance.randint(10**7, 5 * 10**7)}" if more > 0.999 else said
