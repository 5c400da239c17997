"""Where a file is no YAML, the line of the slip and what to do about it are said."""

import pytest

from engine.knowledge import files, slips


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a:\n  - {als: x, b: y\n  - {c: d}\n", 2, "Hier opent een { die nergens sluit"),
        ("kanalen: [brief, telefoon\nthema: x\n", 1, "Hier opent een [ die nergens sluit"),
        ("omdat: Let op: dit kan niet\nb: c\n", 1, slips.COLON),
        ("a: 1\nomdat: Let op: dit\n", 2, slips.COLON),
        ("- omdat: Eerst: dan\n", 1, slips.COLON),
        ("gewicht:2\nnaam: x\n", 1, "Achter de dubbele punt hoort een spatie: 'gewicht: 2'."),
        ("a: 1\ngewicht:2\n\nnaam: x\n", 2, "Achter de dubbele punt hoort een spatie"),
        ("naam: “Een naam: met dubbele punt”\n", 1, slips.CURLY),
        ("a: ‘x: y’\n", 1, slips.CURLY),
        ("regels:\n  - id: x\n   thema: y\n", 3, slips.INDENT),
        ("a: b\n  c: d\n", 2, slips.INDENT),
        ('naam: "open\nb: c\n', 1, slips.QUOTE),
        ("a: 1\nnaam: 'open\nb: c\n", 2, slips.QUOTE),
        ("regels:\n  -id: x\n   naam: y\n", 2, "Achter het streepje hoort een spatie: '- id: x'."),
        ('a: "x" en meer\n', 1, slips.AFTER_QUOTE),
        ("a: @x\n", 1, "Een tekst mag niet beginnen met '@'."),
        ("a: 1\nb: `x`\n", 2, "Een tekst mag niet beginnen met '`'."),
        ("a: 1\nb: %x\n", 2, "Een tekst mag niet beginnen met '%'."),
        ("a:\n\tb: c\n", 2, slips.TAB),
    ],
)
def test_the_line_of_the_slip_and_the_way_out(text: str, line: int, message: str) -> None:
    with pytest.raises(files.Unreadable) as caught:
        files.parse("proef.yaml", text)
    (problem,) = caught.value.problems
    assert problem.line == line, str(problem)
    assert message in problem.message, str(problem)


@pytest.mark.parametrize(
    "text", ["a: [" * 3, "{" * 9, "'" * 7, ":" * 5 + " x", "- -: : -", "? [", "\n\n a: b\nc"]
)
def test_every_refusal_has_one_line_and_one_sentence(text: str) -> None:
    try:
        files.parse("proef.yaml", text)
    except files.Unreadable as error:
        assert len(error.problems) == 1
        assert 1 <= (error.problems[0].line or 1) <= text.count("\n") + 1
