"""The fixed texts of the knowledge: which there are and how they are filled; wording is data."""

import re

from engine.knowledge.complaints import suggestion
from engine.knowledge.draft import KnowledgeDraft
from engine.label import LAW
from engine.model import Rulebook, Source

GOOD, FAIR = 70, 50  # suitability 0-100; below 50 more speaks against a channel than for it

VERBS = "blijft hoort past valt"  # each in the form that goes with the channels
# The fixed texts that must exist, with the words each may use.
TEXTS: dict[str, str] = {
    "kop": "hoofd naast",
    "kop_naast": "naast",
    "kop_gelijk": "gelijk",
    "kop_rest": "naast",
    "vraag_zeker": "",
    "titel_wet": "",
    "zeker": f"hoofd vaak aantal keer toeval {VERBS}",
    "zeker_voorzichtig": f"hoofd vaak aantal keer toeval {VERBS}",
    "zeker_gelijk": f"hoofd vaak aantal elk toeval {VERBS}",
    "zeker_gelijk_voorzichtig": f"hoofd vaak aantal elk toeval {VERBS}",
    "zeker_dichtbij": "dichtbij",
    "zeker_geen_uitschieter": "",
    "zeker_dichtbij_een": f"hoofd vaak aantal keer toeval {VERBS}",
    "zeker_dichtbij_gelijk": f"hoofd vaak aantal elk toeval {VERBS}",
    "zeker_vakkennis": "hoofd",
    "zeker_elk": "kanaal keer",
    "zeker_ook": "kanaal keer",
    "zeker_weinig": f"hoofd vaak aantal toeval {VERBS}",
    "vaak_altijd": "",
    "vaak_meestal": "",
    "vaak_half": "",
    "vaak_weinig": "",
    "vraag_rust": "",
    "vraag_rest": "",
    "titel_alleen": "een",
    "titel_vooral": "een",
    "titel_beide": "een ander",
    "soort_onderzoek": "",
    "soort_vakkennis": "",
    "soort_wet": "",
    "rust_alle": "aantal redenen soort landelijk",
    "rust_een": "soort landelijk",
    "rust_meest": "aantal redenen soort landelijk",
    "rust_zwaarst": "aantal redenen soort landelijk",
    "rust_ook": "aantal soort landelijk",
    "rust_ook_een": "aantal soort landelijk",
    "landelijk_deel": "aantal",
    "landelijk_alle": "",
    "landelijk_geen": "",
    "anders": "hoofd ander",
    "anders_gelijk": "",
    "anders_gelijk_meer": "",
    "anders_wet": "ander",
    "geen_bereik": "",
    "fase_onbekend": "",
    "combinatie": "",
    "zwak": "",
    "niets_over_hen": "wie hoofd",
    "overlap": "",
    "geen_kanaal": "organisatie reden",
    "organisatie": "organisatie kanalen",
    "uitleg_keuze": "wie hoofd",
    "uitleg_keuze_wet": "wie hoofd",
    "uitleg_gelijk": "wie hoofd",
    "uitleg_naast": "naast",
    "uitleg_erbij": f"erbij {VERBS}",
    "uitleg_onderzoek": "reden bron",
    "uitleg_zonder_onderzoek": "",
    "uitleg_geen_reden": "",
    "uitleg_verder": "",
    "uitleg_stevig": "zin",
    "uitleg_redelijk": "zin",
    "uitleg_voorzichtig": "zin",
    "uitleg_wet": "zin",
    "uitleg_missen": "wie doe",
    "uitleg_ook_missen": "wie doe",
    "uitleg_niemand": "",
    "mis_je_vraagt": "kanalen wat",
    "mis_je_vragen": "kanalen wat",
    "mis_je_anders": "",
    "herkomst_onderzoek": "soort bron",
    "herkomst_wet": "bron",
    "herkomst_vakkennis": "",
    "wie_alle": "",
    "wie_leeftijd": "leeftijd",
    "wie_profiel": "profiel",
    "wie_beide": "leeftijd profiel",
    "waarom_niet_beter": f"ander reden {VERBS}",
    "waarom_niet_gelijk": "",
}


def fill(text: str, **words: str) -> str:
    """Return the text with every {word} filled in; raises KeyError for an unknown word."""
    return re.sub(r"\{(\w+)\}", lambda match: words[match[1]], text)


def inspect(draft: KnowledgeDraft) -> None:
    """Note in the draft every text that is missing, unknown, or uses a word that does not exist."""
    file = "journeys/teksten.yaml"
    texts: dict[str, str] = draft.forms[file]
    for name in TEXTS:
        if name not in texts:
            draft.wrong(file, (), f"de tekst '{name}' ontbreekt. Vul hem in.")
    for name, text in texts.items():
        if name not in TEXTS:
            message = f"de tekst '{name}' ken ik niet.{suggestion(name, TEXTS)}"
            draft.wrong(file, (name,), message)
            continue
        for word in re.findall(r"\{(\w*)\}", text):
            if word not in TEXTS[name].split():
                known = ", ".join(TEXTS[name].split()) or "geen"
                message = f"bij '{name}' ken ik {{{word}}} niet. Je kunt gebruiken: {known}."
                draft.wrong(file, (name,), message)


def upper(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Return the text with its first letter small, unless its first word has capitals of its own.

    So "Brief" becomes "brief", and "WhatsApp", "PDF" and "X (Twitter)" stay as they are.
    """
    word = text.partition(" ")[0]
    own = len(word) == 1 or word[1:] != word[1:].lower()
    return text if own else text[:1].lower() + text[1:]


def cite(book: Rulebook, id_: str) -> str:
    """Return maker and year of a finding or source, "CBS, 2019", or the title of a law."""
    slug, finding = book.findings.get(id_, (id_, None))
    source = book.sources[slug]
    if source.nature == LAW:
        return source.title
    year = (finding.year if finding else None) or source.year
    return f"{source.publisher}, {year}" if year else source.publisher


def read_at(source: Source) -> str | None:
    """Return where the work of a maker was read, when that was elsewhere."""
    return f"gelezen bij {source.read_at}" if source.read_at else None


def fits(suitability: float) -> str:
    """Return how well a channel fits (0-100) in words."""
    if suitability >= GOOD:
        return "goed"
    return "redelijk" if suitability >= FAIR else "minder goed"
