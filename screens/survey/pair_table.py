"""The advices without and with own research, beside each other in a table of all situations."""

import csv
import io
from collections.abc import Iterable, Sequence

from documents.labels import upper
from dutch import whole
from engine.batch.spreadsheet import BOM, harmless
from engine.model import UNKNOWN, Rulebook
from screens.page.markup import Html, join, tag
from screens.survey import choices
from screens.survey.wishes import segments
from surveys.findings.advice_pairs import AdviceDifference, AdvicePair
from surveys.findings.spoken import of_hundred

HEADS = ("Traject", "Fase", "Zonder: beste drie", "Met: beste drie", "Wat verandert")
SURE = "Hoe zeker: hoofdkanaal bij de beste drie, in 100 doorrekeningen"
CAPTION = "Advies zonder en met eigen onderzoek"
KEY = (
    "Niet gevraagd: de regels blijven, maar we zijn er minder zeker van. Bij ‘even geschikt’ "
    "liggen twee kanalen te dicht bij elkaar om te kiezen."
)
CSV_HEADS = (
    *("Traject", "Fase", "Leeftijd", "Profiel", "Belang", "Zonder", "Met", "Wat verandert"),
    *("Zeker zonder (van de 100)", "Zeker met (van de 100)", "Antwoorden"),
)


def table(book: Rulebook, pairs: Sequence[AdvicePair], only: bool, opened: str = "") -> Html:
    """Return the table with what chooses its rows; `opened` is the situation that is looked at."""
    changed = [pair for pair in pairs if pair.changed]
    shown = changed if only else pairs
    filters = segments(
        "Welke situaties", choices.ONLY,
        {choices.NO: f"Alle {len(pairs)}", choices.YES: f"Alleen veranderd ({len(changed)})"},
        choices.YES if only else choices.NO,
    )  # fmt: skip
    heads = [tag("th", head, scope="col") for head in HEADS]
    heads += [tag("th", SURE, scope="col"), tag("th", "Antwoorden", scope="col", class_="getal")]
    rows = [_row(book, pair, opened) for pair in shown]
    made = tag("table", tag("caption", CAPTION, class_="alleen-lezer"),
               tag("thead", tag("tr", *heads)), tag("tbody", *rows),
               class_="zonder-met")  # fmt: skip
    box = tag("div", made, class_="tabel", role="region", tabindex="0", aria_label=CAPTION)
    none = tag("p", "Van geen situatie verandert het advies.") if not shown else None
    return tag("section", tag("div", tag("h2", CAPTION), filters, class_="kop-met-keus"), box, none,
               _key())  # fmt: skip


def _key() -> Html:
    parts = (
        tag("strong", "Vet"), ": hoofdkanaal. ", tag("strong", "+", class_="nieuw"),
        " nieuw bij de beste drie. ", tag("s", "Doorgestreept"),
        ": hoort er niet meer bij. ○ zonder, ● met eigen onderzoek. ", KEY,
    )  # fmt: skip
    return tag("p", *parts, class_="zacht")


def place(pair: AdvicePair) -> str:
    """Return how the address calls a situation."""
    return f"{pair.situation.track}/{pair.situation.phase}"


def _row(book: Rulebook, pair: AdvicePair, opened: str) -> Html:
    at = place(pair)
    phase = tag("button", book.phases[pair.situation.phase].name, type="button", class_="link",
                data_doe=choices.OPEN, data_waarde=at, data_plek=f"advies-{at}",
                aria_expanded="true" if opened == at else "false")  # fmt: skip
    numbers = f"{of_hundred(pair.sure_before)} → "
    sure = tag(
        "td", picture(pair), tag("span", numbers, tag("strong", of_hundred(pair.sure_after)))
    )
    cells = (
        tag("td", phase),
        tag("td", _names(book, pair.before, pair.gone, "s"), data_kop="Zonder"),
        tag("td", _names(book, pair.after, pair.new, "strong"), data_kop="Met"),
        tag("td", _difference(pair), data_kop="Wat verandert"),
        sure,
        tag("td", whole(pair.n) if pair.n else "–", class_="getal", data_kop="Antwoorden"),
    )
    track = tag("th", book.tracks[pair.situation.track].name, scope="row")
    return tag("tr", track, *cells)


def _names(book: Rulebook, channels: Sequence[str], marked: Sequence[str], mark: str) -> Html:
    """Return channels by name, the main one bold; what comes or goes is marked."""
    made = []
    for i, slug in enumerate(channels):
        name = book.channels[slug].beside
        name = upper(name) if i == 0 else name
        piece = tag("span", name)
        if slug in marked and mark == "strong":
            piece = tag("strong", f"+\u00a0{name}", class_="nieuw")
        elif slug in marked:
            piece = tag("s", name)
        made.append(tag("strong", piece) if i == 0 else piece)
    return join(made, ", ")


def _difference(pair: AdvicePair) -> Html:
    if pair.changed:
        return tag("strong", pair.difference)
    warned = pair.difference == AdviceDifference.TOO_FEW
    muted = pair.difference in (AdviceDifference.SAME, AdviceDifference.UNASKED)
    return tag("span", pair.difference, class_="let" if warned else "zacht" if muted else None)


def picture(pair: AdvicePair) -> Html:
    """Return certainty before and after as two dots on a line from 0 to 100."""
    before, after = f"{100 * pair.sure_before:.0f}%", f"{100 * pair.sure_after:.0f}%"
    return tag(
        "svg",
        tag("line", class_="as", x1="0%", x2="100%", y1="50%", y2="50%"),
        tag("line", class_="weg", x1=before, x2=after, y1="50%", y2="50%"),
        tag("circle", class_="zonder", cx=before, cy="50%", r="4.5"),
        tag("circle", class_="met", cx=after, cy="50%", r="5"),
        class_="zeker-lijn",
        aria_hidden="true",
    )


def text_of(book: Rulebook, pairs: Iterable[AdvicePair]) -> bytes:
    """Return every situation as a CSV that a Dutch spreadsheet opens."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_HEADS)
    for pair in pairs:
        writer.writerow([harmless(cell) for cell in _cells(book, pair)])
    return (BOM + out.getvalue()).encode()


def _cells(book: Rulebook, pair: AdvicePair) -> tuple[str, ...]:
    one = pair.situation
    stake = book.stakes[one.stake].name if one.stake != UNKNOWN else ""
    age = book.ages[one.age].name if one.age != UNKNOWN else ""
    profile = book.profiles[one.profile].name if one.profile != UNKNOWN else ""
    return (
        book.tracks[one.track].name,
        book.phases[one.phase].name,
        age,
        profile,
        stake,
        ", ".join(book.channels[slug].name for slug in pair.before),
        ", ".join(book.channels[slug].name for slug in pair.after),
        str(pair.difference),
        of_hundred(pair.sure_before),
        of_hundred(pair.sure_after),
        str(pair.n) if pair.n else "",
    )
