"""The four questions: their words, and each as a group of radio buttons."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from engine.model import DIMENSIONS, UNKNOWN, Rulebook
from screens.advice import guide
from screens.page import address
from screens.page.address import Asked
from screens.page.frame import void
from screens.page.markup import Html, join, tag

NOTHING: Mapping[str, str] = MappingProxyType({})
PANE = "vragen-vlak"
UNMARKED = Asked(dict.fromkeys(DIMENSIONS))
FIXED = "Dit staat al vast:"
LABELS = {
    "traject": "1. Om wat voor traject gaat het?",
    "fase": "2. In welke fase zit je?",
    "leeftijd": "3. Welke leeftijd heeft je doelgroep vooral?",
    "profiel": "4. Welk betrokkenheidsprofiel past het best?",
}
HELP = {
    "fase": "Twijfel je? Kies wat inwoners nu als eerste van je merken.",
    "leeftijd": "Kies alleen een groep als die duidelijk de meerderheid is.",
}


def pieces(
    book: Rulebook, asked: Asked, locked: Mapping[str, str], marked: bool = False
) -> Iterator[Html]:
    """Yield the questions as HTML; without marked answers most stays the same at a change."""
    if locked:
        yield _fixed(book, locked)
    marks = asked if marked else UNMARKED
    track = asked.answers["traject"]
    for key in DIMENSIONS:
        if key not in locked:
            yield fieldset(book, key, label(key, locked), marks, [track] if track else [])
            if key == guide.PROFILE:
                yield guide.guide(book)
        if key == address.REQUIRED[-1] and asked.situation:
            yield tag("p", tag("a", "Naar je advies", href="#advies"), class_="alleen-smal")


def _fixed(book: Rulebook, locked: Mapping[str, str]) -> Html:
    """Return the answers that are locked."""
    rows = answered(book, locked)
    return tag("div", tag("p", FIXED), tag("dl", *rows), class_="vast")


def answered(book: Rulebook, locked: Mapping[str, str]) -> list[Html]:
    """Return the answers that are locked, as terms with what they are."""
    names = address.options(book)
    return [
        join((tag("dt", address.TITLES[key]), tag("dd", names[key][answer])))
        for key, answer in locked.items()
    ]


def label(key: str, locked: Mapping[str, str] = NOTHING) -> str:
    """Return the question, numbered among those that are asked."""
    asked = [key for key in LABELS if key not in locked]
    return f"{asked.index(key) + 1}. {LABELS[key].partition('. ')[2]}"


def fieldset(
    book: Rulebook, key: str, told: str, asked: Asked, explained: Sequence[str] | None = None
) -> Html:
    """Return a question under the words `told`, with the answer of `asked` marked.

    A phase means something else per track: `explained` are the tracks that are told of, and all
    of them until a track is chosen when it is left out.
    """
    help_id = f"hulp-{key}" if helped(book, key) else None
    tracks = _tracks(book, asked) if explained is None else explained
    names = address.options(book)[key]
    choices = [_choice(book, asked, tracks, key, slug, name) for slug, name in names.items()]
    return tag(
        "fieldset",
        tag("legend", told),
        tag("p", helped(book, key), class_="hulp", id=help_id) if help_id else None,
        tag("div", *choices, class_="keuzes"),
        aria_describedby=help_id,
    )


def _tracks(book: Rulebook, asked: Asked) -> Sequence[str]:
    chosen = asked.answers["traject"]
    return [chosen] if chosen else list(book.tracks)


def _choice(
    book: Rulebook, asked: Asked, tracks: Sequence[str], key: str, slug: str, name: str
) -> Html:
    id_ = f"{key}-{slug}"
    told = _explained(book, tracks, key, slug)
    button = void(
        "input",
        type="radio",
        id=id_,
        name_=key,
        value=slug,
        checked="checked" if asked.answers[key] == slug else None,
        required="required" if key in address.REQUIRED else None,
        aria_describedby=f"{id_}-uitleg" if told else None,
    )
    more = tag("div", *told, class_="hulp", id=f"{id_}-uitleg") if told else None
    return tag("div", button, tag("label", name, for_=id_), more, class_="keuze")


def _explained(book: Rulebook, tracks: Sequence[str], key: str, slug: str) -> list[Html]:
    """Return what a choice means."""
    if key == "fase":
        return [_step(book, slug, track, len(tracks) > 1) for track in tracks]
    if key == "traject":
        return [tag("p", book.tracks[slug].description)]
    if key == "profiel":
        return [tag("p", _short(book.profiles[slug].description))]
    return []


def _step(book: Rulebook, phase: str, track: str, named: bool) -> Html:
    name = tag("b", f"{book.tracks[track].name}:") if named else None
    return tag("p", join((name, book.phases[phase].per_track[track].explanation), " "))


def _short(description: str) -> str:
    """Return the first sentence: who they are, without what to do about it."""
    return description.split(". ")[0].rstrip(".") + "."


def helped(book: Rulebook, key: str) -> str | None:
    """Return the help with a question, if it has any."""
    return _edition(book) if key == "profiel" else HELP.get(key)


def _edition(book: Rulebook) -> str:
    owned = {
        (p.owner, p.edition) for slug, p in book.profiles.items() if slug != UNKNOWN and p.owner
    }
    of = " en ".join(f"{owner}, editie {edition}" for owner, edition in sorted(owned, key=str))
    return (
        f"De namen en het model zijn van {of}. Staan er andere namen in je gebiedsrapport? "
        "Laat deze vraag dan open."
    )
