"""What a row of somebody else's blueprint is called, in Dutch and English → our row.

The words are those that published templates use: of Nielsen Norman Group, Smaply, Signavio,
GovStack, the BTABoK canvas and Dutch journey maps.
"""

from blueprints.lanes import LANES, MORE, ROLES
from blueprints.slug_names import bare

OWN, NOTHING = "eigen", "niets"
NAME, PHASE = "naam", "fase"
TARGETS = {  # what a row can be, with its name on screen
    NAME: "Naam van de stap",
    PHASE: "Fase",
    "mijlpaal": "Mijlpaal",
    **{key: lane.name if len(lane.keys) == 1 else f"{lane.name}: {key}"
       for lane in (*LANES, *(one for group in MORE.values() for one in group))
       for key in lane.keys},
    **{key: f"Rol: {name}" for key, name in ROLES.items()},
    "anderen": "Rij van een andere partij",
    OWN: "Eigen rij met deze naam",
}  # fmt: skip
WORDS = {
    NAME: ("step", "steps", "stap", "stappen", "user step", "journey step", "scene", "naam stap",
           "moment", "as is journey", "to be journey", "activity", "activiteit", "activiteiten",
           "processtap"),
    PHASE: ("phase", "phases", "stage", "stages", "fase", "fasen", "stadium", "journey phase"),
    "mijlpaal": ("milestone", "milestones", "mijlpaal", "mijlpalen"),
    "doet": ("customer actions", "customer action", "user actions", "user action", "actions",
             "client action", "client actions", "citizen action", "resident actions", "doing",
             "customer journey", "user journey", "handeling", "handelingen", "klantacties",
             "acties van de inwoner", "acties van de klant", "wat doet de inwoner", "doen",
             "wat doet de klant", "inwoner", "gebruikersacties"),
    "vraag": ("question", "questions", "user needs", "needs", "need", "customer goals", "goals",
              "goal", "thinking", "thoughts", "vraag", "vragen", "behoefte", "behoeften", "denken",
              "gedachten", "expectations", "verwachtingen", "verwachting"),
    "woorden": ("quotes", "quote", "citaten", "citaat", "woorden", "zoekwoorden"),
    "gevoel": ("emotion", "emotions", "feeling", "feelings", "emotie", "emoties", "gevoel",
               "beleving", "sentiment", "customer sentiment", "emotional journey", "experience",
               "satisfaction", "voelen", "ervaring"),
    "kanalen": ("channel", "channels", "kanaal", "kanalen", "touchpoint", "touchpoints",
                "contactpunt", "contactpunten", "contactmoment", "contactmomenten", "middelen"),
    "bewijs": ("physical evidence", "evidence", "online physical evidence", "props", "artefacts",
               "artifacts", "digital evidence", "fysiek bewijs", "bewijs", "bewijsstukken"),
    "zichtbaar": ("frontstage", "front stage", "frontstage actions", "front stage actions",
                  "onstage", "visible contact", "voor de schermen", "zichtbaar", "frontstage staff",
                  "employee actions", "staff actions", "frontoffice", "front office",
                  "visible employee actions", "wat ziet de inwoner"),
    "achter_de_schermen": ("backstage", "back stage", "backstage actions", "back stage actions",
                           "invisible contact", "achter de schermen", "onzichtbaar", "backoffice",
                           "back office", "behind the scenes", "internal actions",
                           "backstage processes"),
    "ondersteuning": ("support processes", "supporting processes", "support process", "support",
                      "supporting processes and systems", "ondersteunende processen",
                      "ondersteuning", "interne processen", "support systems"),
    "systemen": ("systems", "system", "it systems", "technology", "supporting systems", "data",
                 "systemen", "systemen en data", "applicaties", "ict", "gegevens", "tools",
                 "back end systems"),
    "wet": ("legal background", "legal", "law", "laws", "policy", "policies", "regulations",
            "regulation", "policy and rules", "wet", "wetgeving", "beleid", "wet en beleid",
            "regels", "rules"),
    "meet": ("kpi", "kpis", "metric", "metrics", "measures", "meten", "indicatoren", "meetpunten"),
    "eigenaar": ("owner", "owners", "eigenaar", "verantwoordelijk", "verantwoordelijke",
                 "department", "departments", "afdeling", "team"),
    "inhoud": ("message", "messages", "content", "boodschap", "informatie inwoner", "inhoud"),
    "knelpunten": ("pain points", "pain point", "pains", "problems", "issues", "friction",
                   "challenges", "knelpunten", "knelpunt", "pijnpunten", "failure points",
                   "problemen", "risks"),
    "kansen": ("opportunities", "opportunity", "kansen", "ideas", "improvements", "ideeen",
               "verbeteringen", "verbeterpunten", "oplossingen", "challenges and opportunities"),
    "wachttijd": ("time", "duration", "time elapsed", "duur", "tijd", "wachttijd", "lead time",
                  "doorlooptijd"),
    "termijn": ("deadline", "termijn", "deadlines", "termijnen", "wettelijke termijn"),
}  # fmt: skip
PARTIES = ("actor", "partner", "partij", "stakeholder", "ketenpartner")
EXACT = {word: key for key, words in WORDS.items() for word in words}
EXACT |= {bare(key): key for key in TARGETS if key not in (OWN, "anderen")}
EXACT |= {bare(name): key for key, name in ROLES.items()}
EXACT |= {bare(lane.name): lane.keys[0]
          for lane in (*LANES, *(one for group in MORE.values() for one in group))}  # fmt: skip
LONGEST_FIRST = sorted((word for word in EXACT if len(word) > 4), key=lambda word: -len(word))


def target(label: str) -> str:
    """Return which row a label names: a key of ours, or `eigen` when no word of it is known."""
    words = bare(label)
    if words in EXACT:
        return EXACT[words]
    if words.split(" ")[0] in PARTIES and " " in words:
        return "anderen"
    within = f" {words} "
    return next((EXACT[word] for word in LONGEST_FIRST if f" {word} " in within), OWN)


def known(label: str) -> bool:
    """Tell whether a label, as a whole or in part, is a word for one of our rows."""
    return bool(label) and len(label) <= 60 and target(label) != OWN
