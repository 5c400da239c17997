"""What was listened to → a document: words, proposals, effects, and where every figure is from."""

from collections.abc import Iterator, Sequence
from datetime import date

from documents import chart
from documents.advice.content import plain
from documents.blocks import (
    Block,
    Bullets,
    Content,
    Flat,
    Heading,
    Paragraph,
    Picture,
    Section,
    Sentence,
    TableBlock,
    bullets,
)
from documents.labels import lower, upper
from documents.listening import plots
from documents.listening import standing as listening_standing
from dutch import day, whole
from listening import counter
from listening.effects import standing as effects_standing
from listening.effects.results import Result
from listening.measurements import Measurements
from listening.propose import proposal
from listening.uses import SubjectDemand as One

TITLE = "Digitaal luisteren"
SUBJECTS, WORDS = 6, 6
MADE_UP = "Alle cijfers per dag en alle zoekvragen zijn verzonnen."
NOTHING = "Hierover staat niets in de bestanden."
FOOT = (
    "Zoekvragen zeggen wat mensen typen die zoeken, niet wat alle inwoners nodig hebben. "
    "Er staan geen personen in dit verslag."
)


def content(measurements: Measurements, today: date, organisation: str = "") -> Content:
    """Return the document."""
    sections = [
        s
        for s in (_searches(measurements), _results(measurements), _standing(measurements, today))
        if s
    ]
    first = sections[0] if sections else Section("Wat is gelezen", (_nothing(),))
    sections[:1] = [Section(first.title, first.blocks, (Sentence(FOOT),))]
    return Content(
        title=f"{TITLE}: {lower(measurements.subject.plain)}" if measurements.subject else TITLE,
        summary=_summary(measurements),
        status="Voorbeeld" if measurements.example else "Concept",
        organisation=plain(organisation),
        author="",
        day=today,
        situation=tuple(_head(measurements)),
        sections=(*sections, _method(measurements)),
    )


def _nothing() -> Paragraph:
    return Paragraph((Sentence(NOTHING),))


def _summary(measurements: Measurements) -> str:
    if measurements.picture and measurements.picture.subjects:
        top = measurements.picture.subjects[0]
        if measurements.subject:
            return f"Inwoners zochten {whole(top.count)} keer naar {lower(top.subject.plain)}."
        return f"Inwoners zoeken het meest naar {top.subject.plain.lower()}."
    return "Wat acties opleverden." if measurements.results else "Waar we staan."


def _head(measurements: Measurements) -> Iterator[Sentence]:
    if measurements.example:
        yield Sentence(MADE_UP, lead="Voorbeeld")
    if measurements.subject:
        yield Sentence(measurements.subject.name, lead="Onderwerp")
    if measurements.period:
        yield Sentence(" tot en met ".join(map(day, measurements.period)), lead="Gevraagde periode")
        undated = [r.name for r in measurements.readings if r.first is None and r.rows]
        if undated:
            yield Sentence(f"Zonder datum, dus helemaal geteld: {', '.join(undated)}", "Let op")
    days = [d for r in measurements.readings for d in (r.first, r.last) if d]
    if days:
        yield Sentence(f"{day(min(days))} tot en met {day(max(days))}", lead="Periode")
    yield Sentence(
        ", ".join(dict.fromkeys(r.kind.origin for r in measurements.readings)), lead="Bronnen"
    )


def _searches(measurements: Measurements) -> Section | None:
    picture = measurements.picture
    if picture is None or not picture.subjects:
        return None
    blocks: list[Block] = [Paragraph((Sentence(_summary(measurements)),), style="lead")]
    blocks += [_words(picture.subjects[0])] if measurements.subject else _all(picture.subjects)
    for one in picture.subjects[:SUBJECTS]:
        blocks += _subject(one)
        blocks += _letter(one) if measurements.subject else ()
    if picture.unmatched:
        texts = ", ".join(f"{text} ({whole(n)})" for text, n in picture.unmatched[:WORDS])
        blocks.append(Heading("Wat we niet herkenden"))
        blocks.append(Paragraph((Sentence(f"Meest gezocht zonder onderwerp: {texts}."),)))
    return Section("Waar inwoners naar zoeken", tuple(blocks))


def _all(subjects: Sequence[One]) -> list[Block]:
    rows = [(one.subject.plain, one.count) for one in subjects]
    description = f"Meest gezocht: {rows[0][0]}, {whole(rows[0][1])} keer."
    svg = chart.svg(plots.bars(rows, "Keren gezocht per onderwerp", description))
    shown = "Keren gezocht of gevraagd per onderwerp, hoogstens twaalf."
    return [Picture(svg, description, shown), _table(subjects)]


def _words(one: One) -> TableBlock:
    """Return every word for one subject: whose it is, how often, and where it stands."""
    there = {None: "–", True: "ja", False: "nee"}
    rows = tuple(
        tuple(map(Sentence, (use.word, "wij" if use.official else "inwoners", whole(use.count),
                             use.trend or "–", there[use.on_page], there[use.in_title])))
        for use in one.uses
    )  # fmt: skip
    heads = ("Woord", "Van", "Keren", "Verandering", "Op de pagina", "In de titel")
    return TableBlock(f"Woorden voor {one.subject.name}", heads, rows, (4, 2, 1.5, 2.4, 2.2, 2),
                 numeric=(2,))  # fmt: skip


