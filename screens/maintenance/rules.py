"""Rules: what each says, what it rests on, and where it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from documents.labels import upper
from dutch import listing
from engine.compile import Table
from engine.label import label
from engine.model import Example, Rule, Rulebook
from engine.proof.check import broken_by
from engine.proof.influence import Influence, Reach, RuleEffect
from screens.page import fields, knowledge, phrases
from screens.page.citation import citations
from screens.page.markup import Html, join, notice, table, tag
from screens.pages import MAINTENANCE

RULE = "regel"
NAMES = ("zoek", "over", "kanaal", "telt")
STEP = 50
ABOUT = {
    "": "Over alles",
    "taak": "Over de taak",
    "leeftijd": "Over leeftijd",
    "profiel": "Over profiel",
}
COUNTS = {
    "": "Maakt niet uit",
    "keuze": "Verandert ergens de keuze",
    "volgorde": "Verandert alleen de volgorde",
    "nergens": "Verandert nergens iets",
}
HEADS = ("Regel", "Kanalen", "Punten", "Geldt in", "Andere volgorde", "Andere keuze")
CHANNELS = 4  # names of channels that are shown with a rule in the list
EXPLAINED = (
    "Andere volgorde: in zo veel situaties staan de kanalen zonder deze regel anders. Andere "
    "keuze: in zo veel situaties is dan ook het hoofdkanaal of een ondersteunend kanaal anders."
)


@dataclass(frozen=True, slots=True)
class RuleSearch:
    """What the visitor looks for."""

    query: str
    about: str
    channel: str
    counts: str


def show(advice_table: Table) -> None:
    """Show all rules, or the one the address asks for."""
    rules = {rule.id: rule for rule in advice_table.book.rules}
    asked = st.query_params.get(RULE, "")
    if asked in rules:
        _one(advice_table, rules[asked])
        return
    st.html(tag("h2", "Regels"))
    if asked:
        text = f"Regel ‘{asked[:80]}’ ken ik niet. Hieronder staan alle regels."
        st.html(notice(text))
    _all(advice_table)


@st.cache_data(show_spinner="Even rekenen…", max_entries=4)
def reach(version: str, _advice_table: Table) -> dict[str, Reach]:
    """Return for every rule where it counts, once per version of the knowledge."""
    return Influence(_advice_table).reach()


def _all(advice_table: Table) -> None:
    book = advice_table.book
    asked = _ask(book)
    counted = reach(knowledge.version(book), advice_table)
    rules = [rule for rule in book.rules if _fits(book, rule, counted[rule.id], asked)]
    shown = fields.count("aantal", STEP)
    told = f"{len(rules)} van de {len(book.rules)} regels."
    st.html(tag("p", told, class_="zacht", data_meld=""))
    if not rules:
        st.html(tag("p", "Niets gevonden. Gebruik minder woorden of zet een filter uit."))
        return
    rows = [_row(book, rule, counted[rule.id]) for rule in rules[:shown]]
    caption = f"Regels, met in hoeveel van de {len(advice_table.outcomes)} situaties ze tellen"
    st.html(join((tag("p", EXPLAINED, class_="zacht"), table(caption, HEADS, rows, (2, 3, 4, 5)))))
    fields.more("aantal", shown, len(rules), STEP, "regels")


def _ask(book: Rulebook) -> RuleSearch:
    channels = sorted(book.channels, key=lambda slug: book.channels[slug].name.casefold())
    names = {"": "Alle kanalen", **{slug: book.channels[slug].name for slug in channels}}
    hint = "Bijvoorbeeld: vertrouwen, jongeren, F123 of de naam van een regel"
    query = fields.search("zoek", "Zoek in regels", hint, NAMES)
    with st.container(horizontal=True, key="filters-regels"):
        about = fields.select("over", "Waarover", ABOUT, NAMES)
        channel = fields.select("kanaal", "Kanaal of middel", names, NAMES)
        counts = fields.select("telt", "Waar telt de regel", COUNTS, NAMES)
    return RuleSearch(query, about, channel, counts)


def _fits(book: Rulebook, rule: Rule, rule_reach: Reach, asked: RuleSearch) -> bool:
    effect = "keuze" if rule_reach.rechooses else "volgorde" if rule_reach.reorders else "nergens"
    texts = (rule.id, rule.because, rule.file, *rule.sources, phrases.condition(book, rule.when))
    return (
        (not asked.about or asked.about in rule.dimension)
        and (not asked.channel or asked.channel in rule.channels)
        and asked.counts in ("", effect)
        and fields.matches(asked.query, *texts)
    )


def _row(book: Rulebook, rule: Rule, rule_reach: Reach) -> tuple[str, ...]:
    kind = upper(label(book, rule.sources, rule.quality))
    name = fields.go(rule.id, MAINTENANCE.address, deel="regels", regel=rule.id)
    about = tag("span", f" {kind}.", class_="bron")
    first = join((name, tag("br"), tag("span", rule.because, class_="dun"), about))
    counts = (rule_reach.fires, rule_reach.reorders, rule_reach.rechooses)
    return (first, _channels(book, rule), phrases.points(rule.weight), *map(str, counts))


def _channels(book: Rulebook, rule: Rule) -> str:
    names = [book.channels[slug].name for slug in rule.channels]
    if len(names) <= CHANNELS:
        return listing(names)
    return f"{', '.join(names[:CHANNELS])} en nog {len(names) - CHANNELS}"


def _one(advice_table: Table, rule: Rule) -> None:
    book = advice_table.book
    effects = Influence(advice_table).effects(rule.id)
    st.html(
        join(
            (
                tag("p", fields.go("Alle regels", MAINTENANCE.address, deel="regels")),
                tag("h2", rule.id),
                tag("p", rule.because, class_="intro"),
                _facts(book, rule),
                tag("h3", "Bevindingen en bronnen"),
                citations(book, rule.sources) or tag("p", "Geen: deze regel is vakkennis."),
                tag("h3", "Waar telt deze regel?"),
                _effect_counts(advice_table, effects),
            )
        )
    )
    _changes(advice_table, effects)
    given = [example for file, example in advice_table.book.examples if file == rule.file]
    if given:
        st.html(examples(advice_table, "Voorbeelden in hetzelfde bestand", given))


def _facts(book: Rulebook, rule: Rule) -> Html:
    told = {
        "Wanneer": phrases.condition(book, rule.when),
        "Kanalen": listing([book.channels[slug].name for slug in rule.channels]),
        "Punten": phrases.points(rule.weight),
        "Thema": rule.theme or "geen",
        "Gebaseerd op": label(book, rule.sources, rule.quality),
        "Bestand": rule.file,
    }
    change = fields.go(
        "Probeer een wijziging van deze regel",
        MAINTENANCE.address,
        deel="proberen",
        bestand=rule.file,
        regel=rule.id,
    )
    facts = tag("dl", *(join((tag("dt", k), tag("dd", v))) for k, v in told.items()))
    return join((tag("div", facts, class_="feiten"), tag("p", change)))


def _effect_counts(advice_table: Table, effects: Sequence[RuleEffect]) -> Html:
    reorders = sum(effect.reordered for effect in effects)
    rechooses = sum(effect.rechosen for effect in effects)
    return tag(
        "p",
        f"Deze regel geldt in {len(effects)} van de {len(advice_table.outcomes)} situaties. "
        f"Zonder deze regel is in {reorders} daarvan de volgorde van de kanalen anders, en in "
        f"{rechooses} het hoofdkanaal of een ondersteunend kanaal.",
    )


def _changes(advice_table: Table, effects: Sequence[RuleEffect]) -> None:
    """Show the situations in which the rule changes something, another choice first."""
    changed = [effect for effect in effects if effect.rechosen or effect.reordered]
    if not changed:
        return
    changed.sort(key=lambda effect: not effect.rechosen)
    shown = fields.count("aantal", STEP)
    rows = [_change(advice_table.book, effect) for effect in changed[:shown]]
    heads = ("Situatie", "Verschuift door deze regel", "Gekozen zonder", "Gekozen met")
    st.html(table("Situaties waarin deze regel iets verandert", heads, rows, plain=True))
    fields.more("aantal", shown, len(changed), STEP, "situaties")


def _change(book: Rulebook, effect: RuleEffect) -> tuple[str, ...]:
    link = phrases.advice_link(book, effect.situation)
    moves = [f"{book.channels[s].name} van {was} naar {now}" for s, was, now in effect.moves]
    more = f" en nog {len(moves) - CHANNELS}" if len(moves) > CHANNELS else ""
    after = _channel_names(book, effect.after) if effect.rechosen else "hetzelfde"
    return (
        link,
        ", ".join(moves[:CHANNELS]) + more or "–",
        _channel_names(book, effect.before),
        after,
    )


def _channel_names(book: Rulebook, slugs: Sequence[str]) -> str:
    return ", ".join(book.channels[slug].name for slug in slugs)


def examples(advice_table: Table, caption: str, items: Sequence[Example]) -> Html:
    """Return examples with what they expect and whether that comes out."""
    heads = ("Voorbeeld", "Situatie", "Verwacht", "Komt uit")
    return table(caption, heads, [_example(advice_table, example) for example in items])


def _example(advice_table: Table, example: Example) -> tuple[str, ...]:
    book = advice_table.book
    wrong = broken_by(advice_table, example)
    verdict = "ja" if not wrong else f"nee: {wrong[0].removeprefix(f'{example.name}: ')}"
    link = phrases.advice_link(book, phrases.answers(example))
    return example.name, link, _expectation(book, example), verdict


def _expectation(book: Rulebook, example: Example) -> str:
    lists: Mapping[str, Sequence[str]] = {
        "bovenaan": example.top,
        "in het advies": example.included,
        "niet gekozen": example.excluded,
        "kan niet": example.impossible,
        "in deze volgorde": example.order,
    }
    said = [f"{what}: {_channel_names(book, slugs)}" for what, slugs in lists.items() if slugs]
    said += [f"moet: {', '.join(example.safeguards)}"] if example.safeguards else []
    return upper("; ".join(said))
