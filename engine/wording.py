"""Outcome → sentences: fills the fixed texts of the knowledge, so that wording is data."""

import re
from collections.abc import Iterable, Sequence

from dutch import listing
from engine.answer import BlindSpot, Duty, Ranked, Reason
from engine.knowledge.complaints import suggestion
from engine.knowledge.draft import KnowledgeDraft
from engine.model import UNKNOWN, Rulebook, Situation
from engine.roles import MAIN, SUPPORT

GOOD, FAIR = 70, 50  # suitability 0-100; below 50 more speaks against a channel than for it

# The fixed texts that must exist, with the words each may use.
TEXTS: dict[str, str] = {
    "conclusie": "hoofd naast",
    "conclusie_naast": "naast",
    "conclusie_gelijk": "gelijk",
    "conclusie_gelijk_naast": "naast",
    "conclusie_wet": "wet hoofd naast",
    "conclusie_voorzichtig": "",
    "zekerheid": "redenen onderzoek aannames frequentie",
    "aannames_geen": "",
    "aannames_een": "",
    "aannames_meer": "aantal",
    "frequentie": "keer",
    "geen_bereik": "",
    "fase_onbekend": "",
    "combinatie": "",
    "zwak": "",
    "overlap": "",
    "geen_taak": "taken",
    "geen_kanaal": "organisatie reden",
    "organisatie": "organisatie kanalen",
    "uitleg_keuze": "wie fase hoofd naast",
    "uitleg_reden": "reden herkomst",
    "uitleg_zeker": "keer woord",
    "uitleg_zeker_zonder": "keer",
    "uitleg_missen": "wie",
    "uitleg_erbij": "erbij missen",
    "uitleg_niemand": "",
    "herkomst_onderzoek": "bron",
    "herkomst_wet": "bron",
    "herkomst_advies": "bron",
    "herkomst_aanname": "",
    "wie_alle": "",
    "wie_leeftijd": "leeftijd",
    "wie_profiel": "profiel",
    "wie_beide": "leeftijd profiel",
    "waarom_niet_gekozen": "kanaal plek aantal hoofd",
    "waarom_niet_soort": "kanaal zelfde",
    "waarom_niet_omlaag": "kanaal reden",
    "waarom_niet_kan": "kanaal reden",
}
ASKED = 3
TELLING = 0.5  # points from which a reason is worth telling


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


def cite(book: Rulebook, id_: str) -> str:
    """Return maker and year of a finding or source: "CBS (2019)"."""
    slug, finding = book.findings.get(id_, (id_, None))
    source = book.sources[slug]
    year = (finding.year if finding else None) or source.year
    return f"{source.publisher} ({year})" if year else source.publisher


def conclusion(book: Rulebook, picks: Sequence[Ranked], duties: Sequence[Duty], weak: bool) -> str:
    """Return the one sentence of the advice, and what must not be forgotten."""
    texts, channels = book.texts, book.channels
    first = [row for row in picks if row.role in (MAIN, SUPPORT)]
    law = next((d for d in duties if d.kind == "wet" and d.sentence and d.met_by), None)
    lead = next((r for r in picks if law and r.channel == law.met_by), first[0])
    tied = [r for r in first if r.channel in first[0].even_with]
    if law and law.sentence:
        sentence = fill(texts["conclusie_wet"], wet=law.sentence, **_lead(book, lead, first))
    elif tied:
        names = [channels[row.channel].phrase for row in (first[0], *tied)]
        sentence = upper(fill(texts["conclusie_gelijk"], gelijk=listing(names)))
        rest = [channels[r.channel].beside for r in first[1:] if r not in tied]
        sentence += " " + fill(texts["conclusie_gelijk_naast"], naast=listing(rest)) if rest else ""
    else:
        sentence = fill(texts["conclusie"], **_lead(book, lead, first))
    if weak:
        sentence = f"{texts['conclusie_voorzichtig']} {sentence[:1].lower()}{sentence[1:]}"
    nets = [channels[row.channel].always for row in picks if row not in (*first, lead)]
    return " ".join([sentence, *nets])


def _lead(book: Rulebook, lead: Ranked, first: Iterable[Ranked]) -> dict[str, str]:
    beside = [book.channels[r.channel].beside for r in first if r is not lead]
    text = fill(book.texts["conclusie_naast"], naast=listing(beside)) if beside else ""
    return {"hoofd": book.channels[lead.channel].phrase, "naast": text}


def certainty(book: Rulebook, main: Ranked, research: int, assumptions: int) -> str:
    """Return on how many reasons the advice is based and how often the main channel holds."""
    texts = book.texts
    words = {0: texts["aannames_geen"], 1: texts["aannames_een"]}
    count = words.get(assumptions, fill(texts["aannames_meer"], aantal=str(assumptions)))
    return fill(
        texts["zekerheid"],
        redenen=str(research + assumptions),
        onderzoek=str(research),
        aannames=count,
        frequentie=frequency(book, main),
    )


