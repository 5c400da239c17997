"""Every key of an answer in JSON, once, with what it holds.

The command line, receipts, the API, its description (OpenAPI) and its reference come from here.
CHOICE marks a text that is one of a list; the knowledge that serves has the list.
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.model import Label

CHOICE = "keuze"  # in a schema: the name of the list that a text comes from


def _choice(name: str) -> Any:
    return Field(json_schema_extra={CHOICE: name})


Track = Annotated[str, _choice("traject")]
Phase = Annotated[str, _choice("fase")]
Age = Annotated[str, _choice("leeftijd")]
Profile = Annotated[str, _choice("profiel")]
StakeSlug = Annotated[str, _choice("belang")]
ChannelSlug = Annotated[str, _choice("kanaal")]
Role = Annotated[str, _choice("rol")]
Share = Annotated[float, Field(ge=0, le=1)]
Fit = Annotated[float, Field(ge=0, le=100)]
Number = Annotated[int, Field(ge=0)]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Texts = tuple[str, ...]
Part = dict[str, Any]  # of an answer, ready for JSON, under its Dutch keys
SOURCES = "Bronnen of bevindingen; leeg bij vakkennis zonder bron."


class Keys(BaseModel):
    """A part of an answer: made by name, written under its Dutch keys."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    @classmethod
    def of(cls, **values: Any) -> Part:
        """Return a part with these values by name, in order, unchecked: tests check them.

        A model would be made of them, to be taken apart again at once: that takes twice as long.
        """
        names = _names(cls)
        return {names[name]: value for name, value in values.items()}


@cache
def _names(kind: type[Keys]) -> dict[str, str]:
    """Return the key of every value of a part."""
    return {name: field.alias or name for name, field in kind.model_fields.items()}


class FactsKeys(Keys):
    """De antwoorden."""

    model_config = ConfigDict(title="Situatie")
    track: Track = Field(alias="traject", description="Slug.")
    phase: Phase = Field(alias="fase", description="Slug.")
    age: Age = Field(alias="leeftijd", description="Slug.")
    profile: Profile = Field(alias="profiel", description="Slug.")
    stake: StakeSlug = Field(alias="belang", description="Slug.")


class CountsKeys(Keys):
    """Per kwaliteit van de bron, A (best) tot D (vakkennis)."""

    model_config = ConfigDict(title="Aantallen")
    a: Number = Field(alias="A", description="Onderzoek bij inwoners in het hele land.")
    b: Number = Field(alias="B", description="Registratie, wet of ander onderzoek.")
    c: Number = Field(alias="C", description="Lokaal of klein onderzoek, of uit de tweede hand.")
    d: Number = Field(alias="D", description="Vakkennis.")


class SharesKeys(Keys):
    """Per kwaliteit van de bron, A (best) tot D (vakkennis)."""

    model_config = ConfigDict(title="Aandelen")
    a: Share = Field(alias="A", description="Onderzoek bij inwoners in het hele land.")
    b: Share = Field(alias="B", description="Registratie, wet of ander onderzoek.")
    c: Share = Field(alias="C", description="Lokaal of klein onderzoek, of uit de tweede hand.")
    d: Share = Field(alias="D", description="Vakkennis.")


class BasedOnKeys(Keys):
    """Aantal redenen."""

    model_config = ConfigDict(title="GebaseerdOp")
    task: CountsKeys = Field(alias="taak", description="Redenen over de taak.")
    resident: CountsKeys = Field(alias="inwoner", description="Redenen over inwoners.")


class ShareOfWeightKeys(Keys):
    """Deel van het gewicht, 0 tot 1."""

    model_config = ConfigDict(title="AandeelInGewicht")
    task: SharesKeys = Field(alias="taak", description="Redenen over de taak.")
    resident: SharesKeys = Field(alias="inwoner", description="Redenen over inwoners.")


class ReasonKeys(Keys):
    """Eén regel en wat hij bijdraagt."""

    model_config = ConfigDict(title="Reden")
    rule: str = Field(alias="regel", description="Slug van de regel.")
    weight: float = Field(alias="gewicht", description="Punten, meestal van -3 tot 3.")
    because: str = Field(alias="omdat", description="De reden.")
    sources: Texts = Field(alias="bron", description=SOURCES)
    quality: str | None = Field(
        alias="kwaliteit",
        description="A (best) tot D (vakkennis); leeg bij een stap van de methode.",
    )
    label: Label | None = Field(
        description="Waar de reden op rust; leeg bij een stap van de methode."
    )
    dimension: str = Field(alias="over", description="Waar de regel over gaat.")
    counted: bool = Field(
        alias="telt_mee",
        description="Onwaar: een andere regel zegt hetzelfde met een betere bron.",
    )


