"""Proofs over the whole rulebook: errors stop a release, warnings ask a human, counts inform."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.argument import residents
from engine.compile import Table
from engine.model import Example, Problem, Rule, Rulebook
from engine.proof import sentences
from engine.proof.influence import Influence
from engine.roles import CANNOT, CHOSEN, MAIN, SUPPORT
from engine.weight import year_of


@dataclass(frozen=True, slots=True)
class Findings:
    """What the checks found; `counts` are numbers without a verdict."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    counts: Mapping[str, int]
    broken_promises: tuple[str, ...]


def errors(table: Table) -> tuple[Problem, ...]:
    """Return every error of a compiled rulebook, in a twentieth of the time of all checks.

    Examples speak of the national knowledge, so they are left out for an organisation's own.
    """
    book = table.book
    own = bool(book.organisation or book.surveys)
    return (
        *_never_fires(table),
        *_doubles(book),
        *_no_base(table),
        *([] if book.surveys else _nothing_above_zero(table)),
        *_unmet(table),
        *([] if own else _examples(table)),
        *_unused_problems(book),
        *_unreachable_facts(table),
    )


def check(table: Table) -> Findings:
    """Return every error, warning and count of a compiled rulebook."""
    book = table.book
    still, same = Influence(table).idle()
    long, unsure = sentences.check(book)
    warnings = [
        *_no_ranking_change(book, still),
        *_past_shelf_life(book),
        *_old_research(book),
        *_silent_channels(book),
        *long,
        *unsure,
    ]
    broken, later_broken = (
        [text for example in promises for text in broken_by(table, example)[:1]]
        for promises in (book.promises, book.later_promises)
    )
    counts = {
        "situaties": len(table.outcomes),
        "regels": len(book.rules),
        "voorbeelden": len(book.examples),
        "beloften": len(book.promises),
        "beloften_waar": len(book.promises) - len(broken),
        "latere_beloften": len(book.later_promises),
        "latere_beloften_waar": len(book.later_promises) - len(later_broken),
        "regels_zonder_andere_rol": len(same),
        "lange_zinnen": len(long),
        "voorbehouden": len(unsure),
        **_residents(table),
        "bevindingen": len(book.findings),
        "nog_niet_te_zeggen": len(book.unsayable),
    }
    return Findings(errors(table), tuple(warnings), counts, (*broken, *later_broken))


def _residents(table: Table) -> dict[str, int]:
    """Count where something is asked of residents, and where the main channel has a reason."""
    asked = [o.ranking for s, o in table.outcomes.items() if residents.asked(s)]
    heard = sum(residents.known(row for row in ranking if row.role in CHOSEN) for ranking in asked)
    return {"inwoners_gevraagd": len(asked), "inwoners_gekend": heard}


def broken_by(table: Table, example: Example) -> list[str]:
    """Return in what an advice differs from an example; empty when it keeps its promise."""
    outcome = table.outcomes[example.situation.answers()]
    roles = {row.channel: row.role for row in outcome.ranking}
    first = [row.channel for row in outcome.ranking if row.role in (MAIN, SUPPORT)]
    place = {row.channel: i for i, row in enumerate(outcome.ranking) if row.role != CANNOT}
    end = len(outcome.ranking)
    order = [place.get(slug, end) for slug in example.order]
    broken = []
    if list(example.top) != first[: len(example.top)]:
        broken.append(f"verwacht {_list(example.top)}, maar bovenaan staat {_list(first)}")
    broken += [
        f"{slug} hoort in het advies, maar is {roles[slug]}"
        for slug in example.included
        if roles[slug] not in CHOSEN
    ]
    broken += [
        f"{slug} hoort niet gekozen te zijn, maar is {roles[slug]}"
        for slug in example.excluded
        if slug in first
    ]
    broken += [
        f"{slug} kan hier niets, maar is {roles[slug]}"
        for slug in example.impossible
        if roles[slug] != CANNOT
    ]
    if order != sorted(set(order)):
        ranked = sorted(example.order, key=lambda slug: place.get(slug, end))
        broken.append(f"verwacht volgorde {_list(example.order)}, maar is {_list(ranked)}")
    broken += [f"{id_} geldt niet" for id_ in example.safeguards if id_ not in outcome.applies]
    return [f"{example.name}: {text}" for text in broken]


def _list(slugs: Iterable[str]) -> str:
    return " > ".join(slugs)


def _examples(table: Table) -> Iterable[Problem]:
    for file, example in table.book.examples:
        for text in broken_by(table, example):
            yield Problem(file, None, f"voorbeeld komt niet uit: {text}.")


def _never_fires(table: Table) -> Iterable[Problem]:
    fired = {id_ for outcome in table.outcomes.values() for id_ in outcome.fired}
    applied = {id_ for outcome in table.outcomes.values() for id_ in outcome.applies}
    derived = {d.by for outcome in table.outcomes.values() for d in outcome.derived}
    book = table.book
    for rule in book.rules:
        if rule.id not in fired:
            yield Problem(rule.file, None, f"regel '{rule.id}' geldt in geen enkele situatie.")
    for safeguard in book.safeguards:
        if safeguard.id not in fired | applied:
            message = f"'{safeguard.id}' geldt in geen enkele situatie."
            yield Problem("journeys/waarborgen.yaml", None, message)
    for derivation in book.derivations:
        if derivation.id not in derived:
            message = f"'{derivation.id}' geldt in geen enkele situatie."
            yield Problem("journeys/feiten.yaml", None, message)
    for gap in book.gaps:
        if gap.id not in applied:
            message = f"'{gap.id}' geldt in geen enkele situatie."
            yield Problem("journeys/wie-mis-je.yaml", None, message)


