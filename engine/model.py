"""The words of the product: frozen values without logic.

What an author writes (Dutch keys are the aliases), and the rulebook that it becomes. Read
`Situation`, `Rule` and `Channel` first; what an advice consists of is in `engine.answer`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

UNKNOWN = "onbekend"
QUALITIES = ("A", "B", "C", "D")
DIMENSIONS = ("traject", "fase", "leeftijd", "profiel", "belang")
_DAY = re.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}")

Quality = Literal["A", "B", "C", "D"]
Label = Literal["landelijk onderzoek", "lokaal of klein onderzoek", "wet", "vakkennis"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, max_length=66)]  # one line
ShortName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Place = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=40)]
Number = Annotated[float, Field(allow_inf_nan=False)]
MeansName = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _truth(value: Any) -> Any:
    return {"ja": True, "nee": False}.get(value, value) if isinstance(value, str) else value


def _none_if_unpublished(value: Any) -> Any:
    return None if value == "niet gepubliceerd" else value


def _whole(value: Any) -> Any:
    return None if value == UNKNOWN else value


def _day(value: Any) -> date:
    text = str(value).strip()
    try:
        return date.fromisoformat(_DAY.fullmatch(text)[0])  # type: ignore[index]
    except (TypeError, ValueError):
        message = f"'{text[:40]}' is geen datum. Schrijf jaar-maand-dag, zoals 2026-09-01."
        raise ValueError(message) from None


YesNo = Annotated[bool, Field(strict=True), BeforeValidator(_truth)]
Words = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Condition = Mapping[str, Words]
Year = Annotated[Annotated[int, Field(ge=1900, le=2100)] | None, BeforeValidator(_whole)]
Count = Annotated[Annotated[int, Field(ge=1)] | None, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]


class Form(BaseModel):
    """A part of a knowledge file: closed keys, never changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Claim(Form):
    """A statement with its findings or sources; without them it is an assumption."""

    text: Text = Field(alias="tekst")
    sources: Words = Field((), alias="bron")


Claims = tuple[Claim, ...]
Published = Annotated[Claims | None, BeforeValidator(_none_if_unpublished)]
PublishedClaim = Annotated[Claim | None, BeforeValidator(_none_if_unpublished)]


class Finding(Form):
    """One published fact; `value` is in `unit` ("procent" is a share of people)."""

    id: Place
    text: Text = Field(alias="tekst")
    measure: Literal[
        "gebruik", "bereik", "voorkeur", "vaardigheid", "kiest", "mijdt", "kosten", "niveau"
    ] = Field(alias="maat")
    subject: Text | None = Field(None, alias="wat")
    group: Text | None = Field(None, alias="groep")
    value: Number | None = Field(None, alias="waarde")
    unit: Text | None = Field(None, alias="eenheid")
    question: Text | None = Field(None, alias="vraag")
    n: Count = None
    year: Year = Field(None, alias="jaar")
    quality: Quality | None = Field(None, alias="kwaliteit")


class Source(Form):
    """A publication or law with the findings read in it."""

    title: Text = Field(alias="titel")
    publisher: Text = Field(alias="maker")
    url: Annotated[Text, StringConstraints(pattern=r"^https?://\S+$")] = Field(alias="adres")
    year: Year = Field(alias="jaar")
    n: Count
    quality: Quality = Field(alias="kwaliteit")
    nature: Label = Field(alias="aard")
    read_at: Text | None = Field(None, alias="gelezen_bij")
    remark: Text | None = Field(None, alias="opmerking")
    findings: tuple[Finding, ...] = Field((), alias="bevindingen")


class Figure(Form):
    """Two findings whose difference is a weight; base "vraag" is the mean of the question."""

    group: Place = Field(alias="groep")
    base: Text = Field(alias="basis")
    inverse: YesNo = Field(False, alias="keer_om")


