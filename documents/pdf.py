"""Content → PDF that is accessible (PDF/UA-1) and can be archived (PDF/A-2a).

The only module that knows Typst. Words travel as JSON, never as source, so they stay words.
"""

import base64
import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from documents import chart, paging, row_heads
from documents.blocks import (
    Content,
    Emblem,
    Lanes,
    Picture,
    Sentence,
    TableBlock,
    shorter,
    support,
)
from dutch import day
from engine import letters

TEMPLATE = Path(__file__).parent / "advies.typ"
ALONE = Path(__file__).parent / "plaatje.typ"
SHARP = 150  # pixels per inch of a chart outside a PDF
Standard = Literal["a-2a", "a-3a", "ua-1"]
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    '<image width="{width}" height="{height}" href="data:image/png;base64,{png}"/></svg>'
)
ATTACHED = "kanaalplan.json"  # name of the plan within its PDF
SCRIPTS = "noto"  # folder with the fonts of other scripts than Latin, Greek and Cyrillic
MISSING = "□"
UNSEEN, PICTURES = ("Cc", "Cf", "Mn", "Me"), ("So", "Sk")  # Unicode categories
BREAK = "\u200b"
LONG_WORD = re.compile(r"\S{70,}")


class DocumentError(RuntimeError):
    """A document could not be made; the message is Dutch and says what to do."""


def advice_pdf(content: Content) -> bytes:
    """Return the document as PDF; the same content gives the same bytes.

    Raises DocumentError when Typst refuses.
    """
    pdf = _advice(content)
    for less in shorter(content):
        if not content.most_pages or paging.pages(pdf) <= content.most_pages:
            break
        pdf = _advice(less)
    return pdf


def _advice(content: Content) -> bytes:
    way_out = "Je keuzes zijn bewaard; neem zolang Word."
    return typeset(TEMPLATE, _data(content), content.day, way_out)


def plan_pdf(content: Content, source: str) -> bytes:
    """Return a plan as PDF with its own file (JSON) attached, so that it can be opened again.

    Raises DocumentError when Typst refuses.
    """
    data = _data(content) | {
        "attach": {"name": ATTACHED, "text": source, "description": "Het plan als bestand (JSON)"}
    }
    way_out = "Je plan is bewaard; neem zolang Word."
    return typeset(TEMPLATE, data, content.day, way_out, ("a-3a", "ua-1"))


def typeset(
    template: Path,
    data: Mapping[str, Any],
    on: date,
    way_out: str,
    standards: Sequence[Standard] = ("a-2a", "ua-1"),
) -> bytes:
    """Return a template filled with plain printable texts as PDF, dated on a day.

    Raises DocumentError, with the way out, when Typst refuses.
    """
    pdf = _compile(
        template,
        data,
        f"De PDF kon niet worden gemaakt. {way_out}",
        pdf_standards=list(standards),
        timestamp=datetime.combine(on, time(), UTC),
    )
    return row_heads.mark(pdf)


def drawn_png(block: Lanes, accent: str, wide: float) -> bytes:
    """Return a chart of lanes as PNG, as it stands in the PDF; `wide` in millimetres.

    Raises DocumentError when Typst refuses.
    """
    data = {"block": _plain(block, {}), "accent": chart.readable(accent), "wide": wide}
    return _compile(ALONE, data, "De grafiek kon niet worden getekend.", format="png", ppi=SHARP)


def picture_of(
    template: Path, data: Mapping[str, Any], kind: Literal["svg", "png"], sharp: int, way_out: str
) -> bytes:
    """Return a template of one page as SVG or PNG (`sharp` pixels an inch).

    Raises DocumentError, with the way out, when Typst refuses.
    """
    how: dict[str, Any] = {"format": kind} | ({"ppi": sharp} if kind == "png" else {})
    return _compile(template, data, f"De tekening kon niet worden gemaakt. {way_out}", **how)


def _compile(template: Path, data: Mapping[str, Any], complaint: str, **how: Any) -> bytes:
    """Return what Typst makes of a template; raises DocumentError that begins with `refused`."""
    try:
        output = typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
            **how,
        )
    except typst.TypstError as error:
        raise DocumentError(f"{complaint} ({error.message})") from error
    if not isinstance(output, bytes):
        raise DocumentError(f"{complaint} (Het kwam niet als één bestand terug.)")
    return output


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[chart.FONTS]
    )


