"""One sheet → a typed table: every cell is understood, or the file is refused with the row.

Text goes into the table `ruw` as it stands; distinct dates and shapes of numbers are judged in
Python, and one statement makes the table.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.model import Problem
from listening import personal
from listening.model import Kind, Reading, Refused, SheetLines, Wish
from listening.reading import days, figures, mending, titles
from listening.reading.figures import Shape

LONGEST = 1_000_000  # characters of one row
SHOWN = 5  # complaints about one file
SHAPES = 20_000  # more ways of writing a number than any tool has
EACH_ROW = "(elke rij telt als 1)"  # heading of a count that is not in the file
DERIVED = "(afgeleid)"
WRONG = {
    "aantal": "'{cell}' is geen heel getal van 0 of meer (kolom '{head}').",
    "getal": "'{cell}' is geen getal (kolom '{head}').",
    "deel": "'{cell}' is geen percentage (kolom '{head}').",
    "datum": "'{cell}' is geen datum. Schrijf 2026-11-30 of 30-11-2026, een week als 2026-W48 of "
    "een maand als 2026-11 (kolom '{head}').",
}
MIXED = (
    "hier staan dagen en weken of maanden door elkaar. Maak er aparte bestanden van, of download "
    "alles per dag."
)
LACKING = "hier ontbreekt een waarde (kolom '{head}')."


def name(key: str) -> str:
    """Return a column name as SQL."""
    return '"' + key.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text as SQL."""
    return "'" + value.replace("'", "''") + "'"


def _days_of(key: str) -> str:
    """Return the name of the table with what stands in a column of days."""
    return name(f"dagen_{key}")


