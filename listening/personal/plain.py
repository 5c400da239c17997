"""Text as the kinds compare it: small letters, one kind of space, dash, figure and at sign.

Every character stays at its place.
"""

SPACES = "\t\n\r\u00a0\u00ad\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
DASHES = "\u2010-\u2015\u2212_"
FIGURES, FULL = "０-９", "＠．（）"
LOOK_ALIKE = f"[{SPACES}{DASHES}{FIGURES}{FULL}]"


def _range(pattern: str) -> str:
    """Return the characters of a class: "a-c" is "abc"."""
    first, dash, rest = pattern.partition("-")
    if not dash:
        return pattern
    between = map(chr, range(ord(first[-1]), ord(rest[0]) + 1))
    return first[:-1] + "".join(between) + _range(rest[1:])


SAME = {
    **dict.fromkeys(map(ord, _range(SPACES)), " "),
    **dict.fromkeys(map(ord, _range(DASHES)), "-"),
    **dict(zip(map(ord, _range(FIGURES) + FULL), "0123456789@.()", strict=True)),
    **dict.fromkeys(map(ord, "’‘`´"), "'"),
}


def text(source: str) -> str:
    """Return a text as it is compared, each character at its place."""
    low = source.lower()
    if len(low) != len(source):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in source)
    return low.translate(SAME)
