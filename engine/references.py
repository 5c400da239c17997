"""References between files: every word that one file uses and another defines."""

from collections.abc import Iterable
from typing import Any

from engine.complaints import suggestion
from engine.desk import Desk
from engine.model import DIMENSIONS, Channel, Condition, Derivation, Finding, Source, Vocabulary
from engine.selection import PROPERTIES, has

Spot = tuple[str | int, ...]


class References:
    """Knows every word of the knowledge and notes on the desk which ones do not exist."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.words: Vocabulary = desk.parsed["journeys/woorden.yaml"]
        self.channels: dict[str, Channel] = desk.shelf("journeys/kanalen")
        self.sources: dict[str, Source] = desk.shelf("journeys/bronnen")
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
        self._ids: dict[str, str] = {}

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

    def condition(self, file: str, place: Spot, when: Condition, extra: Iterable[str] = ()) -> None:
        """Note every key and value of a condition that does not exist."""
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

    def select(self, file: str, place: Spot, selection: Any) -> tuple[str, ...]:
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

    def unique(self, file: str, place: Spot, id_: str) -> None:
        """Note an id that another item has already."""
        if id_ in self._ids:
            message = f"de naam '{id_}' bestaat al in {self._ids[id_]}. Kies een andere."
            self.desk.wrong(file, place, message)
        self._ids.setdefault(id_, file)

    def quality(self, file: str, place: Spot, given: str | None, cited: Iterable[str]) -> str:
        """Return the quality of a claim: what is given, else the lowest of what it cites."""
        known = [c for c in cited if self.citable(file, (*place, "bron"), c)]
        if not known:
            if given != "D":
                message = "zonder 'bron' is dit een aanname. Noem de bron, of zet 'kwaliteit: D'."
                self.desk.wrong(file, place, message)
            return "D"
        lowest = max(self.quality_of(c) for c in known)
        if given and given < min(self.quality_of(c) for c in known):
            message = f"kwaliteit {given} is beter dan de bronnen zeggen ({lowest})."
            self.desk.wrong(file, (*place, "kwaliteit"), message)
        return given or lowest

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
        known = [*self.findings, *self.desk.slugs("journeys/bronnen")]
        if id_ not in known:
            self.desk.wrong(file, place, f"bron '{id_}' ken ik niet.{suggestion(id_, known)}")
        return False
