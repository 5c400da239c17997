"""Which kind of export a file is, from its headings, wherever they stand in the first lines."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import tables
from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening.model import Column, Kind, Refused, SheetLines, Wish
from listening.reading import widening
from listening.reading.lines import PlainLines

DELIMITERS = (",", ";", "\t", "|")
SEARCHED = 20  # lines with something in them, in which the head must stand
LONGEST = 1_000_000  # characters of one line
SHOWN = 12  # headings named in a message
FURTHEST = 10_000  # lines, mostly empty, in which the head must stand
EARLIER = "_eerder"  # behind the key of a figure of an earlier period
DIFFERENCES = ("difference", "verschil", "differenz", "unterschied", "change", "% difference")


class Unknown(Refused):
    """The file is of no kind that is known."""


class Cut(NamedTuple):
    """A line as headings: its number, what separates them, and what they are."""

    line: int
    delimiter: str
    head: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a line of headings fits a kind: key → place of the column."""

    kind: Kind
    columns: Mapping[str, int]
    missing: tuple[str, ...]
    line: int
    delimiter: str
    head: tuple[str, ...]
    earlier: Mapping[str, int] = field(default_factory=dict)  # of an earlier period

    @property
    def likely(self) -> bool:
        """Tell whether enough of what it needs is there to name the kind."""
        needed = sum(int(column.needed) for column in self.kind.columns.values())
        return needed - len(self.missing) >= max(2, len(self.missing))

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Order of fits: all there, more columns, earlier line."""
        return (not self.missing, len(self.columns) - len(self.missing), -self.line)


def fold(heading: str) -> str:
    """Return a heading as it is compared: small letters, one kind of space."""
    plain = heading.replace("_", " ").replace("\ufeff", "").replace("’", "'").lower()
    return " ".join(plain.split())


def recognise(
    plain: PlainLines, kinds: Mapping[str, Kind], wish: Wish
) -> tuple[SheetLines, Kind, dict[str, int]]:
    """Return the sheet, its kind, and key → place of the columns.

    Where a file compares two periods, the kind has its columns of the earlier one as well. Raises
    Refused when the kind is unknown or not clear, and says how to tell it.
    """
    name, path = plain.name, plain.path
    kinds = _lengthened(name, path, kinds, wish)
    fits = sorted(_fits(name, path, kinds, wish), key=lambda fit: fit.rank, reverse=True)
    if not fits:
        raise Unknown(Problem(name, None, "ik vind geen regel met kolomnamen. Zet die bovenaan."))
    best = fits[0]
    if best.missing:
        raise Unknown(Problem(name, None, _unknown(best, wish)))
    rivals = {fit.kind.id for fit in fits if fit.rank == best.rank}
    if len(rivals) > 1:
        message = f"dit kan meer dan één soort bestand zijn. Zeg welke: {_choose(sorted(rivals))}."
        raise Refused(Problem(name, None, message))
    titles = (line.strip(' ",;#\t-') for line in _lines(name, path)[: best.line - 1])
    title = tuple(line for line in titles if line)
    sheet = SheetLines(name, path, best.delimiter, best.line, best.head, title, plain.decimal)
    _check_head(name, best)
    return sheet, _with_earlier(best), {**best.columns, **_named_earlier(best)}


def _with_earlier(fit: Fit) -> Kind:
    """Return a kind with the columns of an earlier period, where a file has these."""
    columns = {
        f"{key}{EARLIER}": fit.kind.columns[key].model_copy(update={"needed": False})
        for key in fit.earlier
    }
    if not columns:
        return fit.kind
    return fit.kind.model_copy(update={"columns": fit.kind.columns | columns})


def _named_earlier(fit: Fit) -> dict[str, int]:
    return {f"{key}{EARLIER}": place for key, place in fit.earlier.items()}


def _lengthened(name: str, path: Path, kinds: Mapping[str, Kind], wish: Wish) -> Mapping[str, Kind]:
    """Rewrite a table with a column per term as one with a row per term, where a kind is so."""
    for kind in kinds.values():
        if kind.wide and wish.kind in (None, kind.id) and widening.lengthen(
            path, kind.wide, [fold(one) for one in kind.columns["datum"].names], _lines(name, path)
        ):  # fmt: skip
            return {kind.id: kind}
    return {id_: kind for id_, kind in kinds.items() if not kind.wide or wish.kind == id_}


def _lines(name: str, path: Path) -> list[str]:
    """Return the first lines of a file. Raises Refused for one that no table has."""
    lines: list[str] = []
    filled = 0
    with path.open(encoding="utf-8") as file:
        while filled < SEARCHED and len(lines) < FURTHEST and (line := file.readline(LONGEST + 1)):
            if len(line) > LONGEST:
                message = "deze regel is te lang voor een tabel. Download de export opnieuw."
                raise Refused(Problem(name, len(lines) + 1, message))
            lines.append(line.rstrip("\n"))
            filled += bool(line.strip())
    return lines


def _fits(name: str, path: Path, kinds: Mapping[str, Kind], wish: Wish) -> Iterable[Fit]:
    if wish.kind and wish.kind not in kinds:
        message = f"de soort '{wish.kind}' ken ik niet.{suggestion(wish.kind, kinds)}"
        raise Refused(Problem(path.name, None, message))
    considered = [kinds[wish.kind]] if wish.kind else list(kinds.values())
    for number, line in enumerate(_lines(name, path), start=1):
        for delimiter in DELIMITERS:
            if line.count(delimiter) > tables.WIDEST:
                raise Refused(Problem(name, number, tables.TOO_WIDE))
            try:
                head = next(csv.reader([line], delimiter=delimiter, strict=True), [])
            except csv.Error:
                continue
            if len(head) >= 2:
                folded = [fold(cell) for cell in head]
                able = (k for k in considered if not {fold(one) for one in k.never} & set(folded))
                cut = Cut(number, delimiter, tuple(cell.strip() for cell in head))
                yield from (_fit(kind, folded, cut, wish) for kind in able)


def _fit(kind: Kind, folded_head: list[str], cut: Cut, wish: Wish) -> Fit:
    columns: dict[str, int] = {}
    for key, heading in wish.columns:
        if key in kind.columns and fold(heading) in folded_head:
            columns[key] = folded_head.index(fold(heading))
    for key, column in kind.columns.items():
        names = [fold(name) for name in column.names]
        places = [i for i, cell in enumerate(folded_head) if cell in names]
        if key not in columns and places:
            columns[key] = min(places, key=lambda i: names.index(folded_head[i]))
    earlier: dict[str, int] = {}
    for key, column in kind.columns.items():
        if key not in columns and (pair := _two_periods(column, folded_head)):
            columns[key], earlier[key] = pair
    missing = tuple(k for k, c in kind.columns.items() if c.needed and k not in columns)
    return Fit(kind, columns, missing, *cut, earlier)


def _two_periods(column: Column, folded_head: list[str]) -> tuple[int, int] | None:
    """Return the places of a figure of now and of before: "last 28 days clicks" and the like.

    The periods stand before or behind the name and tell how long they are; now comes first.
    """
    if column.kind not in ("aantal", "getal", "deel"):
        return None
    periods: dict[str, int] = {}
    for name in map(fold, column.names):
        for place, cell in enumerate(folded_head):
            rest = (cell.removesuffix(f" {name}") if cell.endswith(f" {name}")
                    else cell.removeprefix(f"{name} ") if cell.startswith(f"{name} ")
                    else "")  # fmt: skip
            if rest and rest.strip("() ") not in DIFFERENCES:
                periods.setdefault(rest, place)
    timed = any(char.isdigit() for rest in periods for char in rest)
    if len(periods) != 2 or not timed:
        return None
    first, second = sorted(periods.values())
    return first, second


def _unknown(best: Fit, wish: Wish) -> str:
    shown = ", ".join(re.sub(r"\s+", " ", cell)[:40] for cell in best.head[:SHOWN])
    if not wish.kind and not best.likely:
        return f"ik herken dit bestand niet. Kolommen hier: {shown}. Kies een soort met --soort."
    lacking = ", ".join(f"'{key}'" for key in best.missing)
    one = best.missing[0]
    hint = "" if wish.kind else f"--soort {best.kind.id} "
    return (
        f"dit lijkt op '{best.kind.name}', maar ik vind de kolom voor {lacking} niet. Kolommen "
        f"hier: {shown}. Wijs hem aan: {hint}--kolom {one}=KOLOMNAAM."
    )


def _choose(ids: list[str]) -> str:
    return " of ".join(f"--soort {id_}" for id_ in ids)


def _check_head(name: str, fit: Fit) -> None:
    """Refuse a file in which two columns that are used carry one heading."""
    used = [fold(fit.head[i]) for i in fit.columns.values()]
    for heading in used:
        if [fold(cell) for cell in fit.head].count(heading) > 1:
            message = f"de kolom '{heading}' staat er twee keer. Haal er een weg."
            raise Refused(Problem(name, fit.line, message))
    if len(set(fit.columns.values())) < len(fit.columns):
        raise Refused(Problem(name, fit.line, "één kolom is voor twee dingen aangewezen."))
