"""Errors as a product: what pydantic found, said in Dutch with the place and the way out."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from engine.knowledge import files
from engine.model import Problem, Rulebook, Situation

_SENTENCES = {
    "value_error": "{error}",
    "missing": "de sleutel '{key}' ontbreekt. Vul hem in.",
    "literal_error": "'{value}' mag hier niet. Kies uit: {expected}.",
    "bool_parsing": "hier hoort 'ja' of 'nee', niet '{value}'.",
    "bool_type": "hier hoort 'ja' of 'nee'.",
    "float_parsing": "'{value}' is geen getal. Schrijf bijvoorbeeld 1.5.",
    "float_type": "hier hoort een getal.",
    "finite_number": "'{value}' is geen bruikbaar getal.",
    "int_parsing": "'{value}' is geen heel getal.",
    "int_parsing_size": "'{value}' is te groot.",
    "int_type": "hier hoort een heel getal.",
    "int_from_float": "'{value}' is geen heel getal.",
    "greater_than_equal": "'{value}' is te laag: minimaal {ge}.",
    "less_than_equal": "'{value}' is te hoog: hooguit {le}.",
    "multiple_of": "'{value}' mag niet: gebruik halve punten, zoals 1 of -0.5.",
    "string_type": "hier hoort een tekst.",
    "string_unicode": "hier staat een onzichtbaar teken dat niet mag. Verwijder het.",
    "string_too_short": "hier hoort een tekst, nu staat er niets.",
    "string_too_long": "deze tekst is langer dan {max_length} tekens. Maak hem korter.",
    "string_pattern_mismatch": "'{value}' heeft niet de goede vorm (kleine letters, cijfers en "
    "streepjes; een adres begint met https://).",
    "tuple_type": "hier hoort een lijst.",
    "too_short": "hier hoort minstens één regel.",
    "too_long": "hier mag er maar één staan.",
    "dict_type": "hier horen sleutels met een waarde.",
    "mapping_type": "hier horen sleutels met een waarde.",
    "model_type": "hier horen sleutels met een waarde.",
}
MINUS = str.maketrans("−–—", "---")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
Where = Callable[[Any, Sequence[str | int]], str]
EMPTY = ("missing", "string_too_short")


def suggestion(word: str, vocabulary: Iterable[str]) -> str:
    """Return " Bedoelde je '…'?" for the closest known word, or the choices when they are few."""
    choices = {choice.lower(): choice for choice in vocabulary}
    close = get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    if close:
        return f" Bedoelde je '{choices[close[0]]}'?"
    return f" Kies uit: {', '.join(choices.values())}." if 0 < len(choices) <= 12 else ""


def of_answers(book: Rulebook, situation: Situation) -> list[str]:
    """Return what is wrong with answers: not in the knowledge, or not together."""
    known = book.choices()
    wrong = [
        f"{key} '{slug}' ken ik niet.{suggestion(str(slug), known[key])}"
        for key, slug in situation.facts().items()
        if slug not in known[key]
    ]
    if not wrong and situation.stake not in book.stakes_of(situation.track):
        wrong = [apart(book, situation.track, situation.stake)]
    return wrong


def apart(book: Rulebook, track: str, stake: str) -> str:
    """Return that this cannot be at stake in that track, and what can."""
    choices = ", ".join(book.stakes_of(track))
    return f"belang '{stake}' hoort niet bij traject '{track}'. Kies uit: {choices}."


def line_of(place: Sequence[str | int], lines: files.Lines) -> int | None:
    """Return the line of a place, or of the nearest place around it."""
    at = tuple(place)
    while at and at not in lines:
        at = at[:-1]
    return lines.get(at)


def name_of(place: Sequence[str | int], tree: Any) -> str:
    """Say which item of a file a place is in: "regel 'jong-ziet-…', "."""
    for step in place:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(tree, dict):
            for key, word in (("id", "onderdeel"), ("naam", "voorbeeld")):
                if isinstance(step, int) and isinstance(tree.get(key), str):
                    return f"{word} '{tree[key][:80]}': "
    return ""


def problems(
    name: str,
    error: ValidationError,
    form: type[BaseModel] | None,
    tree: Any,
    lines: files.Lines,
    where: Where | None = None,
) -> list[Problem]:
    """Turn every error pydantic found into a Problem; `where` says a place in words of its own."""
    by_place: dict[files.Spot, Problem] = {}
    for detail in error.errors(include_url=False):
        place = _place(detail, tree)
        sentence = _sentence(detail, place, form, tree, where)
        reason = _reason(detail, place)
        problem = Problem(name, line_of(place, lines), sentence, place=place, reason=reason)
        by_place.setdefault(place, problem)
    return [problem for place, problem in by_place.items() if not _outside(place, by_place)]


def _place(detail: Any, tree: Any) -> files.Spot:
    """Return where in the file an error is; pydantic also names the types that it tried."""
    place: files.Spot = ()
    for step in detail["loc"]:
        in_list = isinstance(tree, list) and isinstance(step, int)
        if in_list or (isinstance(tree, dict) and step in tree):
            place, tree = (*place, step), tree[step]
    return (*place, detail["loc"][-1]) if detail["type"] == "missing" else place


def _outside(place: files.Spot, others: Iterable[files.Spot]) -> bool:
    return any(len(o) > len(place) and o[: len(place)] == place for o in others)


def _sentence(detail: Any, place: files.Spot, form: Any, tree: Any, where: Where | None) -> str:
    key = _short(place[-1]) if place else ""
    of_key = detail["type"] in ("missing", "extra_forbidden")  # the sentence names the key
    if where:
        before = where(tree, place[:-1] if of_key else place)
    else:
        path = f"bij '{_path(place)}' " if key and not of_key else ""
        before = name_of(place, tree) + path
    if detail["type"] == "extra_forbidden":
        keys = _keys_at(form, place[:-1])
        return before + f"de sleutel '{key}' ken ik niet.{suggestion(key, keys)}"
    return before + _filled(detail, key)


def _reason(detail: Any, place: files.Spot) -> str:
    """Return what is wrong, for who reads it at the field itself."""
    if detail["type"] in EMPTY:
        return "vul dit in."
    return _filled(detail, _short(place[-1]) if place else "")


def _filled(detail: Any, key: str) -> str:
    text = _number(detail) or _SENTENCES.get(detail["type"], "dit klopt niet.")
    context = {**detail.get("ctx", {}), "key": key, "value": _short(detail.get("input"))}
    context["expected"] = str(context.get("expected")).replace(" or ", " of ")
    for word, filling in context.items():
        text = text.replace("{" + word + "}", str(filling))
    return text


def _number(detail: Any) -> str:
    """Return how to write a number that was typed the Dutch way or with another minus; else ""."""
    value = detail.get("input")
    if not detail["type"].endswith("_parsing") or not isinstance(value, str):
        return ""
    meant = value.strip().replace(",", ".").translate(MINUS)
    if meant == value.strip() or not NUMBER.fullmatch(meant):
        return ""
    why = "een punt" if "," in value else "een gewoon streepje als minteken"
    return f"'{{value}}' lees ik niet als getal. Schrijf {meant}, met {why}."


def _short(value: Any) -> str:
    return " ".join(str(value).split())[:60]


def _path(place: files.Spot) -> str:
    return ".".join(_short(p + 1 if isinstance(p, int) else p) for p in place[-3:])


def _keys_at(form: Any, place: Sequence[str | int]) -> list[str]:
    """Return the keys a form knows at a place (best effort, for suggestions only)."""
    forms = _forms(form)
    for step in place:
        if isinstance(step, int):
            continue
        inner = [
            nested
            for model in forms
            for name, field in model.model_fields.items()
            if step in (field.alias, name)
            for nested in _forms(field.annotation)
        ]
        forms = inner or forms
    return [f.alias or n for model in forms for n, f in model.model_fields.items()]


def _forms(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [form for part in getattr(annotation, "__args__", ()) for form in _forms(part)]
