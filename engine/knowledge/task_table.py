"""Task × channel: every channel says of every task that it does it, hardly does it or cannot."""

from collections.abc import Iterable

from engine.knowledge.references import References
from engine.model import Channel, Misfit, Rule, Rulebook, Situation

UNLIKELY = "ligt-niet-voor-de-hand"  # begins the id of every rule made here
WEIGHT = "ligt_niet_voor_de_hand"  # the constant with the points such a rule takes off


def inspect(refs: References) -> None:
    """Note in the draft every task of which a channel says nothing, or two things."""
    for slug, channel in refs.channels.items():
        file = f"journeys/kanalen/{slug}.yaml"
        stated = _stated(channel)
        told = (task for approach in channel.approaches for task in approach.tasks)
        if {*stated, *told} - set(refs.words.tasks):
            continue  # a misspelt task is one mistake, and is told already
        for task in refs.words.tasks:
            if task not in stated:
                message = (
                    f"over taak '{task}' staat hier niets. Zet haar bij 'taken', "
                    "'ligt_niet_voor_de_hand' of 'kan_niet'."
                )
                refs.draft.wrong(file, (), message)
            elif stated.count(task) > 1:
                message = f"taak '{task}' staat hier vaker. Laat er één staan."
                refs.draft.wrong(file, (), message)
        if sorted(stated) == sorted(refs.words.tasks):
            _check_approaches(refs, file, channel)


def rules(refs: References, points: float) -> Iterable[Rule]:
    """Yield for every channel and phase in which it only hardly serves the rule that says so."""
    for phase, form in refs.draft.shelf("journeys/fasen").items():
        for track, step in form.per_track.items():
            for slug, channel in refs.channels.items():
                reasons = _reasons(channel.unlikely, step.tasks)
                if reasons and not set(step.tasks) & set(channel.tasks):
                    yield _rule(slug, track, phase, reasons[0], points)


def refusal(book: Rulebook, situation: Situation, slug: str) -> str | None:
    """Return why a channel cannot serve a situation; None where it can."""
    tasks = book.phases[situation.phase].per_track[situation.track].tasks
    channel = book.channels[slug]
    reasons = _reasons(channel.impossible, tasks)
    possible = {*channel.tasks, *(task for misfit in channel.unlikely for task in misfit.tasks)}
    return None if possible & set(tasks) else " ".join(reasons)


def _check_approaches(refs: References, file: str, channel: Channel) -> None:
    """Note every task that a channel can do and of which it does not say how, and the reverse."""
    possible = {*channel.tasks, *(task for misfit in channel.unlikely for task in misfit.tasks)}
    told = [task for approach in channel.approaches for task in approach.tasks]
    for task in refs.words.tasks:
        if told.count(task) > 1:
            refs.draft.wrong(
                file, ("aanpak",), f"taak '{task}' staat hier vaker. Laat er één staan."
            )
        elif task in possible and task not in told:
            message = f"hoe je taak '{task}' aanpakt, staat hier niet. Zet haar bij een 'aanpak'."
            refs.draft.wrong(file, ("aanpak",), message)
        elif task in told and task not in possible:
            message = f"taak '{task}' kan dit kanaal niet. Haal haar hier weg."
            refs.draft.wrong(file, ("aanpak",), message)


def _rule(slug: str, track: str, phase: str, because: str, points: float) -> Rule:
    id_ = f"{UNLIKELY}-{slug}-{track}-{phase}"
    return Rule(
        id=id_,
        when={"traject": (track,), "fase": (phase,)},
        channels=(slug,),
        dimension="taak",
        theme=None,
        weight=points,
        variance=0.0,
        stream=id_,
        because=because,
        sources=(),
        quality="D",
        file=f"journeys/kanalen/{slug}.yaml",
    )


def _stated(channel: Channel) -> list[str]:
    misfits = (*channel.unlikely, *channel.impossible)
    return [*channel.tasks, *(task for misfit in misfits for task in misfit.tasks)]


def _reasons(misfits: Iterable[Misfit], tasks: Iterable[str]) -> list[str]:
    """Return the reasons that speak of these tasks, each once, in the order of the tasks."""
    reasons = [m.because for task in tasks for m in misfits if task in m.tasks]
    return list(dict.fromkeys(reasons))
