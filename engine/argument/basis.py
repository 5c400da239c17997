"""What the advice rests on, the heaviest first, and what would change it."""

from collections.abc import Mapping, Sequence

from engine.answer import Duty, Ranked
from engine.argument.naming import deciding_law, first_choice, subjects
from engine.argument.parts import Basis
from engine.argument.reasons import LAW, LOCAL, NATIONAL, weights
from engine.label import CRAFT
from engine.model import Label, Rulebook
from engine.roles import MAIN, first
from engine.selection import has
from engine.wording import fill, upper

Counts = Mapping[Label, int]
Shares = Mapping[Label, float]
CLOSE = 0.1  # of the weight: two labels that differ less than this weigh about the same


def basis(
    book: Rulebook,
    picks: Sequence[Ranked],
    duties: Sequence[Duty],
    weak: bool,
    unknown: str = "",
) -> Basis:
    """Return how many reasons of each kind there are, which weigh most, and how many are national.

    Where law decides, it is about the channels that law does not name. `unknown` says, if anything,
    that nothing is known of these residents.
    """
    texts = book.texts
    law = deciding_law(duties)
    rows = [row for row in picks if not (law and row.channel == law.met_by)] or list(picks)
    both = weights(book, rows)
    counts = {name: count for name, (count, _) in both.items()}
    shares = {name: round(share, 3) for name, (_, share) in both.items()}
    text = _text(texts, counts, shares)
    return Basis(
        question=texts["vraag_rest" if law else "vraag_rust"],
        title=_title(texts, counts, shares),
        text=" ".join(filter(None, [text, unknown, texts["zwak"] if weak and not unknown else ""])),
        counts=counts,
        shares=shares,
    )


def change(
    book: Rulebook,
    ranking: Sequence[Ranked],
    picks: Sequence[Ranked],
    duties: Sequence[Duty],
) -> str:
    """Return what would change the advice: read off the ranking without the main channel."""
    texts = book.texts
    even, _ = first_choice(picks)
    if deciding_law(duties):
        other = _digital(book, ranking, duties)
        return fill(texts["anders_wet"], ander=subjects(book, [other])) if other else ""
    if len(even) > 1:
        return texts["anders_gelijk" if len(even) == 2 else "anders_gelijk_meer"]
    rest = [
        (row.channel, row.score)
        for row in ranking
        if row.score is not None and row.channel != even[0].channel
    ]
    roles = first(book, rest)
    other = next((row for row in ranking if roles.get(row.channel) == MAIN), None)
    words = {"hoofd": subjects(book, even)}
    return fill(texts["anders"], **words, ander=subjects(book, [other])) if other else ""


def _digital(book: Rulebook, ranking: Sequence[Ranked], duties: Sequence[Duty]) -> Ranked | None:
    """Return the best digital channel that does what the law asks, but for being on paper."""
    plain = {duty.rule for duty in duties if duty.kind == "wet" and not duty.sentence}
    wanted = [s.require for s in book.safeguards if s.id in plain and s.require]
    for row in ranking:
        channel = book.channels[row.channel]
        able = row.refusal is None and channel.digital
        if able and all(has(channel, key, value) for want in wanted for key, value in want.items()):
            return row
    return None


def _kinds(values: Mapping[Label, float]) -> dict[str, float]:
    """Return the same with the two kinds of research together."""
    return {
        "onderzoek": values[NATIONAL] + values[LOCAL],
        "vakkennis": values[CRAFT],
        "wet": values[LAW],
    }


def _title(texts: Mapping[str, str], counts: Counts, shares: Mapping[Label, float]) -> str:
    kinds = _kinds(shares)
    (top, most), (next_, less), *_ = sorted(kinds.items(), key=lambda pair: -pair[1])
    if most - less < CLOSE:
        words = {"een": upper(texts[f"soort_{top}"]), "ander": texts[f"soort_{next_}"]}
        return fill(texts["titel_beide"], **words)
    only = sum(counts.values()) == _kinds(counts)[top]
    return fill(texts["titel_alleen" if only else "titel_vooral"], een=texts[f"soort_{top}"])


def _text(texts: Mapping[str, str], counts: Counts, shares: Mapping[Label, float]) -> str:
    """Return the sentences: how many of the heaviest, then the other kinds that occur."""
    kinds, numbers = _kinds(shares), _kinds(counts)
    order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    whole = sum(counts.values())
    sentences = [_heaviest(texts, order[0], numbers, whole, counts)]
    for kind in order[1:]:
        if numbers[kind]:
            sentences.append(_other(texts, kind, int(numbers[kind]), counts))
    return " ".join(sentences)


def _heaviest(
    texts: Mapping[str, str],
    kind: str,
    numbers: Mapping[str, float],
    whole: int,
    counts: Counts,
) -> str:
    number = int(numbers[kind])
    words = {"aantal": str(number), "redenen": str(whole), "soort": texts[f"soort_{kind}"]}
    words["landelijk"] = _national(texts, counts) if kind == "onderzoek" else ""
    if number == whole:
        return fill(texts["rust_alle" if whole > 1 else "rust_een"], **words)
    most = number == max(numbers.values())
    return fill(texts["rust_meest" if most else "rust_zwaarst"], **words)


def _other(texts: Mapping[str, str], kind: str, number: int, counts: Counts) -> str:
    words = {"aantal": str(number), "soort": texts[f"soort_{kind}"]}
    words["landelijk"] = _national(texts, counts) if kind == "onderzoek" else ""
    return fill(texts["rust_ook_een" if number == 1 else "rust_ook"], **words)


def _national(texts: Mapping[str, str], counts: Counts) -> str:
    national, local = counts[NATIONAL], counts[LOCAL]
    if not national:
        return texts["landelijk_geen"]
    if not local:
        return texts["landelijk_alle"]
    return fill(texts["landelijk_deel"], aantal=str(national))
