"""Files of an area that came together: ages, code lists and profiles, told apart by columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.area import codes, intake
from plans.area.csvfile import Sheet


@dataclass(frozen=True, slots=True)
class Bundle:
    """The ages of an area in words, and the profiles of its residents, if any."""

    ages: Sheet
    profiles: Sheet | None


def sort_sheets(sheets: Sequence[Sheet]) -> Bundle:
    """Return what each of the files is; raises PlanError when there are two of a kind, or none."""
    lists = tuple(sheet for sheet in sheets if codes.is_list(sheet))
    rest = [sheet for sheet in sheets if sheet not in lists]
    profiles = [sheet for sheet in rest if intake.has_profiles(sheet)]
    ages = [sheet for sheet in rest if sheet not in profiles]
    for double, what in ((ages, "leeftijden"), (profiles, "profielen")):
        if len(double) > 1:
            message = f"er is al een bestand met {what}: {double[0].name}. Haal er een weg."
            raise double[1].wrong(None, message)
    if not ages:
        message = "het bestand met de leeftijden ontbreekt nog. Voeg het toe."
        raise sheets[0].wrong(None, message)
    return Bundle(codes.with_words(ages[0], lists), profiles[0] if profiles else None)
