"""Targets per subject and where warnings go: a file of the organisation, that one setting names."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from engine.knowledge import complaints, files
from engine.knowledge.complaints import suggestion
from engine.model import Form, KnowledgeError, Problem, Slug, Text
from listening.connectors.feeds import HOME, is_address
from listening.model import Subject

SETTING = "KEN_JE_INWONER_LUISTERDOELEN"
LIMITS = {"least": "minstens", "most": "hoogstens", "capacity": "capaciteit"}
ONE_LIMIT = (
    "doel voor '{subject}': noem één van minstens, hoogstens en capaciteit. Nu staan er {count}."
)
BAD_ADDRESS = (
    "berichten.webhook.adres begint niet met https://, of er staat een naam, een wachtwoord of een "
    "vraagteken in. Een sleutel hoort in het sleutelbestand."
)
BAD_MAIL = "berichten.mail: '{value}' is geen e-mailadres, zoals kanalen@voorbeeld.nl."
OPEN_MAIL = (
    "berichten.mail: zonder beveiliging mag het alleen naar deze machine zelf. Kies starttls of "
    "tls."
)
NO_KEY = "berichten.mail: bij een gebruiker hoort een sleutelbestand, en andersom."
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,}")
Amount = Annotated[int, Field(ge=1, le=10**9)]
Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=190)]


class Aim(Form):
    """A target: of what is counted of a subject at least, at most or what can be handled."""

    subject: Slug = Field(alias="onderwerp")
    counts: Text = Field("aantal", alias="telt")
    origin: Text | None = Field(None, alias="herkomst")
    least: Amount | None = Field(None, alias="minstens")
    most: Amount | None = Field(None, alias="hoogstens")
    capacity: Amount | None = Field(None, alias="capaciteit")
    per: Literal["week", "maand", "kwartaal"] = "maand"

    @property
    def limit(self) -> int:
        """What is aimed at, whichever way."""
        return self.least or self.most or self.capacity or 0


class MailForm(Form):
    """Where mail goes and by which server."""

    server: Host
    port: Annotated[int, Field(ge=1, le=65535)] = Field(587, alias="poort")
    safety: Literal["starttls", "tls", "geen"] = Field("starttls", alias="beveiliging")
    sender: Text = Field(alias="van")
    to: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)] = Field(alias="aan")
    user: Text | None = Field(None, alias="gebruiker")
    key: Text | None = Field(None, alias="sleutelbestand")


class HookForm(Form):
    """An own address that takes a message as JSON."""

    address: Text = Field(alias="adres")
    key: Text | None = Field(None, alias="sleutelbestand")


class PostForm(Form):
    """Where warnings go besides the page."""

    mail: MailForm | None = None
    hook: HookForm | None = Field(None, alias="webhook")


class AimsFile(Form):
    """The file."""

    owner: Text | None = Field(None, alias="organisatie")
    aims: tuple[Aim, ...] = Field((), alias="doelen")
    post: PostForm = Field(default_factory=lambda: PostForm.model_validate({}), alias="berichten")


@dataclass(frozen=True, slots=True)
class Aims:
    """What stands in the file, and the folder that its keys are in."""

    owner: str
    aims: tuple[Aim, ...]
    post: PostForm
    folder: Path


NONE = Aims("", (), PostForm.model_validate({}), Path())


def file() -> Path | None:
    """Return the file that the setting names, if any."""
    place = os.environ.get(SETTING, "").strip()
    return Path(place) if place else None


def check() -> None:
    """Read the file of the setting, if any. Raises ValueError, in Dutch, when it is wrong."""
    try:
        path = file()
        if path:
            read(path)
    except KnowledgeError as error:
        raise ValueError(f"{SETTING}: {error.problems[0]}") from error


def read(path: Path, subjects: Mapping[str, Subject] | None = None) -> Aims:
    """Return the aims in a file. Raises KnowledgeError with every error.

    With `subjects` a target for one that is not among them is an error too.
    """
    name = path.name or str(path)
    try:
        tree, lines = files.read(name, path)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    try:
        written: AimsFile = TypeAdapter(AimsFile).validate_python(tree)
    except ValidationError as error:
        problems = complaints.problems(name, error, AimsFile, tree, lines)
        raise KnowledgeError(tuple(problems)) from error
    problems = list(_wrong(name, written, lines, subjects))
    if problems:
        raise KnowledgeError(tuple(problems))
    return Aims(written.owner or "", written.aims, written.post, path.resolve().parent)


def _wrong(
    name: str, written: AimsFile, lines: files.Lines, subjects: Mapping[str, Subject] | None
) -> Iterator[Problem]:
    for at, aim in enumerate(written.aims):
        line = complaints.line_of(("doelen", at), lines)
        limits = [aim.least, aim.most, aim.capacity]
        if (count := sum(limit is not None for limit in limits)) != 1:
            yield Problem(name, line, ONE_LIMIT.format(subject=aim.subject, count=count))
        if subjects is not None and aim.subject not in subjects:
            hint = suggestion(aim.subject, subjects)
            yield Problem(name, line, f"onderwerp '{aim.subject}' ken ik niet.{hint}")
    for key, messages in (("mail", _wrong_mail(written.post.mail)),
                          ("webhook", _wrong_hook(written.post.hook))):  # fmt: skip
        line = complaints.line_of(("berichten", key), lines)
        yield from (Problem(name, line, message) for message in messages)


def _wrong_mail(mail: MailForm | None) -> Iterator[str]:
    if mail is None:
        return
    for address in (mail.sender, *mail.to):
        if not MAIL.fullmatch(address):
            yield BAD_MAIL.format(value=address[:60])
    if mail.safety == "geen" and mail.server not in HOME:
        yield OPEN_MAIL
    if bool(mail.user) != bool(mail.key):
        yield NO_KEY


def _wrong_hook(hook: HookForm | None) -> Iterator[str]:
    if hook is not None and not is_address(hook.address):
        yield BAD_ADDRESS
