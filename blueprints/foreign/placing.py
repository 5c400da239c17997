"""A table and its layout → a draft: every cell in its row, in a row of its own, or named as left.

Nothing is dropped in silence: a channel or a mood that we do not know stays as text in a row of its
own, and what stands outside the table becomes the remark.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from blueprints.foreign.grids import SheetGrid, letters
from blueprints.foreign.lane_words import NAME, NOTHING, OWN, PHASE, TARGETS
from blueprints.foreign.layouts import SPREAD, StepLayout, turned
from blueprints.lanes import ROLES
from blueprints.model import LONGEST, MOODS, MOST, MOST_STEPS
from blueprints.sheet_forms import CLAIMS, LISTS
from blueprints.slug_names import bare, names_of_channels
from engine.model import Rulebook

FILE_PHASE, FILE_CHANNELS, MORE_TEXT = "Fase in het bestand", "Kanalen in het bestand", "Nog meer"
MOOD, FEELING, CHANNELS = "stemming", "gevoel", "kanalen"
PARTS = re.compile(r"[\n;•]|(?<!\d),(?!\d)| / ")
LINES = re.compile(r"[\n•]")
SPACES = re.compile(r"\s+")
TITLE = 120  # characters of a line that is a title
HEAD_WORDS = {  # labels above a table
    **dict.fromkeys(("title", "titel", "naam", "name", "service", "dienst", "journey"), "naam"),
    **dict.fromkeys(("scenario", "scope", "description", "omschrijving"), "omschrijving"),
    **dict.fromkeys(("goal", "doel", "business goal"), "doel"),
    **dict.fromkeys(("version", "versie", "version number"), "versie"),
    **dict.fromkeys(("owner", "eigenaar", "author", "auteur"), "eigenaar"),
    **dict.fromkeys(("organisation", "organization", "organisatie", "gemeente"), "organisatie"),
}
FORBIDDEN = re.compile(r"[:\[\]/]")
PHASE_WORDS = (  # in the order of our phases: what a phase of another make says of itself
    ("aware", "orient", "discover", "consider", "explor", "search", "zoek", "bewust", "verken",
     "before"),
    ("contact", "apply", "applic", "aanvra", "aanmeld", "request", "sign", "register", "book",
     "intake", "start", "enrol", "meld"),
    ("use", "service", "process", "behandel", "uitvoer", "acti", "during", "wait", "review",
     "deliver", "onboard", "assess", "beoordel", "tijdens"),
    ("outcome", "decision", "besluit", "result", "terugkoppel", "receive", "uitslag", "inform"),
    ("after", "leave", "afrond", "evalu", "nazorg", "close", "follow", "renew", "feedback"),
)  # fmt: skip
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft (tree) and where its cells went: how many of how many, and what was left."""

    tree: Tree
    cells: int  # of the sheet, without labels
    ours: int  # in a row that we know
    own: int  # in a row of its own
    left: tuple[str, ...] = ()  # cells outside the table: place and text
    guessed: Mapping[str, str] = field(default_factory=dict)  # phase of the file → our phase

    @property
    def placed(self) -> int:
        """Return how many cells stand in a row of a step."""
        return self.ours + self.own


def place(
    grid: SheetGrid, layout: StepLayout, book: Rulebook, name: str,
    phases: Mapping[str, str] | None = None, track: str | None = None,
) -> Placed:  # fmt: skip
    """Return the draft in a sheet; `phases` says which of ours a phase of the file is."""
    return _Placing(grid, layout, book, phases or {}).placed(name, track)


