"""Mail addresses, also as people spell them: jan (at) gmail punt com."""

import re
from collections.abc import Iterator

NAME = "e-mailadres"
SUSPECT = r"@|%40|[(\[{<] ?at|apenstaart| at "
HOSTS = (
    "gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|ziggo|kpnmail|kpn|planet|hetnet|"
    "xs4all|home|casema|chello|upcmail|telfort|tele2|quicknet|caiway|online|zonnet|wanadoo|"
    "freeler|solcon|zeelandnet|delta|proton|protonmail|gmx|web|aol|mail"
)
ENDS = "com|nl|be|de|eu|net|org|info|nu|fr|tr|pl|frl|uk"
LOCAL, TAIL = 64, 255  # characters of a name and of a host, after RFC 5321
_AT = r"@|%40|[(\[{<] ?(?:at|apenstaart(?:je)?|@) ?[)\]}>]"
_LABEL = r"[^\W_](?:[^\W_]|-){0,62}"
_MARK = r" ?[(\[{<] ?(?:punt|dot|\.) ?[)\]}>] ?| (?:punt|dot) |\."
_LAST = rf"(?:{_MARK}|\. | ?[.,] ?(?=(?:{ENDS})\b))[a-z]{{2,24}}"
_HOST = rf"{_LABEL}(?:(?:{_MARK}){_LABEL}){{0,4}}{_LAST}"
WRITTEN = re.compile(
    rf"(?:(?:{_AT}) ?| apenstaart(?:je)? )(?:{_HOST}|(?:{HOSTS}))\b"
    rf"| at (?:{HOSTS})(?:{_MARK})[a-z]{{2,24}}\b"
)
# Read from the at sign back: a name, perhaps with "punt" and the like spelled out.
_BACK = r"[\w.+'-]{1,64}"
NAME_BACK = re.compile(rf" ?{_BACK}(?: (?:tnup|tod|erocsrednu|ejpeerts) {_BACK}){{0,3}}")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where mail addresses stand."""
    for match in WRITTEN.finditer(text):
        back = text[max(0, match.start() - 2 * LOCAL) : match.start()][::-1]
        if name := NAME_BACK.match(back):
            yield match.start() - name.end(), match.end()
