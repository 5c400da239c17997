"""Errors of the API as a product: problem details (RFC 9457), in Dutch, with the way out."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

KIND = "application/problem+json"
TITLES = {
    400: "De vraag klopt niet",
    404: "Niet gevonden",
    405: "Deze methode kan niet",
    406: "Alleen JSON",
    414: "Het adres is te lang",
    429: "Te veel vragen",
    500: "Er ging iets mis bij ons",
}


class Fault(NamedTuple):
    """What is wrong with one parameter; `like` is the choice that was probably meant."""

    name: str
    code: str
    detail: str
    like: str | None = None


class ApiProblem(Exception):
    """A question that is not answered: status, why and what to do, and extra headers."""

    def __init__(
        self,
        status: int,
        detail: str,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.faults, self.headers = tuple(faults), dict(headers or {})

    def body(self, instance: str) -> dict[str, Any]:
        """Return the problem details; `instance` is the address that was asked."""
        told: dict[str, Any] = {
            "type": "about:blank",
            "title": TITLES[self.status],
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
        }
        return told | (
            {"errors": [_fault_body(fault) for fault in self.faults]} if self.faults else {}
        )


def _fault_body(fault: Fault) -> dict[str, Any]:
    body = {
        "in": "query",
        "location": {"name": fault.name},
        "code": fault.code,
        "detail": fault.detail,
    }
    return body | ({"suggestie": fault.like} if fault.like else {})
