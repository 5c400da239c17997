"""Questions to an address an administrator set: patient with a busy server, and never followed.

An answer has a time and a size that it may take. What fails is one Dutch sentence, in which no key
and no text of the other side stands.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx

from engine.version import VERSION

T = TypeVar("T")
TRIES = 5
LONGEST_ANSWER = 180.0  # seconds from question to the end of the answer
LONGEST_PAUSE = 300.0  # seconds that a busy server may ask for
LARGEST = 64_000_000  # bytes of one answer
TIMES = httpx.Timeout(60.0, connect=10.0)
BUSY = {429, 500, 502, 503, 504}
SENTENCES = {
    400: "de vraag wordt niet begrepen (antwoord 400). Kijk adres en site na.",
    401: "de sleutel wordt niet aangenomen . Maak een nieuwe, of kijk de rechten na.",
    403: "met deze sleutel mag het niet (antwoord 403). Geef hem leesrechten op deze site.",
    404: "dit adres of deze site bestaat daar niet (antwoord 404). Kijk beide na.",
}
OTHER = "antwoord {code}. Kijk het adres na."
ELSEWHERE = "het adres verwijst door (antwoord {code}). Dat volg ik niet: zet het goede adres neer."
NO_CONNECTION = "geen verbinding. Kijk het adres en de toegang tot het netwerk na."
TOO_LATE = "er komt te laat een antwoord. Vraag minder dagen, of probeer het later."
HALF = "het antwoord is niet compleet. Ik probeer het de volgende keer weer."
TOO_BUSY = "de server heeft het te druk (antwoord {code}). Ik probeer het de volgende keer weer."
TOO_LARGE = f"het antwoord is groter dan {LARGEST // 1_000_000} MB. Vraag minder dagen."


class FetchError(Exception):
    """Counts that cannot be fetched now; `why` says so in Dutch, with the way out."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Again(Exception):
    """What may go better another time, after `pause` seconds if the server says how many."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.why, self.pause = why, pause


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked: a form or JSON to post, or else a page to get; `bearer` is a key.

    `login` asks for such a key: there 400 says that what was shown is not accepted.
    """

    url: str
    form: Mapping[str, str] | None = None
    data: Any = None
    bearer: str = ""
    login: bool = False


def client() -> httpx.Client:
    """Return what makes connections: no redirects, and with the proxy that the machine sets."""
    agent = {"user-agent": f"ken-je-inwoner/{VERSION}"}
    return httpx.Client(timeout=TIMES, follow_redirects=False, headers=agent)


class Transport:
    """Asks, waits when that is asked, and asks again; every method may raise FetchError."""

    def __init__(
        self,
        connections: httpx.Client,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tries: int = TRIES,
    ) -> None:
        """Ask nothing yet; with one try a question is never put twice."""
        self._client, self._wait, self._clock, self._now = connections, wait, clock, now
        self._tries = tries

    def json(self, inquiry: Demand) -> Any:
        """Return what the answer holds; one that breaks off is asked again."""
        return self._patiently(lambda: _parsed(self._once(inquiry)))

    def file(self, inquiry: Demand) -> bytes:
        """Return the bytes of an answer."""
        return self._patiently(lambda: self._once(inquiry))

    def _patiently(self, ask: Callable[[], T]) -> T:
        for attempt in range(1, self._tries + 1):
            try:
                return ask()
            except _Again as trouble:
                pause = 2.0**attempt if trouble.pause is None else trouble.pause
                if attempt == self._tries or pause > LONGEST_PAUSE:
                    raise FetchError(trouble.why) from trouble
                self._wait(pause)
        raise AssertionError

    def _once(self, inquiry: Demand) -> bytes:
        headers = {"authorization": f"Bearer {inquiry.bearer}"} if inquiry.bearer else {}
        posts = inquiry.form is not None or inquiry.data is not None
        try:
            request = self._client.build_request(
                "POST" if posts else "GET", inquiry.url,
                data=inquiry.form, json=inquiry.data, headers=headers,
            )  # fmt: skip
            answer = self._client.send(request, stream=True)
            try:
                self._judge(answer, inquiry.login)
                return self._body(answer)
            finally:
                answer.close()
        except httpx.TimeoutException as error:
            raise _Again(TOO_LATE) from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise _Again(HALF) from error
        except httpx.TransportError as error:
            raise _Again(NO_CONNECTION) from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(NO_CONNECTION) from error

    def _judge(self, answer: httpx.Response, login: bool) -> None:
        code = answer.status_code
        if code in BUSY:
            raise _Again(TOO_BUSY.format(code=code), self._pause(answer.headers.get("retry-after")))
        if 300 <= code < 400:
            raise FetchError(ELSEWHERE.format(code=code))
        if login and code == 400:
            raise FetchError(SENTENCES[401])
        if not 200 <= code < 300:
            raise FetchError(SENTENCES.get(code, OTHER.format(code=code)))

    def _pause(self, asked: str | None) -> float | None:
        """Return how many seconds a server asks to wait: in seconds, or until a moment."""
        if not asked:
            return None
        if asked.strip().isascii() and asked.strip().isdigit():
            return float(asked.strip()[:9])
        try:
            until = parsedate_to_datetime(asked)
        except ValueError:
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max((until - self._now()).total_seconds(), 0.0)

    def _body(self, answer: httpx.Response) -> bytes:
        begun, parts, size = self._clock(), list[bytes](), 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > LARGEST:
                raise FetchError(TOO_LARGE)
            if self._clock() - begun > LONGEST_ANSWER:
                raise FetchError(TOO_LATE)
            parts.append(part)
        return b"".join(parts)


def _parsed(body: bytes) -> Any:
    """Return the JSON of a body; what is none broke off, or is a page of a proxy in between."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _Again(HALF) from error
