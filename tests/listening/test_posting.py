"""Messages: at most one a week about a subject, to servers of mail and HTTP on this machine."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread

import httpx
import pytest
from counting.services import KEY, server

from commands.listening import main
from listening.connectors.transport import Transport
from listening.goals import aims, noticeboard, posting
from listening.goals.aims import Aims, PostForm
from listening.goals.alarms import Alarm
from listening.goals.posting import PostError
from listening.storage.notebook import Notes
from listening.storage.retention import SETTING as RETENTION

COVERS = ("commands/listening/warning.py",)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DEBT = Alarm("doel", "schuldhulp", "Schuldhulp: 62 keer in oktober 2026, het doel is minstens 63.")
LATE = Alarm("stil", "bron website", "Bron website: al 4 dagen niets nieuws.")


class MailBox:
    """A server of mail that takes one message at a time, and may refuse."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses, self.messages = refuses, list[str]()

    def serve(self, line: socket.socket) -> None:
        file = line.makefile("rwb")

        def say(text: str) -> None:
            file.write(f"{text}\r\n".encode())
            file.flush()

        say("220 test")
        while word := file.readline().decode().strip():
            verb = word.split()[0].upper()
            if verb == self.refuses:
                say("550 nee")
            elif verb == "EHLO":
                say("250-test")
                say("250 AUTH PLAIN")
            elif verb == "AUTH":
                say("535 nee" if self.refuses == "LOGIN" else "235 goed")
            elif verb == "DATA":
                say("354 ga door")
                lines = []
                while (row := file.readline().decode()) != ".\r\n":
                    lines.append(row)
                self.messages.append("".join(lines))
                say("250 goed")
            elif verb == "QUIT":
                say("221 dag")
                break
            else:
                say("250 goed")
        line.close()


