"""What a change would do to the advices: in numbers, in words and situation by situation."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from documents.labels import ROLES, lower
from engine.batch.spreadsheet import BOM, harmless
from engine.compile import Table
from engine.model import Problem, Rulebook
from engine.proof.impact import Change
from engine.proof.trial import Trial
from engine.roles import MAIN, NET
from engine.score import OVERLAP
from screens.page import address, fields, phrases
from screens.page.markup import Html, bullets, join, notice, table, tag

TRACK, PHASE = "traject", "fase"
NAMES = (TRACK, PHASE)
STEP = 50
HEADS = ("Situatie", "Was", "Wordt", "Door")
MOST = 10  # problems that are named
SITUATION = re.compile(r"^[^/ ]+/[^/ ]+/[^/ ]+/[^/ ]+: ")
OVERLAPS = "overlap van leeftijd en profiel"
UNREADABLE = "Zo kan de kennis niet worden gelezen. Je tekst staat er nog; verbeter dit:"
WHY = (
    "De controle weigert kennis waarin een voorbeeld niet uitkomt. Pas de regel aan, of overleg of "
    "het voorbeeld nog klopt."
)


def show(found: Table, trial: Trial, names: Sequence[str], examples: bool = True) -> None:
    """Show what came of a trial; `names` are the fields that stand on the same page."""
    if trial.problems:
        st.html(_refused(trial))
    if trial.compared:
        told = tag("p", counted(found, trial), class_="conclusie", data_meld="")
        st.html(join((told, _broken(trial) if examples else None)))
    if trial.changes:
        changes(found.book, trial.changes, names)


def _refused(trial: Trial) -> Html:
    """Return why a change cannot serve: it cannot be read, or the checks refuse it."""
    said = "De controle laat dit niet toe:" if trial.compared else UNREADABLE
    found = _grouped(trial.problems)
    items, more = found[:MOST], len(found) - MOST
    rest = [f"En nog {more} andere."] if more > 0 else []
    return notice(said, items=[*items, *rest])


def _grouped(problems: Sequence[Problem]) -> list[str]:
    """Return every problem once, with the number of situations it is about."""
    times = Counter((p.file, p.line, SITUATION.sub("", p.message)) for p in problems)
    return [
        f"{Problem(*problem)}" + (f" Dit speelt in {count} situaties." if count > 1 else "")
        for problem, count in times.items()
    ]


def counted(found: Table, trial: Trial) -> str:
    """Return in one sentence how many advices change."""
    of, count = len(found.outcomes), len(trial.changes)
    if not count:
        none = f"Geen van de {of} adviezen kiest andere kanalen."
        return f"{none} Punten en zekerheid kunnen wel iets verschuiven."
    main = sum(_main(change.before) != _main(change.after) for change in trial.changes)
    verb = "verandert" if count == 1 else "veranderen"
    return f"{count} van de {of} adviezen {verb}; {main} daarvan krijgen een ander hoofdkanaal."


def changes(book: Rulebook, found: Sequence[Change], names: Sequence[str]) -> None:
    """Show situation by situation what was, what becomes, and which rules make the difference."""
    with st.container(horizontal=True, key="filters-gevolgen"):
        options = address.options(book)
        track = fields.select(TRACK, "Traject", {"": "Beide trajecten", **options[TRACK]}, names)
        phase = fields.select(PHASE, "Fase", {"": "Alle fasen", **options[PHASE]}, names)
    kept = [
        change
        for change in found
        if track in ("", change.situation.track) and phase in ("", change.situation.phase)
    ]
    shown = fields.count("aantal", STEP)
    rows = [_row(book, change) for change in kept[:shown]]
    caption = f"{len(kept)} adviezen die veranderen"
    st.html(table(caption, HEADS, rows, plain=True))
    fields.more("aantal", shown, len(kept), STEP, "adviezen")
    st.download_button(
        "Download de lijst (CSV)",
        data=lambda: listed(book, kept),
        file_name="gevolgen.csv",
        mime="text/csv",
        on_click="ignore",
        key="gevolgen-download",
    )


def listed(book: Rulebook, found: Sequence[Change]) -> bytes:
    """Return the changes as a CSV that a Dutch spreadsheet opens."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEADS)
    for change in found:
        cells = (phrases.situation(book, change.situation), said(book, change.before),
                 said(book, change.after), _by(change))  # fmt: skip
        writer.writerow([harmless(cell) for cell in cells])
    return (BOM + out.getvalue()).encode()


def said(book: Rulebook, chosen: Sequence[tuple[str, str]]) -> str:
    """Return chosen channels with their roles: "Brief, met website; altijd erbij: telefoon"."""
    name = {slug: book.channels[slug].name for slug, _ in chosen if slug in book.channels}
    first = [name.get(slug, slug) for slug, role in chosen if role != NET]
    nets = [name.get(slug, slug) for slug, role in chosen if role == NET]
    text = ", ".join(first)
    return text + (f"; {lower(ROLES[NET])}: {', '.join(nets)}" if nets else "")


def _main(chosen: Sequence[tuple[str, str]]) -> str:
    return next((slug for slug, role in chosen if role == MAIN), "")


def _row(book: Rulebook, change: Change) -> tuple[str, ...]:
    link = phrases.advice_link(book, change.situation, new_tab=True)
    return (link, said(book, change.before), said(book, change.after), _by(change))


def _by(change: Change) -> str:
    return ", ".join(OVERLAPS if id_ == OVERLAP else id_ for id_ in change.rules)


def _broken(trial: Trial) -> Html:
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
