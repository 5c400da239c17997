"""What shows each page, in the order of the menu; whoever imports this has loaded them all."""

from collections.abc import Callable, Mapping

from screens import pages
from screens.advice import page as advice_page
from screens.evidence import page as evidence_page
from screens.journey import page as journey_page
from screens.listening import page as listening_page
from screens.maintenance import page as maintenance_page
from screens.manual import page as manual_page
from screens.pages import AppPage
from screens.plan import page as plan_page
from screens.practice import page as practice_page
from screens.survey import page as survey_page

SHOW: Mapping[AppPage, Callable[[], None]] = {
    pages.ADVICE: advice_page.show,
    pages.PLAN: plan_page.show,
    pages.JOURNEY: journey_page.show,
    pages.SURVEY: survey_page.show,
    pages.LISTENING: listening_page.show,
    pages.PRACTICE: practice_page.show,
    pages.EVIDENCE: evidence_page.show,
    pages.MAINTENANCE: maintenance_page.show,
    pages.MANUAL: manual_page.show,
}
