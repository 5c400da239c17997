"""An area and the profiles in it → a target group, in which nobody can be recognised."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

from dutch import exact
from engine import letters
from engine.knowledge.complaints import suggestion
from engine.model import UNKNOWN, Problem, Rulebook
from plans.area import csvfile
from plans.area.ages import Area
from plans.constants import value as constant
from plans.files import keys, plan_of
from plans.model import Plan, PlanError
from plans.model.typed import ALL

PROFILE = ("profiel", "betrokkenheidsprofiel", "profielen")
OWN = ("eigen_kanalen", "eigen_kanalen_per_fase")  # of a group without ages and profiles
SHARE = ("percentage", "procent", "aandeel", "deel", "%", "aantal", "inwoners", "huishoudens")
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would make of a group, to look at before it goes into a plan.

    Counts are per age group; shares are per cent. The ages in `merged` are too small and count as
    unknown. `notes` are Dutch sentences.
    """

    name: str
    size: int
    counts: Mapping[str, int]
    ages: Mapping[str, Decimal]
    profiles: Mapping[str, Decimal]
    notes: tuple[str, ...]
    merged: tuple[str, ...] = ()


def preview(area: Area, profiles: Mapping[str, Decimal] | None = None) -> Preview:
    """Return the group of an area; ages with few residents go together under unknown.

    Raises PlanError when the whole area has fewer residents than `kleinste_groep`.
    """
    smallest = int(constant("kleinste_groep"))
    if area.size < smallest:
        message = f"hier wonen minder dan {smallest} inwoners die meetellen. Voeg gebieden samen."
        raise PlanError((Problem(area.name, None, message),))
    counts, merged = _merge_small({**area.ages, UNKNOWN: area.unknown}, smallest)
    notes = list(area.notes)
    if merged:
        notes.append(
            f"Leeftijden met minder dan {smallest} inwoners staan samen onder {UNKNOWN}, zodat "
            f"niemand te herkennen is."
        )
    gone = tuple(slug for slug, n in area.ages.items() if n and slug not in counts)
    return Preview(
        area.name, area.size, counts, _per_cent(counts), dict(profiles or {}), tuple(notes), gone
    )


def profiles(path: Path, book: Rulebook) -> dict[str, Decimal]:
    """Return profile → per cent from a CSV with a column `profiel` and a percentage or number.

    What is missing to a hundred per cent is unknown. Raises PlanError.
    """
    return shares(csvfile.read(path), book)


def has_profiles(sheet: csvfile.Sheet) -> bool:
    """Tell whether a file has a column with profiles."""
    return any(column.strip().lower() in PROFILE for column in sheet.columns)


def shares(sheet: csvfile.Sheet, book: Rulebook) -> dict[str, Decimal]:
    """Like `profiles`, from rows."""
    columns = {column.strip().lower(): column for column in sheet.columns}
    name = next((columns[c] for c in PROFILE if c in columns), None)
    share = next((columns[c] for c in SHARE if c in columns), None)
    if name is None or share is None:
        raise sheet.wrong(1, "nodig zijn de kolommen 'profiel' en 'percentage' (of 'aantal').")
    known = {_word(p.name): slug for slug, p in book.profiles.items()}
    known |= {slug: slug for slug in book.profiles}
    numbers: dict[str, Decimal] = {}
    for line, row in sheet.rows:
        word = _word(row.get(name, ""))
        if word in ("totaal", ""):
            continue
        if word not in known:
            hint = suggestion(word, book.profiles)
            raise sheet.wrong(line, f"profiel '{row[name][:60]}' ken ik niet.{hint}")
        if known[word] in numbers:
            raise sheet.wrong(line, f"profiel '{row[name][:60]}' staat er twee keer.")
        try:
            numbers[known[word]] = csvfile.number(row.get(share, "")) or Decimal(0)
        except ValueError as error:
            raise sheet.wrong(line, str(error)) from error
    return _whole(sheet, numbers, share.strip().lower() in SHARE[:5])


