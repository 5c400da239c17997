"""What a change would do to the advices: in numbers, in words and situation by situation."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from documents.labels import ROLES, lower
from dutch import listing
from engine.batch.spreadsheet import BOM, harmless
from engine.compile import Table
from engine.model import Problem, Rulebook
from engine.proof import impact
from engine.proof.comparison import Unlike, place_text
from engine.proof.comparison import shown as shown_value
from engine.proof.impact import Change
from engine.proof.trial import Trial
from engine.proof.visible import CHANNELS
from engine.roles import MAIN, NET
from engine.score import OVERLAP
from screens.page import address, fields, phrases
from screens.page.markup import Html, bullets, join, notice, table, tag

TRACK, PHASE, KIND = "traject", "fase", "gevolg"
NAMES = (TRACK, PHASE, KIND)
STEP = 50
HEADS = ("Situatie", "Was", "Wordt", "Door")
CSV_HEADS = ("Situatie", "Soort", "Wat", "Was", "Wordt", "Door")
OTHER_HEADS = ("Wat", "Was", "Wordt", "Adviezen", "Zoals")
KNOWLEDGE_HEADS = ("Waar", "Was", "Wordt")
MOST = 10  # problems that are named
SITUATION = re.compile(r"^[^/ ]+/[^/ ]+/[^/ ]+/[^/ ]+: ")
OVERLAPS = "overlap van leeftijd en profiel"
UNREADABLE = "Zo kan de kennis niet worden gelezen. Je tekst staat er nog; verbeter dit:"
WHY = (
    "De controle weigert kennis waarin een voorbeeld niet uitkomt. Pas de regel aan, of overleg of "
    "het voorbeeld nog klopt."
)


def show(advice_table: Table, trial: Trial, names: Sequence[str], examples: bool = True) -> None:
    """Show what came of a trial; `names` are the fields that stand on the same page."""
    if trial.problems:
        st.html(_refusal(trial))
    if trial.compared:
        told = tag("p", count_sentence(advice_table, trial), class_="conclusie", data_meld="")
        st.html(join((told, _broken_promises(trial) if examples else None)))
    if trial.changes:
        changes(advice_table.book, trial.changes, names)
    if trial.knowledge:
        st.html(knowledge(trial.knowledge))


def _refusal(trial: Trial) -> Html:
    """Return why a change cannot serve: it cannot be read, or the checks refuse it."""
    said = "De controle laat dit niet toe:" if trial.compared else UNREADABLE
    found = _distinct_problems(trial.problems)
    items, more = found[:MOST], len(found) - MOST
    rest = [f"En nog {more} andere."] if more > 0 else []
    return notice(said, items=[*items, *rest])


def _distinct_problems(problems: Sequence[Problem]) -> list[str]:
    """Return every problem once, with the number of situations it is about."""
    times = Counter((p.file, p.line, SITUATION.sub("", p.message)) for p in problems)
    return [
        f"{Problem(*problem)}" + (f" Dit speelt in {count} situaties." if count > 1 else "")
        for problem, count in times.items()
    ]


def count_sentence(advice_table: Table, trial: Trial) -> str:
    """Return in one sentence how many advices change."""
    of, count = len(advice_table.outcomes), len(trial.changes)
    if not count:
        return f"Geen van de {of} adviezen verandert."
    main = sum(_main(change.before) != _main(change.after) for change in trial.changes)
    verb = "verandert" if count == 1 else "veranderen"
    parts = [f"{kind} in {times}" for kind, times in impact.counts(trial.changes).items() if times]
    return f"{count} van de {of} adviezen {verb}: {listing(parts)}. Een ander hoofdkanaal: {main}."


def in_words(advice_table: Table, trial: Trial) -> str:
    """Return in a few lines what a change does: to the advices, and to the knowledge itself."""
    lines = [
        f"{place_text(one.place)}: {shown_value(one.was, one.now)} → "
        f"{shown_value(one.now, one.was)}"
        for one in trial.knowledge[:MOST]
    ]
    more = len(trial.knowledge) - len(lines)
    lines += [f"en nog {more} andere verschillen"] if more > 0 else []
    return "\n".join([count_sentence(advice_table, trial), *lines])


def changes(book: Rulebook, advice_changes: Sequence[Change], names: Sequence[str]) -> None:
    """Show situation by situation what was, what becomes, and which rules make the difference."""
    with st.container(horizontal=True, key="filters-gevolgen"):
        options = address.options(book)
        track = fields.select(TRACK, "Traject", {"": "Beide trajecten", **options[TRACK]}, names)
        phase = fields.select(PHASE, "Fase", {"": "Alle fasen", **options[PHASE]}, names)
        kind = fields.select(KIND, "Wat verandert", _kinds(advice_changes), names)
    kept = [
        change
        for change in advice_changes
        if track in ("", change.situation.track) and phase in ("", change.situation.phase)
    ]
    if kind == CHANNELS:
        _advices(book, [change for change in kept if change.before != change.after])
    else:
        _differences(book, kept, kind)
    st.download_button(
        "Download de lijst (CSV)",
        data=lambda: changes_csv(book, kept),
        file_name="gevolgen.csv",
        mime="text/csv",
        on_click="ignore",
        key="gevolgen-download",
    )


def _kinds(advice_changes: Sequence[Change]) -> dict[str, str]:
    """Return the kinds of difference that there are, each with in how many advices."""
    counts = impact.counts(advice_changes)
    return {kind: f"{kind} ({times})" for kind, times in counts.items() if times}


def _advices(book: Rulebook, kept: Sequence[Change]) -> None:
    """Show the advices that choose other channels."""
    shown = fields.count("aantal", STEP)
    rows = [_row(book, change) for change in kept[:shown]]
    caption = f"{len(kept)} adviezen die andere kanalen kiezen"
    st.html(table(caption, HEADS, rows, plain=True))
    fields.more("aantal", shown, len(kept), STEP, "adviezen")


def _differences(book: Rulebook, kept: Sequence[Change], kind: str) -> None:
    """Show every difference of a kind once, with in how many advices it is."""
    found: dict[tuple[str, str, str], list[Change]] = {}
    for change in kept:
        for unlike in change.of(kind):
            found.setdefault(_cells(book, unlike), []).append(change)
    shown = fields.count("aantal", STEP)
    rows = [
        (*cells, str(len(of)), phrases.advice_link(book, of[0].situation, new_tab=True))
        for cells, of in list(found.items())[:shown]
    ]
    st.html(table(f"{len(found)} verschillen: {kind}", OTHER_HEADS, rows, (3,), plain=True))
    fields.more("aantal", shown, len(found), STEP, "verschillen")


def _cells(book: Rulebook, unlike: Unlike) -> tuple[str, str, str]:
    """Return what differs, what was and what becomes; channels by their name."""
    names = [book.channels[part].name if part in book.channels else part for part in unlike.place]
    return (
        place_text(tuple(names)).replace("_", " "),
        shown_value(unlike.was, unlike.now),
        shown_value(unlike.now, unlike.was),
    )


def knowledge(differences: Sequence[Unlike]) -> Html:
    """Return every place where the knowledge itself reads otherwise."""
    rows = [
        (place_text(one.place), shown_value(one.was, one.now), shown_value(one.now, one.was))
        for one in differences[:STEP]
    ]
    more = len(differences) - len(rows)
    caption = f"{len(differences)} verschillen in de kennis zelf"
    rest = tag("p", f"En nog {more} andere, in de tekst hierboven.", class_="zacht")
    return join((table(caption, KNOWLEDGE_HEADS, rows), rest if more else None))


def changes_csv(book: Rulebook, advice_changes: Sequence[Change]) -> bytes:
    """Return the changes as a CSV that a Dutch spreadsheet opens."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_HEADS)
    for change in advice_changes:
        where, by = phrases.situation(book, change.situation), _by(change)
        for kind, unlike in change.differences:
            cells = (where, kind, *_cells(book, unlike), by)
            writer.writerow([harmless(cell) for cell in cells])
    return (BOM + out.getvalue()).encode()


