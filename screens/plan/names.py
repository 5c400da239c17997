"""What a field of a plan is called: on screen, and in what is wrong with it.

A field that stands there more than once says to which phase, group, team or action it belongs.
"""

import re
from collections.abc import Mapping

from documents.labels import upper
from engine.model import Rulebook
from plans.links import Place
from plans.model import MEMBERS, Plan

LABELS: Mapping[Place, str] = {
    ("project", "naam"): "Naam van het project",
    ("project", "organisatie"): "Organisatie",
    ("project", "traject"): "Traject",
    ("project", "belang"): "Wat staat er op het spel?",
    ("project", "onderwerp"): "Onderwerp, zoals in je metingen",
    ("project", "opgave"): "Opgave: wat is er aan de hand?",
    ("project", "kernboodschap"): "Kernboodschap",
    ("project", "afzender"): "Afzender",
    ("project", "auteur"): "Auteur van het plan",
    ("project", "doel", "weten"): "Wat moeten inwoners weten?",
    ("project", "doel", "willen"): "Wat moeten inwoners willen?",
    ("project", "doel", "doen"): "Wat moeten inwoners doen?",
    ("project", "start"): "Het project begint op",
    ("project", "einde"): "Het project eindigt op",
    ("schaal",): "Schaal",
    ("vakantieregio",): "Vakantieregio",
    ("weging",): "Hoe tellen de groepen?",
    ("grenzen", "kanalen"): "Hooguit zo veel kanalen",
    ("grenzen", "budget"): "Budget in euro",
    ("grenzen", "uren"): "Uren",
    ("fasen",): "Fasen",
    ("project", "opdrachtgever"): "Opdrachtgever",
    ("project", "projectleider"): "Projectleider",
    ("project", "communicatieadviseur"): "Communicatieadviseur",
    ("project", "registratienummer"): "Registratienummer",
    ("project", "budgetnummer"): "Budgetnummer",
    ("project", "afbakening"): "Afbakening: wat hoort er niet bij?",
    ("project", "terugblik"): "Terugblik: wat is er al verteld en gedaan?",
    ("project", "strategie"): "Strategie: welke keuzes maken jullie?",
    ("project", "evaluatie"): "Evaluatie: hoe en wanneer kijken jullie terug?",
    ("project", "akkoord_van"): "Wie moeten akkoord geven op het plan?",
    ("contact", "telefoonnummer"): "Telefoonnummer voor inwoners",
    ("contact", "openingstijden"): "Openingstijden",
    ("contact", "mailadres"): "Mailadres voor inwoners",
    ("contact", "plek"): "Waar kunnen inwoners langskomen?",
    ("contact", "uiterste_dag"): "Tot wanneer kunnen inwoners iets doen?",
}
# Of what there is more of: the key of the list → the key of a field → what it is called.
PARTS: Mapping[str, Mapping[str, str]] = {
    "fasen": {
        "naam": "eigen naam (leeg: onze naam)",
        "start": "van",
        "einde": "tot en met",
        "doel": "doel van deze fase",
    },
    "groepen": {
        "naam": "naam",
        "omvang": "hoeveel inwoners?",
        "leeftijd": "welke leeftijd?",
        "profiel": "welk betrokkenheidsprofiel?",
        "fasen": "telt alleen in deze fasen (leeg: in alle)",
        "soort": "wat voor groep is dit?",
        "kernboodschap": "kernboodschap (leeg: die van het plan)",
        "toon": "toon",
        "talen": "talen waarin zij het best lezen, naast Nederlands",
        "belang": "wat staat er voor hen op het spel?",
        "gevolg": "wat hebben zij te winnen of te verliezen?",
        "mate_van_belang": "hoezeer raakt het hen?",
        "invloed": "hoeveel invloed hebben zij?",
        "herkomst": "waar komen deze cijfers vandaan?",
        "toelichting": "toelichting",
        "eigen_kanalen": "hoe goed past een kanaal?",
        "eigen_kanalen_per_fase": "hoe goed past een kanaal in een fase?",
    },
    "capaciteit": {"naam": "naam", "per_week": "reacties per week"},
    "kanalen": {
        "kosten": "één keer, in euro",
        "kosten_per_fase": "per fase, in euro",
        "uren": "één keer, in uren",
        "uren_per_fase": "per fase, in uren",
    },
}
# Of what is typed item by item: the key of the list → what one is called → what it asks.
ITEMS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "risicos": ("Risico", {
        "wat": "wat kan er misgaan?", "kans": "hoe groot is de kans?",
        "gevolg": "hoe groot is het gevolg?", "maatregel": "wat doen jullie eraan?",
        "opschalen": "wanneer gaat het hogerop, en naar wie?", "wie": "wie let erop?"}),
    "woordvoerders": ("Woordvoerder", {
        "wie": "wie is dat? (functie of naam)", "over": "waarover?",
        "bereikbaar": "hoe bereikbaar?"}),
    "partners": ("Partner", {
        "naam": "welke organisatie?", "rol": "wat doet die?",
        "contact": "met wie is het afgesproken?",
        "afzender": "verstuurt die onder eigen naam?"}),
    "leveringen": ("Levering", {"wat": "wat?", "dag": "op welke dag?", "gereed": "is het klaar?"}),
    "vragen": ("Vraag", {"vraag": "wat vragen inwoners?", "antwoord": "wat is het antwoord?"}),
    "links": ("Pagina", {"naam": "hoe heet die?", "adres": "adres"}),
    "posten": ("Post", {
        "post": "waarvoor?", "raming": "geraamd, in euro", "werkelijk": "werkelijk, in euro",
        "gedekt_uit": "waaruit betaald?", "btw": "btw", "notitie": "notitie"}),
    "resultaten": ("Resultaat", {
        "meet": "wat meet je?", "norm": "wat is het doel?", "soort": "wat voor resultaat?",
        "nulmeting.waarde": "hoe is het nu?", "nulmeting.dag": "nulmeting op",
        "uiterlijk": "doel gehaald op", "uitkomst": "uitkomst in een zin"}),
    "werkelijk": ("Meting", {"waarde": "wat kwam eruit?", "dag": "op welke dag?",
                             "notitie": "notitie"}),
    "mijlpalen": ("Mijlpaal", {
        "naam": "wat?", "dag": "op welke dag?", "einde": "tot en met (leeg: één dag)",
        "soort": "wat voor moment?", "notitie": "notitie"}),
    "eigen_middelen": ("Eigen middel", {
        "naam": "hoe heet het?", "talen": "talen naast Nederlands", "toelichting": "toelichting"}),
}  # fmt: skip
ACTION: Mapping[str, str] = {
    "wat": "Wat doe je? (middel of moment)",
    "start": "Begint op (dd-mm-jjjj)",
    "einde": "Tot en met (leeg: één dag)",
    "frequentie": "Hoe vaak?",
    "wie": "Actiehouder: functie of team",
    "boodschap": "Boodschap (leeg: de kernboodschap)",
    "kosten": "Kosten in euro",
    "uren": "Uren",
    "meet": "Wat meet je?",
    "norm": "Wanneer is het goed?",
    "uitkomst": "Uitkomst, zodra je die weet",
    "werkelijke_kosten": "Werkelijke kosten in euro",
    "werkelijke_uren": "Werkelijke uren",
    "akkoord_van": "Wie moeten akkoord geven?",
    "talen": "Talen van deze actie",
    "afzender": "Afzender van deze actie",
    "embargo": "Niet eerder naar buiten dan",
    "partner": "Partner die dit doet",
    "nodigt_uit_voor": "Nodigt uit voor",
    "reactie-van": "Reacties: van",
    "reactie-tot": "Reacties: tot",
    "reactie-weken": "Reacties: binnen zo veel weken",
    "kanaal": "Kanaal",
    "fase": "Fase",
    "status": "Status",
    "groepen": "Doelgroepen",
}
SIGNS = re.compile(r"([\\`*\[\]~$<]|\b_|_\b|:(?=[\w/+-]+[:\[]))")


