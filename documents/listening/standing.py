"""Where the cycle stands, as blocks: desks, forms, decisions, and all schemes in one place."""

from collections.abc import Iterable, Sequence
from datetime import date

from documents.advice.content import plain
from documents.blocks import Block, Heading, Sentence, TableBlock, bullets
from documents.labels import lower, upper
from dutch import day, percent, whole
from listening import knowledge
from listening.counter import DeskLoad
from listening.cycle import LogEntry
from listening.effects import standing
from listening.effects.standing import Standing
from listening.uses import Page, SearchPicture

WORDS = 4  # words of residents for a scheme
NONE = "–"


def blocks(state: Standing, picture: SearchPicture | None, today: date) -> list[Block]:
    """Return desks, forms, decisions, lessons and schemes; nothing for what is not there."""
    parts: list[Block] = []
    if state.desks:
        parts += [Heading("Vragen per onderwerp en kanaal"), _desks(state.desks)]
    for name, steps in state.paths.items():
        parts.append(Heading(upper(plain(name))))
        parts.append(bullets([Sentence(upper(line)) for line in standing.funnel_lines(steps)]))
    if state.log:
        parts += [Heading("Besluiten en volgende stappen"), _log(state.log, today)]
    if learned := [one for one in state.log if one.lesson]:
        lessons = [Sentence(f"{one.subject}: {one.lesson}", f"{day(one.day)}:") for one in learned]
        parts += [Heading("Wat we leerden"), bullets(lessons)]
    if state.pages:
        parts += [Heading("Alle regelingen op één plek"), _pages(state.pages, picture)]
    return parts


def _cells(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text or NONE) for text in texts)


def _desks(loads: Iterable[DeskLoad]) -> TableBlock:
    rows = tuple(
        _cells(
            one.subject,
            one.channel,
            whole(one.count),
            NONE if one.once is None else percent(one.once),
            NONE if one.capacity is None else _week(one.demand or 0, one.capacity),
        )
        for one in loads
    )
    heads = ("Onderwerp", "Kanaal", "Contacten", "In één keer klaar", "Laatste week")
    summary = "Contacten, en hoeveel er in één contact klaar waren"
    return TableBlock(summary, heads, rows, (3, 2, 1.6, 2, 2.6), numeric=(2, 3, 4))


def _week(demand: int, capacity: int) -> str:
    return f"{whole(demand)}, kan {whole(capacity)} aan"


def _log(entries: Iterable[LogEntry], today: date) -> TableBlock:
    rows = tuple(
        _cells(day(one.day), one.subject, one.step, one.decision, _next(one, today),
               f"{one.owner} ({one.role})")
        for one in entries
    )  # fmt: skip
    heads = ("Datum", "Onderwerp", "Stap", "Besluit", "Volgende stap", "Eigenaar")
    return TableBlock("Besluiten met hun volgende stap", heads, rows, (2, 2, 1.6, 3, 3, 2.6))


def _next(one: LogEntry, today: date) -> str:
    due = f", voor {day(one.due)}" if one.due else ""
    return f"{one.next}{due}{' (te laat)' if one.late(today) else ''}" if one.next else ""


def _pages(pages: Sequence[Page], picture: SearchPicture | None) -> TableBlock:
    subjects = knowledge.load().subjects
    rows = tuple(
        (
            Sentence(f"({lower(subjects[one.subject].plain)})", lead=one.scheme),
            *_cells(", ".join(words_of(one.subject, picture))),
            _page(one),
            *_cells(one.channels, one.partner),
        )
        for one in pages
    )
    heads = ("Regeling", "Woorden van inwoners", "Pagina", "Kanalen", "Partner")
    return TableBlock("Regelingen per onderwerp", heads, rows, (3.2, 3, 3.6, 2, 2))


def _page(one: Page) -> Sentence:
    """Return the title and the address of a page; only an address of the web becomes a link."""
    if one.address.startswith(("https://", "http://")):
        return Sentence("", lead=one.title, link=one.address)
    return Sentence(", ".join(filter(None, (one.title, one.address))) or NONE)


def words_of(subject: str, picture: SearchPicture | None) -> tuple[str, ...]:
    """Return words of residents for a subject: those that were counted, else of the vocabulary."""
    sought = [one for one in (picture.subjects if picture else ()) if one.subject.id == subject]
    used = [use.word for one in sought for use in one.uses if not use.official]
    return tuple(used or knowledge.load().subjects[subject].resident)[:WORDS]
