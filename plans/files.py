"""Plan files: readable YAML or JSON ↔ Plan, with the file, line and way out of every error."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.knowledge import complaints, files
from engine.model import Problem, Rulebook
from plans import channel_ids, links
from plans.model import SCHEMA, JsonNumber, Plan, PlanError, former_keys, place_words

NAME = "plan"  # of a text without a file
_SAVED = "Gebruik het plan dat je als YAML of JSON bewaarde."
DOCUMENTS = {  # what is made of a plan, and how one comes back to the plan
    ".pdf": "Haal het plan uit de PDF: python -m plans open BESTAND.pdf -o plan.yaml",
    ".docx": _SAVED,
    ".xlsx": _SAVED,
    ".ics": _SAVED,
}


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A plan with the name of its file and the line of each place."""

    plan: Plan
    name: str
    lines: files.Lines


def read_plan(source: Path | str) -> Plan:
    """Return the plan in a file (a Path) or in a text (YAML or JSON).

    Raises PlanError with every problem that was found; nothing in the text is executed.
    """
    return open_plan(source).plan


def open_plan(source: Path | str, name: str = NAME) -> OpenedPlan:
    """Like `read_plan`, with the lines; `name` is what errors call a text."""
    name = source.name if isinstance(source, Path) else name
    try:
        tree, lines = _parse(name, _text(name, source))
    except files.Unreadable as error:
        raise PlanError(tuple(error.problems)) from error
    return OpenedPlan(plan_of(tree, name, lines), name, lines)


def plan_of(tree: Any, name: str = NAME, lines: files.Lines | None = None) -> Plan:
    """Return the plan of a tree with the keys of the file; raises PlanError.

    Values may be text, or numbers, dates and decimals.
    """
    lines = lines or {}
    if not isinstance(tree, Mapping):
        message = "dit is geen plan. Begin met een voorbeeld: python -m plans voorbeeld"
        raise PlanError((Problem(name, 1, message),))
    if complaint := _version_problem(str(tree.get("schema", "")).strip()):
        line = complaints.line_of(("schema",), lines)
        raise PlanError((Problem(name, line, complaint),))
    known = channel_ids.named({**former_keys.renamed(tree), "schema": SCHEMA}, channel_ids.slug)
    try:
        plan = Plan.model_validate(known)
    except ValidationError as error:
        errors = complaints.problems(name, error, Plan, known, lines, place_words.words)
        raise PlanError(tuple(errors)) from error
    except UnicodeError as error:  # half a character in a key
        message = "hierin staat een onzichtbaar teken dat niet mag. Verwijder het."
        raise PlanError((Problem(name, None, message),)) from error
    problems = tuple(
        Problem(
            name,
            complaints.line_of(place, lines),
            (place_words.words(known, place[:2]) if len(place) > 2 else "") + reason,
            place=place,
            reason=reason,
        )
        for place, reason in links.disagreements(plan)
    )
    if problems:
        raise PlanError(problems)
    return plan


def _version_problem(text: str) -> str | None:
    """Return what is wrong with the version of a file, in Dutch; None when it is ours."""
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if version == SCHEMA:
        return None
    if version < 1:
        return f"ik zie geen versie van het bestand. Zet bovenaan: schema: {SCHEMA}"
    if version < SCHEMA:
        return f"schema {version} ken ik niet. Een plan van nu heeft bovenaan: schema: {SCHEMA}"
    return (
        f"dit plan is gemaakt met een nieuwere versie (schema {version}). "
        "Werk Ken je inwoner bij en open het plan opnieuw."
    )


def with_ids(plan: Plan, book: Rulebook) -> Plan:
    """Return the plan in which a channel that is called by its name has its id."""
    known = channel_ids.ids(book, [means.id for means in plan.own_means])
    tree = keys(plan)
    new = channel_ids.named(tree, lambda word: known.get(word, word))
    return plan if new == tree else plan_of(new)


