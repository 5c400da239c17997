"""The numbers of the channel plan with their reasons, from plans/constanten.yaml."""

from functools import cache
from pathlib import Path

from engine.knowledge import files
from engine.knowledge.constants import Constant
from engine.model import Form


class PlanConstants(Form):
    """Every number of the plan; a missing or unknown one is an error."""

    past_factor: Constant
    vloer: Constant
    volledig_tot: Constant
    bewezen_verschil: Constant
    doorrekeningen: Constant
    scheelt_weinig: Constant
    wissel_marge: Constant
    kleinste_groep: Constant
    telt_mee_vanaf: Constant
    deel_oudste: Constant
    dagen_ertussen: Constant
    zelfde_groep_vanaf: Constant
    meeste_golven: Constant


@cache
def constants() -> PlanConstants:
    """Return the constants as they stand in the file beside this module."""
    path = Path(__file__).with_name("constanten.yaml")
    tree, _ = files.read(path.name, path)
    return PlanConstants.model_validate(tree)


def value(name: str) -> float:
    """Return one constant; raises AttributeError for an unknown name."""
    constant: Constant = getattr(constants(), name)
    return constant.value