class WrittenRule(Form):
    """A rule as an author writes it, before its channels and weight are worked out."""

    id: Slug
    when: Condition = Field(default_factory=dict, alias="als")
    channel: Words | dict[str, Words] = Field(alias="kanaal")
    theme: Text | None = Field(None, alias="thema")
    weight: Annotated[Number, Field(ge=-3, le=3, multiple_of=0.5)] | None = Field(
        None, alias="gewicht"
    )
    figure: Figure | None = Field(None, alias="cijfer")
    because: Text = Field(alias="omdat")
    short: Phrase = Field("", alias="kort")
    sources: Words = Field((), alias="bron")
    quality: Quality | None = Field(None, alias="kwaliteit")


class Situation(NamedTuple):
    """The five answers (slugs): track, phase, age group, engagement profile, what is at stake."""

    track: str
    phase: str
    age: str = UNKNOWN
    profile: str = UNKNOWN
    stake: str = UNKNOWN

    def facts(self) -> dict[str, str]:
        """Return the answers under the keys that conditions use."""
        return dict(zip(DIMENSIONS, self, strict=True))

    def less_specific(self) -> tuple[Self, ...]:
        """Return every situation that knows less: one or more of the other answers unknown."""
        known = [field for field in self._fields[2:] if getattr(self, field) != UNKNOWN]
        return tuple(
            self._replace(**dict.fromkeys(fields, UNKNOWN))
            for count in range(1, len(known) + 1)
            for fields in combinations(known, count)
        )

    def path(self) -> str:
        """Return the answers one after the other; what is at stake only where it is known."""
        return "/".join(self if self.stake != UNKNOWN else self[:-1])


class SituationForm(Form):
    """The answers as an example writes them; what is at stake may be left out."""

    track: Text = Field(alias="traject")
    phase: Text = Field(alias="fase")
    age: Text = Field(alias="leeftijd")
    profile: Text = Field(alias="profiel")
    stake: Text = Field(UNKNOWN, alias="belang")

    def answers(self) -> Situation:
        """Return the situation that is meant."""
        return Situation(self.track, self.phase, self.age, self.profile, self.stake)


class Example(Form):
    """What an expert expects of the advice in one situation."""

    name: Text = Field(alias="naam")
    situation: SituationForm = Field(alias="situatie")
    top: Words = Field((), alias="verwacht")
    included: Words = Field((), alias="in_advies")
    excluded: Words = Field((), alias="niet")
    impossible: Words = Field((), alias="kan_niet")
    order: Words = Field((), alias="volgorde")
    safeguards: Words = Field((), alias="moet")
    because: Text | None = Field(None, alias="omdat")


class RuleFile(Form):
    """Rules that share a condition, with their examples."""

    applies: Condition = Field(alias="geldt_voor")
    rules: tuple[WrittenRule, ...] = Field(alias="regels")
    unsayable: Words = Field((), alias="nog_niet_te_zeggen")
    examples: tuple[Example, ...] = Field((), alias="voorbeelden")


class Message(Form):
    """How to say it: claims about tone, perspective, what to stress and what to avoid."""

    tone: Claims = Field((), alias="toon")
    perspective: Claims = Field((), alias="perspectief")
    stress: Claims = Field((), alias="benadruk")
    avoid: Claims = Field((), alias="vermijd")


class ResidentGroup(Form):
    """An age group: who they are, what is known, and the rules about them."""

    name: Text = Field(alias="naam")
    description: Text = Field(alias="omschrijving")
    known: Claims = Field(alias="bekend")
    motives: Published = Field(alias="motieven")
    expectations: Published = Field(alias="verwachtingen")
    barriers: Published = Field(alias="drempels")
    message: Message = Field(alias="boodschap")
    rules: tuple[WrittenRule, ...] = Field((), alias="regels")
    unsayable: Words = Field((), alias="nog_niet_te_zeggen")
    examples: tuple[Example, ...] = Field((), alias="voorbeelden")


class Profile(ResidentGroup):
    """An engagement profile: a group with an edition and an owner."""

    edition: Text | None = Field(None, alias="editie")
    owner: Text | None = Field(None, alias="eigenaar")
    share: PublishedClaim = Field(None, alias="aandeel")
    trust: PublishedClaim = Field(None, alias="vertrouwen")
    involvement: PublishedClaim = Field(None, alias="betrokkenheid")


