"""The cards: what a channel is for, why, how sure, and how to go about it."""

from documents.advice.case import APART, MEASURED, Case, claim, duty, measured, why
from documents.labels import ROLES, lower, upper
from dutch import listing
from engine.answer import Duty, Ranked, Reason
from engine.model import Channel
from screens.page import blocks
from screens.page.markup import Html, bullets, join, tag

STRONGEST = 2
NET = "vangnet"
KINDS = {"wet": "Moet volgens de wet", "aanbevolen": "Aanbevolen"}


def cards(case: Case, unfolded: bool = False) -> Html:
    """Return the cards of the chosen channels, and of what always goes with them.

    How to go about a channel is closed, unless `unfolded`.
    """
    chosen = [_card(case, row, unfolded) for row in case.advice.picks() if row.role != NET]
    nets = [_net(case, row, unfolded) for row in case.advice.picks() if row.role == NET]
    return tag("div", *chosen, *nets, class_="kaarten")


def _card(case: Case, row: Ranked, unfolded: bool) -> Html:
    channel = case.channel(row)
    return tag(
        "article",
        tag("p", ROLES[row.role], class_="rol"),
        tag("h4", channel.name),
        _even(case, row),
        tag("h5", "Waarom"),
        bullets([blocks.reason(case, reason, 1) for reason in strongest(row)]),
        _measured(case, row),
        _facts(channel, row),
        _approach(case, channel, unfolded),
        class_=f"kaart {row.role}",
    )


def strongest(row: Ranked) -> list[Reason]:
    """Return the reasons that lift a channel most."""
    up = [r for r in row.reasons if r.counted and r.quality and r.weight > 0]
    return sorted(up, key=lambda r: -r.weight)[:STRONGEST]


def _even(case: Case, row: Ranked) -> Html | None:
    if not row.even_with:
        return None
    names = [case.book.channels[slug].phrase for slug in row.even_with]
    return tag("p", f"Even geschikt als {listing(names)}", class_="vlag")


def _measured(case: Case, row: Ranked) -> Html | None:
    found = [blocks.sentence(case.book, said) for said in measured(case, row)[:STRONGEST]]
    note = tag("p", APART, class_="zacht")
    return join((tag("h5", MEASURED), bullets(found), note)) if found else None


def _facts(channel: Channel, row: Ranked) -> Html:
    keer = round(100 * (row.certainty or 0))
    word = f"{upper(row.certainty_word)}: in" if row.certainty_word else "In"
    sure = f"{word} {keer} van de 100 doorrekeningen bij de beste drie"
    effort = f"{upper(channel.effort)}, klaar in {channel.lead_time}"
    facts = {"Hoe zeker": sure, "Inzet": effort, "Meet dit": channel.measure}
    return tag("dl", *(join((tag("dt", k), tag("dd", v))) for k, v in facts.items()))


def _approach(case: Case, channel: Channel, unfolded: bool) -> Html:
    cautions = [blocks.sentence(case.book, claim(case, c.text, c.sources)) for c in channel.caution]
    return tag(
        "details",
        tag(
            "summary",
            "Zo pak je het aan",
            tag("span", f": {lower(channel.name)}", class_="alleen-lezer"),
        ),
        bullets(channel.how),
        join((tag("h5", "Let op"), bullets(cautions))) if cautions else None,
        tag("h5", "Stem af met"),
        tag("p", f"{upper(listing(list(channel.agree_with)))}."),
        open="" if unfolded else None,
        data_deel=None if unfolded else channel.name,
    )


def _net(case: Case, row: Ranked, unfolded: bool) -> Html:
    """Return the card of a channel that is there because of a duty, not for its rank."""
    channel = case.channel(row)
    duties = [d for d in case.advice.duties if d.met_by == row.channel]
    because = [_duty(case, d) for d in duties]
    return tag(
        "article",
        tag("p", ROLES[row.role], class_="rol"),
        tag("h4", channel.name),
        tag("p", channel.always),
        join(because) if because else tag("p", blocks.sentence(case.book, why(case, row))),
        _measured(case, row),
        _approach(case, channel, unfolded),
        class_="kaart vangnet",
    )


def _duty(case: Case, given: Duty) -> Html:
    told = blocks.sentence(case.book, duty(case, given, named=False))
    return join((tag("h5", KINDS[given.kind]), tag("p", told)))
