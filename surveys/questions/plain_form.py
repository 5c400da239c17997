"""The block as plain text: to paste in MS Forms, Google Forms, or any other tool.

MS Forms reads a list of questions with lettered answers from a document; other tools take the
questions one by one. What must be set by hand stands on top.
"""

from collections.abc import Iterator

from surveys.questions.block import Block, Question

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HOW = (
    "Zo zet je dit in MS Forms of een andere tool. Neem de teksten letterlijk over: daaraan "
    "herkent Ken je inwoner de vragen als de antwoorden terugkomen.",
    "Bij elke vraag staat tussen haken wat je instelt. 'Hoogstens 3' betekent: meer antwoorden "
    "mogelijk, met een grens van 3.",
    "'In wisselende volgorde' betekent: zet het husselen van de opties aan, zodat niet steeds "
    "hetzelfde antwoord bovenaan staat.",
    "Zet uit dat namen, mailadressen of IP-adressen worden bewaard.",
)
BY_LOT = (
    "Geef elke inwoner een van de delen, om en om. Maak daarvoor twee formulieren: een met het "
    "ene deel en de laatste vragen, een met het andere deel en de laatste vragen."
)


def plain_form(block: Block) -> str:
    """Return the block as text, ending in a line break."""
    return "\n".join([*_lines(block), ""])


def _lines(block: Block) -> Iterator[str]:
    yield "# VOOR WIE HET FORMULIER MAAKT"
    yield from HOW
    if len(block.parts) > 1:
        yield BY_LOT
    yield from ("", "# VOOR DE INWONER", block.title, "", block.opening, "")
    number = 1
    for part in block.parts:
        yield from (f"## {part.heading}", "")
        for question in part.questions:
            yield from _question(number, question)
            number += 1
    yield from ("## Over u", "")
    for question in block.last:
        yield from _question(number, question)
        number += 1
    yield block.closing


def _question(number: int, question: Question) -> Iterator[str]:
    yield f"{number}. {question.text}" + (f" {question.help}" if question.help else "")
    most = f"hoogstens {question.most}" if question.most > 1 else "een antwoord"
    yield f"   [{most}{', in wisselende volgorde' if question.turning else ''}]"
    for letter, answer in zip(LETTERS, question.answers(), strict=False):
        yield f"{letter}. {answer.text}"
    yield ""
