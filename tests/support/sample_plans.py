"""A small plan, and random valid plans, as trees with the keys of the file, for property tests."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from plans import example, write_plan
from plans.plan_versions import Draft
from plans.storage.store import PlanStore, new_link, new_receipt

# Three examples that differ as much as examples do, for tests that take time.
TYPICAL = ("herinrichting-straat", "schuldhulpcampagne", "toeslag-energie")
SLUGS = ["brief", "website", "telefoon", "balie", "e-mail", "straatgesprek", "x", "chat"]
PHASES = ["bewustwording", "eerste-contact", "actie", "terugkoppeling", "afronding"]
AGES = ["16-24", "25-34", "35-49", "50-64", "65-74", "75-plus", "onbekend"]
PROFILES = ["stadse-nomaden", "zorgzame-senioren", "kritische-vernieuwers", "onbekend"]
START = date(2027, 1, 4)

SMALL: dict[str, Any] = {
    "schema": 2,
    "project": {
        "naam": "Proef",
        "traject": "participatie",
        "start": "2027-01-04",
        "einde": "2027-06-30",
    },
    "groepen": [{"id": "bewoners", "naam": "Bewoners", "omvang": 100, "leeftijd": "75-plus"}],
    "fasen": [{"fase": "bewustwording", "start": "2027-01-04", "einde": "2027-03-01"}],
    "capaciteit": [{"id": "kcc", "naam": "KCC", "per_week": 10}],
    "acties": [
        {
            "id": "een",
            "wat": "Brief",
            "kanaal": "brief",
            "groepen": ["bewoners"],
            "fase": "bewustwording",
            "start": "2027-01-05",
            "reactie": {"van": 1, "tot": 2, "loketten": {"kcc": 100}},
        }
    ],
}

NEVER = "\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
letters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=NEVER)
texts = st.text(letters, min_size=1, max_size=40).filter(str.strip)
paragraphs = st.lists(texts, min_size=1, max_size=4).map("\n".join)
days = st.integers(0, 300).map(lambda n: START + timedelta(n))
amounts = st.integers(0, 9_999_999).map(lambda cents: Decimal(cents) / 100)


@st.composite
def shares(draw: st.DrawFn, words: list[str]) -> Any:
    """Draw a word, or a distribution that adds up to a hundred."""
    picked = draw(st.lists(st.sampled_from(words), min_size=1, max_size=4, unique=True))
    if len(picked) == 1:
        return picked[0]
    cuts = sorted(draw(st.integers(0, 10_000)) for _ in picked[1:])
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return {word: Decimal(part) / 100 for word, part in zip(picked, parts, strict=True)}


def optional(keys: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keys)


languages = st.lists(st.sampled_from(["turks", "pools", "engels"]), unique=True)
agreed = st.lists(st.fixed_dictionaries({"door": texts, "dag": days}), max_size=2)
read = st.lists(st.fixed_dictionaries({"waarde": texts, "dag": days}), max_size=2)
steps = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["tekst", "akkoord", "druk"]), "werkdagen": st.integers(0, 9)},
        optional={"dag": days, "vast": st.booleans().map({True: "ja", False: "nee"}.get)},
    ),
    max_size=3,
    unique_by=lambda step: step["id"],
)


@st.composite
def groups(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Draw a target group, by age and profile or with channels by hand."""
    base = {"id": f"groep-{number}", "naam": draw(texts)}
    more = {"herkomst": paragraphs, "kernboodschap": paragraphs, "talen": languages}
    base |= draw(optional({"omvang": st.integers(10, 90_000), **more}))
    if draw(st.booleans()):
        return base | draw(optional({"leeftijd": shares(AGES), "profiel": shares(PROFILES)}))
    hand = st.dictionaries(st.sampled_from(SLUGS), st.integers(0, 100), min_size=1, max_size=4)
    return base | {"eigen_kanalen": draw(hand)}


