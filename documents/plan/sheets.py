"""The tables of a plan as a spreadsheet has them: dates as dates, amounts as numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from documents.plan import arrangement_tables, choice_tables, words
from documents.plan.contact import answers, busiest, reachable
from documents.plan.duties import law
from documents.plan.paper import Paper
from documents.plan.words import Grid, who_for
from dutch import Illegible, listing, read_decimal
from plans.model import STATUS_NAMES, Action

Value = str | date | Decimal | int | None
# Heads by which Asana, monday and Planner know a column; what follows is ours.
IMPORT = ("Name", "Start Date", "Due Date", "Section", "Assignee", "Status", "Description",
          "Kanaal", "Groepen", "Kosten (euro)", "Uren", "Hoe vaak")  # fmt: skip
ACTIONS = ("Taak", "Begin", "Einde", "Fase", "Kanaal", "Groepen", "Status", "Actiehouder",
           "Kosten (euro)", "Uren", "Hoe vaak", "Boodschap", "Embargo tot", "Afzender", "Partner",
           "Meting", "Doel", "Reacties van", "Reacties tot")  # fmt: skip
WIDE = {"Taak": 4, "Name": 4, "Groepen": 3, "Boodschap": 4, "Description": 4, "Meting": 3}


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One sheet: its name, heads and rows, and the columns that are added up below."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[float, ...]
    added: tuple[int, ...] = ()


def sheets(paper: Paper) -> tuple[PlanSheet, ...]:
    """Return every sheet of a plan that has something in it; the actions come first."""
    plan, mix = paper.plan, paper.mix
    costs = sheet(words.costs(paper.totals))
    grids = [
        _preparation(paper),
        sheet(choice_tables.matrix(paper)),
        sheet(words.sums(paper.totals, len(mix.used), plan.limits.channels)),
        replace(costs, added=(2, 3)),
        replace(sheet(words.budget(plan)), added=(1, 2)),
        sheet(words.capacity(plan, paper.peaks)),
        _contact(paper),
        _law(paper),
        sheet(words.groups(plan, paper.book)),
        sheet(words.phases(plan, paper.book)),
        sheet(words.measures(plan)),
        sheet(words.results(plan)),
        *(
            sheet(grid)
            for grid in (arrangement_tables.agreed(plan), arrangement_tables.risks(plan))
        ),
        *(
            sheet(grid)
            for grid in (arrangement_tables.speakers(plan), arrangement_tables.partners(plan))
        ),
    ]
    if mix.channels:
        grids += [
            sheet(choice_tables.channels(paper)),
            sheet(choice_tables.unreached_groups(paper)),
            sheet(choice_tables.adding(paper)),
            sheet(choice_tables.values(paper)),
        ]
    return (actions(paper), imported(paper), *(one for one in grids if one.rows))


def sheet(grid: Grid) -> PlanSheet:
    """Return a table with the numbers in its columns of numbers as numbers."""
    rows = tuple(
        tuple(number(text) if i in grid.numeric else text for i, text in enumerate(row))
        for row in grid.rows
    )
    return PlanSheet(grid.name, grid.heads, rows, grid.widths)


def number(text: str) -> Value:
    """Return a number that the tables write the Dutch way; other words as they are."""
    try:
        return read_decimal(text)
    except Illegible:
        return text


def actions(paper: Paper) -> PlanSheet:
    """Return the actions, a row each, with real dates and with amounts as numbers."""
    rows = tuple(_action(paper, one) for one in words.in_order(paper.plan))
    at = {name: i for i, name in enumerate(ACTIONS)}
    return PlanSheet("Acties", ACTIONS, rows, _widths(ACTIONS), (at["Kosten (euro)"], at["Uren"]))


def _action(paper: Paper, action: Action) -> tuple[Value, ...]:
    target, response = action.target, action.response
    return (
        action.what,
        action.start,
        action.last_day,
        paper.book.phases[action.phase].name,
        paper.book.channels[action.channel].name,
        who_for(paper.plan, action),
        STATUS_NAMES[action.status],
        action.who,
        action.cost,
        action.hours,
        action.frequency,
        action.message,
        action.embargo,
        action.sender,
        words.partner_of(paper.plan, action),
        target.measure if target else None,
        target.norm if target else None,
        response.low if response else None,
        response.high if response else None,
    )


def imported(paper: Paper) -> PlanSheet:
    """Return the actions under the heads that planning programs know."""
    rows = tuple(
        (
            one.what,
            one.start,
            one.last_day,
            paper.book.phases[one.phase].name,
            one.who,
            STATUS_NAMES[one.status],
            one.message,
            paper.book.channels[one.channel].name,
            listing([paper.plan.group(id_).name for id_ in one.groups]),
            one.cost,
            one.hours,
            one.frequency,
        )
        for one in words.in_order(paper.plan)
        if one.active
    )
    return PlanSheet("Import", IMPORT, rows, _widths(IMPORT))


def _widths(heads: Iterable[str]) -> tuple[float, ...]:
    return tuple(WIDE.get(head, 1.6) for head in heads)


def _preparation(paper: Paper) -> PlanSheet:
    heads = ("Klaar op", "Stap", "Voor", "Wie", "Gereed")
    rows = tuple(
        (one.day, one.name, one.action, one.who, "ja" if one.done else "nee")
        for one in words.steps(paper.plan)
    )
    return PlanSheet("Voorbereiding", heads, rows, (1.4, 2.4, 4, 2.4, 1))


def _contact(paper: Paper) -> PlanSheet:
    """Return what the contact centre needs: where to go, the worst weeks, and the answers."""
    rows = [("Bereikbaar", lead, text) for lead, text in reachable(paper)]
    rows += [("Drukste week", lead, text) for lead, text in busiest(paper)]
    rows += [("Vraag", question, answer) for question, answer in answers(paper)]
    return PlanSheet("Klantcontact", ("Soort", "Onderwerp", "Tekst"), tuple(rows), (1.6, 3, 6))


def _law(paper: Paper) -> PlanSheet:
    rows = tuple((name, one.text) for name, rules in law(paper) for one in rules)
    return PlanSheet("Wet", ("Fase", "Wat moet volgens de wet"), rows, (2, 8))
