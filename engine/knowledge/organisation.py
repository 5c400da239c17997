"""What is particular to one organisation: channels it lacks, own names, house style.

It changes who can do what and what things are called, never what is known about residents.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dutch import listing
from engine import wording
from engine.knowledge import complaints, files, image, own_findings, own_survey
from engine.knowledge.complaints import suggestion
from engine.model import (
    Channel,
    KnowledgeError,
    Organisation,
    OwnName,
    Problem,
    Rulebook,
)
from engine.model.survey import OwnSurvey

INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
LARGEST_PICTURE = 500_000  # bytes
ADDITION, NAMELESS = "aanvulling.yaml", "Nog zonder naam"
MEANS, RESEARCH, FRAMES = "eigen_middelen", "eigen_onderzoek", "insluiten_door"
LAYER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.ya?ml")
LAYER_NAMED = (
    "Noem alleen de naam van een laagbestand naast dit bestand, zoals 'laag-2026.yaml': letters, "
    "cijfers en streepjes."
)
LAY_BESIDE = "Zet het erbij, of haal de naam weg."
ARTICLES, NO_ARTICLE = ("de", "het"), "geen"
SETTING = "KEN_JE_INWONER_ORGANISATIE"  # file with an organisation's own channels and names
BAD_LOGO = (
    "huisstijl.logo: '{logo}' kan ik niet gebruiken. Zet een PNG of JPEG van hooguit 500 kB en "
    "4.000 bij 4.000 pixels in dezelfde map als dit bestand."
)


def file() -> Path | None:
    """Return the organisation's file, where the environment names one."""
    setting = os.environ.get(SETTING)
    return Path(setting) if setting else None


def read(path: Path, book: Rulebook) -> Rulebook:
    """Return the rulebook as it is for the organisation in a YAML file.

    Raises KnowledgeError with every error of the file.
    """
    try:
        tree, lines = files.read(path.name or str(path), path)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    bound_book = _with_research(path, bind(path.name, tree, lines, book), lines)
    own = bound_book.organisation
    if own is None or not own.style.logo:
        return bound_book
    logo_png = logo(path, own)
    if logo_png is None:
        line = complaints.line_of(("huisstijl", "logo"), lines)
        raise KnowledgeError((Problem(path.name, line, BAD_LOGO.format(logo=own.style.logo)),))
    return replace(bound_book, logo=logo_png)


def _with_research(path: Path, book: Rulebook, lines: files.Lines) -> Rulebook:
    """Return the rulebook with the own research that lies beside the file of an organisation.

    Raises KnowledgeError with what is wrong in every layer file.
    """
    surveys: list[OwnSurvey] = []
    problems: list[Problem] = []
    for at, layer in enumerate(layer_files(path, book.organisation)):
        try:
            surveys.append(own_survey.read(layer, book))
        except KnowledgeError as error:
            line = complaints.line_of((RESEARCH, at), lines)
            lost = not layer.is_file()
            message = f"{RESEARCH}: '{layer.name}' staat niet naast dit bestand. {LAY_BESIDE}"
            problems += [Problem(path.name, line, message)] if lost else error.problems
    if problems:
        raise KnowledgeError(tuple(problems))
    return own_survey.attach(book, surveys)


def layer_files(path: Path, own: Organisation | None) -> list[Path]:
    """Return where the layer files are, or should be, that an organisation names."""
    return [path.resolve().parent / name for name in (own.surveys if own else ())]


def may_be_layers(path: Path) -> list[Path]:
    """Return the files beside that of an organisation that can be the own research it names."""
    return sorted(one for one in path.resolve().parent.glob("*.y*ml") if one != path.resolve())


def decides(book: Rulebook) -> bool:
    """Tell whether an organisation changes which channels fit; names, style and notes do not."""
    own = book.organisation
    return bool(book.surveys or (own and own.without))


def parse(name: str, text: str, book: Rulebook) -> Rulebook:
    """Like `read`, from text."""
    try:
        tree, lines = files.parse(name, text)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    return bind(name, tree, lines, book)


