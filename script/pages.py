"""Counts the pages of the documents of every situation: script/pages, see `--help`.

Every PDF is made, and read with pdftotext. LibreOffice lays out the Word files where it is
installed; elsewhere their pages are estimated as the product itself does.
"""

import argparse
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

import documents  # noqa: E402
from documents.advice.content import MOST_PAGES  # noqa: E402
from documents.blocks import Content  # noqa: E402
from documents.word_length import pages_of  # noqa: E402
from engine import Table, advise, advise_phases, load  # noqa: E402
from engine.cache import table_of  # noqa: E402
from engine.model import Situation  # noqa: E402
from script.figures import CHANCE  # noqa: E402

DAY = date(2026, 11, 22)
META = documents.Meta("Gemeente Voorbeeld", "A. de Vries", "https://voorbeeld.nl/?traject=x")
FEWEST = 10  # lines on any page
BATCH = 30  # situations: one run of LibreOffice
SEED = 12
RUNNING = re.compile(r"pagina \d+ van \d+|^\s*Kanaaladvies .* Concept$")
PDF, WORD, ESTIMATE = "PDF", "Word", "Word, estimated"


@dataclass(frozen=True, slots=True)
class Laid:
    """How a document is laid out: the lines of every page, or only how many pages."""

    kind: str
    place: str
    pages: int
    lines: tuple[int, ...] = ()


def lines_of(text: str) -> tuple[int, ...]:
    """Return how many lines every page has, without what runs along its head and foot."""
    return tuple(
        sum(bool(line.strip()) and not RUNNING.search(line) for line in page.splitlines())
        for page in text.removesuffix("\f").split("\f")
    )


def faults(laid: Laid) -> Iterator[str]:
    """Yield what is wrong with a document, if anything."""
    if laid.pages > MOST_PAGES:
        yield f"{laid.kind} of {laid.pages} pages: {laid.place}"
    for number, lines in enumerate(laid.lines, start=1):
        if lines < FEWEST:
            yield f"{laid.kind} with {lines} lines on page {number}: {laid.place}"


def summary(laid: Sequence[Laid]) -> Iterator[str]:
    """Yield how many pages there are, and the emptiest page and last page, per kind."""
    for kind in dict.fromkeys(one.kind for one in laid):
        of = [one for one in laid if one.kind == kind]
        counts = sorted(Counter(one.pages for one in of).items())
        spread = ", ".join(f"{count:,} of {pages} pages" for pages, count in counts)
        yield f"{kind}: {len(of):,} documents; {spread} (bound: {MOST_PAGES})"
        if all(one.lines for one in of):
            for name, lines in (("page", min), ("last page", lambda of_pages: of_pages[-1])):
                worst = min(of, key=lambda one: lines(one.lines))
                fewest = lines(worst.lines)
                yield f"  fewest lines on a {name}: {fewest} (bound: {FEWEST}), {worst.place}"


def agreement(laid: Sequence[Laid]) -> Iterator[str]:
    """Yield how often the estimate is right, where LibreOffice told as well."""
    real = {one.place: one.pages for one in laid if one.kind == WORD}
    pairs = [(one.pages, real[one.place]) for one in laid if one.kind == ESTIMATE and real]
    if pairs:
        same = sum(guess == known for guess, known in pairs)
        low = sum(guess < known for guess, known in pairs)
        yield f"estimate: right {same:,} times of {len(pairs):,}, too low {low:,} times"


def measure(situations: Sequence[Situation], office: str | None) -> list[Laid]:
    """Return how the documents of situations are laid out."""
    contents = {"_".join(s): _content(s) for s in situations}
    laid = [_laid(PDF, name, documents.advice_pdf(of)) for name, of in contents.items()]
    laid += [Laid(ESTIMATE, name, pages_of(of)) for name, of in contents.items()]
    return laid + (_in_office(contents, office) if office else [])


def _content(situation: Situation) -> Content:
    table = _tables[0]
    phases = advise_phases(table, situation, DAY)
    return documents.content_of(table.book, advise(table, situation, DAY), phases, META)


def _laid(kind: str, place: str, pdf: bytes) -> Laid:
    command = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    lines = lines_of(text)
    return Laid(kind, place, len(lines), lines)


def _in_office(contents: dict[str, Content], office: str) -> list[Laid]:
    """Lay Word files out with LibreOffice, with a profile of its own so that two can run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place, content in contents.items():
            (folder / f"{place}.docx").write_bytes(documents.advice_docx(content))
        profile = f"-env:UserInstallation=file://{folder / 'profiel'}"
        files = [str(path) for path in sorted(folder.glob("*.docx"))]
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *files]
        subprocess.run(command, capture_output=True, check=True)
        return [_laid(WORD, place, (folder / f"{place}.pdf").read_bytes()) for place in contents]


_tables: list[Table] = []  # filled before the processes fork


def chosen(situations: Sequence[Situation], part: str, count: int) -> Sequence[Situation]:
    """Return a part ("2/6") of the situations, or a sample of it that is the same every time."""
    number, of = (int(figure) for figure in part.split("/"))
    share = situations[number - 1 :: of]
    return CHANCE(SEED).sample(share, count) if 0 < count < len(share) else share


def main() -> int:
    """Measure and print; 1 when a bound is not kept."""
    parser = argparse.ArgumentParser(prog="script/pages", description=__doc__)
    parser.add_argument("--deel", default="1/1", help="2/6: the second of six parts")
    parser.add_argument("--aantal", type=int, default=0, help="so many, drawn with a fixed seed")
    parser.add_argument("--schatting", action="store_true", help="without LibreOffice")
    parser.add_argument("--processen", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    office = None if options.schatting else shutil.which("soffice")
    _tables.append(table_of(load()))
    asked = chosen(_tables[0].book.situations(), options.deel, options.aantal)
    batches = [(asked[start : start + BATCH], office) for start in range(0, len(asked), BATCH)]
    with multiprocessing.get_context("fork").Pool(options.processen) as pool:
        laid = [one for part in pool.starmap(measure, batches, chunksize=1) for one in part]
    wrong = [fault for one in laid for fault in faults(one)]
    print("\n".join([*summary(laid), *agreement(laid), *wrong]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
