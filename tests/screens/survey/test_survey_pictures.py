"""The pictures of own research: real tables with words, marks that survive grey, no user markup."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from surveying.layers import about, layer

from engine import Rulebook, Table
from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.model import UNKNOWN, Situation
from screens.page.markup import Html
from screens.survey import (
    dot_rows,
    dot_table,
    head_line,
    pair_table,
    respondents,
    rules_line,
    rules_square,
    saying_bars,
    wishes,
)
from screens.survey.dot_table import DotPicture
from surveys.findings.advice_pairs import (
    AdviceDifference,
    AdvicePair,
    answers,
    best,
    pairs,
    plain_situations,
)
from surveys.findings.dots import AGES, Dot, DotColumn
from surveys.findings.said_most import SaidShare
from surveys.findings.splits import group_names
from surveys.turnout import GroupTurnout, Turnout

COVERS = ("screens/survey/__init__.py",)
NASTY = "<img src=x onerror=alert(1)>"


def plain(markup: Html) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def picture(*columns: DotColumn, by_rules: bool = True) -> DotPicture:
    rows = {dot.channel: NASTY for column in columns for dot in column.dots}
    return DotPicture(
        "fase", "Per fase", columns, {one.key: one.key for one in columns}, rows, columns[0].key,
        "onze regels", by_rules, "fase", "kanaal",
    )  # fmt: skip


SURE = Dot("a", 0.46, 0.41, 0.51, 250, 0.33, "vaker", True)
OPEN = Dot("b", 0.2, 0.1, 0.3, 40, 0.22, "open")


def test_a_picture_is_a_table_of_one_stop_whose_dots_are_words_too() -> None:
    made = dot_table.draw(picture(DotColumn("een", 250, (SURE, OPEN))))
    assert made.count('role="grid"') == 1 and made.count("<button") == 5
    assert "46 van de 100, tussen 41 en 51; onze regels 33: zeker vaker" in plain(made)
    assert "verbonden" in made and NASTY not in made
    assert made.count('class="punt-lijn vol"') == 1
    assert made.count('class="punt-lijn open"') == 1, "not certain is an open dot"


@pytest.mark.parametrize(
    ("n", "share", "words"),
    [
        (0, None, "minder dan 10 antwoorden"),
        (10, 0.3, "10 antwoorden: dun"),
        (60, 0.3, "60 antwoorden"),
    ],
)
def test_a_thin_group_says_so(n: int, share: float | None, words: str) -> None:
    column = DotColumn("een", n, (SURE._replace(share=share, n=n),))
    made = dot_table.draw(picture(column))
    assert words in plain(made)
    assert ("dunne-groep" in made) == (n < 20)
    assert ("<circle" in made) == (share is not None)


def test_what_was_not_asked_is_said() -> None:
    made = dot_table.draw(picture(DotColumn("een", 90, (SURE,)), DotColumn("twee", 90, (OPEN,))))
    assert plain(made).count("niet gevraagd") == 2


def test_the_numbers_stand_in_a_table_where_a_dot_leads() -> None:
    one = picture(DotColumn("een", 250, (SURE, OPEN._replace(share=None))))
    rows = dot_rows.fold(one, "Fase", opened=True)
    place = dot_table.row_id("fase", "een", "a")
    assert f'id="{place}"' in rows and f'data-waarde="{place}"' in dot_table.draw(one)
    said = plain(rows)
    assert "46 41 – 51 33 zeker vaker 250" in said and "minder dan 10" in said
    assert "<details" in rows and 'open=""' in rows


def test_a_scale_holds_every_interval() -> None:
    assert dot_table.scale([DotColumn("een", 250, (SURE,))]) == 0.6
    assert dot_table.scale([DotColumn("een", 250, (SURE._replace(high=0.99),))]) == 1.0
    assert dot_table.scale([]) == 0.2


@pytest.fixture
def own(book: Rulebook) -> OwnSurvey:
    asked = [Asked(track, phase) for track in book.tracks for phase in list(book.phases)[:4]]
    return layer(book, asked, list(book.channels)[:5], of=about(simulated=True))


def test_who_answered_is_told_with_bars_and_in_words(book: Rulebook, own: OwnSurvey) -> None:
    ages = [age for age in book.ages if age != UNKNOWN]
    parts = (
        GroupTurnout(ages[0], 10, 0.06, 0.12, 0.5, True),
        GroupTurnout(ages[1], 120, 0.2, 0.13, 1.54, False),
    )
    who = Turnout(parts, (), 0, ages[0], ages[1], 0.32, ())
    names = group_names(book, AGES)
    said = plain(respondents.aside(own.about, who, 498, names))
    assert "1.040 antwoorden, na weging 498 waard" in said
    assert "6,0 % om 12 %" in said
    assert f"De groep {names[ages[0]]} deed het minst mee: ongeveer een derde zo vaak" in said
    assert f"{names[ages[0]]} is dun: 10 antwoorden." in said
    assert "zijn niet bewaard" in said
    online = replace(own.about, mode="online")
    assert "Wie niet online is, deed niet mee" in plain(respondents.aside(online, None, 0, names))
    assert "Wie niet online is, deed niet mee" not in said
    nobody = replace(who, lowest=None)
    assert respondents.NO_POPULATION in plain(respondents.aside(own.about, nobody, 0, names))


def test_sayings_are_bars_with_an_interval_and_tell_when_there_are_too_few() -> None:
    rows = (SaidShare(NASTY, 0.58, 0.5, 0.66, 250),)
    made = saying_bars.bars("Waarom?", rows, "Eerste contact")
    assert "58 van de 100, tussen 50 en 66" in plain(made) and NASTY not in made
    assert "minder dan 50 antwoorden" in plain(saying_bars.bars("Waarom?", (), "x"))


def test_how_much_rules_say_is_a_point_with_its_interval(own: OwnSurvey) -> None:
    made = rules_line.line(own)
    assert 'aria-label="Onze regels tellen hier voor 60 %, tussen 47 en 73"' in made
    assert "ruim de helft" in plain(made)


def test_names_in_the_square_never_lie_over_each_other() -> None:
    dots = tuple(
        Dot(str(i), 0.2 + i / 500, 0.18, 0.24, 250, 0.2 + i / 400, "klopt") for i in range(9)
    )
    made = rules_square.square(DotColumn("x", 250, dots), {str(i): NASTY for i in range(9)}, "Fase")
    places = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" class="naam"', made)
    assert 0 < len(places) < 9 and len(set(places)) == len(places)
    assert made.count("<circle") == 9 and NASTY not in made


@pytest.mark.parametrize(
    ("start", "end", "today", "words"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), date(2026, 11, 29), "september 2026"),
        (date(2023, 12, 1), date(2024, 2, 1), date(2026, 11, 29),
         "december 2023 tot en met februari 2024"),
        (date(2023, 9, 1), date(2023, 10, 1), date(2026, 11, 29), "3 jaar oud: vraag het opnieuw"),
    ],
)  # fmt: skip
def test_the_head_line_says_when_and_how_old(
    own: OwnSurvey, start: date, end: date, today: date, words: str
) -> None:
    said = plain(head_line.line(replace(own.about, start=start, end=end), today))
    assert words in said and "Voorbeeld: alles hierin is verzonnen" in said
    assert ("vraag het opnieuw" in said) == (today.year - end.year > 2)


def flipped(table: Table, one: Situation) -> Table:
    """Return a table in which the first two channels of a situation changed places."""
    outcome = table.outcomes[one]
    first, second, *rest = outcome.ranking
    ranking = (first._replace(role=second.role), second._replace(role=first.role), *rest)
    return replace(table, outcomes={**table.outcomes, one: replace(outcome, ranking=ranking)})


def test_an_advice_that_changes_is_told_with_what_comes_and_goes(
    book: Rulebook, table: Table, own: OwnSurvey
) -> None:
    situations = plain_situations(table)
    assert len(situations) == len(book.tracks) * len(book.phases)
    one = situations[0]
    same = {pair.difference for pair in pairs(table, table, own, situations)}
    assert same == {AdviceDifference.SAME, AdviceDifference.UNASKED}
    (pair, *_) = pairs(table, flipped(table, one), own, situations)
    assert pair.difference in (AdviceDifference.MAIN, AdviceDifference.EVEN)
    assert pair.before == tuple(row.channel for row in best(table.outcomes[one].ranking))
    assert pair.n == answers(own, one) == 1040


def test_the_table_of_advices_shows_what_is_new_gone_and_even(book: Rulebook, table: Table) -> None:
    one, (a, b, c) = plain_situations(table)[0], list(book.channels)[:3]
    pair = AdvicePair(one, (a, b), (c, a), 0.58, 0.88, AdviceDifference.MAIN, 250)
    few = replace(pair, after=(a, b), difference=AdviceDifference.TOO_FEW, n=0)
    made = pair_table.table(book, [pair, few], only=False)
    assert pair.new == (c,) and pair.gone == (b,) and pair.changed and not few.changed
    assert f"<s>{book.channels[b].beside}</s>" in made
    assert f"+\u00a0{book.channels[c].beside[:1].upper()}" in made
    assert "58 → 88 250" in plain(made) and "minder dan 10: telt niet mee" in plain(made)
    only = pair_table.table(book, [pair, few], only=True)
    assert only.count("<tr>") == made.count("<tr>") - 1
    text = pair_table.text_of(book, [pair]).decode("utf-8-sig").splitlines()
    assert text[0].startswith("Traject;Fase;") and text[1].endswith("ander hoofdkanaal;58;88;250")


def test_an_earlier_survey_is_an_open_dot_and_a_column(book: Rulebook, own: OwnSurvey) -> None:
    dot = SURE._replace(before=0.3)
    one = picture(DotColumn("een", 250, (dot, OPEN)))
    made = dot_table.draw(one)
    assert made.count('class="eerder"') == 1 and "tussen 41 en 51; eerder 30; onze" in plain(made)
    rows = plain(dot_rows.fold(one, "Fase"))
    assert "Antwoorden Eerder" in rows and "250 30" in rows
    assert "Eerder" not in plain(dot_rows.fold(picture(DotColumn("een", 250, (SURE,))), "Fase"))
    earlier = replace(own, about=about(NASTY, date(2024, 9, 30)))
    said = wishes.since(book, next(iter(book.tracks)), own, earlier)
    assert "is er geen zeker verschoven" in plain(said) and NASTY not in said
    assert "september 2024, 1.040 antwoorden. Het nieuwste telt." in plain(said)
