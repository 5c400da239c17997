"""Files in the shape of every survey tool: the same answers come out, and nobody is in them."""

import pytest
from returned.packed_files import FILES
from returned.residents import SECRETS, asked_block, counted, expected, residents, rows_of

from engine import Rulebook
from surveys.reading import mapping, read

COVERS = (
    "surveys/reading/google_forms.py",
    "surveys/reading/kobo.py",
    "surveys/reading/limesurvey_table.py",
    "surveys/reading/limesurvey_archive.py",
    "surveys/reading/ms_forms.py",
    "surveys/reading/open_forms.py",
    "surveys/reading/own_block.py",
    "surveys/reading/qualtrics.py",
    "surveys/reading/separated.py",
    "surveys/reading/spss.py",
    "surveys/reading/spss_apart.py",
    "surveys/reading/surveymonkey.py",
    "listening/reading/workbook_rows.py",
)


@pytest.mark.parametrize("name", FILES)
def test_our_own_block_comes_back_without_mapping(book: Rulebook, name: str) -> None:
    kind, make = FILES[name]
    asked = asked_block(book)
    given = residents(asked, 12)
    incoming = read(make(asked, given), name, book, asked)
    assert incoming.kind == kind
    assert rows_of(asked, incoming.answers) == expected(asked, given)
    kept = repr(incoming) + mapping.write(incoming.mapping)
    assert [secret for secret in SECRETS if secret in kept] == []
    assert counted(rows_of(asked, incoming.answers)).total() == 12