@st.composite
def actions(draw: st.DrawFn, number: int, ids: list[str], phases: list[str]) -> dict[str, Any]:
    """Draw an action for some groups in one phase, perhaps with reactions."""
    start = draw(days)
    low = draw(st.integers(0, 500))
    response = {"van": low, "tot": low + draw(st.integers(0, 500)), "loketten": {"kcc": 100}}
    keys = {
        "einde": st.just(start + timedelta(draw(st.integers(0, 90)))),
        "frequentie": texts,
        "boodschap": paragraphs,
        "wie": texts,
        "kosten": amounts,
        "uren": amounts,
        "kpi": st.fixed_dictionaries({"meet": texts}, optional={"norm": texts, "werkelijk": read}),
        "voorbereiding": steps,
        "akkoord": agreed,
        "talen": languages,
        "status": st.sampled_from(["voorstel", "concept", "ter-akkoord", "geplaatst", "vervallen"]),
        "reactie": st.just(response),
        "golven": st.just([{"start": start, "deel": 40}, {"start": start, "deel": 60}]),
    }
    return {
        "id": f"doe-{number}",
        "wat": draw(texts),
        "kanaal": draw(st.sampled_from(SLUGS)),
        "groepen": draw(st.lists(st.sampled_from(ids), min_size=1, unique=True)),
        "fase": draw(st.sampled_from(phases)),
        "start": start,
        **draw(optional(keys)),
    }


def parts(*keys: str, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return lists of parts of a plan that have an id of their own."""
    ids = {"id": st.sampled_from(["een", "twee", "drie"])}
    part = st.fixed_dictionaries({**ids, **dict.fromkeys(keys, texts), **more})
    return st.lists(part, max_size=3, unique_by=lambda tree: tree["id"])


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a valid plan under the keys of its file."""
    made = [draw(groups(i)) for i in range(draw(st.integers(1, 4)))]
    phases = draw(st.lists(st.sampled_from(PHASES), min_size=1, unique=True))
    ids = [group["id"] for group in made]
    project = {"naam": draw(texts), "traject": "participatie", "start": START}
    project |= {"einde": START + timedelta(400), **draw(optional({"opgave": paragraphs}))}
    chosen = st.lists(st.sampled_from(SLUGS), unique=True).map(lambda slugs: {"kanalen": slugs})
    estimate = st.fixed_dictionaries({"kosten": amounts, "uren_per_fase": amounts})
    estimates = [
        {"kanaal": slug, **draw(estimate)}
        for slug in draw(st.lists(st.sampled_from(SLUGS), unique=True))
    ]
    limits = optional({"kanalen": st.integers(1, 9), "budget": amounts, "uren": amounts})
    return {
        "schema": 2,
        "project": project,
        "groepen": made,
        "fasen": [{"fase": p, "start": START, "einde": START + timedelta(99)} for p in phases],
        "kanalen": estimates,
        "capaciteit": [{"id": "kcc", "naam": draw(texts), "per_week": draw(st.integers(0, 99))}],
        "acties": [draw(actions(i, ids, phases)) for i in range(draw(st.integers(0, 3)))],
        **draw(
            optional(
                {
                    "grenzen": limits,
                    "gekozen": chosen,
                    "risicos": parts("wat"),
                    "vragen": parts("vraag", "antwoord"),
                    "mijlpalen": parts("naam", dag=days),
                    "posten": parts("post", raming=amounts),
                    "contact": optional({"plek": texts, "uiterste_dag": days}),
                    "weging": st.sampled_from(["grootte", "gelijk"]),
                    "schaal": st.sampled_from(["straat", "wijk", "hele-gebied"]),
                }
            )
        ),
    }


def share_changed_example(file: Path, owner: str | None = None) -> None:
    """Keep an example of which one action was changed, and let it take part in the calendar."""
    sample = example("schuldhulpcampagne")
    text = re.sub(r"\bwat: (.+)", r"wat: \1 (aangepast)", write_plan(sample), count=1)
    link = new_link()
    draft = Draft(link, text, 2, "", new_receipt(), name=sample.project.name)
    store = PlanStore(f"sqlite:///{file}")
    store.within(owner).save(draft)
    store.share(link, True)
    store.close()
