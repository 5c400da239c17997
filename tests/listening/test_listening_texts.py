"""Lines and proposals of listening: limits, order and both sides of each sentence, by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from listening import propose, readable, schemes, terminal
from listening.cycle import LogEntry
from listening.effects import returns, standing
from listening.effects.effect import LESS, MORE, UNSURE, Effect, Placebo
from listening.effects.results import ActionRecord, FunnelStep, Result
from listening.model import Kind, Reading, Subject, WordUse
from listening.readable import HardWord, Legibility
from listening.uses import SearchPicture, SubjectDemand

COVERS = (
    "listening/propose.py",
    "listening/terminal.py",
    "listening/readable.py",
    "listening/schemes.py",
    "listening/effects/returns.py",
    "listening/effects/standing.py",
)


def subject(plain: str = "Hulp bij schulden", name: str = "Schuldhulpverlening",
            offer: str = "Je kunt hulp krijgen.") -> Subject:  # fmt: skip
    return Subject.model_validate(
        {
            "id": "schuldhulp",
            "naam": name,
            "gewoon": plain,
            "aanbod": offer,
            "gemeente": ["schuldhulpverlening"],
            "inwoner": ["rood staan"],
        }
    )


def use(word: str, official: bool = False, on_page: bool | None = None, count: int = 20,
        trend: str | None = None) -> WordUse:  # fmt: skip
    return WordUse(word, official, count, trend, on_page, None)


def demand(*uses: WordUse, of: Subject | None = None, count: int = 1500) -> SubjectDemand:
    return SubjectDemand(of or subject(), "geld", count, uses, (), ())


def test_what_came_most_leads_and_what_the_page_misses_follows() -> None:
    given = demand(
        use("krap"),
        use("rood staan", on_page=False),
        use("schuldhulpverlening", official=True, on_page=False),
        use("schulden", on_page=False),  # stands in "Hulp bij schulden" already
        use("geldzorgen", on_page=True),
    )
    text = propose.proposal(given)
    assert text.title == "Krap: hulp bij schulden"
    assert text.intro == (
        "Je kunt hulp krijgen. Zoek je op ‘krap’, ‘rood staan’ of ‘schuldhulpverlening’? Dan ben "
        "je hier goed. Wij noemen dit ook wel: schuldhulpverlening."
    )
    assert text.headlines == (
        "Krap", "Hulp bij schulden", "Schuldhulpverlening", "Rood staan", "Geldzorgen",
        *propose.GENERAL,
    )  # fmt: skip
    assert text.descriptions == (
        "Je kunt hulp krijgen.", "Ook als je zoekt op krap of rood staan.",
        *propose.SENTENCES[:2],
    )  # fmt: skip
    assert text.letter == (
        "Beste inwoner,\n\nJe kunt hulp krijgen. Misschien noem je het zelf ‘krap’, ‘rood staan’ "
        "of ‘schuldhulpverlening’. In onze brieven heet het schuldhulpverlening.\n\nJe hoeft het "
        "niet alleen uit te zoeken. Bel ons, kom langs of kijk op onze website.\n\n"
        "Met vriendelijke groet"
    )


def test_without_words_only_what_is_known_is_said() -> None:
    text = propose.proposal(demand(of=subject("Verhuizen", "Verhuizen")))
    assert (text.title, text.intro) == ("Verhuizen", "Je kunt hulp krijgen.")
    assert text.headlines == ("Verhuizen", *propose.GENERAL)
    assert text.descriptions == ("Je kunt hulp krijgen.", *propose.SENTENCES)
    assert "Je kunt hulp krijgen. In onze brieven heet het verhuizen." in text.letter


@pytest.mark.parametrize(("name", "shown"), [("Bijstand", "bijstand"), ("AOW", "AOW")])
def test_a_name_of_capitals_keeps_them(name: str, shown: str) -> None:
    assert propose.proposal(demand(of=subject(name=name))).intro.endswith(f" ook wel: {shown}.")


@pytest.mark.parametrize(
    ("length", "title"),
    [
        (40, "A" + "a" * 39 + ": hulp bij schulden"),  # 40 + 2 + 17 is 59
        (41, "Hulp bij schulden"),  # too long a word for a sentence
    ],
)
def test_a_title_has_at_most_sixty_characters(length: int, title: str) -> None:
    assert propose.proposal(demand(use("a" * length))).title == title


def test_a_title_that_is_too_long_is_the_word_alone() -> None:
    given = demand(use("a" * 32), of=subject("Hulp bij alle grote schulden"))
    assert propose.proposal(given).title == "A" + "a" * 31  # 32 + 2 + 28 is 62


@pytest.mark.parametrize(("length", "fits"), [(30, True), (31, False)])
def test_a_headline_has_at_most_thirty_characters(length: int, fits: bool) -> None:
    headlines = propose.proposal(demand(use("a" * length))).headlines
    assert ("A" + "a" * (length - 1) in headlines) is fits


def test_a_description_has_at_most_ninety_characters() -> None:
    """'Ook als je zoekt op ', ' of ' and a point are 25, so that 65 fit; else one word."""
    for second, fits in ((25, True), (26, False)):
        descriptions = propose.proposal(demand(use("a" * 40), use("b" * second))).descriptions
        both = f"Ook als je zoekt op {'a' * 40} of {'b' * second}."
        assert (both in descriptions) is fits
        assert (f"Ook als je zoekt op {'a' * 40}." in descriptions) is not fits


KIND = Kind.model_validate(
    {
        "id": "zoekvragen",
        "naam": "Zoekvragen van de site",
        "herkomst": "Matomo",
        "inhoud": "zoekvragen",
        "telt": "keer gezocht",
        "kolommen": {"term": {"soort": "tekst", "namen": ["Zoekterm"]}},
    }
)


def reading(**more: Any) -> Reading:
    bare: dict[str, Any] = {
        "name": "zoek.csv", "kind": KIND, "table": "t",
        "mapping": {"term": "Zoekterm", "aantal": "Keren"},
        "unused": (), "rows": 1200, "totals_dropped": 0, "total": None, "first": None, "last": None,
        "title": (), "masked": {}, "masked_rows": 0,
    }  # fmt: skip
    return Reading(**(bare | more))


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        ({}, ["  1.200 rijen"]),
        ({"total": 4500}, ["  1.200 rijen, samen 4.500 keer gezocht"]),
        ({"total": 0}, ["  1.200 rijen, samen 0 keer gezocht"]),
        ({"title": ("Site", "maart 2026")}, ["  1.200 rijen, maart 2026"]),
        (
            {"first": date(2026, 3, 1), "last": date(2026, 3, 31), "title": ("Site",)},
            ["  1.200 rijen, van 2026-03-01 tot en met 2026-03-31"],
        ),
        ({"totals_dropped": 2}, ["  1.200 rijen", "  2 totaalregels weggelaten"]),
        ({"unused": ("CTR", "Positie")}, ["  1.200 rijen", "  niet gebruikt: CTR, Positie"]),
        (
            {"masked": {"telefoonnummer": 2, "e-mailadres": 1}, "masked_rows": 3},
            [
                "  1.200 rijen",
                "  persoonsgegevens afgeschermd in 3 rijen: 1 × e-mailadres, 2 × telefoonnummer",
            ],
        ),
    ],
)
def test_what_a_file_is_and_holds(more: dict[str, Any], lines: list[str]) -> None:
    shown = [("schulden", 12, 0.12345, None)]
    assert list(terminal.reading(reading(**more), shown)) == [
        "zoek.csv: Zoekvragen van de site",
        *lines,
        "  term · aantal",
        "  schulden · 12 · 0,1235 · –",
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "–"), (1200, "1.200"), (0, "0"), (12.5, "12,5"), ("a", "a")]
)
def test_a_cell(value: object, shown: str) -> None:
    assert terminal.cell(value) == shown


def test_what_residents_search_for() -> None:
    given = SearchPicture(
        (demand(use("schulden", count=1200, trend="stijgt", on_page=False)), demand(count=3)),
        terms=4321, count=98765, unmatched=tuple((f"w{n}", 9 - n) for n in range(8)),
        unmatched_count=1234, hidden=2000, hidden_count=5000, compared=True, least=10,
    )  # fmt: skip
    assert list(terminal.picture(given, most=1)) == [
        "4.321 zoekvragen, samen 98.765 keer",
        "Zoekvragen die minder dan 10 keer voorkwamen: 2.000. Die tellen mee bij hun onderwerp, "
        "maar staan hier niet.",
        "",
        "Schuldhulpverlening – 1.500 keer",
        "  schulden: 1.200 (stijgt; ontbreekt op de pagina)",
        "  voorstel voor de titel: Hulp bij schulden",
        "",
        "Zonder onderwerp: 1.234 keer. Meest gezocht:",
        *(f"  w{n} ({9 - n})" for n in range(6)),
    ]


def test_nothing_hidden_or_left_is_not_said() -> None:
    given = SearchPicture((), 0, 0, (), 0, 0, 0, False, 10)
    assert list(terminal.picture(given)) == ["0 zoekvragen, samen 0 keer"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (use("a"), "  a: 20"),
        (use("a", official=True, on_page=False), "  a: 20 (woord van de gemeente)"),
        (use("a", on_page=False), "  a: 20 (ontbreekt op de pagina)"),
        (use("a", on_page=True), "  a: 20"),
        (use("a", official=True, trend="daalt"), "  a: 20 (daalt; woord van de gemeente)"),
    ],
)
def test_what_is_said_of_a_word(given: WordUse, line: str) -> None:
    assert list(terminal.subject(demand(given)))[1] == line


def test_at_most_six_words_of_a_subject() -> None:
    lines = list(terminal.subject(demand(*(use(f"w{n}") for n in range(7)))))
    assert len(lines) == 1 + 6 + 1


def legible(sentences: int, verdict: str | None) -> Legibility:
    return Legibility(
        30, sentences, 45, 80.25, 70.5, verdict, ("Lang.",), (HardWord("indien", "als", 2),)
    )


def test_how_a_text_reads_in_words() -> None:
    assert list(terminal.legibility(legible(1, None))) == [
        "30 woorden, 1 zin, 45 lettergrepen",
        "Deze tekst is te kort voor een leesbaarheidsformule.",
        "Lange zin: Lang.",
        "indien → als (2×)",
    ]
    assert list(terminal.legibility(legible(2, "gemakkelijk")))[:3] == [
        "30 woorden, 2 zinnen, 45 lettergrepen",
        "Flesch-Douma: 80,25 van 100 (gemakkelijk)",
        "Leesindex A van Brouwer: 70,5",
    ]


def text_of(words: int, word: str = "bak") -> str:
    return " ".join([word] * words).capitalize() + "."


def test_twenty_words_get_a_figure_and_more_are_a_long_sentence() -> None:
    """20 words of one syllable: 206.84 − 77 − 0.93 × 20 is 111.24, 195 − 66.67 − 40 is 88.33."""
    short, enough, long = (readable.legibility(text_of(n), {}) for n in (19, 20, 21))
    assert (short.douma, short.brouwer, short.verdict) == (None, None, None)
    assert (enough.douma, enough.brouwer, enough.verdict) == (111.2, 88.3, "zeer gemakkelijk")
    assert (enough.long_sentences, long.long_sentences) == ((), (text_of(21),))


@pytest.mark.parametrize(
    ("word", "figure", "verdict"),
    [
        ("bakken", 34.2, "moeilijk"),  # 206.84 − 154 − 18.6
        ("bakkerij", -42.8, "zeer moeilijk"),  # 206.84 − 231 − 18.6
    ],
)
def test_the_verdict_belongs_to_the_figure(word: str, figure: float, verdict: str) -> None:
    found = readable.legibility(text_of(20, word), {})
    assert (found.douma, found.verdict) == (figure, verdict)


def test_the_longest_hard_word_counts_and_the_most_frequent_comes_first() -> None:
    hard = {"te allen tijde": "altijd", "tijde": "tijd", "indien": "als"}
    text = "Indien het kan, te allen tijde. Indien niet, indien wel."
    assert readable.hard_words(text, hard) == (
        HardWord("indien", "als", 3),
        HardWord("te allen tijde", "altijd", 1),
    )


def action(**more: Any) -> ActionRecord:
    start = date(2026, 3, 2)
    bare: dict[str, Any] = {
        "name": "Brief", "subject": "schuldhulp", "channel": "brief", "start": start, "end": start,
        "series": "Loket", "control": None, "reached": None, "contact": None, "helped": None,
        "cost": None, "hours": None, "calls": None,
    }  # fmt: skip
    return ActionRecord(**(bare | more))


def effect(word: str, ratio: float | None = 1.5, low: float = 1.2, high: float = 1.8,
           **more: Any) -> Effect:  # fmt: skip
    return Effect(
        word, ratio, low, high, **({"before": 10.0, "after": 15.0, "days_after": 28} | more)
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (effect(MORE), "Meer: +50 % (tussen +20 % en +80 % met 90 procent zekerheid)."),
        (
            effect(LESS, 0.5, 0.4, 0.996),
            "Minder: −50 % (tussen −60 % en 0 % met 90 procent zekerheid).",
        ),
        (
            effect(MORE, has_control=True),
            "Meer: +50 % (tussen +20 % en +80 % met 90 procent zekerheid, vergeleken met de andere "
            "reeks).",
        ),
        (
            effect(UNSURE, 1.0, 0.9, 1.1),
            "Niet te zeggen of er iets veranderde: tussen −10 % en +10 %.",
        ),
        (
            effect(UNSURE, 1.0, 0.9, 1.1, has_control=True),
            "Niet te zeggen of er iets veranderde: tussen −10 % en +10 %, vergeleken met de andere "
            "reeks.",
        ),
        (
            Effect(UNSURE, why="Er zijn 3 dagen vóór de actie."),
            "Niet te zeggen. Er zijn 3 dagen vóór de actie.",
        ),
    ],
)
def test_a_change_in_one_sentence(given: Effect, sentence: str) -> None:
    assert standing.change(given) == sentence


def lines(record: ActionRecord, **more: Any) -> list[str]:
    bare: dict[str, Any] = {
        "effect": Effect(UNSURE, why="Kort."), "funnel": (), "leak": None, "euros": None,
        "savings": None, "per_helped": None, "hours_priced": False,
    }  # fmt: skip
    return list(standing.result_lines(Result(record, **(bare | more))))[2:]


@pytest.mark.parametrize(
    ("record", "more", "rest"),
    [
        ({}, {}, ["  kanaal: brief"]),
        ({"group": "Jong"}, {}, ["  kanaal: brief, voor Jong"]),
        (
            {"cost": 800.0, "hours": 2.5, "calls": 40},
            {},
            [
                "  kanaal: brief",
                "  800 euro kosten, 2,50 uur werk, 40 telefoontjes minder",
                "  de uren tellen niet mee in euro: er is geen uurprijs ingevuld",
            ],
        ),
        (
            {"hours": 2.0},
            {"hours_priced": True, "euros": 120.0},
            ["  kanaal: brief", "  2 uur werk", "  samen € 120"],
        ),
        (
            {"cost": 100.0},
            {"euros": 100.0, "per_helped": 12.7, "savings": 40.0},
            [
                "  kanaal: brief",
                "  100 euro kosten",
                "  samen € 100, per geholpen inwoner € 13",
                "  minder telefoon: € 40",
            ],
        ),
        (
            {},
            {
                "funnel": (
                    FunnelStep("bereikt", 1000, None),
                    FunnelStep("in contact", 250, 0.25),
                    FunnelStep("geholpen", 50, 0.2),
                )
            },
            [
                "  kanaal: brief",
                "  1.000 bereikt → 250 in contact (25 %) → 50 geholpen (20 %)",
                "  de meeste mensen haken af vóór: geholpen",
            ],
        ),
    ],
)
def test_an_action_in_lines(
    record: Mapping[str, Any], more: Mapping[str, Any], rest: list[str]
) -> None:
    assert lines(action(**record), **more) == rest


def result(given: Effect, **more: Any) -> Result:
    return Result(action(**more), given, (), None, None, None, None, False)


def test_only_what_changed_becomes_an_own_finding() -> None:
    """15 a day for 28 days is 420 counted."""
    assert returns.finding(result(effect(MORE))) is None  # no control, and no check
    found = returns.finding(result(effect(MORE, placebo=Placebo(41, 2)), group="Jong"))
    assert found == {
        "id": "brief-2026-03-02",
        "kanaal": "brief",
        "tekst": "Brief, gemeten bij 'Loket'. Meer: +50 % (tussen +20 % en +80 % met 90 procent "
        "zekerheid).",
        "begin": "2026-03-02",
        "einde": "2026-03-02",
        "n": 420,
        "bron": "eigen meting",
        "kwaliteit": "C",
        "onderwerp": "schuldhulp",
        "groep": "Jong",
    }
    assert returns.finding(result(effect(UNSURE))) is None
    assert returns.finding(result(effect(LESS, after=None))) is None


def test_ids_that_are_taken_get_a_number() -> None:
    assert returns._own_id("a", []) == "a"
    assert returns._own_id("a", ["a"]) == "a-2"
    assert returns._own_id("a", ["a", "a-2"]) == "a-3"
    assert returns._id("Brief één, 2026!") == "brief-een-2026"
    assert returns._id("!") == "meting"


def test_a_lesson_leaves_out_who_wrote_it() -> None:
    entry = LogEntry(date(2026, 3, 2), "schuldhulp", "meten", "door", "", "A. de Vries", "adviseur",
                     None, "Bel eerder.")  # fmt: skip
    assert returns.lesson(entry) == {
        "onderwerp": "schuldhulp",
        "datum": "2026-03-02",
        "tekst": "Bel eerder.",
        "bron": "logboek, adviseur",
    }


@pytest.mark.parametrize(
    "text", ["schuldhulp", " Schuldhulp ", "SCHULDHULPVERLENING", "hulp bij schulden"]
)
def test_a_subject_is_named_by_id_name_or_plain_name(text: str) -> None:
    assert schemes.subject_id(text, {"schuldhulp": subject()}) == "schuldhulp"
    assert schemes.subject_id("schuld", {"schuldhulp": subject()}) is None
    assert schemes.subject_id(text, {}) is None
