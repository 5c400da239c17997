"""How sure: one word for the advice, and a sentence a council reads."""

from collections.abc import Mapping, Sequence

from dutch import whole
from engine.answer import Duty, Ranked
from engine.argument.naming import by_name, deciding_law, first_choice, subjects, verbs
from engine.argument.parts import Sure, Sureness
from engine.local.local_words import OWN
from engine.model import Rulebook
from engine.total import total
from engine.wording import fill, upper

# From which figure (a constant) a text says how often, the most first; below all of them "soms".
HOW_OFTEN = (
    ("stevig_vanaf", "vaak_altijd"),
    ("meestal_vanaf", "vaak_meestal"),
    ("redelijk_vanaf", "vaak_half"),
)
SELDOM = "vaak_weinig"
ASKED = "Eigen onderzoek met {n} antwoorden telt daarin mee."


def sureness(
    book: Rulebook,
    ranking: Sequence[Ranked],
    picks: Sequence[Ranked],
    duties: Sequence[Duty],
    settled: bool = False,
) -> Sureness:
    """Return how sure the advice is; where law decides, what the law says.

    `settled` tells that an advice that knows less of these residents is no cautious one. Then this
    one is not either: what it knows more can bring channels closer, and takes nothing away.
    """
    texts = book.texts
    law = deciding_law(duties)
    if law:
        becauses = [d.because for d in duties if d.kind == "wet" and d.met_by == law.met_by]
        return Sureness("wet", texts["vraag_zeker"], texts["titel_wet"], " ".join(becauses))
    word = _word(book, picks, settled)
    text = _text(book, [row for row in ranking if row.refusal is None], picks, word)
    text = " ".join(filter(None, (text, _asked(book, picks))))
    return Sureness(word, texts["vraag_zeker"], upper(word), text)


def _asked(book: Rulebook, picks: Sequence[Ranked]) -> str:
    """Return that own residents were asked about the main channel, or one of the even ones."""
    even, _ = first_choice(picks)
    cited = {r.sources[0]: None for row in even for r in row.reasons if r.rule == OWN}
    numbers = [book.sources[slug].n for slug in cited]
    return fill(ASKED, n=whole(numbers[0] or 0)) if numbers else ""


def of_hundred(row: Ranked) -> int:
    """Return how often of a hundred a channel stays among the best.

    Never a hundred: what we vary is not all there is to doubt, so no advice is called certain.
    """
    return min(99, round(100 * float(row.certainty or 0)))


def figure(picks: Sequence[Ranked]) -> float:
    """Return how often (0-1) the main channel stays among the best; of even ones, the surest."""
    even, _ = first_choice(picks)
    return max(row.certainty or 0 for row in even)


def how_often(book: Rulebook, share: float) -> str:
    """Return how often that is, in a word."""
    names = (name for limit, name in HOW_OFTEN if share >= book.constants[limit])
    return book.texts[next(names, SELDOM)]


def stands_out(book: Rulebook, picks: Sequence[Ranked]) -> bool:
    """Tell whether the main channel stays among the best often enough to be called sure of."""
    return figure(picks) >= book.constants["redelijk_vanaf"]


def _word(book: Rulebook, picks: Sequence[Ranked], settled: bool) -> Sure:
    even, _ = first_choice(picks)
    if not stands_out(book, picks):
        return "redelijk" if settled else "voorzichtig"
    return "stevig" if any(row.certainty_word == "stevig" for row in even) else "redelijk"


def _text(book: Rulebook, able: Sequence[Ranked], picks: Sequence[Ranked], word: Sure) -> str:
    texts = book.texts
    even, _ = first_choice(picks)
    by_chance = total(row.certainty or 0 for row in able) / len(able)
    words = verbs(book, even) | {"aantal": str(len(able)), "hoofd": subjects(book, even)}
    words |= {"toeval": str(round(100 * by_chance)), "vaak": how_often(book, figure(picks))}
    if by_chance > book.constants["toeval_te_groot"]:
        return fill(texts["zeker_weinig"], **words)
    if word == "redelijk" and not stands_out(book, picks):
        return _close(book, able, even, words)
    sure = figure(picks) >= book.constants["stevig_vanaf"] and word == "redelijk"
    assumed = fill(texts["zeker_vakkennis"], hoofd=words["hoofd"]) if sure else ""
    return " ".join(filter(None, [_stays(book, even, words, word), assumed]))


def _close(
    book: Rulebook, able: Sequence[Ranked], even: Sequence[Ranked], words: Mapping[str, str]
) -> str:
    """Return that no channel stands out here, with how often each of the first does."""
    low = max(row.score or 0 for row in even) - book.constants["bijna_even_goed"]
    near = sum((row.score or 0) >= low for row in able if row not in even)
    last = fill(
        book.texts["zeker_dichtbij_gelijk" if len(even) > 1 else "zeker_dichtbij_een"],
        **words,
        elk=_each(book, by_name(book, even)),
        keer=str(of_hundred(even[0])),
    )
    name = "zeker_dichtbij" if near > 1 else "zeker_geen_uitschieter"
    return f"{fill(book.texts[name], dichtbij=str(near))} {last}"


def _stays(book: Rulebook, even: Sequence[Ranked], words: Mapping[str, str], word: Sure) -> str:
    """Return how often the main channel, or each of the even ones, stays among the best."""
    texts = book.texts
    cautious = word == "voorzichtig"
    if len(even) > 1:
        each = _each(book, by_name(book, even))
        return fill(
            texts["zeker_gelijk_voorzichtig" if cautious else "zeker_gelijk"], **words, elk=each
        )
    return fill(
        texts["zeker_voorzichtig" if cautious else "zeker"], **words, keer=str(of_hundred(even[0]))
    )


def _each(book: Rulebook, even: Sequence[Ranked]) -> str:
    each = [
        fill(
            book.texts["zeker_ook" if number else "zeker_elk"],
            kanaal=subjects(book, [row]),
            keer=str(of_hundred(row)),
        )
        for number, row in enumerate(even)
    ]
    return upper(", ".join(each))
