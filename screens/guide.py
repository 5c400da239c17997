"""Help with the question on profiles: from what is known of a group to a profile, or to none."""

from collections.abc import Iterator, Mapping

from documents.labels import listing, upper
from engine.model import UNKNOWN, Claim, Profile, Rulebook
from screens import blocks, fields
from screens.markup import Html, bullets, join, tag

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


def guide(book: Rulebook, params: Mapping[str, str]) -> Html:
    """Return the closed help; a name in it opens the address with that profile chosen."""
    return tag(
        "details",
        tag("summary", TITLE),
        tag("p", START),
        tag("p", tag("strong", "Wat valt je op?")),
        bullets(_traits(book)),
        tag("p", tag("strong", "Wat is er van elk profiel gepubliceerd?")),
        bullets(
            _told(book, slug, profile, params)
            for slug, profile in book.profiles.items()
            if slug != UNKNOWN
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


def _told(book: Rulebook, slug: str, profile: Profile, params: Mapping[str, str]) -> Html:
    link = fields.href("", {**params, PROFILE: slug})
    name = tag("a", profile.name, href=link, target="_self")
    claims = [claim for claim in (profile.involvement, profile.trust) if claim]
    known = [_claim(book, claim) for claim in (*claims, *profile.known)]
    return join((name, bullets(known)))


def _claim(book: Rulebook, claim: Claim) -> Html:
    return join((claim.text, blocks.support(book, "", claim.sources, 1)), " ")
