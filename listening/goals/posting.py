"""One message a week at most about each subject, by mail or to an own address, and on the page.

What is sent is claimed first: rather a message too few than one too many. When it could go nowhere
the claim is given back, so that the next time it is tried again.
"""

import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from dutch import counted
from engine.knowledge import files
from listening.connectors.feeds import LARGEST_KEY
from listening.connectors.transport import Demand, FetchError, Transport
from listening.goals.aims import Aims, HookForm, MailForm
from listening.goals.alarms import Alarm
from listening.storage.notebook import Notes

SENT = "melding"  # kind of note
WEEK = timedelta(days=7)
PATIENCE = 30.0  # seconds for a server of mail
NO_MAIL = "mail: {why}"
NO_SERVER = "de server {server} antwoordt niet. Kijk server, poort en beveiliging na."
NO_LOGIN = "de server {server} neemt gebruiker en sleutel niet aan."
NOT_TAKEN = "de server {server} neemt het bericht niet aan. Kijk afzender en ontvangers na."
NO_HOOK = "webhook: {why}"
BAD_KEY = "in het sleutelbestand hoort één regel te staan."
FOOT = (
    "Over elk onderwerp krijg je hooguit één bericht per week. Alles staat op de pagina Digitaal "
    "luisteren."
)


class PostError(Exception):
    """A message that could not be sent; `why` says so in Dutch, without a key."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Posted:
    """Which alarms went out now, and what could not be sent and why."""

    alarms: tuple[Alarm, ...] = ()
    troubles: tuple[str, ...] = ()


def post(
    aims: Aims,
    notes: Notes,
    alarms: Sequence[Alarm],
    transport: Transport,
    mail: Callable[[MailForm, str, EmailMessage], None] | None = None,
) -> Posted:
    """Send what was not sent about its subject this week, to every place that is set."""
    places = aims.post
    if not alarms or not (places.mail or places.hook):
        return Posted()
    texts = {one.about: one.kind for one in alarms}
    claimed = notes.claim(SENT, texts, WEEK)
    fresh = tuple(one for one in alarms if one.about in claimed)
    if not fresh:
        return Posted()
    troubles = []
    if places.mail:
        troubles.append(_attempt(partial(_mail, aims.folder, places.mail, fresh, mail)))
    if places.hook:
        troubles.append(_attempt(partial(_hook, aims.folder, places.hook, fresh, transport)))
    failed = tuple(filter(None, troubles))
    if len(failed) == len(troubles):
        notes.release(SENT, claimed)
        return Posted((), failed)
    return Posted(fresh, failed)


def _attempt(send: Callable[[], None]) -> str:
    """Send, and return why that failed, or nothing."""
    try:
        send()
    except PostError as error:
        return error.why
    return ""


def title(alarms: Sequence[Alarm]) -> str:
    """Return the subject line of a message."""
    return f"Digitaal luisteren: {counted(len(alarms), 'waarschuwing', 'waarschuwingen')}"


def body(alarms: Sequence[Alarm]) -> str:
    """Return a message: a line for each alarm."""
    return "\n".join([f"{title(alarms)}.", "", *(f"- {one.text}" for one in alarms), "", FOOT, ""])


def letter(form: MailForm, alarms: Sequence[Alarm]) -> EmailMessage:
    """Return a message as mail."""
    message = EmailMessage()
    message["Subject"], message["From"] = title(alarms), form.sender
    message["To"] = ", ".join(form.to)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body(alarms))
    return message


def _mail(
    folder: Path,
    form: MailForm,
    alarms: Sequence[Alarm],
    mail: Callable[[MailForm, str, EmailMessage], None] | None,
) -> None:
    key = _key(folder, form.key, NO_MAIL) if form.key else ""
    (mail or deliver)(form, key, letter(form, alarms))


def deliver(form: MailForm, key: str, message: EmailMessage) -> None:
    """Hand a message to a server of mail. Raises PostError."""
    safe = ssl.create_default_context()
    try:
        if form.safety == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                form.server, form.port, timeout=PATIENCE, context=safe
            )
        else:
            server = smtplib.SMTP(form.server, form.port, timeout=PATIENCE)
        with server:
            if form.safety == "starttls":
                server.starttls(context=safe)
            if form.user:
                server.login(form.user, key)
            server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise PostError(NO_MAIL.format(why=NO_LOGIN.format(server=form.server))) from error
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused,
            smtplib.SMTPDataError) as error:  # fmt: skip
        raise PostError(NO_MAIL.format(why=NOT_TAKEN.format(server=form.server))) from error
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        raise PostError(NO_MAIL.format(why=NO_SERVER.format(server=form.server))) from error


def _hook(folder: Path, form: HookForm, alarms: Sequence[Alarm], transport: Transport) -> None:
    key = _key(folder, form.key, NO_HOOK) if form.key else ""
    rows = [{"soort": one.kind, "over": one.about, "tekst": one.text} for one in alarms]
    data = {"text": body(alarms), "titel": title(alarms), "waarschuwingen": rows}
    try:
        transport.file(Demand(form.address, data=data, bearer=key))
    except FetchError as error:
        raise PostError(NO_HOOK.format(why=error.why)) from error


def _key(folder: Path, name: str, place: str) -> str:
    try:
        text = files.text(name, folder / name, LARGEST_KEY).strip()
    except files.Unreadable as error:
        raise PostError(place.format(why=f"sleutelbestand: {error.problems[0].message}")) from None
    if not text or not text.isprintable():
        raise PostError(place.format(why=BAD_KEY))
    return text
