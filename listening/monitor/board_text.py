"""What is remembered, in Dutch sentences that stand on the screen and on paper."""

from collections.abc import Iterator

from dutch import MONTHS, SHORT_MONTHS, counted, day, euro, listing, percent, whole
from listening.effects.effect import UNSURE, Effect
from listening.effects.shrinkage import Interval
from listening.monitor import register as saved
from listening.monitor.months import MonthCount
from listening.monitor.overview import BUSY, FALLS, LESS_SEEN, MISSING, RISES, is_missing
from listening.monitor.register import Register, RegisterLine
from listening.monitor.subject_view import (
    DEMAND,
    HELPED,
    SERVED,
    TALKS,
    Line,
    SubjectView,
    falls,
    rises,
)
from listening.uses import LEAST

FEW, NO_DATA = f"minder dan {LEAST}", "geen gegevens"
NAMES = {DEMAND: "Vraag", SERVED: "Aanbod", TALKS: "Contact", HELPED: "Geholpen"}
COUNTED = {
    DEMAND: "keer gezocht",
    SERVED: "keer onze pagina's bekeken",
    TALKS: "keer contact",
    HELPED: "formulieren afgerond",
}
BRINGS = {
    DEMAND: "Open een export met zoekvragen en datums, van Google of van het zoeken op je site.",
    SERVED: "Open een export van je pagina's met datums, van Matomo of een ander programma.",
    TALKS: "Open tellingen van telefoon en balie, per dag en onderwerp.",
    HELPED: "Open de stappen van je formulier, met een datum per telling.",
}
STANDS_OUT = {
    BUSY: "Te druk",
    MISSING: "Gezocht, en geen pagina bekeken",
    RISES: "Stijgt meer dan groei en seizoen",
    LESS_SEEN: "Pagina's minder bekeken dan verwacht",
    FALLS: "Daalt meer dan groei en seizoen",
}
VERDICTS = {
    saved.EARLY: "Nog te vroeg, telt nog niet mee",
    saved.NO_CALLS: "Telt geen gesprekken, telt niet mee in euro",
    saved.FEW: f"Te weinig gesprekken ({FEW}), telt niet mee",
    saved.NO_SERIES: "Geen reeks onthouden, telt niet mee",
}
NOT_COUNTED = (
    "Tijd en zorgen van inwoners, minder bezwaren, vaste salarissen, alles na de laatste dag van "
    "een actie, en onderwerpen met minder dan tien gesprekken. Van een actie telt hoogstens een "
    "jaar mee."
)
LUCK = (
    "Wie alleen geslaagde acties optelt, telt geluk mee. Wij trekken elk resultaat naar nul, hoe "
    "onzekerder hoe meer. En acties zonder duidelijk effect tellen ook mee."
)


def month(point: MonthCount) -> str:
    """Return "november 2026"."""
    return f"{MONTHS[point.first.month - 1]} {point.first.year}"


def short_month(point: MonthCount) -> str:
    """Return "nov", with the year in January."""
    name = SHORT_MONTHS[point.first.month - 1]
    return f"{name} ’{point.first.year % 100}" if point.first.month == 1 else name


def number(point: MonthCount | None) -> str:
    """Return what may be shown of a month."""
    if point is None or point.count is None:
        return NO_DATA
    return FEW if point.few else f"{whole(point.count)}{'' if point.whole else ' (tot nu toe)'}"


def change(effect: Effect | None) -> str:
    """Say what changed in the last four weeks, against what was expected."""
    if effect is None or effect.low is None or effect.high is None:
        return ""
    between = f"{_sign(effect.low)} tot {_sign(effect.high)}"
    if effect.word == UNSURE:
        return f"laatste vier weken: geen verschil te zien ({between})"
    return f"laatste vier weken: {effect.word} dan verwacht ({between})"


def _sign(ratio: float) -> str:
    value = round((ratio - 1) * 100)
    return f"+{value} %" if value > 0 else f"−{-value} %" if value < 0 else "0 %"


def line_notes(line: Line) -> Iterator[str]:
    """Yield what a reader must know of a line: what is missing, since when, and what changed."""
    if line.source is None:
        yield BRINGS[line.key]
        return
    if line.stopped and line.last:
        yield f"geen gegevens sinds {day(line.last)}"
    elif said := change(line.changed if line.newest and line.newest.shown else None):
        yield said
    before = line.year_before
    if before and before.shown is not None:
        yield f"een jaar eerder {whole(before.shown)}"
    if not line.drawn:
        yield "te weinig maanden voor een lijn"
    for source, point in line.beside:
        counts = f", {source.counts}" if source.counts else ""
        yield f"ook {source.origin}{counts}: {number(point)}"


def source_name(line: Line) -> str:
    """Say whose figures they are."""
    if line.source is None:
        return NO_DATA
    return ", ".join(filter(None, (line.source.origin, line.source.counts)))


