"""The frame around a static page: plain HTML in Dutch, without script, that works in any folder."""

from dataclasses import dataclass

from screens.page.markup import Html, join, tag

NAME = "Ken je inwoner"


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


def _header(root: str, own: House) -> Html:
    """Return whose page it is and the way to the app; the name stands in for the logo."""
    picture = void("img", src=f"{root}assets/logo.png", alt=own.name) if own.logo else None
    name = tag("p", own.name, class_="van") if own.name and not own.logo else None
    to = tag("p", tag("a", NAME, href=root or "./"))
    return tag("header", picture, to, name, class_="kop")


def _footer(root: str) -> Html:
    app = tag("a", "de uitgebreide versie", href=root or "./")
    told = ("Deze pagina werkt zonder script. Meer mogelijkheden vind je in ", app, ".")
    return tag("footer", tag("p", join(told)), class_="voet")
