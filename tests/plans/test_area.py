"""Ages of an area: the layouts that offices send, Dutch numbers, what is hidden, too few people."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.plans import main
from dutch import whole
from engine import Rulebook
from plans import PlanError, example, examples, read_plan
from plans.area import ages, bands, bundle, codes, csvfile, intake, places
from plans.area.ages import Area

COVERS = ("commands/plans/area.py",)

HEAD = "gwb_code_10;gwb_code_8;regio;gm_naam;recs;a_inw;a_man;a_00_14;a_15_24;a_25_44;a_45_64;"
KWB = f"""{HEAD}a_65_oo;p_ste
GM0999;0999;Lindestad;Lindestad;Gemeente;12.000;6000;2000;1000;4000;3000;2000;.
WK099901;099901;Oost;Lindestad;Wijk;1.240;600;200;100;400;300;240;.
BU09990101;09990101;Lindekwartier;Lindestad;Buurt;240;120;40;20;80;60;40;.
BU09990102;09990102;Haven;Lindestad;Buurt;100;50;.;10;40;.;20;.
BU09990103;09990103;Leegveld;Lindestad;Buurt;.;.;.;.;.;.;.;.
"""
STATLINE_WIDE = """"ID";"WijkenEnBuurten";"Gemeentenaam_1";"SoortRegio_2";"Codering_3";"AantalInwoners_5";"Mannen_6";"k_0Tot15Jaar_8";"k_15Tot25Jaar_9";"k_25Tot45Jaar_10";"k_45Tot65Jaar_11";"k_65JaarOfOuder_12";"Ongehuwd_13"
3;"BU09990101";"Lindestad   ";"Buurt";"BU09990101";240;120;40;20;80;60;40;99
"""  # noqa: E501 - as StatLine writes it
PC4 = """postcode4;aantal_inwoners;aantal_mannen;aantal_inwoners_0_tot_15_jaar;aantal_inwoners_15_tot_25_jaar;aantal_inwoners_25_tot_45_jaar;aantal_inwoners_45_tot_65_jaar;aantal_inwoners_65_jaar_en_ouder;aantal_geboorten
9991;240;120;40;20;80;60;40;-99997
9992;240;120;-99997;20;80;60;40;-99997
"""  # noqa: E501 - as the statistics write it
PC4_OLD = "PC4;INWONER;INW_014;INW_1524;INW_2544;INW_4564;INW_65PL\n9991;240;40;20;80;60;40\n"
LONG = """"Geslacht";"Leeftijd";"Postcode";"Perioden";"Bevolking (aantal)"
"Totaal mannen en vrouwen";"Totaal leeftijd";"9991";"2026";"240"
"Totaal mannen en vrouwen";"0 tot 15 jaar";"9991";"2026";"40"
"Totaal mannen en vrouwen";"15 tot 25 jaar";"9991";"2026";"20"
"Totaal mannen en vrouwen";"25 tot 45 jaar";"9991";"2026";"80"
"Totaal mannen en vrouwen";"45 tot 65 jaar";"9991";"2026";"60"
"Totaal mannen en vrouwen";"65 jaar of ouder";"9991";"2026";"40"
"Mannen";"65 jaar of ouder";"9991";"2026";"15"
"""
PLAIN = "leeftijd;aantal\n0-14;40\n15-24;20\n25-44;80\n45-64;60\n65+;40\n"
# 15 to 25: nine of the ten years are ours; 25 to 45: half each; 45 to 65: a quarter and the rest
EXPECTED = {"16-24": 18, "25-34": 40, "35-49": 55, "50-64": 45, "65-74": 20, "75-plus": 20}
LAYOUTS = [
    (KWB, "BU09990101"),
    (KWB, "Lindekwartier"),
    (STATLINE_WIDE, ""),
    (PC4, "9991"),
    (PC4_OLD, ""),
    (LONG, ""),
    (PLAIN, ""),
    (PLAIN.replace(";", ","), ""),
    (PLAIN.replace(";", "\t"), ""),
    (PLAIN.replace("40\n", "40,0\n").replace("\n", "\r\n"), ""),
    (PLAIN.replace("15-24", "15 t/m 24 jaar").replace("65+", "65 jaar en ouder"), ""),
    ("leeftijdsgroep;inwoners\n0 tot 15;40\n15 tot 25;20\n25 tot 45;80\n45 tot 65;60\n65+;40", ""),
]


def area_of(text: str, book: Rulebook, *wanted: str, raw: bytes | None = None) -> Area:
    sheet = csvfile.parse("gebied.csv", text.encode() if raw is None else raw)
    return ages.area_of(sheet, book, [name for name in wanted if name])


def refusal_of(text: str, book: Rulebook, *wanted: str) -> str:
    with pytest.raises(PlanError) as caught:
        area_of(text, book, *wanted)
    return str(caught.value)


@pytest.mark.parametrize(("text", "wanted"), LAYOUTS)
def test_every_layout_gives_the_same_residents(text: str, wanted: str, book: Rulebook) -> None:
    found = area_of(text, book, wanted)
    assert found.ages == EXPECTED
    assert found.unknown == 0
    assert found.young == 42
    assert any("aanname" in note for note in found.notes)


CODED = """"Id";"Measure";"ValueAttribute";"Value";"StringValue";"Geslacht";"Leeftijd";"RegioS"
"0";"M000352";"None";"240";"";"T001038";"10000";"GM0999"
"1";"M000352";"None";"40";"";"T001038";"53105";"GM0999"
"2";"M000352";"None";"20";"";"T001038";"53500";"GM0999"
"3";"M000352";"None";"80";"";"T001038";"53700";"GM0999"
"4";"M000352";"None";"60";"";"T001038";"53925";"GM0999"
"5";"M000352";"None";"40";"";"T001038";"21700";"GM0999"
"6";"M000352";"None";"15";"";"3000";"21700";"GM0999"
"""
AGES = """"Identifier";"Index";"Title";"Description"
"10000";"1";"Totaal";""
"53105";"2";"0 tot 15 jaar";""
"53500";"3";"15 tot 25 jaar";""
"53700";"4";"25 tot 45 jaar";""
"53925";"5";"45 tot 65 jaar";""
"21700";"6";"65 jaar of ouder";""
"""
REGIONS = "Key;Title\nGM0999;Lindestad\n"


def decode_with(*lists: tuple[str, str]) -> csvfile.Sheet:
    """Return the file with codes, read with code lists of a name and a text."""
    sheet = csvfile.parse("Observations.csv", CODED.encode())
    return codes.with_words(sheet, [csvfile.parse(name, text.encode()) for name, text in lists])


@pytest.mark.parametrize("name", ["LeeftijdCodes.csv", "lijst (1).csv"])
def test_a_file_with_codes_is_read_with_its_code_list(name: str, book: Rulebook) -> None:
    found = ages.area_of(decode_with((name, AGES)), book, [])
    assert (found.ages, found.young, found.name) == (EXPECTED, 42, "GM0999")
    both = decode_with((name, AGES), ("RegioSCodes.csv", REGIONS))
    assert ages.area_of(both, book, ["Lindestad"]).ages == EXPECTED
    assert ages.area_of(both, book, ["GM0999"]).ages == EXPECTED


def test_codes_without_a_list_are_never_taken_for_ages(book: Rulebook) -> None:
    said = refusal_of(CODED, book)
    assert "regel 2: '10000' is geen leeftijd. Dat is een code van StatLine." in said
    assert "LeeftijdCodes.csv" in said
    assert [bands.band(code) for code in ("10000", "70100", "T001038", "21700")] == [None] * 4
    with pytest.raises(PlanError, match="geen codelijst"):
        decode_with(("plan.csv", PLAIN))
    with pytest.raises(PlanError, match=r"hoort niet bij Observations\.csv"):
        decode_with(("WijkenCodes.csv", REGIONS.replace("GM0999", "WK0999")))


def test_areas_of_a_file_can_be_shown(book: Rulebook) -> None:
    sheet = csvfile.parse("gebied.csv", KWB.encode())
    shown = places.areas(sheet)
    assert shown["BU09990101"] == "Lindekwartier, BU09990101"
    assert len(shown) == 5
    assert places.areas(csvfile.parse("gebied.csv", PLAIN.encode())) == {}
    assert ages.area_of(sheet, book, ["BU09990101"]).ages == EXPECTED


def test_what_is_merged_is_named(book: Rulebook) -> None:
    found = intake.preview(Area("Proef", {"16-24": 3, "25-34": 40, "35-49": 4}, 0, 0, ()))
    assert set(found.merged) == {"16-24", "35-49", "25-34"}
    assert intake.preview(Area("Proef", {"16-24": 30}, 12, 0, ())).merged == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_is_read(encoding: str, book: Rulebook) -> None:
    text = KWB.replace("Lindekwartier", "Één én tweeën")
    raw = text.encode(encoding)
    assert area_of("", book, "Één én tweeën", raw=raw).ages == EXPECTED


def test_our_own_age_groups_are_taken_as_they_are(book: Rulebook) -> None:
    rows = "".join(f"{slug};{n}\n" for slug, n in EXPECTED.items())
    found = area_of("leeftijd;aantal\n" + rows, book)
    assert found.ages == EXPECTED
    assert found.young == 0
    assert not any("aanname" in note for note in found.notes)


def test_single_years_are_added_up(book: Rulebook) -> None:
    rows = "".join(f"{age};2\n" for age in range(0, 100))
    found = area_of("leeftijd;aantal\n" + rows, book)
    assert found.ages == {
        "16-24": 18, "25-34": 20, "35-49": 30, "50-64": 30, "65-74": 20, "75-plus": 50,
    }  # fmt: skip
    assert found.young == 32


def test_five_year_groups_need_no_guess_at_the_top(book: Rulebook) -> None:
    rows = "".join(f"{a} tot {a + 5} jaar;10\n" for a in range(0, 95, 5)) + "95 jaar of ouder;10\n"
    assert area_of("leeftijd;aantal\n" + rows, book).ages["75-plus"] == 50


def test_what_is_hidden_is_unknown(book: Rulebook) -> None:
    found = area_of(KWB, book, "BU09990102")
    assert found.unknown == 30
    assert (found.size, found.young) == (99, 1)
    assert area_of(PC4, book, "9992").unknown == 40


def test_areas_count_together(book: Rulebook) -> None:
    both = area_of(KWB, book, "BU09990101", "BU09990102")
    assert both.size == 198 + 99
    assert both.name == "Lindekwartier en Haven"


@pytest.mark.parametrize(
    ("text", "wanted", "message"),
    [
        ("", [], "dit bestand is leeg"),
        ("a\n1\n", [], "regel 1: ik zie maar één kolom."),
        ("a;b\n1;2\n", [], "ik herken hier geen leeftijden in. Nodig is een kolom per"),
        ("leeftijd;kleur\n16-24;2\n", [], "de kolom 'aantal' ontbreekt."),
        ("leeftijd;aantal\njong;2\n", [], "regel 2: 'jong' is geen leeftijd. Schrijf"),
        ("leeftijd;aantal\n16-24;veel\n", [], "regel 2: bij 'aantal': 'veel' is geen aantal."),
        ("leeftijd;aantal\n16-24;-5\n", [], "'-5' is minder dan nul."),
        ("leeftijd;aantal\n16-24;5\n16-24;6\n", [], "regel 3: deze leeftijd staat er ook op"),
        ("leeftijd;aantal\n16-24;5\n20-30;6\n", [], "leeftijd 20 telt dubbel"),
        ("leeftijd;aantal\n16-24;x\n", [], "ik vind geen enkel aantal. Kies een groter gebied."),
        (KWB, [], "hierin staan 5 gebieden. Kies er een, zoals: "),
        (KWB, ["Lindekwartie"], "gebied 'Lindekwartie' ken ik niet. Bedoelde je 'Lindekwartier'?"),
        (KWB, ["WK099901", "BU09990101"], "'BU09990101' ligt in 'WK099901' en telt dan dubbel."),
        (KWB, ["BU09990103"], "regel 6: een leeftijd is hier geheim en het totaal ontbreekt."),
        (KWB.replace("Oost;", "Haven;"), ["Haven"], "'Haven' staat op meer regels (3, 5). Noem"),
        ("\x00\x01PK", [], "dit is geen CSV. Een Excel-bestand bewaar je eerst als CSV."),
        ('leeftijd;aantal\n"16-24;2\n' + "x" * 200_000, [], "een veld is te lang"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_way_out(
    text: str, wanted: list[str], message: str, book: Rulebook
) -> None:
    assert message in refusal_of(text, book, *wanted)


@pytest.mark.parametrize(
    "above", ["", "sep=;\n", "Bevolking\n\n", '"Bevolking; leeftijd"\n', "Bevolking;\n2026;\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_what_stands_above_the_head_is_left_out(above: str, encoding: str, book: Rulebook) -> None:
    raw = f"{above}leeftijd;aantal\n16-24;1.250\n75 jaar of ouder;12\n".encode(encoding)
    area = ages.area_of(csvfile.parse("a.csv", raw), book)
    assert area.size == 1262


def test_a_file_that_excel_put_in_quotes_is_read(book: Rulebook) -> None:
    raw = b'"leeftijd,aantal"\n"16-24,1250"\n"75 jaar of ouder,12"\n'
    assert ages.area_of(csvfile.parse("a.csv", raw), book).size == 1262


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.234", "1234"), ("1.234.567", "1234567"), ("1.234,5", "1234.5"), ("12,5", "12.5"),
        ("12.5", "12.5"), ("0.125", "0.125"), ("1 234", "1234"), ("1\u00a0234", "1234"),
        ("12 %", "12"), ("0", "0"),
        (".", None), ("x", None), ("", None), ("-99997", None), ("geheim", None), ("-", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_offices_write_them(text: str, meant: str | None) -> None:
    assert csvfile.number(text) == (None if meant is None else Decimal(meant))


@given(st.integers(0, 999_999_999))
def test_a_dutch_number_is_read_back(number: int) -> None:
    assert csvfile.number(whole(number)) == number
    assert csvfile.number(f"{whole(number)},0") == number


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_an_error(raw: bytes) -> None:
    try:
        csvfile.parse("x.csv", raw)
    except PlanError as error:
        assert str(error).startswith("x.csv")


@given(st.text(max_size=30))
def test_any_text_is_a_band_or_none(text: str) -> None:
    found = bands.band(text)
    assert found is None or 0 <= found[0] < found[1]


@given(st.dictionaries(st.sampled_from(sorted(EXPECTED)), st.integers(0, 500), min_size=1))
def test_nobody_can_be_recognised(counts: dict[str, int]) -> None:
    found = Area("Proef", counts, 0, 0, ())
    if found.size < 10:
        with pytest.raises(PlanError, match="minder dan 10 inwoners"):
            intake.preview(found)
        return
    seen = intake.preview(found)
    assert sum(seen.counts.values()) == found.size
    assert all(count >= 10 for count in seen.counts.values())
    assert sum(seen.ages.values()) == 100


def test_a_profile_file_is_read(book: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "profielen.csv"
    text = "Profiel;Percentage\nHonkvaste Buurtbewoners;40,5%\nzorgzame-senioren;20\n"
    path.write_text(text, encoding="cp1252")
    assert intake.profiles(path, book) == {
        "honkvaste-buurtbewoners": Decimal("40.5"),
        "zorgzame-senioren": Decimal(20),
        "onbekend": Decimal("39.5"),
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "profiel;percentage\nStadse Nomaade;40\n",
            "regel 2: profiel 'Stadse Nomaade' ken ik niet.",
        ),
        ("profiel;percentage\nStadse Nomaden;140\n", "samen 140. Meer dan 100 kan niet."),
        ("profiel;percentage\nStadse Nomaden;4\nstadse-nomaden;4\n", "staat er twee keer."),
        ("profiel;percentage\nStadse Nomaden;veel\n", "regel 2: 'veel' is geen"),
        ("profiel;kleur\nStadse Nomaden;4\n", "nodig zijn de kolommen 'profiel' en 'percentage'"),
        ("profiel;aantal\nStadse Nomaden;0\n", "er staat geen enkel profiel met een getal in."),
    ],
)
def test_a_wrong_profile_file_is_refused(
    text: str, message: str, book: Rulebook, tmp_path: Path
) -> None:
    path = tmp_path / "profielen.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        intake.profiles(path, book)
    assert message in str(caught.value)


def test_files_that_came_together_are_told_apart_by_their_columns() -> None:
    profiles = csvfile.parse("p.csv", b"profiel;aandeel\nstadse-nomaden;0,3\n")
    area = csvfile.parse("a.csv", PLAIN.encode())
    assert bundle.sort_sheets([profiles, area]) == bundle.Bundle(area, profiles)
    assert bundle.sort_sheets([area]).profiles is None
    with pytest.raises(PlanError, match=r"^b\.csv: er is al een bestand met leeftijden: a\.csv\."):
        bundle.sort_sheets([area, csvfile.parse("b.csv", PLAIN.encode())])
    with pytest.raises(PlanError, match=r"^p\.csv: er is al een bestand met profielen: p\.csv\."):
        bundle.sort_sheets([area, profiles, profiles])
    with pytest.raises(PlanError, match=r"^p\.csv: het bestand met de leeftijden ontbreekt nog"):
        bundle.sort_sheets([profiles])


def test_an_area_becomes_a_group(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kwb.csv").write_text(KWB, encoding="cp1252")
    (tmp_path / "p.csv").write_text("profiel;aandeel\nstadse-nomaden;0,3\n", encoding="utf-8")
    base = ["groepen", str(tmp_path / "kwb.csv"), "--gebied", "Lindekwartier"]
    base += ["--profielen", str(tmp_path / "p.csv")]
    assert main(base) == 0
    said = capsys.readouterr().out
    assert said.startswith("Lindekwartier: 198 inwoners die meetellen")
    assert "  35 tot en met 49 jaar: 27,8 procent" in said
    plan, out = tmp_path / "plan.yaml", tmp_path / "nieuw.yaml"
    assert main(["voorbeeld", examples()[0], "-o", str(plan)]) == 0
    assert main([*base, "--plan", str(plan), "-o", str(out)]) == 0
    group = read_plan(out).groups[-1]
    assert (group.id, group.size) == ("lindekwartier", 198)
    assert group.ages["35-49"] == Decimal("27.8")
    assert group.profiles == {"stadse-nomaden": Decimal(30), "onbekend": Decimal(70)}
    assert group.origin and "aanname" in group.origin
    old = example(examples()[0]).groups[0].id
    capsys.readouterr()
    assert (
        main([*base, "--plan", str(plan), "--groep", old, "-o", str(out), "--json", "--vervang"])
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert found["omvang"] == read_plan(out).group(old).size == 198


def test_a_group_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(PLAIN, encoding="utf-8")
    plan = tmp_path / "plan.yaml"
    main(["voorbeeld", examples()[0], "-o", str(plan)])
    options = ["groepen", str(tmp_path / "a.csv"), "--plan", str(plan)]
    assert main([*options, "--groep", "bewoner", "-o", str(tmp_path / "x.yaml")]) == 1
    assert "groep 'bewoner' ken ik niet. Bedoelde je 'bewoners'?" in capsys.readouterr().err
    assert main(options) == 1
    assert "geef --plan en -o allebei" in capsys.readouterr().err
