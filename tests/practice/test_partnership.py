"""Cases of a partnership: only where an administrator set it, and never at a visitor's cost."""

import urllib.error
from collections.abc import Callable
from datetime import date
from email.message import Message
from pathlib import Path

import pytest
from conftest import ROOT

from engine import Rulebook
from practice import exchange, library, partnership
from practice.model import FiledCase
from practice.partnership import Partnership

GOOD = (ROOT / "tests/practice/geval.yaml").read_text(encoding="utf-8")
ADDRESS = "https://samen.voorbeeld.nl/gevallen.yaml"


@pytest.fixture(scope="module")
def parcel(book: Rulebook) -> str:
    one = FiledCase("proef", library.parse("proef.yaml", GOOD, book))
    return exchange.pack([one], "Gemeente Proefstad", date(2026, 11, 29)).text


def waited(of: Partnership) -> Partnership:
    if thread := of.look():
        thread.join(10)
    return of


def never(_: str) -> str:
    raise AssertionError("nothing was to be fetched")


def test_without_the_setting_nothing_is_read(book: Rulebook) -> None:
    off = Partnership("", never)
    assert off.look() is None
    assert (off.library(book).cases, off.stamp()) == ((), ())


def test_a_folder_is_read_and_what_is_wrong_is_named(
    book: Rulebook, tmp_path: Path, parcel: str
) -> None:
    shared = Partnership(str(tmp_path), never)
    before = shared.stamp()
    (tmp_path / "goed.yaml").write_text(parcel, encoding="utf-8")
    (tmp_path / "kapot.yaml").write_text(parcel.replace("een brief", "niets"), encoding="utf-8")
    (tmp_path / "lees.txt").write_text("los", encoding="utf-8")
    assert shared.look() is None
    assert shared.stamp() != before
    shelf = shared.library(book)
    assert [(one.slug, one.origin) for one in shelf.cases] == [("proef", "Gemeente Proefstad")]
    assert [problem.file for problem in shelf.problems] == ["kapot.yaml"]


def test_an_address_is_fetched_behind_the_scenes(book: Rulebook, parcel: str) -> None:
    asked: list[str] = []

    def fetcher(address: str) -> str:
        asked.append(address)
        return parcel

    now = [0.0]
    shared = Partnership(ADDRESS, fetcher, lambda: now[0])
    assert shared.library(book).cases == ()
    assert [one.slug for one in waited(shared).library(book).cases] == ["proef"]
    now[0] += partnership.EVERY - 1
    assert shared.look() is None
    now[0] += 2
    waited(shared)
    assert asked == [ADDRESS, ADDRESS]


def http(code: int) -> Exception:
    return urllib.error.HTTPError(ADDRESS, code, "", Message(), None)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (http(302), "antwoord 302"),
        (http(404), "antwoord 404"),
        (urllib.error.URLError("weg"), "geen verbinding"),
        (TimeoutError(), "geen verbinding"),
        (ValueError("te groot"), "te groot of geen UTF-8"),
    ],
)
def test_what_was_fetched_stays_when_the_address_fails(
    book: Rulebook, parcel: str, error: Exception, why: str
) -> None:
    answers: list[Callable[[], str]] = [lambda: parcel]

    def fetcher(_: str) -> str:
        if answers:
            return answers.pop()()
        raise error

    now = [0.0]
    shared = waited(Partnership(ADDRESS, fetcher, lambda: now[0]))
    now[0] += partnership.EVERY + 1
    shelf = waited(shared).library(book)
    assert [one.slug for one in shelf.cases] == ["proef"]
    (problem,) = shelf.problems
    assert why in problem.message and problem.file == "samen.voorbeeld.nl"


@pytest.mark.parametrize(
    "place",
    [
        "http://samen.voorbeeld.nl/x.yaml", "ftp://samen.voorbeeld.nl", "/bestaat/niet",
        "https://naam:geheim@samen.voorbeeld.nl/x.yaml", "https://", "https://[", "file:///etc",
    ],
)  # fmt: skip
def test_another_place_ends_the_start(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(partnership.SETTING, place)
    with pytest.raises(ValueError, match="is geen map en geen adres dat met https"):
        partnership.place()
    assert Partnership(place, never).look() is None


def test_a_good_place_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("", str(tmp_path), ADDRESS):
        monkeypatch.setenv(partnership.SETTING, place)
        assert partnership.place() == place
