"""How often an action is, as people write it: every text with the rhythm worked out by hand."""

from datetime import date

from plans.frequency import OFFICE, Repetition, repetition

COVERS = ("plans/frequency.py",)

WEEK = Repetition("WEEKLY")
CASES: dict[str | None, Repetition | None] = {
    "elke dag": Repetition("DAILY"),
    "Dagelijks": Repetition("DAILY"),
    "7 dagen per week": Repetition("DAILY"),
    "elke werkdag": Repetition("WEEKLY", days=OFFICE),
    "op werkdagen van 9 tot 17 uur": Repetition("WEEKLY", days=OFFICE),
    "5 dagen per week": Repetition("WEEKLY", days=OFFICE),
    "iedere week": WEEK,
    "één keer per week": WEEK,
    "eens per week": WEEK,
    "elke twee weken": Repetition("WEEKLY", 2),
    "om de week": Repetition("WEEKLY", 2),
    "vierwekelijks": Repetition("WEEKLY", 4),
    "eens per 4 weken": Repetition("WEEKLY", 4),
    "drie dagen per week": Repetition("WEEKLY", 1, ("MO", "WE", "FR"), guessed=True),
    "2x per week": Repetition("WEEKLY", 1, ("TU", "TH"), guessed=True),
    "elke maandag en donderdag": Repetition("WEEKLY", 1, ("MO", "TH")),
    "dinsdags": Repetition("WEEKLY", 1, ("TU",)),
    "elke twee weken op dinsdag": Repetition("WEEKLY", 2, ("TU",)),
    "elke maand": Repetition("MONTHLY"),
    "eenmalig en daarna elke maand een bericht": Repetition("MONTHLY"),
    "om de maand": Repetition("MONTHLY", 2),
    "driemaandelijks": Repetition("MONTHLY", 3),
    "per kwartaal": Repetition("MONTHLY", 3),
    "elk half jaar": Repetition("MONTHLY", 6),
    "elke eerste maandag van de maand": Repetition("MONTHLY", 1, ("1MO",)),
    "laatste vrijdag van de maand": Repetition("MONTHLY", 1, ("-1FR",)),
    "jaarlijks": Repetition("YEARLY"),
    "twee keer per maand": None,  # which days is anybody's guess
    "op maandag 5 april en dinsdag 6 april": None,
    "8 dagen per week": None,
    "bij elk besluit": None,
    "doorlopend": None,
    "eenmalig": None,
    None: None,
}


def test_what_people_write_of_how_often() -> None:
    assert {text: repetition(text) for text in CASES} == CASES


def test_the_first_day_is_one_of_the_rhythm() -> None:
    """4 January 2027 is a Monday; the month ends on Sunday the 31st."""
    start = date(2027, 1, 4)
    firsts = {
        "elke maand": start,
        "elke werkdag": start,
        "elke woensdag": date(2027, 1, 6),
        "eerste maandag van de maand": start,
        "eerste vrijdag van de maand": date(2027, 2, 5),
        "laatste vrijdag van de maand": date(2027, 1, 29),
    }
    assert {text: (repetition(text) or WEEK).first(start) for text in firsts} == firsts
