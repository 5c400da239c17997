"""Where counts are fetched: a file of the administrator, that one setting names.

A key stands in a file of its own, which is read when it is used and shown nowhere.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, TypeAdapter, ValidationError

from engine.knowledge import complaints, files
from engine.model import Form, KnowledgeError, Problem, Slug, Text

SETTING = "KEN_JE_INWONER_LUISTERBRONNEN"
LARGEST_KEY = 20_000  # bytes; the file of a service account has 2,500
ORIGINS = {
    "matomo": "Matomo",
    "search-console": "Google Search Console",
    "piwik-pro": "Piwik PRO",
    "plausible": "Plausible",
}
ADDRESSES = {
    "search-console": "https://www.googleapis.com",
    "plausible": "https://plausible.io",
}
SERVICE, FOLDER, ADDRESS = "service", "map", "csv"
NEEDED = {
    SERVICE: ("site", "sleutelbestand"),
    FOLDER: ("map",),
    ADDRESS: ("adres",),
}
ALLOWED = {
    SERVICE: ("adres", "site", "sleutelbestand", "dagen"),
    FOLDER: ("map", "bestand"),
    ADDRESS: ("adres", "sleutelbestand", "bestand"),
}
SILENT_AFTER = {SERVICE: 3, FOLDER: 40, ADDRESS: 40}  # days without anything new
HOME = {"127.0.0.1", "::1", "localhost"}  # this machine, which needs no https
BAD_ADDRESS = (
    "bron '{id}': het adres begint niet met https://, of er staat een naam, een wachtwoord of een "
    "vraagteken in. Haal dat weg; een sleutel hoort in het sleutelbestand."
)
ABSENT = "bron '{id}': de sleutel '{key}' ontbreekt. Vul hem in."
STRANGE = "bron '{id}': de sleutel '{key}' hoort niet bij soort '{kind}'. Haal hem weg."
SAME_ID = "twee bronnen heten '{id}'. Geef ze elk een eigen id."
SAME_NAME = "bron '{id}' is van dezelfde soort als '{other}'. Geef ze elk een eigen naam."


class FeedForm(Form):
    """One feed as an administrator writes it."""

    id: Slug
    kind: Literal["matomo", "search-console", "piwik-pro", "plausible", "map", "csv"] = Field(
        alias="soort"
    )
    name: Text | None = Field(None, alias="naam")
    address: Text | None = Field(None, alias="adres")
    token_address: Text | None = Field(None, alias="sleuteladres")
    site: Text | None = None
    key: Text | None = Field(None, alias="sleutelbestand")
    days: Annotated[int, Field(ge=1, le=400)] = Field(35, alias="dagen")
    folder: Text | None = Field(None, alias="map")
    file_kind: Slug | None = Field(None, alias="bestand")
    silent_after: Annotated[int, Field(ge=1, le=400)] | None = Field(None, alias="stil_na")
    owner: Text | None = Field(None, alias="organisatie")


class FeedFile(Form):
    """The file: all feeds."""

    feeds: tuple[FeedForm, ...] = Field(alias="bronnen", min_length=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """Where counts are fetched; `days` is how many, `origin` what their series are called after.

    `owner` is whose memory they go to: what the claim of the login says, "" without a login. A
    folder or a file at an address has no `origin`: each file says what it is, or `file_kind` does.
    After `silent_after` days without anything new somebody is warned.
    """

    id: str
    kind: str
    origin: str
    address: str
    site: str
    days: int
    owner: str
    key: Path | None = None
    token_address: str = ""
    folder: Path | None = None
    file_kind: str | None = None
    silent_after: int = SILENT_AFTER[SERVICE]

    @property
    def is_service(self) -> bool:
        """Tell whether it answers questions, rather than giving files."""
        return self.kind in ORIGINS


def file() -> Path | None:
    """Return the file that the setting names; None: nothing is fetched."""
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


def read(path: Path) -> tuple[Feed, ...]:
    """Return the feeds in a file; no key is read. Raises KnowledgeError with every error."""
    name = path.name or str(path)
    try:
        tree, lines = files.read(name, path)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    forms = _forms(name, tree, lines)
    problems = [
        Problem(name, complaints.line_of(("bronnen", at), lines), message)
        for at, form in enumerate(forms)
        for message in (*_wrong(form), *_clashes(form, forms[:at]))
    ]
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(_feed(path.resolve().parent, form) for form in forms)


def _forms(name: str, tree: Any, lines: files.Lines) -> tuple[FeedForm, ...]:
    try:
        written: FeedFile = TypeAdapter(FeedFile).validate_python(tree)
    except ValidationError as error:
        problems = complaints.problems(name, error, FeedFile, tree, lines)
        raise KnowledgeError(tuple(problems)) from error
    return written.feeds


def _wrong(form: FeedForm) -> list[str]:
    """Return what is wrong with one feed."""
    given = {
        "adres": form.address, "site": form.site, "sleutelbestand": form.key, "map": form.folder,
        "bestand": form.file_kind, "sleuteladres": form.token_address,
        "dagen": "dagen" if "days" in form.model_fields_set else None,
    }  # fmt: skip
    group = _group(form)
    needed = (
        *NEEDED[group],
        *(("adres",) if group == SERVICE and form.kind not in ADDRESSES else ()),
    )
    allowed = (*ALLOWED[group], *(("sleuteladres",) if form.kind == "search-console" else ()))
    wrong = [ABSENT.format(id=form.id, key=key) for key in needed if not given[key]]
    wrong += [STRANGE.format(id=form.id, key=key, kind=form.kind)
              for key, value in given.items() if value and key not in allowed]  # fmt: skip
    for address in (form.address, form.token_address):
        if address and not is_address(address):
            wrong.append(BAD_ADDRESS.format(id=form.id))
    return wrong


def _group(form: FeedForm) -> str:
    """Return what kind of feed it is: a service, or files in a folder or at an address."""
    return SERVICE if form.kind in ORIGINS else form.kind


def is_address(text: str) -> bool:
    """Tell whether a text is an https address, or one of this machine, and no more than that."""
    try:
        parts = urlsplit(text)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = not any(sign.isspace() or not sign.isprintable() for sign in text)
    bare = "@" not in parts.netloc and not parts.query and not parts.fragment
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HOME)
    return bool(plain and bare and safe and parts.hostname and port_fits)


def _clashes(form: FeedForm, earlier: tuple[FeedForm, ...]) -> list[str]:
    """Return with which feed before it a source cannot be told apart."""
    if any(other.id == form.id for other in earlier):
        return [SAME_ID.format(id=form.id)]
    if form.kind not in ORIGINS:
        return []
    named = (form.kind, form.name, form.owner)
    same = [other.id for other in earlier if (other.kind, other.name, other.owner) == named]
    return [SAME_NAME.format(id=form.id, other=other) for other in same]


def _feed(folder: Path, form: FeedForm) -> Feed:
    origin = ORIGINS.get(form.kind, "")
    address = form.address or ADDRESSES.get(form.kind, "")
    if origin:
        address = address.rstrip("/").removesuffix("/index.php")
    return Feed(
        id=form.id, kind=form.kind, origin=f"{origin} ({form.name})" if form.name else origin,
        address=address, site=form.site or "", days=form.days, owner=form.owner or "",
        key=folder / form.key if form.key else None, token_address=form.token_address or "",
        folder=folder / form.folder if form.folder else None, file_kind=form.file_kind,
        silent_after=form.silent_after or SILENT_AFTER[_group(form)],
    )  # fmt: skip
