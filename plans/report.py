"""A mix and a comparison in words and as JSON with Dutch keys."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from dutch import amount, hundred
from engine.model import Rulebook
from engine.wording import upper
from plans.choice.mix import Missed, Mix, Step
from plans.choice.needs import Need
from plans.choice.relay import named
from plans.choice.value import Cell
from plans.model import Plan

NOTES = (
    "Dit helpt kiezen. Het voorspelt niet hoeveel inwoners je bereikt.",
    "De waarde is de kans dat minstens één gekozen kanaal past, volgens ons model.",
)


def as_json(plan: Plan, book: Rulebook, mix: Mix) -> dict[str, Any]:
    """Return a mix under Dutch keys; shares are 0-1, to three decimals."""
    sure = mix.sure
    return {
        "kanalen": [
            {
                "kanaal": use.channel,
                "naam": book.channels[use.channel].name,
                "fasen": list(use.phases),
                "groepen": list(use.groups),
                "zeker": round(sure.channels[use.channel], 3) if sure else None,
                "anders": sure.rivals.get(use.channel) if sure else None,
            }
            for use in mix.reuse
        ],
        "waarde": round(mix.value, 3),
        "verschil_hooguit": round(mix.gap, 4),
        "kosten": float(mix.cost),
        "uren": float(mix.hours),
        "zeker": round(sure.whole, 3) if sure else None,
        "doorrekeningen": sure.draws if sure else 0,
        "matrix": [_cell(mix, cell, value) for cell, value in mix.values.items()],
        "niet_bereikt": [_missed(missed) for missed in mix.missed],
        "curve": [_step(step) for step in mix.curve],
        "overdrachten": [
            {
                "groep": over.group,
                "van_fase": over.before,
                "naar_fase": over.after,
                "van": over.gives,
                "naar": over.takes,
                "zin": over.sentence,
            }
            for over in mix.hand_overs
        ],
        "waarborgen_niet_gehaald": [
            {"waarborg": n.safeguard, "soort": n.kind, "groep": n.group, "fase": n.phase}
            for n in mix.unmet
        ],
        "belemmeringen": list(mix.obstacles),
        "kanttekeningen": list(NOTES),
    }


def _cell(mix: Mix, cell: Cell, value: float) -> dict[str, Any]:
    return {
        "groep": cell.group,
        "fase": cell.phase,
        "waarde": round(value, 3),
        "kanaal": mix.leads.get(cell),
    }


def _missed(missed: Missed) -> dict[str, Any]:
    return {
        "groep": missed.cell.group,
        "fase": missed.cell.phase,
        "waarde": round(missed.value, 3),
        "nodig": list(missed.by),
        "kosten": float(missed.cost),
        "uren": float(missed.hours),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "aantal": len(step.channels),
        "kanalen": list(step.channels),
        "erbij": step.channel or None,
        "waarde": round(step.value, 3),
        "niet_bereikt": step.missed,
        "gekozen": step.chosen,
    }


def lines(plan: Plan, book: Rulebook, mix: Mix) -> Iterator[str]:
    """Yield a mix in plain Dutch."""
    yield f"Gekozen: {named(book, mix.channels)}"
    yield f"Waarde over alle groepen en fasen: {hundred(mix.value)} van 100"
    yield f"Dat kost naar je eigen schatting {amount(mix.cost)} euro en {amount(mix.hours)} uur"
    yield from _proof(mix)
    yield from _sure(book, mix)
    yield from ("", "Wie bereik je niet?", *_unreached(plan, book, mix))
    yield from unmet(plan, book, mix.unmet)
    yield from ("", "Aantal kanalen en wat elk toevoegt", *_curve(book, mix.curve))
    yield from ("", "Van kanaal naar kanaal", *(f"  {o.sentence}" for o in mix.hand_overs))
    yield from ("", *NOTES)


def _proof(mix: Mix) -> Iterator[str]:
    if mix.gap:
        yield f"De beste keuze die kan bestaan, is hooguit {hundred(mix.gap)}% beter"
    else:
        yield "Beter kan niet: elke verzameling kanalen is doorgerekend"


def _sure(book: Rulebook, mix: Mix) -> Iterator[str]:
    if mix.sure is None:
        return
    whole = round(mix.sure.whole * mix.sure.draws)
    yield f"In {whole} van de {mix.sure.draws} doorrekeningen is geen wissel duidelijk beter"
    for slug, rival in mix.sure.rivals.items():
        times = round((1 - mix.sure.channels[slug]) * mix.sure.draws)
        swap = f"{named(book, [rival])} in plaats van {named(book, [slug])}"
        yield f"  {swap}: {times} keer duidelijk beter"


def certain(book: Rulebook, mix: Mix) -> Iterator[str]:
    """Yield how sure a choice is, in sentences; nothing when that was not worked out."""
    if mix.sure is None:
        return
    draws, whole = mix.sure.draws, round(mix.sure.whole * mix.sure.draws)
    yield f"In {whole} van de {draws} doorrekeningen is geen wissel duidelijk beter."
    for slug, rival in mix.sure.rivals.items():
        times = round((1 - mix.sure.channels[slug]) * draws)
        swap = f"{named(book, [rival])} in plaats van {named(book, [slug])}"
        yield upper(f"{swap}: {times} keer duidelijk beter.")


def _unreached(plan: Plan, book: Rulebook, mix: Mix) -> Iterator[str]:
    for missed in mix.missed:
        where = place(plan, book, missed.cell)
        if missed.by:
            more = f"{named(book, missed.by)} erbij: {amount(missed.cost)} euro"
            yield f"  {where}. Nodig: {more}, {amount(missed.hours)} uur"
        else:
            yield f"  {where}. Geen kanaal dat je hebt, is hier genoeg"
    if not mix.missed:
        yield "  Elke groep wordt in elke fase die telt bereikt, volgens ons model"


def unreached(plan: Plan, book: Rulebook, mix: Mix) -> Iterator[str]:
    """Yield for every group that is not reached in a phase what would reach it, and its price."""
    for missed in mix.missed:
        yield f"{place(plan, book, missed.cell)}. {remedy(plan, book, missed)}"


def remedy(plan: Plan, book: Rulebook, missed: Missed) -> str:
    """Return in a sentence what would reach a group, with its price where that is estimated."""
    if not missed.by:
        return "Geen kanaal dat je hebt, is hier genoeg."
    way = f"Wel met {named(book, missed.by)} erbij"
    if not estimated(plan, missed.by):
        return f"{way}. Wat dat kost, is nog niet geschat."
    price = f"{amount(missed.cost)} euro en {amount(missed.hours)} uur"
    return f"{way}, naar je eigen schatting {price}."


def estimated(plan: Plan, channels: Iterable[str]) -> bool:
    """Tell whether the advisor estimated all of these channels; else their price is not known."""
    return set(channels) <= {estimate.channel for estimate in plan.estimates}


def unmet(plan: Plan, book: Rulebook, needs: Iterable[Need]) -> Iterator[str]:
    """Yield the safeguards that are not met, with what would meet them."""
    for need in needs:
        where = place(plan, book, Cell(need.group, need.phase))
        way = f"Nodig is één van: {_names(book, need.allowed)}." if need.allowed else ""
        yield f"Waarborg niet gehaald ({need.kind}): {where}. {need.because} {way}".rstrip()


def _names(book: Rulebook, slugs: Iterable[str]) -> str:
    return ", ".join(book.channels[slug].beside for slug in sorted(slugs))


def place(plan: Plan, book: Rulebook, cell: Cell) -> str:
    """Return the name of a cell: group and phase."""
    return f"{plan.group(cell.group).name}, {book.phases[cell.phase].name}"


def _curve(book: Rulebook, curve: Iterable[Step]) -> Iterator[str]:
    for step in curve:
        name = f"{named(book, [step.channel])} erbij" if step.channel else "minder kan niet"
        missed = f", {step.missed} keer niet bereikt" if step.missed else ""
        mark = "" if step.chosen else " (niet gekozen)"
        yield f"  {len(step.channels)}: {hundred(step.value)} van 100, {name}{missed}{mark}"


def side(plan: Plan, book: Rulebook, mix: Mix) -> Mapping[str, Any]:
    """Return what a comparison tells of one plan."""
    return {
        "naam": plan.project.name,
        "kanalen": list(mix.channels),
        "kosten": float(mix.cost),
        "uren": float(mix.hours),
        "kosten_acties": float(sum((a.cost or 0 for a in plan.actions if a.active), Decimal(0))),
        "uren_acties": float(sum((a.hours or 0 for a in plan.actions if a.active), Decimal(0))),
        "waarde": round(mix.value, 3),
        "niet_bereikt": [_missed(missed) for missed in mix.missed],
    }