def keys(plan: Plan) -> dict[str, Any]:
    """Return a plan under the keys of its file, with numbers and dates; what is empty is left out.

    `plan_of(keys(plan))` is the same plan.
    """
    tree: dict[str, Any] = _bare(plan.model_dump(by_alias=True, exclude_defaults=True))
    return {"schema": plan.schema_, **tree}


def write_plan(plan: Plan) -> str:
    """Return the YAML text of a plan, which `read_plan` reads back as the same plan."""
    return files.write(keys(plan))


def write_json(plan: Plan) -> str:
    """Return the JSON text of a plan, with the same keys as the YAML."""
    return json.dumps(keys(plan), ensure_ascii=False, indent=2, default=_as_json) + "\n"


def write_saved(plan: Plan) -> str:
    """Return the text of a plan as the store keeps it: JSON on one line, ten times as fast."""
    return json.dumps(keys(plan), ensure_ascii=False, separators=(",", ":"), default=_as_json)


def read_saved(text: str) -> Plan:
    """Return the plan of a text of the store, also of the YAML of before; raises PlanError.

    What is wrong has no line: nobody wrote this text by hand.
    """
    if not text.startswith("{"):
        return read_plan(text)
    try:
        return plan_of(_json(NAME, text))
    except files.Unreadable as error:
        raise PlanError(tuple(error.problems)) from error


def _as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat()


def _bare(value: Any) -> Any:
    """Leave out what is None, and write truths in Dutch and one whole share as its word."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return value.normalize() if value != value.to_integral_value() else Decimal(int(value))
    if isinstance(value, dict):
        bare = {key: _bare(item) for key, item in value.items() if item is not None}
        return {key: _one(key, item) for key, item in bare.items() if item != {}}
    return [_bare(item) for item in value] if isinstance(value, list | tuple) else value


def _one(key: str, value: Any) -> Any:
    if key in _SHARES and isinstance(value, dict) and list(value.values()) == [100]:
        return next(iter(value))
    return value


_SHARES = ("leeftijd", "profiel")


def _text(name: str, source: Path | str) -> str:
    if isinstance(source, Path):
        if way := DOCUMENTS.get(source.suffix.lower()):
            raise files.Unreadable(
                [Problem(name, None, f"dit is geen bestand met een plan. {way}")]
            )
        return files.text(name, source)
    if len(source.encode(errors="replace")) > files.LARGEST:
        too_large = files.TOO_LARGE.format(mega=files.LARGEST // 1_000_000)
        raise files.Unreadable([Problem(name, None, too_large)])
    return source.removeprefix("\ufeff")


def _parse(name: str, text: str) -> tuple[Any, files.Lines]:
    if not text.lstrip().startswith("{"):
        return files.parse(name, text)
    tree = _json(name, text)
    try:
        return tree, files.parse(name, text)[1]
    except files.Unreadable:  # some JSON is no YAML; then errors have no line
        return tree, {}


def _json(name: str, text: str) -> Any:
    """Return the tree of a JSON text with every number as the text that stands there."""
    try:
        return json.loads(
            text,
            parse_int=str,
            parse_float=JsonNumber,
            parse_constant=str,
            object_pairs_hook=_pairs,
        )
    except json.JSONDecodeError as error:
        line = error.lineno
        message = "Dit is geen geldige JSON. Kijk naar haakjes, komma's en aanhalingstekens."
    except _Twice as error:
        message, line = f"De sleutel '{error.args[0][:60]}' staat er twee keer. Haal er een weg.", 0
    except RecursionError:
        message, line = "De inhoud zit te diep in elkaar. Haal haakjes weg.", 0
    raise files.Unreadable([Problem(name, line or None, message)])


class _Twice(Exception):
    """A key that stands twice in one JSON object."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for key, value in pairs:
        if key in tree:
            raise _Twice(key)
        if value is not None:
            tree[key] = {True: "ja", False: "nee"}[value] if isinstance(value, bool) else value
    return tree
