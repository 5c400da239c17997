"""What own research tells beside the scores: per channel, in notes, and why residents choose."""

from collections.abc import Iterable, Iterator, Mapping

from dutch import day, whole
from engine.answer import OwnResearch, Ranked, Statement
from engine.local import local_words as words
from engine.local.local_words import Portion
from engine.local.scoring import Place, asked_in
from engine.model import Rulebook, Situation
from engine.model.survey import OwnSurvey

MOTIVE, EXPECTATION = "motief", "verwachting"
RESIDENTS = "Eigen inwoners"
STAY = "vroeg hier niet naar. De regels tellen gewoon, met meer onzekerheid."


def per_channel(book: Rulebook, situation: Situation) -> Mapping[str, tuple[OwnResearch, ...]]:
    """Return channel → what was found, newest first; only the newest survey counts."""
    lines: dict[str, list[OwnResearch]] = {}
    for order, at in enumerate(asked_in(book, situation)):
        for channel in book.surveys[at[0]].rows[at[1]]:
            one = _line(book, situation, at, channel, counts=order == 0)
            lines.setdefault(channel, []).append(one)
    return {channel: tuple(of) for channel, of in lines.items()}


def _line(
    book: Rulebook, situation: Situation, at: Place, channel: str, counts: bool
) -> OwnResearch:
    number, asked = at
    portion = Portion(book, book.surveys[number], asked, channel, situation)
    share, low, high = portion.figures if portion.n else (None, None, None)
    text = words.own_line(portion) if counts else words.beside_line(portion)
    return OwnResearch(words.source_of(number), text, share, low, high, portion.n, counts)


def measured(book: Rulebook, situation: Situation, row: Ranked) -> bool:
    """Tell whether enough of these residents were asked about a channel themselves."""
    at = next(asked_in(book, situation), None)
    if at is None or row.channel not in book.surveys[at[0]].rows[at[1]]:
        return False
    portion = Portion(book, book.surveys[at[0]], at[1], row.channel, situation)
    return portion.n > 0 and not portion.thin


def note(book: Rulebook, situation: Situation) -> str | None:
    """Return which own research counts in an advice, or that it did not ask about this."""
    if not book.surveys:
        return None
    at = next(asked_in(book, situation), None)
    return _named(book.surveys[at[0] if at else 0], counts=at is not None)


def counting(book: Rulebook, situations: Iterable[Situation]) -> tuple[str, ...]:
    """Return which own research counts in any of these situations, newest first."""
    first = {at[0] for one in situations if (at := next(asked_in(book, one), None))}
    return tuple(_named(book.surveys[number], counts=True) for number in sorted(first))


def _named(own: OwnSurvey, counts: bool) -> str:
    about = own.about
    period = f"{day(about.start)} tot en met {day(about.end)}"
    name = f"Eigen onderzoek '{about.title}' ({period}, {whole(about.n)} antwoorden)"
    text = f"{name} {f'telt mee. {words.rules_hold(own)}' if counts else STAY}"
    return f"{words.SIMULATED} {text} {words.NO_DECISION}" if about.simulated else text


def sayings(book: Rulebook, situation: Situation, kind: str) -> Iterator[Statement]:
    """Yield the motives, or expectations, that the newest survey found for a situation."""
    for number, asked in asked_in(book, situation):
        own = [
            one for one in book.surveys[number].sayings if one.asked == asked and one.kind == kind
        ]
        for one in sorted(own, key=lambda one: (-one.share, one.text)):
            text = words.saying(one.share, one.n, one.text)
            marked = words.marked(book.surveys[number], text)
            yield Statement(RESIDENTS, marked, (words.source_of(number),))
        if own:
            return
