"""What a careful reader checks: facts, safeguards, gaps, examples, claims, channels and phases."""

import re
from collections.abc import Iterable
from typing import Any

from engine.knowledge import task_table
from engine.knowledge.complaints import suggestion
from engine.knowledge.draft import Gaps, KnowledgeDraft, Promises
from engine.knowledge.references import References, Spot
from engine.label import CRAFT
from engine.model import (
    DIMENSIONS,
    UNKNOWN,
    Approach,
    Channel,
    Claim,
    Example,
    Finding,
    Form,
    Gap,
    Misfit,
    ResidentGroup,
    RuleFile,
    Safeguard,
    SituationForm,
    Track,
)

AGES = re.compile(r"(\d+)-(?:(\d+)|plus)")
OLDEST = 200  # years; the end of a group without one
RESERVED = (*DIMENSIONS, "kanaal", "vraag", "id", "sid")


def inspect(refs: References) -> None:
    """Note in the draft every reference that does not hold."""
    parsed = refs.draft.forms
    safeguards: tuple[Safeguard, ...] = parsed["journeys/waarborgen.yaml"].waarborgen
    _check_words(refs)
    _check_ages(refs)
    _check_stakes(refs)
    _check_questions(refs)
    _check_sources(refs)
    _check_derivations(refs)
    _check_safeguards(refs, safeguards)
    _check_gaps(refs, parsed["journeys/wie-mis-je.yaml"])
    promises: Promises = parsed["journeys/beloften.yaml"]
    for key in ("beloften", "latere_beloften"):
        examples: tuple[Example, ...] = getattr(promises, key)
        _check_examples(refs, "journeys/beloften.yaml", key, examples, safeguards)
    for file, examples in example_files(refs.draft):
        _check_examples(refs, file, "voorbeelden", examples, safeguards)
    _check_claims(refs)
    _check_channels(refs)
    task_table.inspect(refs)
    _check_phases(refs)


def example_files(draft: KnowledgeDraft) -> Iterable[tuple[str, tuple[Example, ...]]]:
    """Yield the name and the examples of every file that has examples."""
    for name, form in draft.forms.items():
        if isinstance(form, RuleFile | ResidentGroup | Track):
            yield name, form.examples


def _check_words(refs: References) -> None:
    file, words = "journeys/woorden.yaml", refs.words
    for fact in words.facts:
        if fact in RESERVED:
            message = f"'{fact}' is al een woord van het programma. Kies een andere naam."
            refs.draft.wrong(file, ("feiten", fact), message)
        if fact not in words.fact_names:
            refs.draft.wrong(file, ("namen_van_feiten",), f"de naam van '{fact}' ontbreekt.")
    for fact in words.fact_names:
        if fact not in words.facts:
            message = f"feit '{fact}' ken ik niet.{suggestion(fact, words.facts)}"
            refs.draft.wrong(file, ("namen_van_feiten", fact), message)
    refs.condition(file, ("vaak_gevraagd",), {"traject": tuple(words.often_asked)})
    for track, slugs in words.often_asked.items():
        refs.select(file, ("vaak_gevraagd", track), slugs)


def _check_ages(refs: References) -> None:
    """Note age groups that are in the wrong order, or hold the same ages as another one."""
    spans = {
        slug: (int(span[1]), int(span[2] or OLDEST))
        for slug in refs.values["leeftijd"]
        if (span := AGES.fullmatch(slug))
    }
    before: tuple[str, int] | None = None
    for slug, (low, high) in sorted(spans.items(), key=lambda item: item[1]):
        file = f"profiles/leeftijd/{slug}.yaml"
        if high < low:
            message = "de jongste leeftijd staat achteraan. Draai ze om in de naam van het bestand."
            refs.draft.wrong(file, ("naam",), message)
        elif before and low <= before[1]:
            message = (
                f"deze groep overlapt met {before[0]}: iemand van {low} jaar hoort bij allebei. "
                "Kies leeftijden die op elkaar aansluiten."
            )
            refs.draft.wrong(file, ("naam",), message)
        if before is None or high > before[1]:
            before = (slug, high)


def _check_questions(refs: References) -> None:
    """Note findings under one question that cannot be compared."""
    first: dict[tuple[str, str], Finding] = {}
    for id_, (source, finding) in refs.findings.items():
        if finding.question:
            other = first.setdefault((source, finding.question), finding)
            if (finding.measure, finding.unit) != (other.measure, other.unit):
                message = f"{id_} en {other.id} horen bij één vraag, met andere maat of eenheid."
                refs.draft.wrong(f"journeys/bronnen/{source}.yaml", ("bevindingen",), message)


