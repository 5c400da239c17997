"""What was heard, on screen: subjects, one subject with its proposals, actions, where we stand."""

from collections.abc import Callable

import streamlit as st

from documents.labels import upper
from documents.listening import content, plots, standing
from dutch import decimal, whole
from listening import counter
from listening.effects import returns
from listening.effects import standing as effects_standing
from listening.measurements import Measurements, Period
from listening.model import DESCRIPTION, HEADLINE
from listening.propose import proposal
from listening.uses import SearchPicture, SubjectDemand
from practice import own_case
from screens.listening import entries, files, prices, report_form, word_adding
from screens.page import knowledge
from screens.page.blocks import render
from screens.page.cases import case_form
from screens.page.markup import Html, bullets, join, notice, table, tag

SHOWN = 12
HEADLINES = f"Koppen van een advertentie, hooguit {HEADLINE} tekens"
DESCRIPTIONS = f"Teksten van een advertentie, hooguit {DESCRIPTION} tekens"
UNMEASURED = "Deze acties uit het plan hebben geen reeks met hun naam en zijn niet gemeten:"
ADDITION = "aanvulling-organisatie.yaml"
RETURNS = (
    "Wat jullie zelf maten en leerden, kun je bewaren. Kopieer of download de aanvulling en plak "
    "haar bij Beheer, onderdeel Onze organisatie. Een meting staat daarna bij het kanaal in het "
    "advies, als eigen meting. Zij verandert de volgorde niet. Een les zie je terug in het "
    "volgende plan over hetzelfde onderwerp."
)
CHOSEN = "luister-onderwerp"
MOST_CASES = 5  # actions that are offered as a case
LEARN = "Wat je mat, staat al ingevuld. Vul aan wat alleen jij weet en download het geval."
CHANCES = "Kansen op een betere titel of plek"
CHANCES_HOW = (
    "Plaats 8 tot 20: een betere pagina kan je op het eerste scherm brengen. Weinig aangeklikt: "
    "minder dan de helft van wat andere zoekvragen op die plaats krijgen, in je eigen export."
)


def show(
    measurements: Measurements,
    of: Callable[[Period], Measurements],
    after_results: Callable[[], None] = lambda: None,
) -> None:
    """Show everything that was heard; `of` gives what was heard of a period.

    `after_results` shows what can be done with what actions brought.
    """
    files.show(measurements)
    report_form.show(measurements, of)
    if measurements.picture:
        word_adding.show(measurements.picture)
    if measurements.picture and measurements.picture.subjects:
        _subjects(measurements.picture)
    if measurements.results:
        _results(measurements)
        after_results()
    _standing(measurements)
    _offer_findings(measurements)
    _offer_case(measurements)


def _subjects(search_picture: SearchPicture) -> None:
    rows = [(one.subject.plain, one.count) for one in search_picture.subjects]
    said = f"Meest gezocht: {rows[0][0]}, {whole(rows[0][1])} keer."
    st.html(join((tag("h2", "Waar inwoners naar zoeken"), tag("p", said, class_="conclusie"))))
    dark = st.context.theme.type == "dark"
    chart = plots.bars(rows, "Keren gezocht per onderwerp", said, dark)
    st.altair_chart(chart, theme=None, width="stretch", alt=said)
    cells = [[one.subject.plain, one.subject.name, _words(one), whole(one.count)]
             for one in search_picture.subjects[:SHOWN]]  # fmt: skip
    heads = ("Onderwerp", "Wij noemen het", "Woorden van inwoners", "Keren")
    st.html(table("Onderwerpen, meest gezocht eerst", heads, cells, numeric=(3,)))
    if left := _unmatched_searches(search_picture):
        st.html(left)
    if search_picture.chances:
        st.html(_chances(search_picture))
    names = {one.subject.id: one.subject.plain for one in search_picture.subjects}
    chosen = st.selectbox("Bekijk een onderwerp", list(names), format_func=names.__getitem__,
                          key=CHOSEN)  # fmt: skip
    one = next(
        (s for s in search_picture.subjects if s.subject.id == chosen), search_picture.subjects[0]
    )
    st.html(_subject(one))


def _words(one: SubjectDemand) -> str:
    return ", ".join(use.word for use in one.uses if not use.official)[:160] or "–"


def _unmatched_searches(search_picture: SearchPicture) -> Html:
    rare = (
        f"Zoekvragen die minder dan {search_picture.least} keer voorkwamen: "
        f"{whole(search_picture.hidden)}. Die tellen mee, maar staan hier niet."
    )
    parts = [tag("p", rare, class_="zacht") if search_picture.hidden else None]
    if search_picture.unmatched:
        said = ", ".join(f"{text} ({whole(n)})" for text, n in search_picture.unmatched[:8])
        parts.append(tag("p", f"Zonder onderwerp, meest gezocht: {said}."))
    return join(parts)


