"""The advice in words: one main channel everywhere, ties as ties, and always an argument."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from engine import UNKNOWN, Advice, Situation, Table, advise
from engine.answer import Ranked, Reason
from engine.argument.against import answer
from engine.argument.parts import STEPS, Piece
from engine.argument.reasons import (
    RESEARCH,
    counted,
    heaviest,
    label_of,
    lifting,
    objection,
    objections,
)
from engine.argument.ribbon import ribbon
from engine.argument.sureness import of_hundred
from engine.argument.whole import argue
from engine.label import CRAFT, LABELS
from engine.model import Safeguard
from engine.roles import CHOSEN, MAIN, NET, SUPPORT, choose, decides
from engine.score import Scored

COVERS = (
    "engine/argument/parts.py",
    "engine/argument/reasons.py",
    "engine/argument/naming.py",
    "engine/argument/headline.py",
    "engine/argument/sureness.py",
    "engine/argument/basis.py",
    "engine/argument/defence.py",
    "engine/argument/against.py",
    "engine/argument/ribbon.py",
    "engine/argument/whole.py",
    "engine/roles.py",
    "engine/worker.py",
)
DAY = date(2026, 11, 28)
# Here nine channels lie within a point, where less known has one that stands out.
CLOSE = ("participatie", "actie", UNKNOWN, "zorgzame-senioren", UNKNOWN)


@pytest.fixture(scope="module")
def advices(every_advice: Mapping[Situation, Advice]) -> list[Advice]:
    return list(every_advice.values())


def reason(weight: float, rule: str, quality: str = "D", dimension: str = "taak") -> Reason:
    return Reason(rule, weight, f"Omdat {rule}.", (), quality, dimension)


def row(*reasons: Reason, channel: str = "brief", role: str = MAIN) -> Ranked:
    return Ranked(channel, role, 1.0, 0.6, "redelijk", 1.0, (), reasons)


def test_one_main_channel_in_every_text(table: Table, advices: list[Advice]) -> None:
    """Headline, defence, card and ribbon name the same; where law decides it is that channel."""
    book, even = table.book, 0
    for advice in advices:
        main = [r for r in advice.channels if r.role == MAIN]
        assert len(main) == 1
        tied = [r for r in advice.channels if r.channel in main[0].even_with and r.role == SUPPORT]
        names = sorted((book.channels[r.channel].phrase for r in (*main, *tied)), key=str.casefold)
        ruling = {d.met_by for d in advice.duties if decides(d)}
        assert not ruling or ruling == {main[0].channel}
        marked = [piece.text for piece in advice.argument.headline if piece.main]
        text = advice.argument.headline_text
        assert len(marked) == len(names)
        bare = [book.channels[r.channel].beside for r in (*main, *tied)]
        assert {name.casefold() for name in marked} <= {n.casefold() for n in (*names, *bare)}
        assert all(name.casefold() in advice.defence[0].casefold() for name in names)
        for said in (text, advice.defence[0]):
            assert ("even geschikt" in said) is bool(tied)
        stop = ribbon(book, [advice], advice.situation.phase)[0]
        shorts = {book.channels[r.channel].short.casefold() for r in (*main, *tied)}
        assert {name.casefold() for name in stop.channels} == shorts
        even += bool(tied)
        chosen = [r for r in advice.channels if r.role in (MAIN, SUPPORT)]
        assert len(chosen) <= book.constants["beste"]
    assert even > 0


def test_one_word_says_how_sure(table: Table, advices: list[Advice]) -> None:
    """The word and how often go by the figure of the surest; only law goes without steps."""
    book = table.book
    often = {0.8: "bijna altijd", 0.55: "meestal", 0.45: "regelmatig", 0.0: "soms"}
    for advice in advices:
        sure = advice.argument.sureness
        assert sure.text in advice.defence[2] and sure.steps == STEPS[sure.word]
        if sure.word == "wet":
            assert any(decides(d) for d in advice.duties)
            continue
        main = advice.picks()[0]
        even = [r for r in advice.picks() if r is main or r.channel in main.even_with]
        share = max(r.certainty or 0 for r in even)
        low = share < book.constants["redelijk_vanaf"]
        assert sure.word != "voorzichtig" or low
        if low and sure.word == "redelijk":
            assert "dus de keuze luistert minder nauw." in sure.text
            continue
        assert sure.word != "stevig" or share >= book.constants["stevig_vanaf"]
        word = next(word for limit, word in often.items() if share >= limit)
        assert set(filter(sure.text.__contains__, often.values())) <= {word}


def test_knowing_more_is_never_cautious_where_knowing_less_is_not(
    every_advice: Mapping[Situation, Advice],
) -> None:
    """Channels that lie closer together are told as such, by the figures that they had."""
    words = {s: advice.argument.sureness for s, advice in every_advice.items()}
    for situation, sure in words.items():
        if sure.word == "voorzichtig":
            assert {words[less].word for less in situation.less_specific()} <= {"voorzichtig"}
    sure = words[Situation(*CLOSE)]
    assert sure.title == "Redelijk"
    assert sure.text == (
        "Nog 6 middelen passen hier bijna even goed, dus de keuze luistert minder nauw. Wat we "
        "kiezen, hoort niet altijd bij de beste drie van 31 middelen. De bewonersbijeenkomst 43 "
        "van de 100 keer, de online vragenlijst 43 keer, straatgesprekken 43 keer, bij toeval 15."
    )


def test_an_advice_is_cautious_where_knowing_less_is_too(table: Table) -> None:
    """Without an advice that knows less and is surer, a low figure warns as before."""
    general = Situation("participatie", "actie", UNKNOWN, UNKNOWN, UNKNOWN)
    outcome = table.outcomes[general]
    low = tuple(r._replace(certainty=0.4) if r.role in CHOSEN else r for r in outcome.ranking)
    outcomes = {**table.outcomes, general: replace(outcome, ranking=low)}
    sure = advise(replace(table, outcomes=outcomes), general, DAY).argument.sureness
    assert sure.word == "voorzichtig"
    assert "valt" in sure.text


def test_what_is_not_known_of_residents_is_said_once(advices: list[Advice]) -> None:
    """Nothing known of them with the main channel: then not also that less was researched."""
    silent = [a for a in advices if "is niets bekend" in a.argument.basis.text]
    assert any(advice.weak for advice in silent)
    for advice in silent:
        assert "minder onderzocht" not in advice.argument.basis.text
        assert advice.argument.basis.text.count("Toets het advies bij mensen die hen kennen.") == 1


def test_the_defence_begins_with_the_heaviest_reason(advices: list[Advice]) -> None:
    for advice in advices:
        main = advice.picks()[0]
        leads = [r for r in advice.picks() if r is main or r.channel in main.even_with]
        tops = [top for r in leads if r.role in (MAIN, SUPPORT) and (top := heaviest(r))]
        assert tops
        assert any(advice.defence[1].startswith(top.because) for top in tops)


def test_what_it_rests_on_begins_with_the_heaviest(advices: list[Advice]) -> None:
    for advice in advices:
        rests = advice.argument.basis
        research = sum(rests.shares[name] for name in RESEARCH)
        heavier = {"vakkennis": rests.shares[CRAFT], "onderzoek": research}
        first = max(heavier, key=lambda name: heavier[name])
        if rests.title.startswith("Vooral"):
            assert first in rests.title or "wet" in rests.title
        assert set(rests.counts) == set(rests.shares) == set(LABELS)


def test_why_not_is_an_argument(table: Table, advices: list[Advice]) -> None:
    for advice in advices:
        for said in advice.argument.why_not:
            one = next(r for r in advice.channels if r.channel == said.channel)
            assert one.role not in CHOSEN
            assert not re.search(r"op plek \d|lijkt te veel op", said.text)
            assert (said.about == "kan-niet") is (one.refusal is not None)
            if said.about == "tegen":
                assert said.text == objections(one)[0].because
                assert said.label in LABELS


def test_what_would_change_it_is_read_off_the_ranking(table: Table, advices: list[Advice]) -> None:
    """Without the main channel the best of the others takes its place."""
    book = table.book
    seen = 0
    for advice in advices:
        main = advice.picks()[0]
        if advice.argument.sureness.word == "wet" or set(main.even_with) & {
            r.channel for r in advice.picks() if r.role == SUPPORT
        }:
            continue
        rest = [r for r in advice.channels if r.refusal is None and r.channel != main.channel]
        best = max(rest, key=lambda r: r.score or 0.0)
        assert f"Kies dan {book.channels[best.channel].phrase} als" in advice.argument.change
        seen += 1
    assert seen > len(advices) / 4


def test_the_heaviest_reason_counts_its_weight_here() -> None:
    """Half where age and profile overlap; what does not count or is a step is no reason."""
    overlap = Reason("overlap", -0.5, "Telt half.", (), "", "leeftijd en profiel")
    young, old = reason(2.0, "jong", "A", "leeftijd"), reason(1.5, "stads", "B", "profiel")
    task = reason(1.0, "taak")
    aside = reason(3.0, "ook", "A")._replace(counted=False)
    assert heaviest(row(task, young, old, aside)) == young
    weighed = [(weight, r.rule) for weight, r in counted(row(task, old, young, overlap, aside))]
    assert weighed == [(2.0, "jong"), (1.0, "taak"), (0.75, "stads")]
    assert lifting(row(reason(-1.0, "tegen"))) == []
    assert heaviest(row()) is None


@pytest.mark.parametrize(
    ("certainty", "of"), [(None, 0), (0.0, 0), (0.004, 0), (0.5, 50), (0.98, 98), (0.995, 99),
                          (0.999, 99), (1.0, 99)],
)  # fmt: skip
def test_nothing_is_called_certain(certainty: float | None, of: int) -> None:
    assert of_hundred(row()._replace(certainty=certainty)) == of


def test_what_speaks_against_is_known() -> None:
    up, down = reason(1.0, "voor"), reason(-2.0, "tegen")
    assert objection(row(up, down)) == down
    assert objection(row(reason(2.5, "voor"), down)) is None
    assert objections(row(down, reason(-0.5, "beetje"), up)) == [down, reason(-0.5, "beetje")]


def test_another_does_better_where_nothing_speaks_against(table: Table) -> None:
    """The answer is a reason that this channel lacks, and the next answer finds other words."""
    book = table.book
    one, two = reason(2.0, "een"), reason(1.0, "twee")
    main = row(one, two, channel="brief")
    other = row(one, channel="flyer", role="kandidaat")
    ranking = (main, other)
    first = answer(book, ranking, other)
    assert (first.about, first.label) == ("beter", CRAFT)
    assert first.text == "De brief past hier beter. Omdat twee."
    bare = row(channel="flyer", role="kandidaat")
    texts = [answer(book, (main, bare), bare).text]
    texts.append(answer(book, (main, bare), bare, texts).text)
    assert texts == [f"De brief past hier beter. {r.because}" for r in (one, two)]
    assert label_of(book, one) == CRAFT


def test_law_that_decides_names_the_main_channel(table: Table) -> None:
    """Headline, word and defence are those of the law; who chose digital gets the other way."""
    book = table.book
    asked = next(s for s, o in table.outcomes.items() if "besluit-ook-op-papier" in o.applies)
    advice = advise(table, asked, DAY)
    by_law = [d for d in advice.duties if d.rule == "besluit-ook-op-papier"]
    duty = replace(by_law[0], sentence="Stuur het besluit per {hoofd}.", met_by="brief")
    others = [r for r in advice.channels if r.channel != "brief"]
    letter = next(r for r in advice.channels if r.channel == "brief")
    letter = letter._replace(role=MAIN, even_with=())
    lower = {MAIN: SUPPORT}
    ranking = [letter, *(r._replace(role=lower.get(r.role, r.role), even_with=()) for r in others)]
    picks = [r for r in ranking if r.role in CHOSEN]
    told = argue(book, asked, ranking, picks, (duty,), (), False)
    assert told.headline[1] == Piece(book.channels["brief"].beside, main=True)
    assert told.headline_text.startswith("Stuur het besluit per brief. ")
    assert (told.sureness.word, told.sureness.steps) == ("wet", 0)
    assert told.sureness.text == duty.because
    assert "wijst de wet" in told.defence[0]
    assert "digitaal" in told.change
    assert told.always == tuple(book.channels[r.channel].always for r in picks if r.role == NET)


def test_law_that_decides_changes_the_roles(table: Table) -> None:
    """The main channel becomes that of the law, and there are no more channels for it."""
    letter = Safeguard.model_validate(
        {"id": "per-post", "soort": "wet", "eis": {"papier": "ja"}, "zin": "Per {hoofd}.",
         "omdat": "Zo is de wet."}
    )  # fmt: skip
    book = replace(table.book, safeguards=(letter,))
    draws = np.zeros(2)
    scored = [
        Scored(slug, 3.0 - place, 0.0, (), draws, 0.0)
        for place, slug in enumerate(("telefoon", "e-mail", "website", "brief"))
    ]
    picked = choose(book, scored, lambda _: ("per-post",))
    assert picked.roles["brief"] == MAIN
    assert picked.roles["telefoon"] == picked.roles["e-mail"] == SUPPORT
    assert picked.roles["website"] == "kandidaat"
