"""Numbers as exports write them: decimal comma or point, thousands, %, currency, "--".

A file writes numbers one way. Which way follows from the numbers that can be read in only one
way, then from the language of the headings; when both fail there is an error, never a guess.
A million cells have few shapes ("9.999,9"), so shapes are judged here and cells turned by SQL.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dutch import DASHES, MINUS
from engine.model import Problem
from listening.model import Column, Refused

COMMA, POINT = "komma", "punt"
EMPTY = frozenset(("", "-", "--", "n.v.t.", "n/a", "null"))
CURRENCY = re.compile("[\\s\u00a0\u202f€$<>]|euro?", re.I)
NO_CENTS = ",-{1,2}$"  # "15.000,-"
_GROUP = {COMMA: r"\d{1,3}(?:\.\d{3})", POINT: r"\d{1,3}(?:,\d{3})"}
_SIGN = {COMMA: ",", POINT: r"\."}
# Written in one way only: decimals that are not three, after four figures, or after a group.
ONLY = {
    way: re.compile(
        rf"-?(?:\d+{sign}(?:\d{{1,2}}|\d{{4,}})|\d{{4,}}{sign}\d{{3}}|0{sign}\d+|"
        rf"{_GROUP[way]}+{sign}\d+|{_GROUP[way]}{{2,}})%?"
    )
    for way, sign in _SIGN.items()
}
GROUPED = {way: re.compile(rf"-?{group}+") for way, group in _GROUP.items()}
WELL = {
    way: re.compile(rf"-?(?:\d+|{_GROUP[way]}+)(?:{sign}\d+)?%?") for way, sign in _SIGN.items()
}
UNCLEAR = re.compile(r"-?\d{1,3}[.,]\d{3}%?")
ZERO = re.compile(r"-?\d+[.,]0+")
LONGEST = 18  # figures of a number


@dataclass(frozen=True, slots=True)
class Shape:
    """How cells of a column are written, with other figures: 9 for 1-9, and the first row."""

    text: str
    row: int

    @property
    def bare(self) -> str:
        """The shape without spaces and currency; "" where the cell says nothing."""
        said = self.text.translate(MINUS)
        bare = CURRENCY.sub("", said)
        return "" if said.strip().lower() in EMPTY else re.sub(NO_CENTS, "", bare)


def shape(source: str, kind: str) -> str:
    """Return SQL for the shape of a cell; a first 0 stays, and in counts every 0."""
    if kind == "aantal":
        return f"translate({source}, '123456789', '999999999')"
    first = f"CASE WHEN starts_with({source}, '0') THEN '0' ELSE '' END"
    rest = f"CASE WHEN starts_with({source}, '0') THEN substr({source}, 2) ELSE {source} END"
    return f"{first} || translate({rest}, '0123456789', '9999999999')"


def decide(
    name: str,
    shapes: Mapping[str, Iterable[Shape]],
    kinds: Mapping[str, str],
    dutch: bool | None,
    wish: str | None,
) -> str:
    """Return how a file writes decimals. Raises Refused when it writes both ways, or none tells."""
    if wish:
        return wish
    first: dict[str, int] = {}
    for key, cells in shapes.items():
        for one in cells:
            for way in _ways(one.bare, kinds[key]):
                first[way] = min(one.row, first.get(way, one.row))
    if COMMA in first and POINT in first:
        message = (
            f"hier staan decimalen met een komma, en op regel {first[POINT]} met een punt (of "
            "andersom). Maak er één van, of zeg het: --decimaal komma of --decimaal punt."
        )
        raise Refused(Problem(name, first[COMMA], message))
    for way in (COMMA, POINT):
        if way in first:
            return way
    if "onduidelijk" in first and dutch is None:
        message = "is dit een duizendtal of een decimaal? Zeg het: --decimaal komma of punt."
        raise Refused(Problem(name, first["onduidelijk"], message))
    return POINT if dutch is False else COMMA


def _ways(bare: str, kind: str) -> Iterable[str]:
    """Yield which way of writing a shape proves; a count is whole, so its mark is of thousands."""
    if kind == "aantal":
        if ZERO.fullmatch(bare) and GROUPED[POINT].fullmatch(bare):
            yield "onduidelijk"  # "2,000" can be two, or two thousand
        elif ZERO.fullmatch(bare) and not GROUPED[COMMA].fullmatch(bare):
            yield POINT if "." in bare else COMMA
        else:
            yield from (way for way in GROUPED if GROUPED[way].fullmatch(bare))
        return
    yield from (way for way in ONLY if ONLY[way].fullmatch(bare))
    if UNCLEAR.fullmatch(bare):
        yield "onduidelijk"


def good(bare: str, decimal: str, kind: str) -> bool:
    """Tell whether a shape is a number of this kind, written this way."""
    if not WELL[decimal].fullmatch(bare) or sum(c.isdigit() for c in bare) > LONGEST:
        return False
    if kind == "aantal":
        sign = "," if decimal == COMMA else "."
        whole = not bare.partition(sign)[2].strip("0")
        return whole and "%" not in bare and not bare.startswith("-")
    return kind == "deel" or "%" not in bare


def value(source: str, shapes: Iterable[Shape], decimal: str, kind: str) -> str:
    """Return SQL that turns a cell of these shapes into a number; all shapes must be good."""
    every = list(shapes)
    written = "".join(one.text for one in every)
    marks = {char for char in written.translate(MINUS) if not char.isdigit()}
    cell = source
    if not set(written).isdisjoint(DASHES):
        cell = f"translate({cell}, '{DASHES}', '{'-' * len(DASHES)}')"
    if any(not one.bare for one in every):
        words = ", ".join(f"'{word}'" for word in sorted(EMPTY))
        cell = f"CASE WHEN lower(trim({cell})) IN ({words}) THEN NULL ELSE {cell} END"
    if marks - set(".,%-"):
        cell = rf"regexp_replace({cell}, '[^0-9.,%-]', '', 'g')"
    if {",", "-"} <= marks:
        cell = f"regexp_replace({cell}, '{NO_CENTS}', '')"
    thousand, sign = (".", ",") if decimal == COMMA else (",", ".")
    for mark, instead in (("%", ""), (thousand, ""), (sign, ".")):
        if mark in marks and mark != instead:
            cell = f"replace({cell}, '{mark}', '{instead}')"
    if kind == "aantal":
        return f"CAST(CAST({cell} AS DECIMAL(18, 0)) AS BIGINT)" if sign in marks else (
            f"CAST({cell} AS BIGINT)"
        )  # fmt: skip
    if kind == "deel" and "%" in marks:
        return f"CAST({cell} AS DOUBLE) / CASE WHEN contains({source}, '%') THEN 100 ELSE 1 END"
    return f"CAST({cell} AS DOUBLE)"


ENGLISH = {
    *("clicks", "impressions", "position", "top queries", "top pages", "impr.", "cost", "campaign"),
    *("search term", "label", "nb_visits", "nb_hits", "nb_events", "pageviews", "searches", "date"),
    *("query", "day", "total events", "sent", "opens", "count", "reach", "keyword", "views"),
    *("page path and screen class", "send date", "publish time", "event count", "page views"),
}
# Dutch and German write a comma before decimals.
DUTCH = {
    *(
        "aantal klikken",
        "meest uitgevoerde zoekopdrachten",
        "toppagina's",
        "weergaven",
        "gesprekken",
    ),
    *("klicks", "impressionen", "klickrate", "aufrufe", "häufigste suchanfragen", "kanaal"),
    *("klikken", "vertoningen", "positie", "vert.", "kosten", "campagne", "zoekterm", "datum"),
    *("paginaweergaven", "aantal", "verzonden", "geopend", "bereik", "populairste zoekopdrachten"),
    *("populairste pagina's", "aantal zoekopdrachten", "totaal gebeurtenissen"),
}


def dutch(head: Iterable[str]) -> bool | None:
    """Return whether headings are Dutch; None when they do not tell."""
    headings = {cell.lower() for cell in head}
    if bool(headings & ENGLISH) == bool(headings & DUTCH):
        return None
    return bool(headings & DUTCH)


def numeric(columns: Mapping[str, Column], present: Iterable[str]) -> dict[str, str]:
    """Return key → kind for the columns that hold numbers."""
    kinds = {key: columns[key].kind for key in present}
    return {key: kind for key, kind in kinds.items() if kind in ("aantal", "getal", "deel")}
