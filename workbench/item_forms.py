"""The forms of the workbench: which fields a rule, a finding, a duty … has, and what they become.

A field has a place in the part it is for ("als.leeftijd"); what is left empty is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from engine import letters
from engine.model import DIMENSIONS, UNKNOWN
from workbench.concept import ConceptError
from workbench.items import Tree
from workbench.knowledge_rooms import AGES, PROFILES, RULES, SOURCES

Values = Mapping[str, Any]
WORDS_IN_ID = 6


class FieldKind(StrEnum):
    """How a field is filled in."""

    LINE = "regel"
    TEXT = "tekst"
    LINES = "een per regel"
    ONE = "keuze"
    MANY = "meer"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field: its place in the part, its label, how it is filled in and from which list."""

    place: str
    label: str
    kind: FieldKind = FieldKind.LINE
    options: str = ""
    help: str = ""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part: where it stands, under which key, its fields, and how to name one."""

    title: str
    rooms: tuple[str, ...]
    key: str
    fields: tuple[FormField, ...]
    name: str = "id"
    file: str = ""  # the one file it stands in, where there is but one


LINE, TEXT, LINES, ONE, MANY = FieldKind
BECAUSE = FormField(
    "omdat",
    "Waarom? In één zin",
    TEXT,
    needed=True,
    help="Een zin die je tegen een wethouder kunt zeggen.",
)
CITED = FormField(
    "bron", "Bevindingen en bronnen", MANY, "bronnen",
    help="Leeg: dan is dit vakkennis. Een nieuwe bevinding voeg je eerst toe aan dit concept.",
)  # fmt: skip
QUALITY = FormField("kwaliteit", "Kwaliteit", ONE, "kwaliteit", help="Zonder bron: D.")
ID = FormField(
    "id", "Korte naam", help="Leeg: ik maak hem uit de zin. Kleine letters en streepjes."
)
WHEN = tuple(
    FormField(f"als.{key}", label, MANY, key, help="Leeg: geldt overal.")
    for key, label in zip(
        DIMENSIONS,
        ("In welk traject?", "In welke fasen?", "Voor welke leeftijd?", "Voor welk profiel?",
         "Bij welk belang?"),
        strict=True,
    )
)  # fmt: skip
FINDING = (
    FormField(
        "id",
        "Nummer van de bevinding",
        needed=True,
        help="Bijvoorbeeld G001: letters, cijfers en streepjes.",
    ),
    FormField("tekst", "Wat is gevonden? In één zin, met het cijfer", TEXT, needed=True),
    FormField("maat", "Waar gaat het cijfer over?", ONE, "maat", needed=True),
    FormField("wat", "Van wat is het het cijfer?"),
    FormField("groep", "Over wie gaat het?"),
    FormField("waarde", "Waarde", help="Een getal; een komma mag."),
    FormField("eenheid", "Eenheid", help="Bijvoorbeeld: procent"),
    FormField("vraag", "Uit welke vraag?"),
    FormField("n", "Aantal ondervraagden", help="Leeg: zoals de bron zegt."),
    FormField("jaar", "Jaar", help="Leeg: zoals de bron zegt."),
)
SOURCE = (
    FormField("titel", "Titel", needed=True),
    FormField("maker", "Wie maakte het?", needed=True),
    FormField("adres", "Adres", needed=True, help="Begint met https://"),
    FormField("jaar", "Jaar", help="Leeg: onbekend"),
    FormField("n", "Aantal ondervraagden", help="Leeg: onbekend"),
    FormField("kwaliteit", "Kwaliteit", ONE, "kwaliteit van een bron", needed=True),
    FormField("aard", "Wat voor bron is het?", ONE, "aard", needed=True),
    FormField("gelezen_bij", "Ergens anders gelezen? Waar?"),
    FormField("opmerking", "Opmerking"),
)
EXPECTED = (
    ("verwacht", "Staan bovenaan, in deze volgorde"),
    ("in_advies", "Horen bij het advies"),
    ("niet", "Zijn niet gekozen"),
    ("kan_niet", "Kunnen hier niet"),
    ("volgorde", "Het eerste past beter dan het volgende"),
)
KINDS: Mapping[str, PartKind] = {
    "regel": PartKind(
        "Een regel",
        (RULES, AGES, PROFILES),
        "regels",
        (
            FormField("kanaal", "Over welke kanalen?", MANY, "kanalen", needed=True),
            FormField("gewicht", "Hoe sterk?", ONE, "gewicht", needed=True),
            BECAUSE,
            FormField("kort", "Hetzelfde in hooguit 66 tekens"),
            *WHEN,
            FormField(
                "thema",
                "Thema",
                help="Nodig bij een regel over leeftijd of profiel. Regels met hetzelfde thema "
                "vertellen hetzelfde feit, en dan telt er één.",
            ),
            CITED,
            QUALITY,
            ID,
        ),
    ),
    "bevinding": PartKind(
        "Een bevinding bij een bron die er al is", (SOURCES,), "bevindingen", FINDING
    ),
    "plicht": PartKind(
        "Een plicht of aanbeveling",
        (),
        "waarborgen",
        (
            FormField("soort", "Wet of aanbeveling?", ONE, "soort plicht", needed=True),
            *WHEN,
            FormField("als feit", "Alleen als dit geldt", ONE, "feiten", help="Leeg: altijd."),
            FormField("eis", "Er moet een kanaal bij dat dit heeft", ONE, "eigenschappen"),
            FormField("verbied", "Of: deze kanalen vallen af", MANY, "kanalen"),
            FormField("zin", "Zin in het advies", TEXT),
            BECAUSE,
            CITED,
            QUALITY,
            ID,
        ),
        file="journeys/waarborgen.yaml",
    ),
    "feit": PartKind(
        "Een gevolgtrekking",
        (),
        "afleidingen",
        (
            *WHEN,
            FormField("dan", "Dan volgt", ONE, "feiten", needed=True),
            BECAUSE,
            CITED,
            QUALITY,
            ID,
        ),
        file="journeys/feiten.yaml",
    ),
    "voorbeeld": PartKind(
        "Een voorbeeld: wat je van een advies verwacht",
        (RULES, AGES, PROFILES),
        "voorbeelden",
        (
            FormField(
                "naam",
                "Naam",
                needed=True,
                help="Bijvoorbeeld: Student hoort van een plan in de buurt",
            ),
            *(
                FormField(f"situatie.{key}", label, ONE, key, needed=True)
                for key, label in zip(
                    DIMENSIONS, ("Traject", "Fase", "Leeftijd", "Profiel", "Belang"), strict=True
                )
            ),
            *(FormField(place, label, MANY, "kanalen") for place, label in EXPECTED),
            FormField("moet", "Deze plichten gelden", MANY, "plichten"),
            FormField("omdat", "Waarom verwacht je dat?", TEXT),
        ),
        name="naam",
    ),
    "ongebruikt": PartKind(
        "Bevindingen die geen regel gebruikt",
        (),
        "ongebruikt",
        (
            FormField("bevindingen", "Welke bevindingen?", MANY, "bevindingen", needed=True),
            FormField("reden", "Waarom niet?", TEXT, needed=True),
        ),
        name="reden",
        file="journeys/ongebruikt.yaml",
    ),
}


def missing(fields: Sequence[FormField], values: Values) -> list[str]:
    """Return the labels of what has to be filled in and is not."""
    return [field.label for field in fields if field.needed and not values.get(field.place)]


def part_of(kind: str, values: Values, before: Tree | None = None) -> Tree:
    """Return what the fields of a kind become in a file; keys of `before` with no field stay.

    Raises ConceptError, in Dutch, for what is not filled in.
    """
    part = KINDS[kind]
    empty = missing(part.fields, values)
    if empty:
        raise ConceptError(f"Vul nog in: {'; '.join(empty)}.")
    tree = filled(part.fields, values, before)
    if "feit" in tree.get("als", {}) or "als feit" in tree:
        tree.setdefault("als", {}).update(_pair(tree.pop("als feit")))
    for key in ("eis", "dan"):
        if isinstance(tree.get(key), str):
            tree[key] = _pair(tree[key])
    if kind == "plicht" and ("eis" in tree) == ("verbied" in tree) and not tree.get("waarschuw"):
        raise ConceptError("Kies wat er bij moet, of welke kanalen afvallen; een van de twee.")
    if kind == "voorbeeld" and tree["situatie"].get("belang") == UNKNOWN:
        del tree["situatie"]["belang"]
    if any(field.place == "id" for field in part.fields):
        tree = {"id": tree.pop("id", "") or id_from(str(tree.get("omdat", "")))} | tree
    return tree


def filled(fields: Sequence[FormField], values: Values, before: Tree | None = None) -> Tree:
    """Return the tree of what was filled in, in the order of a file that was there already."""
    tree: Tree = dict(before or {})
    for field in fields:
        value = _typed(field, values.get(field.place))
        *outer, key = field.place.split(".")
        inner = tree
        for step in outer:
            inner[step] = dict(inner.get(step, {}))
            inner = inner[step]
        if value:
            inner[key] = value
        elif field.place in values:
            inner.pop(key, None)
    return {key: value for key, value in tree.items() if value not in ("", [], {}, None)}


def values_of(fields: Sequence[FormField], tree: Tree) -> dict[str, Any]:
    """Return what stands in the fields for a part that is there; the reverse of `filled`."""
    values: dict[str, Any] = {}
    for field in fields:
        value: Any = tree
        for step in field.place.split("."):
            value = value.get(step, "") if isinstance(value, dict) else ""
        if isinstance(value, dict):
            value = next((f"{key}: {word}" for key, word in value.items()), "")
        if field.kind in (MANY, LINES):
            value = [value] if isinstance(value, str) and value else list(value or [])
        elif isinstance(value, list):
            value = str(value[0]) if value else ""
        values[field.place] = value
    return values


def only_as_text(tree: Tree) -> str:
    """Return why a form cannot hold a part, or ""."""
    if isinstance(tree.get("kanaal"), dict) or isinstance(tree.get("verbied"), dict):
        return "Dit gaat over alle kanalen met een kenmerk. Verander het in de tekst hieronder."
    if "cijfer" in tree:
        return "Het gewicht volgt hier uit een cijfer. Verander het in de tekst hieronder."
    if any(key not in DIMENSIONS for key in tree.get("als", {})):
        return "De voorwaarde noemt een feit. Verander haar in de tekst hieronder."
    return ""


def id_from(sentence: str) -> str:
    """Return a name for a part from its sentence: "de-brief-komt-op-elk-adres"."""
    return letters.dashed(" ".join(sentence.split()[:WORDS_IN_ID]))[:60].strip("-")


def _typed(field: FormField, value: Any) -> Any:
    if isinstance(value, str):
        value = " ".join(value.split())
        if field.place == "waarde":
            return value.replace(",", ".")
        return value
    return [" ".join(str(one).split()) for one in value or () if str(one).strip()]


def _pair(text: str) -> Tree:
    key, _, value = text.partition(": ")
    return {key: value}