def conclusion(view: SubjectView) -> tuple[str, str]:
    """Return what is warned of, first, and what else stands out; both may be empty."""
    able = view.capacity
    warned = ""
    if able and able.shown and able.certain:
        warned = (
            f"Het is te druk: {whole(able.demand)} keer contact sinds {day(able.since)}, en er is "
            f"plaats voor {whole(able.able)}."
        )
    told = []
    demand, served, talks = (view.line(key) for key in (DEMAND, SERVED, TALKS))
    acts = ("zoeken {}", "bekijken de pagina's {}", "hebben {} contact")
    for line, act in zip((demand, served, talks), acts, strict=True):
        if line.stopped or not (line.newest and line.newest.shown):
            continue
        if rises(line.changed) or falls(line.changed):
            more = "vaker" if rises(line.changed) else "minder vaak"
            told.append(f"Inwoners {act.format(more)} dan te verwachten was.")
    stopped = [NAMES[line.key].lower() for line in view.lines if line.stopped]
    if stopped:
        told.append(f"Er komen geen nieuwe cijfers meer binnen over {listing(stopped)}.")
    if is_missing(view):
        told.append("Er is geen pagina over dit onderwerp bekeken.")
    if not told and not warned:
        told.append("Er is niets dat meer afwijkt dan toeval.")
    return warned, " ".join(told)


def next_steps(view: SubjectView) -> tuple[str, ...]:
    """Return at most three things to do now."""
    steps = []
    if view.capacity and view.capacity.shown and view.capacity.certain:
        steps.append("Doe even geen nieuwe oproep, of spreid die, tot er weer plaats is.")
    steps += [f"Zoek uit waarom de cijfers over {NAMES[line.key].lower()} stopten."
              for line in view.lines if line.stopped]  # fmt: skip
    if is_missing(view):
        steps.append("Maak een pagina over dit onderwerp, of noem het in je eigen woordenlijst.")
    if falls(view.line(SERVED).changed):
        steps.append("Kijk of de pagina nog goed te vinden is.")
    steps += [BRINGS[line.key] for line in view.lines if line.source is None]
    return tuple(steps[:3])


def capacity(view: SubjectView) -> str:
    """Say what desks can do against what is asked."""
    able = view.capacity
    if able is None:
        return ""
    asked = whole(able.demand) if able.shown else FEW
    verdict = (
        ""
        if not able.too_busy or not able.shown
        else (": te druk" if able.certain else ": op de grens, kan toeval zijn")
    )
    return f"{asked} gevraagd, plaats voor {whole(able.able)} sinds {day(able.since)}{verdict}"


def figures(view: SubjectView) -> tuple[tuple[str, str, str], ...]:
    """Return the five figures of a card: name, number, and of what."""
    four = [
        (NAMES[line.key], number(line.newest),
         f"{COUNTED[line.key]}, {month(line.newest)}" if line.newest else COUNTED[line.key])
        for line in view.lines
    ]  # fmt: skip
    return (*four, ("Plaats", capacity(view) or NO_DATA, "bij telefoon en balie"))


def verdict(line: RegisterLine) -> str:
    """Say in a few words whether an action counts, and how."""
    if line.standing == saved.EARLY and line.due:
        return f"{VERDICTS[line.standing]}; vanaf {day(line.due)}"
    if line.standing != saved.COUNTED or line.result is None:
        return VERDICTS[line.standing]
    effect = line.result.effect
    if falls(effect):
        return "Minder contact"
    return "Meer contact, telt wel mee" if rises(effect) else "Niet te zeggen, telt wel mee"


def total(register: Register) -> str:
    """Say what all actions kept away together, in one honest sentence or two."""
    many = len(register.counted)
    if not many:
        return "Nog geen enkele actie is aan gesprekken te meten."
    calls = register.total
    first = (
        f"{counted(many, 'gemeten actie', 'gemeten acties')} "
        f"{'voorkwam' if many == 1 else 'voorkwamen samen'} naar schatting "
        f"{amounts(calls, ' gesprekken')}"
    )
    euros, hours = register.euros(calls), register.hours(calls)
    parts = [f"{money(euros)}"] if euros else []
    parts += [amounts(hours, " uur")] if hours else []
    spent = register.cost
    cost = f" Alle acties kostten samen {euro(spent)}." if spent is not None else ""
    sure = " Dat kan ook niets zijn." if calls.low <= 0 <= calls.high else ""
    return f"{first}{f'. Dat is {listing(parts)}' if parts else ''}.{sure}{cost}"


def amounts(value: Interval, unit: str) -> str:
    """Return "5.300 uur (tussen 3.100 en 7.500)"."""
    return f"{signed(value.value)}{unit} (tussen {signed(value.low)} en {signed(value.high)})"


def signed(value: float) -> str:
    """Return a whole number with a real minus sign."""
    rounded = round(value)
    return f"−{whole(-rounded)}" if rounded < 0 else whole(rounded)


def money(value: Interval) -> str:
    """Return "€ 50.500 (tussen € 36.200 en € 64.800)"."""
    one, low, high = (signed_euro(each) for each in (value.value, value.low, value.high))
    return f"{one} (tussen {low} en {high})"


def signed_euro(value: float) -> str:
    """Return an amount in whole euros with a real minus sign."""
    return f"−{euro(-value)}" if round(value) < 0 else euro(value)


def part(share: float | None) -> str:
    """Return the share of the step before that came through."""
    return "–" if share is None else percent(share)