@cache
def glyphs() -> frozenset[int]:
    """Return the code points that can be shown: in all our fonts, or in that of another script."""
    ours, others = (
        [set(TTFont(path).getBestCmap()) for path in sorted(folder.glob("*.ttf"))]
        for folder in (chart.FONTS, chart.FONTS / SCRIPTS)
    )
    return frozenset(set.intersection(*ours).union(*others))


def unprintable(text: str) -> str:
    """Return the characters of a text that a PDF cannot show, each once, in order."""
    chars = dict.fromkeys(letters.composed(text))
    return "".join(c for c in chars if ord(c) not in glyphs() and _stand_in(c, ()) == MISSING)


def printable(text: str) -> str:
    """Return the text with what our fonts cannot show replaced, and breaks in endless words."""
    shown = letters.composed(text)
    for char in dict.fromkeys(shown):
        if ord(char) not in glyphs():
            shown = shown.replace(char, _stand_in(char))
    if text.strip() and not shown.strip():
        return MISSING  # a heading of pictures alone stays a heading
    return LONG_WORD.sub(lambda match: _with_breaks(match[0]), shown)


def _stand_in(char: str, dropped: Collection[str] = PICTURES) -> str:
    """Return what stands for a character that no font has: nothing for a picture (an emoji)."""
    kind = unicodedata.category(char)
    if char.isspace():
        return " "
    return "" if kind in UNSEEN or kind in dropped else MISSING


def _with_breaks(word: str) -> str:
    return BREAK.join(word[i : i + 30] for i in range(0, len(word), 30))


def _data(content: Content) -> dict[str, Any]:
    """Return what the template reads: plain printable texts."""
    front = any(section.headline for section in content.sections)
    about = (content.author, day(content.day), content.status)
    head = (content.organisation, *((content.project,) if front else about))
    return {
        "front": front,
        "large": content.large,
        "title": printable(content.title),
        "author": printable(content.author),
        "status": content.status,
        "description": printable(content.summary),
        "accent": chart.readable(content.accent),
        "day": [content.day.year, content.day.month, content.day.day],
        "head": [printable(part) for part in head if part],
        "footer": printable(content.foot or _footer(content) if front else _plain_foot(content)),
        "badges": [printable(badge) for badge in content.badges],
        "about": printable(content.about),
        "situation": _plain(content.situation, content.sources),
        "sections": _plain(content.sections, content.sources),
        "emblem": emblem_data(content.emblem),
        "cover": content.cover,
        "attach": None,
    }


def _plain_foot(content: Content) -> str:
    return f"Ken je inwoner · {day(content.day)}"


def _footer(content: Content) -> str:
    """Return the day, who made it and with what, for the foot of a page."""
    author = f"opgesteld door {content.author}" if content.author else ""
    return " · ".join(filter(None, (day(content.day), author, "Ken je inwoner")))


def emblem_data(emblem: Emblem | None) -> dict[str, Any] | None:
    """Return a logo for a template: a drawing with the picture in it, for JSON holds no bytes."""
    if emblem is None:
        return None
    size = {"width": emblem.width, "height": emblem.height}
    picture = DRAWN.format(**size, png=base64.b64encode(emblem.png).decode())
    return size | {"svg": picture, "description": printable(emblem.description)}


def _plain(value: Any, numbers: Mapping[str, int]) -> Any:
    """Return a block, or a tuple of them, as dicts, lists and printable texts."""
    if isinstance(value, Sentence):
        texts = {"text": printable(value.text), "lead": printable(value.lead)}
        return texts | {"link": value.link, "support": support(value, numbers)}
    if isinstance(value, Picture):
        return {**asdict(value), "caption": printable(value.caption)}
    if is_dataclass(value):
        plain = {f.name: _plain(getattr(value, f.name), numbers) for f in fields(value)}
        return plain | {"fills": _fills(value)} if isinstance(value, TableBlock) else plain
    if isinstance(value, tuple):
        return [_plain(part, numbers) for part in value]
    return printable(value) if isinstance(value, str) else value


def _fills(table: TableBlock) -> list[tuple[str, str]]:
    """Return fill and ink of every cell of a coloured table, row after row."""
    plain = (chart.LIGHT.paper, chart.LIGHT.ink)
    cells = (level for row in table.levels for level in row)
    return [plain if level is None else chart.tint(level) for level in cells]
