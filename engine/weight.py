"""Weight and uncertainty of a rule, from judgement or from published figures.

One point is half a unit of log-odds.
"""

from collections.abc import Mapping, Sequence
from math import log, sqrt

from engine.model import Figure, Finding, Source
from engine.total import total

PROXIES = frozenset({"gebruik", "bereik", "vaardigheid"})
Findings = Mapping[str, tuple[str, Finding]]


class FigureError(ValueError):
    """A figure that cannot be a weight; the message says why, in Dutch."""


def from_figure(figure: Figure, findings: Findings, constants: Mapping[str, float]) -> float:
    """Return 2·(logit(group) − logit(base)) in points, halved for use, reach or skill.

    Percentages are clipped to the constants' bounds. Raises FigureError.
    """
    group = _percentage(figure.group, findings)
    logits = [_logit(base, figure.inverse, constants) for base in _base(figure, findings)]
    difference = _logit(group, figure.inverse, constants) - total(logits) / len(logits)
    return round(2 * difference * _share(group, constants), 6)


def variance(
    findings: Sequence[Finding],
    years: Sequence[int | None],
    figure: Figure | None,
    constants: Mapping[str, float],
) -> float:
    """Return the variance (points²) beside that of quality: sampling, proxy and age of evidence.

    `cited[0]` is the main finding; `years` are the years of all that is cited. Nothing cited
    means an assumption, which has no sampling error and does not age.
    """
    points = 0.0
    if figure and findings:
        p = _clip(findings[0].value or 0.0, constants) / 100
        n = findings[0].n or constants["steekproef_onbekend"]
        points += (2 * sqrt(1 / (n * p * (1 - p))) * _share(findings[0], constants)) ** 2
    if findings and findings[0].measure in PROXIES:
        points += constants["sd_gebruik"] ** 2
    if years:
        known = [year for year in years if year is not None]
        age = constants["peiljaar"] - max(known) if known else constants["jaar_onbekend"]
        points += (constants["sd_per_jaar"] * max(0.0, age - constants["vers_jaren"])) ** 2
    return points


def year_of(finding: Finding, source: Source) -> int | None:
    """Return the year of a finding, else of its source."""
    return finding.year or source.year


def _share(finding: Finding, constants: Mapping[str, float]) -> float:
    return constants["halvering_gebruik"] if finding.measure in PROXIES else 1.0


def _percentage(id_: str, findings: Findings) -> Finding:
    if id_ not in findings:
        raise FigureError(f"bevinding '{id_}' ken ik niet")
    finding = findings[id_][1]
    if finding.unit != "procent" or finding.value is None:
        raise FigureError(f"bevinding {id_} is geen percentage van inwoners")
    return finding


def _base(figure: Figure, findings: Findings) -> list[Finding]:
    source, group = findings[figure.group]
    if figure.base == "vraag":
        if group.question is None:
            raise FigureError(f"bevinding {figure.group} hoort bij geen vraag")
        return [f for s, f in findings.values() if s == source and f.question == group.question]
    base = _percentage(figure.base, findings)
    same = findings[figure.base][0] == source and base.measure == group.measure
    if not same or base.subject != group.subject:
        raise FigureError(
            f"{figure.group} en {figure.base} meten niet hetzelfde (zelfde bron, maat en wat)"
        )
    return [base]


def _clip(value: float, constants: Mapping[str, float]) -> float:
    return min(max(value, constants["procent_min"]), constants["procent_max"])


def _logit(finding: Finding, inverse: bool, constants: Mapping[str, float]) -> float:
    value = finding.value or 0.0
    p = _clip(100 - value if inverse else value, constants) / 100
    return log(p / (1 - p))