class Track(Form):
    """Participation or service: who asks whom."""

    name: Text = Field(alias="naam")
    order: Annotated[int, Field(ge=1, le=9)] = Field(alias="volgorde")
    description: Text = Field(alias="omschrijving")
    known: Claims = Field(alias="bekend")
    motives: Published = Field(alias="motieven")
    expectations: Published = Field(alias="verwachtingen")
    message: Message = Field(alias="boodschap")
    examples: tuple[Example, ...] = Field((), alias="voorbeelden")


class TrackPhase(Form):
    """A phase within one track: what happens and what a channel must be able to do."""

    explanation: Text = Field(alias="uitleg")
    goal: Text = Field(alias="doel")
    tasks: Words = Field(alias="taken", min_length=1)


class Phase(Form):
    """One of the phases of a journey."""

    name: Text = Field(alias="naam")
    short: ShortName = Field(alias="kort")
    order: Annotated[int, Field(ge=1, le=9)] = Field(alias="volgorde")
    explanation: Text = Field(alias="uitleg")
    per_track: dict[str, TrackPhase] = Field(alias="per_traject")
    message: Message = Field(Message.model_validate({}), alias="boodschap")


class Misfit(Form):
    """Tasks that a channel is no match for, and why."""

    tasks: Words = Field(alias="taken", min_length=1)
    because: Text = Field(alias="omdat")


class Stake(Form):
    """What is at stake for residents: how far they take part, or what kind of service it is."""

    name: Text = Field(alias="naam")
    order: Annotated[int, Field(ge=1, le=99)] = Field(alias="volgorde")
    tracks: Words = Field(alias="traject", min_length=1)
    description: Text = Field(alias="omschrijving")


class Approach(Form):
    """How to use a channel for some of its tasks, and what shows whether that went well."""

    tasks: Words = Field(alias="taken", min_length=1)
    how: Words = Field(alias="hoe", min_length=1)
    measure: Text = Field(alias="meet")
    caution: Claims = Field((), alias="let_op")


class Channel(Form):
    """A channel or means, what it can do and how to use it well.

    In sentences: `phrase` is its subject ("de brief past"), `companion` what is added ("zet er een
    brief naast"), `beside` its bare name, `short` fits in a narrow picture.
    """

    name: Text = Field(alias="naam")
    phrase: Text = Field(alias="in_zin")
    beside: Text = Field(alias="ernaast")
    companion: Text = Field(alias="naast_zin")
    article: Literal["de", "het", "geen"] = Field(alias="lidwoord")
    number: Literal["enkelvoud", "meervoud"] = Field(alias="getal")
    short: ShortName = Field(alias="kort")
    description: Text = Field(alias="omschrijving")
    kind: Text = Field(alias="soort")
    digital: YesNo = Field(alias="digitaal")
    spoken: YesNo = Field(alias="gesproken")
    paper: YesNo = Field(alias="papier")
    aim: Literal["persoonlijk", "massaal"] = Field(alias="gericht")
    starter: Literal["organisatie", "inwoner", "beide"] = Field(alias="initiatief")
    needs: Words = Field(alias="vraagt", min_length=1)
    tasks: Words = Field(alias="taken", min_length=1)
    unlikely: tuple[Misfit, ...] = Field(alias="ligt_niet_voor_de_hand")
    impossible: tuple[Misfit, ...] = Field(alias="kan_niet")
    effort: Literal["klein", "middel", "groot"] = Field(alias="inzet")
    lead_time: Literal["dagen", "weken"] = Field(alias="doorlooptijd")
    always: Text = Field(alias="erbij")
    approaches: tuple[Approach, ...] = Field(alias="aanpak", min_length=1)
    caution: Claims = Field(alias="let_op")
    agree_with: Words = Field(alias="stem_af_met", min_length=1)


class Elsewhere(Form):
    """What gets asked about and is no channel here, with the answer."""

    name: Text = Field(alias="naam")
    answer: Claim = Field(alias="antwoord")


