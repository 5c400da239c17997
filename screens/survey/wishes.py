"""The tab Wat inwoners willen: who answered, ways per phase and group, motives, expectations."""

from collections.abc import Mapping, Sequence

from dutch import counted, listing
from engine.knowledge.own_survey import OwnSurvey
from engine.model import Rulebook
from engine.wording import lower
from screens.page.markup import Html, bullets, join, table, tag
from screens.survey import (
    choices,
    dot_rows,
    dot_table,
    head_line,
    pressing,
    respondents,
    saying_bars,
)
from screens.survey.choices import SurveyView
from screens.survey.dot_table import DotPicture
from screens.survey.held import HeldSurvey
from surveys.findings import dots, spoken
from surveys.findings.dots import AGES, DotColumn, Points
from surveys.findings.moved import moves
from surveys.findings.said_most import said_most
from surveys.findings.splits import OURS, SPLITS, group_names

KEY = "onderzoek-inwoners"
MOST, FEWER, EVERY = 8, 6, 99  # rows of a picture of phases, and of one of groups
MOVED_HEADS = ("Fase", "Kanaal", "Eerder", "Nu")
RULES, EVERYONE = "onze regels", "alle inwoners samen"


def show(book: Rulebook, now: HeldSurvey, points: Points) -> None:
    """Show the tab."""
    own = now.own
    seen = choices.view(book, own)
    columns = dots.phases(own, seen.track, points, book.phases, now.earlier)
    conclusion = [tag("strong", one.text) if one.strong else one.text
                  for one in spoken.conclusion(book, columns)]  # fmt: skip
    side = join(
        (
            respondents.aside(own.about, now.who, now.effective, group_names(book, AGES)),
            _choices(book, own, seen),
        )
    )
    main = join(
        (
            _per_phase(book, seen, columns),
            since(book, seen.track, own, now.earlier) if now.earlier else None,
            _per_group(book, own, seen),
            _one_channel(book, own, seen),
            _sayings(book, own, seen),
        )
    )
    pieces = [
        tag("p", *conclusion, class_="conclusie"),
        tag("div", tag("div", side, class_="naast"), tag("div", main), class_="onderzoek-vlak"),
    ]
    pressing.show(KEY, pieces, _hear)


def _hear(what: str, value: str) -> None:
    """Do what was pressed: a choice goes to the address, a dot leads to its row."""
    if what == "punt":
        choices.choose(choices.TABLE, value.split("-")[1] if "-" in value else "")
        pressing.focus(value)
    elif what in HEARD:
        choices.choose(what, value)
    elif what == "sluit":
        choices.choose(choices.CHANNEL, "")


HEARD = (choices.TRACK, choices.PHASE, choices.SPLIT, choices.GROUP, choices.CHANNEL, choices.ALL)


def _choices(book: Rulebook, own: OwnSurvey, seen: SurveyView) -> Html:
    asked = dots.asked_in(own, seen.track, book.phases)
    tracks = {
        track: one.name
        for track, one in book.tracks.items()
        if dots.asked_in(own, track, book.phases)
    }
    splits = {key: split.one for key, split in SPLITS.items() if dots.names(own, key)}
    phases = [
        tag("option", book.phases[one.phase].name, value=one.phase,
            selected="" if one.phase == seen.phase else None)
        for one in asked
    ]  # fmt: skip
    field = tag("label", tag("span", "Per groep, voor de fase"),
                tag("select", *phases, data_doe=choices.PHASE), class_="kies")  # fmt: skip
    return tag(
        "section",
        tag("h3", "Kies wat je ziet"),
        segments("Traject", choices.TRACK, tracks, seen.track) if len(tracks) > 1 else None,
        field,
        segments("Splits naar", choices.SPLIT, splits, seen.split) if len(splits) > 1 else None,
        class_="keuzes",
    )


def segments(label: str, what: str, options: Mapping[str, str], chosen: str) -> Html:
    """Return a row of buttons of which one is on."""
    buttons = [
        tag("button", name, type="button", data_doe=what, data_waarde=key,
            data_plek=f"keus-{what}-{key}", aria_pressed="true" if key == chosen else "false")
        for key, name in options.items()
    ]  # fmt: skip
    return tag("div", tag("span", label, class_="zacht"),
               tag("div", *buttons, class_="segmenten", role="group", aria_label=label),
               class_="kies")  # fmt: skip


