"""A mix and a comparison in words and as JSON with Dutch keys."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from dutch import hundred
from engine.local import research
from engine.model import UNKNOWN, Rulebook, Situation
from engine.wording import upper
from plans import bill
from plans.bill import price_text
from plans.choice.mix import CurvePoint, Mix, UnreachedGroup
from plans.choice.needs import Need
from plans.choice.relay import HandOver, channel_names
from plans.choice.value import GroupPhase
from plans.model import Plan
from plans.money import Price, Totals, added, estimate_of, price, totals

TOO_LITTLE = "Geen kanaal past hier genoeg."
NOTES = (
    "Dit helpt kiezen. Het voorspelt niet hoeveel inwoners je bereikt.",
    "De waarde is de kans dat minstens één gekozen kanaal past, volgens ons model.",
)


def notes(plan: Plan, book: Rulebook) -> tuple[str, ...]:
    """Return what a choice of channels is not, and which own research counts in it."""
    return (*NOTES, *research_notes(plan, book))


def research_notes(plan: Plan, book: Rulebook) -> tuple[str, ...]:
    """Return which own research counts in the phases of a plan."""
    track = plan.project.track
    stakes = dict.fromkeys([plan.project.stake, *map(plan.stake_of, plan.groups)])
    situations = (
        Situation(track, phase.phase, UNKNOWN, UNKNOWN, stake)
        for phase in plan.phases
        for stake in stakes
    )
    return research.counting(book, situations)


def as_json(plan: Plan, book: Rulebook, mix: Mix) -> dict[str, Any]:
    """Return a mix under Dutch keys; shares are 0-1, to three decimals."""
    sure, chosen = mix.sure, channels_price(plan, mix)
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
        "kosten": _as_number(chosen.euro),
        "uren": _as_number(chosen.uur),
        "totaal": money_json(totals(plan, book, mix.phases)),
        "zeker": round(sure.whole, 3) if sure else None,
        "doorrekeningen": sure.draws if sure else 0,
        "matrix": [_cell(mix, cell, value) for cell, value in mix.values.items()],
        "losse_vakken": [
            {"groep": cell.group, "fase": cell.phase, "kanalen": list(here)}
            for cell, here in mix.standing.items()
        ],
        "niet_bereikt": [_unreached_json(missed) for missed in mix.missed],
        "curve": [_step(step) for step in mix.curve],
        "overdrachten": [_hand_over(over) for over in mix.hand_overs],
        "waarborgen_niet_gehaald": [
            {"waarborg": n.safeguard, "soort": n.kind, "groep": n.group, "fase": n.phase}
            for n in mix.unmet
        ],
        "belemmeringen": list(mix.obstacles),
        "kanttekeningen": list(notes(plan, book)),
    }


def _cell(mix: Mix, cell: GroupPhase, value: float) -> dict[str, Any]:
    return {
        "groep": cell.group,
        "fase": cell.phase,
        "waarde": round(value, 3),
        "kanaal": mix.leads.get(cell),
    }


def _hand_over(over: HandOver) -> dict[str, Any]:
    return {
        "groep": over.group,
        "van_fase": over.before,
        "naar_fase": over.after,
        "van": over.gives,
        "naar": over.takes,
        "zin": over.sentence,
    }


def _unreached_json(group: UnreachedGroup) -> dict[str, Any]:
    return {
        "groep": group.cell.group,
        "fase": group.cell.phase,
        "waarde": round(group.value, 3),
        "nodig": list(group.by),
        "kosten": _as_number(group.price.euro),
        "uren": _as_number(group.price.uur),
    }


def channels_price(plan: Plan, mix: Mix) -> Price:
    """Return what the channels of a mix cost by their estimates; None when one is unknown."""
    return added(price(estimate_of(plan, slug), len(of)) for slug, of in mix.phases.items())


def money_json(asked: Totals) -> dict[str, Any]:
    """Return the total of a plan under Dutch keys."""
    return {
        total.unit: {
            "acties": float(total.actions),
            "vast": float(total.fixed),
            UNKNOWN: list(total.unknown),
            "grens": _as_number(total.limit),
            "oordeel": total.verdict,
        }
        for total in (asked.euro, asked.uur)
    }


def _as_number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _step(step: CurvePoint) -> dict[str, Any]:
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
    yield f"Gekozen: {channel_names(book, mix.channels)}"
    yield f"Waarde over alle groepen en fasen: {hundred(mix.value)} van 100"
    yield from bill.sentences(totals(plan, book, mix.phases))
    yield from _proof(mix)
    yield from _sure(book, mix)
    yield from ("", "Wie bereik je niet?", *_unreached_lines(plan, book, mix))
    yield from need_sentences(plan, book, mix.unmet)
    yield from ("", "Aantal kanalen en wat elk toevoegt", *_curve(book, mix.curve))
    yield from ("", "Van kanaal naar kanaal", *(f"  {o.sentence}" for o in mix.hand_overs))
    yield from ("", *notes(plan, book))


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
        swap = f"{channel_names(book, [rival])} in plaats van {channel_names(book, [slug])}"
        yield f"  {swap}: {times} keer duidelijk beter"


def certainty_sentences(book: Rulebook, mix: Mix) -> Iterator[str]:
    """Yield how sure a choice is, in sentences; nothing when that was not worked out."""
    if mix.sure is None:
        return
    draws, whole = mix.sure.draws, round(mix.sure.whole * mix.sure.draws)
    yield f"In {whole} van de {draws} doorrekeningen is geen wissel duidelijk beter."
    for slug, rival in mix.sure.rivals.items():
        times = round((1 - mix.sure.channels[slug]) * draws)
        swap = f"{channel_names(book, [rival])} in plaats van {channel_names(book, [slug])}"
        yield upper(f"{swap}: {times} keer duidelijk beter.")


def _unreached_lines(plan: Plan, book: Rulebook, mix: Mix) -> Iterator[str]:
    for missed in mix.missed:
        where = place(plan, book, missed.cell)
        if missed.by:
            more = f"{channel_names(book, missed.by)} erbij"
            yield f"  {where}. Nodig: {more}, {price_text(missed.price)}"
        else:
            yield f"  {where}. {TOO_LITTLE}"
    if not mix.missed:
        yield "  Elke groep wordt in elke fase die telt bereikt, volgens ons model"


def unreached_sentences(plan: Plan, book: Rulebook, mix: Mix) -> Iterator[str]:
    """Yield for every group that is not reached in a phase what would reach it, and its price."""
    for missed in mix.missed:
        yield f"{place(plan, book, missed.cell)}. {remedy(plan, book, missed)}"


def remedy(plan: Plan, book: Rulebook, group: UnreachedGroup) -> str:
    """Return in a sentence what would reach a group, with its price where that is estimated."""
    if not group.by:
        return TOO_LITTLE
    way = f"Wel met {channel_names(book, group.by)} erbij"
    own = "" if group.price == (None, None) else ", naar eigen schatting"
    return f"{way}: {price_text(group.price)}{own}."


def need_sentences(plan: Plan, book: Rulebook, needs: Iterable[Need]) -> Iterator[str]:
    """Yield the safeguards that are not met, with what would meet them."""
    for need in needs:
        where = place(plan, book, GroupPhase(need.group, need.phase))
        way = f"Nodig is één van: {_names(book, need.allowed)}." if need.allowed else ""
        yield f"Waarborg niet gehaald ({need.kind}): {where}. {need.because} {way}".rstrip()


def _names(book: Rulebook, slugs: Iterable[str]) -> str:
    return ", ".join(book.channels[slug].beside for slug in sorted(slugs))


def place(plan: Plan, book: Rulebook, cell: GroupPhase) -> str:
    """Return the name of a cell: group and phase."""
    return f"{plan.group(cell.group).name}, {phase_name(plan, book, cell.phase)}"


def phase_name(plan: Plan, book: Rulebook, phase: str) -> str:
    """Return what the organisation calls a phase, else how we call it."""
    own = next((item.name for item in plan.phases if item.phase == phase), None)
    return own or book.phases[phase].name


def _curve(book: Rulebook, curve: Iterable[CurvePoint]) -> Iterator[str]:
    for step in curve:
        name = f"{channel_names(book, [step.channel])} erbij" if step.channel else "minder kan niet"
        missed = f", {step.missed} keer niet bereikt" if step.missed else ""
        mark = "" if step.chosen else " (niet gekozen)"
        yield f"  {len(step.channels)}: {hundred(step.value)} van 100, {name}{missed}{mark}"


def side(plan: Plan, book: Rulebook, mix: Mix) -> Mapping[str, Any]:
    """Return what a comparison tells of one plan."""
    chosen = channels_price(plan, mix)
    return {
        "naam": plan.project.name,
        "kanalen": list(mix.channels),
        "kosten": _as_number(chosen.euro),
        "uren": _as_number(chosen.uur),
        "totaal": money_json(totals(plan, book, mix.phases)),
        "waarde": round(mix.value, 3),
        "niet_bereikt": [_unreached_json(missed) for missed in mix.missed],
    }
