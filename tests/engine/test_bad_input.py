"""Whatever stands in a knowledge file: it is understood, or refused in Dutch with the way out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from broken import (
    CHANNEL,
    CONSTANTS,
    DROP,
    EXAMPLE,
    FACTS,
    GAPS,
    GROUP,
    GUARDS,
    NEW,
    PROFILE,
    PROMISES,
    RULE,
    RULES,
    SOURCE,
    TASKS,
    TEXTS,
    UNUSED,
    WORDS,
    assert_dutch,
    change,
    copy_knowledge,
    copy_with_additions,
    problems,
    remembering,
    write,
)

from engine import load
from engine.knowledge import files
from engine.knowledge.constants import MethodConstants
from engine.knowledge.draft import BOUNDS, SHELVES
from engine.proof.check import errors as errors_of
from engine.worker import build

COVERS = (
    "engine/knowledge/binding.py",
    "engine/knowledge/complaints.py",
    "engine/knowledge/inspection.py",
    "engine/knowledge/references.py",
)

PHASE = "journeys/fasen/actie.yaml"


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with remembering():
        yield


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_with_additions(tmp_path_factory.mktemp("kennis"))


@pytest.fixture
def root(model: Path, tmp_path: Path) -> Path:
    return copy_knowledge(tmp_path / "kennis", model)


def line_with(root: Path, file: str, marker: str) -> int:
    lines = (root / file).read_text().splitlines()
    return next(i for i, line in enumerate(lines, start=1) if marker in line)


def test_the_knowledge_with_our_own_items_is_good(root: Path) -> None:
    assert {"proef-regel", "proef-groep", "proef-profiel"} <= {r.id for r in load(root).rules}


# --- one mistake: one message, in the right file, on the right line, with the way out -------------


@dataclass(frozen=True)
class BadInput:
    name: str
    file: str
    values: dict[str, Any] | Callable[[Any], Any]
    message: str
    at: str | None = None  # a text on the line that the message must name


def rule(name: str, message: str, at: str | None = None, /, **values: Any) -> BadInput:
    return BadInput(
        name, RULES, {f"regels.0.{key}": value for key, value in values.items()}, message, at
    )


def put(file: str, place: str, value: Any, message: str, at: str | None = None) -> BadInput:
    return BadInput(f"{place}={str(value)[:20]}", file, {place: value}, message, at)


def missing(file: str, place: str) -> BadInput:
    key = place.rsplit(".", 1)[-1]
    said = f"de sleutel '{key}' ontbreekt. Vul hem in."
    return BadInput(f"zonder {file} {place}", file, {place: DROP}, said)


def unknown(file: str, place: str, message: str) -> BadInput:
    key = place.rsplit(".", 1)[-1]
    message = f"de sleutel '{key}' ken ik niet. {message}"
    return BadInput(f"sleutel {file} {place}", file, {place: "x"}, message, f'"{key}"')


WORDS_UNKNOWN = [
    rule(
        "kanaal",
        "onderdeel 'proef-regel': kanaal 'instagrm' ken ik niet. Bedoelde je 'instagram'?",
        "instagrm",
        kanaal="instagrm",
    ),
    rule("kanaal in een lijst", "Bedoelde je 'brief'?", "brieff", kanaal=["x", "brieff"]),
    rule(
        "fase", "fase 'acties' ken ik niet. Bedoelde je 'actie'?", "acties", als={"fase": "acties"}
    ),
    rule(
        "leeftijd",
        "leeftijd '75plus' ken ik niet. Bedoelde je '75-plus'?",
        "75plus",
        als={"leeftijd": "75plus"},
        thema="proef",
    ),
    rule(
        "profiel",
        "profiel 'stadsnomaden' ken ik niet. Bedoelde je 'stadse-nomaden'?",
        "stadsnomaden",
        als={"profiel": ["zorgzame-senioren", "stadsnomaden"]},
        thema="proef",
    ),
    rule(
        "traject",
        "traject 'balie' ken ik niet. Kies uit: dienstverlening, participatie.",
        "balie",
        als={"traject": "balie"},
    ),
    rule(
        "waarde van een feit",
        "vertrouwen 'hoogg' ken ik niet. Bedoelde je 'hoog'?",
        "hoogg",
        als={"vertrouwen": "hoogg"},
        thema="proef",
    ),
    rule(
        "feit",
        "'vertrouwn' kan ik niet als voorwaarde gebruiken. Bedoelde je 'vertrouwen'?",
        "vertrouwn",
        als={"vertrouwn": "hoog"},
    ),
    rule("kanaal als voorwaarde", "'kanaal' kan ik niet als voorwaarde", als={"kanaal": "brief"}),
    rule("bron", "bron 'PROEFF' ken ik niet. Bedoelde je 'PROEF'?", "PROEFF", bron="PROEFF"),
    rule("bronnen", "bron 'proef' ken ik niet. Bedoelde je 'PROEF'?", bron=["P1", "proef"]),
    rule(
        "eigenschap",
        "eigenschap 'digitaa' ken ik niet. Bedoelde je 'digitaal'?",
        "digitaa",
        kanaal={"digitaa": "ja"},
    ),
    rule(
        "waarde van een eigenschap",
        "geen enkel kanaal heeft de eigenschap 'soort: berichten'. Bedoelde je 'bericht'?",
        kanaal={"soort": "berichten"},
    ),
    rule(
        "één van de waarden van een eigenschap",
        "'digitaal: misschien'. Kies uit: ja, nee.",
        kanaal={"digitaal": ["ja", "misschien"]},
    ),
    rule(
        "eigenschappen die niet samengaan",
        "geen enkel kanaal heeft deze eigenschappen samen.",
        kanaal={"papier": "ja", "gesproken": "ja", "digitaal": "ja"},
    ),
    put(GUARDS, "waarborgen.0.eis", {"papieren": "ja"}, "Bedoelde je 'papier'?", "papieren"),
    put(GUARDS, "waarborgen.0.als", {"kanaal": "brieff"}, "Bedoelde je 'brief'?", "brieff"),
    put(GAPS, "groepen.0.doe", [{"met": "brieff", "tekst": "x"}], "Bedoelde je 'brief'?", "brieff"),
    put(GAPS, "groepen.0.mist", ["leze"], "'leze' ken ik niet. Bedoelde je 'lezen'?"),
    put(CHANNEL, "vraagt", ["interne"], "'interne' ken ik niet. Bedoelde je 'internet'?"),
    put(FACTS, "afleidingen.0.dan", {"leze": "x"}, "Bedoelde je 'lezen'?", "leze"),
    put(FACTS, "afleidingen.0.dan", {"leeftijd": "proef"}, "is een antwoord, geen afgeleid feit."),
    put(CHANNEL, "soort", "berichtje", "soort 'berichtje' ken ik niet. Bedoelde je 'bericht'?"),
    put(CHANNEL, "taken", ["bereikn"], "taak 'bereikn' ken ik niet. Bedoelde je 'bereiken'?"),
    put(CHANNEL, "ligt_niet_voor_de_hand", [], "over taak 'uitnodigen' staat hier niets. Zet haar"),
    put(CHANNEL, "aanpak.0.taken", ["bereiken"], "hoe je taak 'uitnodigen' aanpakt, staat hier"),
    put(CHANNEL, "aanpak.0.taken", [*TASKS[:3]], "taak 'plan-uitleggen' kan dit kanaal niet. Haal"),
    put(CHANNEL, "taken", ["bereiken", "uitnodigen"], "'uitnodigen' staat hier vaker. Laat er één"),
    put(CHANNEL, "lidwoord", "het", "'in_zin' begint niet met lidwoord 'het'. Verander 'in_zin'"),
    put(RULES, "voorbeelden.0.niet", "brieff", "voorbeeld 'Proef': kanaal 'brieff' ken ik niet."),
    put(RULES, "voorbeelden.0.situatie.fase", "aktie", "fase 'aktie' ken ik niet. Bedoelde je"),
    put(RULES, "voorbeelden.0.moet", "proef-waarborgg", "Bedoelde je 'proef-waarborg'?"),
    put(PROMISES, "beloften.0.niet", "brieff", "kanaal 'brieff' ken ik niet. Bedoelde je 'brief'?"),
    put(GROUP, "bekend.0.bron", "P77", "bron 'P77' ken ik niet.", "P77"),
    put(WORDS, "vaak_gevraagd.participatie", ["brieff"], "Bedoelde je 'brief'?", "brieff"),
    BadInput(
        "vaak gevraagd bij een onbekend traject",
        WORDS,
        lambda tree: tree["vaak_gevraagd"].update({"participaties": ["brief"]}),
        "traject 'participaties' ken ik niet. Bedoelde je 'participatie'?",
    ),
    put(WORDS, "namen_van_feiten.lezn", "x", "feit 'lezn' ken ik niet. Bedoelde je 'lezen'?"),
    put(WORDS, "namen_van_feiten.lezen", DROP, "de naam van 'lezen' ontbreekt."),
    put(TEXTS, "zwakk", "x", "de tekst 'zwakk' ken ik niet. Bedoelde je 'zwak'?", '"zwakk"'),
    put(TEXTS, "zwak", DROP, "de tekst 'zwak' ontbreekt. Vul hem in."),
    put(
        TEXTS,
        "zeker_ook",
        "In {kerr} van de 100.",
        "bij 'zeker_ook' ken ik {kerr} niet. Je kunt gebruiken: kanaal, keer.",
        "{kerr}",
    ),
    put(TEXTS, "zwak", "Zwak {keer}.", "bij 'zwak' ken ik {keer} niet. Je kunt gebruiken: geen."),
    put(
        CONSTANTS, "overlapp", {"waarde": "1", "reden": "x"}, "Bedoelde je 'overlap'?", '"overlapp"'
    ),
    put(PHASE, "per_traject.participatie", DROP, "traject 'participatie' ontbreekt."),
    put(PHASE, "per_traject.participatie.taken", ["inbrengen"], "taak 'inbrengen' ken ik niet."),
]

KEYS_WRONG = [
    unknown(RULES, "regels.0.gewigt", "Bedoelde je 'gewicht'?"),
    unknown(RULES, "geldtvoor", "Bedoelde je 'geldt_voor'?"),
    unknown(RULES, "regels.0.[key]", ""),
    unknown(RULES, "regels.0.<<", ""),
    unknown(RULES, "voorbeelden.0.verwacht_dit", "Bedoelde je 'verwacht'?"),
    unknown(RULES, "voorbeelden.0.situatie.fases", "Bedoelde je 'fase'?"),
    unknown(CHANNEL, "omschrijvin", "Bedoelde je 'omschrijving'?"),
    unknown(GROUP, "motief", "Bedoelde je 'motieven'?"),
    unknown(GROUP, "editie", ""),
    unknown(PROFILE, "eigenar", "Bedoelde je 'eigenaar'?"),
    unknown(GROUP, "boodschap.toonn", "Bedoelde je 'toon'?"),
    unknown(GROUP, "bekend.0.bronn", "Bedoelde je 'bron'?"),
    unknown(SOURCE, "titels", "Bedoelde je 'titel'?"),
    unknown(SOURCE, "bevindingen.0.waarden", "Bedoelde je 'waarde'?"),
    unknown(GUARDS, "waarborgen.0.eist", "Bedoelde je 'eis'?"),
    unknown(GAPS, "groepen.0.wies", "Bedoelde je 'wie'?"),
    unknown(FACTS, "afleidingen.0.dann", "Bedoelde je 'dan'?"),
    unknown(UNUSED, "ongebruikt.0.redenen", "Bedoelde je 'reden'?"),
    unknown(WORDS, "soort", "Bedoelde je 'soorten'?"),
    unknown(CONSTANTS, "beste.waardes", "Bedoelde je 'waarde'?"),
    unknown(PHASE, "namen", "Bedoelde je 'naam'?"),
    unknown(PHASE, "per_traject.participatie.doelen", "Bedoelde je 'doel'?"),
    missing(RULES, "geldt_voor"),
    missing(RULES, "regels"),
    missing(RULES, "regels.0.omdat"),
    missing(RULES, "regels.0.kanaal"),
    missing(RULES, "regels.0.id"),
    missing(RULES, "voorbeelden.0.situatie"),
    missing(RULES, "voorbeelden.0.situatie.profiel"),
    missing(CHANNEL, "naam"),
    missing(CHANNEL, "digitaal"),
    missing(CHANNEL, "stem_af_met"),
    missing(GROUP, "bekend"),
    missing(GROUP, "bekend.0.tekst"),
    missing(PROFILE, "motieven"),
    missing(SOURCE, "adres"),
    missing(SOURCE, "jaar"),
    missing(SOURCE, "n"),
    missing(SOURCE, "bevindingen.0.maat"),
    missing(GUARDS, "waarborgen.0.soort"),
    missing(GUARDS, "waarborgen"),
    missing(GAPS, "groepen.0.doe"),
    missing(GAPS, "ziet_niet"),
    missing(FACTS, "afleidingen.0.als"),
    missing(UNUSED, "ongebruikt.0.reden"),
    missing(WORDS, "taken"),
    missing(CONSTANTS, "beste"),
    missing(CONSTANTS, "beste.reden"),
    missing(PROMISES, "beloften"),
    missing(PROMISES, "beloften.0.naam"),
    missing(PHASE, "naam"),
    missing(PHASE, "per_traject.participatie.taken"),
]

YES_NO = "hier hoort 'ja' of 'nee'."
VALUES_WRONG = [
    *(put(CHANNEL, "digitaal", v, YES_NO, "digitaal") for v in ("no", "on", "true", "1", "~", "")),
    put(GUARDS, "waarborgen.0.waarschuw", "yes", YES_NO),
    rule("gewicht no", "'no' is geen getal. Schrijf bijvoorbeeld 1.5.", '"gewicht"', gewicht="no"),
    rule("gewicht 12:30", "'12:30' is geen getal.", gewicht="12:30"),
    rule("gewicht 0x10", "'0x10' is geen getal.", gewicht="0x10"),
    rule(
        "gewicht met komma",
        "'1,5' lees ik niet als getal. Schrijf 1.5, met een punt.",
        gewicht="1,5",
    ),
    rule("gewicht leeg", "'' is geen getal.", gewicht=""),
    rule("gewicht ~", "'~' is geen getal.", gewicht="~"),
    rule("gewicht 1_000", "'1_000' is te hoog: hooguit 3", gewicht="1_000"),
    rule("gewicht te hoog", "'3.5' is te hoog: hooguit 3", gewicht="3.5"),
    rule("gewicht te laag", "'-4' is te laag: minimaal -3", gewicht="-4"),
    rule("gewicht geen halve", "'0.75' mag niet: gebruik halve punten", gewicht="0.75"),
    rule("gewicht 0", "een gewicht van 0 verandert niets.", gewicht="0"),
    rule("gewicht -0.0", "een gewicht van 0 verandert niets.", gewicht="-0.0"),
    rule("gewicht nan", "'nan' is geen bruikbaar getal.", gewicht="nan"),
    rule("gewicht .nan", "'.nan' is geen getal.", gewicht=".nan"),
    rule("gewicht inf", "'-inf' is geen bruikbaar getal.", gewicht="-inf"),
    rule("gewicht 1e400", "'1e400' is geen bruikbaar getal.", gewicht="1e400"),
    rule("gewicht lijst", "hier hoort een getal.", gewicht=["1"]),
    rule("id met hoofdletter", "heeft niet de goede vorm (kleine letters", id="Proef Regel"),
    rule("id lang", "deze tekst is langer dan 80 tekens. Maak hem korter.", id="a" * 81),
    rule("omdat leeg", "hier hoort een tekst, nu staat er niets.", omdat=" "),
    rule("omdat lang", "deze tekst is langer dan 4000 tekens.", omdat="a" * 4001),
    rule("omdat lijst", "hier hoort een tekst.", omdat=["x"]),
    rule("kanaal leeg", "hier hoort een tekst, nu staat er niets.", kanaal=""),
    rule("kanaal lege lijst", "hier staat geen kanaal. Noem een kanaal of eigenschap.", kanaal=[]),
    rule("kanaal zonder eigenschap", "hier staat geen kanaal. Noem een kanaal", kanaal={}),
    rule("kanaal te diep", "bij '1.kanaal.1' hier hoort een tekst.", kanaal=[["brief"]]),
    rule("als leeg", "hier horen sleutels met een waarde.", als=""),
    rule("als lege lijst", "bij 'fase' staat niets. Vul een waarde in.", als={"fase": []}),
    rule("als dieper", "hier hoort een lijst.", als={"fase": {"actie": "ja"}}),
    rule("kwaliteit", "'E' mag hier niet. Kies uit: 'A', 'B', 'C' of 'D'.", kwaliteit="E"),
    put(RULES, "geldt_voor", [], "hier horen sleutels met een waarde."),
    put(RULES, "geldt_voor", {"fase": []}, "bij 'fase' staat niets. Vul een waarde in."),
    put(RULES, "regels", "x", "hier hoort een lijst."),
    put(RULES, "regels.0", "x", "hier horen sleutels met een waarde."),
    put(SOURCE, "adres", "www.example.nl", "een adres begint met https://"),
    put(SOURCE, "aard", "blog", "'blog' mag hier niet. Kies uit: 'landelijk"),
    put(SOURCE, "aard", "vakkennis", "vakkennis heeft kwaliteit D, niet B."),
    put(SOURCE, "jaar", "vorig jaar", "'vorig jaar' is geen heel getal."),
    put(SOURCE, "jaar", "20", "'20' is te laag: minimaal 1900."),
    put(SOURCE, "n", "0", "'0' is te laag: minimaal 1."),
    put(SOURCE, "n", "~", "'~' is geen heel getal."),
    put(SOURCE, "n", "9" * 5000, "is te groot."),
    put(SOURCE, "bevindingen.0.waarde", "101", "een 'waarde' van 0 tot en met 100.", '"101"'),
    put(SOURCE, "bevindingen.0.waarde", "-1", "een 'waarde' van 0 tot en met 100.", '"-1"'),
    put(SOURCE, "bevindingen.0.waarde", DROP, "een 'waarde' van 0 tot en met 100."),
    put(SOURCE, "bevindingen.0.waarde", "20%", "'20%' is geen getal."),
    put(SOURCE, "bevindingen.0.maat", "bereikk", "'bereikk' mag hier niet. Kies uit: 'gebruik'"),
    put(SOURCE, "bevindingen.1.id", "P1", "deze bevinding staat ook bij bron PROEF."),
    put(
        SOURCE, "bevindingen.0.maat", "gebruik", "horen bij één vraag, met andere maat of eenheid."
    ),
    put(CHANNEL, "taken", [], "hier hoort minstens één regel."),
    put(CHANNEL, "inzet", "reusachtig", "Kies uit: 'klein', 'middel' of 'groot'."),
    put(FACTS, "afleidingen.0.dan", {}, "hier hoort minstens één regel."),
    put(FACTS, "afleidingen.0.dan", {"lezen": "x", "besluit": "x"}, "hier mag er maar één staan."),
    put(GUARDS, "waarborgen.0.eis", {}, "hier staat geen kanaal. Noem een kanaal of eigenschap."),
    put(PHASE, "volgorde", "0", "'0' is te laag: minimaal 1."),
    put(PHASE, "volgorde", "1.5", "'1.5' is geen heel getal."),
    put(CONSTANTS, "trekkingen.waarde", "0", "hoort een heel getal van 100 tot en met 20000."),
    put(CONSTANTS, "beste.waarde", "2.5", "hoort een heel getal van 1 tot en met 9."),
    put(CONSTANTS, "procent_min.waarde", "0", "hoort een getal van 1 tot en met 49."),
    put(CONSTANTS, "overlap.waarde", "1.1", "hoort een getal van 0 tot en met 1."),
    put(CONSTANTS, "overlap.waarde", "NaN", "'NaN' is geen bruikbaar getal."),
    put(CONSTANTS, "overlap.waarde", "12:30", "'12:30' is geen getal."),
    BadInput(
        "feit met een naam van het programma",
        WORDS,
        {"feiten.vraag": {"x": "x"}, "namen_van_feiten.vraag": "x"},
        "'vraag' is al een woord van het programma. Kies een andere naam.",
    ),
    put(WORDS, "soorten", {"Een Soort": "x"}, "heeft niet de goede vorm (kleine letters"),
    put(TEXTS, "zwak", ["x"], "hier hoort een tekst."),
    put(TEXTS, "zwak", "", "hier hoort een tekst, nu staat er niets."),
]

EITHER = "geef 'gewicht' of 'cijfer', en niet allebei."
FIGURE = {"groep": "P1", "basis": "P2"}
MEANING_WRONG = [
    rule("aanname zonder D", "Noem de bron, of zet 'kwaliteit: D'.", kwaliteit=DROP),
    rule("aanname met A", "zonder 'bron' is dit vakkennis.", kwaliteit="A"),
    rule("kwaliteit beter dan de bron", "kwaliteit A is beter dan de bronnen zeggen (B).",
         bron="P1", kwaliteit="A"),
    rule("gewicht en cijfer", EITHER, cijfer=FIGURE),
    rule("geen gewicht en geen cijfer", EITHER, gewicht=DROP),
    rule("groep is geen bevinding", "bevinding 'PROEF' ken ik niet.", gewicht=DROP,
         cijfer={"groep": "PROEF", "basis": "P1"}),
    rule("basis is geen bevinding", "bron 'vragen' ken ik niet.", gewicht=DROP,
         cijfer={"groep": "P1", "basis": "vragen"}),
    rule("andere bron", "P1 en Q1 meten niet hetzelfde (zelfde bron, maat en wat).", gewicht=DROP,
         cijfer={"groep": "P1", "basis": "Q1"}),
    rule("andere maat", "P1 en P3 meten niet hetzelfde (zelfde bron, maat en wat).", gewicht=DROP,
         cijfer={"groep": "P1", "basis": "P3"}),
    rule("ander onderwerp", "P1 en P4 meten niet hetzelfde", gewicht=DROP,
         cijfer={"groep": "P1", "basis": "P4"}),
    rule("geen percentage", "bevinding P5 is geen percentage van inwoners.", gewicht=DROP,
         cijfer={"groep": "P5", "basis": "P5"}),
    rule("geen vraag", "bevinding P3 hoort bij geen vraag.", gewicht=DROP,
         cijfer={"groep": "P3", "basis": "vraag"}),
    rule("geen verschil", "dit cijfer geeft gewicht 0. Haal de regel weg.", gewicht=DROP,
         cijfer={"groep": "P1", "basis": "P1"}),
    rule("kaal cijfer draagt veel", "draagt hooguit 1 punt. Verlaag het gewicht.", gewicht="2",
         bron="P1"),
    rule("aanname met veel gewicht", "weegt hier hooguit 2.5. Verlaag het gewicht, of noem een",
         '"gewicht"', gewicht="3"),
    rule("aanname met veel gewicht omlaag", "weegt hier hooguit 2.5.", gewicht="-3"),
    put(GROUP, "regels.0.gewicht", "1.5", "(kwaliteit D) weegt hier hooguit 1."),
    put(PROFILE, "regels.0.gewicht", "-2", "(kwaliteit D) weegt hier hooguit 1."),
    rule("regel op onbekend", "alleen een waarborg mag kijken naar 'onbekend'.",
         als={"leeftijd": "onbekend"}, thema="proef"),
    rule("leeftijdsregel zonder thema", "heeft een 'thema' nodig.", als={"leeftijd": "75-plus"}),
    rule("regel op een feit van leeftijd zonder thema", "heeft een 'thema' nodig.",
         als={"lezen": "vaker-moeilijk"}),
    put(GROUP, "regels.0.thema", DROP, "heeft een 'thema' nodig."),
    put(PROFILE, "regels.0.thema", DROP, "heeft een 'thema' nodig."),
    put(GROUP, "regels.0.als", {"leeftijd": "proef"}, "'leeftijd' staat al vast voor dit hele"),
    put(GROUP, "regels.0.id", "proef-regel", "de naam 'proef-regel' bestaat al in"),
    BadInput("twee regels in één bestand", RULES, lambda tree: tree["regels"].append(RULE),
         f"de naam 'proef-regel' bestaat al in {RULES}. Kies een andere."),
    put("profiles/leeftijd/onbekend.yaml", "regels", [{**RULE, "id": "p", "thema": "x"}],
        "over wie je niet kent, mag geen regel gaan."),
    put(RULES, "geldt_voor", {"fase": "actie"}, "hoort volgens 'geldt_voor' actie.yaml te heten."),
    put(GUARDS, "waarborgen.0.waarschuw", "ja", "geef precies één van 'eis', 'verbied' of"),
    put(GUARDS, "waarborgen.0.eis", DROP, "geef precies één van 'eis', 'verbied' of 'waarschuw'."),
    put(GUARDS, "waarborgen.0.soort", "wet", "een wettelijke plicht noemt haar wet bij 'bron'."),
    put(GUARDS, "waarborgen.0.kwaliteit", DROP, "zonder 'bron' is dit vakkennis."),
    put(FACTS, "afleidingen.0.kwaliteit", DROP, "zonder 'bron' is dit vakkennis."),
    put(RULES, "voorbeelden.0.niet", DROP, "dit voorbeeld verwacht niets. Vul een verwachting in."),
]  # fmt: skip

CASES = [*WORDS_UNKNOWN, *KEYS_WRONG, *VALUES_WRONG, *MEANING_WRONG]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_mistake_gives_one_message_with_place_and_way_out(case: BadInput, root: Path) -> None:
    change(root, case.file, case.values)
    found = problems(root)
    assert [str(p) for p in found if p.file != case.file] == []
    assert len(found) == 1, [str(p) for p in found]
    assert case.message in found[0].message
    if case.at:
        assert found[0].line == line_with(root, case.file, case.at)
    elif case.file != TEXTS:
        assert found[0].line


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("20-30", "overlapt met 16-24: iemand van 20 jaar hoort bij allebei."),
        ("24-24", "overlapt met 16-24: iemand van 24 jaar"),
        ("17-100", "overlapt met 16-24: iemand van 17 jaar"),
        ("80-plus", "overlapt met 75-plus: iemand van 80 jaar"),
        ("70-plus", "overlapt met 65-74: iemand van 70 jaar"),
        ("14-3", "de jongste leeftijd staat achteraan."),
    ],
)
def test_age_groups_that_overlap_are_refused(slug: str, words: str, root: Path) -> None:
    write(root, f"profiles/leeftijd/{slug}.yaml", {**NEW[GROUP], "regels": []})
    assert words in " ".join(problem.message for problem in problems(root))


def test_an_age_group_beside_the_others_is_good(root: Path) -> None:
    write(root, "profiles/leeftijd/12-15.yaml", {**NEW[GROUP], "regels": []})
    assert "12-15" in load(root).ages


def test_every_constant_has_bounds_that_hold() -> None:
    assert set(BOUNDS) <= set(MethodConstants.model_fields)


def test_one_id_in_two_files_names_both(root: Path) -> None:
    write(root, "journeys/regels/proef-twee.yaml", {"geldt_voor": {}, "regels": [RULE]})
    (found,) = problems(root)
    assert found.file == "journeys/regels/proef-twee.yaml"
    assert f"de naam 'proef-regel' bestaat al in {RULES}. Kies een andere." in found.message


@pytest.mark.parametrize("broken", ["naam: [", {"naam": "x"}], ids=["geen YAML", "onvolledig"])
@pytest.mark.parametrize(
    "folder", [f for f in SHELVES if f not in ("journeys/regels", "profiles/leeftijd")]
)
def test_one_broken_file_stays_one_file_of_errors(folder: str, broken: Any, root: Path) -> None:
    """What other files say about the things in a broken file is not held against them."""
    names = [name for name, _ in files.paths(root) if name.startswith(folder)]
    for name in (names[0], names[-1] if "onbekend" not in names[-1] else names[1]):
        before = (root / name).read_bytes()
        write(root, name, broken)
        assert {problem.file for problem in problems(root)} == {name}
        write(root, name, before)


def test_all_mistakes_in_all_files_are_told_at_once(root: Path) -> None:
    change(root, RULES, {"regels.0.kanaal": "brieff", "regels.0.bron": "P99"})
    change(root, RULES, lambda tree: tree["regels"].append({**RULE, "gewicht": "0"}))
    change(root, GROUP, {"regels.0.thema": DROP, "bekend.0.bron": "P98"})
    change(root, PROFILE, {"naamm": "x", "naam": DROP})
    change(root, CHANNEL, {"digitaal": "no", "inzet": "x", "taken": []})
    change(root, SOURCE, {"jaar": "x", "bevindingen.4.maat": "x"})
    change(root, GUARDS, {"waarborgen.0.eis": DROP})
    change(root, GAPS, {"groepen.0.als": {"fase": "aktie"}})
    change(root, FACTS, {"afleidingen.0.als": {"leeftijd": "x"}})
    change(root, TEXTS, {"zwak": "{x}", "onzin": "x"})
    write(root, "journeys/trajecten/participatie.yaml", "naam: [")
    said = "\n".join(map(str, problems(root)))
    expected = {RULES: 4, GROUP: 2, PROFILE: 2, CHANNEL: 3, SOURCE: 2, GUARDS: 1, GAPS: 1, FACTS: 1}
    expected |= {TEXTS: 2, "journeys/trajecten/participatie.yaml": 1}
    assert {name: said.count(f"{name}, ") for name in expected} == expected
    assert len(said.splitlines()) == sum(expected.values())


# --- what only shows when every situation is worked out -------------------------------------------

NEVER = {"proef": "nooit"}
HERE = {"traject": "dienstverlening", "fase": "actie", "leeftijd": "75-plus"}
HERE |= {"profiel": "zorgzame-senioren"}


def _more(rule: dict[str, Any], tree: Any) -> None:
    _again(tree["regels"], **rule)


def _again(items: list[dict[str, Any]], **other: Any) -> None:
    items.append({**items[0], **other})


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Break everything that check looks at, work all situations out once, and check."""
    root = copy_with_additions(tmp_path_factory.mktemp("proeven"))
    for name in (GROUP, PROFILE):
        (root / name).unlink()
    words = {"feiten.proef": {"ja": "x", "nooit": "x"}, "namen_van_feiten.proef": "x"}
    change(root, WORDS, words)
    derived = {"als": {"fase": "actie"}, "dan": {"proef": "ja"}}
    change(root, FACTS, {f"afleidingen.0.{key}": value for key, value in derived.items()})
    change(root, FACTS, lambda t: _again(t["afleidingen"], id="nooit-feit", als=NEVER))
    change(root, GUARDS, {"waarborgen.0.eis": {"taak": "vindbaar-zijn"}})
    change(root, GUARDS, lambda t: _again(t["waarborgen"], id="nooit-waarborg", als=NEVER))
    change(root, GAPS, {"groepen.0.als": NEVER})
    change(root, RULES, {"voorbeelden.0": {**EXAMPLE, "verwacht": ["brief"]}})
    change(root, RULES, lambda t: _again(t["regels"], id="proef-zelfde"))
    change(root, RULES, lambda t: _again(t["regels"], id="proef-tegen", gewicht="-1"))
    change(root, RULES, lambda t: _again(t["regels"], id="nooit", als=NEVER, bron="P4"))
    down = {"als": HERE, "kanaal": {"digitaal": ["ja", "nee"]}, "gewicht": "-1"}
    for theme in "abcdefghijklmnopqr":
        again = {**down, "id": f"omlaag-{theme}", "thema": theme}
        change(root, RULES, partial(_more, again))
    change(root, UNUSED, {"ongebruikt.0.bevindingen": ["P1", "P1", "P3", "P4", "P9"]})
    found = errors_of(build(load(root)))
    for problem in found:
        assert_dutch(problem)
    return [str(problem) for problem in found]


