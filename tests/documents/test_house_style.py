"""The house style of an organisation: only pictures we trust, only colours that can be read."""

import io
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from documents import chart
from engine import KnowledgeError, Rulebook
from engine.knowledge import image, organisation
from screens.page.style import style

PNG = (ROOT / "screens" / "static" / "favicon.png").read_bytes()
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x20\x00\x40\x01\x01\x11\x00\xff\xd9"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
START = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}
HUGE = START["PNG"] + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 90_000, 90_000)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PNG, "png"), (JPEG, "jpeg"), (SVG, None), (b"GIF89a", None), (HUGE, None), (b"", None)],
)
def test_the_content_decides_what_a_picture_is(data: bytes, kind: str | None) -> None:
    assert image.kind(data) == kind


@given(st.sampled_from([*START.values(), b""]), st.binary(max_size=60))
def test_no_bytes_break_it(start: bytes, rest: bytes) -> None:
    assert image.kind(start + rest) in ("png", "jpeg", None)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", SVG),
        ("logo.svg", SVG),
        ("logo.png", HUGE),
        ("logo.png", PNG + bytes(organisation.LARGEST_PICTURE)),
        ("../logo.png", PNG),
        ("weg.png", None),
    ],
)
def test_a_logo_that_cannot_be_trusted_is_refused(
    book: Rulebook, tmp_path: Path, name: str, data: bytes | None
) -> None:
    folder = tmp_path / "gemeente"
    folder.mkdir()
    if data is not None:
        (folder / name).write_bytes(data)
    file = folder / "organisatie.yaml"
    file.write_text(f"naam: X\nhuisstijl:\n  logo: {name}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        organisation.read(file, book)
    assert f"regel 3: huisstijl.logo: '{name}' kan ik niet gebruiken." in str(caught.value)
    assert "PNG of JPEG" in str(caught.value)


def test_a_good_logo_is_used(book: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "beeld.dat").write_bytes(PNG)
    file = tmp_path / "organisatie.yaml"
    file.write_text("naam: X\nhuisstijl:\n  logo: beeld.dat\n", encoding="utf-8")
    logo = organisation.read(file, book).logo
    assert logo is not None
    with Image.open(io.BytesIO(logo)) as shown:
        assert (shown.format, shown.size) == ("PNG", image.size(logo))


def image_bytes(image: Image.Image, kind: str, **options: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def test_a_logo_is_drawn_again_from_its_pixels() -> None:
    """Upright, small, in colours that paper knows, and without what else was in the file."""
    turned = Image.Exif()
    turned[0x0112] = 6  # a quarter
    text = PngInfo()
    text.add_text("Author", "A. de Vries")
    wide = image.redraw(image_bytes(Image.new("CMYK", (3000, 1000)), "JPEG", exif=turned))
    deep = image.redraw(image_bytes(Image.new("I;16", (90, 30)), "PNG"))
    clear = image.redraw(image_bytes(Image.new("LA", (90, 30), (0, 9)), "PNG", pnginfo=text))
    assert wide and deep and clear
    assert image.size(wide) == (100, 300)
    for logo, mode in ((wide, "RGB"), (deep, "RGB"), (clear, "RGBA")):
        with Image.open(io.BytesIO(logo)) as shown:
            assert (shown.mode, shown.info) == (mode, {})
            assert not shown.getexif()


@pytest.mark.parametrize("data", [PNG[:-400], PNG[:60] + bytes(40) + PNG[100:], JPEG, HUGE, SVG])
def test_what_cannot_be_unpacked_whole_is_refused(data: bytes) -> None:
    assert image.redraw(data) is None


@given(st.integers(0, len(PNG) - 1), st.binary(max_size=20))
def test_no_damage_breaks_it(place: int, rest: bytes) -> None:
    found = image.redraw(PNG[:place] + rest + PNG[place + len(rest) :])
    assert found is None or found.startswith(START["PNG"])


@pytest.mark.parametrize("colour", ["#00616e", "#ffff00", "#000000", "#868686", "#ffffff"])
def test_the_colour_on_screen_can_be_read_in_both_themes(book: Rulebook, colour: str) -> None:
    text = f'naam: X\nhuisstijl: {{kleur: "{colour}"}}\n'
    said = style(organisation.parse("o.yaml", text, book))
    light, dark = re.findall(r"light-dark\((#\w{6}), (#\w{6})\)", said)[0]
    assert chart.contrast(light, "#ffffff") >= 4.5
    assert chart.contrast(dark, "#0f1518") >= 4.5
    assert colour in (light, dark)


def test_a_colour_that_no_theme_can_show_gives_way(book: Rulebook) -> None:
    said = style(organisation.parse("o.yaml", 'naam: X\nhuisstijl: {kleur: "#7f7f7f"}\n', book))
    assert "#7f7f7f" not in said
    assert chart.LIGHT.accent in said
    assert chart.DARK.accent in said


def test_without_an_organisation_our_own_colours_stay(book: Rulebook) -> None:
    assert style(book) == ""