def frequency(book: Rulebook, row: Ranked) -> str:
    """Return "In 83 van de 100 doorrekeningen hoort het hoofdkanaal bij de beste drie."."""
    return fill(book.texts["frequentie"], keer=str(round(100 * (row.certainty or 0))))


def audience(book: Rulebook, situation: Situation) -> str:
    """Return whom the advice is about, for use in a sentence."""
    texts = book.texts
    age, profile = book.ages[situation.age].name, book.profiles[situation.profile].name
    if situation.profile == UNKNOWN:
        known = situation.age != UNKNOWN
        return fill(texts["wie_leeftijd"], leeftijd=age) if known else texts["wie_alle"]
    if situation.age == UNKNOWN:
        return fill(texts["wie_profiel"], profiel=profile)
    return fill(texts["wie_beide"], leeftijd=age, profiel=profile)


def strongest(row: Ranked) -> Reason:
    """Return the reason that lifts a channel most, research and law before assumption."""
    counted = [r for r in row.reasons if r.counted and r.quality]
    sourced = [r for r in counted if r.quality != "D" and r.weight >= TELLING]
    return max(sourced or counted, key=lambda r: r.weight)


def nature(book: Rulebook, reason: Reason) -> str:
    """Return what a reason rests on: "onderzoek", "wet", "advies" or "aanname"."""
    if reason.quality == "D" or not reason.sources:
        return "aanname"
    slug, _ = book.findings.get(reason.sources[0], (reason.sources[0], None))
    return book.sources[slug].nature


def origin(book: Rulebook, reason: Reason) -> str:
    """Return where a reason comes from, in words."""
    kind = nature(book, reason)
    source = cite(book, reason.sources[0]) if kind != "aanname" else ""
    return fill(book.texts[f"herkomst_{kind}"], bron=source)


def defence(
    book: Rulebook, situation: Situation, picks: Sequence[Ranked], blind_spots: Sequence[BlindSpot]
) -> tuple[str, str, str, str]:
    """Return the four sentences with which an advisor defends the choice."""
    texts, main = book.texts, picks[0]
    first = [row for row in picks if row.role in (MAIN, SUPPORT)]
    lead = _lead(book, main, first)
    choice = fill(
        texts["uitleg_keuze"],
        wie=audience(book, situation),
        fase=book.phases[situation.phase].name,
        **lead,
    )
    best = strongest(main)
    reason = fill(texts["uitleg_reden"], reden=best.because, herkomst=origin(book, best))
    sure = fill(
        texts["uitleg_zeker" if main.certainty_word else "uitleg_zeker_zonder"],
        keer=str(round(100 * (main.certainty or 0))),
        woord=main.certainty_word or "",
    )
    who = listing([m.who[:1].lower() + m.who[1:] for m in blind_spots])
    lost = fill(texts["uitleg_missen"], wie=who) if who else texts["uitleg_niemand"]
    nets = [book.channels[row.channel].phrase for row in picks if row not in first]
    if nets:
        lost = fill(texts["uitleg_erbij"], erbij=upper(listing(nets)), missen=lost)
    return choice, reason, sure, lost


def why_not(book: Rulebook, ranking: Sequence[Ranked], track: str) -> tuple[tuple[str, str], ...]:
    """Return (channel, answer) for the channels that get asked about and are not chosen."""
    rows = {row.channel: row for row in ranking}
    chosen = {row.channel for row in ranking if row.role in (MAIN, SUPPORT, "vangnet")}
    asked = [slug for slug in book.words.often_asked.get(track, ()) if slug not in chosen]
    return tuple((slug, answer(book, ranking, rows[slug])) for slug in asked[:ASKED])


def answer(book: Rulebook, ranking: Sequence[Ranked], row: Ranked) -> str:
    """Return why a channel is not chosen."""
    texts, name = book.texts, book.channels[row.channel].name
    if row.refusal is not None:
        reason = row.refusal[:1].lower() + row.refusal[1:]
        return fill(texts["waarom_niet_kan"], kanaal=name, reden=reason)
    against = [r for r in row.reasons if r.counted and r.weight < 0 and r.quality]
    if against and (row.score or 0) <= 0:
        worst = min(against, key=lambda r: r.weight)
        return fill(texts["waarom_niet_omlaag"], kanaal=name, reden=worst.because)
    first = [r for r in ranking if r.role in (MAIN, SUPPORT)]
    kind = book.channels[row.channel].kind
    same = [r for r in first if book.channels[r.channel].kind == kind]
    if same:
        other = book.channels[same[0].channel].phrase
        return fill(texts["waarom_niet_soort"], kanaal=name, zelfde=other)
    able = [r for r in ranking if r.refusal is None]
    return fill(
        texts["waarom_niet_gekozen"],
        kanaal=name,
        plek=str(able.index(row) + 1),
        aantal=str(len(able)),
        hoofd=book.channels[first[0].channel].phrase,
    )


def fits(suitability: float) -> str:
    """Return how well a channel fits (0-100) in words."""
    if suitability >= GOOD:
        return "goed"
    return "redelijk" if suitability >= FAIR else "minder goed"
