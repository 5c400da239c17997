"""Notes: by kind and key, of one organisation, and of two who claim at once one gets it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from listening.storage.notebook import Note, Notes

COVERS = ("plans/storage/migrations/versions/v0008.py",)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def at(url: str, days: float = 0, owner: str = "") -> Notes:
    return Notes(owner, url, lambda: NOON + timedelta(days=days))


def test_a_note_is_kept_with_its_moment_and_of_its_organisation(url: str) -> None:
    at(url).write("bron", {"a": "een", "b": "twee"})
    at(url, 1).write("bron", {"a": "drie"})
    at(url, 1, "ander").write("bron", {"a": "vier"})
    later = NOON + timedelta(days=1)
    assert at(url).of("bron") == {"a": Note(later, "drie"), "b": Note(NOON, "twee")}
    at(url, 2).write("bron", {"c": "vijf"}, whole=True)
    assert set(at(url).of("bron")) == {"c"}
    at(url).forget()
    assert (at(url).of("bron"), len(at(url, owner="ander").of("bron"))) == ({}, 1)


def test_a_key_is_claimed_once_a_week_and_released_when_nothing_came_of_it(url: str) -> None:
    assert at(url).claim("melding", {"a": "1", "b": "1"}, WEEK) == {"a": None, "b": None}
    assert at(url, 6.9).claim("melding", {"a": "2"}, WEEK) == {}
    before = at(url, 7).claim("melding", {"a": "2", "c": "2"}, WEEK)
    assert before == {"a": Note(NOON, "1"), "c": None}
    at(url, 7).release("melding", before)
    assert set(at(url).of("melding")) == {"a", "b"}
    assert set(at(url, 7).claim("melding", {"a": "3"}, WEEK)) == {"a"}


def test_what_nobody_wrote_again_for_long_is_gone(url: str) -> None:
    at(url).write("bron", {"a": ""})
    at(url, 401).write("bron", {"b": ""})
    assert set(at(url).of("bron")) == {"b"}


def test_of_two_who_claim_at_once_one_gets_it(url: str) -> None:
    both = [at(url), at(url)]
    with ThreadPoolExecutor(2) as pool:
        claims = list(pool.map(lambda one: one.claim("melding", {"a": ""}, WEEK), both))
    assert sorted(map(len, claims)) == [0, 1]