class WordLists(Form):
    """The closed word lists with their names on screen."""

    kinds: dict[Slug, Text] = Field(alias="soorten")
    tasks: dict[Slug, Text] = Field(alias="taken")
    facts: dict[Slug, dict[Slug, Text]] = Field(alias="feiten")
    fact_names: dict[Slug, Text] = Field(alias="namen_van_feiten")
    often_asked: dict[str, Words] = Field(alias="vaak_gevraagd")
    needs: dict[Slug, Text] = Field(alias="vraagt")
    elsewhere: tuple[Elsewhere, ...] = Field((), alias="geen_kanaal")


class Derivation(Form):
    """If this holds, that fact follows."""

    id: Slug
    when: Condition = Field(alias="als")
    then: Annotated[dict[str, Text], Field(min_length=1, max_length=1)] = Field(alias="dan")
    because: Text = Field(alias="omdat")
    sources: Words = Field((), alias="bron")
    quality: Quality | None = Field(None, alias="kwaliteit")


class Safeguard(Form):
    """What always holds: require a property, forbid channels, or warn."""

    id: Slug
    kind: Literal["wet", "aanbevolen"] = Field(alias="soort")
    when: Condition = Field(default_factory=dict, alias="als")
    require: dict[str, Text] | None = Field(None, alias="eis")
    forbid: Words | dict[str, Words] | None = Field(None, alias="verbied")
    warn: YesNo = Field(False, alias="waarschuw")
    sentence: Text | None = Field(None, alias="zin")
    because: Text = Field(alias="omdat")
    sources: Words = Field((), alias="bron")
    quality: Quality | None = Field(None, alias="kwaliteit")


class Remedy(Form):
    """What helps residents who are missed; with a channel only where that can serve."""

    when: Condition = Field(default_factory=dict, alias="als")
    channel: Text | None = Field(None, alias="met")
    text: Text = Field(alias="tekst")


class Gap(Form):
    """Residents that a set of channels misses when every one asks something of what they lack."""

    id: Slug
    who: Text = Field(alias="wie")
    when: Condition = Field(default_factory=dict, alias="als")
    lacks: Words = Field(alias="mist", min_length=1)
    because: Text = Field(alias="omdat")
    remedies: tuple[Remedy, ...] = Field(alias="doe", min_length=1)
    sources: Words = Field((), alias="bron")