def label(plan: Plan, book: Rulebook, place: Place) -> str:
    """Return what the field of a place is called, or "" when the place has no field."""
    if place in LABELS:
        return LABELS[place]
    if len(place) < 3:
        return ""
    part, number, *rest = place
    if item := item_label(place):
        return item
    if part == "acties":
        return ACTION.get(action_key(place), "")
    key = str(rest[0])
    name = owner(plan, book, str(part), int(number))
    if key == "eigen_kanalen" and len(rest) == 2:
        slug = str(rest[1])
        return f"{name}: {book.channels[slug].name if slug in book.channels else slug}"
    if key == "eigen_kanalen_per_fase" and len(rest) == 3:
        phase, slug = map(str, rest[1:])
        return f"{name}: {_named(book.channels, slug)}, alleen in {_named(book.phases, phase)}"
    words = PARTS.get(str(part), {}).get(key, "")
    if part == "groepen" and key == "omvang":
        words = f"hoeveel {MEMBERS[plan.groups[int(number)].kind][1]}?"
    return f"{name}: {words}" if words and name else upper(words)


def item_label(place: Place) -> str:
    """Return what an item of a list, or a field of it, is called; "" when it is of no such list.

    "Risico 2: wat kan er misgaan?", "Partner 1, levering 2". An item that is not there yet has the
    number -1: "Nieuw risico: wat kan er misgaan?".
    """
    names: list[str] = []
    part, rest = "", list(place)
    while len(rest) > 1 and (rest[0] in ITEMS or not names):
        step, number, *after = rest
        if step not in ITEMS or not isinstance(number, int):
            rest = rest[1:]
            continue
        part, rest = str(step), after
        one = ITEMS[part][0]
        name = f"{one} {number + 1}" if number >= 0 else f"Nog een {one.lower()}"
        names.append(f"{name[:1].lower()}{name[1:]}" if names else name)
    key = ".".join(map(str, rest))
    if not part or (key and key not in ITEMS[part][1]):
        return ""
    return ", ".join(names) + (f": {ITEMS[part][1][key]}" if key else "")


def owner(plan: Plan, book: Rulebook, part: str, number: int) -> str:
    """Return the name of a phase, group, desk or channel of a plan, by its number in the list."""
    lists: Mapping[str, list[str]] = {
        "fasen": [_named(book.phases, item.phase) for item in plan.phases],
        "groepen": [item.name for item in plan.groups],
        "capaciteit": [item.name for item in plan.desks],
        "kanalen": [_named(book.channels, item.channel) for item in plan.estimates],
    }
    names = lists.get(part, [])
    return names[number] if number < len(names) else ""


def action_key(place: Place) -> str:
    """Return under which name the form of an action has the field of a place."""
    _, _, *rest = map(str, place)
    if rest[0] == "reactie" and len(rest) > 1:
        return (
            f"loket-{rest[2]}" if rest[1] == "loketten" and len(rest) > 2 else f"reactie-{rest[1]}"
        )
    return rest[1] if rest[0] == "kpi" and len(rest) > 1 else rest[0]


def literal(text: str) -> str:
    """Return a text for a label of Streamlit, in which no sign makes anything bold or a link."""
    return SIGNS.sub(r"\\\1", text)


def _named(shelf: Mapping[str, object], slug: str) -> str:
    return str(getattr(shelf.get(slug), "name", slug))
