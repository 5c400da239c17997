"""Cases of practice as HTML: what others did, what it brought as far as published, and where."""

from collections.abc import Sequence

from dutch import counted, day, euro, listing, whole
from engine.model import Rulebook
from practice.model import OURS, FiledCase, PracticeCase, PracticeOutcome, PracticeSource
from screens.page.markup import Html, bullets, join, link, tag

COUNTS_NOT = "Dit deden anderen. Het telt niet mee in een advies en verandert geen volgorde."
NOT_SAID = "Wat het bracht, staat niet in de bron."
KINDS = {
    "organisatie": "schreef het zelf",
    "nieuws": "nieuwsbericht",
    "leverancier": "van een leverancier",
    "onderzoek": "onderzoek",
}


def cases(book: Rulebook, shown: Sequence[FiledCase], head: str = "h3") -> Html:
    """Return cases one after the other, each under a heading."""
    return join(case(book, one, head) for one in shown)


def case(book: Rulebook, filed: FiledCase, head: str = "h3") -> Html:
    """Return one case: what, who, for whom, channels, outcome, cost, lesson and source."""
    about = filed.case
    return tag(
        "article",
        tag(head, about.title),
        tag("p", _who(book, about), class_="zacht"),
        tag("p", about.approach),
        bullets([outcome(one) for one in about.outcomes]) or tag("p", NOT_SAID, class_="zacht"),
        _cost(about),
        _lesson(about),
        tag("p", "Bron: ", source(about.source), _shared(filed), class_="zacht"),
        class_="elders",
    )


def _who(book: Rulebook, about: PracticeCase) -> str:
    year = f", {about.year}" if about.year else ""
    names = [book.channels[slug].name for slug in about.channels if slug in book.channels]
    for_whom = f"Voor: {about.residents[:1].lower()}{about.residents[1:]}."
    return f"{about.organisation}{year}. {for_whom} Middelen: {listing(names)}."


def outcome(one: PracticeOutcome) -> str:
    """Return what a case brought, with how many were counted and how, where published."""
    told = [f"n = {whole(one.n)}" if one.n else "", one.measured or ""]
    behind = ", ".join(filter(None, told))
    return f"{one.text} ({behind})" if behind else one.text


def _cost(about: PracticeCase) -> Html | None:
    if about.cost is None:
        return None
    parts = [
        f"{whole(about.cost.hours)} uur" if about.cost.hours is not None else "",
        euro(about.cost.euro) if about.cost.euro is not None else "",
    ]
    figures = listing([part for part in parts if part])
    said = " ".join(filter(None, (f"{figures}." if figures else "", about.cost.remark or "")))
    return tag("p", tag("strong", "Kosten:"), f" {said}")


def _lesson(about: PracticeCase) -> Html | None:
    if about.lesson is None:
        return None
    name = "Wat wij ervan leren:" if about.lesson_by == OURS else "Les:"
    return tag("p", tag("strong", name), f" {about.lesson}")


def source(of: PracticeSource) -> Html:
    """Return the source with its link, maker, year, kind and the day it was read."""
    told = [of.publisher, str(of.year) if of.year else "zonder jaartal", KINDS[of.kind]]
    read = f"gelezen op {day(of.read)}"
    remark = f" {of.remark}" if of.remark else ""
    name = link(of.title, of.url) if of.url else of.title
    return join((name, f" ({', '.join((*told, read))}).{remark}"))


def _shared(filed: FiledCase) -> str:
    return f" Gekregen van {filed.origin}." if filed.origin else ""


def hint(count: int) -> str:
    """Return how many cases there are, in words."""
    return counted(count, "voorbeeld", "voorbeelden")
