"""The same answers as text: the plain table and the CSV of survey tools, with their quirks."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from returned.residents import ADDRESS, MAIL, NAME, PHONE, PLACE, POSTCODE, WORDS, Resident
from surveys.questions.block import Block, Option, Question

Row = Sequence[str]
WHEN = "2026-09-14 10:21:33"


def written(rows: Iterable[Row], separator: str = ",", quoted: bool = False) -> bytes:
    out = io.StringIO()
    quoting: Any = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def option(question: Question, slug: str) -> Option:
    return next(one for one in question.answers() if one.slug == slug)


def joined(question: Question, resident: Resident, between: str, of: str = "text") -> str:
    """Return the answers of a resident in one cell."""
    return between.join(getattr(option(question, s), of) for s in resident.chose(question) or ())


def is_many(question: Question) -> bool:
    return question.most > 1


def plain(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return the plain table with commas, and a column with names that has to go."""
    head = ["naam", *(question.column for question in asked.questions())]
    rows = [[NAME, *(joined(q, r, "|", "slug") for q in asked.questions())] for r in given]
    return b"\xef\xbb\xbf" + written([head, *rows])


def plain_dutch(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return the plain table as Excel in Dutch saves it: `sep=`, semicolons, Windows-1252."""
    head = ["e-mail", *(question.column for question in asked.questions())]
    rows = [[MAIL, *(joined(q, r, " | ", "slug") for q in asked.questions())] for r in given]
    return b"sep=;\r\n" + written([head, *rows], ";").decode().encode("cp1252")


def lime_codes(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return LimeSurvey with codes: `p1[web]` with Y; half of them did not finish."""
    head = ["id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr", "refurl"]
    for q in asked.questions():
        head += [f"{q.code}[{o.code}]" for o in q.answers()] if is_many(q) else [q.code]
    head += ["opm"]
    rows = []
    for at, r in enumerate(given, start=1):
        day = WHEN if r.finished else ""
        cells = [str(at), day, "3", "nl", "123456789", ADDRESS, ""]
        for q in asked.questions():
            cells += _ticks(q, r, "Y", "") if is_many(q) else [joined(q, r, "", "code")]
        rows.append([*cells, WORDS])
    return written([head, *rows], ",", quoted=True)


def lime_texts(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return LimeSurvey with code and text, answers in words, line ends in headings; anonymous."""
    head = ["id. Antwoord-ID", "submitdate. Datum ingestuurd", "lastpage. Laatste pagina",
            "startlanguage. Starttaal", "naam. Hoe heet u?"]  # fmt: skip
    for q in asked.questions():
        text = q.text.replace(" ", "\n", 1)
        if is_many(q):
            head += [f"{q.code}[{o.code}]. {text} [{o.text}]" for o in q.answers()]
        else:
            head += [f"{q.code}. {text}"]
    rows = []
    for at, r in enumerate(given, start=1):
        cells = [str(at), "1980-01-01 00:00:00" if r.finished else "", "3", "nl", NAME]
        for q in asked.questions():
            cells += _ticks(q, r, "Ja", "Nee") if is_many(q) else [joined(q, r, "")]
        rows.append(cells)
    return written([head, *rows], ";", quoted=True)


def _ticks(question: Question, resident: Resident, yes: str, no: str) -> list[str]:
    chosen = resident.chose(question)
    if chosen is None:
        return [""] * len(question.answers())
    return [yes if option.slug in chosen else no for option in question.answers()]


def kobo_both(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return Kobo with groups: "a b" and a column of 0 and 1 for each, all in quotes."""
    head = ["start", "end", "naam"]
    for q in asked.questions():
        head += [f"blok/{q.code}"]
        head += [f"blok/{q.code}/{o.code}" for o in q.answers()] if is_many(q) else []
    head += ["_gps_latitude", "_id", "_uuid", "_submission_time", "__version__"]
    rows = []
    for at, r in enumerate(given, start=1):
        cells = [WHEN, WHEN, NAME]
        for q in asked.questions():
            cells += [joined(q, r, " ", "code")]
            cells += _ticks(q, r, "1", "0") if is_many(q) else []
        rows.append([*cells, PLACE, str(at), f"uuid-{at}", WHEN, "v1"])
    return written([head, *rows], ";", quoted=True)


def kobo_labels(asked: Block, given: Sequence[Resident]) -> list[list[str]]:
    """Return the rows of Kobo with labels: a heading is a question, and many have the same."""
    head = ["start", "end", "Wat is uw naam?"]
    for q in asked.questions():
        head += [q.text, *(f"{q.text}/{o.text}" for o in q.answers() if is_many(q))]
    head += ["_id", "_uuid", "_submission_time", "_validation_status", "_status", "__version__"]
    rows = [head]
    for at, r in enumerate(given, start=1):
        cells = [WHEN, WHEN, NAME]
        for q in asked.questions():
            cells += [joined(q, r, " "), *(_ticks(q, r, "1", "0") if is_many(q) else [])]
        rows.append([*cells, str(at), f"uuid-{at}", WHEN, "", "submitted_via_web", "v1"])
    return rows


def odk_joined(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return ODK Central: `group-name`, several answers as "a b" and nothing else."""
    head = ["SubmissionDate", *(f"blok-{q.code}" for q in asked.questions())]
    head += ["telefoon", "meta-instanceID", "KEY", "DeviceID"]
    rows = [
        [WHEN, *(joined(q, r, " ", "code") for q in asked.questions()), PHONE, "uuid:1", "k", "d"]
        for r in given
    ]
    return written([head, *rows])


def qualtrics(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return Qualtrics: three rows of headings, a column per answer, previews and unfinished."""
    meta = ["StartDate", "Status", "IPAddress", "Finished", "RecipientLastName", "ResponseId",
            "LocationLatitude"]  # fmt: skip
    names, texts = list(meta), list(meta)
    for at, q in enumerate(asked.questions(), start=1):
        if is_many(q):
            names += [f"Q{at}_{n}" for n in range(1, len(q.answers()) + 1)]
            texts += [f"{q.text} - Selected Choice - {o.text}" for o in q.answers()]
        else:
            names, texts = [*names, f"Q{at}"], [*texts, q.text]
    ids = [json.dumps({"ImportId": f"QID_{name}"}) for name in names]
    rows = [_qualtrics_row(asked, given[0], "Survey Preview")]
    rows += [_qualtrics_row(asked, r, "IP Address") for r in given]
    return b"\xef\xbb\xbf" + written([names, texts, ids, *rows])


def _qualtrics_row(asked: Block, r: Resident, status: str) -> list[str]:
    cells = [WHEN, status, ADDRESS, "True" if r.finished else "False", NAME, "R_1", PLACE]
    for q in asked.questions():
        if not is_many(q):
            cells.append(joined(q, r, ""))
        else:
            chosen = r.chose(q) or ()
            cells += [o.text if o.slug in chosen else "" for o in q.answers()]
    return cells


def qualtrics_old(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return Qualtrics of before: two rows of headings, several answers in one cell; -99."""
    meta = ["ResponseID", "ResponseSet", "Name", "EmailAddress", "IPAddress", "StartDate",
            "EndDate", "Finished"]  # fmt: skip
    names = [*meta, *(f"Q{at}" for at, _ in enumerate(asked.questions()))]
    texts = [*meta, *(q.text for q in asked.questions())]
    rows = [
        ["R_2aBcDeFgHiJkLmN", "Default", NAME, MAIL, ADDRESS, WHEN, WHEN, str(int(r.finished)),
         *(joined(q, r, ",") or "-99" for q in asked.questions())]
        for r in given
    ]  # fmt: skip
    return b"\xef\xbb\xbf" + written([names, texts, *rows])


def google(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return Google Forms: answers joined by ", ", while answers hold that too."""
    head = ["Tijdstempel", "E-mailadres", *(q.text for q in asked.questions())]
    rows = [[WHEN, MAIL, *(joined(q, r, ", ") for q in asked.questions())] for r in given]
    return written([head, *rows])


def google_english(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return Google Forms in English, with a question of somebody else and a postcode."""
    head = ["Timestamp", *(q.text for q in asked.questions()), "Wat is uw postcode?", "Opmerkingen"]
    rows = [
        [WHEN, *(joined(q, r, ", ") for q in asked.questions()), POSTCODE, WORDS] for r in given
    ]
    return written([head, *rows], ",", quoted=True)


def ms_csv(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return Microsoft Forms as CSV in English; `;` after each answer."""
    return written(ms_rows(asked, given, english=True))


def ms_rows(asked: Block, given: Sequence[Resident], english: bool = False) -> list[list[str]]:
    """Return the rows of Microsoft Forms; Excel numbers headings that are the same."""
    meta = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Laatst gewijzigd op"]
    if english:
        meta = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]
    head, seen = list(meta), dict[str, int]()
    for q in asked.questions():
        seen[q.text] = seen.get(q.text, 0) + 1
        head.append(q.text if seen[q.text] == 1 else f"{q.text}{seen[q.text]}")
    rows = [head]
    for at, r in enumerate(given, start=1):
        cells = [str(at), WHEN, WHEN, MAIL, NAME, ""]
        for q in asked.questions():
            cell = joined(q, r, ";")
            cells.append(f"{cell};" if cell and is_many(q) else cell)
        rows.append(cells)
    return rows


def monkey_rows(asked: Block, given: Sequence[Resident], dutch: bool = False) -> list[list[str]]:
    """Return the rows of SurveyMonkey: two of headings, the first to fill from the left."""
    meta = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address",
            "Email Address", "First Name", "Last Name"]  # fmt: skip
    if dutch:
        meta = ["Respondent-ID", "Collector-ID", "Begindatum", "Einddatum", "IP-adres",
                "E-mailadres", "Voornaam", "Achternaam"]  # fmt: skip
    first, second = list(meta), [""] * len(meta)
    for q in asked.questions():
        if is_many(q):
            first += [q.text, *[""] * (len(q.answers()) - 1)]
            second += [o.text for o in q.answers()]
        else:
            first, second = [*first, q.text], [*second, "Antwoord" if dutch else "Response"]
    rows = [first, second]
    for at, r in enumerate(given, start=1):
        cells = [f"1183{at:06}", "4242", WHEN, WHEN, ADDRESS, MAIL, "Wilhelmina", "Zwartjes"]
        for q in asked.questions():
            chosen = r.chose(q) or ()
            if is_many(q):
                cells += [o.text if o.slug in chosen else "" for o in q.answers()]
            else:
                cells.append(joined(q, r, ""))
        rows.append(cells)
    return rows


def monkey(asked: Block, given: Sequence[Resident]) -> bytes:
    return written(monkey_rows(asked, given))


def open_forms_json(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return Open Formulieren as JSON: a table of true and false, or one answer."""
    records = []
    for r in given:
        record: dict[str, object] = {"Formuliernaam": "Bereik", "Inzendingdatum": WHEN,
                                     "uwNaam": NAME, "email": MAIL}  # fmt: skip
        for q in asked.questions():
            chosen = r.chose(q)
            if chosen is not None and is_many(q):
                record[q.code] = {o.code: o.slug in chosen for o in q.answers()}
            elif chosen is not None:
                record[q.code] = joined(q, r, "", "code")
        records.append(record)
    return json.dumps(records, ensure_ascii=False).encode()


def open_forms_csv(asked: Block, given: Sequence[Resident]) -> bytes:
    """Return Open Formulieren as CSV: lists as text of Python."""
    head = ["Formuliernaam", "Inzendingdatum", "naam", *(q.code for q in asked.questions())]
    rows = []
    for r in given:
        cells = ["Bereik", WHEN, NAME]
        for q in asked.questions():
            chosen = r.chose(q)
            listed = repr([option(q, slug).text for slug in chosen or ()])
            cells.append("" if chosen is None else listed if is_many(q) else joined(q, r, ""))
        rows.append(cells)
    return written([head, *rows])
