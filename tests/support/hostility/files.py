"""Files that nobody means well: small, and made to take memory, time, disk or somebody's secrets.

Each comes with the name of the reader that a page gives it to (see `screens.page.reading.readers`).
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pikepdf

import blueprints
from blueprints import Library, workbook
from documents.pdf import ATTACHED
from engine import Rulebook, load
from screens.page.reading.readers import Exports

MIB = 1 << 20
SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>'
)
HEAD = b"Top queries,Clicks\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 60_000, 60_000) + b"\x08\x06"


class HostileFile(NamedTuple):
    """A file with the reader it is given to, and what of its refusal tells it from others."""

    name: str
    reader: str
    make: Callable[[], bytes]
    refusal: str


def zipped(parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP with these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", kind, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _nothing(size: int) -> bytes:
    """Return zeros as they are packed, without holding them all."""
    packer, block = zlib.compressobj(1), bytes(MIB)
    parts = [packer.compress(block) for _ in range(size // MIB)]
    return b"".join((*parts, packer.flush()))


def _overlapping() -> bytes:
    """Return a ZIP of which 90 names stand for the same large content."""
    raw = zipped({"0.csv": HEAD + b"a,1\n" * (8 * MIB)})
    start = raw.index(b"PK\x01\x02")
    entry = raw[start : raw.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"0.csv", b"%c.csv" % (35 + at)) for at in range(10, 90))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 80, 80, len(entries), start, 0)
    return raw[:start] + entries + end


def _lying() -> bytes:
    """Return a ZIP that says its content is small."""
    raw = bytearray(zipped({"a.csv": HEAD + b"a,1\n" * (70 * MIB)}))
    for at in (22, raw.index(b"PK\x01\x02") + 24):
        raw[at : at + 4] = struct.pack("<I", 40)
    return bytes(raw)


def _locked() -> bytes:
    """Return a ZIP that asks for a password."""
    raw = bytearray(zipped({"a.csv": HEAD}))
    for at in (6, raw.index(b"PK\x01\x02") + 8):
        raw[at] |= 1
    return bytes(raw)


def journey(parts: dict[str, bytes]) -> bytes:
    """Return an Excel file of a journey of which some parts are replaced."""
    with zipfile.ZipFile(io.BytesIO(_paspoort())) as archive:
        own = {part: archive.read(part) for part in archive.namelist()}
    return zipped({**own, **parts})


@cache
def _paspoort() -> bytes:
    shelf = blueprints.load(load())
    return workbook.write(shelf.journeys["paspoort"], shelf)


def _behind(rows: bytes, more: bytes = b"") -> bytes:
    """Return a journey with one word wrong, and something behind its first rows and its sheet."""
    with zipfile.ZipFile(io.BytesIO(_paspoort())) as archive:
        first = archive.read("xl/worksheets/sheet1.xml").replace(b"<t>ja</t>", b"<t>soms</t>")
    return journey({
        "xl/worksheets/sheet1.xml": first.replace(b"</sheetData>", rows + b"</sheetData>" + more)
    })  # fmt: skip


def _sheet(content: bytes) -> bytes:
    """Return a journey with another first sheet."""
    return journey({"xl/worksheets/sheet1.xml": SHEET % content})


def _doctype(declared: bytes, used: bytes) -> bytes:
    cell = b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>'
    return journey(
        {"xl/worksheets/sheet1.xml": b"<!DOCTYPE x [%s]>" % declared + SHEET % cell % used}
    )


LAUGHS = b'<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 30) for at in range(8)
)


def attached(content: bytes, *filters: str) -> bytes:
    """Return a PDF with something attached, as it is packed already."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments[ATTACHED] = b"{}"
    names = pikepdf.Array([pikepdf.Name(one) for one in filters])
    pdf.attachments[ATTACHED].get_file().obj.write(content, filter=names)
    whole = io.BytesIO()
    pdf.save(whole, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return whole.getvalue()


def _pdf(body: bytes, trailer: bytes) -> bytes:
    start = len(b"%PDF-1.7\n") + len(body)
    return (
        b"%PDF-1.7\n"
        + body
        + b"xref\n0 1\n0000000000 65535 f \n"
        + (b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF" % (trailer, start))
    )


def _crossed() -> bytes:
    """Return a PDF whose list of objects is itself packed, and endless."""
    packed = _nothing(600 * MIB)
    head = b"1 0 obj\n<</Type/XRef/Size 99999999/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>"
    body = b"%PDF-1.7\n" + head % len(packed) + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
    return body + b"startxref\n9\n%%EOF"


LOOP = (
    b"1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Names 1 0 R/EmbeddedFiles 1 0 R>>\nendobj\n"
)
ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(
    f"{chr(98 + at)}: &{chr(98 + at)} [{','.join(9 * ['*' + chr(97 + at)])}]" for at in range(9)
)


def _json(rows: object) -> bytes:
    return json.dumps(rows).encode()


def _other_keys() -> bytes:
    return _json([{f"k{at}": at} for at in range(16_000)])


def _wide_and_long() -> bytes:
    return _json([{f"k{at}": "" for at in range(1_900)}, *({"k0": 1} for _ in range(300_000))])


EXPORTS = (
    ("miljoen-kolommen.csv", lambda: (b"k," * 1_000_000 + b"\n") * 2, "te lang"),
    ("eindeloze-regel.csv", lambda: HEAD + b"x" * (4 * MIB), "te lang"),
    ("eindeloos-citaat.csv", lambda: HEAD + b'"' + b"x\n" * (2 * MIB), "kolom"),
    ("aanhalingstekens.csv", lambda: HEAD + b'"' * (4 * MIB), "te lang"),
    ("nullen.csv", lambda: bytes(4 * MIB), "geen tekst"),
    ("nul-in-kop.csv", lambda: b"Top \x00queries,Clicks\n" + b"a\x00,1\n" * 100_000, "geen tekst"),
    ("halve-letters.csv", lambda: b"\xff\xfe" + (b"\x00\xd8" * MIB), "teken"),
    ("vier-bytes.csv", lambda: ("q,n\n" + "é,1\n" * 100_000).encode("utf-32-le"), "geen tekst"),
    ("ruis.csv", lambda: bytes(range(256)) * (8 * 1024), "geen tekst"),
    ("plaatje.csv", lambda: PNG + bytes(MIB), "geen tekst"),
    ("andere-sleutels.json", _other_keys, "meer dan 2.000 namen"),
    ("breed-en-lang.json", _wide_and_long, "te groot"),
    ("diep.json", lambda: b"[" * 1_000_000, "niet heel"),
    ("diepe-tabel.json", lambda: b'[{"subtable":' * 300_000, "niet heel"),
    ("lang-getal.json", lambda: b'[{"query":"a","clicks":' + b"9" * (4 * MIB) + b"}]", "niet heel"),
    ("bom.zip", lambda: zipped({"a.csv": bytes(700 * MIB)}), "zit te veel"),
    ("over-elkaar.zip", _overlapping, "beschadigd"),
    ("liegt.zip", _lying, "beschadigd"),
    ("zip-in-zip.zip", lambda: zipped({"a.csv": zipped({"b": bytes(9 * MIB)})}), "geen tekst"),
    ("veel-namen.zip", lambda: zipped({f"{at}.csv": b"" for at in range(20_000)}), "zit te veel"),
    ("lzma.zip", lambda: zipped({"a.csv": bytes(MIB)}, zipfile.ZIP_LZMA), "beschadigd"),
    ("op-slot.zip", _locked, "versleuteld"),
    ("omhoog.zip", lambda: zipped({f"{'../' * 20}etc/{'a' * 300}.csv": bytes(99)}), "geen tekst"),
)  # fmt: skip
PLANS = (
    ("aliassen.yaml", ALIASES.encode, "verwijst"),
    ("diep.yaml", lambda: b"[" * 900_000, "diep"),
    ("diep-ingesprongen.yaml", lambda: b"- " * 400_000, "diep"),
    ("veel.yaml", lambda: b"[" + b"a," * 450_000 + b"]", "meer dan ik kan lezen"),
    ("opdracht.yaml", lambda: b"!!python/object/apply:os.system ['id']", "verwijst"),
    ("diep.json", lambda: b'{"a":' * 190_000, "diep"),
    ("nul.yaml", lambda: b"schema: 1\nproject: \x00", "onzichtbaar"),
    ("groot.yaml", lambda: b"schema: 1\n" + b"# x\n" * 1_000_000, "1 MB"),
    ("dubbel-ingepakt.pdf", lambda: attached(
        zlib.compress(_nothing(512 * MIB), 9), "/FlateDecode", "/FlateDecode"), "geen kanaalplan"),
    ("groot-ingepakt.pdf", lambda: attached(_nothing(512 * MIB), "/FlateDecode"),
     "geen kanaalplan"),
    ("lzw.pdf", lambda: attached(b"\x80" * MIB, "/LZWDecode"), "geen kanaalplan"),
    ("eindeloze-lijst.pdf", _crossed, "geen PDF"),
    ("rondje.pdf", lambda: _pdf(LOOP, b"/Root 1 0 R/Size 2"), "geen PDF"),
    ("haken.pdf", lambda: _pdf(b"1 0 obj\n" + b"[" * (2 * MIB), b"/Root 1 0 R/Size 2"), "geen PDF"),
)  # fmt: skip
AREAS = (
    ("miljoen-kolommen.csv", lambda: (b"k;" * 1_000_000 + b"\n") * 2, "kolommen"),
    ("een-cel.csv", lambda: b'a;b\n"' + b"x" * (4 * MIB), "te lang"),
    ("rekenblad.csv", lambda: _sheet(b"<sheetData/>"), "geen CSV"),
    ("lege-regels.csv", lambda: b"gebied;inwoners\n" + b";\n" * (2 * MIB), ""),
)
JOURNEYS = (
    ("samengevoegd.xlsx", lambda: _behind(
        b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "'ja' of 'nee'"),
    ("lege-cellen.xlsx", lambda: _sheet(
        b"<sheetData><row>" + b"<c/>" * 3_300_000 + b"</row></sheetData>"), "te veel cellen"),
    ("verre-rij.xlsx", lambda: _behind(
        b'<row r="999999999999"><c r="A999999999999"/></row>'), "'ja' of 'nee'"),
    ("gelach.xlsx", lambda: _doctype(LAUGHS, b"&i;"), "geen Excel"),
    ("buiten.xlsx", lambda: _doctype(
        b'<!ENTITY a SYSTEM "file:///etc/passwd">', b"&a;"), "geen Excel"),
    ("andere-letters.xlsx", lambda: journey(
        {"xl/worksheets/sheet1.xml": "<a/>".encode("utf-16")}), "geen Excel"),
    ("teksten.xlsx", lambda: journey({"xl/sharedStrings.xml": b"<sst>" + b"<si><t/></si>" *
        2_000_000 + b"</sst>"}), "te veel cellen"),
    ("groot-blad.xlsx", lambda: _sheet(b" " * (400 * MIB)), "te groot"),
    ("plaatje.xlsx", lambda: journey({"xl/media/image1.png": PNG + bytes(80 * MIB)}), "te groot"),
    ("aliassen.yaml", ALIASES.encode, "verwijst"),
)  # fmt: skip


def given(file: HostileFile, raw: bytes, book: Rulebook, shelf: Library) -> tuple[Any, ...]:
    """Return what a page gives to the reader of a file."""
    if file.reader == "exports":
        return (Exports(((file.name, raw),)),)
    if file.reader == "gebied":
        return (((file.name, raw),), (), book)
    return (file.name, raw, shelf, book) if file.reader == "reis" else (file.name, raw)


def every() -> Iterator[HostileFile]:
    """Yield them all."""
    readers = {"exports": EXPORTS, "plan": PLANS, "gebied": AREAS, "reis": JOURNEYS}
    for reader, files in readers.items():
        for name, make, refusal in files:
            yield HostileFile(name, reader, make, refusal)
