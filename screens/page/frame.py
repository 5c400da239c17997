"""The frame around a static page: plain HTML in Dutch, without script, that works in any folder.

The foot of every page too: the guide, and where people go who are kept out or have a question.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from screens.page.markup import Html, join, tag
from screens.pages import MANUAL

NAME = "Ken je inwoner"
STATEMENT = "KEN_JE_INWONER_TOEGANKELIJKHEID"  # the accessibility statement of the organisation
CONTACT = "KEN_JE_INWONER_CONTACT"  # where a visitor asks for help
SITE = r"https://[\w.-]+(:\d{1,5})?(/[\w./~%?=&#+-]*)?"
MAIL = r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+"
OF_SITE, OF_SITE_OR_MAIL = re.compile(SITE), re.compile(f"{SITE}|{MAIL}")


@dataclass(frozen=True, slots=True)
class House:
    """Whose pages these are: a name, or "" without an organisation, and whether it has a logo."""

    name: str = ""
    logo: bool = False


OURS = House()


def page(title: str, main: Html, root: str, embedded: bool = False, own: House = OURS) -> bytes:
    """Return a whole page; `root` leads from its address to that of the app ("../../").

    An embedded page has no header and footer of its own.
    """
    head = tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} – {NAME}"),
        void("link", rel="stylesheet", href=f"{root}assets/still.css"),
        void("link", rel="icon", href=f"{root}favicon.png"),
    )
    skip = tag("a", "Naar de inhoud", href="#inhoud", class_="overslaan")
    content = tag("main", main, id="inhoud", tabindex="-1")
    parts = (content,) if embedded else (skip, _header(root, own), content, _footer(root))
    body = tag("body", *parts, class_="ingesloten" if embedded else None)
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='nl')}\n".encode()


def void(name: str, **attributes: str | None) -> Html:
    """Return an element that has no content and no end tag."""
    return Html(tag(name, **attributes).removesuffix(f"</{name}>"))


def statement(settings: Mapping[str, str] = os.environ) -> str | None:
    """Return the address of the statement, if it is set; raises ValueError, in Dutch."""
    return _read(settings, STATEMENT, OF_SITE, "https://www.gemeente.nl/toegankelijkheid")


def contact(settings: Mapping[str, str] = os.environ) -> str | None:
    """Return where to ask for help, if it is set; raises ValueError, in Dutch."""
    example = "https://www.gemeente.nl/contact of mailto:kanalen@gemeente.nl"
    return _read(settings, CONTACT, OF_SITE_OR_MAIL, example)


def _read(
    settings: Mapping[str, str], name: str, pattern: re.Pattern[str], example: str
) -> str | None:
    value = settings.get(name, "").strip()
    if value and not pattern.fullmatch(value):
        raise ValueError(f"{name}: '{value[:60]}' is geen adres als {example}")
    return value or None


def foot_links(root: str = "./") -> Html:
    """Return the links as a list; `root` leads to the app."""
    named = (
        (MANUAL.title, f"{root}{MANUAL.address}"),
        ("Toegankelijkheid", statement()),
        ("Contact", contact()),
    )
    items = [tag("li", tag("a", name, href=to, target="_self")) for name, to in named if to]
    return tag("ul", *items, class_="voetlinks")


def foot() -> Html:
    """Return the foot of a page of the app."""
    return tag("footer", foot_links(), class_="voet")


def _header(root: str, own: House) -> Html:
    """Return whose page it is and the way to the app; the name stands in for the logo."""
    picture = void("img", src=f"{root}assets/logo.png", alt=own.name) if own.logo else None
    name = tag("p", own.name, class_="van") if own.name and not own.logo else None
    to = tag("p", tag("a", NAME, href=root or "./"))
    return tag("header", picture, to, name, class_="kop")


def _footer(root: str) -> Html:
    app = tag("a", "de uitgebreide versie", href=root or "./")
    told = ("Deze pagina werkt zonder script. Meer mogelijkheden vind je in ", app, ".")
    return tag("footer", tag("p", join(told)), foot_links(root or "./"), class_="voet")
