"""Exports as the tools write them: recognised, read whole and to the last figure, or refused."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from listening import knowledge
from listening.model import Reading, Refused, TermGroup, Wish
from listening.reading import days, export_store, lines, template

COVERS = (
    "listening/reading/figures.py",
    "listening/reading/grouping.py",
    "listening/reading/loading.py",
    "listening/reading/recognise.py",
)

EXPORTS = ROOT / "tests" / "exports"
KINDS = knowledge.load().kinds
FILES: dict[
    str, list[tuple[str, int, float | None]]
] = {  # file → (kind, rows, sum of what it counts)
    "search-console-en.csv": [("gsc-zoekvragen", 3, 3594)],
    "search-console-nl.zip": [
        ("gsc-zoekvragen", 6, 10850),
        ("gsc-paginas", 3, 905),
        ("gsc-datums", 2, 59),
    ],
    "search-console-api.json": [("gsc-zoekvragen", 2, 147)],
    "ads-zoektermen-nl.csv": [("ads-zoektermen", 3, 12234)],
    "ads-zoektermen-en.csv": [("ads-zoektermen", 2, 11532)],
    "ads-campagnes-en.csv": [("ads-campagnes", 2, 1059)],
    "matomo-paginas.csv": [("matomo-paginas", 2, 3032)],
    "matomo-paginas-nl.csv": [("matomo-paginas", 2, 2042)],
    "matomo-zoeken.csv": [("matomo-zoeken", 2, 265)],
    "matomo-gebeurtenissen.json": [("matomo-gebeurtenissen", 3, 75)],
    "tellingen.csv": [("tellingen", 3, 1041)],
    "vragen.csv": [("vragen", 2, 19)],
    "nieuwsbrieven.csv": [("nieuwsbrieven", 1, 610)],
    "sociale-media.csv": [("sociale-media-cijfers", 1, 3400)],
    "regelingen.csv": [("regelingen", 3, None)],
    "acties.csv": [("acties", 1, None)],
    "gebeurtenissen.csv": [("gebeurtenissen", 2, None)],
    "reeksen.csv": [("reeksen", 168, 20101)],
    "stappen.csv": [("stappen", 3, 235)],
    "logboek.csv": [("logboek", 2, None)],
    "search-console-toppaginas-nl.csv": [("gsc-paginas", 2, 40)],
    "search-console-de.csv": [("gsc-zoekvragen", 2, 460)],
    "search-console-vergelijking.csv": [("gsc-zoekvragen", 1, 410)],
    "search-console-landen.csv": [("gsc-landen", 2, 37)],
    "search-console-apparaten.csv": [("gsc-apparaten", 2, 37)],
    "search-console-zoekopmaak.csv": [("gsc-zoekopmaak", 1, 3)],
    "search-console-filters.csv": [("gsc-filters", 3, None)],
    "ads-zoekwoorden-en.csv": [("ads-zoekwoorden", 2, 1300)],
    "ads-zoekvolume.csv": [("ads-zoekvolume", 2, None)],
    "trends.csv": [("trends", 4, None)],
    "ga4-paginas.csv": [("ga4-paginas", 2, 3070)],
    "ga4-zoektermen.csv": [("ga4-zoektermen", 2, 296)],
    "bing.csv": [("bing-zoekvragen", 2, 395)],
    "matomo-bezoeken-week.csv": [("matomo-bezoeken", 2, 500)],
    "piwikpro-paginas.csv": [("piwikpro-paginas", 2, 884)],
    "plausible-paginas.csv": [("plausible-paginas", 2, 451)],
    "plausible-dagen.csv": [("plausible-dagen", 2, 1330)],
    "contacten.csv": [("contacten", 3, 3)],
    "topdesk.csv": [("topdesk-meldingen", 2, 2)],
    "zendesk.csv": [("zendesk-tickets", 2, 2)],
    "chatbot.csv": [("chatbot-vragen", 2, 49)],
    "feedback.csv": [("feedback", 3, 3)],
    "mailchimp.csv": [("mailchimp", 1, 610)],
    "meta-berichten.csv": [("meta-berichten", 1, 980)],
    "linkedin-berichten.csv": [("linkedin-berichten", 1, 1850)],
}


@pytest.fixture
def export_file_store() -> Iterator[export_store.ExportStore]:
    with export_store.open_store(KINDS) as made:
        yield made


def read(
    export_file_store: export_store.ExportStore, path: Path, text: str | bytes, **wish: Any
) -> list[Reading]:
    raw = text if isinstance(text, bytes) else text.encode()
    path.write_bytes(raw)
    return export_file_store.read(path, Wish(**wish))


def refusal(
    export_file_store: export_store.ExportStore, path: Path, text: str | bytes, **wish: Any
) -> str:
    with pytest.raises(Refused) as caught:
        read(export_file_store, path, text, **wish)
    assert export_file_store.readings == []
    assert export_file_store.connection.execute("SHOW TABLES").fetchall() in ([], [("dagen",)])
    return str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_every_export_is_recognised_by_its_content(
    export_file_store: export_store.ExportStore, name: str, tmp_path: Path
) -> None:
    odd = tmp_path / "download (3).bin"  # the name says nothing
    odd.write_bytes((EXPORTS / name).read_bytes())
    found = [(r.kind.id, r.rows, r.total) for r in export_file_store.read(odd)]
    assert found == FILES[name]


def test_there_is_a_sample_for_every_kind_and_all_are_tried() -> None:
    assert {kind for found in FILES.values() for kind, _, _ in found} == set(KINDS)
    assert {p.name for p in EXPORTS.iterdir()} == {*FILES, "LEESMIJ.md", "matomo-fout.json"}


def test_dutch_and_english_give_the_same_figures(
    export_file_store: export_store.ExportStore,
) -> None:
    one = export_file_store.read(EXPORTS / "ads-zoektermen-nl.csv")[0]
    other = export_file_store.read(EXPORTS / "ads-zoektermen-en.csv")[0]
    keep = ("zoekvraag", "vertoningen", "kliks", "kosten", "klikpercentage")
    rows = [
        [tuple(row[key] for key in keep) for row in export_file_store.records(r)][:2]
        for r in (one, other)
    ]
    assert rows[0] == rows[1]
    assert rows[0][0] == ("snel geld nodig", 8412, 611, 1043.2, pytest.approx(0.0726))
    assert (one.totals_dropped, other.totals_dropped) == (2, 1)


def test_what_stands_above_the_head_is_kept_as_title(
    export_file_store: export_store.ExportStore,
) -> None:
    found = export_file_store.read(EXPORTS / "ads-zoektermen-nl.csv")[0]
    assert found.title == ("Rapport met zoektermen", "1 oktober 2026 - 31 oktober 2026")


def test_windows_letters_dates_and_thousands_of_a_spreadsheet(
    export_file_store: export_store.ExportStore,
) -> None:
    rows = export_file_store.records(export_file_store.read(EXPORTS / "tellingen.csv")[0])
    assert rows[1]["aantal"] == 1021
    assert rows[1]["datum"] == date(2026, 11, 3)
    assert rows[2]["onderwerp"] == "Afval café"
    assert rows[2]["capaciteit"] is None


@pytest.mark.parametrize(
    ("head", "cell", "value"),
    [
        ("Positie", '"2,14"', 2.14),
        ("Position", "2.14", 2.14),
        ("Positie", '"1.234,5"', 1234.5),
        ("Position", '"1,234.5"', 1234.5),
        ("Positie", '"1.234.567"', 1234567),
        ("Position", "12.3456789", 12.3456789),
        ("Positie", "7", 7),
        ("Positie", "--", None),
        ("Positie", '""', None),
    ],
)
def test_decimals_as_they_are_written(
    export_file_store: export_store.ExportStore,
    tmp_path: Path,
    head: str,
    cell: str,
    value: float | None,
) -> None:
    dutch = head == "Positie"
    first = "Klikken,Vertoningen" if dutch else "Clicks,Impressions"
    text = (
        f"{'Populairste zoekopdrachten' if dutch else 'Top queries'},{first},{head}\na,1,2,{cell}\n"
    )
    assert (
        export_file_store.records(read(export_file_store, tmp_path / "q.csv", text)[0])[0][
            "positie"
        ]
        == value
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "leeg"),
        ("   \n\n", "leeg"),
        ("PK\x03\x04rommel", "Excel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "geen tekstbestand"),
        ("zomaar een zin\nnog een\n", "kolomnamen"),
        ("a;b\n1;2\n", "herken dit bestand niet. Kolommen hier: a, b"),
        ("Top queries,Clicks\nx,1\n", "lijkt op 'Google Search Console, zoekopdrachten'"),
        ("Top queries,Clicks,Impressions\n", "geen enkele rij"),
        ("Top queries,Clicks,Impressions\na,1,2\nb,1\n", "regel 3: hier staan 2 kolommen"),
        ("Top queries,Clicks,Impressions\na,1,2,3\n", "regel 2: hier staan 4 kolommen"),
        ('Top queries,Clicks,Impressions\n"a,1,2\n', "aanhalingsteken"),
        ("Top queries,Clicks,Impressions\na,veel,2\n", "regel 2: 'veel' is geen heel getal"),
        ("Top queries,Clicks,Impressions\na,-1,2\n", "'-1' is geen heel getal"),
        ("Top queries,Clicks,Impressions\na,1.5,2\n", "'1.5' is geen heel getal"),
        ("Top queries,Clicks,Impressions\n,1,2\n", "ontbreekt een waarde (kolom 'Top queries')"),
        ("Top queries,Clicks,Impressions\na,,2\n", "ontbreekt een waarde (kolom 'Clicks')"),
        ("Top queries,Clicks,Impressions,CTR\na,1,2,hoog\n", "'hoog' is geen percentage"),
        ("Top queries,Clicks,Impressions,Clicks\na,1,2,3\n", "staat er twee keer"),
        ('Top queries,Clicks,Impressions,Position\na,1,2,"1,5"\nb,1,2,1.5\n', "regel 3"),
        ("datum;onderwerp;kanaal;aantal\n31-02-2026;a;b;1\n", "'31-02-2026' is geen datum"),
        ("datum;onderwerp;kanaal;aantal\n;a;b;1\n", "ontbreekt een waarde (kolom 'datum')"),
        ("date,query,clicks,impressions\n3/4/2026,a,1,2\n", "--datum dmj"),
        ('[{"label": "a"', "niet heel"),
        ("[]", "geen rijen"),
        ('{"a": 1}', "geen tabel"),
        ('["a"]', "geen tabel"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    export_file_store: export_store.ExportStore, tmp_path: Path, text: str | bytes, words: str
) -> None:
    assert words in refusal(export_file_store, tmp_path / "stuk.csv", text)


def test_an_error_of_matomo_is_passed_on(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    raw = (EXPORTS / "matomo-fout.json").read_bytes()
    assert "requires 'view' access" in refusal(export_file_store, tmp_path / "m.json", raw)


def test_one_bad_file_in_a_zip_refuses_the_whole(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("Queries.csv", "Top queries,Clicks,Impressions\na,1,2\n")
        archive.writestr("Pages.csv", "Top pages,Clicks,Impressions\nb,x,2\n")
    with pytest.raises(Refused, match="'x' is geen heel getal"):
        export_file_store.read(tmp_path / "z.zip")
    assert export_file_store.readings == []
    assert ("t0",) not in export_file_store.connection.execute("SHOW TABLES").fetchall()


def test_a_column_can_be_pointed_out(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    text = "wat mensen typen;Klikken;Vertoningen\ngrofvuil;1;20\n"
    said = refusal(export_file_store, tmp_path / "q.csv", text, kind="gsc-zoekvragen")
    assert "--kolom zoekvraag=KOLOMNAAM" in said
    wish = {"kind": "gsc-zoekvragen", "columns": (("zoekvraag", "Wat mensen typen"),)}
    assert read(export_file_store, tmp_path / "q.csv", text, **wish)[0].mapping["zoekvraag"] == (
        "wat mensen typen"
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("€ 15.000,-", 15000), ("15.000 euro", 15000), ("1.150,50", 1150.5), ("1 250", 1250),
        ("1\u00a0250,5", 1250.5), ("1.500", 1500), ("−", None), ("–", None), ("1,5", 1.5),
    ],
)  # fmt: skip
def test_costs_of_an_action_are_read_as_they_are_typed(
    export_file_store: export_store.ExportStore, tmp_path: Path, cell: str, value: float | None
) -> None:
    head, row = template.template(KINDS, "acties").splitlines()[:2]
    cells = row.split(";")
    cells[head.split(";").index("kosten")] = cell
    found = read(
        export_file_store, tmp_path / "a.csv", f"{head}\n{';'.join(cells)}\n", kind="acties"
    )
    assert export_file_store.records(found[0])[0]["kosten"] == value


def test_every_dash_is_a_minus(export_file_store: export_store.ExportStore, tmp_path: Path) -> None:
    rows = "".join(f"a,1,2,{cell}\n" for cell in ("-1.5", "−1.5", "–1.5", "1.5", "-"))
    found = read(
        export_file_store, tmp_path / "q.csv", f"Top queries,Clicks,Impressions,Position\n{rows}"
    )
    assert [row["positie"] for row in export_file_store.records(found[0])] == [
        -1.5,
        -1.5,
        -1.5,
        1.5,
        None,
    ]


def test_day_and_month_can_be_told_apart_or_said(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    text = "date,query,clicks,impressions\n3/4/2026,a,1,2\n"
    first = read(export_file_store, tmp_path / "a.csv", text, dates="mdj")[0]
    other = read(export_file_store, tmp_path / "b.csv", text + "13/4/2026,b,1,2\n")[0]
    assert (first.first, other.first) == (date(2026, 3, 4), date(2026, 4, 3))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        ("20261102", date(2026, 11, 2)),
        ("2026-11-02T08:00:00Z", date(2026, 11, 2)),
        ("2-11-2026", date(2026, 11, 2)),
        ("02/11/2026 09:15", date(2026, 11, 2)),
        ("2 nov 2026", date(2026, 11, 2)),
        ("2 nov. 2026", date(2026, 11, 2)),
        ("maandag 2 november 2026", date(2026, 11, 2)),
        ("Nov 2, 2026", date(2026, 11, 2)),
        ("2 maart 2026", date(2026, 3, 2)),
        ("2 mrt. 26", date(2026, 3, 2)),
        ("02-11-26", date(2026, 11, 2)),
        ("29-02-2026", None),
        ("1-1-1900", None),
        ("volgende week", None),
        ("", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert days.parse(text) == day


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_of_writing_gives_the_same(
    export_file_store: export_store.ExportStore,
    tmp_path: Path,
    encoding: str,
    delimiter: str,
    end: str,
) -> None:
    out = io.StringIO()
    rows = [("Populairste zoekopdrachten", "Klikken", "Vertoningen", "Positie")]
    rows += [("café, terras; nu", "1.200", "3.400", "1,5"), ('zegt "hoi"', "2", "3", "10,25")]
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    found = export_file_store.records(
        read(export_file_store, tmp_path / "x", out.getvalue().encode(encoding))[0]
    )
    assert [(r["zoekvraag"], r["kliks"], r["positie"]) for r in found] == [
        ("café, terras; nu", 1200, 1.5),
        ('zegt "hoi"', 2, 10.25),
    ]


def test_lines_that_a_dutch_excel_put_in_quotes_are_read(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    text = (
        '"Top queries,Clicks,Impressions,CTR,Position"\n"schulden gemeente,22,540,4.07%,1"\n'
        '"""hulp, geld"",14,1150,1.22%,1.82"\n'
    )
    found = read(export_file_store, tmp_path / "q.csv", text)[0]
    assert [(r["zoekvraag"], r["vertoningen"]) for r in export_file_store.records(found)] == [
        ("schulden gemeente", 540),
        ("hulp, geld", 1150),
    ]