def top_channels(columns: Sequence[DotColumn], most: int) -> list[str]:
    """Return the channels that are chosen most over the columns, the most chosen first."""
    shares: dict[str, float] = {}
    for column in columns:
        for dot in column.dots:
            shares[dot.channel] = max(shares.get(dot.channel, 0.0), dot.share or 0.0)
    return sorted(shares, key=lambda channel: (-shares[channel], channel))[:most]


def _named(book: Rulebook, channels: Sequence[str]) -> dict[str, str]:
    return {slug: book.channels[slug].short for slug in channels if slug in book.channels}


def _per_phase(book: Rulebook, seen: SurveyView, columns: Sequence[DotColumn]) -> Html:
    every = top_channels(columns, EVERY)
    shown = every if seen.every else every[:MOST]
    picture = DotPicture(
        name="fase",
        caption="Per fase: van de 100 inwoners kiezen er zoveel dit kanaal",
        columns=columns,
        heads={one.key: book.phases[one.key].name for one in columns},
        rows=_named(book, shown),
        chosen=seen.phase,
        beside=RULES,
        by_rules=True,
        column_order=choices.PHASE,
        row_order=choices.CHANNEL,
    )
    more = None
    if len(every) > MOST:
        text = f"Toon de {MOST} meest gekozen" if seen.every else f"Toon alle {len(every)} kanalen"
        more = tag("button", text, type="button", class_="link", data_doe=choices.ALL,
                   data_waarde=choices.NO if seen.every else choices.YES,
                   data_plek="alle-kanalen")  # fmt: skip
    earlier = any(dot.before is not None for column in columns for dot in column.dots)
    return tag("section", tag("h2", "Per fase: welke weg kiezen inwoners?"), _rules_key(earlier),
               dot_table.draw(picture), more,
               dot_rows.fold(picture, "Fase", seen.tables == picture.name))  # fmt: skip


def _sample(kind: str, *lines: Html) -> Html:
    circle = tag("circle", class_="punt", cx="60%", cy="50%", r="4.6")
    margin = tag("line", class_="marge", x1="30%", x2="95%", y1="50%", y2="50%")
    return tag(
        "svg", *lines, margin, circle, class_=f"punt-lijn proefje {kind}", aria_hidden="true"
    )


def _mark(class_: str) -> Html:
    return tag("line", class_=class_, x1="8%", x2="8%", y1="10%", y2="90%")


def since(book: Rulebook, track: str, own: OwnSurvey, earlier: OwnSurvey) -> Html:
    """Return what moved since an earlier survey in a track, and what may be chance."""
    every = [one for one in moves(own, earlier) if one.asked.track == track]
    rows = [
        (book.phases[one.asked.phase].name, book.channels[one.channel].name,
         spoken.of_hundred(one.before), spoken.of_hundred(one.now))
        for one in every if one.surely
    ]  # fmt: skip
    about = earlier.about
    text = (
        f"Eerder onderzoek: {about.title}, {head_line.period(about)}, "
        f"{counted(about.n, 'antwoord', 'antwoorden')}. Het nieuwste telt. {spoken.moved(every)}"
    )
    made = (
        table("Zeker verschoven, van de 100 inwoners", MOVED_HEADS, rows, (2, 3), plain=True)
        if rows
        else None
    )
    return tag("section", tag("h2", "Wat verschoof sinds het vorige onderzoek?"), tag("p", text),
               made)  # fmt: skip


def _rules_key(earlier: bool) -> Html:
    line = tag("line", class_="verbonden", x1="8%", x2="60%", y1="50%", y2="50%")
    only = tag("svg", tag("line", class_="regel", x1="50%", x2="50%", y1="10%", y2="90%"),
               class_="punt-lijn proefje smalle", aria_hidden="true")  # fmt: skip
    return tag(
        "p",
        tag("span", _sample("vol"), " van de 100, met de marge van 90 %"),
        tag("span", only, " wat onze regels verwachtten"),
        tag("span", _sample("vol", line, _mark("regel")), " verbonden: zeker anders dan de regels"),
        tag("span", tag("strong", "46"), " dik: hoort bij de beste drie"),
        tag("span", _before_sample(), " eerder onderzoek") if earlier else None,
        tag("span", "· niet gevraagd"),
        class_="legenda zacht",
    )


