"""The tab Rapport: what to take along, and how to let a survey count in every advice."""

from dataclasses import replace

import streamlit as st

from documents import advice_pdf
from documents.survey.survey_report import ReportMatter, survey_report
from documents.survey.survey_workbook import survey_xlsx
from engine.compile import Table
from engine.knowledge import organisation
from engine.model import Organisation, Rulebook
from practice import own_case
from screens.page import knowledge
from screens.page.cases import case_form
from screens.page.fields import go
from screens.page.markup import Html, bullets, join, tag
from screens.pages import MAINTENANCE
from screens.survey.held import LAYER, HeldSurvey
from surveys.findings.dots import Points

FILE = "organisatie.yaml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOLD = (
    "Het rapport telt hoogstens zes bladzijden; de eerste is alleen te lezen. In de tabel staat "
    "elk aandeel met zijn marge."
)
SHARED = (
    "De laag bevat aandelen met marge en afgeronde aantallen. Er staat niemand in. Open haar later "
    "weer bij Antwoorden."
)
LAY_DOWN = f"Zet {LAYER} naast het organisatiebestand op de server, of laat de beheerder dat doen."
WITH_FILE = f"Zet ook het nieuwe {FILE} op de server. Daarin staat welk onderzoek meetelt."
WITH_LINE = f"Zet in het organisatiebestand de regel: {organisation.RESEARCH}: [{LAYER}]"
ONLY_EXAMPLE = (
    "Dit is een voorbeeld met verzonnen antwoorden. Laat het niet meetellen. Met je eigen "
    "onderzoek staat hier hoe je dat wel doet."
)
AFTER = (
    "De server neemt het vanzelf over, als het klopt. Daarna staat bij elk advies wat jullie "
    "inwoners kiezen, met marge en aantal.",
    f"Weghalen kan altijd: haal de regel {organisation.RESEARCH} weg. De landelijke kennis is "
    "niet veranderd.",
)


def show(table: Table, now: HeldSurvey, points: Points, counts: bool) -> None:
    """Show the tab; `counts` tells whether the survey is to count in the file of the server."""
    own = table.book.organisation
    matter = matter_of(table.book, now, points)
    name = f"eigen-onderzoek-{now.own.about.end}"
    st.html(join((tag("h2", "Neem het mee"), tag("p", TOLD), tag("p", SHARED))))
    with st.container(horizontal=True, key="onderzoek-mee"):
        st.download_button("Maak rapport", data=lambda: report_pdf(matter), type="primary",
                           file_name=f"{name}.pdf", mime="application/pdf", on_click="ignore",
                           key="onderzoek-rapport")  # fmt: skip
        st.download_button("Download tabel (Excel)",
                           data=lambda: survey_xlsx(matter, knowledge.today()),
                           file_name=f"{name}.xlsx", mime=EXCEL, on_click="ignore",
                           key="onderzoek-tabel")  # fmt: skip
        st.download_button(f"Download {LAYER}", data=now.text.encode, file_name=LAYER,
                           mime="application/yaml", on_click="ignore",
                           key="onderzoek-laag-download")  # fmt: skip
        if own and not now.own.about.simulated:
            text = file_text(own, counts, now.own.file if now.loaded else LAYER)
            st.download_button(f"Download {FILE}", data=text.encode, file_name=FILE,
                               mime="application/yaml", on_click="ignore",
                               key="onderzoek-organisatie")  # fmt: skip
    st.html(_in_use(now, own is not None, counts))
    _offer_case(table.book, now)


def _offer_case(book: Rulebook, now: HeldSurvey) -> None:
    """Offer the survey as a case that others can learn from; made-up answers are none."""
    if now.own.about.simulated:
        return
    box = st.expander("Maak hier een praktijkgeval van", key="onderzoek-geval", on_change="rerun")
    if box.open:
        with box:
            case_form.show("onderzoek", own_case.of_survey(book, now.own, knowledge.today()), book)


def matter_of(book: Rulebook, now: HeldSurvey, points: Points) -> ReportMatter:
    """Return what a report of this survey is made of."""
    ages = now.who.ages if now.who else ()
    residents = {one.slug: one.residents for one in ages if one.residents is not None}
    return ReportMatter(book, now.own, points, residents, now.earlier)


def report_pdf(matter: ReportMatter) -> bytes:
    """Return the report as PDF; no logo stands on an example. Raises DocumentError."""
    content = survey_report(matter, knowledge.today())
    return advice_pdf(replace(content, emblem=None) if matter.own.about.simulated else content)


def file_text(own: Organisation, counts: bool, layer: str = LAYER) -> str:
    """Return the file of an organisation in which this survey counts, or no longer does."""
    keys = organisation.keys(own)
    others = [name for name in own.surveys if name != layer]
    surveys = [layer, *others] if counts else others
    return organisation.write({**keys, organisation.RESEARCH: surveys})


def _in_use(now: HeldSurvey, has_file: bool, counts: bool) -> Html:
    """Return how a survey comes to count; that it does already; or why an example should not."""
    if now.own.about.simulated:
        return tag("p", ONLY_EXAMPLE)
    return _stays() if now.loaded and counts else _steps(has_file, counts)


def _stays() -> Html:
    """Return that the server counts this survey already, and how to take it away."""
    return join((tag("h2", "Dit onderzoek telt mee in elk advies"), tag("p", AFTER[1])))


def _steps(has_file: bool, counts: bool) -> Html:
    if not counts:
        text = f"Bij ‘Wat verandert er’ staat dit onderzoek uit. {FILE} noemt het dus niet."
        return join((tag("h2", "Laat het meetellen in elk advies"), tag("p", text)))
    steps = [LAY_DOWN, WITH_FILE if has_file else WITH_LINE, *AFTER]
    made = go(f"{MAINTENANCE.title}, onderdeel {MAINTENANCE.parts['organisatie']}",
              MAINTENANCE.address, deel="organisatie")  # fmt: skip
    none = tag("p", "Heb je nog geen organisatiebestand? Maak het bij ", made, ".")
    return join(
        (
            tag("h2", "Laat het meetellen in elk advies"),
            bullets(steps, ordered=True),
            None if has_file else none,
        )
    )
