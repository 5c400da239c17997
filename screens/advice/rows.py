"""The cards are the rows of one chart: the chosen channels large, the next best as thin rows."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from documents.advice.case import (
    APART,
    MEASURED,
    RESEARCH,
    Case,
    duty,
    instruction,
    own_measurements,
    own_research,
)
from documents.labels import CHOSEN, ROLES, fits, upper
from dutch import listing
from engine.answer import Ranked
from engine.argument.approach import how_per_task
from engine.argument.naming import by_name, first_choice
from engine.argument.reasons import lifting, objection, objections
from screens.advice import fit
from screens.page import blocks
from screens.page.markup import Html, bullets, join, tag

MOST = 8  # rows of the chart, cards and thin rows together
NET = "vangnet"
BESIDE = "Ernaast"
LESS = "minder goed"
AXIS = (LESS, "redelijk", "goed")
STRIPE = "Streep: zo ver schuift het als inschattingen veranderen."
KEY = "Punt: hoe goed het past. "
KEY_STRIPE = "Streep: zo ver schuift het als we onze inschattingen wat veranderen. "
OVERLAP = "Liggen strepen over elkaar, dan verschilt het weinig."


def chart(case: Case, opened: bool | None = False) -> Html:
    """Return the chart; a card is closed, open, or has no approach at all (None)."""
    even, _ = first_choice(case.advice.picks())
    even = by_name(case.book, even)
    chosen = [*even, *(row for row in case.advice.picks() if row not in even)]
    cards = [_card(case, row, opened) for row in chosen]
    return tag(
        "section",
        _top(),
        *cards,
        *_others(case, MOST - len(cards)),
        tag("p", KEY, tag("span", KEY_STRIPE, class_="alleen-smal"), OVERLAP, class_="leeswijzer"),
        class_="lijst",
    )


def _top() -> Html:
    words = tag("div", *(tag("span", word) for word in AXIS), class_="as", aria_hidden="true")
    return tag(
        "div",
        tag("h3", "Kanalen en middelen"),
        tag("div", tag("div", "Hoe goed past het?", class_="kolom"), words, class_="balkkop"),
        tag("div", tag("span", STRIPE, class_="streep"), tag("b", "Waarom"), class_="kolom"),
        class_="lijstkop",
    )


def _card(case: Case, row: Ranked, opened: bool | None) -> Html:
    class_ = f"rij {'hoofd' if _leads(case, row) else ''}".strip()
    channel = case.channel(row)
    main = (
        tag("div", tag("h4", channel.name), tag("div", _role(case, row), class_="rol"),
            class_="naam"),
        tag("div", _bar(case, row, True), class_="balk"),
        tag("div", _first_reason(case, row), class_="waarom"),
    )  # fmt: skip
    if opened is None:
        return tag("div", tag("div", *main, class_="regel"), class_=class_)
    way = tag("span", "Aanpak", tag("i", class_="pijl"), class_="open")
    return tag(
        "details",
        tag("summary", *main, way, class_="regel"),
        _approach(case, row),
        class_=class_,
        open="" if opened else None,
        data_deel=f"kaart {channel.name}",
    )


def _leads(case: Case, row: Ranked) -> bool:
    even, _ = first_choice(case.advice.picks())
    return row in even


def _role(case: Case, row: Ranked) -> str:
    """Return "Hoofdkanaal · past goed"; what law or advice adds, or law decides, says that."""
    law = any(d.met_by == row.channel and d.kind == "wet" for d in case.advice.duties)
    if row.role == NET:
        return f"{ROLES[NET]} · {'door de wet' if law else 'aanbevolen'}"
    even, _ = first_choice(case.advice.picks())
    leads = row in even
    if leads and case.advice.argument.sureness.word == "wet":
        return f"{ROLES[row.role]} · door de wet"
    role = "Even geschikt" if leads and len(even) > 1 else ROLES[row.role] if leads else BESIDE
    against = " · met een bezwaar" if objection(row) else ""
    return f"{role} · past {fits(row.suitability or 0)}{against}"


def _bar(case: Case, row: Ranked, chosen: bool) -> Html | None:
    return None if row.suitability is None else fit.bar(row, case.channel(row).name, chosen)


def _first_reason(case: Case, row: Ranked) -> Html:
    """Return why a channel is chosen in one sentence: a duty, or what weighs most."""
    met = next((d for d in case.advice.duties if d.met_by == row.channel), None)
    if row.role == NET and met:
        return blocks.labelled(case, duty(case, met, with_channel=False))
    up = lifting(row)
    return blocks.labelled_reason(case, up[0]) if up else join([case.channel(row).always])


def _approach(case: Case, row: Ranked) -> Html:
    return tag(
        "div",
        _also(case, row),
        tag("div", tag("h5", "Zo pak je het aan"), _steps(case, row)),
        tag("div", _against(case, row), _cautions(case, row)),
        tag("div", _facts(case, row), _own_research(case, row), _own_findings(case, row)),
        class_="aanpak",
    )


def _steps(case: Case, row: Ranked) -> Html:
    """Return how to use a channel here, under the name of the task where there are more."""
    per_task = list(how_per_task(case.book, case.advice.situation, row.channel))
    if len(per_task) == 1:
        return bullets(per_task[0][1])
    return join(join((tag("h6", upper(tasks)), bullets(how))) for tasks, how in per_task)


def _also(case: Case, row: Ranked) -> Html | None:
    rest = [blocks.labelled_reason(case, r, True) for r in lifting(row)[row.role != NET :]]
    return tag("div", tag("h5", "Ook daarom"), bullets(rest), class_="ook") if rest else None


def _against(case: Case, row: Ranked) -> Html | None:
    reasons = [blocks.labelled_reason(case, r, True) for r in objections(row)]
    return join((tag("h5", "Wat ertegen pleit"), bullets(reasons))) if reasons else None


def _cautions(case: Case, row: Ranked) -> Html | None:
    claims = [instruction(case, c.text, c.sources) for c in case.caution(row)]
    said = [blocks.labelled(case, claim, True) for claim in claims]
    return join((tag("h5", "Let op"), bullets(said))) if said else None


def _facts(case: Case, row: Ranked) -> Html:
    channel = case.channel(row)
    facts = {
        "Inzet": f"{upper(channel.effort)}, klaar in {channel.lead_time}",
        "Meet dit": case.measure(row),
        "Stem af met": f"{upper(listing(list(channel.agree_with)))}.",
    }
    return join(join((tag("h5", name), tag("p", text))) for name, text in facts.items())


def _own_research(case: Case, row: Ranked) -> Html | None:
    lines = [blocks.labelled(case, line) for line in own_research(case, row)]
    return join((tag("h5", RESEARCH), bullets(lines))) if lines else None


def _own_findings(case: Case, row: Ranked) -> Html | None:
    own = [blocks.sentence(case.book, finding) for finding in own_measurements(case, row)]
    if not own:
        return None
    return join((tag("h5", MEASURED), bullets(own), tag("p", APART, class_="zacht")))


def _others(case: Case, room: int) -> Iterable[Html]:
    """Yield the next best channels, at most `room`, in two groups."""
    rest = [
        row
        for row in case.advice.channels
        if row.role not in CHOSEN and row.suitability is not None
    ][: max(room, 0)]
    for less, rows in groupby(rest, key=lambda row: fits(row.suitability or 0) == LESS):
        yield _group(case, f"Past {LESS}" if less else "Past ook", list(rows))


def _group(case: Case, title: str, rows: Sequence[Ranked]) -> Html:
    top = tag("div", tag("h4", title), tag("div", fit.axis(), class_="balk"), class_="groep")
    short = {rule.id: rule.short for rule in case.book.rules if rule.short}
    return join((top, tag("ul", *(_thin(case, row, short) for row in rows), class_="dunne")))


def _thin(case: Case, row: Ranked, short: Mapping[str, str]) -> Html:
    return tag(
        "li",
        tag("div", case.channel(row).name),
        tag("div", _bar(case, row, False), class_="balk"),
        tag("div", phrase(row, short), class_="waarom"),
        class_="dun",
    )


def phrase(row: Ranked, short: Mapping[str, str]) -> str | None:
    """Return what says most about a channel that was not chosen, in the few words of its rule."""
    pro, con = lifting(row), objections(row)
    first, second = (con, pro) if fits(row.suitability or 0) == LESS else (pro, con)
    best = next(iter((*first, *second)), None)
    return (short.get(best.rule) or best.because) if best else None
