"""One measure over all situations, and what is measured: every advice of a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from engine.advice import advise
from engine.answer import Advice
from engine.compile import Table

SHOWN = 5  # misses that are named


@dataclass(frozen=True, slots=True)
class Measure:
    """What must hold, how it stands, and whether the bound is kept; `misses` name what misses it.

    `held` None: there is no bound, the figure informs.
    """

    what: str
    bound: str
    outcome: str
    held: bool | None
    misses: tuple[str, ...] = ()


class Inquiry:
    """A compiled rulebook with the advice for every situation, made once."""

    def __init__(self, table: Table) -> None:
        self.table, self.book = table, table.book

    @cached_property
    def advices(self) -> Sequence[Advice]:
        """The advice for every situation, in the order of the table."""
        return [advise(self.table, situation, date.min) for situation in self.table.outcomes]


def none_of(what: str, misses: Iterable[str], whole: int) -> Measure:
    """Return a measure that holds when nothing misses it."""
    listed = tuple(misses)
    return Measure(what, "alle", f"{whole - len(listed)} van {whole}", not listed, listed[:SHOWN])


def place(advice: Advice) -> str:
    """Return the situation of an advice in slugs."""
    return "/".join(advice.situation)


def lines(measures: Iterable[Measure]) -> Iterator[str]:
    """Yield the table of measures, with what misses under each."""
    words = {True: "ja", False: "NEE", None: "–"}
    for one in measures:
        yield f"{words[one.held]:4} {one.what}: {one.outcome} (grens: {one.bound})"
        yield from (f"       {miss}" for miss in one.misses)
