"""The closed parts below the advice as HTML: comparison, journey, message, origin."""

from collections.abc import Callable

from documents.advice import origin, story
from documents.advice.case import Case, advised, grouped, said
from documents.blocks import Bullets, Columns, Heading
from documents.labels import CHOSEN, ROLES, fits
from dutch import listing, signed, whole
from engine import wording
from engine.answer import Advice, Ranked
from screens.page import blocks
from screens.page.markup import Html, bullets, join, table, tag
from screens.page.view import PARTS

MESSAGE = {
    "toon": "Toon",
    "perspectief": "Perspectief",
    "benadruk": "Benadruk",
    "vermijd": "Vermijd",
}
ABOUT = {"taak": "de taak", "leeftijd": "de leeftijd", "profiel": "het profiel"}
NONE = "Er is geen kanaal dat we in deze situatie uitdrukkelijk afraden."
ALL_CAN = "Alle kanalen en middelen kunnen in deze fase iets betekenen."


def folds(case: Case) -> dict[str, Html]:
    """Return the closed parts that need no server to open, so they work without a connection."""
    return {part: _fold(PARTS[part], CONTENTS[part](case)) for part in FOLDS}


def _fold(label: str, content: Html) -> Html:
    inner = tag("div", content, class_="inhoud")
    return tag("details", tag("summary", label), inner, class_="deel", data_deel=label)


def comparison(case: Case) -> Html:
    """Return how well every channel fits, as a table, and how to read it."""
    return join((tag("p", story.HOW_TO_READ, class_="zacht"), _numbers(case)))


def _numbers(case: Case) -> Html:
    able = [row for row in case.advice.channels if row.suitability is not None]
    heads = ("Kanaal of middel", "Rol", "Past", "Getal", "Laagste", "Hoogste", "Bij de beste drie")
    caption = "Alle kanalen en middelen die in deze fase kunnen"
    return table(caption, heads, [_figures(case, row) for row in able], numeric=(3, 4, 5, 6))


def _figures(case: Case, row: Ranked) -> tuple[str, ...]:
    suitability = row.suitability or 0.0
    numbers = (suitability, row.low or 0.0, row.high or 0.0)
    share = f"{whole(100 * (row.certainty or 0))} van de 100"
    role = ROLES[row.role] + (" (even geschikt)" if row.even_with else "")
    return (case.channel(row).name, role, fits(suitability), *map(whole, numbers), share)


def phases(case: Case) -> Html:
    """Return the chosen channels in every phase of the journey, as a table."""
    heads = ("Fase", *(ROLES[role] for role in CHOSEN))
    rows = [_phase(case, advice) for advice in case.journey]
    return table("De gekozen kanalen per fase", heads, rows)


def _phase(case: Case, advice: Advice) -> list[str]:
    name = case.book.phases[advice.situation.phase].name
    here = " (deze fase)" if advice.situation == case.advice.situation else ""
    names = [
        ", ".join(case.channel(row).name for row in advice.channels if row.role == role) or "–"
        for role in CHOSEN
    ]
    return [name + here, *names]


def residents(case: Case) -> Html:
    """Return what is published on what moves residents, and what they expect."""
    motives = (Heading("Beweegredenen"), said(case, case.advice.motives))
    expected = (Heading("Verwachtingen"), said(case, case.advice.expectations))
    return blocks.render(case.book, [Columns((motives, expected))])


def message(case: Case) -> Html:
    """Return how to say it: tone, perspective, what to stress and what to avoid."""
    parts = []
    for key, name in MESSAGE.items():
        items = [i for i in case.advice.message.get(key, ()) if i.text]
        groups = grouped((i.about, advised(case, i.text or "", i.sources)) for i in items)
        if groups:
            parts.append((Heading(name), Bullets(groups)))
    note = tag("p", "Wat geen bron heeft, is vakkennis.", class_="zacht")
    return join((blocks.render(case.book, [Columns(tuple(parts))]), note))


def rather_not(case: Case) -> Html:
    """Return the channels that are no first choice, each with what counts against it most."""
    rows = [row for row in case.advice.channels if row.role == "liever-niet"]
    items = [_against(case, row) for row in rows]
    return bullets(items) or tag("p", NONE)


def _against(case: Case, row: Ranked) -> Html:
    counted = [r for r in row.reasons if r.counted and r.quality]
    worst = min(counted, key=lambda r: r.weight)
    return join((tag("strong", f"{case.channel(row).name}."), blocks.reason(case, worst)), " ")


def refused(case: Case) -> Html:
    """Return the channels that cannot serve this phase, together per reason."""
    groups: dict[str, list[str]] = {}
    for row in case.advice.channels:
        if row.refusal:
            groups.setdefault(row.refusal, []).append(case.channel(row).name)
    items = [
        join((tag("strong", f"{listing(names)}."), refusal), " ")
        for refusal, names in groups.items()
    ]
    return bullets(items) or tag("p", ALL_CAN)


def why_not(case: Case, row: Ranked) -> Html:
    """Return why a channel was not chosen, with all that counts for and against it."""
    answer = wording.answer(case.book, case.advice.channels, row)
    return join((tag("p", answer), _reasons(case, row)))


def why_not_any(case: Case) -> Html:
    """Return for every channel that was not chosen why not."""
    rows = [row for row in case.advice.channels if row.role not in CHOSEN]
    answers = [
        join(
            (
                tag("dt", f"Waarom niet {case.channel(row).phrase}?"),
                tag("dd", wording.answer(case.book, case.advice.channels, row)),
            )
        )
        for row in rows
    ]
    return tag("dl", *answers, class_="vragen")


def _reasons(case: Case, row: Ranked) -> Html:
    counted = sorted((r for r in row.reasons if r.counted), key=lambda r: -r.weight)
    up = [blocks.reason(case, r) for r in counted if r.weight > 0]
    down = [blocks.reason(case, r) for r in reversed(counted) if r.weight < 0]
    plus = join((tag("h3", "Wat ervoor pleit"), bullets(up))) if up else None
    minus = join((tag("h3", "Wat ertegen pleit"), bullets(down))) if down else None
    return join((plus, minus))


def origin_of(case: Case) -> Html:
    """Return how the advice came about, with every reason of the chosen channels added up."""
    first, *rest = origin.made(case)
    shown = rest if isinstance(first, Heading) else [first, *rest]
    tables = [_sum(case, row) for row in case.advice.picks()]
    text = blocks.render(case.book, shown, top=2)
    return join((text, tag("h3", "Alle redenen opgeteld"), *tables))


def _sum(case: Case, row: Ranked) -> Html:
    """Return every reason of a channel with its points, so that anyone can add them up."""
    counted = sorted((r for r in row.reasons if r.counted), key=lambda r: -r.weight)
    rows = [
        (blocks.reason(case, r), ABOUT.get(r.dimension, r.dimension), signed(r.weight))
        for r in counted
    ]
    total = ("Samen", "", signed(row.score or 0))
    caption = f"{case.channel(row).name}: {ROLES[row.role].lower()}"
    return table(
        caption, ("Reden", "Gaat over", "Punten"), [*rows, total], numeric=(2,), plain=True
    )


CONTENTS: dict[str, Callable[[Case], Html]] = {
    "minder-geschikt": rather_not,
    "kan-niet": refused,
    "beweegredenen": residents,
    "boodschap": message,
    "tabel": comparison,
    "reis": phases,
    "waarom-niet": why_not_any,
    "herkomst": origin_of,
}
FOLDS = ("minder-geschikt", "kan-niet", "beweegredenen", "boodschap")