class CautionKeys(Keys):
    """Waar je op let."""

    model_config = ConfigDict(title="LetOp")
    text: str = Field(alias="tekst", description="De tekst.")
    sources: Texts = Field(alias="bron", description=SOURCES)


class EffortKeys(Keys):
    """Wat het vraagt."""

    model_config = ConfigDict(title="Inzet")
    effort: Literal["klein", "middel", "groot"] = Field(alias="moeite", description="Hoeveel werk.")
    lead_time: Literal["dagen", "weken"] = Field(
        alias="doorlooptijd", description="Hoe snel het klaar is."
    )


class OwnResultKeys(Keys):
    """Wat deze organisatie zelf mat bij een kanaal. Het verandert geen cijfer en geen volgorde."""

    model_config = ConfigDict(title="EigenBevinding")
    id: str = Field(description="Vaste naam.")
    text: str = Field(alias="tekst", description="Wat is gemeten.")
    start: Day = Field(alias="begin", description="Eerste dag.")
    end: Day = Field(alias="einde", description="Laatste dag.")
    n: Annotated[int, Field(ge=1)] | None = Field(description="Aantal dat is geteld.")
    source: str = Field(alias="bron", description="Waar het vandaan komt.")
    quality: str = Field(alias="kwaliteit", description="Altijd C: één organisatie.")
    subject: str | None = Field(alias="onderwerp", description="Waar het over ging.")
    group: str | None = Field(alias="groep", description="Bij wie is gemeten.")
    ages: Texts = Field(
        alias="leeftijd", description="Leeftijden waarbij is gemeten; leeg: niet per leeftijd."
    )
    profiles: Texts = Field(
        alias="profiel", description="Profielen waarbij is gemeten; leeg: niet per profiel."
    )


class OwnResearchKeys(Keys):
    """Wat eigen onderzoek van een kanaal zegt; zonder getallen bij minder dan 10 antwoorden."""

    model_config = ConfigDict(title="EigenOnderzoek")
    survey: str = Field(alias="bron", description="Slug van het onderzoek bij de bronnen.")
    text: str = Field(alias="tekst", description="Wat eruit kwam, in een zin.")
    share: Share | None = Field(alias="aandeel", description="Deel dat het kiest, 0 tot 1.")
    low: Share | None = Field(alias="van", description="Ondergrens, met 90 % zekerheid.")
    high: Share | None = Field(alias="tot", description="Bovengrens, met 90 % zekerheid.")
    n: Number = Field(description="Antwoorden, afgerond op tientallen; 0 bij minder dan 10.")
    counts: bool = Field(
        alias="telt_mee", description="Waar: telt mee. Niet waar: ouder, en staat ernaast."
    )


class ChannelRowKeys(Keys):
    """Een kanaal in deze situatie; zonder getallen als het in deze fase niet kan."""

    model_config = ConfigDict(title="KanaalInAdvies")
    channel: ChannelSlug = Field(alias="kanaal", description="Slug.")
    name: str = Field(alias="naam", description="Naam op het scherm.")
    role: Role = Field(alias="rol", description="Waarvoor het kanaal in dit advies dient.")
    score: float | None = Field(description="Som van de redenen, in punten.")
    suitability: Fit | None = Field(
        alias="geschiktheid", description="0 slecht, 50 neutraal, 100 heel goed; geen bereik."
    )
    suitability_between: tuple[Fit, Fit] | None = Field(
        alias="geschiktheid_van_tot",
        description="In 8 van de 10 doorrekeningen ligt de geschiktheid hiertussen.",
    )
    certainty: Share | None = Field(
        alias="zekerheid",
        description="Deel van de doorrekeningen waarin het bij de beste drie hoort.",
    )
    certainty_word: str | None = Field(
        alias="zekerheid_woord", description="De zekerheid in een woord."
    )
    even_with: Texts = Field(
        alias="even_geschikt_met", description="Kanalen die even geschikt zijn."
    )
    reasons: tuple[ReasonKeys, ...] = Field(alias="redenen", description="Waarom, met bron.")
    refusal: str | None = Field(
        alias="kan_niet_omdat", description="Waarom het in deze fase niet kan."
    )
    how: Texts = Field(
        alias="hoe", description="Zo pak je het aan in deze fase; leeg als het niet kan."
    )
    caution: tuple[CautionKeys, ...] = Field(alias="let_op", description="Let op.")
    effort: EffortKeys = Field(alias="inzet", description="Wat het vraagt.")
    measure: str | None = Field(
        alias="meet", description="Wat je meet in deze fase; leeg als het niet kan."
    )
    agree_with: Texts = Field(alias="stem_af_met", description="Met wie je afstemt.")
    own_findings: tuple[OwnResultKeys, ...] = Field(
        alias="eigen_bevindingen", description="Wat deze organisatie zelf mat; telt niet mee."
    )
    own_research: tuple[OwnResearchKeys, ...] | None = Field(
        None,
        alias="eigen_onderzoek",
        description="Wat eigen onderzoek zegt; alleen als de organisatie dat heeft.",
    )


