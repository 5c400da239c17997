"""The channels of a journey beside the advice: the same, different and why, and what is missing."""

from collections.abc import Iterable

from blueprints import Journey, Residents, compare
from blueprints.channel_check import MissingChannel, OtherChannel, PhaseComparison, UnmetDuty
from documents.advice.case import quality
from documents.labels import ROLES, lower
from dutch import listing
from engine.compile import Table
from engine.label import label
from engine.model import Rulebook, Situation
from screens.page import address, blocks, fields, knowledge
from screens.page.markup import Html, bullets, join, tag

__all__ = ["Residents", "render"]
TITLE = "Kanalen naast het advies"
INTRO = (
    "Per fase staan hier de kanalen van deze reis naast wat het advies kiest. Het advies gaat over "
    "de hele fase; voor één stap kan een ander kanaal een goede reden hebben."
)
KIND = {"wet": "Moet volgens de wet", "aanbevolen": "Aanbevolen"}
NONE = "Deze reis en het advies noemen dezelfde kanalen."


def render(table: Table, journey: Journey, group: Residents, then: bool) -> Html:
    """Return every phase with its differences."""
    found = compare(table, journey, group, knowledge.today(), then)
    return tag("div", *(_phase(table.book, item) for item in found), class_="naast-advies")


def _phase(book: Rulebook, comparison: PhaseComparison) -> Html:
    parts = (
        _shared_channels(book, comparison),
        _group("Deze reis doet het anders", (_other(book, other) for other in comparison.others)),
        _group("Het advies noemt ook", (_lacking(book, item) for item in comparison.lacking)),
        _group(
            "Geen kanaal van deze fase kan dit", (_unmet(book, item) for item in comparison.unmet)
        ),
    )
    name = book.phases[comparison.phase].name
    differs = comparison.others or comparison.lacking or comparison.unmet
    return tag(
        "section",
        tag("h4", name),
        *parts,
        None if differs else tag("p", NONE),
        tag("p", _advice(name, comparison.advice.situation)),
    )


def _advice(name: str, situation: Situation) -> Html:
    hidden = tag("span", f" voor {lower(name)}", class_="alleen-lezer")
    there = address.href("./", address.write(situation.facts()) | fields.frame_parameters())
    return tag("a", "Open het advies", hidden, href=there, target="_self")


def _shared_channels(book: Rulebook, comparison: PhaseComparison) -> Html | None:
    names = listing([lower(book.channels[slug].name) for slug in comparison.agreed])
    return tag("p", tag("strong", "Allebei:"), f" {names}.") if names else None


def _group(title: str, items: Iterable[Html]) -> Html | None:
    made = list(items)
    return join((tag("h5", title), bullets(made))) if made else None


def _other(book: Rulebook, other: OtherChannel) -> Html:
    name = tag("strong", book.channels[other.channel].name)
    where = f" in ‘{listing(other.steps)}’ ({lower(ROLES[other.role])} in het advies). "
    return join((name, where, other.why))


def _lacking(book: Rulebook, item: MissingChannel) -> Html:
    name = tag("strong", book.channels[item.channel].name)
    return join((name, f" ({lower(ROLES[item.role])}). ", item.why, _rests(book, item.sources)))


def _unmet(book: Rulebook, item: UnmetDuty) -> Html:
    return join((tag("strong", f"{KIND[item.kind]}:"), " ", item.why, _rests(book, item.sources)))


def _rests(book: Rulebook, sources: tuple[str, ...]) -> Html:
    kind = label(book, sources, quality(book, sources))
    return join((" ", blocks.support(book, kind, sources)))
