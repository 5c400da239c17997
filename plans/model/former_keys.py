"""Plan files from before what is at stake was asked in one word: their keys become those of now.

The level of participation was asked beside it and counted nowhere; of a group `belang` was a
sentence. Now both are `belang`, the answer to the fifth question of an advice, and the sentence
is `gevolg`.
"""

import re
from collections.abc import Mapping
from typing import Any

LEVEL, STAKE, EFFECT = "participatieniveau", "belang", "gevolg"
LEVELS: Mapping[str, str] = {  # the level as it was called → what is at stake
    "informeren": "informeren",
    "raadplegen": "raadplegen",
    "adviseren": "samen-maken",
    "coproduceren": "samen-maken",
    "meebeslissen": "meebeslissen",
}
_SLUG = re.compile("[a-z0-9-]{1,80}")
Tree = dict[str, Any]


def renamed(tree: Mapping[str, Any]) -> Tree:
    """Return the tree of a plan with the keys of now; what is unknown stays as it is."""
    new = dict(tree)
    project = new.get("project")
    if isinstance(project, Mapping):
        new["project"] = _with_level(
            {**project, LEVEL: new.pop(LEVEL)} if LEVEL in new else project
        )
    if isinstance(groups := new.get("groepen"), list | tuple):
        new["groepen"] = [_group(one) if isinstance(one, Mapping) else one for one in groups]
    return new


def _group(group: Mapping[str, Any]) -> Tree:
    new = dict(group)
    text = new.get(STAKE)
    if isinstance(text, str) and not _SLUG.fullmatch(text.strip()) and EFFECT not in new:
        new[EFFECT] = new.pop(STAKE)
    return _with_level(new)


def _with_level(part: Mapping[str, Any]) -> Tree:
    """Return a part in which the level, when it has one, says what is at stake."""
    new = dict(part)
    stake = LEVELS.get(str(new.get(LEVEL)))
    if stake:
        del new[LEVEL]
        new.setdefault(STAKE, stake)
    return new
