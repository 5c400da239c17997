"""The numbers of the method, as their file holds them: every one known, each with its reason."""

from pydantic import Field

from engine.model import Form, Number, Text


class Constant(Form):
    """A number of the method with its reason."""

    value: Number = Field(alias="waarde")
    reason: Text = Field(alias="reden")


class MethodConstants(Form):
    """Every number of the method; a missing or unknown one is an error."""

    peiljaar: Constant
    sd_kwaliteit_A: Constant
    sd_kwaliteit_B: Constant
    sd_kwaliteit_C: Constant
    sd_kwaliteit_D: Constant
    sd_gebruik: Constant
    halvering_gebruik: Constant
    sd_per_jaar: Constant
    vers_jaren: Constant
    jaar_onbekend: Constant
    steekproef_onbekend: Constant
    procent_min: Constant
    procent_max: Constant
    sd_geen_kennis: Constant
    overlap: Constant
    trekkingen: Constant
    marge_top: Constant
    beste: Constant
    stevig_vanaf: Constant
    meestal_vanaf: Constant
    redelijk_vanaf: Constant
    bijna_even_goed: Constant
    aannames_te_veel: Constant
    genoeg_kandidaten: Constant
    toeval_te_groot: Constant
    even_geschikt_onder: Constant
    inwoners_tegen_totaal: Constant
    prijs_zelfde_soort: Constant
    ligt_niet_voor_de_hand: Constant
    zwak_deel: Constant
    houdbaar_jaren: Constant

    def values(self) -> dict[str, float]:
        """Return name → value."""
        return {name: constant.value for name, constant in self}

    def reasons(self) -> dict[str, str]:
        """Return name → reason."""
        return {name: constant.reason for name, constant in self}
