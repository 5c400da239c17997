"""What the answers of the API look like, as JSON Schema with Dutch descriptions."""

from collections.abc import Iterable
from typing import Any

from documents.labels import ROLES
from engine.model import DIMENSIONS, QUALITIES, Rulebook
from screens.page import address

CODES = ("parameter-ontbreekt", "parameter-onbekend", "parameter-dubbel", "waarde-onbekend")
Schema = dict[str, Any]


def schemas(book: Rulebook) -> dict[str, Schema]:
    """Return every named schema."""
    return {
        "Advies": _advice(),
        "Situatie": _situation(book),
        "KanaalInAdvies": _ranked(book),
        "Reden": _reason(),
        "Plicht": _duty(book),
        "Bewering": _said(),
        "Afgeleid": _derived(),
        "Verantwoording": _receipt(book),
        "Kanalen": _channels(),
        "Kanaal": _channel(book),
        "EigenBevinding": _measured(),
        "Inzet": _effort(),
        "LetOp": _caution(),
        "Woord": _word(),
        "Probleem": _problem(),
    }


def reference(name: str) -> Schema:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(said: str, *optional: str, **properties: Schema) -> Schema:
    needed = [key for key in properties if key not in optional]
    return {"type": "object", "description": said, "properties": properties, "required": needed}


def _text(said: str) -> Schema:
    return {"type": "string", "description": said}


def _slug(said: str, choices: Iterable[str]) -> Schema:
    return {"type": "string", "description": said, "enum": list(choices)}


def _yes(said: str) -> Schema:
    return {"type": "boolean", "description": said}


def _number(said: str, least: float | None = None, most: float | None = None) -> Schema:
    bounds = {"minimum": least, "maximum": most}
    given = {key: bound for key, bound in bounds.items() if bound is not None}
    return {"type": "number", "description": said} | given


def _list(said: str, items: Schema) -> Schema:
    return {"type": "array", "description": said, "items": items}


def _maybe(schema: Schema) -> Schema:
    return schema | {"type": [schema["type"], "null"]}


def _map(said: str, keys: Iterable[str], value: Schema) -> Schema:
    names = list(keys)
    return _object(said, **dict.fromkeys(names, value))


def _sources() -> Schema:
    return _list("Bronnen of bevindingen; leeg bij een aanname.", {"type": "string"})


def _counts(said: str, value: Schema) -> Schema:
    of_quality = _map("Per kwaliteit van de bron, A (best) tot D (aanname).", QUALITIES, value)
    return _map(said, ("taak", "inwoner"), of_quality)


def _advice() -> Schema:
    duties = {"items": reference("Plicht")}
    says = {"items": reference("Bewering")}
    count: Schema = {"type": "integer", "minimum": 0}
    missed = _object(
        "Inwoners die deze kanalen waarschijnlijk missen.",
        wie=_text("Om wie het gaat."),
        omdat=_text("Waarom."),
        doe=_text("Wat je eraan doet."),
        bron=_sources(),
    )
    answer = _object("Een antwoord.", kanaal=_text("Slug."), antwoord=_text("Waarom niet."))
    told = _list("Wat je zegt, met de bron.", says["items"])
    return _object(
        "Het advies voor één situatie, met alles om het uit te leggen en te herhalen.",
        situatie=reference("Situatie"),
        conclusie=_text("Het advies in één alinea."),
        voorzichtig=_yes("Waar: er is minder bekend dan normaal in deze fase."),
        zekerheid=_text("Hoe zeker het advies is, in woorden."),
        gebaseerd_op=_counts("Aantal redenen.", count),
        aandeel_in_gewicht=_counts("Deel van het gewicht, 0 tot 1.", _number("", 0, 1)),
        kanalen=_list("Alle kanalen, beste eerst.", reference("KanaalInAdvies")),
        moet={"type": "array", "description": "Wat altijd moet volgens de wet."} | duties,
        aanbevolen={"type": "array", "description": "Aanbevolen; geen wet."} | duties,
        motieven={"type": "array", "description": "Beweegredenen van inwoners."} | says,
        verwachtingen={"type": "array", "description": "Wat inwoners verwachten."} | says,
        wie_mis_je=_list("Wie je mist met deze kanalen.", missed),
        wat_het_model_niet_ziet=_list("Grenzen van het model.", {"type": "string"}),
        boodschap=_map("Hoe je het zegt.", ("toon", "perspectief", "benadruk", "vermijd"), told),
        uitleg=_list("Zo leg je het uit.", {"type": "string"}),
        waarom_niet=_list("Antwoord op: waarom niet dit kanaal?", answer),
        afgeleid=_list("Wat uit de vier antwoorden volgt.", _with_reason()),
        kanttekeningen=_list("Wat je erbij moet weten.", {"type": "string"}),
        verantwoording=reference("Verantwoording"),
    )