def _check_sources(refs: References) -> None:
    """Note craft that claims to be more: only D keeps it from counting as research."""
    for slug, source in refs.sources.items():
        if source.nature == CRAFT and source.quality != "D":
            message = f"vakkennis heeft kwaliteit D, niet {source.quality}."
            refs.draft.wrong(f"journeys/bronnen/{slug}.yaml", ("kwaliteit",), message)


def _check_derivations(refs: References) -> None:
    file = "journeys/feiten.yaml"
    for i, derivation in enumerate(refs.derivations):
        place = ("afleidingen", i)
        refs.unique(file, (*place, "id"), derivation.id)
        refs.condition(file, (*place, "als"), derivation.when)
        refs.condition(file, (*place, "dan"), {k: (v,) for k, v in derivation.then.items()})
        for key in derivation.then:
            if key in DIMENSIONS:
                message = f"'{key}' is een antwoord, geen afgeleid feit."
                refs.draft.wrong(file, (*place, "dan"), message)
        refs.quality(file, place, derivation.quality, derivation.sources)


def _check_safeguards(refs: References, safeguards: tuple[Safeguard, ...]) -> None:
    file = "journeys/waarborgen.yaml"
    for i, safeguard in enumerate(safeguards):
        place = ("waarborgen", i)
        refs.unique(file, (*place, "id"), safeguard.id)
        extra = () if safeguard.forbid is not None else ("kanaal",)
        refs.condition(file, (*place, "als"), safeguard.when, extra)
        kinds = [safeguard.require is not None, safeguard.forbid is not None, safeguard.warn]
        if sum(kinds) != 1:
            refs.draft.wrong(file, place, "geef precies één van 'eis', 'verbied' of 'waarschuw'.")
        if safeguard.require is not None:
            wanted = {key: (value,) for key, value in safeguard.require.items()}
            refs.select(file, (*place, "eis"), wanted)
        if safeguard.forbid is not None:
            refs.select(file, (*place, "verbied"), safeguard.forbid)
        refs.quality(file, place, safeguard.quality, safeguard.sources)
        if safeguard.kind == "wet" and not safeguard.sources:
            refs.draft.wrong(file, place, "een wettelijke plicht noemt haar wet bij 'bron'.")


def _check_gaps(refs: References, gaps: Gaps) -> None:
    file = "journeys/wie-mis-je.yaml"
    for i, gap in enumerate(gaps.groepen):
        place = ("groepen", i)
        refs.unique(file, (*place, "id"), gap.id)
        refs.condition(file, (*place, "als"), gap.when)
        _check_needs(refs, file, (*place, "mist"), gap.lacks)
        for j, remedy in enumerate(gap.remedies):
            at = (*place, "doe", j)
            refs.condition(file, (*at, "als"), remedy.when)
            for key in (key for key in remedy.when if key not in DIMENSIONS):
                message = f"'{key}' kan hier niet. Gebruik een antwoord, zoals traject of fase."
                refs.draft.wrong(file, (*at, "als"), message)
            if remedy.channel:
                refs.select(file, (*at, "met"), (remedy.channel,))
                _check_reach(refs, file, at, gap, remedy.channel)


def _check_examples(
    refs: References,
    file: str,
    key: str,
    examples: tuple[Example, ...],
    safeguards: tuple[Safeguard, ...],
) -> None:
    known = [safeguard.id for safeguard in safeguards]
    for i, example in enumerate(examples):
        place = (key, i)
        _check_situation(refs, file, (*place, "situatie"), example.situation)
        lists = {
            "verwacht": example.top,
            "in_advies": example.included,
            "niet": example.excluded,
            "kan_niet": example.impossible,
            "volgorde": example.order,
        }
        for name, slugs in lists.items():
            if slugs:
                refs.select(file, (*place, name), slugs)
        for id_ in example.safeguards:
            if id_ not in known:
                message = f"waarborg '{id_}' ken ik niet.{suggestion(id_, known)}"
                refs.draft.wrong(file, (*place, "moet"), message)
        if not any([*lists.values(), example.safeguards]):
            refs.draft.wrong(file, place, "dit voorbeeld verwacht niets. Vul een verwachting in.")


def _check_situation(refs: References, file: str, place: Spot, asked: SituationForm) -> None:
    refs.condition(file, place, {key: (slug,) for key, slug in asked.answers().facts().items()})
    stake = refs.stakes.get(asked.stake)
    if stake and asked.track in refs.values["traject"] and asked.track not in stake.tracks:
        message = f"belang '{asked.stake}' hoort niet bij traject '{asked.track}'."
        refs.draft.wrong(file, (*place, "belang"), message)


