"""What a plan asks in words and figures, for screens, documents and commands alike."""

from collections.abc import Iterator

from dutch import amount, counted, listing
from engine.model import UNKNOWN
from plans.money import Price, Total, Totals

WHAT = {"euro": "Kosten", "uur": "Uren"}
LACKING = {"euro": "de prijs", "uur": "het aantal uren"}

NAMED = 3  # posts that a sentence names, before it counts the rest
NOTHING_YET = "Er is nog niets begroot."


def sentences(totals: Totals) -> Iterator[str]:
    """Yield what a plan costs and takes, each against its limit; what is unknown is said."""
    if not totals.posts:
        yield NOTHING_YET
        return
    yield sentence(totals.euro)
    yield sentence(totals.uur)


def sentence(total: Total) -> str:
    """Return the euros or the hours of a plan against their limit."""
    parts = (f"{WHAT[total.unit]}: {_sum(total)}.", _lacking(total), against(total))
    return " ".join(filter(None, parts))


def figure(total: Total) -> str:
    """Return the same in a few figures: "14.450 van 18.000, en 2 onbekend"."""
    of = "" if total.limit is None else f" van {amount(total.limit)}"
    if total.dark:
        return f"{UNKNOWN}{of}"
    count = f", en {len(total.unknown)} {UNKNOWN}" if total.unknown else ""
    return f"{amount(total.known)}{of}{count}"


def price_text(price: Price) -> str:
    """Return a price: "340 euro en 24 uur", with what is unknown."""
    if price == (None, None):
        return f"kosten en uren {UNKNOWN}"
    euro = f"kosten {UNKNOWN}" if price.euro is None else f"{amount(price.euro)} euro"
    hours = f"uren {UNKNOWN}" if price.uur is None else f"{amount(price.uur)} uur"
    return f"{euro}{', ' if None in price else ' en '}{hours}"


def _sum(total: Total) -> str:
    if total.dark:
        return UNKNOWN
    whole = f"{amount(total.known)} {total.unit}"
    if total.actions and total.fixed:
        parts = f"acties {amount(total.actions)}, vast {amount(total.fixed)}"
        return f"{whole} ({parts})"
    return whole


def _lacking(total: Total) -> str:
    if not total.unknown:
        return ""
    names = list(total.unknown[:NAMED])
    rest = len(total.unknown) - len(names)
    names += [f"nog {rest}"] if rest else []
    posts = counted(len(total.unknown), "post", "posten")
    return f"Van {posts} is {LACKING[total.unit]} {UNKNOWN}: {listing(names)}."


def against(total: Total) -> str:
    """Return whether the limit holds, as far as that is known; "" without a limit."""
    if total.limit is None or total.left is None:
        return ""
    limit = f"{amount(total.limit)} {total.unit}"
    if total.verdict == "te veel":
        return f"Dat is {amount(-total.left)} meer dan de grens van {limit}."
    if total.verdict == "onzeker":
        return f"Of dat past binnen {limit}, staat nog niet vast."
    return f"Dat past binnen {limit}: er is {amount(total.left)} over."