def _doubles(book: Rulebook) -> Iterable[Problem]:
    seen: dict[Any, Rule] = {}
    for rule in book.rules:
        when = frozenset((key, frozenset(values)) for key, values in rule.when.items())
        key = (when, rule.channels, rule.theme)
        if key in seen:
            other = seen[key]
            opposite = "spreekt tegen" if rule.weight * other.weight < 0 else "zegt hetzelfde als"
            message = f"regel '{rule.id}' {opposite} '{other.id}'. Maak er één regel van."
            yield Problem(rule.file, None, message)
        seen.setdefault(key, rule)


def _no_base(table: Table) -> Iterable[Problem]:
    """Find candidates about which no rule on the task speaks."""
    missing: dict[tuple[str, str], set[str]] = {}
    for outcome, (situation, *_) in table.distinct():
        for row in outcome.ranking:
            if row.role != CANNOT and all(r.dimension != "taak" for r in row.reasons):
                missing.setdefault((situation.track, situation.phase), set()).add(row.channel)
    for (track, phase), channels in missing.items():
        message = f"zonder basisregel: {', '.join(sorted(channels))}."
        yield Problem(f"journeys/regels/{track}-{phase}.yaml", None, message)


def _nothing_above_zero(table: Table) -> Iterable[Problem]:
    for outcome, situations in table.distinct():
        if not any((row.score or 0) > 0 for row in outcome.ranking):
            yield Problem(
                "journeys/regels", None, f"{situations[0].path()}: geen enkel kanaal past."
            )


def _unmet(table: Table) -> Iterable[Problem]:
    for outcome, situations in table.distinct():
        for id_, channel in outcome.met_by.items():
            if channel is None:
                message = f"{situations[0].path()}: geen kanaal voldoet aan '{id_}'."
                yield Problem("journeys/waarborgen.yaml", None, message)


def _unused_problems(book: Rulebook) -> Iterable[Problem]:
    """Find findings that are neither cited by a rule nor listed as unused, or both."""
    file = "journeys/ongebruikt.yaml"
    by_rule = {id_ for rule in book.rules for id_ in rule.sources}
    by_rule |= {i for safeguard in book.safeguards for i in safeguard.sources}
    by_rule |= {i for gap in book.gaps for i in gap.sources}
    by_rule |= {i for derivation in book.derivations for i in derivation.sources}
    questions = {book.findings[i][1].question for i in by_rule if i in book.findings} - {None}
    by_rule |= {i for i, (_, f) in book.findings.items() if f.question in questions}
    listed = Counter(id_ for unused in book.unused for id_ in unused.findings)
    for id_, count in listed.items():
        if count > 1:
            yield Problem(file, None, f"{id_} staat er {count} keer.")
        if id_ not in book.findings:
            yield Problem(file, None, f"{id_} is geen bekende bevinding.")
        elif id_ in by_rule:
            yield Problem(file, None, f"{id_} wordt wel gebruikt. Haal hem uit de lijst.")
    for id_, (source, _) in book.findings.items():
        if id_ not in by_rule and id_ not in listed:
            message = f"{id_} (bron {source}) wordt niet gebruikt. Zet hem met reden in de lijst."
            yield Problem(file, None, message)


def _unreachable_facts(table: Table) -> Iterable[Problem]:
    given = {(d.fact, d.value) for o in table.outcomes.values() for d in o.derived}
    for fact, values in table.book.words.facts.items():
        for value in values:
            if (fact, value) not in given:
                message = f"feit '{fact}: {value}' volgt nergens uit."
                yield Problem("journeys/woorden.yaml", None, message)


def _no_ranking_change(book: Rulebook, still: Container[str]) -> Iterable[Problem]:
    """Find rules without which no ranking of any situation would be different."""
    for rule in book.rules:
        if rule.id in still:
            message = f"regel '{rule.id}' verandert nergens de volgorde."
            yield Problem(rule.file, None, message, warning=True)


def _past_shelf_life(book: Rulebook) -> Iterable[Problem]:
    shelf, today = book.constants["houdbaar_jaren"], book.constants["peiljaar"]
    for rule in book.rules:
        years = [
            year_of(book.findings[i][1], book.sources[book.findings[i][0]])
            for i in rule.sources
            if i in book.findings
        ]
        known = [year for year in years if year]
        if years and (not known or today - max(known) > shelf):
            when = f"uit {max(known)}" if known else "zonder jaartal"
            message = f"regel '{rule.id}' rust op bewijs {when}. Zoek nieuwer bewijs."
            yield Problem(rule.file, None, message, warning=True)


def _old_research(book: Rulebook) -> Iterable[Problem]:
    shelf, today = book.constants["houdbaar_jaren"], book.constants["peiljaar"]
    for own in book.surveys:
        if today - own.about.end.year > shelf:
            when = own.about.end.year
            message = f"eigen onderzoek '{own.about.title}' is uit {when}. Vraag het opnieuw."
            yield Problem(own.file, None, message, warning=True)


def _silent_channels(book: Rulebook) -> Iterable[Problem]:
    spoken = {c for rule in book.rules if rule.dimension != "taak" for c in rule.channels}
    for slug in book.channels:
        if slug not in spoken:
            message = "geen regel over leeftijd of profiel gaat over dit kanaal."
            yield Problem(f"journeys/kanalen/{slug}.yaml", None, message, warning=True)
