"""The code with which a site shows the advice in a frame: presets, locks, hidden parts, height."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from engine.compile import Table
from engine.model import DIMENSIONS, Rulebook
from screens.page import address, fields, place, view
from screens.page.framing import PARENTS, allowed
from screens.page.markup import Html, bullets, join, tag

SCRIPT = Path(__file__).parents[1] / "static" / "frame.js"
SANDBOX = (
    "allow-scripts allow-same-origin allow-forms allow-downloads "
    "allow-popups allow-popups-to-escape-sandbox"
)
FRAME = """<iframe title="Kanaaladvies" data-ken-je-inwoner
  src="{src}"
  sandbox="{sandbox}"
  allow="clipboard-write" style="width:100%;height:900px;border:0"></iframe>
<script>
{script}
</script>"""
ELSEWHERE = "https://kenjeinwoner.voorbeeld.nl"  # when the visitor's address is not known
EXPLAINED = (
    "Toon het advies op je eigen intranet of site. Kies wat al is ingevuld, wat vaststaat en wat "
    "je weglaat. Kopieer daarna de code."
)
FREE = "Vrij te kiezen"
NOTHING_YET = "Vul eerst iets in. Daarna kun je het vastzetten."
ALWAYS = (
    "Het advies zelf, hoe zeker het is, wat altijd moet en wie je mist, blijven altijd staan. "
    "Zonder die delen kun je het advies niet uitleggen."
)
KNOW = (
    "Vastzetten is een hulp en geen slot. Wie het adres van het kader aanpast, ziet ook iets "
    "anders. Er staat niets geheims in.",
    "Mag er geen script op je site? Laat dan het deel vanaf <script> weg. Het kader houdt dan een "
    "vaste hoogte en krijgt een schuifbalk.",
    "Haal geen woorden weg bij sandbox. Dan komt er misschien geen PDF. In het kader staat dan nog "
    "wel een link naar een nieuw tabblad.",
)


def show(table: Table) -> None:
    """Show the part of the page."""
    st.html(join((tag("h2", "Insluiten op je eigen site"), tag("p", EXPLAINED))))
    answers, locked, hidden = _choices(table.book)
    src = source(_base(), answers, locked, hidden)
    st.html(tag("h3", "De code"))
    st.code(code(src), language=None, wrap_lines=True)
    look = tag("a", "Bekijk hoe het eruitziet (opent nieuw tabblad)", href=src,
               target="_blank", rel="noopener")  # fmt: skip
    know = (tag("h3", "Goed om te weten"), bullets(KNOW))
    st.html(join((tag("p", look), tag("h3", "Mag jouw site dit tonen?"), _allowed_sites(), *know)))


def source(
    base: str, answers: Mapping[str, str], locked: Sequence[str], hidden: Sequence[str]
) -> str:
    """Return the address of the frame."""
    said = {"embed": "true", **answers, **view.write(locked, hidden)}
    return f"{base}/?{urlencode(said, safe=',')}"


def code(src: str) -> str:
    """Return the HTML that shows an address in a frame as high as its content."""
    script = SCRIPT.read_text(encoding="utf-8").rstrip()
    return FRAME.format(src=escape(src), sandbox=SANDBOX, script=script)


def _choices(book: Rulebook) -> tuple[dict[str, str], list[str], list[str]]:
    """Show the fields and return the answers, the locked questions and the parts left out."""
    names = (*DIMENSIONS, view.LOCK, view.HIDE)
    options = address.options(book)
    titles = address.TITLES
    with st.container(horizontal=True, key="filters-insluiten"):
        given = {
            key: fields.select(key, titles[key], {"": FREE, **options[key]}, names)
            for key in DIMENSIONS
        }
    answers = {key: slug for key, slug in given.items() if slug}
    if answers:
        lockable = {key: titles[key] for key in answers}
        locked = fields.several(view.LOCK, "Wat staat vast?", lockable, names)
    else:
        st.html(tag("p", NOTHING_YET, class_="hulp"))
        locked = []
    hidden = fields.several(view.HIDE, "Wat laat je weg?", view.PARTS, names)
    st.html(tag("p", ALWAYS, class_="hulp"))
    return answers, locked, hidden


def _allowed_sites() -> Html:
    """Return which sites may show the advice now, and how that is changed."""
    told = (
        f"Een site mag het advies alleen tonen als de beheerder haar adres heeft gezet in de "
        f"instelling {PARENTS}, bijvoorbeeld https://intranet.voorbeeld.nl, of als het staat in "
        "het bestand van je organisatie, onder insluiten_door. Nu mag het op: "
    )
    return tag("p", told, ", ".join(("deze site zelf", *allowed())), ".")


def _base() -> str:
    """Return the address of this server as the visitor knows it, without a slash at the end."""
    return place.of_page(st.context.url or "") or ELSEWHERE
