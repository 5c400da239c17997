"""The rules of publiccode.yml 0.7 (https://yml.publiccode.tools), as a JSON Schema.

Keys that the standard calls deprecated, the sections of countries among them, are left out: a file
that is new has no need of them.
"""

from datetime import date
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from license_expression import get_spdx_licensing

Schema = dict[str, Any]

VERSIONS = ["0.7", "0.7.0"]
STATUSES = ["concept", "development", "beta", "stable", "obsolete"]
KINDS = [
    *(f"standalone/{kind}" for kind in ("mobile", "iot", "desktop", "web", "backend", "other")),
    *("addon", "library", "configurationFiles"),
]
CATEGORIES = """
accounting agile-project-management applicant-tracking application-development
appointment-scheduling backup billing-and-invoicing blog budgeting business-intelligence
business-process-management cad call-center-management cloud-management collaboration
communications compliance-management contact-management content-management crm
customer-service-and-support data-analytics data-collection data-visualization design design-system
digital-asset-management digital-citizenship document-management donor-management e-commerce
e-signature educational-content email-management email-marketing employee-management
enterprise-project-management enterprise-social-networking erp event-management facility-management
feedback-and-reviews-management financial-reporting fleet-management fundraising gamification
geographic-information-systems grant-management graphic-design help-desk hr ide identity-management
instant-messaging integrated-library-system inventory-management it-asset-management it-development
it-management it-security it-service-management knowledge-management learning-management-system
marketing mind-mapping mobile-marketing mobile-payment network-management office online-booking
online-community payment-gateway payroll predictive-analysis procurement productivity-suite
project-collaboration project-management property-management real-estate-management
regulations-and-directives remote-support resource-management sales-management seo service-desk
social-media-management survey talent-management task-management taxes-management test-management
time-management time-tracking translation video-conferencing video-editing visitor-management voip
warehouse-management web-collaboration web-conferencing website-builder whistleblowing
workflow-management other
""".split()
SCOPES = """
agriculture culture defence education emergency-services employment energy environment
finance-and-economic-development foreign-affairs government healthcare infrastructures justice
local-authorities manufacturing research science-and-technology security society sport tourism
transportation welfare
""".split()
ALIASES = [
    f"alias:{name}" for name in "gdpr eidas nis2 cra spid cie anpr pagopa io".split()
]  # what a software supports, by a name of the standard

TEXT: Schema = {"type": "string", "minLength": 1}
TEXTS: Schema = {"type": "array", "items": TEXT}
WEB: Schema = {"type": "string", "pattern": r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$"}
URI: Schema = {"type": "string", "pattern": r"^(?!alias:)[A-Za-z][A-Za-z0-9+.-]*:\S+$"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "day"}
MAIL: Schema = {"type": "string", "pattern": r"^[^@\s]+@[^@\s]+\.[^@\s]+$"}
PHONE: Schema = {"type": "string", "pattern": r"^\+[\d ().-]{6,}$"}
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*$"
COUNTRIES: Schema = {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}}
PLACE: Schema = {"type": "string", "pattern": r"^(?!/|file:).+"}  # within the repository, or a URL


def strict(required: str, **properties: Schema) -> Schema:
    """Return an object with these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def several(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least}


ORGANISATION = strict("name", name=TEXT, uri=URI)
CONTACT = strict("name", name=TEXT, email=MAIL, phone=PHONE, affiliation=TEXT)
CONTRACTOR = strict("name until", name=TEXT, until=DAY, email=MAIL, website=WEB)
DEPENDENCIES = several(
    strict(
        "name",
        name=TEXT,
        versionMin=TEXT,
        versionMax=TEXT,
        version=TEXT,
        optional={"type": "boolean"},
    )
)
DESCRIPTION = strict(
    "shortDescription longDescription features",
    localisedName=TEXT,
    shortDescription={"type": "string", "minLength": 1, "maxLength": 150},
    longDescription={"type": "string", "minLength": 150, "maxLength": 10_000},
    documentation=WEB,
    apiDocumentation=WEB,
    features=several(TEXT, 1),
    screenshots=several({**PLACE, "pattern": PLACE["pattern"] + r"\.(png|jpe?g)$"}),
    videos=several(WEB),
    awards=TEXTS,
)


def when(kind: str, **then: Any) -> Schema:
    """Return what holds for one kind of maintenance."""
    condition = {"properties": {"type": {"const": kind}}, "required": ["type"]}
    return {"if": condition, "then": then}


MAINTENANCE: Schema = {
    **strict(
        "type",
        type={"enum": ["internal", "contract", "community", "none"]},
        contractors=several(CONTRACTOR, 1),
        contacts=several(CONTACT, 1),
    ),
    "allOf": [
        {
            "if": {"not": {"properties": {"type": {"const": "contract"}}}},
            "then": {"properties": {"contractors": False}},
        },
        when("contract", required=["contractors"]),
        when("internal", required=["contacts"]),
        when("community", required=["contacts"]),
    ],
}
SCHEMA = strict(
    "publiccodeYmlVersion name url platforms developmentStatus softwareType description legal "
    "maintenance localisation",
    publiccodeYmlVersion={"enum": VERSIONS},
    name=TEXT,
    applicationSuite=TEXT,
    url=WEB,
    landingURL=WEB,
    isBasedOn={"anyOf": [WEB, several(WEB, 1)]},
    softwareVersion=TEXT,
    releaseDate=DAY,
    logo={**PLACE, "pattern": PLACE["pattern"] + r"\.(svgz?|png)$"},
    platforms=several(TEXT, 1),
    categories=several({"enum": CATEGORIES}),
    usedBy=TEXTS,
    fundedBy=several(ORGANISATION),
    roadmap=WEB,
    developmentStatus={"enum": STATUSES},
    softwareType={"enum": KINDS},
    organisation=strict("uri", uri=URI, name=TEXT),
    intendedAudience=strict(
        "",
        countries=COUNTRIES,
        unsupportedCountries=COUNTRIES,
        scope=several({"enum": SCOPES}),
    ),
    supports=several(strict("id", id={"anyOf": [{"enum": ALIASES}, URI]})),
    description={
        "type": "object",
        "minProperties": 1,
        "patternProperties": {LANGUAGE: DESCRIPTION},
        "additionalProperties": False,
    },
    legal=strict("license", license={**TEXT, "format": "spdx"}, mainCopyrightOwner=TEXT),
    maintenance=MAINTENANCE,
    localisation=strict(
        "localisationReady availableLanguages",
        localisationReady={"type": "boolean"},
        availableLanguages=several({"type": "string", "pattern": LANGUAGE}, 1),
    ),
    dependsOn=strict("", open=DEPENDENCIES, proprietary=DEPENDENCIES, hardware=DEPENDENCIES),
)
FORMATS = FormatChecker(formats=())


@FORMATS.checks("day", raises=ValueError)
def day(value: object) -> bool:
    """Tell whether a text is a day that exists; raises ValueError when it is none."""
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@cache
def licences() -> Any:
    """Return what knows every SPDX licence: a second to read, a moment to ask."""
    return get_spdx_licensing()


@FORMATS.checks("spdx")
def spdx(value: object) -> bool:
    """Tell whether a text is an SPDX expression of known licences."""
    return not isinstance(value, str) or not licences().validate(value).errors


def faults(data: object) -> list[str]:
    """Return what is wrong with a publiccode.yml, with its place; nothing when it is right."""
    validator = Draft202012Validator(SCHEMA, format_checker=FORMATS)
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(data)]
