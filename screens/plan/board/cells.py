"""What of an action is typed: the fields of its row and of its forms, and under which keys."""

KEY = "bord"  # under which what is wrong with several actions is kept
FIELDS = ("kanaal", "fase", "status", "start", "einde", "wie", "kosten", "uren", "frequentie")
DAYS = ("start", "einde")
TARGET = ("meet", "norm", "uitkomst")  # what it measures
REACTIONS = ("reactie-van", "reactie-tot", "reactie-weken")
DESK = "loket-"  # before the id of a desk: which part of the reactions it gets


def key_of(id_: str, field: str) -> str:
    """Return under which key what is typed in a cell of the table is kept."""
    return f"{KEY}-{id_}/{field}"
