"""Rows of a spreadsheet: which columns they are, what they become, and what is wrong where."""

import pytest
from mixes import EARLY, FIRST, plan

from plans.board import pasting

COVERS = ("plans/board/sheet_columns.py",)

CHANNELS = {"Brief": "brief", "Website": "website", "Brief per post": "brief"}
PHASES = {"Weten": EARLY, "Eerste contact": FIRST}
OF = plan(EARLY, FIRST)


def read(text: str) -> pasting.Pasted:
    return pasting.read(OF, text, CHANNELS, PHASES)


def test_heads_say_which_column_is_which_in_any_order() -> None:
    pasted = read(
        "Kosten\tMiddel/moment\tKanaal\tDoelgroep\tBegint\tNotitie\n"
        "1.250,50\tBrief aan huis\tbrief\tOuderen en jongeren\t1 feb\tx\n"
        "\tPagina\tWebsite\t\t\t\n"
    )
    assert pasted.strange == ("Notitie",)
    assert [row.faults for row in pasted.rows] == [{}, {}]
    one, two = pasting.with_rows(OF, pasted.good).actions
    assert (one.id, one.channel, str(one.cost)) == ("brief-aan-huis", "brief", "1250.5")
    assert (one.groups, one.start.isoformat()) == (("oud", "jong"), "2027-02-01")
    assert (two.what, two.cost, two.groups) == ("Pagina", None, ("oud", "jong"))


def test_without_heads_the_usual_order_counts() -> None:
    (row,) = read("Brief aan huis;Brief;Jongeren;Team A;100;8;4-1-2027;31-1-2027").good
    assert (row.item["wie"], row.item["uren"], row.item["groepen"]) == ("Team A", "8", ["jong"])


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ("Brief\tBrif\tOuderen\t1-2-2027", "kanaal", "Bedoelde je 'brief'?"),
        ("Brief\t\tOuderen\t1-2-2027", "kanaal", "Vul een kanaal in."),
        ("Brief\tBrief\tBejaarden\t1-2-2027", "groepen", "staat niet in het plan"),
        ("Brief\tBrief\tOuderen\tooit", "start", "geen datum"),
        ("\tBrief\tOuderen\t1-2-2027", "wat", "vul dit in"),
    ],
)
def test_what_is_wrong_stands_at_its_cell(cells: str, column: str, words: str) -> None:
    (row,) = read(f"Actie\tKanaal\tGroep\tBegint\n{cells}").rows
    assert list(row.faults) == [column]
    assert words in row.faults[column]


def test_rows_with_one_name_get_an_id_each_and_nothing_is_no_row() -> None:
    again = read("Actie\tKanaal\nBrief\tBrief\n\t\nBrief\tBrief\n")
    assert [one.id for one in pasting.with_rows(OF, again.good).actions] == ["brief", "brief-2"]
    assert read(" \n").rows == ()
    assert len(read("Actie\tKanaal\n" + "Brief\tBrief\n" * 500).rows) == pasting.MOST


ASANA = (
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,"
    "Start Date,Due Date,Tags,Notes,Projects,Parent task,Kanaal,Groepen,Uren\n"
    "1,2026-11-01,,2026-11-02,Brief aan huis,Weten,Team A,,2027-01-04,2027-01-31,,"
    '"Praat mee.\nTot 31 januari.",Park,,Brief,"Ouderen, Jongeren",8\n'
    "2,2026-11-01,2026-11-05,2026-11-05,Pagina,Weten,,,,2027-02-01,website,,Park,,,Jongeren,\n"
)
PLANNER = (
    "Plan name\tPark\nPlan ID\tx1\nDate of export\t11/29/2026\n\n"
    "Task ID\tTask Name\tBucket Name\tProgress\tPriority\tAssigned To\tCreated By\tCreated Date\t"
    "Start date\tDue date\tIs Recurring\tLate\tCompleted Date\tCompleted By\t"
    "Completed Checklist Items\tChecklist Items\tLabels\tDescription\n"
    "a\tBrief aan huis\tEerste contact\tNot started\tMedium\tTeam A\tAda\t11/01/2026\t01/14/2027\t"
    "01/31/2027\tfalse\tfalse\t\t\t0/0\t\tHaast;Brief\tPraat mee.\n"
    "b\tPagina\tEerste contact\tCompleted\tMedium\t\tAda\t11/01/2026\t02/02/2027\t02/02/2027\t"
    "false\tfalse\t\t\t0/0\t\tWebsite\t\n"
)
MONDAY = (
    "Park\nWeten\nName,Subitems,Person,Status,Timeline - Start,Timeline - End,Kanaal\n"
    "Brief aan huis,,Team A,Working on it,2027-01-04,2027-01-31,Brief\n\n"
    "Eerste contact\nName,Subitems,Person,Status,Timeline - Start,Timeline - End,Kanaal\n"
    "Pagina,,,Done,2027-02-02,2027-02-02,Website\n"
)


@pytest.mark.parametrize(
    ("text", "letter", "page"),
    [
        (ASANA, (EARLY, "2027-01-04", "concept", "Praat mee. Tot 31 januari."),
         (EARLY, "2027-02-01", "afgerond", None)),
        (PLANNER, (FIRST, "2027-01-14", "concept", "Praat mee."),
         (FIRST, "2027-02-02", "afgerond", None)),
        (MONDAY, (EARLY, "2027-01-04", "concept", None), (FIRST, "2027-02-02", "afgerond", None)),
    ],
    ids=["asana", "planner", "monday"],
)  # fmt: skip
def test_what_planning_programs_export_is_read(text: str, letter: object, page: object) -> None:
    pasted = read(text)
    assert (pasted.strange, [row.faults for row in pasted.rows]) == ((), [{}, {}])
    actions = pasting.with_rows(OF, pasted.good).actions
    said = [(one.phase, one.start.isoformat(), one.status, one.message) for one in actions]
    assert said == [letter, page]
    assert [(one.what, one.channel, one.who) for one in actions] == [
        ("Brief aan huis", "brief", "Team A"),
        ("Pagina", "website", None),
    ]
    assert actions[0].last_day.isoformat() == "2027-01-31"


@pytest.mark.parametrize(
    ("day", "means"),
    [
        ("01/31/2027", "2027-01-31"),
        ("31/01/2027", "2027-01-31"),
        ("2/2/2027", "2027-02-02"),
        ("2027-01-31", "2027-01-31"),
        ("01/02/2027", "‘01/02/2027’ kan 1-2 of 2-1 zijn."),
    ],
)
def test_a_day_of_theirs_that_can_be_two_is_asked(day: str, means: str) -> None:
    (row,) = read(f"Task Name\tLabels\tDue date\nBrief\tBrief\t{day}").rows
    if row.faults:
        assert row.faults["einde"].startswith(means)
    else:
        (action,) = pasting.with_rows(OF, (row,)).actions
        assert action.start.isoformat() == means


def test_our_own_slashes_are_read_the_dutch_way() -> None:
    (row,) = read("Actie\tKanaal\tBegint\nBrief\tBrief\t1/2/2027").good
    assert pasting.with_rows(OF, (row,)).actions[0].start.isoformat() == "2027-02-01"