def bind(name: str, tree: Any, lines: files.Lines, book: Rulebook) -> Rulebook:
    """Return the rulebook for an organisation; raises KnowledgeError."""
    try:
        own = Organisation.model_validate(own_findings.settled(tree))
    except ValidationError as error:
        problems = complaints.problems(name, error, Organisation, tree, lines)
        raise KnowledgeError(tuple(problems)) from error
    unknown = [
        _unknown(name, ("zonder", i, "kanaal"), lines, item.channel, book)
        for i, item in enumerate(own.without)
        if item.channel not in book.channels
    ]
    unknown += [
        _unknown(name, ("eigen_namen", slug), lines, slug, book)
        for slug in own.names
        if slug not in book.channels
    ]
    unknown += own_findings.wrong(name, own, lines, book)
    unknown += _wrong_layers(name, own, lines)
    unknown += _taken_ids(name, own, lines, book)
    if unknown:
        raise KnowledgeError(tuple(unknown))
    return apply(book, own)


def _wrong_layers(name: str, own: Organisation, lines: files.Lines) -> Iterator[Problem]:
    """Yield the names of layer files that are no bare name of a YAML file, or stand there twice."""
    for at, layer in enumerate(own.surveys):
        line = complaints.line_of((RESEARCH, at), lines)
        if not LAYER_NAME.fullmatch(layer):
            yield Problem(name, line, f"{RESEARCH}: '{layer[:60]}' kan niet. {LAYER_NAMED}")
        elif layer in own.surveys[:at]:
            yield Problem(name, line, f"{RESEARCH}: '{layer}' staat er twee keer. Haal er een weg.")


def _taken_ids(name: str, own: Organisation, lines: files.Lines, book: Rulebook) -> list[Problem]:
    """Return the own means whose id is that of a channel, or of another means."""
    ids = [means.id for means in own.means]
    return [
        Problem(
            name,
            complaints.line_of((MEANS, at, "id"), lines),
            f"'{id_}' is al een kanaal of middel. Geef dit middel een andere id.",
        )
        for at, id_ in enumerate(ids)
        if id_ in book.channels or id_ in ids[:at]
    ]


