"""The questions: their words, and each as a group of radio buttons."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from engine.model import DIMENSIONS, UNKNOWN, Rulebook
from screens.advice import guide
from screens.page import address
from screens.page.address import AddressAnswers
from screens.page.frame import void
from screens.page.markup import Html, join, tag

NOTHING: Mapping[str, str] = MappingProxyType({})
PANE = "vragen-vlak"
STAKE = DIMENSIONS[-1]
UNMARKED = AddressAnswers(dict.fromkeys(DIMENSIONS))
OPTIONAL = DIMENSIONS[len(address.REQUIRED) :]
PRECISER = "Maak het preciezer"
HINT = "Leeftijd, profiel, of wat er op het spel staat"
FIXED = "Dit staat al vast:"
LABELS = {
    "traject": "1. Om wat voor traject gaat het?",
    "fase": "2. In welke fase zit je?",
    "leeftijd": "3. Welke leeftijd heeft je doelgroep vooral?",
    "profiel": "4. Welk betrokkenheidsprofiel past het best?",
    "belang": "5. Wat staat er op het spel?",
}
HELP = {
    "fase": "Twijfel je? Kies wat inwoners nu als eerste van je merken.",
    "leeftijd": "Kies alleen een groep als die duidelijk de meerderheid is.",
    "belang": "Weet je het nog niet? Laat deze vraag dan open.",
}


def pieces(
    book: Rulebook, address_answers: AddressAnswers, locked: Mapping[str, str], marked: bool = False
) -> Iterator[Html]:
    """Yield the questions as HTML; without marked answers most stays the same at a change."""
    if address_answers.situation and len(locked) < len(DIMENSIONS):
        yield _answers_box(book, address_answers)
    if locked:
        yield _locked_answers(book, locked)
    marks = address_answers if marked else UNMARKED
    track = address_answers.answers["traject"]
    for key in address.REQUIRED:
        if key not in locked:
            help_id = key == "fase" and address_answers.answers[key] is None
            tracks = [track] if track else []
            yield fieldset(book, key, label(key, locked), marks, tracks, with_help=help_id)
    if address_answers.situation:
        yield tag("p", tag("a", "Naar je advies", href="#advies"), class_="naar-advies")
    if any(key not in locked for key in OPTIONAL):
        yield _preciser(book, address_answers, locked, marks)


def _answers_box(book: Rulebook, address_answers: AddressAnswers) -> Html:
    """Return the answers in one box with the way to change them, for a narrow screen."""
    names = address.options(book)
    given = [(key, value) for key, value in address.write(address_answers.answers).items()]
    line = " · ".join(names[key][value] for key, value in given)
    change = tag("button", "Wijzig", type="button", class_="tekstknop", aria_expanded="false",
                 data_klap="", id="wijzig")  # fmt: skip
    return tag("div", tag("span", line), change, class_="keuzeregel")


def _preciser(
    book: Rulebook,
    address_answers: AddressAnswers,
    locked: Mapping[str, str],
    marks: AddressAnswers,
) -> Html:
    """Return the questions that make it more precise: closed until one of them is answered."""
    keys = [key for key in OPTIONAL if key not in locked and is_asked(key, address_answers)]
    used = any(address_answers.answers[key] not in (None, UNKNOWN) for key in keys)
    lines = [_line(book, key, address_answers, locked, marks) for key in keys]
    hint = tag("span", HINT, class_="hulp") if not used else None
    head = tag("summary", tag("span", tag("b", PRECISER), hint), _arrow())
    return tag(
        "details", head, *lines, class_="preciezer", data_deel=PRECISER, open="" if used else None
    )


def _line(
    book: Rulebook,
    key: str,
    address_answers: AddressAnswers,
    locked: Mapping[str, str],
    marks: AddressAnswers,
) -> Html:
    """Return a question as a line that shows its answer and opens its choices."""
    answer = address.options(book)[key][address_answers.answers[key] or UNKNOWN]
    shown = tag("span", tag("b", address.TITLES[key]), tag("span", answer, class_="hulp"))
    track = address_answers.answers["traject"]
    return tag(
        "details",
        tag("summary", shown, _arrow()),
        fieldset(book, key, label(key, locked), marks, [track] if track else []),
        guide.guide(book) if key == guide.PROFILE else None,
        class_="vraag",
        data_deel=address.TITLES[key],
    )


def _arrow() -> Html:
    return tag("i", class_="pijl")


def is_asked(key: str, address_answers: AddressAnswers) -> bool:
    """Tell whether a question can be asked yet: what is at stake depends on the track."""
    return key != STAKE or address_answers.answers["traject"] is not None


def _locked_answers(book: Rulebook, locked: Mapping[str, str]) -> Html:
    """Return the answers that are locked."""
    rows = answer_terms(book, locked)
    return tag("div", tag("p", FIXED), tag("dl", *rows), class_="vast")


def answer_terms(book: Rulebook, locked: Mapping[str, str]) -> list[Html]:
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
    book: Rulebook,
    key: str,
    legend: str,
    address_answers: AddressAnswers,
    explain_tracks: Sequence[str] | None = None,
    with_help: bool = True,
) -> Html:
    """Return a question under the words `legend`, with the answer of `address_answers` marked.

    A phase means something else per track: `explain_tracks` are the tracks that are told of, and
    without any it is said in general; when it is left out, all of them until a track is chosen.
    """
    help_id = f"hulp-{key}" if with_help and help_text(book, key) else None
    tracks = _tracks(book, address_answers) if explain_tracks is None else explain_tracks
    names = address.stakes(book, tracks[0]) if key == STAKE else address.options(book)[key]
    choices = [
        _choice(book, address_answers, tracks, key, slug, name) for slug, name in names.items()
    ]
    return tag(
        "fieldset",
        tag("legend", legend),
        tag("p", help_text(book, key), class_="hulp", id=help_id) if help_id else None,
        tag("div", *choices, class_="keuzes"),
        aria_describedby=help_id,
    )


def _tracks(book: Rulebook, address_answers: AddressAnswers) -> Sequence[str]:
    chosen = address_answers.answers["traject"]
    return [chosen] if chosen else list(book.tracks)


def _choice(
    book: Rulebook,
    address_answers: AddressAnswers,
    tracks: Sequence[str],
    key: str,
    slug: str,
    name: str,
) -> Html:
    id_ = f"{key}-{slug}"
    told = _explanation(book, tracks, key, slug)
    button = void(
        "input",
        type="radio",
        id=id_,
        name_=key,
        value=slug,
        checked="checked" if address_answers.answers[key] == slug else None,
        required="required" if key in address.REQUIRED else None,
        aria_describedby=f"{id_}-uitleg" if told else None,
    )
    more = tag("div", *told, class_="hulp", id=f"{id_}-uitleg") if told else None
    return tag("div", button, tag("label", name, for_=id_), more, class_="keuze")


def _explanation(book: Rulebook, tracks: Sequence[str], key: str, slug: str) -> list[Html]:
    """Return what a choice means."""
    if key == "fase":
        general = [tag("p", book.phases[slug].explanation)]
        return [_step(book, slug, track, len(tracks) > 1) for track in tracks] or general
    if key == "traject":
        return [tag("p", book.tracks[slug].description)]
    if key == "profiel":
        nothing = tag("p", guide.NOTHING) if guide.is_unknown(book, slug) else None
        return [tag("p", _short(book.profiles[slug].description)), *filter(None, [nothing])]
    if key == STAKE:
        return [tag("p", book.stakes[slug].description)]
    return []


def _step(book: Rulebook, phase: str, track: str, with_name: bool) -> Html:
    name = tag("b", f"{book.tracks[track].name}:") if with_name else None
    return tag("p", join((name, book.phases[phase].per_track[track].explanation), " "))


def _short(description: str) -> str:
    """Return the first sentence: who they are, without what to do about it."""
    return description.split(". ")[0].rstrip(".") + "."


def help_text(book: Rulebook, key: str) -> str | None:
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
