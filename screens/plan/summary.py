"""What is always in sight: that the plan is saved, what it asks, and who it does not reach."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import streamlit as st

from engine import Table
from engine.model import Rulebook
from plans import Plan, bill, check, report
from plans.board.suitability import all_suits, choice_part
from plans.choice.mix import Mix, mix_in_plan
from plans.choice.relay import Suits
from plans.money import totals
from plans.remarks import WRONG, Remark
from screens.page import knowledge
from screens.page.markup import Html, bullets, join, notice, tag
from screens.plan import current
from screens.plan.current import OpenPlan

WHOLE = ("ongedaan", "plan-kies", "plan-weg")  # what is no field, but the plan as a whole
SHOWN = 3  # who is not reached, before the rest is folded


@lru_cache(maxsize=64)
def _remarks(text: str, digest: str, today: date) -> tuple[Remark, ...]:
    return check(current.parse_plan(text), knowledge.table(), today)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A plan as the choice of channels sees it: two that differ only in actions are the same."""

    part: str
    digest: str
    plan: Plan = field(compare=False)


@lru_cache(maxsize=64)
def _mix(choice: _Choice) -> Mix:
    return mix_in_plan(choice.plan, knowledge.table())


@lru_cache(maxsize=64)
def _suits(choice: _Choice) -> Suits:
    return all_suits(choice.plan, knowledge.table())


def _choice(text: str) -> _Choice:
    plan = current.parse_plan(text)
    return _Choice(choice_part(plan), knowledge.table().book.digest, plan)


def forget() -> None:
    """Let go of the plans that were read, so that a deleted one is nowhere left."""
    for remembered in (current.parse_plan, _remarks, _mix, _suits):
        remembered.cache_clear()


def remarks(text: str) -> tuple[Remark, ...]:
    """Return what to look at in the plan of a saved text."""
    return _remarks(text, knowledge.table().book.digest, knowledge.today())


def mix_of(text: str) -> Mix | None:
    """Return what the channels of a saved text do; None when it has words nobody knows."""
    if any(remark.level == WRONG for remark in remarks(text)):
        return None
    return _mix(_choice(text))


def suits(text: str) -> Suits:
    """Return per cell of a saved text how well every channel fits that can serve it."""
    return _suits(_choice(text))


def head(open_plan: OpenPlan) -> None:
    """Show the name of the plan, that it is saved, and undo."""
    plan, version = open_plan.plan, open_plan.version
    at = version.saved.astimezone(knowledge.PLACE)
    said = f"Bewaard op {at.day}-{at.month}-{at.year} om {at:%H.%M} uur, versie {version.number}."
    with st.container(horizontal=True, key="plan-kop", vertical_alignment="center"):
        name = tag("h2", plan.project.name, " ", example_flag(plan))
        st.html(join((name, tag("p", said, class_="zacht", role="status"))), width="stretch")
        steps = current.undo_steps(open_plan.link)
        st.button("Maak ongedaan", key="plan-ongedaan", disabled=steps.undo is None,
                  on_click=current.undo, args=(open_plan.link, steps.undo or 1))  # fmt: skip
        st.button("Doe opnieuw", key="plan-opnieuw-doen", disabled=steps.redo is None,
                  on_click=current.undo, args=(open_plan.link, steps.redo or 1))  # fmt: skip
    _faults()


def example_flag(plan: Plan) -> Html | None:
    """Return the mark of an example, whoever looks at it."""
    text = "Voorbeeld: alles hierin is verzonnen."
    return tag("span", text, class_="vlag") if plan.project.example else None


def _faults() -> None:
    """Show everything that was not saved, with the way to its field."""
    faults = current.faults()
    whole = [fault.message for fault in faults if fault.field in WHOLE]
    if whole:
        st.html(notice(*whole))
    links = [
        tag("a", fault.message, href=f"#fout-{fault.field}", data_naar=fault.field)
        for fault in faults
        if fault.field not in WHOLE
    ]
    if links:
        st.html(notice(items=links, title="Dit is nog niet bewaard"))


def show(open_plan: OpenPlan) -> None:
    """Show what the plan asks and who it does not reach."""
    mix = mix_of(open_plan.version.text)
    table = knowledge.table()
    if mix is None:
        wrong = [r.text for r in remarks(open_plan.version.text) if r.level == WRONG]
        st.html(notice("Dit plan is nog niet door te rekenen:", items=wrong))
        return
    st.html(join((facts(open_plan.plan, table.book, mix), unreached(open_plan.plan, table, mix))))


def facts(plan: Plan, book: Rulebook, mix: Mix) -> Html:
    """Return channels, euros and hours against their limits, as the board has them."""
    most, used = plan.limits.channels, len(mix.channels)
    total = totals(plan, book, mix.phases)
    rows = (
        ("Kanalen", f"{used} van {most}", used > most),
        ("Euro", bill.figure(total.euro), total.euro.verdict == "te veel"),
        ("Uren", bill.figure(total.uur), total.uur.verdict == "te veel"),
    )
    much = tag("strong", "te veel")
    items = [
        tag("div", tag("dt", name), tag("dd", figure, " ", much if over else None))
        for name, figure, over in rows
    ]
    return tag("dl", *items, class_="plan-feiten")


def unreached(plan: Plan, table: Table, mix: Mix) -> Html:
    """Return who is not reached and which safeguards fail, the first few in sight."""
    title = tag("h2", "Wie bereik je niet?")
    if not mix.channels:
        first = "Er zijn nog geen kanalen gekozen. Kies ze op het bord."
        return tag("div", title, tag("p", first), class_="plan-mist")
    said = [
        *report.need_sentences(plan, table.book, mix.unmet),
        *report.unreached_sentences(plan, table.book, mix),
    ]
    if not said:
        good = "Elke groep wordt in elke fase die telt bereikt, volgens ons model."
        return tag("div", title, tag("p", good), class_="plan-mist goed")
    rest = said[SHOWN:]
    more = tag("details", tag("summary", f"Nog {len(rest)}"), bullets(rest)) if rest else None
    return tag("div", title, bullets(said[:SHOWN]), more, class_="plan-mist")
