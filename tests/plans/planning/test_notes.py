"""What to look at in what was arranged: each sentence, and the nearest case without it."""

from datetime import date
from typing import Any

import pytest
from mixes import action, plan

from engine import Rulebook
from plans.planning.notes import late_steps, notes

TURKISH = {"id": "oud", "naam": "Ouders", "talen": "Turks en Nederlands"}
NOBODY = (
    "'Ouders' leest Turks, en niets in dit plan is er in het Turks. Zet bij een kanaal of actie in "
    "welke talen je het maakt, of zoek iemand die de taal kent."
)
CHOSEN = {"gekozen": {"kanalen": ["brief", "telefoon"]}}
MONEY = {"id": "a", "post": "Drukwerk", "actie": "een"}
PRESS = {"id": "persbericht", "naam": "Persbericht"}


def in_turkish(channel: str) -> dict[str, Any]:
    return {"kanaal": channel, "talen": "turks"}


@pytest.mark.parametrize(
    ("more", "sentences"),
    [
        # Nothing is used yet: nothing to say of languages.
        ({"groepen": [TURKISH]}, []),
        ({"groepen": [TURKISH], **CHOSEN}, [NOBODY]),
        (
            {"groepen": [TURKISH], **CHOSEN, "kanalen": [in_turkish("telefoon")]},
            ["'Ouders' leest Turks: wel bij telefoon, niet bij brief."],
        ),
        (
            {
                "groepen": [TURKISH],
                **CHOSEN,
                "kanalen": [in_turkish("telefoon")],
                "acties": [action(talen="turks")],
            },
            [],
        ),
        # An action for others, or a proposal, serves nobody here.
        (
            {
                "groepen": [TURKISH, {"id": "jong", "naam": "Jongeren"}],
                **CHOSEN,
                "acties": [
                    action(talen="turks", groepen=["jong"]),
                    action("twee", talen="turks", status="voorstel"),
                ],
            },
            [NOBODY],
        ),
        (
            {
                "groepen": [TURKISH],
                "eigen_middelen": [{**PRESS, "talen": "turks"}],
                "acties": [action(), action("pers", kanaal="persbericht")],
            },
            ["'Ouders' leest Turks: wel bij persbericht, niet bij brief."],
        ),
        ({"eigen_middelen": [PRESS]}, []),
        (
            {"eigen_middelen": [{"id": "brief", "naam": "Raadsbrief"}]},
            ["'brief' is al een kanaal (Brief). Geef dit middel een andere id."],
        ),
        ({"acties": [action()], "posten": [MONEY]}, []),
        (
            {"acties": [action("eens")], "posten": [MONEY]},
            ["actie 'een' staat niet in het plan. Bedoelde je 'eens'?"],
        ),
        (
            {"acties": [action(partner="corporatie", nodigt_uit_voor="avond")]},
            [
                "partner 'corporatie' staat niet in het plan.",
                "actie of mijlpaal 'avond' staat niet in het plan. Kies uit: een.",
            ],
        ),
        (
            {
                "vragen": [{"id": "a", "vraag": "Wat?", "antwoord": "Dit.", "groep": "oude"}],
                "partners": [
                    {
                        "id": "corporatie",
                        "naam": "Corporatie",
                        "leveringen": [{"id": "a", "wat": "Adressen", "actie": "brief"}],
                    }
                ],
            },
            [
                "groep 'oude' staat niet in het plan. Bedoelde je 'oud'?",
                "actie 'brief' staat niet in het plan.",
            ],
        ),
        ({"acties": [action(embargo="2027-01-05")]}, []),
        (
            {"acties": [action(embargo="2027-01-06")]},
            ["'Actie een' begint op 5 januari 2027, voor het embargo van 6 januari 2027."],
        ),
        ({"acties": [action(embargo="2027-01-06", status="geplaatst")]}, []),
        (
            {
                "acties": [action(nodigt_uit_voor="raad")],
                "mijlpalen": [{"id": "raad", "naam": "Raad", "dag": "2027-01-06"}],
            },
            [],
        ),
        (
            {
                "acties": [
                    action(nodigt_uit_voor="avond"),
                    action("avond", wat="Avond", start="2027-01-05"),
                ]
            },
            [
                "'Actie een' nodigt uit voor 'Avond' op 5 januari 2027, en is er pas op 5 januari "
                "2027."
            ],
        ),
    ],
)
def test_what_is_noted(book: Rulebook, more: dict[str, Any], sentences: list[str]) -> None:
    assert [text for _, text in notes(plan(**more), book)] == sentences


def test_late_steps_are_noted_at_their_action() -> None:
    step = {"id": "druk", "werkdagen": 2, "dag": "2027-01-11", "vast": "ja"}
    of = plan(acties=[action("een"), action("twee", start="2027-01-12", voorbereiding=[step])])
    assert list(late_steps(of, date(2027, 1, 11))) == [
        (
            ("acties", 1, "voorbereiding"),
            "'Actie twee': naar de drukker staat op 11 januari 2027. Tot het begin op 12 januari "
            "2027 is er 1 werkdag; reken op 2 werkdagen.",
        )
    ]
    assert len(list(late_steps(of, date(2027, 1, 12)))) == 2
