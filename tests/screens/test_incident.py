"""What a page says when it breaks: a number, a way out, and nothing that was typed."""

import logging
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from screens.page import breakdown, incident

NUMBER = re.compile(rf"[{incident.LETTERS}]{{3}}-[{incident.LETTERS}]{{3}}")


def test_an_error_is_shown_where_the_page_broke_off(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        from screens.page import breakdown

        breakdown.show(ValueError("<b>wat iemand typte</b>"))

    with caplog.at_level(logging.ERROR):
        at = AppTest.from_function(broken).run()
    (body,) = [element.proto.body for element in at.get("html")]
    number = NUMBER.search(body)
    assert number
    assert 'role="alert"' in body
    assert 'href="./"' in body
    assert "typte" not in body
    told: Any = caplog.records[-1]
    assert told.gegevens == {"nummer": number[0]}
    assert told.exc_info[0] is ValueError


def test_the_way_out_of_an_error_leaves_the_broken_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breakdown, "frame_parameters", lambda: {"embed": "true"})
    assert 'href="./?embed=true"' in breakdown.notice("ABC-DEF")
