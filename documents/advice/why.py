"""Why these channels: reasons, approach, what residents want, what we advise against."""

from collections.abc import Sequence

from documents.advice.case import APART, MEASURED, Case, claim, measured, reason, said
from documents.blocks import (
    Block,
    Columns,
    Flat,
    Heading,
    Paragraph,
    Section,
    Sentence,
    balanced,
    bullets,
)
from documents.labels import ROLES, lower, upper
from dutch import listing
from engine.answer import Ranked, Reason

RATHER_NOT, REFUSED = "Liever niet:", "Kan niet in deze fase:"
AGAINST_NONE = "Er is geen kanaal dat we in deze situatie uitdrukkelijk afraden."


def section(case: Case) -> Section:
    """Return the section with the whole argument."""
    blocks: list[Block] = [
        Heading("Zo leg je het uit"),
        bullets(map(Sentence, case.advice.defence), numbered=True),
    ]
    for row in case.advice.picks():
        blocks += _channel(case, row)
    blocks += [*_residents(case), *_against(case), *_why_not(case)]
    return Section("Waarom deze kanalen", tuple(blocks))


def _channel(case: Case, row: Ranked) -> list[Block]:
    channel = case.channel(row)
    cautions = tuple(claim(case, c.text, c.sources) for c in channel.caution)
    agree = Sentence(f"Stem af met {listing(list(channel.agree_with))}.")
    how: tuple[Flat, ...] = (
        Heading("Zo pak je het aan", 3),
        bullets((*map(Sentence, channel.how), agree)),
    )
    watch: tuple[Flat, ...] = (Heading("Let op", 3), bullets(cautions)) if cautions else ()
    name = f"{channel.name}: {lower(ROLES[row.role])}"
    return [Heading(name), balanced((_reasons(case, row), how, watch)), *_measured(case, row)]


def _measured(case: Case, row: Ranked) -> tuple[Flat, ...]:
    own = measured(case, row)
    note = Paragraph((Sentence(APART),), "note")
    return (Heading(MEASURED, 3), bullets(own), note) if own else ()


def _reasons(case: Case, row: Ranked) -> tuple[Flat, ...]:
    steps = [Paragraph((Sentence(r.because),), "note") for r in row.reasons if not r.quality]
    against = _group(case, "Wat ertegen pleit", _down(row))
    return (*_group(case, "Waarom", _up(row)), *against, *steps)


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
    motives: tuple[Flat, ...] = (
        Heading("Beweegredenen", 3),
        said(case, case.advice.motives),
    )
    expected: tuple[Flat, ...] = (
        Heading("Verwachtingen", 3),
        said(case, case.advice.expectations),
    )
    return [Heading("Wat inwoners beweegt en verwachten"), Columns((motives, expected))]


def _against(case: Case) -> list[Block]:
    found = [*_rather_not(case), *_refused(case)]
    rest: Block = bullets(found) if found else Paragraph((Sentence(AGAINST_NONE),))
    return [Heading("Wat we niet adviseren"), rest]


def _rather_not(case: Case) -> list[Sentence]:
    """Return the channels we advise against, together where the main reason is the same."""
    groups: dict[Sentence, list[str]] = {}
    for row in case.advice.channels:
        if row.role == "liever-niet":
            groups.setdefault(reason(case, _down(row)[0]), []).append(_name(case, row))
    return [
        Sentence(told.text, f"{RATHER_NOT} {listing(names)}.", told.mark, told.sources)
        for told, names in groups.items()
    ]


def _refused(case: Case) -> list[Sentence]:
    """Return the channels that cannot serve this phase, together per reason."""
    groups: dict[str, list[str]] = {}
    for row in case.advice.channels:
        if row.refusal:
            groups.setdefault(row.refusal, []).append(_name(case, row))
    return [
        Sentence(f"{upper(listing(names))}. {refusal}", REFUSED)
        for refusal, names in groups.items()
    ]


def _name(case: Case, row: Ranked) -> str:
    return case.channel(row).beside


def _why_not(case: Case) -> list[Block]:
    asked = tuple(
        Sentence(answer, f"Waarom niet {case.book.channels[slug].beside}?")
        for slug, answer in case.advice.why_not
    )
    return [Heading("Veelgestelde vragen"), bullets(asked)] if asked else []
