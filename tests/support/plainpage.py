"""A page without scripts, read as strictly as XML: what is on it, and whether it is well built."""

import re
from collections import Counter
from datetime import date
from xml.etree import ElementTree

from engine import Situation, Table
from engine.model import UNKNOWN

DAY = date(2026, 11, 22)
OPEN = re.compile("<(meta|link|img|input|br|hr)\\b([^>]*)>")
HEADING = re.compile("h[1-6]$")
LINKS = ("href", "action")


class StrictPage:
    """A page read as strictly as XML, so that what is opened is closed, and counted."""

    def __init__(self, html: str) -> None:
        assert html.startswith("<!DOCTYPE html>\n<html ")
        closed = OPEN.sub(r"<\1\2/>", html.removeprefix("<!DOCTYPE html>"))
        self.elements = list(ElementTree.fromstring(closed).iter())  # noqa: S314 - our own page
        self.tags = Counter(element.tag for element in self.elements)
        self.ids = Counter(e.attrib["id"] for e in self.elements if "id" in e.attrib)
        self.headings = [int(e.tag[1]) for e in self.elements if HEADING.match(e.tag)]
        self.links = [e.attrib[key] for e in self.elements for key in LINKS if key in e.attrib]
        self.words = words(f" {' '.join(self.elements[0].itertext())} ")

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element with this tag."""
        return [element.attrib for element in self.elements if element.tag == tag]

    def firsts(self, tag: str) -> list[str]:
        """Return the tag that comes first within every element with this tag."""
        return [element[0].tag for element in self.elements if element.tag == tag]


def words(text: str) -> str:
    return " ".join(text.split())


def where(situation: Situation) -> str:
    return f"/advies/{situation.path()}"


def drawn(table: Table) -> list[Situation]:
    """Return the situations that pages are drawn for: all without a stake, one in seven with.

    What an advice says is proven over all of them without a page (`engine verdediging`).
    """
    every = [*table.outcomes]
    staked = [situation for situation in every if situation.stake != UNKNOWN]
    return [*(s for s in every if s.stake == UNKNOWN), *staked[::7]]


def check_structure(page: StrictPage) -> None:
    assert page.all("html")[0]["lang"] == "nl"
    assert page.tags["title"] == page.tags["h1"] == page.tags["main"] == 1
    assert page.headings[0] == 1
    assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert set(page.ids.values()) == {1}
    assert not page.tags.keys() & {"script", "style", "iframe", "object", "img", "font", "center"}
    for name, given in ((e.tag, e.attrib) for e in page.elements):
        assert not any(key.startswith("on") or key == "style" for key in given)
        assert name != "a" or given["href"]
        for key in ("aria-labelledby", "aria-describedby", "for"):
            assert set((given.get(key) or "").split()) <= page.ids.keys()
        if given.get("target") == "_blank":
            assert given["rel"] == "noopener"
    assert set(page.firsts("table")) <= {"caption"}
    assert set(page.firsts("fieldset")) <= {"legend"}
    assert all(given.get("scope") in ("col", "row") for given in page.all("th"))
    assert all(given.get("aria-labelledby") for given in page.all("nav"))
    fields = {g["id"] for g in page.all("input") if g["type"] != "hidden"}
    assert {given["for"] for given in page.all("label")} == fields
    fragments = {link[1:] for link in page.links if link.startswith("#")}
    assert fragments <= page.ids.keys()
