"""One subject on one screen: do residents ask, do we answer, can we cope, are they helped."""

from collections.abc import Sequence
from itertools import pairwise

from documents.labels import upper
from dutch import day, decimal, whole
from listening.effects import standing
from listening.effects.results import FunnelStep
from listening.monitor import board_text, months
from listening.monitor.register import EARLY, NO_SERIES, Register, RegisterLine
from listening.monitor.subject_view import SubjectView, is_about
from listening.uses import LEAST, SearchPicture
from screens.listening.board import line_picture
from screens.page.markup import Html, bullets, table, tag

WORDS = 8
NO_WORDS = (
    "Zoekwoorden bewaren we niet. Open bij ‘Wat inwoners zoeken’ een export met zoekvragen en je "
    "eigen pagina’s: dan staat hier welke woorden ontbreken en op welke plaats je staat."
)
NO_FORM = (
    "Open de stappen van je formulier, met een datum per telling. Dan zie je waar zij stoppen."
)
NO_ACTIONS = "Er zijn nog geen acties over dit onderwerp onthouden. Open een bestand met acties."
HOW = (
    "Verandering door de actie: groei, seizoen en vakanties zijn eruit. De marge is 90 procent. "
    "Een verschil dat net zo goed toeval is, heet ‘niet te zeggen’."
)


def board(view: SubjectView, register: Register, picture: SearchPicture | None) -> Html:
    """Return the screen; `picture` is what was searched in files that are open now."""
    warned, told = board_text.conclusion(view)
    sentence = tag("p", tag("strong", warned, class_="waarschuwing") if warned else None,
                   " " if warned else None, told, class_="conclusie")  # fmt: skip
    side = tag("div", _now(view), _rising(picture), _form(view.form), class_="naast")
    main = tag("div", sentence, line_picture.picture(view), class_="luister-hoofd")
    return tag("div", tag("div", main, side, class_="luister-vlak"),
               tag("div", _effects(view, register), _words(view, picture), class_="luister-onder"),
               class_="bord")  # fmt: skip


def head(view: SubjectView) -> str:
    """Say of which period and from whose figures the screen is."""
    if not view.months or view.updated is None:
        return "Nog niets onthouden over dit onderwerp."
    first, last = (board_text.month(months.MonthCount(m, None, True))
                   for m in (view.months[0], view.months[-1]))  # fmt: skip
    return (f"{first} tot en met {last} · cijfers tot en met {day(view.updated)} · "
            f"{', '.join(view.origins)}")  # fmt: skip


def _now(view: SubjectView) -> Html:
    steps = board_text.next_steps(view)
    done = tag("p", "Niets dat nu moet.", class_="zacht")
    return tag("section", tag("h2", "Wat nu?"), bullets(steps, ordered=True) if steps else done)


def _rising(picture: SearchPicture | None) -> Html | None:
    if picture is None or not picture.rising:
        return None
    items = [f"{one.text}: {whole(one.times)} keer, {one.trend}" for one in picture.rising[:3]]
    of = tag("p", "Nieuw of stijgend, en nog bij geen onderwerp.", class_="zacht")
    return tag("section", tag("h2", "Woorden die stijgen"), bullets(items), of)


def _form(steps: Sequence[FunnelStep]) -> Html:
    title = tag("h2", "Waar stoppen inwoners?")
    if not steps:
        return tag("section", title, tag("p", NO_FORM, class_="zacht"))
    top = max(step.count for step in steps) or 1
    drops = [one.count - two.count for one, two in pairwise(steps)]
    worst = drops.index(max(drops)) + 1 if drops and max(drops) >= LEAST else None
    items = [_step(step, top, at == worst, drops) for at, step in enumerate(steps)]
    return tag("section", title, tag("ul", *items, class_="redenen"))


def _step(step: FunnelStep, top: int, worst: bool, drops: Sequence[int]) -> Html:
    few = step.count < LEAST
    bar = tag("svg", tag("rect", class_="deel", x="0", y="20%", height="60%",
                         width=f"{0 if few else 100 * step.count / top:.1f}%"),
              class_="reden", aria_hidden="true")  # fmt: skip
    shown = board_text.FEW if few else whole(step.count)
    most = None if not worst else tag("span", " hier stoppen de meesten", class_="waarschuwing")
    name = tag("span", step.name, most)
    return tag("li", name, bar, tag("strong", shown))


def _effects(view: SubjectView, register: Register) -> Html:
    mine = [line for line in register.lines if is_about(line.action.subject, view.subject)]
    title = tag("h2", "Wat deden de acties?")
    if not mine:
        return tag("section", title, tag("p", NO_ACTIONS, class_="zacht"))
    heads = ("Actie", "Sinds", "Gemeten aan", "Wat veranderde")
    rows = [(line.action.name, day(line.action.start), line.action.series, _effect(line))
            for line in mine]  # fmt: skip
    return tag("section", title, tag("p", HOW, class_="zacht"),
               table("Acties en wat ze veranderden", heads, rows))  # fmt: skip


def _effect(line: RegisterLine) -> str:
    if line.standing == EARLY or line.standing == NO_SERIES or line.result is None:
        return board_text.verdict(line)
    trusted = standing.trust_lines(line.result.effect)
    return " ".join((standing.change(line.result.effect), *(f"{upper(one)}." for one in trusted)))


def _words(view: SubjectView, picture: SearchPicture | None) -> Html:
    title = tag("h2", "Woorden van inwoners, en onze pagina")
    mine = [one for one in picture.subjects if one.subject.id == view.subject.id] if picture else []
    if not picture or not mine:
        return tag("section", title, tag("p", NO_WORDS, class_="zacht"))
    heads = ("Woord", "Keren", "Verandering", "Op pagina", "In titel")
    rows = [
        (use.word, whole(use.count), use.trend or "–", *map(_place, (use.on_page, use.in_title)))
        for use in mine[0].uses[:WORDS]
    ]
    places = [f"{one.text}: gemiddeld plaats {decimal(one.position, 1)}, {one.why}"
              for one in picture.chances if one.text in dict(mine[0].examples)]  # fmt: skip
    return tag("section", title, table("Woorden", heads, rows, numeric=(1,)), bullets(places))


def _place(there: bool | None) -> str:
    return "–" if there is None else "ja" if there else "nee"
