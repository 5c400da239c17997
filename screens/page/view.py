"""What a site that embeds the advice decides: which questions are locked, which parts left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from urllib.parse import urlencode

from engine.model import DIMENSIONS
from screens.page.address import NAMES, SHOWN, AddressAnswers

LOCK, HIDE = "vast", "verberg"
PARTS = {
    "documenten": "De knoppen voor PDF, Word en kopiëren",
    "reis": "De hele reis van de inwoner",
    "uitleg": "Zo leg je het uit",
    "waarom-niet": "Waarom niet …?",
    "tabel": "Alle kanalen en middelen vergeleken",
    "minder-geschikt": "Minder geschikt als eerste keus",
    "kan-niet": "Kan niet in deze fase",
    "beweegredenen": "Wat inwoners beweegt en verwachten",
    "boodschap": "De boodschap: toon en inhoud",
    "elders": "Elders gedaan",
    "herkomst": "Zo kwam dit advies tot stand",
    "bronnen": "Bronnen",
    "vergelijk": "Vergelijk met een andere groep",
}
MOST = 3  # things that were not understood that are named on screen


@dataclass(frozen=True, slots=True)
class View:
    """The locked answers (question → choice), the parts left out, and what was not understood."""

    locked: Mapping[str, str]
    hidden: frozenset[str] = frozenset()
    strange: tuple[str, ...] = ()


EVERYTHING = View(MappingProxyType({}))


def link_parameters(page_view: View, embedded: bool = False) -> dict[str, str]:
    """Return the parameters that a link to another page of the same frame takes along."""
    return ({"embed": "true"} if embedded else {}) | write(
        page_view.locked, sorted(page_view.hidden)
    )


def behind(address: str, page_view: View, embedded: bool = False) -> str:
    """Return an address with those parameters behind it."""
    query = urlencode(link_parameters(page_view, embedded), safe=",")
    return address + (f"{'&' if '?' in address else '?'}{query}" if query else "")


def read(address_answers: AddressAnswers, params: Mapping[str, str]) -> View:
    """Return what an address decides about the page.

    A question is locked only when the address answers it, so that nobody gets stuck. What is
    unknown changes nothing and gives a sentence.
    """
    wanted, hidden = _words(params.get(LOCK, "")), _words(params.get(HIDE, ""))
    odd = {strange.key for strange in address_answers.strange}
    keys = [key for key in DIMENSIONS if key in wanted]
    locked = {
        key: answer
        for key in keys
        if (answer := address_answers.answers[key]) is not None and key not in odd
    }
    strange = (
        *_unknown(LOCK, wanted, DIMENSIONS),
        *(_open(key) for key in keys if key not in locked and key not in odd),
        *_unknown(HIDE, hidden, PARTS),
    )
    return View(locked, frozenset(hidden) & frozenset(PARTS), strange[:MOST])


def write(locked: Iterable[str], hidden: Iterable[str]) -> dict[str, str]:
    """Return the parameters of an address; what is empty is left out."""
    said = {LOCK: ",".join(locked), HIDE: ",".join(hidden)}
    return {key: value for key, value in said.items() if value}


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word for part in text.split(",") if (word := part.strip())))


def _unknown(name: str, words: Iterable[str], vocabulary: Iterable[str]) -> Iterable[str]:
    for word in words:
        if word not in vocabulary:
            like = get_close_matches(word.lower()[:SHOWN], list(vocabulary), n=1, cutoff=0.6)
            meant = f" Bedoelde je ‘{like[0]}’?" if like else ""
            yield f"Bij ‘{name}’ ken ik ‘{word[:SHOWN]}’ niet.{meant}"


def _open(key: str) -> str:
    return f"De link wil {NAMES[key]} vastzetten, maar noemt geen keuze. Je kunt hier zelf kiezen."
