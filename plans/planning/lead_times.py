"""What comes before an action on a channel and how long that takes, from voorbereiding.yaml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from engine.knowledge import files
from engine.model import Channel, Form, Slug, Text, Words, YesNo
from plans.model import PreparationStep
from plans.model.typed import Hours, Workdays

Durations = dict[Slug, Workdays]  # step → working days to what comes after it


class WayOfWorking(Form):
    """What comes before an action on these channels; `runs` is for what is there all phase."""

    name: Text = Field(alias="naam")
    channels: Words = Field(alias="kanalen", min_length=1)
    runs: YesNo = Field(False, alias="loopt")
    steps: Annotated[Durations, Field(min_length=1)] = Field(alias="stappen")
    because: Text = Field(alias="omdat")


class LeadTimes(Form):
    """The whole file: names of steps, hours by effort, and ways of working."""

    quality: Literal["D"] = Field(alias="kwaliteit")
    names: dict[Slug, Text] = Field(alias="stappen")
    hours: dict[Literal["klein", "middel", "groot"], Hours] = Field(alias="uren")
    ways: tuple[WayOfWorking, ...] = Field(alias="werkwijzen")
    other: dict[Literal["dagen", "weken"], Durations] = Field(alias="anders")


@cache
def lead_times() -> LeadTimes:
    """Return what stands in the file beside this module."""
    path = Path(__file__).with_name("voorbereiding.yaml")
    tree, _ = files.read(path.name, path)
    return LeadTimes.model_validate(tree)


def steps_before(slug: str, channel: Channel) -> tuple[PreparationStep, ...]:
    """Return what comes before an action on a channel, in order and without days."""
    way = _ways().get(slug)
    durations = way.steps if way else lead_times().other[channel.lead_time]
    return tuple(
        PreparationStep.model_validate({"id": id_, "werkdagen": workdays})
        for id_, workdays in durations.items()
    )


def runs(slug: str) -> bool:
    """Tell whether a channel is there all phase, and not on a day."""
    way = _ways().get(slug)
    return way is not None and way.runs


def step_name(step: PreparationStep) -> str:
    """Return what a step is called: by the plan, by the file, else its id."""
    return step.name or lead_times().names.get(step.id, step.id.replace("-", " ").capitalize())


@cache
def _ways() -> Mapping[str, WayOfWorking]:
    return {slug: way for way in lead_times().ways for slug in way.channels}