class DutyKeys(Keys):
    """Wat altijd moet of is aanbevolen."""

    model_config = ConfigDict(title="Plicht")
    rule: str = Field(alias="regel", description="Slug.")
    require: str | None = Field(alias="eis", description="Welke eigenschap een kanaal moet hebben.")
    because: str = Field(alias="omdat", description="De reden.")
    sources: Texts = Field(alias="bron", description=SOURCES)
    met_by: str | None = Field(alias="voldaan_door", description="Het kanaal dat eraan voldoet.")


class StatementKeys(Keys):
    """Een bewering over een groep."""

    model_config = ConfigDict(title="Bewering")
    about: str = Field(alias="over", description="Over wie of wat.")
    text: str = Field(
        alias="tekst", description="De bewering; 'niet gepubliceerd' waar niets bekend is."
    )
    sources: Texts = Field(alias="bron", description=SOURCES)


class BlindSpotKeys(Keys):
    """Inwoners die deze kanalen waarschijnlijk missen."""

    model_config = ConfigDict(title="Gemist")
    who: str = Field(alias="wie", description="Om wie het gaat.")
    because: str = Field(alias="omdat", description="Waarom.")
    remedy: str = Field(alias="doe", description="Wat je eraan doet.")
    sources: Texts = Field(alias="bron", description=SOURCES)


class MessageKeys(Keys):
    """Hoe je het zegt."""

    model_config = ConfigDict(title="Boodschap")
    tone: tuple[StatementKeys, ...] = Field(alias="toon", description="De toon, met de bron.")
    perspective: tuple[StatementKeys, ...] = Field(
        alias="perspectief", description="Vanuit wie je het zegt, met de bron."
    )
    stress: tuple[StatementKeys, ...] = Field(
        alias="benadruk", description="Wat je benadrukt, met de bron."
    )
    avoid: tuple[StatementKeys, ...] = Field(
        alias="vermijd", description="Wat je weglaat, met de bron."
    )


class WhyNotKeys(Keys):
    """Een antwoord."""

    model_config = ConfigDict(title="WaaromNiet")
    channel: str = Field(alias="kanaal", description="Slug.")
    answer: str = Field(alias="antwoord", description="Waarom niet.")


class DerivedKeys(Keys):
    """Een feit dat uit de antwoorden volgt."""

    model_config = ConfigDict(title="Afgeleid")
    fact: str = Field(alias="feit", description="Slug.")
    value: str = Field(alias="waarde", description="Slug.")
    by: str = Field(alias="door", description="Slug van de regel.")


class ExplainedKeys(DerivedKeys):
    """Een feit dat uit de antwoorden volgt, met de reden."""

    model_config = ConfigDict(title="AfgeleidMetReden")
    because: str = Field(alias="omdat", description="De reden.")


class FiredRuleKeys(Keys):
    """Een regel die gold."""

    model_config = ConfigDict(title="Regel")
    rule: str = Field(alias="regel", description="Slug.")
    weight: float = Field(alias="gewicht", description="Punten.")
    sources: Texts = Field(alias="bron", description=SOURCES)


class MetDutyKeys(Keys):
    """Wat altijd moet of is aanbevolen, in het bewijs."""

    model_config = ConfigDict(title="Waarborg")
    rule: str = Field(alias="regel", description="Slug.")
    met_by: str | None = Field(alias="voldaan_door", description="Slug van een kanaal.")


