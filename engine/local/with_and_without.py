"""With and without own research: which advices change, from what to what, over all situations."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from engine.batch.spreadsheet import BOM, SEPARATOR, harmless
from engine.compile import Outcome, Table
from engine.local.local_words import LEAST
from engine.local.scoring import asked_in
from engine.model import Rulebook, Situation
from engine.roles import CHOSEN, MAIN

HEADS = (
    "traject", "fase", "leeftijd", "profiel", "belang",
    "hoofdkanaal zonder", "hoofdkanaal met", "ernaast zonder", "ernaast met",
    "altijd erbij zonder", "altijd erbij met",
    "zekerheid zonder", "zekerheid met", "gevraagd", "antwoorden", "verandert",
)  # fmt: skip
YES, NO = "ja", "nee"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an advice chooses (slugs), and how sure the main channel is (0-1)."""

    main: str
    beside: tuple[str, ...]
    always: tuple[str, ...]
    certainty: float


@dataclass(frozen=True, slots=True)
class Shift:
    """One situation without and with own research; `n` answers tell of it, 0 below ten."""

    situation: Situation
    without: Chosen
    local: Chosen
    asked: bool
    n: int

    @property
    def changes(self) -> bool:
        """Whether other channels are chosen, or for something else."""
        return replace(self.without, certainty=0) != replace(self.local, certainty=0)

    @property
    def other_main(self) -> bool:
        """Whether another channel is the main one."""
        return self.without.main != self.local.main


@dataclass(frozen=True, slots=True)
class WithAndWithout:
    """All situations there are, in their order."""

    shifts: tuple[Shift, ...]

    def changed(self) -> tuple[Shift, ...]:
        """Return the situations whose advice changes."""
        return tuple(shift for shift in self.shifts if shift.changes)

    def counts(self) -> Mapping[str, int]:
        """Return how many situations there are, were asked, and change in what."""
        shifts = self.shifts
        return {
            "situaties": len(shifts),
            "gevraagd": len([shift for shift in shifts if shift.asked]),
            "verandert": len([shift for shift in shifts if shift.changes]),
            "ander_hoofdkanaal": len([shift for shift in shifts if shift.other_main]),
            "zekerder": len([s for s in shifts if s.local.certainty > s.without.certainty]),
            "minder_zeker": len([s for s in shifts if s.local.certainty < s.without.certainty]),
        }


def compare(without: Table, local: Table) -> WithAndWithout:
    """Return every situation of two tables of the same knowledge beside each other."""
    book = local.book
    shifts = []
    for situation, outcome in local.outcomes.items():
        asked, n = _answers(book, situation)
        before = chosen(without.outcomes[situation])
        shifts.append(Shift(situation, before, chosen(outcome), asked, n))
    return WithAndWithout(tuple(shifts))


def chosen(outcome: Outcome) -> Chosen:
    """Return what an outcome chooses."""
    by_role: dict[str, list[str]] = {role: [] for role in CHOSEN}
    sure = 0.0
    for row in outcome.ranking:
        if row.role in by_role:
            by_role[row.role].append(row.channel)
            sure = (row.certainty or 0.0) if row.role == MAIN else sure
    main, beside, always = by_role.values()
    return Chosen(main[0], tuple(beside), tuple(always), sure)


def _answers(book: Rulebook, situation: Situation) -> tuple[bool, int]:
    """Return whether residents were asked, and by how many of this group most was answered."""
    for number, asked in asked_in(book, situation):
        survey = book.surveys[number]
        place = survey.place(situation.age, situation.profile)
        counts = [int(cells.n[place]) for cells in survey.rows[asked].values()]
        most = max(counts, default=0)
        return True, most if most >= LEAST else 0
    return False, 0


def rows(book: Rulebook, comparison: WithAndWithout) -> Iterator[tuple[str | int, ...]]:
    """Yield a row per situation under HEADS, in names; certainty as a whole percentage."""
    for shift in comparison.shifts:
        at, pair = shift.situation, (shift.without, shift.local)
        yield (
            book.tracks[at.track].name,
            book.phases[at.phase].name,
            book.ages[at.age].name,
            book.profiles[at.profile].name,
            book.stakes[at.stake].name,
            *(book.channels[one.main].name for one in pair),
            *(_names(book, one.beside) for one in pair),
            *(_names(book, one.always) for one in pair),
            *(round(100 * one.certainty) for one in pair),
            YES if shift.asked else NO,
            shift.n,
            YES if shift.changes else NO,
        )


def csv_of(book: Rulebook, comparison: WithAndWithout) -> bytes:
    """Return the comparison as CSV that a Dutch spreadsheet opens; no text is ever a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(HEADS)
    for row in rows(book, comparison):
        writer.writerow([harmless(one) if isinstance(one, str) else one for one in row])
    return f"{BOM}{out.getvalue()}".encode()


def _names(book: Rulebook, slugs: tuple[str, ...]) -> str:
    return ", ".join(book.channels[slug].name for slug in slugs)
