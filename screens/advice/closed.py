"""The closed parts below the advice as HTML: comparison, journey, message, origin."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import documents
from documents.advice import origin, story
from documents.advice.case import Case, instruction, items_by_group, statement_bullets
from documents.blocks import Bullets, Columns, Heading
from documents.labels import CHOSEN, ROLES, fits
from dutch import counted, listing, signed, whole
from engine.answer import Advice, Ranked
from engine.argument.sureness import of_hundred
from screens.advice import elsewhere_fold
from screens.page import blocks
from screens.page.citation import reference
from screens.page.markup import Html, bullets, join, table, tag
from screens.page.view import PARTS

MORE = "Meer over dit advies"
MESSAGE = {
    "toon": "Toon",
    "perspectief": "Perspectief",
    "benadruk": "Benadruk",
    "vermijd": "Vermijd",
}
ABOUT = {"taak": "de taak", "leeftijd": "de leeftijd", "profiel": "het profiel"}
UNPUBLISHED = "Hierover vonden we voor deze inwoners niets dat gepubliceerd is."
NONE = "Elk kanaal dat hier kan, ligt ook voor de hand."
ALL_CAN = "Alle kanalen en middelen kunnen in deze fase iets betekenen."


@dataclass(frozen=True)
class Fold:
    """A closed part: its name, what is inside in a few words, and the parts it consists of."""

    title: str
    hint: Callable[[Case], str]
    parts: tuple[str, ...]


def folds(case: Case, ways: Mapping[str, str], hidden: frozenset[str] = frozenset()) -> Html:
    """Return the closed parts, each with what is inside, or nothing when all are left out.

    `ways` are addresses of pages that say it otherwise: address → name.
    """
    lines = [_fold(case, fold, hidden) for fold in FOLDS if not hidden.issuperset(fold.parts)]
    if not lines:
        return Html("")
    pages = [tag("p", tag("a", name, href=to), class_="vouw") for to, name in ways.items()]
    inner = tag("div", *lines, *pages, class_="vouwen")
    return tag("section", tag("h2", MORE), inner, class_="meer")


def _fold(case: Case, fold: Fold, hidden: frozenset[str]) -> Html:
    shown = [part for part in fold.parts if part not in hidden]
    inner = [
        join((tag("h3", PARTS[part]) if len(fold.parts) > 1 else None, CONTENTS[part](case)))
        for part in shown
    ]
    head = tag("summary", tag("b", fold.title), " ", tag("span", fold.hint(case), class_="hint"))
    content = tag("div", *inner, class_="inhoud")
    return tag("details", head, content, class_="vouw", data_deel=fold.title)


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
    share = f"{of_hundred(row)} van de 100"
    role = ROLES[row.role] + (" (even geschikt)" if row.even_with else "")
    return (case.channel(row).name, role, fits(suitability), *map(whole, numbers), share)


def phases(case: Case) -> Html:
    """Return the chosen channels in every phase of the journey, as a table."""
    heads = ("Fase", *(ROLES[role] for role in CHOSEN))
    rows = [_phase(case, advice) for advice in case.phases]
    return table("De gekozen kanalen per fase", heads, rows)


def _phase(case: Case, advice: Advice) -> list[str]:
    name = case.book.phases[advice.situation.phase].name
    here = " (deze fase)" if advice.situation == case.advice.situation else ""
    return [name + here, *story.chosen(case.book, advice)]


def residents(case: Case) -> Html:
    """Return what is published on what moves residents, and what they expect."""
    parts = {"Beweegredenen": case.advice.motives, "Verwachtingen": case.advice.expectations}
    told = {name: [one for one in items if one.text] for name, items in parts.items()}
    columns = [
        (Heading(name), statement_bullets(case, items)) for name, items in told.items() if items
    ]
    return blocks.render(case.book, [Columns(tuple(columns))]) if columns else tag("p", UNPUBLISHED)


def _points(case: Case) -> str:
    told = [one for one in (*case.advice.motives, *case.advice.expectations) if one.text]
    return counted(len(told), "punt", "punten")


def message(case: Case) -> Html:
    """Return how to say it: tone, perspective, what to stress and what to avoid."""
    parts = []
    for key, name in MESSAGE.items():
        items = [i for i in case.advice.message.get(key, ()) if i.text]
        groups = items_by_group(
            (i.about, instruction(case, i.text or "", i.sources)) for i in items
        )
        if groups:
            parts.append((Heading(name), Bullets(groups)))
    note = tag("p", "Wat geen bron heeft, is vakkennis.", class_="zacht")
    return join((blocks.render(case.book, [Columns(tuple(parts))]), note))


def rather_not(case: Case) -> Html:
    """Return the channels that are no first choice, each with what counts against it most."""
    rows = [row for row in case.advice.channels if row.role == "ligt-niet-voor-de-hand"]
    items = [_against(case, row) for row in rows]
    return bullets(items) or tag("p", NONE)


def _against(case: Case, row: Ranked) -> Html:
    counted = [r for r in row.reasons if r.counted and r.quality]
    worst = min(counted, key=lambda r: r.weight)
    return join((tag("strong", f"{case.channel(row).name}."), blocks.reason(case, worst)), " ")


def refusals(case: Case) -> Html:
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


def origin_of(case: Case) -> Html:
    """Return how the advice came about, with every reason of the chosen channels added up."""
    first, *rest = origin.making_of(case)
    shown = rest if isinstance(first, Heading) else [first, *rest]
    tables = [_sum(case, row) for row in case.advice.picks()]
    limits = bullets([limit.because for limit in case.advice.limits])
    unseen = join((tag("h3", "Wat dit advies niet ziet"), limits)) if limits else None
    notes = tag("p", " ".join(case.advice.notes))
    text = blocks.render(case.book, shown, top=2)
    return join((notes, text, unseen, tag("h3", "Alle redenen opgeteld"), *tables))


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


def sources(case: Case) -> Html:
    """Return the sources of the advice, as its documents number them."""
    items = [reference(case.book.sources[slug]) for slug in _slugs(case)]
    return bullets(items, ordered=True, class_="bronnen")


def _slugs(case: Case) -> Iterable[str]:
    return documents.content_of(case.book, case.advice, case.phases).sources


def _able(case: Case) -> str:
    return f"{sum(row.suitability is not None for row in case.advice.channels)} in een tabel"


CONTENTS: dict[str, Callable[[Case], Html]] = {
    "tabel": comparison,
    "reis": phases,
    "minder-geschikt": rather_not,
    "kan-niet": refusals,
    "beweegredenen": residents,
    "boodschap": message,
    "elders": elsewhere_fold.contents,
    "herkomst": origin_of,
    "bronnen": sources,
}
FOLDS = (
    Fold("Alle middelen vergeleken", _able, ("tabel",)),
    Fold(
        "Past minder goed, of kan niet", lambda _: "met de reden", ("minder-geschikt", "kan-niet")
    ),
    Fold(PARTS["beweegredenen"], _points, ("beweegredenen",)),
    Fold("De boodschap", lambda _: "toon, benadruk, vermijd", ("boodschap",)),
    Fold(PARTS["elders"], elsewhere_fold.hint, ("elders",)),
    Fold(PARTS["herkomst"], lambda _: "redenen en gewichten", ("herkomst",)),
    Fold("Bronnen", lambda case: str(len(list(_slugs(case)))), ("bronnen",)),
)
