"""The guide: one text for the app and the repository, with small real pictures."""

import re
import struct

import pytest
import streamlit as st
from conftest import ROOT
from pages import page, serve

from engine import Table
from screens.manual import page as handleiding
from screens.page import view

LARGEST = 150_000  # bytes
PICTURES = sorted((ROOT / "docs" / "beelden").glob("*.png"))
TEXT = handleiding.GUIDE.read_text(encoding="utf-8")
SURVEYS = handleiding.GUIDE.with_name("eigen-onderzoek.md").read_text(encoding="utf-8")


def show() -> None:
    from screens.manual import page as handleiding

    handleiding.show()


def test_the_page_shows_the_whole_text_and_every_picture(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    serve(monkeypatch, table)
    shown: list[str] = []
    monkeypatch.setattr(st, "image", lambda file, alt: shown.append(f"![{alt}]({file})"))
    at = page(show, {})
    said = "\n".join(part.value for part in at.markdown)
    for line in TEXT.splitlines()[1:]:
        assert line.startswith("![") or line.strip() in said
    folder = f"{handleiding.GUIDE.parent}/"
    assert [said.replace(folder, "") for said in shown] == re.findall(r"^!.*$", TEXT, re.MULTILINE)


def test_every_picture_is_used_described_and_small() -> None:
    used = {name for _, name in handleiding.PICTURE.findall(TEXT + SURVEYS)}
    assert used == {f"beelden/{path.name}" for path in PICTURES}
    for path in PICTURES:
        data = path.read_bytes()
        assert len(data) <= LARGEST, path.name
        assert struct.unpack_from(">I", data, 16)[0] == 1280
    assert all(len(alt) > 30 for alt, _ in handleiding.PICTURE.findall(TEXT + SURVEYS))


def test_the_guide_names_parts_as_they_are_called() -> None:
    for part in ("vergelijk", "waarom-niet", "herkomst"):
        assert f"“{view.PARTS[part]}”" in TEXT
    assert re.search("Maak PDF.*Word.*Kopieer als tekst.*Kopieer link", TEXT, re.DOTALL)
