"""What is arranged around the actions: desks, money, risks, partners, answers, and who speaks."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from engine.model import Form, Slug, YesNo
from plans.model.status import Agreements
from plans.model.typed import Address, Count, Day, Euros, Grade, Line, Percent, Text, tag


class Interruption(Form):
    """A period in which a desk has another capacity, such as a holiday."""

    start: Day = Field(alias="van")
    end: Day = Field(alias="tot")
    per_week: Count


class Desk(Form):
    """A desk, phone team, back office or partner that takes reactions: how many a week."""

    id: Slug
    name: Line = Field(alias="naam")
    per_week: Count
    exceptions: Annotated[tuple[Interruption, ...], Field(max_length=60)] = Field(
        (), alias="uitzonderingen"
    )


class MoneyLine(Form):
    """A line of the budget. Of the `action` it names it replaces the cost: both never count."""

    id: Slug
    post: Line
    estimate: Euros | None = Field(None, alias="raming")
    actual: Euros | None = Field(None, alias="werkelijk")
    covered_by: Line | None = Field(None, alias="gedekt_uit")
    vat: Annotated[Literal["inclusief", "exclusief", "geen"], BeforeValidator(tag)] | None = Field(
        None, alias="btw"
    )
    vat_rate: Percent | None = Field(None, alias="btw_tarief")
    action: Slug | None = Field(None, alias="actie")
    note: Line | None = Field(None, alias="notitie")


class Risk(Form):
    """What can go wrong, what is done about it, and when it goes higher up."""

    id: Slug
    what: Line = Field(alias="wat")
    chance: Grade | None = Field(None, alias="kans")
    impact: Grade | None = Field(None, alias="gevolg")
    measure: Text | None = Field(None, alias="maatregel")
    escalation: Text | None = Field(None, alias="opschalen")
    who: Line | None = Field(None, alias="wie")


class Spokesperson(Form):
    """Who speaks for the organisation, about what, and how to reach them."""

    id: Slug
    who: Line = Field(alias="wie")
    about: Line | None = Field(None, alias="over")
    reach: Line | None = Field(None, alias="bereikbaar")


class Delivery(Form):
    """What a partner delivers or sends, and when; `action` is the action it is for."""

    id: Slug
    what: Line = Field(alias="wat")
    day: Day | None = Field(None, alias="dag")
    action: Slug | None = Field(None, alias="actie")
    done: YesNo = Field(False, alias="gereed")


class Partner(Form):
    """An organisation that takes part: what it does, what it delivers, and what was agreed."""

    id: Slug
    name: Line = Field(alias="naam")
    role: Line | None = Field(None, alias="rol")
    contact: Line | None = None
    sender: YesNo = Field(False, alias="afzender")  # it sends in its own name
    deliveries: Annotated[tuple[Delivery, ...], Field(max_length=40)] = Field(
        (), alias="leveringen"
    )
    agreements: Agreements = Field((), alias="akkoord")


class ResidentQuestion(Form):
    """A question that residents ask, with the answer; `group` is who asks it, when not everyone."""

    id: Slug
    question: Line = Field(alias="vraag")
    answer: Text = Field(alias="antwoord")
    group: Slug | None = Field(None, alias="groep")


class PageLink(Form):
    """A page that the contact centre points to."""

    name: Line = Field(alias="naam")
    url: Address = Field(alias="adres")


class Contact(Form):
    """Where residents can go, as the contact centre tells them; `deadline` is theirs."""

    phone: Line | None = Field(None, alias="telefoonnummer")
    hours: Text | None = Field(None, alias="openingstijden")
    email: Line | None = Field(None, alias="mailadres")
    place: Line | None = Field(None, alias="plek")
    deadline: Day | None = Field(None, alias="uiterste_dag")
    links: Annotated[tuple[PageLink, ...], Field(max_length=20)] = ()
