"""Journey → the tree and the YAML text that read back as the same journey."""

from typing import Any

from blueprints.merging import own_values
from blueprints.model import ALWAYS, APPROVED, Journey, WrittenJourney, WrittenStep
from engine.knowledge import files
from engine.model import Form

FIRST = ("id", "generiek", "naam", "fase", "wanneer", "belang", "mijlpaal")
ORDER = ("naam", "staat", "voorbeeld", "traject", "belang", "domein", "versie", "omschrijving",
         "doel", "opmerking", "eigenaar", "organisatie", "variant_van", "levensgebeurtenis",
         "doelgroep", "herkomst", "licentie", "bronnen", "stappen")  # fmt: skip


def text(journey: Journey) -> str:
    """Return a journey as YAML."""
    return files.write(tree(journey.written))


def tree(written: WrittenJourney) -> dict[str, Any]:
    """Return a journey as a tree of texts, in the order an author writes it."""
    values = own_values(written)
    if values["staat"] == APPROVED:
        del values["staat"]
    texts = {key: plain(values[key]) for key in ORDER if key in values and values[key] != {}}
    return texts | {"stappen": [step(item) for item in written.steps]}


def step(written: WrittenStep) -> dict[str, Any]:
    """Return a step as a tree of texts; what is empty is left out."""
    values = own_values(written)
    if values["wanneer"] == ALWAYS:
        del values["wanneer"]
    keys = [*(key for key in FIRST if key in values), *(key for key in values if key not in FIRST)]
    texts = {key: plain(values[key]) for key in keys}
    return {key: value for key, value in texts.items() if value != {}}


def plain(value: Any) -> Any:
    """Return a value of a form as texts, lists and keys."""
    if isinstance(value, Form):
        return {key: plain(part) for key, part in own_values(value).items() if part != ()}
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, tuple) else value