def _situation(book: Rulebook) -> Schema:
    known = address.options(book)
    return _object("De vier antwoorden.", **{k: _slug("Slug.", known[k]) for k in DIMENSIONS})


def _ranked(book: Rulebook) -> Schema:
    share = _number("Deel van de doorrekeningen waarin het bij de beste drie hoort.", 0, 1)
    between: Schema = {
        "type": "array",
        "description": "In 8 van de 10 doorrekeningen ligt de geschiktheid hiertussen.",
        "items": _number("Geschiktheid.", 0, 100),
        "minItems": 2,
        "maxItems": 2,
    }
    return _object(
        "Een kanaal in deze situatie; zonder getallen als het in deze fase niet kan.",
        kanaal=_slug("Slug.", book.channels),
        naam=_text("Naam op het scherm."),
        rol=_slug("Waarvoor het kanaal in dit advies dient.", ROLES),
        score=_maybe(_number("Som van de redenen, in punten.")),
        geschiktheid=_maybe(_number("0 slecht, 50 neutraal, 100 heel goed; geen bereik.", 0, 100)),
        geschiktheid_van_tot=_maybe(between),
        zekerheid=_maybe(share),
        zekerheid_woord=_maybe(_text("De zekerheid in een woord.")),
        even_geschikt_met=_list("Kanalen die even geschikt zijn.", {"type": "string"}),
        redenen=_list("Waarom, met bron.", reference("Reden")),
        kan_niet_omdat=_maybe(_text("Waarom het in deze fase niet kan.")),
        hoe=_list("Zo pak je het aan.", {"type": "string"}),
        let_op=_list("Let op.", reference("LetOp")),
        inzet=reference("Inzet"),
        meet=_text("Wat je meet."),
        stem_af_met=_list("Met wie je afstemt.", {"type": "string"}),
        eigen_bevindingen=_list(
            "Wat deze organisatie zelf mat; telt niet mee.", reference("EigenBevinding")
        ),
    )


def _measured() -> Schema:
    groups = {"type": "string"}
    return _object(
        "Wat deze organisatie zelf mat bij een kanaal. Het verandert geen cijfer en geen volgorde.",
        id=_text("Vaste naam."),
        tekst=_text("Wat is gemeten."),
        begin=_text("Eerste dag.") | {"format": "date"},
        einde=_text("Laatste dag.") | {"format": "date"},
        n=_maybe({"type": "integer", "minimum": 1, "description": "Aantal dat is geteld."}),
        bron=_text("Waar het vandaan komt."),
        kwaliteit=_text("Altijd C: één organisatie."),
        onderwerp=_maybe(_text("Waar het over ging.")),
        groep=_maybe(_text("Bij wie is gemeten.")),
        leeftijd=_list("Leeftijden waarbij is gemeten; leeg: niet per leeftijd.", groups),
        profiel=_list("Profielen waarbij is gemeten; leeg: niet per profiel.", groups),
    )


def _reason() -> Schema:
    return _object(
        "Eén regel en wat hij bijdraagt.",
        regel=_text("Slug van de regel."),
        gewicht=_number("Punten, meestal van -3 tot 3."),
        omdat=_text("De reden."),
        bron=_sources(),
        kwaliteit=_maybe(_text("A (best) tot D (aanname); leeg bij een stap van de methode.")),
        over=_text("Waar de regel over gaat."),
        telt_mee=_yes("Onwaar: een andere regel zegt hetzelfde met een betere bron."),
    )


def _duty(book: Rulebook) -> Schema:
    return _object(
        "Wat altijd moet of is aanbevolen.",
        regel=_text("Slug."),
        eis=_maybe(_text("Welke eigenschap een kanaal moet hebben.")),
        omdat=_text("De reden."),
        bron=_sources(),
        voldaan_door=_maybe(_text("Het kanaal dat eraan voldoet.")),
    )


def _said() -> Schema:
    return _object(
        "Een bewering over een groep.",
        over=_text("Over wie of wat."),
        tekst=_text("De bewering; 'niet gepubliceerd' waar niets bekend is."),
        bron=_sources(),
    )


