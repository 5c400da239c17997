"""References between files: every word that one file uses and another defines."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.knowledge.complaints import suggestion
from engine.knowledge.draft import KnowledgeDraft
from engine.model import (
    DIMENSIONS,
    Channel,
    Condition,
    Derivation,
    Finding,
    Source,
    Stake,
    WordLists,
)
from engine.selection import PROPERTIES, select

Spot = tuple[str | int, ...]
SOURCES = "journeys/bronnen/"


class References:
    """Knows every word of the knowledge and notes in the draft which ones do not exist."""

    def __init__(self, draft: KnowledgeDraft) -> None:
        self.draft = draft
        self.words: WordLists = draft.forms["journeys/woorden.yaml"]
        self.channels: dict[str, Channel] = draft.shelf("journeys/kanalen")
        self.sources: dict[str, Source] = draft.shelf("journeys/bronnen")
        self.stakes: dict[str, Stake] = draft.shelf("journeys/belang")
        self.slugs = draft.slugs("journeys/kanalen")
        self.findings = self._findings()
        self._citable = [*_finding_ids(draft), *draft.slugs("journeys/bronnen")]
        self._lost = any(
            name.startswith(SOURCES) and "bevindingen" not in (tree or ())
            for name, tree in draft.trees.items()
        )
        self.derivations: tuple[Derivation, ...] = draft.forms["journeys/feiten.yaml"].afleidingen
        self.traces = self._traces()
        self.values = {
            "traject": draft.slugs("journeys/trajecten"),
            "fase": draft.slugs("journeys/fasen"),
            "leeftijd": draft.slugs("profiles/leeftijd"),
            "profiel": draft.slugs("profiles/profiel"),
            "belang": draft.slugs("journeys/belang"),
            **{fact: list(values) for fact, values in self.words.facts.items()},
        }
        self._ids: dict[str, str] = {}

    def _findings(self) -> dict[str, tuple[str, Finding]]:
        findings: dict[str, tuple[str, Finding]] = {}
        for slug, source in self.sources.items():
            for i, finding in enumerate(source.findings):
                place = ("bevindingen", i)
                file = f"journeys/bronnen/{slug}.yaml"
                if finding.id in findings:
                    other = findings[finding.id][0]
                    self.draft.wrong(file, place, f"deze bevinding staat ook bij bron {other}.")
                if finding.unit == "procent" and not _percentage(finding):
                    message = "bij 'procent' hoort een 'waarde' van 0 tot en met 100."
                    self.draft.wrong(file, (*place, "waarde"), message)
                findings[finding.id] = (slug, finding)
        return findings

    def _traces(self) -> dict[str, frozenset[str]]:
        """Return for each condition key the dimensions it traces back to."""
        traces = {key: frozenset({key}) for key in DIMENSIONS}
        for _ in range(len(self.derivations) + 1):
            for derivation in self.derivations:
                fact = next(iter(derivation.then))
                through = [traces.get(key, frozenset()) for key in derivation.when]
                traces[fact] = traces.get(fact, frozenset()).union(*through)
        return traces

    def condition(self, file: str, place: Spot, when: Condition, extra: Iterable[str] = ()) -> None:
        """Note every key and value of a condition that does not exist."""
        known = {**self.values, **({"kanaal": self.slugs} if "kanaal" in extra else {})}
        for key, wanted in when.items():
            if key not in known:
                message = f"'{key}' kan ik niet als voorwaarde gebruiken."
                self.draft.wrong(file, (*place, key), message + suggestion(key, known))
                continue
            if not wanted:
                message = f"bij '{key}' staat niets. Vul een waarde in."
                self.draft.wrong(file, (*place, key), message)
            for i, value in enumerate(wanted):
                if value not in known[key]:
                    message = f"{key} '{value}' ken ik niet.{suggestion(value, known[key])}"
                    self.draft.wrong(file, (*place, key, i), message)

    def select(self, file: str, place: Spot, selection: Any) -> tuple[str, ...]:
        """Return the channels a selection means, in the order of the catalogue."""
        if not selection:
            self.draft.wrong(file, place, "hier staat geen kanaal. Noem een kanaal of eigenschap.")
            return ()
        wrong = self._unknown if isinstance(selection, tuple) else self._without
        errors = list(wrong(selection))
        for at, message in errors:
            self.draft.wrong(file, (*place, *at), message)
        picked = () if errors else select(self.channels, selection)
        if not picked and not errors and self._complete():
            self.draft.wrong(file, place, "geen enkel kanaal heeft deze eigenschappen samen.")
        return picked

    def _unknown(self, slugs: Iterable[str]) -> Iterable[tuple[Spot, str]]:
        for i, slug in enumerate(slugs):
            if slug not in self.slugs:
                yield (i,), f"kanaal '{slug}' ken ik niet.{suggestion(slug, self.slugs)}"

    def _without(self, selection: Mapping[str, Iterable[str]]) -> Iterable[tuple[Spot, str]]:
        for key, wanted in selection.items():
            if key not in PROPERTIES:
                message = f"eigenschap '{key}' ken ik niet.{suggestion(key, PROPERTIES)}"
                yield (key,), message
                continue
            for i, value in enumerate(wanted):
                if self._complete() and not select(self.channels, {key: (value,)}):
                    message = f"geen enkel kanaal heeft de eigenschap '{key}: {value}'."
                    yield (key, i), message + suggestion(value, self._values(key))

    def _complete(self) -> bool:
        """Tell whether no channel is left out because its own file is wrong."""
        return len(self.channels) == len(self.slugs)

    def _values(self, key: str) -> list[str]:
        got = [getattr(channel, PROPERTIES[key]) for channel in self.channels.values()]
        if isinstance(got[0], bool):
            return ["ja", "nee"]
        return sorted({v for value in got for v in ([value] if isinstance(value, str) else value)})

    def unique(self, file: str, place: Spot, id_: str) -> None:
        """Note an id that another item has already."""
        if id_ in self._ids:
            message = f"de naam '{id_}' bestaat al in {self._ids[id_]}. Kies een andere."
            self.draft.wrong(file, place, message)
        self._ids.setdefault(id_, file)

    def quality(self, file: str, place: Spot, own: str | None, sources: tuple[str, ...]) -> str:
        """Return the quality of a claim: what is given, else the lowest of what it cites."""
        known = [c for c in sources if self.citable(file, (*place, "bron"), c)]
        if not known:
            if own != "D" and not sources:
                message = "zonder 'bron' is dit vakkennis. Noem de bron, of zet 'kwaliteit: D'."
                self.draft.wrong(file, place, message)
            return "D"
        lowest = max(self.quality_of(c) for c in known)
        if own and own < min(self.quality_of(c) for c in known):
            message = f"kwaliteit {own} is beter dan de bronnen zeggen ({lowest})."
            self.draft.wrong(file, (*place, "kwaliteit"), message)
        return own or lowest

    def quality_of(self, id_: str) -> str:
        """Return the quality of a finding or source."""
        if id_ in self.findings:
            source, finding = self.findings[id_]
            return finding.quality or self.sources[source].quality
        return self.sources[id_].quality

    def citable(self, file: str, place: Spot, id_: str) -> bool:
        """Tell whether a finding or source exists, noting it when it does not."""
        if id_ in self.findings or id_ in self.sources:
            return True
        if id_ not in self._citable and not self._lost:
            message = f"bron '{id_}' ken ik niet.{suggestion(id_, self._citable)}"
            self.draft.wrong(file, place, message)
        return False

    def lacks(self, id_: str) -> bool:
        """Tell whether this is neither a finding nor a source that could be read."""
        return id_ not in self.findings and id_ not in self.sources


def _finding_ids(draft: KnowledgeDraft) -> Iterable[str]:
    """Yield the findings as written, in broken files too, so that one error stays one."""
    for name, tree in draft.trees.items():
        findings = tree.get("bevindingen") if isinstance(tree, dict) else None
        for finding in findings if isinstance(findings, list) else ():
            if name.startswith(SOURCES) and isinstance(finding, dict):
                yield str(finding.get("id"))


def _percentage(finding: Finding) -> bool:
    return finding.value is not None and 0 <= finding.value <= 100