def _check_stakes(refs: References) -> None:
    for slug, stake in refs.stakes.items():
        file = f"journeys/belang/{slug}.yaml"
        refs.condition(file, (), {"traject": stake.tracks})
        _check_tasks(refs, file, ("taken_vervallen",), stake.dropped)
        for track in refs.values["traject"] if slug == UNKNOWN else ():
            if track not in stake.tracks:
                message = f"traject '{track}' ontbreekt: wat niet bekend is, kan overal."
                refs.draft.wrong(file, ("traject",), message)


def _check_claims(refs: References) -> None:
    for name, form in refs.draft.forms.items():
        for place, claim in _claims(form, ()):
            for id_ in claim.sources:
                refs.citable(name, (*place, "bron"), id_)


def _check_channels(refs: References) -> None:
    for slug, channel in refs.channels.items():
        file = f"journeys/kanalen/{slug}.yaml"
        if channel.kind not in refs.words.kinds:
            message = f"soort '{channel.kind}' ken ik niet."
            refs.draft.wrong(file, ("soort",), message + suggestion(channel.kind, refs.words.kinds))
        _check_tasks(refs, file, ("taken",), channel.tasks)
        _check_needs(refs, file, ("vraagt",), channel.needs)
        parts: dict[str, tuple[Misfit | Approach, ...]] = {
            "ligt_niet_voor_de_hand": channel.unlikely,
            "kan_niet": channel.impossible,
            "aanpak": channel.approaches,
        }
        for key, of in parts.items():
            for i, part in enumerate(of):
                _check_tasks(refs, file, (key, i, "taken"), part.tasks)
        _check_article(refs, file, channel)


def _check_article(refs: References, file: str, channel: Channel) -> None:
    """Note a name in a sentence that has another article than the file says."""
    first = channel.phrase.split(" ", 1)[0].lower()
    stands = first if first in ("de", "het") else "geen"
    if stands != channel.article:
        message = (
            f"'in_zin' begint niet met lidwoord '{channel.article}'. Verander 'in_zin' of "
            "'lidwoord'."
        )
        refs.draft.wrong(file, ("lidwoord",), message)


def _check_tasks(refs: References, file: str, place: Spot, tasks: Iterable[str]) -> None:
    for task in tasks:
        if task not in refs.words.tasks:
            message = f"taak '{task}' ken ik niet.{suggestion(task, refs.words.tasks)}"
            refs.draft.wrong(file, place, message)


def _check_reach(refs: References, file: str, place: Spot, gap: Gap, slug: str) -> None:
    """Note a remedy with a channel that asks what these residents lack."""
    channel = refs.channels.get(slug)
    asked = [need for need in gap.lacks if channel and need in channel.needs]
    if asked:
        message = f"'{slug}' vraagt '{asked[0]}', en dat missen deze inwoners. Kies iets anders."
        refs.draft.wrong(file, (*place, "met"), message)


def _check_needs(refs: References, file: str, place: Spot, needs: Iterable[str]) -> None:
    for need in needs:
        if need not in refs.words.needs:
            message = f"'{need}' ken ik niet.{suggestion(need, refs.words.needs)}"
            refs.draft.wrong(file, place, message)


def _check_phases(refs: References) -> None:
    able = {task for channel in refs.channels.values() for task in channel.tasks}
    for slug, phase in refs.draft.shelf("journeys/fasen").items():
        file = f"journeys/fasen/{slug}.yaml"
        refs.condition(file, ("per_traject",), {"traject": tuple(phase.per_track)})
        for track in refs.values["traject"]:
            if track not in phase.per_track:
                refs.draft.wrong(file, ("per_traject",), f"traject '{track}' ontbreekt.")
        for track, step in phase.per_track.items():
            place = ("per_traject", track, "taken")
            _check_tasks(refs, file, place, step.tasks)
            if able.isdisjoint(step.tasks) and refs.words.tasks.keys() >= set(step.tasks):
                refs.draft.wrong(file, place, "geen enkel kanaal kan een van deze taken.")


def _claims(form: Any, place: Spot) -> Iterable[tuple[Spot, Claim]]:
    if isinstance(form, Claim):
        yield place, form
        return
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(form, tuple):
        parts = enumerate(form)
    elif isinstance(form, Form) and not isinstance(form, RuleFile):
        fields = type(form).model_fields.items()
        parts = ((info.alias or name, getattr(form, name)) for name, info in fields)
    for step, part in parts:
        if isinstance(part, Form | tuple):
            yield from _claims(part, (*place, step))
