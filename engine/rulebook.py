"""Files → Rulebook: reads all knowledge, refuses what it does not understand, names every error."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from engine import complaints, files, weight
from engine.complaints import suggestion
from engine.model import (
    DIMENSIONS,
    UNKNOWN,
    Channel,
    Claim,
    Condition,
    Constant,
    Derivation,
    Example,
    Finding,
    Form,
    Gap,
    Group,
    KnowledgeError,
    Phase,
    Problem,
    Profile,
    Rule,
    Rulebook,
    RuleFile,
    Safeguard,
    Source,
    Text,
    Track,
    Unused,
    Vocabulary,
    WrittenRule,
)

ROOT = Path(__file__).resolve().parent.parent
PROPERTIES = {
    "soort": "kind",
    "digitaal": "digital",
    "gesproken": "spoken",
    "papier": "paper",
    "gericht": "aim",
    "initiatief": "starter",
    "taak": "tasks",
}


class Derivations(Form):
    """The file of derived facts."""

    afleidingen: tuple[Derivation, ...]


class Safeguards(Form):
    """The file of safeguards."""

    waarborgen: tuple[Safeguard, ...]


class Gaps(Form):
    """The file of residents who are missed, and what the model does not see."""

    groepen: tuple[Gap, ...]
    ziet_niet: tuple[Claim, ...]


class Promises(Form):
    """The twenty examples written before the first rule."""

    beloften: tuple[Example, ...]


class UnusedFindings(Form):
    """Findings no rule cites."""

    ongebruikt: tuple[Unused, ...]


SHELVES: dict[str, Any] = {
    "profiles/leeftijd": Group,
    "profiles/profiel": Profile,
    "journeys/trajecten": Track,
    "journeys/fasen": Phase,
    "journeys/kanalen": Channel,
    "journeys/bronnen": Source,
    "journeys/regels": RuleFile,
}
SINGLE: dict[str, Any] = {
    "journeys/woorden.yaml": Vocabulary,
    "journeys/feiten.yaml": Derivations,
    "journeys/waarborgen.yaml": Safeguards,
    "journeys/wie-mis-je.yaml": Gaps,
    "journeys/beloften.yaml": Promises,
    "journeys/ongebruikt.yaml": UnusedFindings,
    "journeys/constanten.yaml": dict[str, Constant],
    "journeys/teksten.yaml": dict[str, Text],
}


@dataclass
class _Desk:
    """What has been read so far, and what was wrong with it."""

    trees: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, files.Lines] = field(default_factory=dict)
    parsed: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, file: str, place: Iterable[str | int], message: str) -> None:
        """Note an error at a place in a file."""
        at = list(place)
        line = complaints.line_of(at, self.lines.get(file, {}))
        named = complaints.name_of(at, self.trees.get(file))
        self.problems.append(Problem(file, line, named + message))

    def shelf(self, folder: str) -> dict[str, Any]:
        """Return slug → form for the files of a folder, the unknown one last."""
        found = {
            Path(name).stem: form
            for name, form in self.parsed.items()
            if name.rsplit("/", 1)[0] == folder
        }
        return dict(sorted(found.items(), key=lambda item: (item[0] == UNKNOWN, item[0])))

    def slugs(self, folder: str) -> list[str]:
        """Return the slugs of a folder, broken files included, so that one error stays one."""
        return sorted(Path(name).stem for name in self.trees if name.rsplit("/", 1)[0] == folder)


def load(root: Path = ROOT) -> Rulebook:
    """Read all knowledge below `root` (folders profiles/ and journeys/).

    Raises KnowledgeError with every error of every file.
    """
    desk = _Desk()
    _read_all(root, desk)
    if any(name not in desk.parsed for name in SINGLE):
        raise KnowledgeError(tuple(desk.problems))
    book = _Binder(desk).bind()
    if desk.problems:
        raise KnowledgeError(tuple(desk.problems))
    return book


def _read_all(root: Path, desk: _Desk) -> None:
    for name, path in files.paths(root):
        try:
            tree, lines = files.read(name, path)
        except files.Unreadable as error:
            desk.trees[name] = None
            desk.problems += error.problems
            continue
        desk.trees[name], desk.lines[name] = tree, lines
        form = SINGLE.get(name) or SHELVES.get(name.rsplit("/", 1)[0])
        if form is None or not name.endswith(".yaml"):
            desk.wrong(name, (), "dit bestand hoort hier niet. Verplaats of verwijder het.")
            continue
        try:
            desk.parsed[name] = TypeAdapter(form).validate_python(tree)
        except ValidationError as error:
            desk.problems += complaints.problems(name, error, form, tree, lines)
    for name in SINGLE:
        if name not in desk.trees:
            desk.problems.append(Problem(name, None, "Dit bestand ontbreekt. Zet het terug."))
    for folder in SHELVES:
        if not desk.slugs(folder):
            desk.problems.append(Problem(folder, None, "Deze map is leeg of ontbreekt."))


def _digest(trees: Mapping[str, Any]) -> str:
    canonical = json.dumps(trees, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class _Binder:
    """Checks references between files and works out channels, weights and dimensions."""

    def __init__(self, desk: _Desk) -> None:
        self.desk = desk
        self.words: Vocabulary = desk.parsed["journeys/woorden.yaml"]
        self.channels: dict[str, Channel] = desk.shelf("journeys/kanalen")
        self.sources: dict[str, Source] = desk.shelf("journeys/bronnen")
        constants: dict[str, Constant] = desk.parsed["journeys/constanten.yaml"]
        self.constants = {key: constant.value for key, constant in constants.items()}
        self.reasons = {key: constant.reason for key, constant in constants.items()}
        self.findings = self._findings()
        self.derivations: tuple[Derivation, ...] = desk.parsed["journeys/feiten.yaml"].afleidingen
        self.traces = self._traces()
        self.values = {
            "traject": desk.slugs("journeys/trajecten"),
            "fase": desk.slugs("journeys/fasen"),
            "leeftijd": desk.slugs("profiles/leeftijd"),
            "profiel": desk.slugs("profiles/profiel"),
            **{fact: list(values) for fact, values in self.words.facts.items()},
        }
        self.ids: dict[str, str] = {}

    def bind(self) -> Rulebook:
        """Return the Rulebook; errors are on the desk."""
        desk = self.desk
        rules = tuple(self._all_rules())
        safeguards: tuple[Safeguard, ...] = desk.parsed["journeys/waarborgen.yaml"].waarborgen
        gaps: Gaps = desk.parsed["journeys/wie-mis-je.yaml"]
        promises: Promises = desk.parsed["journeys/beloften.yaml"]
        unused: UnusedFindings = desk.parsed["journeys/ongebruikt.yaml"]
        examples = tuple(self._all_examples())
        self._check_derivations()
        self._check_safeguards(safeguards)
        self._check_gaps(gaps)
        self._check_examples("journeys/beloften.yaml", "beloften", promises.beloften, safeguards)
        for file, key, some in self._example_files():
            self._check_examples(file, key, some, safeguards)
        self._check_claims()
        self._check_channels()
        self._check_phases()
        phases: dict[str, Phase] = desk.shelf("journeys/fasen")
        tracks: dict[str, Track] = desk.shelf("journeys/trajecten")
        return Rulebook(
            digest=_digest(desk.trees),
            words=self.words,
            constants=self.constants,
            constant_reasons=self.reasons,
            texts=desk.parsed["journeys/teksten.yaml"],
            tracks=dict(sorted(tracks.items(), key=lambda item: item[1].order)),
            phases=dict(sorted(phases.items(), key=lambda item: item[1].order)),
            ages=desk.shelf("profiles/leeftijd"),
            profiles=desk.shelf("profiles/profiel"),
            channels=self.channels,
            sources=self.sources,
            findings=self.findings,
            derivations=self.derivations,
            rules=rules,
            safeguards=safeguards,
            gaps=gaps.groepen,
            limits=gaps.ziet_niet,
            unused=unused.ongebruikt,
            unsayable=tuple(self._unsayable()),
            examples=examples,
            promises=promises.beloften,
        )

    def _findings(self) -> dict[str, tuple[str, Finding]]:
        found: dict[str, tuple[str, Finding]] = {}
        for slug, source in self.sources.items():
            for i, finding in enumerate(source.findings):
                place = ("bevindingen", i)
                file = f"journeys/bronnen/{slug}.yaml"
                if finding.id in found:
                    other = found[finding.id][0]
                    self.desk.wrong(file, place, f"deze bevinding staat ook bij bron {other}.")
                if finding.unit == "procent" and not 0 <= (finding.value or -1) <= 100:
                    message = "een percentage ligt tussen 0 en 100."
                    self.desk.wrong(file, (*place, "waarde"), message)
                found[finding.id] = (slug, finding)
        return found

    def _traces(self) -> dict[str, frozenset[str]]:
        """Return for each condition key the dimensions it traces back to."""
        traces = {key: frozenset({key}) for key in DIMENSIONS}
        for _ in range(len(self.derivations) + 1):
            for derivation in self.derivations:
                fact = next(iter(derivation.then))
                through = [traces.get(key, frozenset()) for key in derivation.when]
                traces[fact] = traces.get(fact, frozenset()).union(*through)
        return traces

    def _condition(
        self, file: str, place: tuple[str | int, ...], when: Condition, extra: Iterable[str] = ()
    ) -> None:
        known = {**self.values, **({"kanaal": list(self.channels)} if "kanaal" in extra else {})}
        for key, wanted in when.items():
            if key not in known:
                message = f"'{key}' kan ik niet als voorwaarde gebruiken."
                self.desk.wrong(file, (*place, key), message + suggestion(key, known))
                continue
            for value in wanted:
                if value not in known[key]:
                    message = f"{key} '{value}' ken ik niet."
                    self.desk.wrong(file, (*place, key), message + suggestion(value, known[key]))

    def _select(self, file: str, place: tuple[str | int, ...], selection: Any) -> tuple[str, ...]:
        """Return the channels a selection means, in the order of the catalogue."""
        if isinstance(selection, tuple):
            known = self.desk.slugs("journeys/kanalen")
            for slug in selection:
                if slug not in known:
                    message = f"kanaal '{slug}' ken ik niet."
                    self.desk.wrong(file, place, message + suggestion(slug, known))
            return tuple(slug for slug in self.channels if slug in selection)
        unknown = [key for key in selection if key not in PROPERTIES]
        for key in unknown:
            message = f"eigenschap '{key}' ken ik niet."
            self.desk.wrong(file, place, message + suggestion(key, PROPERTIES))
        picked = tuple(
            slug
            for slug, channel in self.channels.items()
            if not unknown and all(has(channel, key, want) for key, want in selection.items())
        )
        if not picked and not unknown:
            self.desk.wrong(file, place, "geen enkel kanaal heeft deze eigenschap.")
        return picked

    def _all_rules(self) -> Iterable[Rule]:
        desk = self.desk
        written: list[tuple[str, str, Condition, tuple[WrittenRule, ...]]] = []
        for slug, rule_file in desk.shelf("journeys/regels").items():
            file = f"journeys/regels/{slug}.yaml"
            self._condition(file, ("geldt_voor",), rule_file.applies)
            name = "-".join(rule_file.applies[k][0] for k in DIMENSIONS if k in rule_file.applies)
            if name and name != slug:
                desk.wrong(
                    file, ("geldt_voor",), f"hoort volgens 'geldt_voor' {name}.yaml te heten."
                )
            written.append((file, "regels", rule_file.applies, rule_file.rules))
        for folder in ("leeftijd", "profiel"):
            for slug, group in desk.shelf(f"profiles/{folder}").items():
                file = f"profiles/{folder}/{slug}.yaml"
                if slug == UNKNOWN and group.rules:
                    desk.wrong(file, ("regels",), "over wie je niet kent, mag geen regel gaan.")
                written.append((file, "regels", {folder: (slug,)}, group.rules))
        for file, key, applies, rules in written:
            for i, rule in enumerate(rules):
                bound = self._rule(file, (key, i), applies, rule)
                if bound:
                    yield bound

    def _unique(self, file: str, place: tuple[str | int, ...], id_: str) -> None:
        if id_ in self.ids:
            message = f"de naam '{id_}' bestaat al in {self.ids[id_]}. Kies een andere."
            self.desk.wrong(file, place, message)
        self.ids.setdefault(id_, file)

    def _rule(
        self, file: str, place: tuple[str | int, ...], applies: Condition, rule: WrittenRule
    ) -> Rule | None:
        desk = self.desk
        before = len(desk.problems)
        self._unique(file, (*place, "id"), rule.id)
        self._condition(file, (*place, "als"), rule.when)
        for key in set(rule.when) & set(applies):
            message = f"'{key}' staat al vast voor dit hele bestand. Haal het hier weg."
            desk.wrong(file, (*place, "als", key), message)
        when = {**applies, **rule.when}
        channels = self._select(file, (*place, "kanaal"), rule.channel)
        dimension = self._dimension(when)
        if dimension != "taak" and rule.theme is None:
            desk.wrong(file, place, "een regel over leeftijd of profiel heeft een 'thema' nodig.")
        if UNKNOWN in when.get("leeftijd", ()) or UNKNOWN in when.get("profiel", ()):
            desk.wrong(file, place, "alleen een waarborg mag kijken naar 'onbekend'.")
        cited = self._cited(rule)
        quality = self._quality(file, place, rule.quality, cited)
        points = self._weight(file, place, rule)
        if len(desk.problems) > before or points is None:
            return None
        found = [self.findings[c][1] for c in cited if c in self.findings]
        return Rule(
            id=rule.id,
            when=when,
            channels=channels,
            dimension=dimension,
            theme=rule.theme,
            weight=points,
            variance=weight.variance(found, self._years(cited), rule.figure, self.constants),
            stream=next((c for c in cited if c in self.findings), rule.id),
            because=rule.because,
            sources=cited,
            quality=quality,
            file=file,
        )

    def _dimension(self, when: Condition) -> str:
        traced = frozenset[str]().union(*(self.traces.get(key, frozenset()) for key in when))
        about = [d for d in ("leeftijd", "profiel") if d in traced]
        return " en ".join(about) or "taak"

    def _cited(self, rule: WrittenRule) -> tuple[str, ...]:
        figures = []
        if rule.figure:
            figures = [rule.figure.group]
            figures += [rule.figure.base] if rule.figure.base != "vraag" else []
        return tuple(dict.fromkeys([*figures, *rule.sources]))

    def _years(self, cited: Iterable[str]) -> list[int | None]:
        years = []
        for id_ in cited:
            if id_ in self.findings:
                source, finding = self.findings[id_]
                years.append(weight.year_of(finding, self.sources[source]))
            elif id_ in self.sources:
                years.append(self.sources[id_].year)
        return years

    def _quality_of(self, id_: str) -> str:
        if id_ in self.findings:
            source, finding = self.findings[id_]
            return finding.quality or self.sources[source].quality
        return self.sources[id_].quality

    def _quality(
        self, file: str, place: tuple[str | int, ...], given: str | None, cited: Iterable[str]
    ) -> str:
        known = [c for c in cited if self._citable(file, (*place, "bron"), c)]
        if not known:
            if given != "D":
                message = "zonder 'bron' is dit een aanname. Noem de bron, of zet 'kwaliteit: D'."
                self.desk.wrong(file, place, message)
            return "D"
        lowest = max(self._quality_of(c) for c in known)
        if given and given < min(self._quality_of(c) for c in known):
            message = f"kwaliteit {given} is beter dan de bronnen zeggen ({lowest})."
            self.desk.wrong(file, (*place, "kwaliteit"), message)
        return given or lowest

    def _citable(self, file: str, place: tuple[str | int, ...], id_: str) -> bool:
        if id_ in self.findings or id_ in self.sources:
            return True
        known = [*self.findings, *self.desk.slugs("journeys/bronnen")]
        if id_ not in known:
            self.desk.wrong(file, place, f"bron '{id_}' ken ik niet.{suggestion(id_, known)}")
        return False

    def _weight(self, file: str, place: tuple[str | int, ...], rule: WrittenRule) -> float | None:
        if (rule.weight is None) == (rule.figure is None):
            self.desk.wrong(file, place, "geef 'gewicht' of 'cijfer', en niet allebei.")
            return None
        if rule.figure is None:
            if rule.weight == 0:
                self.desk.wrong(file, (*place, "gewicht"), "een gewicht van 0 verandert niets.")
            self._check_judgement(file, place, rule)
            return rule.weight
        try:
            points = weight.from_figure(rule.figure, self.findings, self.constants)
        except weight.FigureError as error:
            self.desk.wrong(file, (*place, "cijfer"), f"{error}.")
            return None
        if abs(points) < 0.01:
            self.desk.wrong(
                file, (*place, "cijfer"), "dit cijfer geeft gewicht 0. Haal de regel weg."
            )
        if abs(points) > 3:
            points = 3.0 if points > 0 else -3.0
        return points

    def _check_judgement(self, file: str, place: tuple[str | int, ...], rule: WrittenRule) -> None:
        figures = [self.findings[s][1] for s in rule.sources if s in self.findings]
        bare = figures and all(f.value is not None for f in figures)
        if bare and abs(rule.weight or 0) > 1:
            message = "een cijfer zonder vergelijking draagt hooguit 1 punt. Verlaag het gewicht."
            self.desk.wrong(file, (*place, "gewicht"), message)

    def _check_derivations(self) -> None:
        file = "journeys/feiten.yaml"
        for i, derivation in enumerate(self.derivations):
            place = ("afleidingen", i)
            self._unique(file, (*place, "id"), derivation.id)
            self._condition(file, (*place, "als"), derivation.when)
            self._condition(file, (*place, "dan"), {k: (v,) for k, v in derivation.then.items()})
            for key in set(derivation.then) & set(DIMENSIONS):
                self.desk.wrong(
                    file, (*place, "dan"), f"'{key}' is een antwoord, geen afgeleid feit."
                )
            self._quality(file, place, derivation.quality, derivation.sources)

    def _check_safeguards(self, safeguards: tuple[Safeguard, ...]) -> None:
        file = "journeys/waarborgen.yaml"
        for i, safeguard in enumerate(safeguards):
            place = ("waarborgen", i)
            self._unique(file, (*place, "id"), safeguard.id)
            extra = () if safeguard.forbid else ("kanaal",)
            self._condition(file, (*place, "als"), safeguard.when, extra)
            kinds = [safeguard.require is not None, safeguard.forbid is not None, safeguard.warn]
            if sum(kinds) != 1:
                self.desk.wrong(
                    file, place, "geef precies één van 'eis', 'verbied' of 'waarschuw'."
                )
            if safeguard.require:
                wanted = {key: (value,) for key, value in safeguard.require.items()}
                self._select(file, (*place, "eis"), wanted)
            if safeguard.forbid:
                self._select(file, (*place, "verbied"), safeguard.forbid)
            self._quality(file, place, safeguard.quality, safeguard.sources)
            if safeguard.kind == "wet" and not safeguard.sources:
                self.desk.wrong(file, place, "een wettelijke plicht noemt haar wet bij 'bron'.")

    def _check_gaps(self, gaps: Gaps) -> None:
        file = "journeys/wie-mis-je.yaml"
        for i, gap in enumerate(gaps.groepen):
            place = ("groepen", i)
            self._unique(file, (*place, "id"), gap.id)
            self._condition(file, (*place, "als"), gap.when, ("kanaal",))
            if gap.unless:
                wanted = {key: (value,) for key, value in gap.unless.items()}
                self._select(file, (*place, "mist_zonder"), wanted)

    def _example_files(self) -> Iterable[tuple[str, str, tuple[Example, ...]]]:
        for name, form in self.desk.parsed.items():
            if isinstance(form, RuleFile | Group | Track):
                yield name, "voorbeelden", form.examples

    def _all_examples(self) -> Iterable[tuple[str, Example]]:
        for name, _, examples in self._example_files():
            for example in examples:
                yield name, example

    def _unsayable(self) -> Iterable[str]:
        for form in self.desk.parsed.values():
            if isinstance(form, RuleFile | Group):
                yield from form.unsayable

    def _check_examples(
        self, file: str, key: str, examples: tuple[Example, ...], safeguards: tuple[Safeguard, ...]
    ) -> None:
        known = {safeguard.id for safeguard in safeguards}
        for i, example in enumerate(examples):
            place = (key, i)
            answers = {k: (v,) for k, v in example.situation.model_dump(by_alias=True).items()}
            self._condition(file, (*place, "situatie"), answers)
            lists = {
                "verwacht": example.top,
                "in_advies": example.included,
                "niet": example.excluded,
                "kan_niet": example.impossible,
                "volgorde": example.order,
            }
            for name, slugs in lists.items():
                if slugs:
                    self._select(file, (*place, name), slugs)
            for id_ in example.safeguards:
                if id_ not in known:
                    message = f"waarborg '{id_}' ken ik niet.{suggestion(id_, known)}"
                    self.desk.wrong(file, (*place, "moet"), message)
            if not any([*lists.values(), example.safeguards]):
                self.desk.wrong(
                    file, place, "dit voorbeeld verwacht niets. Vul een verwachting in."
                )

    def _check_claims(self) -> None:
        for name, form in self.desk.parsed.items():
            for place, claim in _claims(form, ()):
                for id_ in claim.sources:
                    self._citable(name, (*place, "bron"), id_)

    def _check_channels(self) -> None:
        for slug, channel in self.channels.items():
            file = f"journeys/kanalen/{slug}.yaml"
            if channel.kind not in self.words.kinds:
                message = f"soort '{channel.kind}' ken ik niet."
                self.desk.wrong(
                    file, ("soort",), message + suggestion(channel.kind, self.words.kinds)
                )
            self._check_tasks(file, ("taken",), channel.tasks)

    def _check_tasks(self, file: str, place: tuple[str | int, ...], tasks: Iterable[str]) -> None:
        for task in tasks:
            if task not in self.words.tasks:
                message = f"taak '{task}' ken ik niet.{suggestion(task, self.words.tasks)}"
                self.desk.wrong(file, place, message)

    def _check_phases(self) -> None:
        for slug, phase in self.desk.shelf("journeys/fasen").items():
            file = f"journeys/fasen/{slug}.yaml"
            self._condition(file, ("per_traject",), {"traject": tuple(phase.steps)})
            for track in self.values["traject"]:
                if track not in phase.steps:
                    self.desk.wrong(file, ("per_traject",), f"traject '{track}' ontbreekt.")
            for track, step in phase.steps.items():
                self._check_tasks(file, ("per_traject", track, "taken"), step.tasks)


def has(channel: Channel, key: str, wanted: Iterable[str] | str) -> bool:
    """Tell whether a channel has one of the wanted values of a property (Dutch key)."""
    values = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    got = getattr(channel, PROPERTIES[key])
    if isinstance(got, bool):
        return ("ja" if got else "nee") in values
    return any(value in got for value in values) if isinstance(got, tuple) else got in values


def selected(channels: Mapping[str, Channel], selection: Any) -> tuple[str, ...]:
    """Return the slugs a selection (slugs or properties) means."""
    if isinstance(selection, tuple):
        return tuple(slug for slug in channels if slug in selection)
    return tuple(
        slug
        for slug, channel in channels.items()
        if all(has(channel, key, want) for key, want in selection.items())
    )


def _claims(
    form: Any, place: tuple[str | int, ...]
) -> Iterable[tuple[tuple[str | int, ...], Claim]]:
    if isinstance(form, Claim):
        yield place, form
    elif isinstance(form, Form):
        for name, info in type(form).model_fields.items():
            if not isinstance(form, RuleFile):
                yield from _claims(getattr(form, name), (*place, info.alias or name))
    elif isinstance(form, tuple):
        for i, item in enumerate(form):
            yield from _claims(item, (*place, i))
