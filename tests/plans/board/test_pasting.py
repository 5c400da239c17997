"""Rows of a spreadsheet: which columns they are, what they become, and what is wrong where."""

import pytest
from mixes import EARLY, FIRST, plan

from plans.board import pasting

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
