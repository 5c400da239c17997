"""What is always in sight: that the plan is saved, what it asks, and who it does not reach."""

from decimal import Decimal
from functools import lru_cache

import streamlit as st

from dutch import amount
from engine import Table
from plans import Plan, check, report
from plans.choice.mix import Mix, judged
from plans.remarks import WRONG, Remark
from screens.page import knowledge
from screens.page.markup import Html, bullets, join, notice, tag
from screens.plan import current
from screens.plan.current import Desk

SHOWN = 3  # who is not reached, before the rest is folded


@lru_cache(maxsize=64)
def _remarks(text: str, digest: str) -> tuple[Remark, ...]:
    return check(current.parsed(text), knowledge.table())


@lru_cache(maxsize=64)
def _judged(text: str, digest: str) -> Mix:
    return judged(current.parsed(text), knowledge.table())


def forget() -> None:
    """Let go of the plans that were read, so that a deleted one is nowhere left."""
    for remembered in (current.parsed, _remarks, _judged):
        remembered.cache_clear()


def remarks(text: str) -> tuple[Remark, ...]:
    """Return what to look at in the plan of a saved text."""
    return _remarks(text, knowledge.table().book.digest)


def mix_of(text: str) -> Mix | None:
    """Return what the channels of a saved text do; None when it has words nobody knows."""
    if any(remark.level == WRONG for remark in remarks(text)):
        return None
    return _judged(text, knowledge.table().book.digest)


def head(desk: Desk) -> None:
    """Show the name of the plan, that it is saved, and undo."""
    plan, version = desk.plan, desk.version
    at = version.saved.astimezone(knowledge.PLACE)
    said = f"Bewaard op {at.day}-{at.month}-{at.year} om {at:%H.%M} uur, versie {version.number}."
    example = tag("span", "Voorbeeld: alles hierin is verzonnen.", class_="vlag")
    with st.container(horizontal=True, key="plan-kop", vertical_alignment="center"):
        flag = example if plan.project.example else None
        st.html(tag("p", tag("strong", plan.project.name), " ", flag, tag("br"),
                    tag("span", said, class_="zacht", role="status")), width="stretch")  # fmt: skip
        earlier = current.before(desk)
        st.button("Maak ongedaan", key="plan-ongedaan", disabled=earlier is None,
                  on_click=current.undo, args=(desk.link, earlier or 1))  # fmt: skip
    for key in ("ongedaan", "plan-kies", "plan-weg"):
        wrong = current.failed().get(key)
        if wrong:
            st.html(notice(wrong.said))


def show(desk: Desk) -> None:
    """Show what the plan asks and who it does not reach."""
    mix = mix_of(desk.version.text)
    table = knowledge.table()
    if mix is None:
        wrong = [r.text for r in remarks(desk.version.text) if r.level == WRONG]
        st.html(notice("Dit plan is nog niet door te rekenen:", items=wrong))
        return
    st.html(join((facts(desk.plan, mix), missed(desk.plan, table, mix))))


def facts(plan: Plan, mix: Mix) -> Html:
    """Return channels, euros and hours against their limits."""
    limits = plan.limits
    actions = [action for action in plan.actions if action.active]
    cost = sum((a.cost or Decimal(0) for a in actions), Decimal(0))
    hours = sum((a.hours or Decimal(0) for a in actions), Decimal(0))
    rows = (
        (
            "Kanalen",
            str(len(mix.channels)),
            str(limits.channels),
            len(mix.channels) > limits.channels,
        ),
        _against("Euro, de kanalen", mix.cost, limits.budget),
        _against("Uren, de kanalen", mix.hours, limits.hours),
        _against("Euro, de acties", cost, limits.budget),
        _against("Uren, de acties", hours, limits.hours),
    )
    items = [
        tag("div", tag("dt", name), tag("dd", f"{used}{f' van {most}' if most else ''}", " ",
            tag("strong", "te veel") if over else None))
        for name, used, most, over in rows
    ]  # fmt: skip
    return tag("dl", *items, class_="plan-feiten")


def _against(name: str, used: Decimal, limit: Decimal | None) -> tuple[str, str, str, bool]:
    most = "" if limit is None else amount(limit)
    return name, amount(used), most, limit is not None and used > limit


def missed(plan: Plan, table: Table, mix: Mix) -> Html:
    """Return who is not reached and which safeguards fail, the first few in sight."""
    if not mix.channels:
        first = "Er zijn nog geen kanalen gekozen. Kies ze bij stap 3."
        return tag(
            "div", tag("p", tag("strong", "Wie bereik je niet? "), first), class_="plan-mist"
        )
    said = [*report.unmet(plan, table.book, mix.unmet), *report.unreached(plan, table.book, mix)]
    title = tag("strong", "Wie bereik je niet?")
    if not said:
        good = " Elke groep wordt in elke fase die telt bereikt, volgens ons model."
        return tag("div", tag("p", title, good), class_="plan-mist goed")
    rest = said[SHOWN:]
    more = tag("details", tag("summary", f"Nog {len(rest)}"), bullets(rest)) if rest else None
    return tag("div", tag("p", title), bullets(said[:SHOWN]), more, class_="plan-mist")