class ResultKeys(Keys):
    """De uitkomst van een kanaal."""

    model_config = ConfigDict(title="Uitkomst")
    channel: ChannelSlug = Field(alias="kanaal", description="Slug.")
    role: Role = Field(alias="rol", description="Rol.")
    score: float | None = Field(description="Punten.")
    certainty: Share | None = Field(alias="zekerheid", description="0 tot 1.")


class ReceiptKeys(Keys):
    """Genoeg om het advies te herhalen."""

    model_config = ConfigDict(title="Verantwoording")
    situation: FactsKeys = Field(alias="situatie", description="De antwoorden.")
    knowledge: str = Field(alias="kennis", description="Versie van de regels (SHA-256).")
    engine: str = Field(alias="motor", description="Versie van het programma.")
    date: Day = Field(alias="datum", description="De dag van het advies.")
    rules: tuple[FiredRuleKeys, ...] = Field(alias="regels", description="De regels die golden.")
    derived: tuple[DerivedKeys, ...] = Field(alias="afgeleid", description="Feiten die volgden.")
    duties: tuple[MetDutyKeys, ...] = Field(
        alias="waarborgen", description="Wat altijd moet of is aanbevolen."
    )
    results: tuple[ResultKeys, ...] = Field(alias="uitkomst", description="De uitkomst per kanaal.")
    changes: tuple[Mapping[str, str], ...] = Field(
        alias="wijzigingen_organisatie", description="Wat deze organisatie veranderde."
    )
    seal: str = Field(
        alias="zegel",
        description="SHA-256 van deze verantwoording zonder het zegel; geen handtekening.",
    )


class AdviceKeys(Keys):
    """Het advies voor één situatie, met alles om het uit te leggen en te herhalen."""

    model_config = ConfigDict(title="Advies")
    situation: FactsKeys = Field(alias="situatie", description="De antwoorden.")
    conclusion: str = Field(alias="conclusie", description="Het advies in één alinea.")
    weak: bool = Field(
        alias="voorzichtig", description="Waar: in één woord heet het advies voorzichtig."
    )
    certainty: str = Field(alias="zekerheid", description="Hoe zeker het advies is, in woorden.")
    certainty_word: Literal["stevig", "redelijk", "voorzichtig", "wet"] = Field(
        alias="hoe_zeker", description="Eén woord voor het advies; wet: de wet beslist."
    )
    basis: str = Field(alias="rust_op", description="Waar het op rust, het zwaarste eerst.")
    change: str = Field(alias="anders_als", description="Wat het advies zou veranderen.")
    based_on: BasedOnKeys = Field(alias="gebaseerd_op", description="Aantal redenen.")
    shares: ShareOfWeightKeys = Field(
        alias="aandeel_in_gewicht", description="Deel van het gewicht, 0 tot 1."
    )
    channels: tuple[ChannelRowKeys, ...] = Field(
        alias="kanalen", description="Alle kanalen, beste eerst."
    )
    must: tuple[DutyKeys, ...] = Field(alias="moet", description="Wat altijd moet volgens de wet.")
    advised: tuple[DutyKeys, ...] = Field(alias="aanbevolen", description="Aanbevolen; geen wet.")
    motives: tuple[StatementKeys, ...] = Field(
        alias="motieven", description="Beweegredenen van inwoners."
    )
    expectations: tuple[StatementKeys, ...] = Field(
        alias="verwachtingen", description="Wat inwoners verwachten."
    )
    blind_spots: tuple[BlindSpotKeys, ...] = Field(
        alias="wie_mis_je", description="Wie je mist met deze kanalen."
    )
    limits: Texts = Field(alias="wat_het_model_niet_ziet", description="Grenzen van het model.")
    message: MessageKeys = Field(alias="boodschap", description="Hoe je het zegt.")
    defence: Texts = Field(alias="uitleg", description="Zo leg je het uit.")
    why_not: tuple[WhyNotKeys, ...] = Field(
        alias="waarom_niet", description="Antwoord op: waarom niet dit kanaal?"
    )
    derived: tuple[ExplainedKeys, ...] = Field(
        alias="afgeleid", description="Wat uit de antwoorden volgt."
    )
    notes: Texts = Field(alias="kanttekeningen", description="Wat je erbij moet weten.")
    receipt: ReceiptKeys = Field(
        alias="verantwoording", description="Genoeg om het advies te herhalen."
    )