@contextmanager
def mailing(box: MailBox) -> Iterator[int]:
    """Give the port of a server of mail."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    line, _ = listener.accept()
                except OSError:
                    return
                box.serve(line)

        Thread(target=accept, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def mail_form(port: int, **more: object) -> dict[str, object]:
    return {"server": "127.0.0.1", "poort": port, "beveiliging": "geen",
            "van": "kanalen@voorbeeld.nl", "aan": ["een@voorbeeld.nl"], **more}  # fmt: skip


def aims_with(folder: Path, **places: object) -> Aims:
    return Aims("", (), PostForm.model_validate(places), folder)


def notes(folder: Path, days: float = 0) -> Notes:
    kept = _notes(folder)
    kept.now = lambda: NOON + timedelta(days=days)
    return kept


@cache
def _notes(folder: Path) -> Notes:
    return Notes("", f"sqlite:///{folder}/p.sqlite3")


def never(_: httpx.Request) -> httpx.Response:
    raise AssertionError("nothing to ask")


def asking(handler: object = never) -> Transport:
    return Transport(httpx.Client(transport=httpx.MockTransport(handler)), tries=1)  # type: ignore[arg-type]


def test_about_a_subject_comes_at_most_one_message_a_week(tmp_path: Path) -> None:
    box = MailBox()
    with mailing(box) as port:
        wanted = aims_with(tmp_path, mail=mail_form(port))
        sent = [
            len(posting.post(wanted, notes(tmp_path, day), some, asking()).alarms)
            for day, some in [
                (0, [DEBT]), (1, [DEBT]), (2, [DEBT, LATE]), (6.9, [DEBT, LATE]), (7, [DEBT, LATE]),
                (8, []), (9, [LATE, LATE, DEBT]),
            ]
        ]  # fmt: skip
    assert sent == [1, 0, 1, 0, 1, 0, 2]
    assert len(box.messages) == 4


def test_what_stands_in_a_mail(tmp_path: Path) -> None:
    box = MailBox()
    with mailing(box) as port:
        posting.post(
            aims_with(tmp_path, mail=mail_form(port)), notes(tmp_path), [DEBT, LATE], asking()
        )
    (text,) = box.messages
    assert "Subject: Digitaal luisteren: 2 waarschuwingen\r\n" in text
    assert "To: een@voorbeeld.nl\r\n" in text
    assert "Auto-Submitted: auto-generated" in text
    assert f"- {DEBT.text}\r\n" in text
    assert "hooguit" in text


def test_a_login_uses_the_key_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "mail.sleutel").write_text(f"{KEY}\n", encoding="utf-8")
    form = mail_form(25, gebruiker="kanalen", sleutelbestand="mail.sleutel")
    used: list[tuple[str | None, str]] = []

    def mail(form: aims.MailForm, key: str, _: EmailMessage) -> None:
        used.append((form.user, key))

    posting.post(aims_with(tmp_path, mail=form), notes(tmp_path), [DEBT], asking(), mail)
    assert used == [("kanalen", KEY)]


@pytest.mark.parametrize(
    ("refuses", "user", "why"),
    [
        ("RCPT", False, "neemt het bericht niet aan"),
        ("MAIL", False, "neemt het bericht niet aan"),
        ("LOGIN", True, "neemt gebruiker en sleutel niet aan"),
        ("EHLO", True, "antwoordt niet"),
    ],
)
def test_a_mail_that_is_refused_is_tried_again(
    refuses: str, user: bool, why: str, tmp_path: Path
) -> None:
    (tmp_path / "sleutel").write_text(KEY, encoding="utf-8")
    login = {"gebruiker": "kanalen", "sleutelbestand": "sleutel"} if user else {}
    box = MailBox(refuses)
    with mailing(box) as port:
        wanted = aims_with(tmp_path, mail=mail_form(port, **login))
        posted = posting.post(wanted, notes(tmp_path), [DEBT], asking())
        assert posted.alarms == ()
        (trouble,) = posted.troubles
        assert why in trouble
        assert KEY not in trouble
        box.refuses = ""
        assert posting.post(wanted, notes(tmp_path, 0.1), [DEBT], asking()).alarms == (DEBT,)


@pytest.mark.parametrize("safety", ["starttls", "tls", "geen"])
def test_a_server_that_is_not_there_or_not_safe(safety: str, tmp_path: Path) -> None:
    """A server without TLS is asked nothing more when TLS is what was set."""
    box = MailBox()
    with mailing(box) as port:
        form = mail_form(port, beveiliging=safety)
        if safety != "starttls":
            form["poort"] = 1
        with pytest.raises(PostError, match="antwoordt niet"):
            posting.deliver(aims.MailForm.model_validate(form), "", EmailMessage())
    assert box.messages == []


def test_an_own_address_gets_json_with_its_key(tmp_path: Path) -> None:
    (tmp_path / "haak").write_text(KEY, encoding="utf-8")
    taken: list[tuple[str | None, dict[str, object]]] = []

    def serve(handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["content-length"]))
        taken.append((handler.headers["authorization"], json.loads(body)))
        handler.send_response(204)
        handler.end_headers()

    with server(serve) as address, httpx.Client() as client:
        wanted = aims_with(tmp_path, webhook={"adres": address, "sleutelbestand": "haak"})
        posted = posting.post(wanted, notes(tmp_path), [DEBT], Transport(client, tries=1))
    assert posted == posting.Posted((DEBT,), ())
    ((key, body),) = taken
    assert key == f"Bearer {KEY}"
    assert body["titel"] == "Digitaal luisteren: 1 waarschuwing"
    assert body["waarschuwingen"] == [{"soort": "doel", "over": "schuldhulp", "tekst": DEBT.text}]
    assert DEBT.text in str(body["text"])


def test_of_two_places_one_that_fails_is_named_and_the_message_not_sent_again(
    tmp_path: Path,
) -> None:
    asked: list[httpx.Request] = []

    def busy(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(503)

    box = MailBox()
    with mailing(box) as port:
        places = {"mail": mail_form(port), "webhook": {"adres": "https://haak.voorbeeld.nl"}}
        posted = posting.post(aims_with(tmp_path, **places), notes(tmp_path), [DEBT], asking(busy))
        again = posting.post(
            aims_with(tmp_path, **places), notes(tmp_path, 1), [DEBT], asking(busy)
        )
    assert posted.alarms == (DEBT,)
    assert posted.troubles[0].startswith("webhook: de server heeft het te druk")
    assert again == posting.Posted()
    assert (len(box.messages), len(asked)) == (1, 1)


@pytest.mark.parametrize(("text", "why"), [(None, "bestaat niet"), ("a\nb", "hoort één regel")])
def test_a_key_of_a_place_that_is_none(text: str | None, why: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "haak").write_text(text, encoding="utf-8")
    wanted = aims_with(tmp_path, webhook={"adres": "https://a.nl", "sleutelbestand": "haak"})
    posted = posting.post(wanted, notes(tmp_path), [DEBT], asking())
    assert why in posted.troubles[0]


def test_the_page_has_the_alarms_of_the_last_look(tmp_path: Path) -> None:
    kept = notes(tmp_path)
    assert noticeboard.shown(kept) == (None, ())
    noticeboard.show(kept, [DEBT, LATE])
    assert noticeboard.shown(kept) == (NOON, (DEBT, LATE))
    noticeboard.show(notes(tmp_path, 1), [LATE])
    assert noticeboard.shown(kept) == (NOON + timedelta(days=1), (LATE,))


@pytest.mark.exhaustive
def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/p.sqlite3")
    monkeypatch.setenv(RETENTION, "3660")
    monkeypatch.delenv(aims.SETTING, raising=False)
    assert main(["waarschuw"]) == 0
    assert capsys.readouterr().out == "Niets vraagt aandacht.\n"
    last = datetime.now().date() - timedelta(days=1)
    table = tmp_path / "tellingen.csv"
    rows = [f"{last - timedelta(days=at)};schuldhulp;balie;1\n" for at in range(80)]
    table.write_text("datum;onderwerp;kanaal;aantal\n" + "".join(rows), encoding="utf-8")
    assert main(["onthoud", str(table)]) == 0
    box = MailBox()
    with mailing(box) as port:
        path = tmp_path / "doelen.yaml"
        path.write_text(
            "doelen:\n  - {onderwerp: schuldhulp, minstens: 100}\nberichten:\n  mail: "
            + json.dumps(mail_form(port)),
            encoding="utf-8",
        )
        monkeypatch.setenv(aims.SETTING, str(path))
        capsys.readouterr()
        assert main(["waarschuw", "--proef"]) == 0
        assert box.messages == []
        assert main(["waarschuw"]) == 0
        out = capsys.readouterr().out
        assert "niet gehaald" in out
        assert "het doel is minstens 100 per maand." in out
        assert out.endswith("Verstuurd: 1 waarschuwing.\n")
        assert main(["waarschuw", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["doelen"][0]["gehaald"] is False
    assert [one["verstuurd"] for one in told["waarschuwingen"]] == [False]
    assert len(box.messages) == 1
    with mailing(MailBox("MAIL")) as port:
        path.write_text(path.read_text("utf-8").replace("schuldhulp", "paspoort"), encoding="utf-8")
    assert main(["waarschuw"]) == 1
    assert "niet verstuurd. mail: de server 127.0.0.1 antwoordt niet." in capsys.readouterr().err
