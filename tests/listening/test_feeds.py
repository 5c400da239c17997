"""The file with feeds of an administrator, and the command that fetches them."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from counting.around import small
from counting.services import KEY, CountingService, over_http, server

from commands.listening import main
from engine.model import KnowledgeError
from listening.connectors import feeds
from listening.connectors.feeds import Feed
from listening.storage.day_memory import Memory
from listening.storage.retention import SETTING as RETENTION

COVERS = ("commands/listening/fetch.py",)

FEEDS = """
bronnen:
  - id: website
    soort: matomo
    adres: https://statistiek.voorbeeld.nl/matomo/index.php
    site: 1
    sleutelbestand: matomo.sleutel
    dagen: 7
  - id: google
    soort: search-console
    naam: hoofdsite
    site: sc-domain:voorbeeld.nl
    sleutelbestand: google.json
    organisatie: gemeente
"""


def test_the_file_with_feeds(tmp_path: Path) -> None:
    path = tmp_path / "bronnen.yaml"
    path.write_text(FEEDS, encoding="utf-8")
    one, two = feeds.read(path)
    assert one == Feed(
        "website", "matomo", "Matomo", "https://statistiek.voorbeeld.nl/matomo", "1", 7, "",
        tmp_path / "matomo.sleutel",
    )  # fmt: skip
    assert (two.origin, two.address) == (
        "Google Search Console (hoofdsite)", "https://www.googleapis.com"
    )  # fmt: skip
    assert (two.days, two.owner) == (35, "gemeente")


def test_files_in_a_folder_or_at_an_address_are_a_feed_too(tmp_path: Path) -> None:
    path = tmp_path / "bronnen.yaml"
    path.write_text(
        "bronnen:\n  - {id: balie, soort: map, map: exports, bestand: tellingen}\n"
        "  - {id: kcc, soort: csv, adres: 'https://www.voorbeeld.nl/kcc.csv', stil_na: 9}\n",
        encoding="utf-8",
    )
    one, two = feeds.read(path)
    assert (one.folder, one.file_kind, one.silent_after) == (tmp_path / "exports", "tellingen", 40)
    assert (two.address, two.folder, two.silent_after) == (
        "https://www.voorbeeld.nl/kcc.csv", None, 9
    )  # fmt: skip
    assert not one.is_service


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("site: 1", "site: 1\n    geheim: x"), "geheim"),
        (("soort: matomo", "soort: matomoo"), "'matomoo' mag hier niet"),
        (("    site: 1\n", ""), "bron 'website': de sleutel 'site' ontbreekt"),
        (("    adres: https://statistiek.voorbeeld.nl/matomo/index.php\n", ""), "'adres'"),
        (("https://st", "http://st"), "begint niet met https://"),
        (("https://st", "https://ik:geheim@st"), "begint niet met https://"),
        (("index.php", "index.php?token_auth=geheim"), "een vraagteken"),
        (("dagen: 7", "dagen: 0"), "te laag"),
        (("dagen: 7", "sleuteladres: https://a.nl"), "'sleuteladres' hoort niet bij soort"),
        (("id: google", "id: website"), "twee bronnen heten 'website'"),
        (("id: google\n    soort: search-console\n    naam: hoofdsite",
          "id: google\n    soort: matomo\n    adres: https://a.nl"), "soort als 'website'"),
        (("organisatie: gemeente\n", "organisatie: ''\n"), "nu staat er niets"),
        (("bronnen:", "bron:"), "bron"),
        (("site: 1", "site: 1\n    map: exports"), "'map' hoort niet bij soort 'matomo'"),
        (("soort: matomo", "soort: map"), "de sleutel 'map' ontbreekt"),
        (("soort: matomo", "soort: map"), "'site' hoort niet bij soort 'map'"),
        (("soort: matomo", "soort: csv"), "'dagen' hoort niet bij soort 'csv'"),
    ],
)  # fmt: skip
def test_a_file_with_feeds_that_is_wrong(change: tuple[str, str], why: str, tmp_path: Path) -> None:
    path = tmp_path / "bronnen.yaml"
    text = FEEDS.replace("    organisatie: gemeente\n", "") if "matomo\n" in change[1] else FEEDS
    path.write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        feeds.read(path)
    assert why in str(error.value)
    assert "geheim@" not in str(error.value)


@pytest.mark.parametrize(
    ("arguments", "retention", "why"),
    [
        ([], "400", "er wordt niets gehaald. Zet KEN_JE_INWONER_LUISTERBRONNEN op het bestand"),
        (["drie"], "400", "bron 'drie' staat hier niet. Kies uit: website, google."),
        ([], "", "er wordt niets onthouden"),
    ],
)
def test_the_command_does_nothing_that_is_not_set(
    arguments: list[str], retention: str, why: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = tmp_path / "bronnen.yaml"
    path.write_text(FEEDS, encoding="utf-8")
    asked = bool(arguments) or not retention
    monkeypatch.setenv(feeds.SETTING, str(path) if asked else "")
    monkeypatch.setenv(RETENTION, retention)
    assert main(["haal", *arguments]) == 1
    assert why in capsys.readouterr().err


@pytest.mark.exhaustive
def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, counted = tmp_path / "bronnen.yaml", small()
    (tmp_path / "sleutel").write_text(KEY, encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/p.sqlite3")
    monkeypatch.setenv(feeds.SETTING, str(path))
    monkeypatch.setenv(RETENTION, "3660")
    yesterday = date.today() - timedelta(days=1)
    before = yesterday - timedelta(days=1)
    counted.visits |= {yesterday: 30, before: 20}
    with server(over_http(CountingService(counted, {1: "403", 2: "403"}))) as address:
        path.write_text(
            "bronnen:\n" + "".join(
                f"  - {{id: {name}, soort: matomo, naam: {name}, adres: '{address}', site: 1, "
                "sleutelbestand: sleutel}\n" for name in ("een", "twee")
            ),
            encoding="utf-8",
        )  # fmt: skip
        assert main(["haal", "--van", before.isoformat()]) == 1
        out, err = capsys.readouterr()
        assert main(["haal", "twee", "--json"]) == 1
        (one,) = json.loads(capsys.readouterr().out)
    assert "een: 1 reeks, 2 aantallen, " in out
    assert "twee: niet gehaald. Met deze sleutel mag het niet (antwoord 403)." in out
    assert err == "niet gehaald: twee.\n"
    assert (one["bron"], one["herkomst"], one["laatste"]) == (
        "twee", "Matomo (twee)", yesterday.isoformat()
    )  # fmt: skip
    assert one["fout"].startswith("met deze sleutel mag het niet")
    assert [kept.origin for kept in Memory().series()] == ["Matomo (een)"]
