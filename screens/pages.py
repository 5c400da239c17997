"""The pages of the product: the one list, from which menu, server, log and tests read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class AppPage:
    """A page: the name of its folder in screens/, its address, and its title in the menu.

    The first page has an empty address. `parts` are what it can show, by their name in an address.
    """

    name: str
    address: str
    title: str
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def log_name(self) -> str:
        """Return what the log calls the page."""
        return self.address or "begin"


ADVICE = AppPage("advice", "", "Advies")
PLAN = AppPage("plan", "kanaalplan", "Kanaalplan")
JOURNEY = AppPage(
    "journey",
    "reis",
    "Reis van de inwoner",
    {
        "bibliotheek": "Bibliotheek",
        "stappen": "Dezelfde stappen",
        "waar": "Waar komt het voor?",
        "eigen": "Je eigen reis",
    },
)
SURVEY = AppPage(
    "survey",
    "eigen-onderzoek",
    "Eigen onderzoek",
    {
        "vragenlijst": "Vragenlijst",
        "antwoorden": "Antwoorden",
        "inwoners": "Wat inwoners willen",
        "verschil": "Wat verandert er",
        "rapport": "Rapport",
    },
)
LISTENING = AppPage(
    "listening",
    "luisteren",
    "Digitaal luisteren",
    {
        "woorden": "Wat inwoners zoeken",
        "onderwerpen": "Alle onderwerpen",
        "onderwerp": "Eén onderwerp",
        "opbrengst": "Opbrengst",
        "tekst": "Hoe leesbaar is je tekst?",
    },
)
PRACTICE = AppPage(
    "practice",
    "praktijk",
    "Praktijk",
    {
        "bibliotheek": "Elders gedaan",
        "maken": "Maak een eigen geval",
        "delen": "Openen en delen",
    },
)
EVIDENCE = AppPage(
    "evidence",
    "onderbouwing",
    "Onderbouwing",
    {
        "bronnen": "Bronnen en bevindingen",
        "keten": "Van advies naar bron",
        "kaart": "Wat we weten en aannemen",
    },
)
MAINTENANCE = AppPage(
    "maintenance",
    "beheer",
    "Beheer",
    {
        "regels": "Regels",
        "controle": "Controle",
        "toetstabel": "Toetstabel",
        "werkplaats": "Werkplaats",
        "gebruik": "Waar gebruikt",
        "proberen": "Probeer een wijziging",
        "versie": "Versie",
        "organisatie": "Onze organisatie",
        "insluiten": "Insluiten",
        "goedkeuring": "Voor wie goedkeurt",
    },
)
MANUAL = AppPage("manual", "handleiding", "Handleiding")
PAGES = (
    ADVICE,
    PLAN,
    JOURNEY,
    SURVEY,
    LISTENING,
    PRACTICE,
    EVIDENCE,
    MAINTENANCE,
    MANUAL,
)  # as in the menu
BEGIN, FROM_ADVICE = "begin", "advies"  # with which an advice asks for a plan at once