def channels_with_roles(book: Rulebook, picks: Sequence[tuple[str, str]]) -> str:
    """Return chosen channels with their roles: "Brief, met website; altijd erbij: telefoon"."""
    name = {slug: book.channels[slug].name for slug, _ in picks if slug in book.channels}
    first = [name.get(slug, slug) for slug, role in picks if role != NET]
    nets = [name.get(slug, slug) for slug, role in picks if role == NET]
    text = ", ".join(first)
    return text + (f"; {lower(ROLES[NET])}: {', '.join(nets)}" if nets else "")


def _main(picks: Sequence[tuple[str, str]]) -> str:
    return next((slug for slug, role in picks if role == MAIN), "")


def _row(book: Rulebook, change: Change) -> tuple[str, ...]:
    link = phrases.advice_link(book, change.situation, new_tab=True)
    return (
        link,
        channels_with_roles(book, change.before),
        channels_with_roles(book, change.after),
        _by(change),
    )


def _by(change: Change) -> str:
    return ", ".join(OVERLAPS if id_ == OVERLAP else id_ for id_ in change.rules)


def _broken_promises(trial: Trial) -> Html:
    parts = {
        "Voorbeelden die hierdoor niet meer uitkomen": trial.broken,
        "Beloften die hierdoor niet meer uitkomen": trial.broken_promises,
        "Voorbeelden en beloften die nu wel uitkomen": trial.mended,
    }
    told = [join((tag("h4", name), bullets(texts))) for name, texts in parts.items() if texts]
    if not told:
        return tag("p", "Alle voorbeelden en beloften komen uit zoals eerst.")
    if trial.broken:
        told.append(tag("p", WHY, class_="zacht"))
    return join(told)