@pytest.mark.exhaustive
@pytest.mark.parametrize("message", [
    f"{RULES}: regel 'nooit' geldt in geen enkele situatie.",
    "journeys/waarborgen.yaml: 'nooit-waarborg' geldt in geen enkele situatie.",
    "journeys/feiten.yaml: 'nooit-feit' geldt in geen enkele situatie.",
    "journeys/wie-mis-je.yaml: 'proef-groep-mist' geldt in geen enkele situatie.",
    "journeys/woorden.yaml: feit 'proef: nooit' volgt nergens uit.",
    f"{RULES}: regel 'proef-zelfde' zegt hetzelfde als 'proef-regel'. Maak er één regel van.",
    f"{RULES}: regel 'proef-tegen' spreekt tegen 'proef-regel'. Maak er één regel van.",
    "journeys/regels/participatie-bewustwording.yaml: zonder basisregel: proef.",
    "journeys/regels: dienstverlening/actie/75-plus/zorgzame-senioren: geen enkel kanaal past.",
    "journeys/waarborgen.yaml: participatie/actie/16-24/onbekend: geen kanaal voldoet aan 'proef-w",
    f"{RULES}: voorbeeld komt niet uit: Proef: verwacht brief, maar bovenaan staat ",
    "journeys/ongebruikt.yaml: P1 staat er 2 keer.",
    "journeys/ongebruikt.yaml: P2 (bron PROEF) wordt niet gebruikt. Zet hem met reden in de lijst.",
    "journeys/ongebruikt.yaml: P4 wordt wel gebruikt. Haal hem uit de lijst.",
    "journeys/ongebruikt.yaml: P9 is geen bekende bevinding.",
])  # fmt: skip
def test_check_finds_what_the_files_alone_do_not_show(message: str, errors: list[str]) -> None:
    assert any(error.startswith(message) for error in errors), errors
