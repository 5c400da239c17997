"""Which kind of export a file is, from its headings, wherever they stand in the first lines."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import tables
from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening.model import Kind, Refused, SheetLines, Wish

DELIMITERS = (",", ";", "\t", "|")
SEARCHED = 20  # lines in which the head must stand
LONGEST = 1_000_000  # characters of one line
SHOWN = 12  # headings named in a message


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

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Order of fits: all there, more columns, earlier line."""
        return (not self.missing, len(self.columns) - len(self.missing), -self.line)


def fold(heading: str) -> str:
    """Return a heading as it is compared: small letters, one kind of space."""
    return " ".join(heading.replace("_", " ").replace("\ufeff", "").lower().split())


def recognise(
    name: str, path: Path, typed: bool, kinds: Mapping[str, Kind], wish: Wish
) -> tuple[SheetLines, Kind, dict[str, int]]:
    """Return the sheet, its kind, and key → place of the columns.

    Raises Refused when the kind is unknown or not clear, and says how to tell it.
    """
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
    lines = _lines(name, path)
    title = tuple(line.strip(' ",;\t') for line in lines[: best.line - 1] if line.strip())
    sheet = SheetLines(name, path, best.delimiter, best.line, best.head, title, typed)
    _check_head(name, best)
    return sheet, best.kind, dict(best.columns)


def _lines(name: str, path: Path) -> list[str]:
    """Return the first lines of a file. Raises Refused for one that no table has."""
    lines: list[str] = []
    with path.open(encoding="utf-8") as file:
        while len(lines) < SEARCHED and (line := file.readline(LONGEST + 1)):
            if len(line) > LONGEST:
                message = "deze regel is te lang voor een tabel. Download de export opnieuw."
                raise Refused(Problem(name, len(lines) + 1, message))
            lines.append(line.rstrip("\n"))
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
    missing = tuple(k for k, c in kind.columns.items() if c.needed and k not in columns)
    return Fit(kind, columns, missing, *cut)


def _unknown(best: Fit, wish: Wish) -> str:
    shown = ", ".join(re.sub(r"\s+", " ", cell)[:40] for cell in best.head[:SHOWN])
    if not best.columns:
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
