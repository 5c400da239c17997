"""The rows of a blueprint in reading order, with their names on screen and on paper."""

from typing import NamedTuple

from blueprints.model import ACTORS, MOODS, OWN, Cell, CellText, Journey, Row


class Lane(NamedTuple):
    """One row: the keys of the cells it shows, its name, and what stands in it."""

    id: str
    name: str
    keys: tuple[str, ...]
    help: str


LANES = (
    Lane("vraag", "Vraag en woorden", ("vraag", "woorden"), "Wat de inwoner zich afvraagt."),
    Lane("doet", "Wat de inwoner doet", ("doet",), "De handeling van de inwoner zelf."),
    Lane("gevoel", "Hoe het voelt", ("stemming", "gevoel"), "Van zwaar tot blij, en waarom."),
    Lane("kanalen", "Kanalen en middelen", ("kanalen",), "Waar jullie contact hebben."),
    Lane("inhoud", "Wat je vertelt", ("inhoud",), "De boodschap in deze stap."),
    Lane("zichtbaar", "Voor de schermen", ("zichtbaar",), "Wat de inwoner van je merkt."),
    Lane("achter", "Achter de schermen", ("achter_de_schermen",), "Wat collega's doen."),
    Lane("systemen", "Systemen en gegevens", ("systemen",), "Wat ervoor nodig is."),
    Lane("wet", "Wet en beleid", ("wet",), "Wat moet, met de bron."),
    Lane("meet", "Wat je meet", ("meet",), "Waaraan je ziet of het goed gaat."),
    Lane("eigenaar", "Eigenaar", ("eigenaar",), "Wie ervoor zorgt dat deze stap klopt."),
)  # fmt: skip
KEYS = tuple(key for lane in LANES for key in lane.keys)
# Rows that a journey may have: after which of the others they stand.
MORE = {
    "": (Lane("bewijs", "Fysiek bewijs", ("bewijs",), "Wat de inwoner ziet of in handen krijgt."),),
    "gevoel": (
        Lane("tijd", "Wachten en termijnen", ("wachttijd", "termijn"), "Hoelang het duurt."),
    ),
    "achter": (
        Lane("steun", "Ondersteuning", ("ondersteuning",), "Processen waar dit op steunt."),
    ),
    "meet": (
        Lane("knelpunten", "Knelpunten", ("knelpunten",), "Waar het schuurt."),
        Lane("kansen", "Kansen", ("kansen",), "Wat beter kan."),
    ),
}
ENDS = (
    Lane("vervolg", "Hoe het verder gaat", ("vervolg",), "Waar deze stap ook heen kan."),
    Lane("bijlagen", "Bijlagen", ("bijlagen",), "Wat erbij hoort, met een adres."),
)
MORE_KEYS = tuple(key for group in MORE.values() for lane in group for key in lane.keys)
TIMES = {"wachttijd": "Wachten", "termijn": "Termijn"}
BETWEEN = "/"  # in the key of a row that an author named
ACTOR, SELF = "Iemand anders in deze stap.", "Een rij van deze reis."
ROLES = {
    "professional": "Professional",
    "beleid": "Beleid en juridisch",
    "informatie": "Informatie en data",
    "communicatie": "Communicatieadviseur",
}
LINES = {  # above which row a line of a blueprint runs; the first of these that is there
    "Lijn van interactie": ("kanalen",),
    "Lijn van zichtbaarheid": ("achter",),
    "Lijn van interne interactie": ("steun", "systemen"),
}
RESIDENT = ("bewijs", "vraag", "doet", "gevoel", "tijd", "kanalen")
VIEWPOINTS = {  # what a role looks at, beside what the resident goes through
    "professional": ("zichtbaar", "achter", "knelpunten"),
    "beleid": ("wet", "eigenaar", "knelpunten", "kansen"),
    "informatie": ("systemen", "steun", "meet"),
    "communicatie": ("inhoud", "zichtbaar", "meet", "kansen"),
}
SAME = "Zoals nu"
ABSENT_NOW, ABSENT_THEN = "Deze stap is er nu nog niet.", "Deze stap vervalt."


def lane_texts(lane: Lane, row: Row) -> Cell:
    """Return what stands in a row of a step: resident's words in quotes, the mood as a lead."""
    texts: list[CellText] = []
    for key in lane.keys:
        cell = row.get(key, ())
        if key == "woorden":
            texts += [CellText(", ".join(f"‘{one.text}’" for one in cell))] if cell else []
        elif key == "stemming":
            texts += [CellText(one.text.capitalize()) for one in cell]
        elif key in TIMES:
            texts += [CellText(f"{TIMES[key]}: {one.text}") for one in cell]
        else:
            texts += cell
    return tuple(texts)


def mood(row: Row) -> int | None:
    """Return 0 (heavy) to 4 (glad), or None where the step is not there."""
    cell = row.get("stemming")
    return MOODS.index(cell[0].text) if cell else None


def lanes_of(journey: Journey) -> tuple[Lane, ...]:
    """Return the rows of a journey: those of every journey, and what it has beside them.

    Other actors stand under what happens behind the screens, rows of its own at the end.
    """
    used = used_keys(journey)
    own = {kind: [_own_lane(key) for key in used if key.startswith(kind + BETWEEN)]
           for kind in (ACTORS, OWN)}  # fmt: skip
    lanes = [lane for lane in MORE[""] if set(lane.keys) & set(used)]
    for lane in LANES:
        more = [other for other in MORE.get(lane.id, ()) if set(other.keys) & set(used)]
        lanes += [lane, *(own[ACTORS] if lane.id == "achter" else []), *more]
    return (*lanes, *own[OWN], *(lane for lane in ENDS if lane.id in used))


def seen_by(journey: Journey, role: str = "") -> tuple[Lane, ...]:
    """Return the rows that a role looks at; all of them without a role."""
    lanes = lanes_of(journey)
    shown = (*RESIDENT, *VIEWPOINTS.get(role, ()))
    return tuple(lane for lane in lanes if lane.id in shown) if role in VIEWPOINTS else lanes


def lines_above(lanes: tuple[Lane, ...]) -> dict[str, str]:
    """Return the lines of a blueprint: id of the row below each → its name."""
    ids = [lane.id for lane in lanes]
    firsts = {name: next((one for one in at if one in ids), None) for name, at in LINES.items()}
    return {below: name for name, below in firsts.items() if below}


def used_keys(journey: Journey) -> tuple[str, ...]:
    """Return the keys of all rows that some step fills, in order of appearance."""
    rows = (row for step in journey.steps
            for row in (step.now, step.then, step.later, *step.groups.values()))  # fmt: skip
    return tuple(dict.fromkeys(key for row in rows for key in row))


def _own_lane(key: str) -> Lane:
    kind, _, name = key.partition(BETWEEN)
    return Lane(key, name, (key,), ACTOR if kind == ACTORS else SELF)


def named_key(kind: str, name: str) -> str:
    """Return the key of a row that an author named: of another actor, or of its own."""
    return f"{kind}{BETWEEN}{name}"
