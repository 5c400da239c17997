"""What stands where the answer comes: what to do, what you get, and an example to look at."""

from collections.abc import Mapping

from documents.labels import lower
from dutch import listing
from engine.model import Rulebook, Situation
from screens.page import address, view
from screens.page.address import AddressAnswers
from screens.page.markup import Html, join, tag
from screens.page.view import View

EXAMPLE = "voorbeeld"  # beside the answers of the example: the page then says that it is one
YES = "ja"
MISSING = {"traject": "een traject", "fase": "een fase"}
OPEN = "Weet je meer over de groep? Vul dat ook in. Weet je het niet, dan krijg je ook een advies."
PROMISES = {
    "Een keuze": "Eén hoofdkanaal en een paar middelen ernaast. Met wat je doet en wat je meet.",
    "Hoe zeker het is": "Wat uit onderzoek komt, wat vakkennis is en wat de wet vraagt.",
    "Een uitleg voor anderen": (
        "Een PDF of Word om door te sturen: de keuze, wie je mist en waarom niet iets anders."
    ),
}
LIMIT = "Het advies helpt kiezen. Het voorspelt niet hoeveel inwoners je bereikt."


def invitation(
    book: Rulebook, address_answers: AddressAnswers, page_view: View, embedded: bool
) -> Html:
    """Return what is to be chosen before there is an advice, and what you then get."""
    todo = listing([name for key, name in MISSING.items() if address_answers.answers[key] is None])
    text = f"Kies {todo}. Dan verschijnt hier je advies."
    return tag(
        "section",
        tag("p", "Je advies", class_="voor"),
        tag("h2", text, class_="uitnodiging", data_meld=""),
        tag("p", OPEN, class_="zacht"),
        _to_example(book, page_view, embedded),
        tag("h3", "Dit krijg je"),
        tag("ul", *_promises(), class_="beloften"),
        tag("p", LIMIT, class_="zacht"),
        class_="leeg",
    )


def is_example(book: Rulebook, situation: Situation | None, params: Mapping[str, str]) -> bool:
    """Tell whether an address shows the example: with another answer it is no longer."""
    return params.get(EXAMPLE) == YES and situation == address.example(book)


def banner(page_view: View, embedded: bool) -> Html:
    """Return what says that an advice is an example, with the way to begin."""
    to = view.behind(address.href("", address.write(page_view.locked)), page_view, embedded)
    begin = tag("a", "Begin zelf", href=to, target="_self")
    return tag("p", tag("b", "Dit is een voorbeeld."), " ", begin, class_="voorbeeld")


def _to_example(book: Rulebook, page_view: View, embedded: bool) -> Html:
    """Return the way to the example; what is locked stays, so then it is an advice as any."""
    facts = {**address.example(book).facts(), **page_view.locked}
    marked = {} if page_view.locked else {EXAMPLE: YES}
    to = view.behind(address.href("", address.write(facts) | marked), page_view, embedded)
    button = tag("a", "Bekijk een voorbeeld", href=to, target="_self", class_="knop")
    told = f"Het voorbeeld: {lower(book.promises[0].name)}."
    about = None if page_view.locked else tag("p", told, class_="zacht")
    return join((tag("p", button), about))


def _promises() -> list[Html]:
    pictures = (_chart(), _steps(), _document())
    return [
        tag("li", picture, tag("b", name), text)
        for picture, (name, text) in zip(pictures, PROMISES.items(), strict=True)
    ]


def _picture(*parts: Html) -> Html:
    return tag("svg", *parts, viewBox="0 0 120 54", aria_hidden="true")


def _chart() -> Html:
    zone = tag("rect", x="78", width="42", height="54", class_="zone")
    rows = ((40, 110, 92, 9), (24, 108, 84, 27), (24, 104, 78, 45))
    lines = [tag("path", d=f"M{a} {y}H{b}", class_="bereik") for a, b, _, y in rows]
    dots = [tag("circle", cx=str(x), cy=str(y), r="6", class_="punt") for _, _, x, y in rows]
    return _picture(zone, *lines, *dots)


def _steps() -> Html:
    steps = [
        tag("rect", x=str(x), y="16", width="34", height="20", rx="3", class_=class_)
        for x, class_ in ((1, "vol"), (42, "vol"), (83, "open"))
    ]
    return _picture(*steps)


def _document() -> Html:
    paper = tag("path", d="M2 1h26l12 12v40H2zM28 1v12h12", class_="open")
    text = tag("path", d="M9 22h24M9 30h24M9 38h24M9 46h14M60 24h60M60 34h60M60 44h38",
               class_="regels")  # fmt: skip
    return _picture(paper, tag("path", d="M60 12h52", class_="bereik"), text)
