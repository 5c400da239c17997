"""Written rule → Rule: channels, weight, uncertainty and dimension worked out."""

from collections.abc import Iterable

from engine import weight
from engine.knowledge.draft import KnowledgeDraft
from engine.knowledge.references import References, Spot
from engine.model import DIMENSIONS, UNKNOWN, Condition, Rule, WrittenRule

GUESS = {"taak": 2.5}  # points a rule without a source has at most, by what it is about
LEAST_GUESS = 1.0  # the same for rules about residents


class Binder:
    """Binds written rules to the words, findings and constants they use."""

    def __init__(self, draft: KnowledgeDraft, references: References) -> None:
        self._draft, self._refs = draft, references
        self._constants = draft.forms["journeys/constanten.yaml"].values()

    def rules(self) -> Iterable[Rule]:
        """Yield every rule that could be bound; errors are in the draft."""
        draft = self._draft
        written: list[tuple[str, str, Condition, tuple[WrittenRule, ...]]] = []
        for slug, rule_file in draft.shelf("journeys/regels").items():
            file = f"journeys/regels/{slug}.yaml"
            self._refs.condition(file, ("geldt_voor",), rule_file.applies)
            name = "-".join(v for k in DIMENSIONS for v in rule_file.applies.get(k, ())[:1])
            if name and name != slug:
                draft.wrong(
                    file, ("geldt_voor",), f"hoort volgens 'geldt_voor' {name}.yaml te heten."
                )
            written.append((file, "regels", rule_file.applies, rule_file.rules))
        for folder in ("leeftijd", "profiel"):
            for slug, group in draft.shelf(f"profiles/{folder}").items():
                file = f"profiles/{folder}/{slug}.yaml"
                if slug == UNKNOWN and group.rules:
                    draft.wrong(file, ("regels",), "over wie je niet kent, mag geen regel gaan.")
                    continue
                written.append((file, "regels", {folder: (slug,)}, group.rules))
        for file, key, applies, rules in written:
            for i, rule in enumerate(rules):
                bound = self._rule(file, (key, i), applies, rule)
                if bound:
                    yield bound

    def _rule(self, file: str, place: Spot, applies: Condition, rule: WrittenRule) -> Rule | None:
        draft = self._draft
        before = len(draft.problems)
        self._refs.unique(file, (*place, "id"), rule.id)
        self._refs.condition(file, (*place, "als"), rule.when)
        for key in rule.when:
            if key in applies:
                message = f"'{key}' staat al vast voor dit hele bestand. Haal het hier weg."
                draft.wrong(file, (*place, "als", key), message)
        when = {**applies, **rule.when}
        channels = self._refs.select(file, (*place, "kanaal"), rule.channel)
        dimension = self._dimension(when)
        if dimension != "taak" and rule.theme is None:
            draft.wrong(file, place, "een regel over leeftijd of profiel heeft een 'thema' nodig.")
        if UNKNOWN in when.get("leeftijd", ()) or UNKNOWN in when.get("profiel", ()):
            draft.wrong(file, place, "alleen een waarborg mag kijken naar 'onbekend'.")
        cited = self._citations(rule)
        quality = self._refs.quality(file, place, rule.quality, cited)
        points = self._weight(file, place, rule)
        if quality == "D" and rule.weight is not None:
            self._check_guess(file, place, dimension, rule.weight)
        if len(draft.problems) > before or points is None:
            return None
        findings = [self._refs.findings[c][1] for c in cited if c in self._refs.findings]
        return Rule(
            id=rule.id,
            when=when,
            channels=channels,
            dimension=dimension,
            theme=rule.theme,
            weight=points,
            variance=weight.variance(findings, self._years(cited), rule.figure, self._constants),
            stream=next((c for c in cited if c in self._refs.findings), rule.id),
            because=rule.because,
            sources=cited,
            quality=quality,
            file=file,
            short=rule.short,
        )

    def _dimension(self, when: Condition) -> str:
        traced = frozenset[str]().union(*(self._refs.traces.get(key, frozenset()) for key in when))
        about = [d for d in ("leeftijd", "profiel") if d in traced]
        return " en ".join(about) or "taak"

    def _citations(self, rule: WrittenRule) -> tuple[str, ...]:
        figures = []
        if rule.figure:
            figures = [rule.figure.group]
            figures += [rule.figure.base] if rule.figure.base != "vraag" else []
        return tuple(dict.fromkeys([*figures, *rule.sources]))

    def _years(self, ids: Iterable[str]) -> list[int | None]:
        years = []
        for id_ in ids:
            if id_ in self._refs.findings:
                source, finding = self._refs.findings[id_]
                years.append(weight.year_of(finding, self._refs.sources[source]))
            elif id_ in self._refs.sources:
                years.append(self._refs.sources[id_].year)
        return years

    def _weight(self, file: str, place: Spot, rule: WrittenRule) -> float | None:
        if (rule.weight is None) == (rule.figure is None):
            self._draft.wrong(file, place, "geef 'gewicht' of 'cijfer', en niet allebei.")
            return None
        if rule.figure is None:
            if rule.weight == 0:
                self._draft.wrong(file, (*place, "gewicht"), "een gewicht van 0 verandert niets.")
            self._check_judgement(file, place, rule)
            return rule.weight
        if any(self._refs.lacks(id_) for id_ in self._citations(rule)):
            return None
        try:
            points = weight.from_figure(rule.figure, self._refs.findings, self._constants)
        except weight.FigureError as error:
            self._draft.wrong(file, (*place, "cijfer"), f"{error}.")
            return None
        if abs(points) < 0.01:
            self._draft.wrong(
                file, (*place, "cijfer"), "dit cijfer geeft gewicht 0. Haal de regel weg."
            )
        if abs(points) > 3:
            points = 3.0 if points > 0 else -3.0
        return points

    def _check_guess(self, file: str, place: Spot, dimension: str, points: float) -> None:
        most = GUESS.get(dimension, LEAST_GUESS)
        if abs(points) > most:
            message = (
                f"vakkennis (kwaliteit D) weegt hier hooguit {most:g}. Verlaag het "
                "gewicht, of noem een bron."
            )
            self._draft.wrong(file, (*place, "gewicht"), message)

    def _check_judgement(self, file: str, place: Spot, rule: WrittenRule) -> None:
        figures = [self._refs.findings[s][1] for s in rule.sources if s in self._refs.findings]
        bare = figures and all(f.value is not None for f in figures)
        if bare and abs(rule.weight or 0) > 1:
            message = "een cijfer zonder vergelijking draagt hooguit 1 punt. Verlaag het gewicht."
            self._draft.wrong(file, (*place, "gewicht"), message)
