"""How much our rules say here: a point with its interval on a line from nothing to everything."""

from engine.knowledge.own_survey import OwnSurvey
from screens.page.markup import Html, tag
from surveys.findings.spoken import holds, of_hundred

SURE = 1.645  # standard deviations to either side of 90 %
ENDS = ("regels zeggen hier niets", "regels kloppen helemaal")


def line(own: OwnSurvey) -> Html:
    """Return the line, described, and what it means in words."""
    low, high = bounds(own)
    label = f"Onze regels tellen hier voor {_percent(own.rules)}, tussen {low} en {high}"
    places = [_at(value) for value in (own.rules, own.rules - SURE * own.rules_sd,
                                       own.rules + SURE * own.rules_sd)]  # fmt: skip
    middle, left, right = places
    ends = [_tick(at) for at in ("0%", "50%", "100%")]
    picture = tag(
        "svg",
        tag("line", class_="as", x1="0%", x2="100%", y1="34", y2="34"),
        *ends,
        tag("line", class_="marge", x1=left, x2=right, y1="34", y2="34"),
        tag("circle", class_="punt", cx=middle, cy="34", r="8"),
        tag("text", _percent(own.rules), x=middle, y="17", text_anchor="middle"),
        class_="regels-lijn",
        role="img",
        aria_label=label,
    )
    words = (
        f"Bij elk kanaal telt de regel voor {_percent(own.rules)} (tussen {low} en {high}). "
        "Daarbij komt één regel eigen onderzoek, met aandeel, marge en aantal."
    )
    ends_text = tag("p", *(tag("span", end) for end in ENDS), class_="uiteinden zacht",
                    aria_hidden="true")  # fmt: skip
    return tag("section", tag("h2", "Hoeveel zeggen onze regels hier?"), picture, ends_text,
               tag("p", f"In woorden: {holds(own.rules)}. {words}"))  # fmt: skip


def bounds(own: OwnSurvey) -> tuple[str, str]:
    """Return the ends of the interval of 90 %, of a hundred."""
    return (
        of_hundred(max(0.0, own.rules - SURE * own.rules_sd)),
        of_hundred(own.rules + SURE * own.rules_sd),
    )


def _percent(share: float) -> str:
    return f"{of_hundred(share)} %"


def _at(value: float) -> str:
    return f"{min(max(100 * value, 0.0), 100.0):.1f}%"


def _tick(at: str) -> Html:
    return tag("line", class_="as", x1=at, x2=at, y1="29", y2="39")
