"""The same answers in a workbook, an archive of LimeSurvey or an SPSS file."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pandas as pd
import pyreadstat

from returned import text_files
from returned.residents import MAIL, NAME, POSTCODE, WORDS, Resident
from returned.text_files import Row, is_many, joined
from surveys.questions.block import Block, Question

INLINE = re.compile(r'<c([^>]*?) t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')
Maker = Callable[[Block, Sequence[Resident]], bytes]


def workbook(rows: Sequence[Row], title: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [[title], [], *rows] if title else rows:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shared(raw: bytes) -> bytes:
    """Return a workbook as Excel writes it: texts once, in a list that cells point at."""
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        files = {name: opened.read(name).decode() for name in opened.namelist()}
    texts: dict[str, int] = {}

    def point(match: re.Match[str]) -> str:
        at = texts.setdefault(match[2], len(texts))
        return f'<c{match[1]} t="s"><v>{at}</v></c>'

    sheet = "xl/worksheets/sheet1.xml"
    files[sheet] = INLINE.sub(point, files[sheet])
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    files["xl/sharedStrings.xml"] = f'<sst xmlns="{space}" uniqueCount="{len(texts)}">{items}</sst>'
    return packed({name: text.encode() for name, text in files.items()})


def ms_excel(asked: Block, given: Sequence[Resident]) -> bytes:
    return shared(workbook(text_files.ms_rows(asked, given)))


def monkey_excel(asked: Block, given: Sequence[Resident]) -> bytes:
    return workbook(text_files.monkey_rows(asked, given, dutch=True))


def kobo_excel(asked: Block, given: Sequence[Resident]) -> bytes:
    return workbook(text_files.kobo_labels(asked, given))


def plain_excel(asked: Block, given: Sequence[Resident]) -> bytes:
    head = [question.column for question in asked.questions()]
    rows = [[joined(q, r, "|", "slug") for q in asked.questions()] for r in given]
    return workbook([head, *rows], "Antwoorden van ons panel")


def zipped(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return the CSV of Qualtrics in a ZIP, as it is downloaded."""
    return packed({"Bereik.csv": text_files.qualtrics(asked, given)})


def packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


