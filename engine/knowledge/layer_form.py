"""The file of a local layer as it is written: keys, and long rows of numbers."""

from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

from engine.model import UNKNOWN, Day, Form, Number, Slug, Text, YesNo

# Key in the file → the array of it, and with how many places it is written.
ARRAYS = {
    "verschuiving": ("shift", 2),
    "spreiding": ("sd", 2),
    "aandeel": ("share", 3),
    "van": ("low", 3),
    "tot": ("high", 3),
    "n": ("n", 0),
}
MOST = 500  # numbers in a row: more groups than there are
SUM = r"^[0-9a-f]{64}$"


def _numbers(value: object) -> NDArray[np.float64]:
    text = str(value)
    words = text.split(maxsplit=MOST)
    try:
        numbers = np.array(words, dtype=np.float64)
    except ValueError:
        wrong = next(word for word in words if not _is_number(word))
        message = f"'{wrong[:20]}' is geen getal. Schrijf getallen met spaties ertussen."
        raise ValueError(message) from None
    if not np.all(np.isfinite(numbers)):
        raise ValueError("hier staat een getal dat geen getal is (nan of inf).")
    return numbers


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _points(value: object) -> NDArray[np.float64]:
    return _within(_numbers(value), -30, 30)


def _doubt(value: object) -> NDArray[np.float64]:
    return _within(_numbers(value), 0, 30)


def _shares(value: object) -> NDArray[np.float64]:
    return _within(_numbers(value), 0, 1)


def _counts(value: object) -> NDArray[np.float64]:
    numbers = _within(_numbers(value), 0, 10_000_000)
    if np.any(numbers != np.floor(numbers)):
        raise ValueError("hier horen hele getallen.")
    return numbers


def _within(numbers: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
    outside = numbers[(numbers < low) | (numbers > high)]
    if outside.size:
        message = f"'{outside[0]:g}' kan niet. Hier horen getallen van {low:g} tot en met {high:g}."
        raise ValueError(message)
    return numbers


Points = Annotated[NDArray[np.float64], BeforeValidator(_points)]
Doubts = Annotated[NDArray[np.float64], BeforeValidator(_doubt)]
Shares = Annotated[NDArray[np.float64], BeforeValidator(_shares)]
Counts = Annotated[NDArray[np.float64], BeforeValidator(_counts)]
Share = Annotated[Number, Field(ge=0, le=1)]


class AskedForm(Form):
    """What residents were asked about; what is at stake may be left out."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    track: Slug = Field(alias="traject")
    phase: Slug = Field(alias="fase")
    stake: Slug = Field(UNKNOWN, alias="belang")


class RowForm(AskedForm):
    """A channel in a situation, over ages x profiles."""

    channel: Slug = Field(alias="kanaal")
    shift: Points = Field(alias="verschuiving")
    sd: Doubts = Field(alias="spreiding")
    share: Shares = Field(alias="aandeel")
    low: Shares = Field(alias="van")
    high: Shares = Field(alias="tot")
    n: Counts


class SayingForm(AskedForm):
    """A motive or expectation; only on a base of fifty or more."""

    kind: Literal["motief", "verwachting"] = Field(alias="soort")
    text: Annotated[Text, Field(max_length=200)] = Field(alias="tekst")
    share: Share = Field(alias="aandeel")
    n: Annotated[int, Field(ge=50)]


class LayerForm(Form):
    """The whole file."""

    title: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$"
        ),
    ] = Field(alias="titel")
    start: Day = Field(alias="begin")
    end: Day = Field(alias="einde")
    n: Annotated[int, Field(ge=10)]
    mode: Literal["papier", "online", "telefoon", "gesprek", "gemengd"] = Field(alias="wijze")
    weighting: Annotated[Text, Field(max_length=500)] = Field(alias="weging")
    digest: Annotated[str, StringConstraints(pattern=SUM)] = Field(alias="sha256")
    engine: Annotated[Text, Field(max_length=40)]
    simulated: YesNo = Field(False, alias="nagebootst")
    rules: Annotated[Number, Field(ge=-3, le=3)] = Field(alias="regels")
    rules_sd: Annotated[Number, Field(ge=0, le=3)] = Field(alias="regels_spreiding")
    ages: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(alias="leeftijden")
    profiles: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(alias="profielen")
    sayings: tuple[SayingForm, ...] = Field((), alias="redenen")
    rows: Annotated[tuple[RowForm, ...], Field(min_length=1)] = Field(alias="rijen")
