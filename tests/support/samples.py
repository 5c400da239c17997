"""Journeys to test with: invented ones, and any that an author could write."""

from typing import Any

from hypothesis import strategies as st

from blueprints.lanes import KEYS, ROLES
from blueprints.library import bind
from blueprints.model import MOODS, Journey, Library
from engine import Rulebook

RISKY = ("=1+1", "+31", "-x", "@naam", "'=1", "no", "12:30", "1.50", "#", "a: b", "- a", "x [y]",
         "_x0041_", "é", "\N{GRINNING FACE}", "<b>", "{a}", "null", "a, b", "~", "00",
         "TRUE")  # fmt: skip


def words() -> st.SearchStrategy[str]:
    """Return texts of one line, with those that mislead a spreadsheet or a YAML reader."""
    plain = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"))
    free = st.text(plain, min_size=1, max_size=30).map(str.strip).filter(bool)
    return st.one_of(st.sampled_from(RISKY), free)


def rows(book: Rulebook) -> dict[str, st.SearchStrategy[Any]]:
    """Return what may stand in every row."""
    some = st.lists(words(), min_size=1, max_size=3)
    cited = st.fixed_dictionaries(
        {"tekst": words(), "bron": st.lists(st.sampled_from(["AWB", "WGS", "F249"]), min_size=1)}
    )
    found: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(KEYS, words())
    found |= {"woorden": some, "systemen": some, "stemming": st.sampled_from(MOODS)}
    found["kanalen"] = st.lists(st.sampled_from(sorted(book.channels)), min_size=1, max_size=3)
    found["wet"] = st.lists(cited, min_size=1, max_size=2)
    return found


def more_rows() -> dict[str, st.SearchStrategy[Any]]:
    """Return what may stand in the rows that a journey need not have."""
    some = st.lists(words(), min_size=1, max_size=3)
    names = words().filter(lambda name: not set(name) & set(":[]/") and len(name) < 60)
    named = st.dictionaries(names, some, min_size=1, max_size=2)
    lists = dict.fromkeys(("bewijs", "ondersteuning", "knelpunten", "kansen"), some)
    return {**lists, "wachttijd": words(), "termijn": words(), "anderen": named, "eigen": named}


def trees(book: Rulebook, library: Library) -> st.SearchStrategy[dict[str, Any]]:
    """Return journeys as an author could write them."""
    return st.sampled_from(sorted(book.tracks)).flatmap(lambda track: _tree(book, library, track))


def _tree(book: Rulebook, library: Library, track: str) -> st.SearchStrategy[dict[str, Any]]:
    own = [slug for slug, form in library.generic.items() if track in form.tracks]
    steps = st.lists(_step(book, own), min_size=1, max_size=4)
    head = {
        "naam": words(),
        "voorbeeld": st.sampled_from(["ja", "nee"]),
        "traject": st.just(track),
        "domein": words(),
        "versie": words(),
        "omschrijving": words(),
        "doel": words(),
    }
    source = st.fixed_dictionaries(
        {"titel": words(), "maker": words(), "adres": st.just("https://example.nl/wet")}
    )
    extra = {
        "opmerking": words(),
        "bronnen": st.just({}) | st.fixed_dictionaries({"EIGEN": source}),
    }
    made = st.fixed_dictionaries({**head, "stappen": steps}, optional=extra)
    return made.map(lambda tree: _in_order(tree, list(book.phases), library))


def _step(book: Rulebook, own: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    every = rows(book)
    phase = st.sampled_from(list(book.phases))
    roles = dict.fromkeys(ROLES, st.lists(words(), min_size=1, max_size=2))
    free = st.fixed_dictionaries({}, optional={**every, **more_rows()})
    links = st.fixed_dictionaries({"naam": words(), "adres": st.just("https://example.nl/a?b=c")})
    more = {
        "wordt": free,
        "onderzoek": every["wet"],
        "mijlpaal": words(),
        "bijlagen": st.lists(links, min_size=1, max_size=2),
        "doelgroepen": st.dictionaries(
            st.sampled_from(["Jongeren", "Wie weinig leest"]), free.filter(bool), max_size=2
        ),
        "later": free,
        **more_rows(),
    }
    whole = st.fixed_dictionaries(
        {"naam": words(), "fase": phase, **every, "rollen": st.fixed_dictionaries(roles)},
        optional=more,
    )
    varied = st.fixed_dictionaries(
        {"generiek": st.sampled_from(own)},
        optional={
            "naam": words(),
            "fase": phase,
            **every,
            **more,
            "rollen": st.fixed_dictionaries({}, optional=roles),
        },
    )
    when = st.sampled_from(["altijd", "nu", "straks", "later"])
    return st.tuples(st.one_of(whole, varied), when).map(_with_time)


def _with_time(pair: tuple[dict[str, Any], str]) -> dict[str, Any]:
    step, when = pair
    if step.get("wordt"):
        return step
    if when == "nu":
        step = {key: value for key, value in step.items() if key != "later"}
    return {**step, "wanneer": when}


def _in_order(tree: dict[str, Any], phases: list[str], library: Library) -> dict[str, Any]:
    """Return a journey with its phases in order and an id for every step."""

    def phase(step: dict[str, Any]) -> int:
        generic = library.generic.get(step.get("generiek", ""))
        return phases.index(step.get("fase") or (generic.phase if generic else "") or phases[0])

    steps = sorted(tree["stappen"], key=phase)
    numbered = [{"id": f"stap-{i}", **step} for i, step in enumerate(steps)]
    for i, step in enumerate(numbered[1:]):  # every step but the first leads back as well
        step["vervolg"] = [{"naar": f"stap-{i}"} | ({"als": "Nee: [x]"} if i % 2 else {})]
    return {**tree, "stappen": numbered}


def bind_tree(tree: dict[str, Any], library: Library, book: Rulebook) -> Journey:
    """Return the journey of a tree."""
    return bind("proef.yaml", tree, {}, library, book)
