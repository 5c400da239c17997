"""The report on listening: its lead, heads, tables and sums, worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from documents.blocks import (
    Bullets,
    Content,
    Heading,
    Paragraph,
    Picture,
    Sentence,
    TableBlock,
    flat,
)
from documents.listening import content as report
from listening.counter import DeskLoad
from listening.cycle import LogEntry
from listening.effects.effect import Effect
from listening.effects.results import ActionRecord, Result
from listening.effects.standing import Standing
from listening.measurements import Measurements
from listening.model import Kind, Reading, Subject, WordUse
from listening.uses import Page, SearchPicture, SubjectDemand

COVERS = ("documents/listening/content.py", "documents/listening/standing.py")
TODAY = date(2026, 11, 22)
DEBTS = Subject.model_validate(
    {
        "id": "schuldhulp",
        "naam": "Schuldhulpverlening",
        "gewoon": "Hulp bij schulden",
        "aanbod": "Je kunt hulp krijgen bij schulden.",
        "gemeente": ("schuldhulpverlening",),
        "inwoner": ("schulden", "rood staan"),
    }
)
MOVING = Subject.model_validate(
    {
        "id": "verhuizen",
        "naam": "Verhuizing doorgeven",
        "gewoon": "Verhuizen",
        "aanbod": "Geef je nieuwe adres door.",
        "gemeente": ("adreswijziging",),
        "inwoner": ("verhuizen",),
    }
)
SEARCHES = Kind.model_validate(
    {
        "id": "zoekvragen",
        "naam": "Zoekvragen van de site",
        "herkomst": "Matomo",
        "inhoud": "zoekvragen",
        "kolommen": {"term": {"soort": "tekst", "namen": ["Zoekterm"]}},
    }
)


def reading(name: str, first: date | None, last: date | None, rows: int = 1200) -> Reading:
    return Reading(name, SEARCHES, "t", {}, (), rows, 0, None, first, last, (), {}, 34)


def use(word: str, count: int, official: bool = False, trend: str | None = None,
        on_page: bool | None = None, in_title: bool | None = None) -> WordUse:  # fmt: skip
    return WordUse(word, official, count, trend, on_page, in_title)


def demand(subject: Subject, count: int, *uses: WordUse) -> SubjectDemand:
    return SubjectDemand(subject, "geld", count, uses, (), ())


SOUGHT = (
    demand(
        DEBTS,
        1500,
        use("schulden", 1200, trend="stijgt", on_page=False, in_title=False),
        use("schuldhulpverlening", 200, official=True, on_page=True, in_title=True),
        use("rood staan", 100),
    ),
    demand(MOVING, 90),
)


def picture(*subjects: SubjectDemand, unmatched: tuple[tuple[str, int], ...] = ()) -> SearchPicture:
    return SearchPicture(subjects, 10, 2000, unmatched, 0, 0, 0, False, 10)


def action(channel: str, reached: int | None = None, cost: float | None = None,
           hours: float | None = None) -> ActionRecord:  # fmt: skip
    start = date(2026, 3, 2)
    return ActionRecord("Brief", "schuldhulp", channel, start, start, "Loket", None, reached,
                        None, None, cost, hours, None)  # fmt: skip


def result(record: ActionRecord) -> Result:
    return Result(
        record, Effect("niet te zeggen", why="Te weinig dagen."), (), None, None, None, None, False
    )


def document(**parts: object) -> Content:
    heard = replace(Measurements((reading("zoek.csv", None, None),)), **parts)  # type: ignore[arg-type]
    return report.content(heard, TODAY)


def texts(document: Content) -> list[str]:
    """Return headings and sentences outside tables, in order."""
    lines: list[str] = []
    for section in document.sections:
        for block in flat(section.blocks):
            match block:
                case Heading(text=text):
                    lines.append(f"# {text}")
                case Bullets(items=items):
                    lines += [f"{one.lead} {one.text}".strip() for (one, *_) in items]
                case Paragraph(sentences=(one, *_)):
                    lines.append(one.text)
    return lines


def rows(document: Content, summary: str) -> list[tuple[str, ...]]:
    """Return the words in the cells of a table."""
    blocks = [block for section in document.sections for block in flat(section.blocks)]
    table = next(b for b in blocks if isinstance(b, TableBlock) and b.summary == summary)
    return [tuple(f"{cell.lead} {cell.text}".strip() for cell in row) for row in table.rows]


@pytest.mark.parametrize(
    ("parts", "summary", "title"),
    [
        ({}, "Waar we staan.", "Digitaal luisteren"),
        ({"picture": picture()}, "Waar we staan.", "Digitaal luisteren"),
        ({"results": (result(action("brief")),)}, "Wat acties opleverden.", "Digitaal luisteren"),
        (
            {"picture": picture(*SOUGHT)},
            "Inwoners zoeken het meest naar hulp bij schulden.",
            "Digitaal luisteren",
        ),
        (
            {"picture": picture(SOUGHT[0]), "subject": DEBTS},
            "Inwoners zochten 1.500 keer naar hulp bij schulden.",
            "Digitaal luisteren: hulp bij schulden",
        ),
    ],
)
def test_the_lead_says_what_matters_most(
    parts: dict[str, object], summary: str, title: str
) -> None:
    made_of = document(**parts)
    assert (made_of.summary, made_of.title) == (summary, title)
    leads = [
        sentence.text
        for section in made_of.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.style == "lead"
        for sentence in block.sentences
    ]
    sought = parts.get("picture")
    if isinstance(sought, SearchPicture) and sought.subjects:
        assert leads == [summary]


@pytest.mark.parametrize(("example", "status"), [(True, "Voorbeeld"), (False, "Concept")])
def test_an_example_says_that_it_is_made_up(example: bool, status: str) -> None:
    given = document(example=example)
    assert given.status == status
    assert (Sentence(report.MADE_UP, "Voorbeeld") in given.situation) is example


def test_the_head_tells_period_and_origin() -> None:
    readings = (
        reading("a.csv", date(2026, 3, 2), date(2026, 3, 31)),
        reading("b.csv", date(2026, 2, 1), date(2026, 3, 5)),
        reading("c.csv", None, None),
        reading("leeg.csv", None, None, rows=0),
    )
    period = (date(2026, 2, 1), date(2026, 2, 28))
    head = document(readings=readings, period=period).situation
    assert [(one.lead, one.text) for one in head] == [
        ("Gevraagde periode", "1 februari 2026 tot en met 28 februari 2026"),
        ("Let op", "Zonder datum, dus helemaal geteld: c.csv"),
        ("Periode", "1 februari 2026 tot en met 31 maart 2026"),
        ("Bronnen", "Matomo"),
    ]
    free = document(readings=readings[:1], subject=DEBTS).situation
    assert [(one.lead, one.text) for one in free] == [
        ("Onderwerp", "Schuldhulpverlening"),
        ("Periode", "2 maart 2026 tot en met 31 maart 2026"),
        ("Bronnen", "Matomo"),
    ]


def test_nothing_read_is_said_once() -> None:
    assert texts(document())[0] == "Hierover staat niets in de bestanden."
    assert report.NOTHING not in texts(document(picture=picture(*SOUGHT)))


def test_only_the_first_part_has_the_foot() -> None:
    given = document(picture=picture(*SOUGHT), results=(result(action("brief")),))
    assert [section.title for section in given.sections] == [
        "Waar inwoners naar zoeken",
        "Wat acties opleverden",
        "Waar dit op rust",
    ]
    assert [bool(section.foot) for section in given.sections] == [True, False, False]


def test_subjects_in_a_table_with_the_words_of_residents() -> None:
    given = document(picture=picture(*SOUGHT))
    assert rows(given, "Onderwerpen met de woorden van inwoners") == [
        ("Hulp bij schulden", "Schuldhulpverlening", "schulden, rood staan", "1.500"),
        ("Verhuizen", "Verhuizing doorgeven", "–", "90"),
    ]
    pictures = [b for b in given.sections[0].blocks if isinstance(b, Picture)]
    assert [one.description for one in pictures] == [
        "Meest gezocht: Hulp bij schulden, 1.500 keer."
    ]


def test_the_words_of_one_subject_in_a_table_and_a_letter() -> None:
    given = document(picture=picture(SOUGHT[0]), subject=DEBTS)
    assert rows(given, "Woorden voor Schuldhulpverlening") == [
        ("schulden", "inwoners", "1.200", "stijgt", "nee", "nee"),
        ("schuldhulpverlening", "wij", "200", "–", "ja", "ja"),
        ("rood staan", "inwoners", "100", "–", "–", "–"),
    ]
    assert "# Voorstel voor een brief" in texts(given)
    assert "# Voorstel voor een brief" not in texts(document(picture=picture(SOUGHT[0])))


def test_what_residents_type_and_the_page_misses() -> None:
    lines = texts(document(picture=picture(*SOUGHT)))
    assert lines[lines.index("# Hulp bij schulden") + 1] == (
        "Inwoners typen: schulden (1.200, stijgt), schuldhulpverlening (200), rood staan (100). "
        "Op onze pagina ontbreken: schulden."
    )
    assert lines[lines.index("# Verhuizen") + 1] == "Te weinig om te tonen."
    assert lines[lines.index("# Verhuizen") + 2 :][:4] == [
        "Titel: Verhuizen",
        "Begin van de pagina: Geef je nieuwe adres door. Wij noemen dit ook wel: verhuizing "
        "doorgeven.",
        "Koppen van de advertentie: Verhuizen | Verhuizing doorgeven | Lees wat je kunt doen | "
        "Regel het online of bel ons | Bekijk hoe het werkt | Stel je vraag aan ons | Kijk op onze "
        "website | Bel ons of kom langs | Informatie van je gemeente | Lees wat je nodig hebt",
        "Teksten van de advertentie: Geef je nieuwe adres door. | Lees wat je kunt doen. Regel het "
        "online of bel ons. | Op onze website lees je hoe het werkt en wat je nodig hebt. | Heb je "
        "een vraag? Bel ons of kom langs. We kijken met je mee.",
    ]


def test_at_most_six_subjects_and_six_words_are_written_out() -> None:
    seven = [demand(DEBTS, 100 - at) for at in range(7)]
    left = tuple((f"woord{at}", 7000 - at) for at in range(7))
    lines = texts(document(picture=picture(*seven, unmatched=left)))
    assert lines.count("# Hulp bij schulden") == 6
    assert lines[lines.index("# Wat we niet herkenden") + 1] == (
        "Meest gezocht zonder onderwerp: woord0 (7.000), woord1 (6.999), woord2 (6.998), "
        "woord3 (6.997), woord4 (6.996), woord5 (6.995)."
    )
    typed = demand(DEBTS, 100, *(use(f"w{at}", 20 - at) for at in range(7)))
    assert "Inwoners typen: w0 (20), w1 (19), w2 (18), w3 (17), w4 (16), w5 (15)." in texts(
        document(picture=picture(typed))
    )
    assert "# Wat we niet herkenden" not in texts(document(picture=picture(typed)))


def test_at_most_twelve_subjects_in_the_table() -> None:
    given = document(picture=picture(*(demand(DEBTS, 100 - at) for at in range(13))))
    table = rows(given, "Onderwerpen met de woorden van inwoners")
    assert [row[3] for row in table] == [str(100 - at) for at in range(12)]


def test_actions_are_added_up_per_channel() -> None:
    """Two letters of 1,000 and 500 residents, of which one has no cost written down."""
    results = tuple(
        result(one)
        for one in (
            action("brief", reached=1000, cost=800.0, hours=2.0),
            action("instagram", reached=300),
            action("brief", reached=500, hours=1.5),
        )
    )
    given = document(results=results)
    assert rows(given, "Wat acties samen bereikten en vroegen, per kanaal") == [
        ("brief", "2", "1.500", "–", "–", "800", "4", "–"),  # 3.5 hours, in whole numbers
        ("instagram", "1", "300", "–", "–", "–", "–", "–"),
    ]
    assert report.channels(results[:1]) is None
    assert report.channels(results[:2]) is not None


def test_an_action_says_its_change_and_shows_its_days_when_known() -> None:
    series = {"loket": {date(2026, 3, 1) + timedelta(days=at): 5 for at in range(3)}}
    one = result(action("brief", reached=1000, cost=800.0))
    shown = document(results=(one,), series=series, unmeasured=("Poster", "Folder"))
    assert texts(shown)[:5] == [
        "# Brief",
        "Niet te zeggen. Te weinig dagen.",
        "Kanaal: brief",
        "800 euro kosten",
        "# Niet gemeten",
    ]
    assert texts(shown)[5] == "Poster, Folder."
    pictures = [b for b in shown.sections[0].blocks if isinstance(b, Picture)]
    assert [one.caption for one in pictures] == ["Loket per dag; punten zijn de actie."]
    bare = document(results=(one,))
    assert not any(isinstance(block, Picture) for block in bare.sections[0].blocks)
    assert "# Niet gemeten" not in texts(bare)


DESKS = (
    DeskLoad("schuldhulp", "telefoon", 1200, 0.75, 90, 60, date(2026, 11, 16)),
    DeskLoad("paspoort", "balie", 80, None, 60, 60, date(2026, 11, 16)),
    DeskLoad("zwerfafval", "app", 12, None),
)


def test_only_a_desk_with_more_demand_than_capacity_is_too_busy() -> None:
    """90 questions for 60: 1.5 weeks, so 2, and 60 ÷ 90 is 66 percent."""
    given = document(standing=Standing(desks=DESKS))
    assert [line for line in texts(given) if line.startswith("Te druk:")] == [
        "Te druk: schuldhulp, telefoon: sinds 16-11-2026 kwamen 90 vragen binnen en kun je er 60 "
        "aan. Spreid de actie over minstens 2 weken: nodig per week hoogstens 66 procent uit van "
        "wie je nu in een week uitnodigt. In een kanaalplan maak je er bij Afspraken golven van."
    ]
    assert rows(given, "Contacten, en hoeveel er in één contact klaar waren") == [
        ("schuldhulp", "telefoon", "1.200", "75 %", "90, kan 60 aan"),
        ("paspoort", "balie", "80", "–", "60, kan 60 aan"),
        ("zwerfafval", "app", "12", "–", "–"),
    ]
    quiet = document(standing=Standing(desks=DESKS[1:]))
    assert not any(line.startswith("Te druk:") for line in texts(quiet))


@pytest.mark.parametrize(
    ("step", "due", "lesson", "cell"),
    [
        ("", None, "", "–"),
        ("", date(2026, 11, 1), "", "–"),
        ("bellen", None, "", "bellen"),
        ("bellen", date(2026, 11, 22), "", "bellen, voor 22 november 2026"),
        ("bellen", date(2026, 11, 21), "Bel eerder.", "bellen, voor 21 november 2026 (te laat)"),
    ],
)
def test_a_decision_is_late_after_its_day(
    step: str, due: date | None, lesson: str, cell: str
) -> None:
    entry = LogEntry(
        date(2026, 10, 1),
        "schuldhulp",
        "meten",
        "doorgaan",
        step,
        "A. de Vries",
        "adviseur",
        due,
        lesson,
    )
    given = document(standing=Standing(log=(entry,)))
    assert rows(given, "Besluiten met hun volgende stap") == [
        ("1 oktober 2026", "schuldhulp", "meten", "doorgaan", cell, "A. de Vries (adviseur)")
    ]
    lessons = [line for line in texts(given) if line.endswith("Bel eerder.")]
    assert lessons == (["1 oktober 2026: schuldhulp: Bel eerder."] if lesson else [])
    assert ("# Wat we leerden" in texts(given)) is bool(lesson)


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    pages = (
        Page("schuldhulp", "Saneringskrediet", "Lenen", "https://voorbeeld.nl/lenen"),
        Page("schuldhulp", "Budgetbeheer", "Beheer", "intranet/beheer", channels="balie"),
        Page("schuldhulp", "Noodfonds", ""),
    )
    from listening import knowledge

    subject = next(iter(knowledge.load().subjects))
    given = document(standing=Standing(pages=tuple(replace(p, subject=subject) for p in pages)))
    table = rows(given, "Regelingen per onderwerp")
    assert [row[2] for row in table] == ["Lenen", "Beheer, intranet/beheer", "–"]
    assert [row[3] for row in table] == ["–", "balie", "–"]


def test_the_files_read_with_their_counts() -> None:
    assert rows(document(), "Gelezen bestanden") == [
        ("zoek.csv", "Zoekvragen van de site", "1.200", "34")
    ]
