"""The longest name of a channel stands whole: no word of it is broken, at any width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from real import settle

ASKED = "?traject=participatie&fase=actie&profiel=zorgzame-senioren"
# Each word of a name, with on how many lines its letters stand.
LINES = """() => [...document.querySelectorAll('.advies-vlak .regel h4')].flatMap(name => {
  const node = name.firstChild, words = [...name.textContent.matchAll(/\\S+/g)];
  return words.map(word => {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return [word[0], new Set([...range.getClientRects()].map(box => box.top)).size];
  });
})"""


@pytest.mark.parametrize("width", [1366, 1180, 1000, 800, 320])
def test_no_name_of_a_channel_is_broken(visit: Callable[..., Page], width: int) -> None:
    page = visit(ASKED, viewport={"width": width, "height": 900})
    settle(page)
    lines = page.evaluate(LINES)
    assert "Bewonersbijeenkomst" in [word for word, _ in lines]
    assert [word for word, count in lines if count != 1] == []