def _table(subjects: Sequence[One]) -> TableBlock:
    rows = [
        (
            Sentence(one.subject.plain),
            Sentence(one.subject.name),
            Sentence(", ".join(use.word for use in one.uses if not use.official) or "–"),
            Sentence(whole(one.count)),
        )
        for one in subjects[:12]
    ]
    heads = ("Onderwerp", "Wij noemen het", "Woorden van inwoners", "Keren")
    return TableBlock("Onderwerpen met de woorden van inwoners", heads, tuple(rows),
                 (3, 3, 5, 1.2), numeric=(3,))  # fmt: skip


def _subject(one: One) -> Iterator[Flat]:
    draft = proposal(one)
    yield Heading(one.subject.plain)
    yield Paragraph((Sentence(_words_line(one)),))
    texts = [
        Sentence(draft.title, lead="Titel:"),
        Sentence(draft.intro, lead="Begin van de pagina:"),
    ]
    texts.append(Sentence(" | ".join(draft.headlines), lead="Koppen van de advertentie:"))
    texts.append(Sentence(" | ".join(draft.descriptions), lead="Teksten van de advertentie:"))
    yield bullets(texts)


def _letter(one: One) -> Iterator[Flat]:
    yield Heading("Voorstel voor een brief")
    yield from (Paragraph((Sentence(part),)) for part in proposal(one).letter.split("\n\n"))


def _words_line(one: One) -> str:
    counted = [f"{use.word} ({whole(use.count)}{_trend(use.trend)})" for use in one.uses[:WORDS]]
    sentence = f"Inwoners typen: {', '.join(counted)}." if counted else "Te weinig om te tonen."
    missing = f" Op onze pagina ontbreken: {', '.join(one.missing)}." if one.missing else ""
    return sentence + missing


def _trend(trend: str | None) -> str:
    return f", {trend}" if trend else ""


def _results(measurements: Measurements) -> Section | None:
    if not measurements.results:
        return None
    table = channels(measurements.results)
    blocks: list[Block] = [table] if table else []
    for one in measurements.results:
        action = one.action
        blocks.append(Heading(plain(action.name)))
        blocks.append(Paragraph((Sentence(effects_standing.change(one.effect)),), style="lead"))
        lines = [upper(line.strip()) for line in effects_standing.result_lines(one)][2:]
        blocks += [bullets([Sentence(line) for line in lines])] if lines else []
        series = (measurements.series or {}).get(action.series.lower())
        if series:
            description = f"{action.series} per dag. {effects_standing.change(one.effect)}"
            svg = chart.svg(plots.days(series, action.start, action.end, description))
            blocks.append(
                Picture(svg, description, f"{action.series} per dag; punten zijn de actie.")
            )
    if measurements.unmeasured:
        blocks.append(Heading("Niet gemeten"))
        blocks.append(Paragraph((Sentence(plain(f"{', '.join(measurements.unmeasured)}.")),)))
    return Section("Wat acties opleverden", tuple(blocks))


def channels(results: Sequence[Result]) -> TableBlock | None:
    """Return what actions reached and took together per channel, when there is to add up."""
    if len(results) < 2:
        return None
    counts = ("reached", "contact", "helped", "cost", "hours", "calls")
    names = dict.fromkeys(one.action.channel for one in results)
    rows = []
    for name in names:
        actions = [one.action for one in results if one.action.channel == name]
        summed = (_sum([getattr(action, key) for action in actions]) for key in counts)
        rows.append(tuple(map(Sentence, (name, str(len(actions)), *summed))))
    heads = ("Kanaal", "Acties", "Bereikt", "In contact", "Geholpen", "Euro", "Uren",
             "Minder telefoontjes")  # fmt: skip
    return TableBlock("Wat acties samen bereikten en vroegen, per kanaal", heads, tuple(rows),
                 (3, 1.2, 1.5, 1.7, 1.6, 1.4, 1.2, 2), numeric=tuple(range(1, 8)))  # fmt: skip


def _sum(counts: Sequence[float | None]) -> str:
    known = [count for count in counts if count is not None]
    return whole(sum(known)) if known else "–"


def _standing(measurements: Measurements, today: date) -> Section | None:
    standing = measurements.standing
    if standing is None:
        return None
    busy = [
        Sentence(counter.warning(one), lead="Te druk:") for one in standing.desks if one.too_much
    ]
    parts = listening_standing.blocks(standing, measurements.picture, today)
    blocks = [*([bullets(busy)] if busy else []), *parts]
    return Section("Waar we staan", tuple(blocks)) if blocks else None


def _method(measurements: Measurements) -> Section:
    lines = [
        "Zoekvragen onder de drempel tellen mee en worden niet getoond.",
        "Stijgt, daalt en nieuw: minstens een kwart verschil, en meer dan toeval.",
        "Meer of minder na een actie: vergeleken met wat te verwachten was. Week, groei, seizoen, "
        "vakanties en uitschieters zijn eruit. Het interval is 90 procent. Is het verschil niet "
        "zeker genoeg, of klopt de proef op momenten zonder actie niet, dan staat er niet te "
        "zeggen.",
        "Bedragen komen van jullie eigen prijzen. Zonder prijs staat er geen bedrag.",
        "Voorstellen voor teksten zijn gemaakt uit de woordenlijst. Laat iemand ze lezen.",
    ]
    rows = tuple(
        tuple(map(Sentence, (r.name, r.kind.name, whole(r.rows), whole(r.masked_rows))))
        for r in measurements.readings
    )  # fmt: skip
    heads = ("Bestand", "Soort", "Rijen", "Afgeschermd")
    table = TableBlock("Gelezen bestanden", heads, rows, (4, 4, 1, 1.4), numeric=(2, 3))
    note = Bullets(tuple((Sentence(text),) for text in lines))
    return Section("Waar dit op rust", (table, Heading("Hoe we rekenen"), note))