def _chances(search_picture: SearchPicture) -> Html:
    """Return terms for which a page is seen and not chosen, or stands just too low."""
    heads = ("Zoekvraag", "Waarom", "Gezien", "Aangeklikt", "Gemiddelde plaats")
    rows = [[one.text, one.why, whole(one.shown), whole(one.clicks), decimal(one.position, 1)]
            for one in search_picture.chances[:SHOWN]]  # fmt: skip
    return join((tag("h3", CHANCES), tag("p", CHANCES_HOW),
                 table(CHANCES, heads, rows, numeric=(2, 3, 4))))  # fmt: skip


def _subject(one: SubjectDemand) -> Html:
    made = proposal(one)
    rows = [[use.word, "wij" if use.official else "inwoners", whole(use.count), use.trend or "–",
             _place(use.on_page), _place(use.in_title)] for use in one.uses]  # fmt: skip
    heads = ("Woord", "Van", "Keren", "Verandering", "Op de pagina", "In de titel")
    return join(
        (
            tag("h3", one.subject.plain),
            table(f"Woorden voor {one.subject.name}", heads, rows, numeric=(2,)) if rows else None,
            tag("h4", "Voorstel voor je teksten"),
            bullets(
                [
                    f"Titel van de pagina: {made.title}",
                    f"Begin van de pagina: {made.intro}",
                    f"{HEADLINES}: {' · '.join(made.headlines)}",
                    f"{DESCRIPTIONS}: {' · '.join(made.descriptions)}",
                ]
            ),
            tag("h4", "Voorstel voor een brief"),
            *(tag("p", part) for part in made.letter.split("\n\n")),
            tag("p", "Een voorstel uit de woordenlijst. Kijk zelf of het klopt.", class_="zacht"),
        )
    )


def _place(there: bool | None) -> str:
    return "–" if there is None else "ja" if there else "nee"


def _results(measurements: Measurements) -> None:
    st.html(tag("h2", "Wat acties opleverden"))
    prices.show()
    if measurements.unmeasured:
        said = ", ".join(measurements.unmeasured)
        st.html(tag("p", f"{UNMEASURED} {said}.", class_="zacht"))
    if together := content.channels(measurements.results):
        st.html(render(knowledge.table().book, [together]))
    dark = st.context.theme.type == "dark"
    for one in measurements.results:
        said = effects_standing.change(one.effect)
        lines = [upper(line.strip()) for line in effects_standing.result_lines(one)][2:]
        head = (tag("h3", one.action.name), tag("p", said, class_="conclusie"))
        st.html(join((*head, bullets(lines))))
        series = (measurements.series or {}).get(one.action.series.lower())
        if series:
            told = f"{one.action.series} per dag. {said}"
            chart = plots.days(series, one.action.start, one.action.end, told, dark)
            st.altair_chart(chart, theme=None, width="stretch", alt=told)


def _standing(measurements: Measurements) -> None:
    found = measurements.standing
    if found is None:
        return
    busy = [counter.warning(one) for one in found.desks if one.too_much]
    if busy:
        st.html(notice("Te druk", items=busy, role="note"))
    section = standing.blocks(found, measurements.picture, knowledge.today())
    if section:
        st.html(join((tag("h2", "Waar we staan"), render(knowledge.table().book, section))))
    if found.log:
        entries.log(found.log)


def _offer_case(measurements: Measurements) -> None:
    """Offer every action that was measured as a case that others can learn from."""
    if not measurements.results or measurements.example:
        return
    st.html(join((tag("h2", "Laat anderen ervan leren"), tag("p", LEARN))))
    book, day = knowledge.table().book, knowledge.today()
    for at, one in enumerate(measurements.results[:MOST_CASES]):
        name = f"Maak een praktijkgeval van: {one.action.name}"
        box = st.expander(name, key=f"luister-geval-{at}", on_change="rerun")
        if box.open:
            with box:
                case_form.show(f"luister-{at}", own_case.of_action(book, one, day), book)


def _offer_findings(measurements: Measurements) -> None:
    """Offer what was measured and learned for the file of the organisation."""
    log = measurements.standing.log if measurements.standing else ()
    found = returns.addition(knowledge.table().book, measurements.results, log)
    if not (found.text or found.leftovers):
        return
    st.html(join((tag("h2", "Neem mee naar de volgende keer"), tag("p", RETURNS))))
    if found.leftovers:
        said = [upper(f"{text} Verander de naam in je bestand.") for text in found.leftovers]
        st.html(notice("Dit staat er niet in:", items=said, role="note"))
    if found.text:
        st.html(tag("p", f"Metingen: {found.findings}. Lessen: {found.lessons}."))
        st.code(found.text, language=None, wrap_lines=True)
        st.download_button("Download de aanvulling", data=found.text.encode, file_name=ADDITION,
                           mime="application/yaml", key="luister-aanvulling",
                           on_click="ignore")  # fmt: skip