def apply(book: Rulebook, own: Organisation) -> Rulebook:
    """Return the rulebook with the organisation's own names and without what it lacks."""
    channels = {
        slug: _rename(channel, own.names[slug]) if slug in own.names else channel
        for slug, channel in book.channels.items()
    }
    data = own.model_dump(by_alias=True, mode="json")
    later = (*own_findings.KEYS, MEANS, RESEARCH, FRAMES)  # keys that files of before do not have
    data = {key: value for key, value in data.items() if value or key not in later}
    canonical = json.dumps(data, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return replace(book, channels=channels, organisation=own, organisation_digest=digest)


def write(data: Mapping[str, Any]) -> str:
    """Return the YAML text of an organisation file, from its keys; what is empty is left out.

    Nothing is validated here: `parse` does.
    """
    lines = []
    for key, value in data.items():
        if isinstance(value, str):
            lines += [f"{key}: {_quote(value)}"] if value else []
        elif key in (RESEARCH, FRAMES):
            lines += [f"{key}: {_one(value)}"] if value else []
        elif isinstance(value, Mapping) and all(isinstance(v, Mapping) for v in value.values()):
            lines += [f"{key}:", *(f"  {k}: {_flow(v)}" for k, v in value.items())] if value else []
        elif isinstance(value, Mapping):
            lines += [f"{key}: {_flow(value)}"] if any(value.values()) else []
        else:
            lines += [f"{key}:", *(f"  - {_flow(item)}" for item in value)] if value else []
    return "\n".join([*lines, ""])


def keys(own: Organisation) -> dict[str, Any]:
    """Return an organisation under the keys of its file, for `write`."""
    return own.model_dump(by_alias=True, exclude_none=True, mode="json")


def add_findings(text: str, book: Rulebook, own: Organisation | None) -> Organisation:
    """Return an organisation with the findings and lessons in a text that holds nothing else.

    Raises KnowledgeError. Without an organisation the name is still to be filled in.
    """
    start = own or Organisation.model_validate({"naam": NAMELESS})
    try:
        tree, lines = files.parse(ADDITION, text)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    if not isinstance(tree, Mapping) or not set(tree) <= set(own_findings.KEYS):
        message = f"hier horen alleen {listing(own_findings.KEYS)}. Plak wat je hebt gedownload."
        raise KnowledgeError((Problem(ADDITION, 1, message),))
    addition = bind(ADDITION, {"naam": start.name, **tree}, lines, book).organisation
    return own_findings.merge(start, addition) if addition else start


def _flow(item: Mapping[str, Any]) -> str:
    """Return keys with a text or a list of texts on one line of YAML; what is empty is left out."""
    return "{" + ", ".join(f"{key}: {_one(value)}" for key, value in item.items() if value) + "}"


def _one(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_quote(str(text)) for text in value) + "]"
    return _quote(str(value))


def _quote(text: str) -> str:
    """Return a text in quotes on one line, without invisible characters; JSON is YAML too."""
    return json.dumps(INVISIBLE.sub(" ", text), ensure_ascii=False)


def logo(file: Path, own: Organisation) -> bytes | None:
    """Return the picture an organisation names, when it lies beside its file and can be trusted.

    Its content decides, not its name: a PNG or JPEG of bounded size that can be unpacked whole.
    Never an SVG, which can hold script, and never a file elsewhere on the server, whatever the name
    says.
    """
    path = logo_file(file, own)
    if path is None or not path.is_file():
        return None
    small = path.stat().st_size <= LARGEST_PICTURE
    return image.redraw(path.read_bytes()) if small else None


def logo_file(file: Path, own: Organisation) -> Path | None:
    """Return where the picture is that an organisation names, or should be; None elsewhere."""
    if not own.style.logo:
        return None
    folder = file.resolve().parent
    path = (folder / own.style.logo).resolve()
    return path if path.is_relative_to(folder) else None


def absent(book: Rulebook) -> dict[str, str]:
    """Return channel → reason for the channels the organisation does not have."""
    given = book.organisation
    if given is None:
        return {}
    return {
        item.channel: wording.fill(
            book.texts["geen_kanaal"], organisatie=given.name, reden=item.because or ""
        ).strip()
        for item in given.without
    }


def note(book: Rulebook) -> str | None:
    """Return the sentence that says what the advice takes into account, if anything."""
    given = book.organisation
    if given is None or not given.without:
        return None
    names = [book.channels[item.channel].beside for item in given.without]
    return wording.fill(book.texts["organisatie"], organisatie=given.name, kanalen=listing(names))


def changes(book: Rulebook) -> list[Mapping[str, str]]:
    """Return what the organisation changed, for the receipt."""
    given = book.organisation
    if given is None:
        return [_research(own) for own in book.surveys]
    return [
        {"organisatie": given.name, "sha256": book.organisation_digest or ""},
        *({"zonder": i.channel, "omdat": i.because or ""} for i in given.without),
        *({"kanaal": slug, "heet": own.name} for slug, own in given.names.items()),
        *({"kanaal": i.channel, "eigen_bevinding": i.id, "tekst": i.text} for i in given.findings),
        *(_research(own) for own in book.surveys),
    ]


def _research(own: OwnSurvey) -> Mapping[str, str]:
    """Return which own research counts, for the receipt."""
    about = own.about
    return {
        RESEARCH: about.title,
        "bestand": own.file,
        "begin": about.start.isoformat(),
        "einde": about.end.isoformat(),
        "n": str(about.n),
        "sha256": own.digest,
    }


def _rename(channel: Channel, own: OwnName) -> Channel:
    phrase = own.phrase or own.name
    article = phrase.split(" ", 1)[0].lower()
    names = {
        "name": own.name,
        "phrase": phrase,
        "beside": own.beside or own.name,
        "companion": phrase,
        "article": article if article in ARTICLES else NO_ARTICLE,
        "short": own.name,
    }
    return channel.model_copy(update=names)


def _unknown(
    name: str, place: tuple[str | int, ...], lines: files.Lines, slug: str, book: Rulebook
) -> Problem:
    message = f"kanaal '{slug}' ken ik niet.{suggestion(slug, book.channels)}"
    return Problem(name, complaints.line_of(place, lines), message)
