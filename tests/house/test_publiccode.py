"""publiccode.yml keeps to its standard, and says of the product what is so."""

import re
import tomllib
from typing import Any

import pytest
import yaml
from conftest import ROOT
from jsonschema import Draft202012Validator
from PIL import Image
from publiccode import SCHEMA, faults

LONG = "x" * 150
PERSON = {"name": "Iemand"}
FIRM = {"name": "Een bedrijf", "until": "2027-12-31"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture
def data() -> dict[str, Any]:
    loaded = yaml.safe_load(text("publiccode.yml"))
    assert isinstance(loaded, dict)
    return loaded


def put(data: dict[str, Any], place: str, value: object) -> None:
    """Change one value; None takes the key away."""
    *above, last = place.split("/")
    for key in above:
        data = data.setdefault(key, {})
    if value is None:
        del data[last]
    else:
        data[last] = value


def test_our_file_keeps_to_the_standard(data: dict[str, Any]) -> None:
    assert faults(data) == []


def test_the_rules_are_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_what_is_mandatory_is_missed(data: dict[str, Any], key: str) -> None:
    del data[key]
    assert any(key in fault for fault in faults(data))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("publiccodeYmlVersion", "0.5"),
        ("publiccodeYmlVersion", 0.7),
        ("name", ""),
        ("url", "git@example.org:ken-je-inwoner"),
        ("landingURL", "example.org"),
        ("isBasedOn", []),
        ("releaseDate", "2026-02-30"),
        ("releaseDate", "22-11-2026"),
        ("logo", "/logo.svg"),
        ("logo", "logo.bmp"),
        ("platforms", []),
        ("categories", ["kanalen"]),
        ("fundedBy", [{"uri": "https://example.org"}]),
        ("developmentStatus", "alpha"),
        ("softwareType", "standalone"),
        ("organisation", {"name": "zonder adres"}),
        ("intendedAudience/countries", ["nl"]),
        ("intendedAudience/scope", ["gemeenten"]),
        ("supports", [{"id": "alias:avg"}]),
        ("supports", [{"id": "WCAG"}]),
        ("supports", ["https://example.org"]),
        ("description", {}),
        ("description/nederlands", {"shortDescription": "x"}),
        ("description/nl/shortDescription", None),
        ("description/nl/shortDescription", "x" * 151),
        ("description/nl/longDescription", "x" * 149),
        ("description/nl/longDescription", "x" * 10_001),
        ("description/nl/features", []),
        ("description/nl/genericName", "Kanaaladvies"),
        ("description/nl/screenshots", ["/docs/beelden/advies.png"]),
        ("description/nl/screenshots", ["docs/beelden/advies.svg"]),
        ("legal/license", None),
        ("legal/license", "EUPL"),
        ("legal/license", "Apache-2.0 OF MIT"),
        ("legal/repoOwner", "Gemeente Voorbeeld"),
        ("maintenance/type", "volunteers"),
        ("maintenance", {"type": "internal"}),
        ("maintenance", {"type": "community"}),
        ("maintenance", {"type": "contract"}),
        ("maintenance", {"type": "community", "contacts": [PERSON], "contractors": [FIRM]}),
        ("maintenance", {"type": "internal", "contacts": [{**PERSON, "email": "iemand"}]}),
        ("maintenance", {"type": "internal", "contacts": [{**PERSON, "phone": 31612345678}]}),
        ("maintenance", {"type": "contract", "contractors": [PERSON]}),
        ("maintenance", {"type": "contract", "contractors": [{**FIRM, "until": "2027"}]}),
        ("localisation/localisationReady", "nee"),
        ("localisation/availableLanguages", []),
        ("localisation/availableLanguages", ["nederlands"]),
        ("dependsOn/open", [{"version": "15"}]),
        ("dependsOn/open", [{"name": "PostgreSQL", "version": 15}]),
        ("NL", {"countryExtensionVersion": "1.0"}),
    ],
)
def test_what_the_standard_forbids_is_refused(
    data: dict[str, Any], place: str, value: object
) -> None:
    put(data, place, value)
    assert faults(data)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("publiccodeYmlVersion", "0.7.0"),
        ("supports", [{"id": "alias:gdpr"}, {"id": "urn:iso:std:iso:27001"}]),
        ("description/sl-IT-nedis", {"shortDescription": "x", "longDescription": LONG,
                                     "features": ["x"]}),
        ("legal/license", "EUPL-1.2 OR AGPL-3.0-or-later"),
        ("maintenance", {"type": "contract", "contractors": [FIRM], "contacts": [PERSON]}),
        ("maintenance", {"type": "community", "contacts": [{**PERSON, "phone": "+31 6 12345678"}]}),
        ("isBasedOn", "https://example.org/anders.git"),
        ("releaseDate", "2026-11-22"),
    ],
)  # fmt: skip
def test_what_the_standard_allows_is_let_in(
    data: dict[str, Any], place: str, value: object
) -> None:
    put(data, place, value)
    assert faults(data) == []


def test_pictures_are_there(data: dict[str, Any]) -> None:
    pictures = data["description"]["nl"]["screenshots"]
    assert pictures
    for picture in pictures:
        with Image.open(ROOT / picture) as opened:
            assert opened.format == "PNG"


def test_it_says_the_same_as_the_rest(data: dict[str, Any]) -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert data["legal"]["license"] == project["license"]
    assert data["legal"]["mainCopyrightOwner"] in text("REUSE.toml")
    python = next(one for one in data["dependsOn"]["open"] if one["name"] == "Python")
    least, below = re.findall(r"3\.(\d+)", project["requires-python"])
    assert (python["versionMin"], python["versionMax"]) == (f"3.{least}", f"3.{int(below) - 1}")


def test_what_it_supports_is_a_standard_in_use(data: dict[str, Any]) -> None:
    table = text("docs/standard-for-public-code.md").split("## Standards in use")[1]
    known = set(re.findall(r"\]\((https?://[^)]+)\)", table))
    assert {one["id"] for one in data["supports"]} <= known


def test_it_is_a_release_when_the_changelog_says_so(data: dict[str, Any]) -> None:
    version, rest = re.findall(r"^## \[([\d.]+)\] - (.+)$", text("CHANGELOG.md"), re.MULTILINE)[0]
    said = {key: data.get(key) for key in ("softwareVersion", "releaseDate")}
    if rest.startswith("unreleased"):
        assert said == {"softwareVersion": None, "releaseDate": None}
        assert data["developmentStatus"] in ("development", "beta")
    else:
        assert said == {"softwareVersion": version, "releaseDate": rest}
        assert data["developmentStatus"] == "stable"
