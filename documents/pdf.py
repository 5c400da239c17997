"""Content → PDF that is accessible (PDF/UA-1) and can be archived (PDF/A-2a).

The only module that knows Typst. Words travel as JSON, never as source, so they stay words.
"""

import base64
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from documents import chart
from documents.blocks import Content, Dots, Emblem, Lanes, Picture, Sentence, Table, flat, support
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
MISSING = "□"
BREAK = "\u200b"
LONG_WORD = re.compile(r"\S{70,}")


class DocumentError(RuntimeError):
    """A document could not be made; the message is Dutch and says what to do."""


def advice_pdf(content: Content) -> bytes:
    """Return the document as PDF; the same content gives the same bytes.

    Raises DocumentError when Typst refuses.
    """
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
    return _compiled(
        template,
        data,
        f"De PDF kon niet worden gemaakt. {way_out}",
        pdf_standards=list(standards),
        timestamp=datetime.combine(on, time(), UTC),
    )


def drawn_png(block: Lanes, accent: str, wide: float) -> bytes:
    """Return a chart of lanes as PNG, as it stands in the PDF; `wide` in millimetres.

    Raises DocumentError when Typst refuses.
    """
    data = {"block": _plain(block, {}), "accent": chart.readable(accent), "wide": wide}
    return _compiled(ALONE, data, "De grafiek kon niet worden getekend.", format="png", ppi=SHARP)


def _compiled(template: Path, data: Mapping[str, Any], refused: str, **how: Any) -> bytes:
    """Return what Typst makes of a template; raises DocumentError that begins with `refused`."""
    try:
        made = typst.compile(
            template,
            root=template.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
            **how,
        )
    except typst.TypstError as error:
        raise DocumentError(f"{refused} ({error.message})") from error
    if not isinstance(made, bytes):
        raise DocumentError(f"{refused} (Het kwam niet als één bestand terug.)")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[chart.FONTS]
    )


@cache
def glyphs() -> frozenset[int]:
    """Return the code points that every one of our fonts can show."""
    maps = [set(TTFont(path).getBestCmap()) for path in sorted(chart.FONTS.glob("*.ttf"))]
    return frozenset(set.intersection(*maps))


def printable(text: str) -> str:
    """Return the text with what our fonts cannot show replaced, and breaks in endless words."""
    shown = letters.composed(text)
    for char in dict.fromkeys(shown):
        if ord(char) not in glyphs():
            shown = shown.replace(char, _stand_in(char))
    return LONG_WORD.sub(lambda match: _broken(match[0]), shown)


def _stand_in(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Mn", "Me") else MISSING


def _broken(word: str) -> str:
    return BREAK.join(word[i : i + 30] for i in range(0, len(word), 30))


def _data(content: Content) -> dict[str, Any]:
    """Return what the template reads: plain printable texts, and the chart as SVG."""
    head = (content.organisation, content.author, day(content.day), content.status)
    return {
        "title": printable(content.title),
        "author": printable(content.author),
        "status": content.status,
        "description": printable(content.summary),
        "accent": chart.readable(content.accent),
        "day": [content.day.year, content.day.month, content.day.day],
        "head": [printable(part) for part in head if part],
        "footer": f"Ken je inwoner · {day(content.day)}",
        "situation": _plain(content.situation, content.sources),
        "sections": _plain(content.sections, content.sources),
        "chart": _chart(content),
        "emblem": drawn(content.emblem),
        "cover": content.cover,
        "attach": None,
    }


def drawn(emblem: Emblem | None) -> dict[str, Any] | None:
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
        return plain | {"fills": _fills(value)} if isinstance(value, Table) else plain
    if isinstance(value, tuple):
        return [_plain(part, numbers) for part in value]
    return printable(value) if isinstance(value, str) else value


def _fills(table: Table) -> list[tuple[str, str]]:
    """Return fill and ink of every cell of a coloured table, row after row."""
    plain = (chart.LIGHT.paper, chart.LIGHT.ink)
    cells = (level for row in table.levels for level in row)
    return [plain if level is None else chart.cell_colours(level) for level in cells]


def _chart(content: Content) -> str:
    blocks = (block for section in content.sections for block in flat(section.blocks))
    found = next((block for block in blocks if isinstance(block, Dots)), None)
    return chart.svg(chart.dot_plot(found, accent=content.accent)) if found else ""