def _derived() -> Schema:
    return _object(
        "Een feit dat uit de antwoorden volgt.",
        feit=_text("Slug."),
        waarde=_text("Slug."),
        door=_text("Slug van de regel."),
    )


def _with_reason() -> Schema:
    plain = _derived()
    properties = plain["properties"] | {"omdat": _text("De reden.")}
    return plain | {"properties": properties, "required": list(properties)}


def _receipt(book: Rulebook) -> Schema:
    rule = _object("", regel=_text("Slug."), gewicht=_number("Punten."), bron=_sources())
    duty = _object("", regel=_text("Slug."), voldaan_door=_maybe(_text("Slug van een kanaal.")))
    outcome = _object(
        "",
        kanaal=_slug("Slug.", book.channels),
        rol=_slug("Rol.", ROLES),
        score=_maybe(_number("Punten.")),
        zekerheid=_maybe(_number("0 tot 1.", 0, 1)),
    )
    change: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
    return _object(
        "Genoeg om het advies te herhalen.",
        situatie=reference("Situatie"),
        kennis=_text("Versie van de regels (SHA-256)."),
        motor=_text("Versie van het programma."),
        datum=_text("De dag van het advies.") | {"format": "date"},
        regels=_list("De regels die golden.", rule),
        afgeleid=_list("Feiten die volgden.", reference("Afgeleid")),
        waarborgen=_list("Wat altijd moet of is aanbevolen.", duty),
        uitkomst=_list("De uitkomst per kanaal.", outcome),
        wijzigingen_organisatie=_list("Wat deze organisatie veranderde.", change),
    )


def _channels() -> Schema:
    return _object(
        "Alle kanalen en middelen.",
        kennis=_text("Versie van de regels (SHA-256)."),
        organisatie=_maybe(_text("Voor welke organisatie, als dat is ingesteld.")),
        kanalen=_list("De kanalen.", reference("Kanaal")),
    )


def _channel(book: Rulebook) -> Schema:
    return _object(
        "Een kanaal of middel.",
        kanaal=_slug("Slug.", book.channels),
        naam=_text("Naam op het scherm."),
        omschrijving=_text("Wat het is."),
        soort=reference("Woord"),
        digitaal=_yes("Is het digitaal?"),
        gesproken=_yes("Spreek je elkaar?"),
        papier=_yes("Is het op papier?"),
        gericht=_text("Persoonlijk of massaal."),
        initiatief=_text("Wie begint: organisatie, inwoner of beide."),
        taken=_list("Wat het kanaal kan.", reference("Woord")),
        inzet=reference("Inzet"),
        hoe=_list("Zo pak je het aan.", {"type": "string"}),
        let_op=_list("Let op.", reference("LetOp")),
        meet=_text("Wat je meet."),
        stem_af_met=_list("Met wie je afstemt.", {"type": "string"}),
        niet_beschikbaar_omdat=_maybe(_text("Waarom deze organisatie het niet heeft.")),
    )


def _effort() -> Schema:
    return _object(
        "Wat het vraagt.",
        moeite=_slug("Hoeveel werk.", ("klein", "middel", "groot")),
        doorlooptijd=_slug("Hoe snel het klaar is.", ("dagen", "weken")),
    )


def _caution() -> Schema:
    return _object("Waar je op let.", tekst=_text("De tekst."), bron=_sources())


def _word() -> Schema:
    return _object("Een woord.", slug=_text("Vaste naam."), naam=_text("Naam op het scherm."))


def _problem() -> Schema:
    fault = _object(
        "Wat er mis is met één parameter.",
        "suggestie",
        **{"in": _slug("Waar.", ["query"])},
        location=_object("", name=_text("De parameter.")),
        code=_slug("Soort fout.", CODES),
        detail=_text("Wat er mis is en wat je doet."),
        suggestie=_text("De keuze die je waarschijnlijk bedoelde."),
    )
    return _object(
        "Problem details (RFC 9457).",
        "errors",
        type=_text("Altijd about:blank: de status zegt genoeg.") | {"format": "uri-reference"},
        title=_text("Wat er mis is, kort."),
        status={"type": "integer", "description": "De HTTP-status."},
        detail=_text("Wat er mis is en wat je doet."),
        instance=_text("Het gevraagde adres.") | {"format": "uri-reference"},
        errors=_list("Alles wat mis is, in één keer.", fault),
    )
