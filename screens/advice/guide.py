"""Help with the question on profiles: what is known of the group, and where to find that."""

from collections.abc import Iterator

from documents.labels import upper
from engine.model import QUALITIES, UNKNOWN, Rulebook
from screens.page.markup import Html, bullets, join, tag

PROFILE = "profiel"
TITLE = "Weet je niet welk profiel past?"
START = "Raad niet op leeftijd of huizen. Zoek op wat er over de groep bekend is:"
PLACES = (
    "In het gebiedsrapport van de wijk of het dorp. Daar staan de profielen vaak in.",
    "Bij de onderzoeker van je organisatie. Vraag naar dit model en deze editie.",
    "Bij collega’s die er vaak komen, zoals de wijkmanager of de jongerenwerker.",
)
ASK = "Wat weet je van deze inwoners?"
OPEN = "Herken je geen profiel, of meer dan een? Laat de vraag open. Ook dan krijg je een advies."
NOTHING = "Over welke kanalen deze groep kiest, is niets bekend. We gaan af op vakkennis."


def guide(book: Rulebook) -> Html:
    """Return the closed help; a button in it chooses the profile that it names."""
    return tag(
        "details",
        tag("summary", TITLE),
        tag("p", START),
        bullets(PLACES),
        tag("p", ASK),
        bullets(_traits(book)),
        tag("p", OPEN),
        class_="wijzer",
        data_deel=TITLE,
    )


def is_unknown(book: Rulebook, profile: str) -> bool:
    """Tell whether a profile tells us nothing, and all that rules say of it is vakkennis."""
    grades = {rule.quality for rule in book.rules if profile in rule.when.get(PROFILE, ())}
    derived = any(profile in d.when.get(PROFILE, ()) for d in book.derivations)
    return profile != UNKNOWN and not derived and grades <= {QUALITIES[-1]}


def _traits(book: Rulebook) -> Iterator[Html]:
    """Yield what can be known of residents, with the profiles that it points to."""
    for derived in book.derivations:
        if set(derived.when) == {PROFILE}:
            ((fact, value),) = derived.then.items()
            names = [_choose(book, slug) for slug in derived.when[PROFILE]]
            yield join((f"{upper(book.words.facts[fact][value])}? ", *names))


def _choose(book: Rulebook, slug: str) -> Html:
    name = book.profiles[slug].name
    return tag("button", name, type="button", class_="knop", data_kies=f"{PROFILE}-{slug}")