def test_a_line_that_names_the_separator_is_no_title(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    text = "sep=;\nTop queries;Clicks;Impressions\na;1;2\n"
    found = read(export_file_store, tmp_path / "q.csv", text)[0]
    assert (found.rows, found.title) == (1, ())


def test_terms_of_several_files_are_added_and_compared(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    days_ = [f"2026-10-{d:02d}" for d in range(1, 31)]
    rows = "".join(f"{d},Grofvuil,1,{10 if d > '2026-10-15' else 4}\n" for d in days_)
    made = read(export_file_store, tmp_path / "a.csv", "date,query,clicks,impressions\n" + rows)
    found = export_file_store.count_terms(made, (), str, 10)
    assert found and found.groups == (TermGroup(("grofvuil",), 210, 150, 60, (("grofvuil", 210),)),)
    earlier = read(
        export_file_store, tmp_path / "b.csv", "Top queries,Clicks,Impressions\ngrofvuil,1,9\n"
    )
    again = export_file_store.count_terms(made, earlier, str, 10)
    assert again and again.groups[0].before == 9


def test_terms_that_tell_the_same_are_one_group(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    said = {"grofvuil zwolle": 30, "grof-vuil jansen": 40, "zwolle grofvuil": 9, "a  grofvuil": 12}
    rows = [f"{text},0,{times}\n" for text, times in said.items()]
    made = read(
        export_file_store, tmp_path / "a.csv", "Top queries,Clicks,Impressions\n" + "".join(rows)
    )
    for _ in range(2):  # nothing is left behind that stands in the way
        found = export_file_store.count_terms(
            made, (), lambda piece: "grofvuil" * piece.startswith("grof"), 10
        )
    assert found
    groups = {group.pieces: group for group in found.groups}
    assert groups["grofvuil", ""].times == 70
    assert groups["grofvuil", ""].terms == (("grof-vuil jansen", 40), ("grofvuil zwolle", 30))
    assert groups["", "grofvuil"].terms == ()
    assert groups["", "", "grofvuil"].times == 12
    assert (found.terms, found.times, found.hidden, found.hidden_times) == (4, 91, 1, 9)


@pytest.mark.parametrize("id_", template.able(KINDS))
def test_every_template_can_be_read_back(
    export_file_store: export_store.ExportStore, tmp_path: Path, id_: str
) -> None:
    found = read(export_file_store, tmp_path / "s.csv", template.template(KINDS, id_))
    assert [r.kind.id for r in found] == [id_]
    assert found[0].rows == len(KINDS[id_].template)


def test_json_with_a_table_in_a_row_gives_its_leaves(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    inner = [{"label": "/a", "nb_hits": 3, "exit_rate": "50%"}]
    tree = [{"label": "map", "nb_hits": 3, "exit_rate": "50%", "subtable": inner}]
    assert (
        export_file_store.records(
            read(export_file_store, tmp_path / "m.json", json.dumps(tree))[0]
        )[0]["adres"]
        == "/a"
    )


def test_plain_text_leaves_nothing_behind(tmp_path: Path) -> None:
    with export_store.open_store(KINDS) as made:
        folder = made.folder
        made.read(EXPORTS / "search-console-nl.zip")
        assert list(folder.iterdir()) == []
    assert not folder.exists()


def test_a_file_that_is_not_there_is_said_in_dutch(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="bestaat niet"):
        list(lines.plain(tmp_path / "weg.csv", tmp_path))


def test_a_whole_thousand_in_english_is_no_decimal(
    export_file_store: export_store.ExportStore, tmp_path: Path
) -> None:
    head = "Top queries,Clicks,Impressions,CTR,Position\n"
    row = 'cafe,"2,000","3,483",57.42%,60.53\n'
    found = export_file_store.records(read(export_file_store, tmp_path / "q.csv", head + row)[0])
    assert [(r["kliks"], r["vertoningen"]) for r in found] == [(2000, 3483)]
    alone = read(
        export_file_store, tmp_path / "p.csv", 'Top queries,Clicks,Impressions\ncafe,3,"2,000"\n'
    )
    assert alone[0].total == 2000
