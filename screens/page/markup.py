"""HTML that is safe by construction: text is escaped, only tags made here are tags."""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "hr"})


class Html(str):
    """Text that may go into a page as it is."""

    __slots__ = ()


def safe(content: str | None) -> str:
    """Return HTML as it is and any other text escaped."""
    return content if isinstance(content, Html) else escape(content or "")


def tag(name: str, *children: str | None, **attributes: str | None) -> Html:
    """Return an element; attribute `class_` becomes class and `data_x` data-x; None is left out."""
    said = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{''.join(map(safe, children))}</{name}>")


def join(parts: Iterable[str | None], between: str = "") -> Html:
    """Return the parts as one piece of HTML."""
    return Html(safe(between).join(safe(part) for part in parts if part))


def unbroken(text: str) -> Html:
    """Return a text in which a word with a hyphen stays on one line."""
    words = (tag("span", word, class_="heel") if "-" in word else word for word in text.split(" "))
    return Html(" ".join(map(safe, words)))


def bullets(items: Iterable[str], ordered: bool = False, class_: str | None = None) -> Html:
    """Return a list, or nothing when there are no items."""
    made = [tag("li", item) for item in items]
    return tag("ol" if ordered else "ul", *made, class_=class_) if made else Html("")


def notice(
    *paragraphs: str, items: Iterable[str] = (), role: str | None = "alert", title: str = ""
) -> Html:
    """Return a message that stands out: paragraphs, and what they are about as a list.

    What went wrong is an "alert" and is read out at once, what became of it a "status", and what
    is good to know a "note"; None is text as any other. A `title` is a heading.
    """
    heading = tag("h3", title) if title else None
    told = (heading, *(tag("p", text) for text in paragraphs), bullets(items))
    return tag("div", *told, class_="melding", role=role)


def fault(text: str, key: str, role: str | None = None) -> Html:
    """Return what is wrong with the field under a key, which the script of the page then marks."""
    return tag("p", text, class_="fout", id=f"fout-{key}", data_bij=key, role=role)


def link(text: str, address: str) -> Html:
    """Return a link to another site, in a tab of its own; own research has no address."""
    if not address:
        return join([text])
    return tag(
        "a",
        text,
        tag("span", " (opent nieuw tabblad)", class_="alleen-lezer"),
        href=address,
        target="_blank",
        rel="noopener",
    )


def table(
    caption: str,
    heads: Iterable[str],
    rows: Iterable[Iterable[str]],
    numeric: Iterable[int] = (),
    plain: bool = False,
) -> Html:
    """Return a real table; the first cell of a row is its head, in bold unless `plain`."""
    right = frozenset(numeric)
    top = [_cell("th", i, head, right, scope="col") for i, head in enumerate(heads)]
    body = []
    for row in rows:
        first, *rest = row
        cells = [_cell("td", i, cell, right) for i, cell in enumerate(rest, start=1)]
        body.append(tag("tr", tag("th", first, scope="row"), *cells))
    made = tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *top)),
        tag("tbody", *body),
        class_="gewoon" if plain else None,
    )
    return tag("div", made, class_="tabel", role="region", tabindex="0", aria_label=caption)


def _cell(name: str, i: int, text: str, right: frozenset[int], **attributes: str) -> Html:
    return tag(name, text, class_="getal" if i in right else None, **attributes)
