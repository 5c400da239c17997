"""What stands in the cells of a journey in Excel: names of sheets and columns, texts ↔ values."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from blueprints.lanes import KEYS, MORE_KEYS, ROLES
from blueprints.model import ACTORS, OWN

HEAD, STEPS, THEN, LATER, GROUPS = "Reis", "Stappen", "Wordt", "Later", "Doelgroepen"
SOURCES, HELP, CHOICES = "Bronnen", "Uitleg", "Lijsten"
HEADS = (
    "naam", "staat", "voorbeeld", "traject", "belang", "domein", "versie", "omschrijving", "doel",
    "opmerking", "eigenaar", "organisatie", "variant_van", "levensgebeurtenis", "doelgroep",
    "herkomst", "licentie",
)  # fmt: skip
FIRST = ("id", "generiek", "naam", "fase", "wanneer", "belang")
LAST = ("onderzoek", "mijlpaal", "vervolg", "bijlagen")
SOURCE = ("titel", "maker", "adres")
FLAT = (*KEYS, *MORE_KEYS)
CLAIMS = ("wet", "onderzoek")
LISTS = frozenset(
    ("woorden", "kanalen", "systemen", "bewijs", "ondersteuning", "knelpunten", "kansen",
     "doelgroep", *ROLES)
)  # fmt: skip
NAMED = (ACTORS, OWN)  # "anderen: Wijkteam" is a column, and so is "eigen: Kosten"
CITED = re.compile(r"^(.*) \[([^\[\]]*)\]$", re.DOTALL)
LINKED = re.compile(r"^(.*) \[(\S*)\]$", re.DOTALL)
Tree = dict[str, Any]


def named_columns(forms: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return a column for every row that an author named, in some of these forms."""
    seen = [(kind, name) for form in forms for kind in NAMED for name in form.get(kind, {})]
    return tuple(f"{kind}: {name}" for kind, name in dict.fromkeys(seen))


def flat(tree: Mapping[str, Any]) -> Tree:
    """Return a form with what lies deeper (roles, named rows) as columns of its own."""
    flat_tree = {key: value for key, value in tree.items() if key not in (*NAMED, "rollen")}
    for kind in NAMED:
        flat_tree |= {f"{kind}: {name}": value for name, value in tree.get(kind, {}).items()}
    flat_tree |= tree.get("rollen", {})
    return flat_tree


def deep(texts: Mapping[str, str], roles: bool = False) -> Tree:
    """Return the form of a row of texts under their columns."""
    tree: Tree = {}
    for column, text in texts.items():
        kind, colon, name = column.partition(":")
        if colon and kind.strip().lower() in NAMED and name.strip():
            tree.setdefault(kind.strip().lower(), {})[name.strip()] = _lines(text)
        elif roles and column in ROLES:
            tree.setdefault("rollen", {})[column] = _lines(text)
        else:
            tree[column] = value_of(column, text)
    return tree


def text_of(column: str, value: Any) -> str:
    """Return what stands in a cell: one line an item, a source or an address between brackets."""
    if value is None:
        return "altijd" if column == "wanneer" else ""
    if column in CLAIMS:
        return "\n".join(map(_cited_text, value))
    if column == "bijlagen":
        return "\n".join(f"{one['naam']} [{one['adres']}]" for one in value)
    if column == "vervolg":
        return "\n".join(": ".join(filter(None, (one["naar"], one.get("als")))) for one in value)
    return "\n".join(value) if isinstance(value, list) else str(value)


def _cited_text(part: Mapping[str, Any]) -> str:
    text: str = part["tekst"]
    sources = part.get("bron", [])
    return f"{text} [{', '.join(sources)}]" if sources or CITED.match(text) else text


def value_of(column: str, text: str) -> Any:
    """Return what a cell says: a list, statements with their sources, or a text."""
    if column in CLAIMS:
        return [_statement(part) for part in _lines(text)]
    if column == "bijlagen":
        return [_attachment(part) for part in _lines(text)]
    if column == "vervolg":
        return [_branch(part) for part in _lines(text)]
    return _lines(text) if column in LISTS else text


def _lines(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]


def _statement(text: str) -> Tree:
    match = CITED.match(text)
    if not match:
        return {"tekst": text}
    slugs = [slug.strip() for slug in match[2].split(",") if slug.strip()]
    return {"tekst": match[1], "bron": slugs} if slugs else {"tekst": match[1]}


def _attachment(text: str) -> Tree:
    match = LINKED.match(text)
    return {"naam": match[1], "adres": match[2]} if match else {"naam": text}


def _branch(text: str) -> Tree:
    to, _, condition = text.partition(":")
    return {"naar": to.strip()} | ({"als": condition.strip()} if condition.strip() else {})
