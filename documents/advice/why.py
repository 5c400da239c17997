"""Why these channels: reasons, approach, what residents want, what we advise against."""

from collections.abc import Sequence

from documents.advice.case import (
    APART,
    MEASURED,
    RESEARCH,
    Case,
    claim,
    own_measurements,
    own_research,
    reason,
    statement_bullets,
)
from documents.blocks import (
    Block,
    Columns,
    Flat,
    Heading,
    Paragraph,
    Section,
    Sentence,
    bullets,
    in_two_columns,
)
from documents.labels import ROLES, lower, upper
from dutch import listing
from engine.answer import Ranked, Reason

RATHER_NOT, REFUSED = "Ligt niet voor de hand:", "Kan niet in deze fase:"
AGAINST_NONE = "Elk kanaal dat hier kan, ligt ook voor de hand."


def section(case: Case) -> Section:
    """Return the section with the whole argument."""
    blocks: list[Block] = [
        Heading("Zo leg je het uit"),
        bullets(map(Sentence, case.advice.defence), numbered=True),
    ]
    for row in case.advice.picks():
        blocks += _channel(case, row)
    residents, against, questions = _residents(case), _against(case), _why_not(case)
    blocks += [*residents, *against, *questions]
    spare = (tuple(against[2:]), tuple(questions), tuple(residents))
    return Section("Waarom deze kanalen", tuple(blocks), spare=spare)


def _channel(case: Case, row: Ranked) -> list[Block]:
    channel = case.channel(row)
    cautions = tuple(claim(case, c.text, c.sources) for c in case.caution(row))
    agree = Sentence(f"Stem af met {listing(list(channel.agree_with))}.")
    how: tuple[Flat, ...] = (
        Heading("Zo pak je het aan", 3),
        bullets((*case.steps(row), agree)),
    )
    watch: tuple[Flat, ...] = (Heading("Let op", 3), bullets(cautions)) if cautions else ()
    name = f"{channel.name}: {lower(ROLES[row.role])}"
    return [
        Heading(name),
        in_two_columns((_reasons(case, row), how, watch), together=False),
        *_measurements(case, row),
    ]


def _measurements(case: Case, row: Ranked) -> tuple[Flat, ...]:
    own = own_measurements(case, row)
    note = Paragraph((Sentence(APART),), "note")
    return (Heading(MEASURED, 3), bullets(own), note) if own else ()


def _reasons(case: Case, row: Ranked) -> tuple[Flat, ...]:
    steps = [Paragraph((Sentence(r.because),), "note") for r in row.reasons if not r.quality]
    against = _group(case, "Wat ertegen pleit", _down(row))
    older = [line for line in own_research(case, row) if line.mark]
    beside: list[Flat] = [Heading(RESEARCH, 3), bullets(older)] if older else []
    return (*_group(case, "Waarom", _up(row)), *against, *steps, *beside)


def _up(row: Ranked) -> list[Reason]:
    """Return what counts for a channel, strongest first."""
    up = [r for r in row.reasons if r.quality and r.counted and r.weight >= 0]
    return sorted(up, key=lambda r: -r.weight)


def _down(row: Ranked) -> list[Reason]:
    """Return what counts against a channel, strongest first."""
    down = [r for r in row.reasons if r.quality and r.counted and r.weight < 0]
    return sorted(down, key=lambda r: r.weight)


def _group(case: Case, name: str, reasons: Sequence[Reason]) -> list[Flat]:
    if not reasons:
        return []
    return [Heading(name, 3), bullets(reason(case, r) for r in reasons)]


def _residents(case: Case) -> list[Block]:
    """Return what is published of what moves residents and of what they expect."""
    told = (
        ("Beweegredenen", statement_bullets(case, case.advice.motives)),
        ("Verwachtingen", statement_bullets(case, case.advice.expectations)),
    )
    parts: list[tuple[Flat, ...]] = [(Heading(name, 3), of) for name, of in told if of.items]
    title = Heading("Wat inwoners beweegt en verwachten")
    return [title, Columns(tuple(parts), together=False)] if parts else []


def _against(case: Case) -> list[Block]:
    rest = [Paragraph(told) for told in (_rather_not(case), _refusals(case)) if told]
    title = Heading("Wat we niet adviseren")
    return [title, *(rest or [Paragraph((Sentence(AGAINST_NONE),))])]


def _rather_not(case: Case) -> tuple[Sentence, ...]:
    """Return the channels we advise against, together where the main reason is the same."""
    groups: dict[Sentence, list[str]] = {}
    for row in case.advice.channels:
        if row.role == "ligt-niet-voor-de-hand":
            groups.setdefault(reason(case, _down(row)[0]), []).append(_name(case, row))
    told = (
        Sentence(basis.text, f"{upper(listing(names))}.", basis.mark, basis.sources)
        for basis, names in groups.items()
    )
    return (Sentence("", RATHER_NOT), *told) if groups else ()


def _refusals(case: Case) -> tuple[Sentence, ...]:
    """Return the channels that cannot serve this phase, together per reason."""
    groups: dict[str, list[str]] = {}
    for row in case.advice.channels:
        if row.refusal:
            groups.setdefault(row.refusal, []).append(_name(case, row))
    told = (Sentence(refusal, f"{upper(listing(names))}.") for refusal, names in groups.items())
    return (Sentence("", REFUSED), *told) if groups else ()


def _name(case: Case, row: Ranked) -> str:
    return case.channel(row).beside


def none_of(companion: str) -> str:
    """Return "geen brief" for "een brief", and "niet de telefoon" for "de telefoon"."""
    return f"g{companion}" if companion.startswith("een ") else f"niet {companion}"


def _why_not(case: Case) -> list[Block]:
    questions = tuple(
        Sentence(answer, f"Waarom {none_of(case.book.channels[slug].companion)}?")
        for slug, answer in case.advice.why_not
    )
    elsewhere = tuple(
        claim(case, one.answer.text, one.answer.sources, f"Waarom niet {one.name}?")
        for one in case.book.words.elsewhere
    )
    told = (*questions, *elsewhere)
    return [Heading("Veelgestelde vragen"), bullets(told)] if told else []