class _Placing:
    """Puts the cells of one sheet in the steps of a draft."""

    def __init__(
        self, grid: SheetGrid, layout: StepLayout, book: Rulebook, phases: Mapping[str, str]
    ) -> None:
        self._table, self._layout, self._book = _clean(turned(grid, layout.way)), layout, book
        self._phases, self._channels = phases, names_of_channels(book)
        self._ours = self._own = 0
        self._guessed: dict[str, str] = {}
        self._scale, self._head = self._mood_scale(), _head(self._table, layout.first)

    def placed(self, name: str, track: str | None) -> Placed:
        """Return the draft with its count."""
        columns = [column for column in range(self._layout.step, len(self._table.rows[0]))
                   if any(self._table.at(line, column) for line in self._lines())]  # fmt: skip
        over = [f"{self._where(line, column)}: {self._table.at(line, column)}"
                for column in columns[MOST_STEPS:] for line in self._lines()
                if self._table.at(line, column)]  # fmt: skip
        spread = {kind: self._spread(kind, columns) for kind in SPREAD}
        steps = [self._step(at, column, columns, spread)
                 for at, column in enumerate(columns[:MOST_STEPS])]  # fmt: skip
        left = [*self._outside(), *over]
        tree: Tree = {"naam": self._title(name), "staat": "concept"}
        if track:
            tree["traject"] = track
        if left:
            remark = SPACES.sub(" ", "Ook in het bestand: " + " · ".join(left))
            tree["opmerking"] = remark[:LONGEST]
        for key, texts in self._head.texts.items():
            tree[key] = "; ".join(texts)[:LONGEST]
            self._ours += len(texts)
        tree["stappen"] = steps
        cells = self._ours + self._own + len(left)
        return Placed(tree, cells, self._ours, self._own, tuple(left), self._guessed)

    def _lines(self) -> list[int]:
        """Return the lines of the table; one without a label belongs to the label above it."""
        return list(range(self._layout.first, len(self._table.rows)))

    def _label(self, line: int) -> int | None:
        """Return the line with the label that a line stands under."""
        above = [labelled for labelled in self._layout.targets if labelled <= line]
        return max(above, default=None)

    def _of(self, kind: str) -> list[int]:
        return [line for line in self._lines()
                if (label := self._label(line)) is not None
                and self._layout.targets[label] == kind]  # fmt: skip

    def _spread(self, kind: str, columns: Iterable[int]) -> dict[int, str]:
        """Return what stands above each step: a head over several stands over all of them."""
        heads: dict[int, str] = {}
        last = ""
        for column in columns:
            texts = [text for line in self._of(kind) if (text := self._table.at(line, column))]
            last = _line(" ".join(texts)) if texts else last
            heads[column] = last
            self._ours += len(texts)
        return heads

    def _step(self, at: int, column: int, columns: list[int], spread: Any) -> Tree:
        names = [text for line in self._of(NAME) if (text := self._table.at(line, column))]
        self._ours += len(names)
        step: Tree = {"id": f"stap-{at + 1}", "naam": "", "fase": ""}
        phase = spread[PHASE][column]
        step["fase"] = self._phase(phase, at, len(columns))
        if milestone := spread["mijlpaal"][column]:
            step["mijlpaal"] = milestone[:LONGEST]
        own: dict[str, list[str]] = {}
        if phase and bare(phase) != bare(self._book.phases[step["fase"]].name):
            own[FILE_PHASE] = _parts(phase, LINES)
        for line in self._lines():
            text, label = self._table.at(line, column), self._label(line)
            if not text or label is None:
                continue
            kind = self._layout.targets[label]
            if kind not in (NAME, *SPREAD, NOTHING):
                self._put(step, own, kind, self._table.at(label, self._layout.label), text)
        whole = _line(" ".join(names))
        step["naam"] = whole[:LONGEST] or self._name(step, phase, at)
        if len(whole) > LONGEST:
            own.setdefault(MORE_TEXT, []).extend(_parts(whole[LONGEST:], LINES))
        for row, texts in own.items():
            _add_own(step, row, texts)
        return step

    def _name(self, step: Tree, phase: str, at: int) -> str:
        """Return what to call a step of which the file says no name."""
        does = _line(str(step.get("doet", "")))
        return does[:80] if does else phase[:LONGEST] or f"Stap {at + 1}"

    def _put(self, step: Tree, own: dict[str, list[str]], kind: str, label: str, text: str) -> None:
        """Put one cell in its row, or in a row of its own under its label."""
        rows = _parts(text, LINES) or [_line(text)]
        if kind in (OWN, "anderen") or kind not in TARGETS:
            row = step.setdefault("anderen", {}) if kind == "anderen" else own
            row.setdefault(_row_name(label), []).extend(rows)
            self._own += 1
            return
        self._ours += 1
        if kind == CHANNELS:
            parts = _parts(text, PARTS) or rows
            slugs = [self._channels.get(bare(part), "") for part in parts]
            unknown = [part for part, slug in zip(parts, slugs, strict=True) if not slug]
            _extend(step, kind, [slug for slug in slugs if slug])
            own.setdefault(FILE_CHANNELS, []).extend(unknown) if unknown else None
        elif kind in (FEELING, MOOD):
            self._feel(step, text)
        elif kind in CLAIMS:
            _extend(step, kind, [{"tekst": part} for part in rows])
        elif kind in ROLES:
            _extend(step.setdefault("rollen", {}), kind, rows)
        elif kind in LISTS:
            _extend(step, kind, rows)
        else:
            said = [step[kind]] if kind in step else []
            step[kind] = _line("; ".join([*said, *rows]))
        for full in [key for key, value in step.items() if isinstance(value, str)]:
            if len(step[full]) > LONGEST:
                own.setdefault(MORE_TEXT, []).extend(_parts(step[full][LONGEST:], LINES))
                step[full] = step[full][:LONGEST]
        _few(step, own)

    def _feel(self, step: Tree, text: str) -> None:
        """Read a mood: one of our words, a figure on a scale of five, or words about it."""
        figure = _figure(text)
        if bare(text) in MOODS and MOOD not in step:
            step[MOOD] = bare(text)
        elif figure is not None and self._scale and MOOD not in step:
            step[MOOD] = MOODS[min(max(figure - self._scale[0], 0), 4)]
        else:
            said = [step[FEELING]] if FEELING in step else []
            step[FEELING] = _line("; ".join([*said, *(_parts(text, LINES) or [_line(text)])]))

    def _mood_scale(self) -> tuple[int, int] | None:
        """Return the scale of the figures in a row of moods: -2 to 2, 1 to 5, or none to tell."""
        figures = [figure for line in (*self._of(FEELING), *self._of(MOOD))
                   for column in range(self._layout.step, len(self._table.rows[0]))
                   if (figure := _figure(self._table.at(line, column))) is not None]  # fmt: skip
        if figures and min(figures) >= -2 and max(figures) <= 2 and min(figures) <= 0:
            return -2, 2
        return (1, 5) if figures and min(figures) >= 1 and 3 <= max(figures) <= 5 else None

    def _phase(self, text: str, at: int, count: int) -> str:
        """Return our phase for one of the file: as was said, by its words, or by its place."""
        slugs = list(self._book.phases)
        if self._phases.get(text) in self._book.phases:
            return self._phases[text]
        words = bare(text)
        for slug, phase in self._book.phases.items():
            if words and words in (bare(phase.name), bare(slug)):
                return slug
        by_word = [
            i
            for i, stems in enumerate(PHASE_WORDS)
            if any(word.startswith(stem) for word in words.split() for stem in stems)
        ]
        slug = slugs[min(by_word[0] if by_word else at * len(slugs) // count, len(slugs) - 1)]
        return self._guessed.setdefault(text, slug) if text else slug

    def _title(self, name: str) -> str:
        """Return what the journey is called: the first line above the table, or the file."""
        if self._head.title is None:
            return name
        row, column = self._head.title
        self._ours += 1
        return _line(self._table.at(row, column))[:LONGEST] or name

    def _outside(self) -> list[str]:
        """Return the cells that are in no row of the table, each with its place."""
        cells = []
        for line, row in enumerate(self._table.rows):
            for column, text in enumerate(row):
                label = self._label(line) if line >= self._layout.first else None
                inside = label is not None and column >= self._layout.step
                if label is not None and self._layout.targets[label] == NOTHING:
                    inside = False
                is_label = column == self._layout.label and line in self._layout.targets
                if text and not inside and not is_label and (line, column) not in self._head.cells:
                    cells.append(f"{self._where(line, column)}: {_line(text)}")
        return cells

    def _where(self, line: int, column: int) -> str:
        row, col = (line, column) if self._layout.way == "kolommen" else (column, line)
        return f"{letters(col + 1)}{row + 1}"


@dataclass(frozen=True, slots=True)
class FileHead:
    """What stands above a table: the place of its title, texts by our key, places of all that."""

    title: tuple[int, int] | None
    texts: Mapping[str, list[str]]
    cells: frozenset[tuple[int, int]]


def _clean(table: SheetGrid) -> SheetGrid:
    """Return a table without signs that cannot be seen; a cell keeps its lines."""
    rows = (
        tuple("\n".join(filter(None, map(_line, text.split("\n")))) for text in row)
        for row in table.rows
    )
    return SheetGrid(table.title, tuple(rows))


def _head(table: SheetGrid, first: int) -> FileHead:
    """Return what stands above a table, also under labels ("Scenario", "Version:")."""
    title: tuple[int, int] | None = None
    texts: dict[str, list[str]] = {}
    cells: set[tuple[int, int]] = set()
    for line, row in enumerate(table.rows[:first]):
        filled = [column for column, text in enumerate(row) if text]
        key = HEAD_WORDS.get(bare(row[filled[0]])) if len(filled) == 2 else None
        if key == "naam":
            title = (line, filled[1])
        elif key and _line(row[filled[1]]):
            texts.setdefault(key, []).append(_line(row[filled[1]]))
        elif len(filled) == 1 and title is None and len(row[filled[0]]) <= TITLE:
            title = (line, filled[0])
            continue
        else:
            continue
        cells |= {(line, filled[0]), (line, filled[1])}
    return FileHead(title, texts, frozenset(cells | ({title} if title else set())))


def _figure(text: str) -> int | None:
    plain = text.strip().replace("−", "-").removeprefix("+").removesuffix(".0")
    return int(plain) if re.fullmatch(r"-?\d", plain) else None


def _line(text: str) -> str:
    """Return a text on one line, without signs that cannot be seen."""
    return SPACES.sub(" ", "".join(char if char.isprintable() else " " for char in text)).strip()


def _parts(text: str, pattern: re.Pattern[str]) -> list[str]:
    parts = [_line(part.strip(" -*\t")) for part in pattern.split(text)]
    cut = [part[i : i + LONGEST] for part in parts for i in range(0, len(part), LONGEST)]
    return [part for part in map(str.strip, cut) if part]


def _row_name(label: str) -> str:
    """Return a label as the name of a row: short, without what a name cannot have."""
    return _line(FORBIDDEN.sub(" ", label))[:60].strip() or "Zonder naam"


def _extend(tree: Tree, key: str, items: list[Any]) -> None:
    if items:
        had = tree.setdefault(key, [])
        had += [item for item in items if item not in had]


def _few(step: Tree, own: dict[str, list[str]]) -> None:
    """Move what is more than a row holds to a row of its own."""
    for form in (step, step.get("rollen", {})):
        for key, value in form.items():
            if isinstance(value, list) and len(value) > MOST:
                more = [one["tekst"] if isinstance(one, dict) else one for one in value[MOST:]]
                own.setdefault(MORE_TEXT, []).extend(more)
                form[key] = value[:MOST]


def _add_own(step: Tree, name: str, texts: list[str]) -> None:
    """Add a row of its own; one that holds too much goes on in a next."""
    rows: dict[str, list[str]] = step.setdefault("eigen", {})
    for i in range(0, len(texts), MOST):
        label = name if not i else f"{name[:55]} {i // MOST + 1}"
        rows[label] = texts[i : i + MOST]
