"""What the answers of the API look like, as JSON Schema: our keys with the choices of now."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ConfigDict, Field
from pydantic.json_schema import models_json_schema

from documents.labels import ROLES
from engine import catalogue_keys, keys
from engine.keys import Keys
from engine.model import Rulebook
from screens.page import address

Schema = dict[str, Any]
PLACE = "#/components/schemas/"
Code = Literal["parameter-ontbreekt", "parameter-onbekend", "parameter-dubbel", "waarde-onbekend"]


class LocationKeys(Keys):
    """Waar het misging."""

    model_config = ConfigDict(title="Plaats")
    name: str = Field(description="De parameter.")


class FaultKeys(Keys):
    """Wat er mis is met één parameter."""

    model_config = ConfigDict(title="Fout")
    where: Literal["query"] = Field(alias="in", description="Waar.")
    location: LocationKeys = Field(description="Welke parameter.")
    code: Code = Field(description="Soort fout.")
    detail: str = Field(description="Wat er mis is en wat je doet.")
    like: str = Field("", alias="suggestie", description="De keuze die je waarschijnlijk bedoelde.")


class ProblemKeys(Keys):
    """Problem details (RFC 9457)."""

    model_config = ConfigDict(title="Probleem")
    type: str = Field(
        description="Altijd about:blank: de status zegt genoeg.",
        json_schema_extra={"format": "uri-reference"},
    )
    title: str = Field(description="Wat er mis is, kort.")
    status: int = Field(description="De HTTP-status.")
    detail: str = Field(description="Wat er mis is en wat je doet.")
    instance: str = Field(
        description="Het gevraagde adres.", json_schema_extra={"format": "uri-reference"}
    )
    errors: tuple[FaultKeys, ...] = Field((), description="Alles wat mis is, in één keer.")


ANSWERS: tuple[type[Keys], ...] = (
    keys.AdviceKeys,
    catalogue_keys.ChannelsKeys,
    catalogue_keys.PracticesKeys,
    ProblemKeys,
)


def schemas(book: Rulebook) -> dict[str, Schema]:
    """Return every named schema."""
    _, found = models_json_schema(
        [(answer, "serialization") for answer in ANSWERS], ref_template=f"{PLACE}{{model}}"
    )
    parts = found["$defs"]
    names = {name: part["title"] for name, part in parts.items()}
    lists = {key: list(known) for key, known in address.options(book).items()}
    lists |= {"kanaal": list(book.channels), "rol": list(ROLES)}
    return {names[name]: _dutch(part, names, lists) for name, part in parts.items()}


def _dutch(tree: Any, names: Mapping[str, str], lists: Mapping[str, list[str]]) -> Any:
    """Return a schema with Dutch names, without titles of fields, and with the choices of now."""
    if isinstance(tree, list):
        return [_dutch(item, names, lists) for item in tree]
    if not isinstance(tree, dict):
        return tree
    schema: Schema = {}
    for key, value in tree.items():
        if key == "$ref":
            schema[key] = PLACE + names[value.removeprefix(PLACE)]
        elif key == keys.CHOICE:
            schema["enum"] = lists[value]
        elif key == "properties":
            schema[key] = {name: _dutch(part, names, lists) for name, part in value.items()}
        elif key not in ("title", "default"):
            schema[key] = _dutch(value, names, lists)
    return schema


def reference(name: str) -> Schema:
    """Return a reference to a named schema."""
    return {"$ref": f"{PLACE}{name}"}


def reference_table() -> str:
    """Return every key with what it holds as a table a part, as docs/api.md has them."""
    parts = {part.model_config["title"]: part for answer in ANSWERS for part in _parts(answer)}
    return "\n".join(_table(str(title), part) for title, part in parts.items())


def _parts(part: type[Keys]) -> list[type[Keys]]:
    """Return a part and the parts in it, each after the part that needs it."""
    inside = [one for field in part.model_fields.values() for one in _within(field.annotation)]
    return [part, *(deeper for one in inside for deeper in _parts(one))]


def _within(kind: Any) -> list[type[Keys]]:
    if isinstance(kind, type) and issubclass(kind, Keys):
        return [kind]
    return [part for inner in getattr(kind, "__args__", ()) for part in _within(inner)]


def _table(title: str, part: type[Keys]) -> str:
    rows = [
        f"| `{field.alias or name}` | {field.description} |"
        for name, field in part.model_fields.items()
    ]
    return "\n".join([f"#### {title}", "", "| sleutel | wat |", "|---|---|", *rows, ""])
