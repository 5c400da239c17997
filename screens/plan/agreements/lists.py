"""The lists of a plan that are typed item by item: what each is called and what it asks."""

from screens.plan.agreements.part_list import GRADES, NOTHING, YES_NO, PartList

RISKS = PartList(
    "risicos",
    "Risico’s",
    "Wat kan er misgaan, wat doen jullie eraan, en wanneer gaat het hogerop?",
    "Voeg dit risico toe",
    ("wat",),
    ("kans", "gevolg", "maatregel", "opschalen", "wie"),
    ("maatregel", "opschalen"),
    {"kans": GRADES, "gevolg": GRADES},
)
SPOKESPEOPLE = PartList(
    "woordvoerders",
    "Woordvoering",
    "Wie spreekt namens jullie, waarover, en hoe bereik je die?",
    "Voeg deze woordvoerder toe",
    ("wie",),
    ("over", "bereikbaar"),
)
PARTNERS = PartList(
    "partners",
    "Partners",
    "Wie doen er mee, wat leveren ze, en met wie heb je dat afgesproken?",
    "Voeg deze partner toe",
    ("naam",),
    ("rol", "contact", "afzender"),
    answers={"afzender": YES_NO},
)
DELIVERIES = PartList(
    "leveringen",
    "Wat levert deze partner?",
    "Bijvoorbeeld: teksten in de nieuwsbrief, op 1 februari.",
    "Voeg deze levering toe",
    ("wat",),
    ("dag", "gereed"),
    answers={"gereed": YES_NO},
)
QUESTIONS = PartList(
    "vragen",
    "Vragen en antwoorden",
    "Wat gaan inwoners vragen, en wat zeggen jullie dan? Dit komt op het blad voor het "
    "contactcentrum.",
    "Voeg deze vraag toe",
    ("vraag", "antwoord"),
    (),
    ("antwoord",),
)
LINKS = PartList(
    "links",
    "Pagina’s waar het contactcentrum naar verwijst",
    "Een naam en een adres dat begint met https://.",
    "Voeg deze pagina toe",
    ("naam", "adres"),
    (),
    has_id=False,
)
MONEY = PartList(
    "posten",
    "Begroting",
    "Posten naast de acties. Hoort een post bij een actie, dan telt hij in plaats van haar kosten.",
    "Voeg deze post toe",
    ("post",),
    ("raming", "werkelijk", "gedekt_uit", "btw", "notitie"),
    answers={"btw": {"": NOTHING, "inclusief": "Inclusief", "exclusief": "Exclusief",
                     "geen": "Geen btw"}},
)  # fmt: skip
RESULTS = PartList(
    "resultaten",
    "Wat moet het plan opleveren?",
    "Hoe is het nu, wat is het doel en wanneer, en wat kwam er uit?",
    "Voeg dit resultaat toe",
    ("meet", "norm"),
    ("soort", "nulmeting.waarde", "nulmeting.dag", "uiterlijk", "uitkomst"),
    answers={"soort": {"activiteit": "Activiteit: wat we doen",
                       "opbrengst": "Opbrengst: wat inwoners weten, vinden of doen",
                       "effect": "Effect: waar het om begonnen is"}},
)  # fmt: skip
READINGS = PartList(
    "werkelijk",
    "Metingen",
    "Wat is er gemeten, en wanneer?",
    "Voeg deze meting toe",
    ("waarde", "dag"),
    ("notitie",),
    has_id=False,
)
MILESTONES = PartList(
    "mijlpalen",
    "Mijlpalen",
    "Dagen waar anderen over gaan: een besluit van de raad, een termijn van ter inzage.",
    "Voeg deze mijlpaal toe",
    ("naam", "dag"),
    ("einde", "soort", "notitie"),
    answers={"soort": {
        "collegebesluit": "Besluit van het college", "raadsbesluit": "Besluit van de raad",
        "raadscommissie": "Raadscommissie", "ter-inzage": "Ter inzage", "persmoment": "Persmoment",
        "bijeenkomst": "Bijeenkomst", "uitvoering": "Uitvoering", "oplevering": "Oplevering",
        "ander": "Iets anders"}},
)  # fmt: skip
OWN_MEANS = PartList(
    "eigen_middelen",
    "Eigen kanalen en middelen",
    "Wat jullie hebben en wij niet kennen, zoals een persbericht, raadsbrief of bouwbord. Je kunt "
    "er acties mee plannen.",
    "Voeg dit middel toe",
    ("naam",),
    ("talen", "toelichting"),
)