def archive(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return an archive as LimeSurvey 3 writes it: texts beside the questions."""
    return _archive(asked, given, apart=False)


def archive_new(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return an archive as LimeSurvey 5 and 6 write it: texts in a table per language."""
    return _archive(asked, given, apart=True)


def _archive(asked: Block, given: Sequence[Resident], apart: bool) -> bytes:
    tables: dict[str, list[dict[str, str]]] = {}
    fields: dict[str, list[str]] = {}
    for at, question in enumerate(asked.questions(), start=1):
        _ask(tables, str(100 * at), question, apart)
        base = f"_77X5X{100 * at}"
        codes = [option.code for option in question.answers()] if is_many(question) else [""]
        fields[question.code] = [base + code for code in codes]
    records = []
    for at, resident in enumerate(given, start=1):
        record = {"id": str(at), "submitdate": text_files.WHEN if resident.finished else "",
                  "lastpage": "2", "startlanguage": "nl", "ipaddr": "203.0.113.77"}  # fmt: skip
        for question in asked.questions():
            chosen = resident.chose(question)
            if is_many(question):
                ticks = ["Y" if chosen and o.slug in chosen else "" for o in question.answers()]
            else:
                ticks = [joined(question, resident, "", "code")]
            record |= dict(zip(fields[question.code], ticks, strict=True))
        records.append(record)
    tokens = f"<document><tokens><rows><row><email>{MAIL}</email></row></rows></tokens></document>"
    return packed(
        {
            "survey_77.lss": _xml("Survey", tables),
            "survey_77_responses.lsr": _xml("Responses", {"responses": records}),
            "survey_77_tokens.lst": tokens.encode(),
        }
    )


def _ask(
    tables: dict[str, list[dict[str, str]]], number: str, question: Question, apart: bool
) -> None:
    def put(table: str, row: dict[str, str], text: str, key: str, words: str) -> None:
        if apart:
            tables.setdefault(words, []).append({key: row[key], "language": "nl", text: row[text]})
            row = {name: value for name, value in row.items() if name != text}
        tables.setdefault(table, []).append(row)

    put("questions", {"qid": number, "parent_qid": "0", "title": question.code,
                      "question": f"<p>{question.text}</p>"},
        "question", "qid", "question_l10ns")  # fmt: skip
    for at, option in enumerate(question.answers(), start=1):
        if is_many(question):
            put("subquestions", {"qid": f"{int(number) + at}", "parent_qid": number,
                                 "title": option.code, "question": option.text},
                "question", "qid", "question_l10ns")  # fmt: skip
        else:
            put("answers", {"aid": f"{number}{at}", "qid": number, "code": option.code,
                            "answer": option.text},
                "answer", "aid", "answer_l10ns")  # fmt: skip


def _xml(kind: str, tables: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    parts = [f"<?xml version='1.0' encoding='UTF-8'?>\n<document>\n<LimeSurveyDocType>{kind}"
             "</LimeSurveyDocType>\n"]  # fmt: skip
    for name, rows in tables.items():
        parts.append(f" <{name}>\n  <rows>\n")
        for row in rows:
            cells = "".join(
                f"<{key}>{f'<![CDATA[{value}]]>' if '<' in value else escape(value)}</{key}>"
                for key, value in row.items()
            )
            parts.append(f"   <row>{cells}</row>\n")
        parts.append(f"  </rows>\n </{name}>\n")
    return "".join((*parts, "</document>\n")).encode()


def spss(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return an SPSS file of LimeSurvey: `p1_web` with 0 and 1, labels, and missing by name."""
    data: dict[str, list[float | str]] = {"naam": [NAME] * len(given)}
    texts, values = {"naam": "Naam"}, dict[str, dict[float, str]]()
    missing: dict[str, list[float]] = {}
    for q in asked.questions():
        if is_many(q):
            for o in q.answers():
                name = f"{q.code}_{o.code}"
                data[name] = [_tick(r.chose(q), o.slug) for r in given]
                texts[name], values[name] = f"{q.text} [{o.text}]", {0.0: "Nee", 1.0: "Ja"}
        else:
            order = [o.slug for o in q.answers()]
            data[q.code] = [
                float(order.index(chosen[0]) + 1) if (chosen := r.chose(q)) else 99.0 for r in given
            ]
            texts[q.code] = q.text
            values[q.code] = {float(at): o.text for at, o in enumerate(q.answers(), start=1)}
            values[q.code][99.0] = "Geen antwoord"
            missing[q.code] = [99.0]
    return sav(data, texts, values, missing)


def _tick(chosen: tuple[str, ...] | None, slug: str) -> float:
    return float("nan") if chosen is None else float(slug in chosen)


def spss_texts(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return an SPSS file of a bureau: other names, a label per answer, and open answers."""
    data: dict[str, list[float | str]] = {
        "respnr": [float(at) for at, _ in enumerate(given)],
        "pc6": [POSTCODE] * len(given),
        "opm": [WORDS] * len(given),
    }
    texts = {"respnr": "Nummer", "pc6": "Postcode", "opm": "Opmerkingen"}
    values: dict[str, dict[float, str]] = {}
    for q in asked.questions():
        for o in q.answers() if is_many(q) else ():
            name = f"{q.code}_{o.code}"
            data[name] = [_tick(r.chose(q), o.slug) for r in given]
            texts[name] = f"[{o.text}] {q.text}"
        if not is_many(q):
            data[q.code] = [joined(q, r, "", "code") for r in given]
            texts[q.code] = q.text
    return sav(data, texts, values, {})


def sav(
    data: Mapping[str, Sequence[float | str]],
    texts: Mapping[str, str],
    values: Mapping[str, Mapping[float, str]],
    missing: Mapping[str, Sequence[float]],
) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        write: Any = pyreadstat.write_sav
        write(
            pd.DataFrame(data),
            str(path),
            column_labels=dict(texts),
            variable_value_labels={name: dict(labels) for name, labels in values.items()},
            missing_ranges={name: list(codes) for name, codes in missing.items()},
        )
        return path.read_bytes()


FILES: Mapping[str, tuple[str, Maker]] = {
    "gewone-tabel.csv": ("gewone tabel", text_files.plain),
    "gewone-tabel-excel-nl.csv": ("gewone tabel", text_files.plain_dutch),
    "gewone-tabel.xlsx": ("gewone tabel", plain_excel),
    "limesurvey-codes.csv": ("LimeSurvey", text_files.lime_codes),
    "limesurvey-teksten.csv": ("LimeSurvey", text_files.lime_texts),
    "limesurvey.lsa": ("LimeSurvey", archive),
    "limesurvey-nieuw.lsa": ("LimeSurvey", archive_new),
    "kobo.csv": ("KoboToolbox of ODK", text_files.kobo_both),
    "kobo.xlsx": ("KoboToolbox of ODK", kobo_excel),
    "odk.csv": ("KoboToolbox of ODK", text_files.odk_joined),
    "qualtrics.csv": ("Qualtrics", text_files.qualtrics),
    "qualtrics-oud.csv": ("Qualtrics", text_files.qualtrics_old),
    "qualtrics.zip": ("Qualtrics", zipped),
    "surveymonkey.csv": ("SurveyMonkey", text_files.monkey),
    "surveymonkey.xlsx": ("SurveyMonkey", monkey_excel),
    "google.csv": ("Google Forms", text_files.google),
    "google-engels.csv": ("Google Forms", text_files.google_english),
    "forms.xlsx": ("Microsoft Forms", ms_excel),
    "forms.csv": ("Microsoft Forms", text_files.ms_csv),
    "openformulieren.json": ("Open Formulieren", text_files.open_forms_json),
    "openformulieren.csv": ("Open Formulieren", text_files.open_forms_csv),
    "spss.sav": ("SPSS", spss),
    "spss-bureau.sav": ("SPSS", spss_texts),
}
