"""What is about a person goes before anything is kept, told by its heading or by what is in it."""

import pytest

from engine import Rulebook
from surveys.reading import Unmapped, read
from surveys.reading.columns import RawColumn
from surveys.reading.private import apart, personal_reason
from surveys.reading.unreadable import shown

SOMEBODY = ("Jan Jansen", "Fatima el Amrani", "Kees de Vries", "Noor Bakker")
VALUES = {
    "naam": SOMEBODY,
    "Achternaam": SOMEBODY,
    "Wat is uw naam?": SOMEBODY,
    "E-mail Address": ("a@b.nl", "c@d.nl", "", "e@f.nl"),
    "Telefoonnummer": ("06 12345678", "", "", ""),
    "ipaddr": ("10.0.0.1", "", "", ""),
    "Postcode": ("1234 AB", "", "", ""),
    "_location_latitude": ("52.0907", "", "", ""),
    "opmerkingen": ("mooi", "mooi", "mooi", "mooi"),
    "anders, namelijk": ("", "", "", "mooi"),
    "submitdate": ("2026-01-02 10:00:00", "", "", ""),
    "Begintijd": ("2026-01-02 10:00:00", "", "", ""),
    "User Agent": ("Mozilla", "Mozilla", "Mozilla", "Mozilla"),
    "respondent_id": ("1", "2", "3", "4"),
    "geboortedatum": ("1-1-1980", "", "", ""),
    "vraag 7": ("jan@voorbeeld.nl", "piet@voorbeeld.nl", "", ""),
    "vraag 8": ("192.168.0.1", "10.1.1.1", "", "10.1.1.2"),
    "vraag 9": ("2026-01-02T10:00:00+01:00", "2026-01-02T10:01:00+01:00", "", ""),
    "vraag 10": ("52.09071", "52.10002", "51.99999", "52.00001"),
    "vraag 11": ("5.12143", "5.11111", "4.98765", "5.00001"),
    "vraag 12": ("bel 06-12345678", "bel 06-87654321", "", ""),
    "vraag 13": ("3511 AB 12", "3512 BC 1", "", ""),
    "vraag 14": ("Ik woon hier lang", "Ze komen nooit", "Bel mij", "Top geregeld"),
    "vraag 15": ("700123456", "700123457", "700123458", "700123459"),
    "vraag 16": ("52.0907 5.1214 0 0", "52.1907 5.1114 0 0", "", ""),
}
KEPT = {
    "leeftijd": ("47", "18", "33", "65"),
    "gewicht": ("0,8734", "1,2133", "0,9911", "1,0001"),
    "weging": ("3.1234", "0.4455", "1.2222", "0.5678"),
    "p1": ("brief", "website|e-mail", "", "brief"),
    "Hoe hoort u het liefst over plannen?": ("Brief", "Website", "Brief", "E-mail"),
}


@pytest.mark.parametrize("head", VALUES)
def test_a_column_about_a_person_goes(head: str) -> None:
    kept, dropped = apart([RawColumn(head, head, VALUES[head])])
    assert kept == ()
    assert len(dropped) == 1


@pytest.mark.parametrize("head", KEPT)
def test_an_answer_stays(head: str) -> None:
    assert personal_reason(RawColumn(head, head, KEPT[head])) is None


def test_a_channel_in_a_heading_is_no_person() -> None:
    cells = ("Y", "", "N", "Y")
    assert personal_reason(RawColumn("p1", "Hoe?", cells, "telef", {"telef": "Telefoon"})) is None
    assert personal_reason(RawColumn("p1/email", "", ("1", "0", "", "1"), "email")) is None


def test_what_a_message_shows_is_nobody() -> None:
    assert "jan@" not in shown("mail jan@voorbeeld.nl")
    assert "06" not in shown("bel 06-12345678")
    assert shown("regel\neen\t" + "x" * 100).startswith("regel een x")
    assert len(shown("x" * 100)) == 40


def test_nothing_of_a_person_is_in_what_is_shown_to_map(book: Rulebook) -> None:
    heads = [*VALUES, *KEPT]
    rows = zip(*VALUES.values(), *KEPT.values(), strict=True)
    text = "\n".join(";".join(row) for row in [heads, *rows])
    with pytest.raises(Unmapped) as error:
        read(text.encode(), "x.csv", book)
    told = repr((error.value.columns, error.value.preview, error.value.dropped, str(error.value)))
    secrets = {cell for cells in VALUES.values() for cell in cells if len(cell) > 4}
    assert [secret for secret in sorted(secrets) if secret in told] == []
    assert len(error.value.dropped) == len(VALUES)
    assert {column.code for column in error.value.columns} == set(KEPT)