def _before_sample() -> Html:
    dot = tag("circle", class_="eerder", cx="50%", cy="50%", r="4")
    return tag("svg", dot, class_="punt-lijn proefje smalle", aria_hidden="true")


def _per_group(book: Rulebook, own: OwnSurvey, seen: SurveyView) -> Html:
    columns = dots.groups(own, seen.asked, seen.split)
    if not columns:
        return Html("")
    names = group_names(book, seen.split)
    phase = book.phases[seen.phase].name
    here = [one for one in dots.phases(own, seen.track, {}, book.phases) if one.key == seen.phase]
    shown = top_channels(here, EVERY if seen.every else FEWER)
    picture = DotPicture(
        name="groep",
        caption=f"{SPLITS[seen.split].head}, in de fase {lower(phase)}",
        columns=columns,
        heads={one.key: names[one.key] for one in columns},
        rows=_named(book, shown),
        chosen=seen.group,
        beside=EVERYONE,
        by_rules=False,
        row_order=choices.CHANNEL,
        column_order=choices.GROUP,
    )  # fmt: skip
    words = group_words(book, columns, names)
    ours = tag("p", OURS, class_="zacht") if seen.split == dots.TRUST else None
    head = tag("h2", f"{SPLITS[seen.split].head}, bij {phase}")
    numbers = dot_rows.fold(picture, SPLITS[seen.split].one, seen.tables == picture.name)
    return tag("section", head, ours, _group_key(), dot_table.draw(picture), words,
               numbers)  # fmt: skip


def _group_key() -> Html:
    dotted = tag("svg", tag("line", class_="allen", x1="50%", x2="50%", y1="10%", y2="90%"),
                 class_="punt-lijn proefje smalle", aria_hidden="true")  # fmt: skip
    return tag(
        "p",
        tag("span", _sample("vol"), " zeker anders dan alle inwoners samen"),
        tag("span", _sample("open"), " verschil nog niet te zeggen"),
        tag("span", dotted, " alle inwoners samen"),
        class_="legenda zacht",
    )


def group_words(book: Rulebook, columns: Sequence[DotColumn], names: Mapping[str, str]) -> Html:
    """Return in words which groups surely differ, and that none does when none does."""
    said = []
    for column in columns:
        parts = []
        for way, text in (("vaker", "vaker"), ("minder", "minder vaak")):
            named = [book.channels[dot.channel].beside for dot in column.dots if dot.verdict == way]
            parts += [f"{text} {listing(named)}"] if named else []
        if parts:
            said.append(f"{names[column.key]}: {', '.join(parts)}.")
    if not said:
        return tag("p", "In woorden: van geen groep is zeker dat zij anders kiest.", class_="zacht")
    return join((tag("p", "In woorden, wat zeker anders is:", class_="zacht"), bullets(said)))


def _one_channel(book: Rulebook, own: OwnSurvey, seen: SurveyView) -> Html:
    """Return one channel in every phase over the groups, when it is looked at."""
    if not seen.channel:
        return Html("")
    name = book.channels[seen.channel].name
    columns = dots.across(own, seen.track, seen.channel, seen.split)
    names = group_names(book, seen.split)
    every = dots.asked_in(own, seen.track, book.phases)
    here = [one for one in every if seen.channel in own.rows[one]]
    picture = DotPicture(
        name="kanaal",
        caption=f"{name}: in elke fase, {lower(SPLITS[seen.split].head)}",
        columns=columns,
        heads={one.key: names[one.key] for one in columns},
        rows={one.phase: book.phases[one.phase].name for one in here},
        chosen=seen.group,
        beside=EVERYONE,
        by_rules=False,
        column_order=choices.GROUP,
    )
    close = tag("button", "Sluit", type="button", class_="link", data_doe="sluit",
                data_plek="sluit-kanaal")  # fmt: skip
    return tag("section", tag("h2", picture.caption), dot_table.draw(picture),
               dot_rows.fold(picture, SPLITS[seen.split].one, seen.tables == picture.name),
               close, id="een-kanaal", tabindex="-1")  # fmt: skip


def _sayings(book: Rulebook, own: OwnSurvey, seen: SurveyView) -> Html:
    phase = book.phases[seen.phase].name
    made = [
        saying_bars.bars(title, said_most(own, seen.asked, kind), phase)
        for kind, title in saying_bars.TITLES.items()
    ]
    return tag("div", *made, class_="redenen-naast")
