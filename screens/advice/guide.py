"""Help with the question on profiles: from what is known of a group to a profile, or to none."""

from collections.abc import Iterator

from documents.labels import upper
from dutch import listing
from engine.model import UNKNOWN, Claim, Profile, Rulebook
from screens.page import blocks
from screens.page.markup import Html, bullets, join, tag

PROFILE = "profiel"
TITLE = "Weet je niet welk profiel past?"
START = (
    "Ga uit van wat bekend is: een gebiedsrapport, een eerder onderzoek, of collega’s die er vaak "
    "komen. Raad niet op leeftijd of huizen."
)
OPEN = (
    "Herken je geen profiel, of meer dan een? Laat de vraag open. Het advies blijft bruikbaar en "
    "zegt dat er dan minder bekend is."
)


def guide(book: Rulebook) -> Html:
    """Return the closed help; the button behind a profile chooses it."""
    return tag(
        "details",
        tag("summary", TITLE),
        tag("p", START),
        tag("p", tag("strong", "Wat valt je op?")),
        bullets(_traits(book)),
        tag("p", tag("strong", "Wat is er van elk profiel gepubliceerd?")),
        bullets(
            _told(book, slug, profile) for slug, profile in book.profiles.items() if slug != UNKNOWN
        ),
        tag("p", OPEN),
        class_="wijzer",
        data_deel=TITLE,
    )


def _traits(book: Rulebook) -> Iterator[str]:
    """Yield what follows from a profile, with the profiles it follows from."""
    for derived in book.derivations:
        if set(derived.when) == {PROFILE}:
            ((fact, value),) = derived.then.items()
            names = [book.profiles[slug].name for slug in derived.when[PROFILE]]
            yield f"{upper(book.words.facts[fact][value])}: {listing(names, 'of')}"


def _told(book: Rulebook, slug: str, profile: Profile) -> Html:
    choose = ("Kies", tag("span", f" {profile.name}", class_="alleen-lezer"))
    button = tag("button", *choose, type="button", class_="knop", data_kies=f"{PROFILE}-{slug}")
    name = join((tag("strong", profile.name), button), " ")
    claims = [claim for claim in (profile.involvement, profile.trust) if claim]
    known = [_claim(book, claim) for claim in (*claims, *profile.known)]
    return join((name, bullets(known)))


def _claim(book: Rulebook, claim: Claim) -> Html:
    return join((claim.text, blocks.support(book, "", claim.sources, 1)), " ")
