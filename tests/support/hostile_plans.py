"""Plan files that nobody means well: broken, huge, deep, or with what programs might execute."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from plans import examples, keys, write_json, write_plan
from plans.samples import example

SCARY = (
    "!!python/object/apply:os.system ['touch PWNED']", "*a", "&a x", "<<: *a", "=cmd|' /C calc'!A0",
    "{{7*7}}", "${jndi:ldap://x}", "<script>alert(1)</script>", "'; DROP TABLE plannen; --",
    "../../etc/passwd", "\u202eknalp", "\u0000", "\ud800", "﷽" * 50, "e\u0301" * 99, "1e999",
    "-0", "nan", "inf", "٣", "0x10", "1_000", "1.250,50", "2027-02-30", "9999-12-31", "no", "null",
    "~", "12:30:45", "[" * 60, "{" * 60, "x" * 5000, "\t", "\r\n", "\ufeff", "- - -", "? ? ?",
    "%YAML 9",
)  # fmt: skip
ODD: tuple[object, ...] = (
    *(None, True, False, 0, -1, 10**30, 1.5, float("nan")),
    *([], {}, [[]], {"": ""}, "", " ", [None]),
)
Spot = tuple[Any, Any]


def files(seed: int, count: int) -> Iterator[str]:
    """Yield texts that look more or less like a plan; the same seed gives the same texts."""
    chance = random.Random(seed)
    names = examples()
    for _ in range(count):
        plan = example(chance.choice(names))
        make = chance.choice(
            (
                _change_places,
                _change_places,
                _change_places,
                _cut,
                _noise,
                _swap_lines,
                _deep,
                _many,
            )
        )
        yield make(chance, plan)


def _tree(plan: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_json(plan))
    return found


def _spots(part: Any) -> Iterator[Spot]:
    """Yield every place in a tree as (container, key)."""
    items = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in list(items):
        yield part, key
        if isinstance(value, dict | list):
            yield from _spots(value)


def _change_places(chance: random.Random, plan: Any) -> str:
    """Put something odd in a few places of a good plan."""
    tree = _tree(plan)
    for _ in range(chance.randrange(1, 5)):
        part, key = chance.choice(list(_spots(tree)))
        act = chance.randrange(5)
        if act == 0:
            part[key] = chance.choice(SCARY)
        elif act == 1:
            part[key] = deepcopy(chance.choice(ODD))
        elif act == 2 and isinstance(part, dict):
            part[chance.choice(SCARY)] = part.pop(key)
        elif act == 3 and isinstance(part, list):
            part.append(deepcopy(part[key]))
        else:
            del part[key]
    return _write_json(chance, tree)


def _write_json(chance: random.Random, tree: Any) -> str:
    plain = chance.random() < 0.5
    return json.dumps(tree, ensure_ascii=plain, indent=chance.choice((None, 2)), default=str)


def _cut(chance: random.Random, plan: Any) -> str:
    text = write_plan(plan)
    start, end = sorted(chance.randrange(len(text)) for _ in range(2))
    return text[:start] + text[end:]


def _noise(chance: random.Random, plan: Any) -> str:
    """Put characters in the text of a good plan, as YAML."""
    text = list(write_plan(plan))
    for _ in range(chance.randrange(1, 30)):
        at = chance.randrange(len(text))
        text[at] = chance.choice((*SCARY, chr(chance.randrange(1, 0xD7FF)), "", ":", "\n", "-"))
    return "".join(text)


def _swap_lines(chance: random.Random, plan: Any) -> str:
    lines = write_plan(plan).splitlines()
    for _ in range(chance.randrange(1, 8)):
        a, b = (chance.randrange(len(lines)) for _ in range(2))
        lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


def _deep(chance: random.Random, plan: Any) -> str:
    depth = chance.randrange(10, 4000)
    opening, closing = chance.choice((("[", "]"), ('{"a":', "}"), ("- ", ""), ("a:\n ", "")))
    head = chance.choice(("schema: 2\nproject: ", '{"schema": 2, "project": ', ""))
    return head + opening * depth + closing * chance.choice((0, depth))


def _many(chance: random.Random, plan: Any) -> str:
    """Repeat a part of a plan until it is far too many."""
    tree = keys(plan)
    key = chance.choice(("groepen", "acties", "fasen", "kanalen"))
    if isinstance(tree.get(key), list):
        tree[key] = tree[key] * chance.choice((3, 60, 500))
    return json.dumps(tree, default=str)
