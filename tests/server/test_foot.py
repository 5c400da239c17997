"""The foot of every page: the guide always, a statement and a contact when they are set."""

import re

import pytest

from screens.page import frame
from screens.page.markup import tag

STATEMENT = "https://www.gemeente.nl/toegankelijkheid"
CONTACT = "mailto:kanalen@gemeente.nl"


def links(html: str) -> dict[str, str]:
    return {name: to for to, name in re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', html)}


def test_the_guide_is_always_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (frame.STATEMENT, frame.CONTACT):
        monkeypatch.delenv(name, raising=False)
    assert links(frame.foot()) == {"Handleiding": "./handleiding"}
    monkeypatch.setenv(frame.STATEMENT, STATEMENT)
    monkeypatch.setenv(frame.CONTACT, CONTACT)
    asked = {"Handleiding": "./handleiding", "Toegankelijkheid": STATEMENT, "Contact": CONTACT}
    assert links(frame.foot()) == asked


def test_a_page_without_script_has_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(frame.CONTACT, CONTACT)
    page = frame.page("Advies", tag("p", "tekst"), "../").decode()
    assert links(page)["Handleiding"] == "../handleiding"
    assert links(page)["Contact"] == CONTACT
    assert (
        "handleiding" not in frame.page("Advies", tag("p", "tekst"), "../", embedded=True).decode()
    )


@pytest.mark.parametrize("value", ["www.gemeente.nl", "http://a.nl", "javascript:alert(1)", "/x"])
def test_what_is_no_address_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=frame.STATEMENT):
        frame.statement({frame.STATEMENT: value})
    with pytest.raises(ValueError, match=frame.CONTACT):
        frame.contact({frame.CONTACT: value})
    assert frame.statement({frame.STATEMENT: ""}) is None
