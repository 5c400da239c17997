"""Who answered, against who lives here: bars per age, and in words who took part least."""

from collections.abc import Mapping

from dutch import counted, decimal, percent, whole
from engine.knowledge.own_survey import About
from screens.page.markup import Html, bullets, join, tag
from surveys.turnout import GroupTurnout, Turnout

LOW = 0.67  # of the participation to be expected, below which an age stands out
LONGEST = 62.0  # per cent of the width that the longest bar takes
NOT_KEPT = (
    "Namen, mailadressen, telefoonnummers, postcodes en open antwoorden zijn niet bewaard. Wel: "
    "aantallen van 10 of meer."
)
ONLINE = (
    "Dit onderzoek was alleen online. Wie niet online is, deed niet mee. Lees de uitkomst dus "
    "niet als die van alle inwoners."
)
MODES = {
    "papier": "op papier",
    "online": "online",
    "telefoon": "telefonisch",
    "gesprek": "in gesprekken",
    "gemengd": "online en op papier of in gesprek",
}
OFTEN = (
    (0.9, "bijna even vaak"),
    (0.6, "ongeveer drie kwart zo vaak"),
    (0.42, "ongeveer half zo vaak"),
    (0.29, "ongeveer een derde zo vaak"),
    (0.19, "ongeveer een kwart zo vaak"),
    (0.0, "nog geen vijfde zo vaak"),
)
FEW = "minder dan 10 antwoorden"
NO_POPULATION = "Breng bij Antwoorden cijfers van je inwoners om de deelname te vergelijken."


def aside(about: About, who: Turnout | None, effective: int, names: Mapping[str, str]) -> Html:
    """Return who answered; `names` are those of ages. A layer alone only has the numbers."""
    parts = [tag("h2", "Wie antwoordden?"), _numbers(about, effective)]
    if who:
        parts += [_bars(who, names), _least(who, names), _thin(who, names)]
    if about.mode == "online":
        parts.append(warning("Alleen online.", ONLINE))
    parts += [tag("p", about.weighting, class_="zacht"), tag("p", NOT_KEPT, class_="zacht")]
    return tag("section", *parts, class_="wie-antwoordde")


def warning(lead: str, text: str) -> Html:
    """Return a warning with its mark: the second hue, and a triangle for who sees none."""
    mark = tag("svg", tag("path", d="M7 1 13.4 12.6H.6z"), tag("path", d="M7 5v3.6M7 10v1.2"),
               class_="teken waarschuwing", viewBox="0 0 14 14", aria_hidden="true")  # fmt: skip
    head = tag("strong", mark, f" {lead}", class_="let")
    return tag("div", tag("p", head, f" {text}"), class_="pas-op", role="note")


def _numbers(about: About, effective: int) -> Html:
    strong = tag("strong", whole(about.n), class_="groot")
    if not 0 < effective < about.n:
        return tag("p", strong, " antwoorden")
    worth = tag("strong", whole(effective))
    return tag("p", strong, " antwoorden, na weging ", worth, " waard")


def _bars(who: Turnout, names: Mapping[str, str]) -> Html:
    """Return a bar per age for who answered, and an open one below it for who lives here."""
    most = max((max(part.answered, part.residents or 0.0) for part in who.ages), default=0.0) or 1.0
    rows = [_bar(part, names, LONGEST / most, _is_low(who, part)) for part in who.ages]
    key = [tag("strong", "antwoorden", class_="vol")]
    key += [tag("span", "inwoners")] if any(part.residents for part in who.ages) else []
    told = [_spoken(part, names) for part in who.ages]
    return join(
        (
            tag("p", *key, class_="staafjes-kop", aria_hidden="true"),
            tag("div", *rows, class_="staafjes", aria_hidden="true"),
            tag("div", bullets(told), class_="alleen-lezer"),
        )
    )


def _is_low(who: Turnout, part: GroupTurnout) -> bool:
    lowest = part.slug == who.lowest and (part.participation or 1.0) < LOW
    return part.thin or lowest


def _bar(part: GroupTurnout, names: Mapping[str, str], wide: float, low: bool) -> Html:
    answered = f"width:{wide * part.answered:.1f}%"
    open_bar = (
        tag("i", class_="wonen", style=f"width:{wide * part.residents:.1f}%")
        if part.residents
        else ""
    )
    text = _of(part)
    after = f"left:{wide * max(part.answered, part.residents or 0.0) + 2:.1f}%"
    bars = tag("div", tag("i", class_="deden", style=answered), open_bar,
               tag("span", text, style=after), class_="staafje")  # fmt: skip
    name = tag("span", names[part.slug], class_="wie")
    return tag("div", name, bars, class_="deelname let" if low else "deelname")


def _of(part: GroupTurnout) -> str:
    answered = percent(part.answered) if part.n else "minder dan 10"
    return f"{answered} om {percent(part.residents)}" if part.residents else answered


def _spoken(part: GroupTurnout, names: Mapping[str, str]) -> str:
    lives = f", {percent(part.residents)} van de inwoners" if part.residents else ""
    answered = f"{percent(part.answered)} van de antwoorden" if part.n else FEW
    return f"{names[part.slug]}: {answered}{lives}"


def _least(who: Turnout, names: Mapping[str, str]) -> Html:
    """Return in words who took part least, against who took part most."""
    if who.lowest is None or who.highest is None or who.ratio is None:
        return tag("p", NO_POPULATION, class_="zacht")
    if who.lowest == who.highest:
        return Html("")
    words = next(text for least, text in OFTEN if who.ratio >= least)
    return tag(
        "p",
        f"De groep {names[who.lowest]} deed het minst mee: {words} als de groep "
        f"{names[who.highest]} ({decimal(who.ratio, 2)}).",
    )


def _thin(who: Turnout, names: Mapping[str, str]) -> Html:
    thin = [part for part in who.ages if part.thin]
    return join(
        warning(
            f"{names[part.slug]} is dun: "
            f"{counted(part.n, 'antwoord', 'antwoorden') if part.n else FEW}.",
            "Verschillen in die groep zeggen nog weinig.",
        )
        for part in thin
    )
