"""What an author probably did where a file is no YAML: the line of the slip, and the way out.

The parser stops where it no longer understands, which is often a line after the slip.
"""

import re
from typing import Any

LEAD = "Dit is geen geldige YAML. "
TAB = "Hier staat een tab. Spring in met spaties."
OPEN = "Hier opent een {open} die nergens sluit, of er mist een komma. Zet er een {shut} achter."
QUOTE = "Hier begint een tekst met een aanhalingsteken dat nergens sluit. Zet er een achter."
AFTER_QUOTE = "Achter het laatste aanhalingsteken staat nog tekst. Zet alles ertussen."
CURLY = 'Hier staan gekrulde aanhalingstekens. Typ rechte: "…".'
COLON = (
    "In deze tekst staat een dubbele punt met een spatie. Zet de hele tekst tussen "
    "aanhalingstekens."
)
TIGHT_COLON = "Achter de dubbele punt hoort een spatie: '{fixed}'."
TIGHT_DASH = "Achter het streepje hoort een spatie: '{fixed}'."
INDENT = "Deze regel springt anders in dan de regels erboven. Kijk naar de inspringing."
START = "Een tekst mag niet beginnen met '{char}'. Zet er aanhalingstekens om."
OTHER = "Kijk naar de inspringing, en zet een tekst met een dubbele punt tussen aanhalingstekens."
SHOWN = 60  # characters of a line that are repeated
KEY = re.compile(r" *(?:- +)?[\w-]{1,80}: ")
NO_SPACE = re.compile(r"( *(?:- +)?[\w-]{1,80}):(?=[^\s:/])")
NO_DASH_SPACE = re.compile(r"( *)-(?=[\w])")
SHUT = {"[": "]", "{": "}"}
CURLED = "“”„‘’‚"


def slip(text: str, error: Any) -> tuple[int, str]:
    """Return the line (from 1) and what to do about a YAMLError with a mark."""
    lines = text.splitlines() or [""]
    last = text.rstrip().count("\n")
    at = min(error.problem_mark.line, last)
    if "\t" in lines[at]:
        return at + 1, TAB
    line, advice = _advice(lines, error, at, last)
    return line + 1, LEAD + advice


def _advice(lines: list[str], error: Any, at: int, last: int) -> tuple[int, str]:
    context, problem = str(error.context or ""), str(error.problem or "")
    begun = min(error.context_mark.line, last) if error.context_mark else at
    if "flow" in context:
        char = lines[begun][error.context_mark.column : error.context_mark.column + 1]
        return begun, OPEN.format(open=char, shut=SHUT.get(char, "haak"))
    if "quoted scalar" in context:
        return begun, QUOTE
    if "cannot start any token" in problem:
        char = lines[at][error.problem_mark.column : error.problem_mark.column + 1]
        return at, START.format(char=char)
    return _of_line(lines, at, error.problem_mark.column)


def _of_line(lines: list[str], at: int, column: int) -> tuple[int, str]:
    """Return the slip in the line where the parser stopped, or in the one above."""
    line = lines[at]
    key = KEY.match(line)
    value = line[key.end() :].lstrip() if key else ""
    if value[:1] and value[0] in CURLED:
        return at, CURLY
    if key and ": " in line[key.end() :] and column >= key.end():
        return at, COLON
    if value[:1] in ("'", '"') or (key and line[:column].rstrip()[-1:] in ("'", '"')):
        return at, AFTER_QUOTE
    above = _above(lines, at)
    for number in (at, above):
        fixed = _spaced(lines[number])
        if fixed:
            return number, fixed
    return at, INDENT if at != above else OTHER


def _spaced(line: str) -> str:
    """Return what to do about a colon or dash that stands against its text; "" when neither."""
    dash = NO_DASH_SPACE.match(line)
    if dash:
        return TIGHT_DASH.format(fixed=f"- {line[dash.end() :]}"[:SHOWN].strip())
    colon = NO_SPACE.match(line)
    if colon and not KEY.match(line):
        return TIGHT_COLON.format(
            fixed=f"{colon[1].strip()}: {line[colon.end() :]}"[:SHOWN].strip()
        )
    return ""


def _above(lines: list[str], at: int) -> int:
    """Return the last line above one that holds something, or the line itself."""
    held = [number for number in range(max(at - 20, 0), at) if lines[number].strip()]
    return held[-1] if held else at
