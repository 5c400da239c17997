"""What a journey refers to exists: phases, channels, sources, generic steps; nothing is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from blueprints.lanes import KEYS, ROLES
from blueprints.merging import own_values
from blueprints.model import (
    APPROVED,
    MOST,
    MOST_STEPS,
    Cells,
    Claims,
    GenericStep,
    Reference,
    StepForm,
    WrittenJourney,
    WrittenStep,
)
from engine.knowledge import complaints
from engine.knowledge.complaints import suggestion
from engine.knowledge.files import Lines, Spot
from engine.model import Problem, Rulebook

Known = Mapping[str, Any]
REQUIRED = ("voorbeeld", "traject", "domein", "versie", "omschrijving", "doel")  # if approved
LEAST = ("naam", "fase")  # of a step, in a draft too
WAY_OUT = "Vul hem in, of zet bovenaan 'staat: concept'."
MISSING = "de sleutel '{key}' ontbreekt. " + WAY_OUT


@dataclass
class Inspector:
    """Notes what is wrong in one file."""

    book: Rulebook
    name: str
    tree: Any
    lines: Lines
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: Spot, message: str) -> None:
        """Note an error at a place."""
        line = complaints.line_of(place, self.lines)
        named = complaints.name_of(place, self.tree)
        self.problems.append(Problem(self.name, line, named + message))

    def check_known(self, place: Spot, what: str, slug: str | None, words: Known) -> None:
        """Note a word that does not exist, with the word that looks like it."""
        if slug is not None and slug not in words:
            self.wrong(place, f"{what} '{slug}' ken ik niet.{suggestion(slug, words)}")

    def check_step(self, place: Spot, form: StepForm, sources: Known) -> None:
        """Check the words that a step uses itself."""
        self.check_known((*place, "fase"), "fase", form.phase, self.book.phases)
        for at, part in parts(place, form):
            for i, slug in enumerate(part.channels or ()):
                self.check_known((*at, "kanalen", i), "kanaal", slug, self.book.channels)
            self._check_sources((*at, "wet"), part.law, sources)
        self._check_sources((*place, "onderzoek"), form.research, sources)
        self._check_counts(place, form)

    def _check_sources(self, place: Spot, claims: Claims | None, sources: Known) -> None:
        for i, claim in enumerate(claims or ()):
            for slug in claim.sources:
                self.check_known((*place, i, "bron"), "bron", slug, sources)

    def _check_counts(self, place: Spot, form: StepForm) -> None:
        for at, part in (*parts(place, form), ((*place, "rollen"), form.roles)):
            for key, value in own_values(part).items():
                within = list(value.values()) if isinstance(value, dict) else []
                if any(isinstance(v, tuple | dict) and len(v) > MOST for v in (value, *within)):
                    self.wrong((*at, key), f"bij '{key}' staan er meer dan {MOST}. Kort in.")


def parts(place: Spot, form: StepForm) -> Iterator[tuple[Spot, Cells]]:
    """Yield every place of a step where rows stand: now, later and for a group."""
    yield place, form
    yield (*place, "wordt"), form.then
    if isinstance(form, WrittenStep):
        yield (*place, "later"), form.later
        for name, cells in form.groups.items():
            yield (*place, "doelgroepen", name), cells


def citable(book: Rulebook, *own: Mapping[str, Reference]) -> dict[str, Any]:
    """Return everything that a journey may cite: the knowledge, and sources of its own."""
    sources: dict[str, Any] = {**book.sources, **book.findings}
    for references in own:
        sources |= references
    return sources


def generic_steps(
    inspector: Inspector, steps: Mapping[str, GenericStep], sources: Mapping[str, Reference]
) -> None:
    """Check the generic steps."""
    known = citable(inspector.book, sources)
    for slug, form in steps.items():
        inspector.check_step((slug,), form, known)
        _all_cited(inspector, (slug,), form)
        for i, track in enumerate(form.tracks):
            inspector.check_known((slug, "trajecten", i), "traject", track, inspector.book.tracks)


def journey(
    inspector: Inspector,
    form: WrittenJourney,
    generic: Mapping[str, GenericStep],
    sources: Mapping[str, Reference],
) -> None:
    """Check a whole journey."""
    inspector.check_known(("traject",), "traject", form.track, inspector.book.tracks)
    if form.state == APPROVED:
        for key in (key for key in REQUIRED if key not in own_values(form)):
            inspector.wrong((), MISSING.format(key=key))
    if form.track and form.track in inspector.book.tracks:
        stakes = dict.fromkeys(inspector.book.stakes_of(form.track))
        inspector.check_known(("belang",), "belang", form.stake, stakes)
        for i, step in enumerate(form.steps):
            inspector.check_known(("stappen", i, "belang"), "belang", step.stake, stakes)
    for slug in form.sources:
        if slug in sources or slug in inspector.book.sources or slug in inspector.book.findings:
            message = f"de bron '{slug}' bestaat al. Haal hem hier weg of geef hem een andere naam."
            inspector.wrong(("bronnen", slug), message)
    if len(form.steps) > MOST_STEPS:
        message = f"een reis heeft hooguit {MOST_STEPS} stappen. Splits de reis."
        inspector.wrong(("stappen",), message)
    _branches(inspector, form)
    known = citable(inspector.book, sources, form.sources)
    seen: dict[str, int] = {}
    for i, step in enumerate(form.steps):
        place = ("stappen", i)
        if step.id in seen:
            inspector.wrong((*place, "id"), f"de id '{step.id}' staat er twee keer.")
        seen.setdefault(step.id, i)
        inspector.check_known((*place, "generiek"), "generieke stap", step.generic, generic)
        inspector.check_step(place, step, known)
        _sensible(inspector, place, step, generic, form.track)
        _whole(inspector, place, step, generic, form.state)
    if form.state == APPROVED:
        _order(inspector, form, generic)


def _branches(inspector: Inspector, form: WrittenJourney) -> None:
    """Check that every branch leads to another step of the journey."""
    ids = dict.fromkeys(step.id for step in form.steps)
    for i, step in enumerate(form.steps):
        for branch in step.branches or ():
            place = ("stappen", i, "vervolg")
            inspector.check_known(place, "stap", branch.to, ids)
            if branch.to == step.id:
                inspector.wrong(place, "bij 'vervolg' staat de stap zelf. Kies een andere stap.")


def _sensible(
    inspector: Inspector,
    place: Spot,
    step: WrittenStep,
    generic: Mapping[str, GenericStep],
    track: str | None,
) -> None:
    if step.generic is not None and step.generic not in generic:
        return
    base = generic[step.generic] if step.generic else None
    if base and track not in base.tracks and track in inspector.book.tracks:
        inspector.wrong((*place, "generiek"), f"deze stap is niet bedoeld voor traject '{track}'.")
    if step.when == "nu" and own_values(step.later):
        inspector.wrong((*place, "later"), "een stap die er alleen nu is, kan geen 'later' hebben.")
    if step.when != "altijd" and own_values(step.then):
        message = "een stap die er alleen nu of alleen straks is, kan geen 'wordt' hebben."
        inspector.wrong((*place, "wordt"), message)


def _whole(
    inspector: Inspector,
    place: Spot,
    step: WrittenStep,
    generic: Mapping[str, GenericStep],
    state: str,
) -> None:
    """Check that a step has all that it must have: in a draft no more than name and phase."""
    base = generic.get(step.generic or "")
    if step.generic is not None and base is None:
        return
    if state != APPROVED:
        for key in missing(step, base):
            if key in LEAST:
                inspector.wrong(place, f"de sleutel '{key}' ontbreekt. Vul hem in.")
        return
    for key in missing(step, base):
        inspector.wrong(place, MISSING.format(key=key))
    _all_cited(inspector, place, step)


def _all_cited(inspector: Inspector, place: Spot, form: StepForm) -> None:
    """Check that every statement names what it rests on."""
    laws = [("wet", part.law) for _, part in parts(place, form)]
    for key, claims in (*laws, ("onderzoek", form.research)):
        for claim in claims or ():
            if not claim.sources:
                message = MISSING.format(key="bron")
                inspector.wrong((*place, key), f"bij '{key}' {message}")


def missing(step: WrittenStep, base: GenericStep | None) -> Iterator[str]:
    """Yield the keys that a step lacks before it can be approved."""
    keys = {*own_values(step), *(own_values(base) if base else ())}
    roles = {*own_values(step.roles), *(own_values(base.roles) if base else ())}
    yield from (key for key in ("naam", "fase", *KEYS) if key not in keys)
    yield from (f"rollen.{key}" for key in ROLES if key not in roles)


def _order(inspector: Inspector, form: WrittenJourney, generic: Mapping[str, GenericStep]) -> None:
    """Check that the phases come in their order, so that the picture can be read left to right."""
    phases = list(inspector.book.phases)
    last = 0
    for i, step in enumerate(form.steps):
        base = generic.get(step.generic or "")
        phase = step.phase or (base.phase if base else None)
        if phase not in phases:
            continue
        if phases.index(phase) < last:
            message = (
                f"fase '{phase}' komt na een latere fase. Zet de stappen in volgorde van fase."
            )
            inspector.wrong(("stappen", i, "fase"), message)
        last = max(last, phases.index(phase))