class Unused(Form):
    """Findings that no rule cites, and why."""

    findings: Words = Field(alias="bevindingen", min_length=1)
    reason: Text = Field(alias="reden")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its channels, weight (points) and variance beside quality worked out."""

    id: str
    when: Condition
    channels: tuple[str, ...]
    dimension: str  # "taak", "leeftijd", "profiel" or "leeftijd en profiel"
    theme: str | None
    weight: float
    variance: float
    stream: str
    because: str
    sources: tuple[str, ...]
    quality: str
    file: str
    short: str = ""  # the sentence where there is room for one line; "" where that is short


class Absent(Form):
    """A channel this organisation does not have."""

    channel: Text = Field(alias="kanaal")
    because: Text | None = Field(None, alias="omdat")


class OwnName(Form):
    """What this organisation calls a channel."""

    name: Text = Field(alias="naam")
    phrase: Text | None = Field(None, alias="in_zin")
    beside: Text | None = Field(None, alias="ernaast")


class HouseStyle(Form):
    """How documents and screens of this organisation look."""

    colour: Colour | None = Field(None, alias="kleur")
    logo: Text | None = None
    name: Text | None = Field(None, alias="naam_op_documenten")


class OwnFinding(Form):
    """What this organisation measured for a channel: shown beside an advice, never counted in it.

    `n` is what was counted from `start` to `end`; no ages or profiles: not measured per group.
    """

    id: Slug
    channel: Text = Field(alias="kanaal")
    text: Text = Field(alias="tekst")
    start: Day = Field(alias="begin")
    end: Day = Field(alias="einde")
    n: Count = None
    source: Text = Field(alias="bron")
    quality: Literal["C"] = Field("C", alias="kwaliteit")
    subject: Text | None = Field(None, alias="onderwerp")
    group: Text | None = Field(None, alias="groep")
    ages: Words = Field((), alias="leeftijd")
    profiles: Words = Field((), alias="profiel")


class Lesson(Form):
    """What this organisation learned about a subject, to begin the next plan with."""

    subject: Text = Field(alias="onderwerp")
    day: Day = Field(alias="datum")
    text: Text = Field(alias="tekst")
    source: Text = Field(alias="bron")


class HouseMeans(Form):
    """A channel or means that only this organisation has, for actions of its plans."""

    id: Slug
    name: MeansName = Field(alias="naam")
    kind: Slug | None = Field(None, alias="soort")
    languages: Annotated[tuple[Slug, ...], BeforeValidator(_as_list)] = Field((), alias="talen")
    note: Text | None = Field(None, alias="toelichting")


class Organisation(Form):
    """What is particular to one organisation; never a part of the national knowledge."""

    name: Text = Field(alias="naam")
    without: tuple[Absent, ...] = Field((), alias="zonder")
    names: dict[str, OwnName] = Field(default_factory=dict, alias="eigen_namen")
    style: HouseStyle = Field(HouseStyle.model_validate({}), alias="huisstijl")
    findings: tuple[OwnFinding, ...] = Field((), alias="eigen_bevindingen")
    lessons: tuple[Lesson, ...] = Field((), alias="lessen")
    means: Annotated[tuple[HouseMeans, ...], Field(max_length=60)] = Field(
        (), alias="eigen_middelen"
    )


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All knowledge of one version; `digest` is the SHA-256 of its canonical form.

    `organisation`, its digest and its logo (PNG) stand apart: they never change what is known.
    """

    digest: str
    words: WordLists
    constants: Mapping[str, float]
    constant_reasons: Mapping[str, str]
    texts: Mapping[str, str]
    tracks: Mapping[str, Track]
    phases: Mapping[str, Phase]
    ages: Mapping[str, ResidentGroup]
    profiles: Mapping[str, Profile]
    stakes: Mapping[str, Stake]
    channels: Mapping[str, Channel]
    sources: Mapping[str, Source]
    findings: Mapping[str, tuple[str, Finding]]
    derivations: tuple[Derivation, ...]
    rules: tuple[Rule, ...]
    safeguards: tuple[Safeguard, ...]
    gaps: tuple[Gap, ...]
    limits: Claims
    unused: tuple[Unused, ...]
    unsayable: tuple[str, ...]
    examples: tuple[tuple[str, Example], ...]
    promises: tuple[Example, ...]
    later_promises: tuple[Example, ...]
    organisation: Organisation | None = None
    organisation_digest: str | None = None
    logo: bytes | None = None

    def situations(self) -> tuple[Situation, ...]:
        """Every situation there is, in a fixed order."""
        return tuple(
            Situation(track, phase, age, profile, stake)
            for track in self.tracks
            for phase in self.phases
            for age in self.ages
            for profile in self.profiles
            for stake in self.stakes_of(track)
        )

    def kind(self, channel: str) -> str:
        """Return the kind of a channel (slugs)."""
        return self.channels[channel].kind

    def choices(self) -> dict[str, tuple[str, ...]]:
        """Return what can be answered to every question, by the key of conditions."""
        words = (self.tracks, self.phases, self.ages, self.profiles, self.stakes)
        return dict(zip(DIMENSIONS, map(tuple, words), strict=True))

    def stakes_of(self, track: str) -> tuple[str, ...]:
        """Return what can be at stake in a track; what is not known comes first."""
        return tuple(slug for slug, stake in self.stakes.items() if track in stake.tracks)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where, what, and the way out.

    `place` is the path of keys and positions in the file, and `reason` what is wrong there without
    saying where, for who knows the place by another name.
    """

    file: str
    line: int | None
    message: str
    warning: bool = False
    place: tuple[str | int, ...] = ()
    reason: str = ""

    def __str__(self) -> str:
        where = self.file + (f", regel {self.line}" if self.line else "")
        return f"{where}: {self.message}"


class KnowledgeError(Exception):
    """The knowledge cannot be used; `problems` names every error found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