@dataclass(slots=True)
class Loading:
    """One file on its way to a table; `run` says SQL, `failure` is the error it may raise."""

    run: Any
    failure: type[Exception]
    sheet: SheetLines
    kind: Kind
    columns: Mapping[str, int]
    wish: Wish

    def reading(self, table: str) -> Reading:
        """Return the file as a table of this name. Raises Refused, and leaves no table then."""
        try:
            dropped = self._raw()
            dropped += self._drop_totals()
            columns = [*self._values(), *self._more_columns()]
            counts, touched = self._mask()
            self.run(
                f"CREATE TABLE {table} AS SELECT rij, {', '.join(columns)} FROM ruw"  # noqa: S608
            )
            self._settle_shares(table)
            aside = self._set_aside(table)
            return replace(self._describe(table, dropped, counts, touched), aside=aside)
        finally:
            dated = map(_days_of, self._dated())
            for left in ("ruw", "maskers", *dated):
                self.run(f"DROP TABLE IF EXISTS {left}")

    def _cell(self, key: str) -> str:
        return f"c{self.columns[key]}"

    def _nameless(self) -> list[int]:
        """Return the places without a heading, in which a tool may say that a row is a total."""
        return [at for at, cell in enumerate(self.sheet.head) if not cell][:3]

    def _dated(self) -> list[str]:
        """Return the columns of days."""
        return [key for key in self.columns if self.kind.columns[key].kind == "datum"]

    def _step(self, key: str) -> tuple[str, date | None]:
        """Return what a row is of, and the last day of the last one."""
        query = f"SELECT DISTINCT dag, einde FROM {_days_of(key)}"  # noqa: S608
        spans = self.run(query).fetchall()
        return days.step(spans) or "", max((end for _, end in spans), default=None)

    def _raw(self) -> int:
        """Read every cell as text, with the line it probably stands on.

        Rows that a tool made wider than its head are mended once. Returns how many totals went.
        """
        try:
            self._read_text()
            return 0
        except self.failure as error:
            dropped = mending.mend(self.sheet)
            if dropped is None:
                raise Refused(ragged_row(self.sheet)) from error
        try:
            self._read_text()
        except self.failure as error:
            raise Refused(ragged_row(self.sheet)) from error
        return dropped

    def _read_text(self) -> None:
        sheet = self.sheet
        columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(sheet.head)))
        places = {*self.columns.values(), *self._nameless()}
        used = ", ".join(f"c{i}" for i in sorted(places))
        query = f"""CREATE TABLE ruw AS SELECT row_number() OVER () + {sheet.skip} AS rij, {used}
            FROM read_csv({text(str(sheet.path))}, auto_detect=false, header=false,
            skip={sheet.skip}, delim={text(sheet.delimiter)}, quote='"', escape='"', nullstr='',
            columns={{{columns}}}, strict_mode=true, null_padding=false,
            max_line_size={LONGEST})"""  # noqa: S608
        self.run(query)
        if not self._one("count(*)")[0]:
            message = "onder de kolomnamen staat geen enkele rij. Download de export opnieuw."
            raise Refused(Problem(sheet.name, sheet.skip, message))

    def _one(self, what: str) -> Any:
        return self.run(f"SELECT {what} FROM ruw").fetchone()  # noqa: S608

    def _drop_totals(self) -> int:
        """Leave out the rows in which a tool adds up the others."""
        places = [self._cell(key) for key in self.kind.total_in if key in self.columns]
        total = " OR ".join(f"regexp_matches(lower({p}), {text(mending.TOTAL)})" for p in places)
        cells = [f"coalesce(trim(c{i}), '') IN ('--', '')" for i in self.columns.values()]
        where = [f"({total}) AND ({' OR '.join(cells)})"] if places else []
        where += [f"regexp_matches(lower(c{i}), {text(mending.TOTAL)})" for i in self._nameless()]
        if not where:
            return 0
        before = self._one("count(*)")[0]
        self.run(f"DELETE FROM ruw WHERE {' OR '.join(where)}")  # noqa: S608
        return int(before - self._one("count(*)")[0])

    def _values(self) -> list[str]:
        """Return SQL for each column; raises Refused for what cannot be understood."""
        kinds = figures.numeric(self.kind.columns, self.columns)
        shapes = {key: self._shapes(key, kind) for key, kind in kinds.items()}
        language = figures.dutch(self.sheet.head)
        wished = self.sheet.decimal or self.wish.decimal
        decimal = figures.decide(self.sheet.name, shapes, kinds, language, wished)
        problems = [*self._missing(), *self._wrong_days(self._dated())]
        for key, variants in shapes.items():
            needed = self.kind.columns[key].needed
            bad = [s.row for s in variants if (s.bare or needed)
                   and not figures.good(s.bare, decimal, kinds[key])]  # fmt: skip
            problems += [self._problem(key, row) for row in sorted(bad)[:SHOWN]]
        if problems:
            unique = {(p.line, p.message): p for p in problems}.values()
            raise Refused(*sorted(unique, key=lambda p: p.line or 0)[:SHOWN])
        return [
            f"{self._value(key, shapes, decimal, kinds)} AS {name(key)}" for key in self.columns
        ]

    def _extra(self) -> dict[str, tuple[str, str]]:
        """Return key → SQL and heading of the columns that are not in the file itself."""
        kind, more = self.kind, dict[str, tuple[str, str]]()
        for key, rule in kind.derived.items():
            if key in self.columns:
                continue
            if rule.always:
                more[key] = (text(rule.always), DERIVED)
            elif rule.source and rule.source in self.columns:
                cell = f"lower(coalesce({self._cell(rule.source)}, ''))"
                cases = "".join(
                    f" WHEN contains({cell}, {text(part.lower())}) THEN {text(value)}"
                    for part, value in rule.values.items()
                )
                head = self.sheet.head[self.columns[rule.source]]
                more[key] = (f"CASE{cases} ELSE '' END" if cases else "''", f"{head} {DERIVED}")
        if kind.rows_count and kind.counts and kind.counts not in self.columns:
            more[kind.counts] = ("1::BIGINT", EACH_ROW)
        return more

    def _more_columns(self) -> list[str]:
        return [f"{sql} AS {name(key)}" for key, (sql, _) in self._extra().items()]

    def _set_aside(self, table: str) -> dict[str, int]:
        """Take away the rows that stand for no thing of their own; return how often they came."""
        counts, aside = self.kind.counts, dict[str, int]()
        if not self.kind.aside or not counts:
            return aside
        words = ", ".join(text(word.lower()) for word in self.kind.aside)
        for key in self.columns:
            column = self.kind.columns[key]
            if column.kind == "tekst" and column.needed:
                where = f"lower({name(key)}) IN ({words})"
                query = f"SELECT {name(key)}, coalesce(sum({name(counts)}), 0)::BIGINT FROM {table} WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: E501, S608
                aside |= dict(self.run(query).fetchall())
                self.run(f"DELETE FROM {table} WHERE {where}")  # noqa: S608
        return aside

    def _value(
        self, key: str, shapes: Mapping[str, list[Shape]], decimal: str, kinds: Mapping[str, str]
    ) -> str:
        if key in shapes:
            return figures.value(self._cell(key), shapes[key], decimal, kinds[key])
        if self.kind.columns[key].kind == "datum":
            return f"(SELECT dag FROM {_days_of(key)} AS d WHERE d.tekst = ruw.{self._cell(key)})"  # noqa: S608
        cell = f"ruw.{self._cell(key)}"
        return f"trim(coalesce((SELECT na FROM maskers WHERE van = {cell}), {cell}))"  # noqa: S608

    def _shapes(self, key: str, kind: str) -> list[Shape]:
        query = f"""SELECT coalesce({figures.shape("cel", kind)}, ''), min(eerste)
            FROM (SELECT {self._cell(key)} AS cel, min(rij) AS eerste FROM ruw GROUP BY 1)
            GROUP BY 1 ORDER BY 2 LIMIT {SHAPES + 1}"""  # noqa: S608
        shapes = [Shape(*row) for row in self.run(query).fetchall()]
        if len(shapes) > SHAPES:
            raise Refused(self._problem(key, shapes[0].row))
        return shapes

    def _missing(self) -> list[Problem]:
        """Return a problem for the first row in which a needed text or date is empty."""
        problems = []
        for key in self.columns:
            if self.kind.columns[key].needed:
                cell = self._cell(key)  # text from '!' on does not begin with a space
                blank = f"{cell} IS NULL OR ({cell} < '!' AND trim({cell}) = '')"
                row = self.run(f"SELECT min(rij) FROM ruw WHERE {blank}").fetchone()[0]  # noqa: S608
                problems += [self._problem(key, row)] if row else []
        return problems

    def _wrong_days(self, keys: Sequence[str]) -> list[Problem]:
        """Make the tables `dagen_…` (text → first and last day) for each column of days.

        Returns a problem for each text that is none. Raises Refused when days are mixed with weeks.
        """
        problems: list[Problem] = []
        texts: dict[str, dict[str, int]] = {}
        for key in keys:
            cell = self._cell(key)
            query = f"SELECT {cell}, min(rij) FROM ruw WHERE {cell} IS NOT NULL GROUP BY 1"  # noqa: S608
            rows = self.run(query).fetchall()
            texts[key] = {text: row for text, row in rows if text.strip()}
        order = self._order(sorted({text for rows in texts.values() for text in rows}))
        for key, first in texts.items():
            spans = days.read(first, order, days.grain(self.sheet.head[self.columns[key]]))
            known = {text: span for text, span in spans.items() if span}
            self._spans(key, known)
            bad = sorted(first[text] for text, span in spans.items() if span is None)
            problems += [self._problem(key, row) for row in bad[:SHOWN]]
            if known and not bad and days.step(known.values()) is None:
                raise Refused(Problem(self.sheet.name, None, MIXED))
        return sorted(problems, key=lambda p: p.line or 0)[:SHOWN]

    def _spans(self, key: str, spans: Mapping[str, days.Span]) -> None:
        """Make the table of what stands in a column of days."""
        self.run(
            f"CREATE OR REPLACE TEMP TABLE {_days_of(key)} (tekst VARCHAR, dag DATE, einde DATE)"
        )
        if spans:
            ends = list(spans.values())
            query = f"INSERT INTO {_days_of(key)} SELECT unnest($1), unnest($2), unnest($3)"
            self.run(query, [list(spans), [one[0] for one in ends], [one[1] for one in ends]])

    def _order(self, texts: Sequence[str]) -> str:
        known = self.wish.dates or self.kind.order
        if known:
            return known
        allowed = days.orders(texts)
        if not allowed:
            message = "de datums staan deels dag-maand en deels maand-dag. Maak er één van."
            raise Refused(Problem(self.sheet.name, None, message))
        if len(allowed) == 1:
            return allowed.pop()
        slashed = [question for question in texts if days.FIGURES.fullmatch(question.strip())]
        if slashed and figures.dutch(self.sheet.head) is False:
            text = f"is '{slashed[0]}' dag-maand of maand-dag? Zeg het: --datum dmj of --datum mdj."
            raise Refused(Problem(self.sheet.name, None, text))
        return "dmj"

    def _problem(self, key: str, row: int) -> Problem:
        """Return what is wrong with a cell; personal data in it is not repeated."""
        cell = self.run(f"SELECT {self._cell(key)} FROM ruw WHERE rij = {row}").fetchone()[0]  # noqa: S608
        shown = personal.mask(" ".join((cell or "").split()))[0][:40]
        template = WRONG.get(self.kind.columns[key].kind, LACKING) if shown else LACKING
        head = self.sheet.head[self.columns[key]][:40]
        message = template.replace("{cell}", shown).replace("{head}", head)
        return Problem(self.sheet.name, row, message)

    def _mask(self) -> tuple[Counter[str], int]:
        """Make the table `maskers` (text → text without personal data).

        Returns counts per kind of personal data, and of cells.
        """
        counts: Counter[str] = Counter()
        touched = 0
        masks: dict[str, str] = {}
        for key in self.columns:
            if self.kind.columns[key].kind != "tekst":
                continue
            cell = self._cell(key)
            suspect = f"regexp_matches({cell}, $1) OR length({cell}) > {personal.LONGEST}"
            query = f"SELECT {cell}, count(*) FROM ruw WHERE {suspect} GROUP BY 1"  # noqa: S608
            for text, count in self.run(query, [personal.SUSPECT]).fetchall():
                clean, kinds = personal.mask(text)
                if kinds:
                    masks[text] = clean
                    touched += count
                    counts.update({k: n * count for k, n in kinds.items()})
        self._pairs("maskers (van VARCHAR, na VARCHAR)", masks)
        return counts, touched

    def _pairs(self, table: str, pairs: Mapping[str, Any]) -> None:
        """Make a temporary table of texts and what stands for them."""
        self.run(f"CREATE OR REPLACE TEMP TABLE {table}")
        if pairs:
            query = f"INSERT INTO {table.split()[0]} SELECT unnest($1), unnest($2)"
            self.run(query, [list(pairs), list(pairs.values())])

    def _settle_shares(self, table: str) -> None:
        """Make shares of percentages in a column that has no percent sign."""
        for key in self.columns:
            if self.kind.columns[key].kind == "deel" and not self._signed(key):
                top = self.run(f"SELECT max({name(key)}) FROM {table}").fetchone()[0]  # noqa: S608
                if top is not None and top > 1:
                    self.run(f"UPDATE {table} SET {name(key)} = {name(key)} / 100")  # noqa: S608

    def _signed(self, key: str) -> bool:
        """Tell whether a percent sign stands in a column."""
        return bool(self._one(f"coalesce(bool_or(contains({self._cell(key)}, '%')), false)")[0])

    def _describe(
        self, table: str, totals_dropped: int, masks: Counter[str], masked_rows: int
    ) -> Reading:
        counts = self.kind.counts
        more = {key: head for key, (_, head) in self._extra().items()}
        there = counts and (counts in self.columns or counts in more)
        total = f"sum({name(str(counts))})::BIGINT" if there else "NULL"
        dated = self._dated()
        span = f"min({name(dated[0])}), max({name(dated[0])})" if dated else "NULL, NULL"
        query = f"SELECT count(*), {total}, {span} FROM {table}"  # noqa: S608
        rows, count, first, last = self.run(query).fetchone()
        step, end = self._step(dated[0]) if dated else ("", None)
        used = set(self.columns.values())
        return Reading(
            name=self.sheet.name,
            kind=self.kind,
            table=table,
            mapping={key: self.sheet.head[place] for key, place in self.columns.items()} | more,
            unused=tuple(h for i, h in enumerate(self.sheet.head) if i not in used),
            rows=int(rows),
            totals_dropped=totals_dropped,
            total=count,
            first=first,
            last=end or last,
            title=self.sheet.title,
            masked=dict(sorted(masks.items())),
            masked_rows=masked_rows,
            step=step,
            period=titles.period(self.sheet.title),
        )


def ragged_row(sheet: SheetLines) -> Problem:
    """Say on which line the cells do not match the head."""
    width = len(sheet.head)
    with sheet.path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=sheet.delimiter, strict=True)
        try:
            for cells in reader:
                if reader.line_num > sheet.skip and cells and len(cells) != width:
                    message = (
                        f"hier staan {len(cells)} kolommen in plaats van {width}. Herstel dat."
                    )
                    return Problem(sheet.name, reader.line_num, message)
        except csv.Error:
            return Problem(sheet.name, reader.line_num, "een aanhalingsteken staat niet goed.")
    return Problem(sheet.name, None, "de rijen kloppen niet. Download de export opnieuw.")
