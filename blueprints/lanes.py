"""The rows of a blueprint in reading order, with their names on screen and on paper."""

from typing import NamedTuple

from blueprints.model import MOODS, Cell, CellText, Row


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
ROLES = {
    "professional": "Professional",
    "beleid": "Beleid en juridisch",
    "informatie": "Informatie en data",
    "communicatie": "Communicatieadviseur",
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
        else:
            texts += cell
    return tuple(texts)


def mood(row: Row) -> int | None:
    """Return 0 (heavy) to 4 (glad), or None where the step is not there."""
    cell = row.get("stemming")
    return MOODS.index(cell[0].text) if cell else None