def put_group(plan: Plan, preview: Preview, group: str = "") -> Plan:
    """Return the plan with the group of a preview: an existing one (id) renewed, or a new one.

    Raises PlanError when the plan does not know the group.
    """
    tree = keys(plan)
    values = {
        "omvang": preview.size,
        "leeftijd": dict(preview.ages),
        "herkomst": " ".join((f"Ingelezen voor {preview.name}.", *preview.notes)),
        **({"profiel": dict(preview.profiles)} if preview.profiles else {}),
    }
    ids = [item["id"] for item in tree["groepen"]]
    if group and group not in ids:
        message = f"groep '{group}' ken ik niet.{suggestion(group, ids)}"
        raise PlanError((Problem(plan.project.name, None, message),))
    if group:
        old = tree["groepen"][ids.index(group)]
        kept = {key: value for key, value in old.items() if key not in OWN}
        tree["groepen"][ids.index(group)] = {**kept, **values}
    else:
        slug = _slug(preview.name, ids)
        tree["groepen"].append({"id": slug, "naam": f"Inwoners van {preview.name}"[:300], **values})
    return plan_of(tree, plan.project.name)


def _merge_small(counts: Mapping[str, int], smallest: int) -> tuple[dict[str, int], bool]:
    """Put what is too small together under unknown, with the next smallest when that is needed."""
    kept = {slug: n for slug, n in counts.items() if n >= smallest and slug != UNKNOWN}
    small = {slug: n for slug, n in counts.items() if 0 < n < smallest and slug != UNKNOWN}
    unknown = counts.get(UNKNOWN, 0) + sum(small.values())
    while 0 < unknown < smallest and kept:
        least = min(kept, key=lambda slug: (kept[slug], slug))
        unknown += kept.pop(least)
    return ({**kept, UNKNOWN: unknown} if unknown else kept), bool(small)


def _per_cent(counts: Mapping[str, int]) -> dict[str, Decimal]:
    """Return shares to a tenth that are a hundred together: the largest remainders round up."""
    total = Decimal(sum(counts.values()))
    exact = {slug: ALL * n / total for slug, n in counts.items()}
    shares = {slug: share.quantize(TENTH, rounding=ROUND_FLOOR) for slug, share in exact.items()}
    left = int((ALL - sum(shares.values(), Decimal(0))) / TENTH)
    for slug in sorted(exact, key=lambda s: (shares[s] - exact[s], s))[:left]:
        shares[slug] += TENTH
    return {slug: share for slug, share in shares.items() if share}


def _whole(
    sheet: csvfile.Sheet, numbers: Mapping[str, Decimal], per_cent: bool
) -> dict[str, Decimal]:
    total = sum(numbers.values(), Decimal(0))
    if not total:
        raise sheet.wrong(None, "er staat geen enkel profiel met een getal in.")
    if not per_cent:
        return _per_cent({slug: round(n) for slug, n in numbers.items()})
    if total <= Decimal("1.01"):  # shares of one
        numbers, total = {slug: n * 100 for slug, n in numbers.items()}, total * 100
    if total > ALL + Decimal("0.5"):
        raise sheet.wrong(None, f"de percentages zijn samen {exact(total)}. Meer dan 100 kan niet.")
    parts = {slug: round(n * 100) for slug, n in numbers.items() if n}
    rest = max(0, 10_000 - sum(parts.values()))
    if rest > 50:
        parts[UNKNOWN] = parts.get(UNKNOWN, 0) + rest
    return _per_cent(parts)


def _word(text: str) -> str:
    return " ".join(text.lower().split())


def _slug(name: str, taken: list[str]) -> str:
    base = letters.dashed(name)[:60] or "gebied"
    slugs = [base, *(f"{base}-{n}" for n in range(2, 100))]
    return next(slug for slug in slugs if slug not in taken)
