"""Channels by their name as well as by their id: "Partnerorganisaties" is `partners`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from dutch import listing
from engine import letters
from engine.model import Rulebook

ENOUGH, MOST = 0.5, 3  # how near a word must be, and how many of those are named
LISTS = ("kanalen", "keuzes", "acties")  # of parts with one channel
NAME = re.compile(r"[^\W_][\w '()&,.-]*")


def named(tree: Any, rename: Callable[[str], str]) -> Any:
    """Return a tree of a plan, however wrong, with other words for its channels."""
    if not isinstance(tree, Mapping):
        return tree
    new = dict(tree)
    for part in LISTS:
        if isinstance(items := new.get(part), list):
            new[part] = [_with_word(item, rename) for item in items]
    if isinstance(groups := new.get("groepen"), list):
        new["groepen"] = [_with_hand(group, rename) for group in groups]
    chosen = new.get("gekozen")
    if isinstance(chosen, dict) and isinstance(words := chosen.get("kanalen"), list | tuple):
        new["gekozen"] = {**chosen, "kanalen": [_word(word, rename) for word in words]}
    return new


def slug(word: str) -> str:
    """Return the name of a channel as ids are written: "Brief" → brief. All else stays."""
    return (NAME.fullmatch(word) and letters.dashed(word)) or word


def ids(book: Rulebook, own: Iterable[str]) -> dict[str, str]:
    """Return what a channel may be called → its id; ids and own means go before names."""
    return dict(_words(book)) | {id_: id_ for id_ in (*own, *book.channels)}


def hint(word: str, book: Rulebook) -> str:
    """Return which channels are near a word, by id and name; "" when none is."""
    known = ids(book, ())
    near = get_close_matches(letters.dashed(word), known, n=2 * MOST, cutoff=ENOUGH)
    found = list(dict.fromkeys(known[one] for one in near))[:MOST]
    names = [f"'{id_}' ({book.channels[id_].name})" for id_ in found]
    return f" Bedoelde je {listing(names, 'of')}?" if names else ""


def _words(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield (what a channel may be called, id)."""
    for id_, channel in book.channels.items():
        for name in (channel.name, channel.beside, channel.short):
            yield letters.dashed(name), id_


def _with_word(item: Any, rename: Callable[[str], str]) -> Any:
    if not isinstance(item, dict) or "kanaal" not in item:
        return item
    return {**item, "kanaal": _word(item["kanaal"], rename)}


def _with_hand(group: Any, rename: Callable[[str], str]) -> Any:
    if not isinstance(group, dict):
        return group
    new = dict(group)
    if "eigen_kanalen" in new:
        new["eigen_kanalen"] = _renamed(new["eigen_kanalen"], rename)
    if isinstance(phases := new.get("eigen_kanalen_per_fase"), dict):
        new["eigen_kanalen_per_fase"] = {
            phase: _renamed(hand, rename) for phase, hand in phases.items()
        }
    return new


def _renamed(hand: Any, rename: Callable[[str], str]) -> Any:
    """Return channels with their suitability under other words; two of one name stay apart."""
    if not isinstance(hand, dict):
        return hand
    other = {_word(word, rename): suit for word, suit in hand.items()}
    return other if len(other) == len(hand) else hand


def _word(word: Any, rename: Callable[[str], str]) -> Any:
    return rename(word) if isinstance(word, str) else word
