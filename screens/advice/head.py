"""The top of an advice: whom it is for, what to do, how sure that is and what it rests on."""

from documents.advice.case import Case
from engine.argument.parts import Argument, Sureness
from screens.page.markup import Html, join, tag, unbroken

LAW = "wet"
STEPS = 3


def head(case: Case) -> Html:
    """Return the line of answers, the headline and the statement of certainty."""
    argument = case.advice.argument
    aloud = f"Advies voor {argument.situation}. {argument.headline_text}"
    return tag(
        "section",
        tag("h2", "Advies", class_="alleen-lezer"),
        tag("p", "Advies voor ", tag("b", argument.situation), class_="voor"),
        tag(
            "p",
            headline(argument),
            class_="conclusie",
            id="advies",
            tabindex="-1",
            data_meld=aloud,
        ),
        tag("p", " ".join(argument.always), class_="altijd") if argument.always else None,
        tag("div", _sure(argument.sureness), _rests(argument), class_="zekerheid"),
    )


def headline(argument: Argument) -> Html:
    """Return the headline, with its main channel standing out; in a tie all that are even."""
    pieces = ((unbroken(p.text), p.main) for p in argument.headline)
    return join(tag("em", text) if main else text for text, main in pieces)


def _sure(sure: Sureness) -> Html:
    mark = tag("span", "Wet", class_="wettag") if sure.word == LAW else _steps(sure.steps)
    return _statement(f"{sure.question} {sure.title}", sure.text, mark)


def _rests(argument: Argument) -> Html:
    basis = argument.basis
    return _statement(f"{basis.question} {basis.title}", f"{basis.text} {argument.reach}")


def _statement(title: str, text: str, mark: Html | None = None) -> Html:
    return tag("div", tag("h3", title, " " if mark else None, mark), tag("p", text))


def _steps(full: int) -> Html:
    steps = (tag("i", class_="vol" if step < full else None) for step in range(STEPS))
    return tag("span", *steps, class_="treden", aria_hidden="true")
