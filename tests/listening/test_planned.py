"""Actions from a channel plan: measured by the name of their series, with the plan's own costs."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import ROOT

from commands.listening import main
from listening.effects.results import Prices, amount
from listening.model import Refused
from listening.plan_actions import PlanSource, actions
from plans import example, write_plan
from screens.page.reading import readers

COVERS = ("commands/listening/measuring.py",)

START = date(2027, 1, 18)  # of the first action of the example
NAMES = ("zoekcampagne", "Advertenties op zoekwoorden over geldzorgen")
EXAMPLES = ROOT / "listening" / "voorbeelden"


def series(name: str, control: str = "") -> str:
    """Return a CSV of sixteen weeks: 40 a day before the action, 60 from it on."""
    rows = ["datum;reeks;aantal"]
    for at in range(-56, 56):
        day = START + timedelta(days=at)
        rows.append(f"{day};{name};{(60 if at >= 0 else 40) + at % 3}")
        rows += [f"{day};{control};{50 + at % 3}"] if control else []
    return "\n".join(rows) + "\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Return where a plan and its series lie."""
    (tmp_path / "plan.yaml").write_text(write_plan(example("schuldhulpcampagne")), encoding="utf-8")
    (tmp_path / "reeksen.csv").write_text(series("Zoekcampagne", "pagina paspoort"), "utf-8")
    return tmp_path / "plan.yaml", tmp_path / "reeksen.csv"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_an_action_of_a_plan_is_measured(
    capsys: pytest.CaptureFixture[str], files: tuple[Path, Path]
) -> None:
    control = ("--vergelijk", "Pagina paspoort")
    code, out, err = run(capsys, "effect", *files, "--uurprijs", "50", *control, "--json")
    (found,) = json.loads(out)
    assert code == 0
    assert (found["naam"], found["kanaal"]) == (NAMES[1], "zoekadvertentie")
    assert (found["begin"], found["einde"]) == ("2027-01-18", "2027-03-12")
    assert found["effect"]["woord"] == "meer"
    assert found["effect"]["met_vergelijking"]
    assert found["euro_totaal"] == 1750 + 16 * 50
    assert "Brief met uitnodiging om te bellen" in err
    assert NAMES[1] not in err


def test_what_was_measured_for_a_plan_names_its_groups(
    capsys: pytest.CaptureFixture[str], files: tuple[Path, Path], tmp_path: Path
) -> None:
    made = tmp_path / "b.yaml"
    assert run(capsys, "effect", *files, "--bevindingen", made)[0] == 1  # nothing to compare with
    control = ("--vergelijk", "pagina paspoort")
    assert run(capsys, "effect", *files, *control, "--bevindingen", made)[0] == 0
    text = made.read_text(encoding="utf-8")
    assert 'groep: "' in text
    assert "zoekadvertentie" in text


@pytest.mark.parametrize("name", [*NAMES, "doorgeklikt naar de hulppagina"])
def test_a_series_belongs_by_id_name_or_measure(name: str) -> None:
    found, left = actions(PlanSource("p", example("schuldhulpcampagne")), {name.lower()})
    assert [action.series for action in found] == [name]
    assert len(left) == 8


def test_an_action_of_a_day_is_measured_for_four_weeks() -> None:
    found, _ = actions(PlanSource("p", example("schuldhulpcampagne")), {"brief-ouderen"})
    assert (found[0].end - found[0].start).days == 27


def test_without_a_series_it_is_refused_with_the_names(
    capsys: pytest.CaptureFixture[str], files: tuple[Path, Path]
) -> None:
    files[1].write_text(series("iets"), encoding="utf-8")
    code, out, err = run(capsys, "effect", *files)
    assert (code, out) == (1, "")
    assert "plan.yaml: geen actie heeft een reeks" in err
    assert "'zoekcampagne'" in err
    assert "'iets'" in err


def test_a_wrong_plan_or_comparison_is_explained(
    capsys: pytest.CaptureFixture[str], files: tuple[Path, Path]
) -> None:
    code, _, err = run(capsys, "effect", *files, "--vergelijk", "pagina paspoor")
    assert code == 1
    assert "Bedoelde je 'pagina paspoort'?" in err
    acts = (EXAMPLES / "acties.csv", EXAMPLES / "reeksen.csv")
    assert "alleen bij een kanaalplan" in run(capsys, "effect", *acts, "--vergelijk", "x")[2]
    files[0].write_text("schema: 2\nproject: {}\n", encoding="utf-8")
    code, _, err = run(capsys, "effect", *files)
    assert code == 1
    assert "plan.yaml, regel 2: project: de sleutel 'naam' ontbreekt" in err


def test_the_page_reads_a_plan_beside_its_series(files: tuple[Path, Path]) -> None:
    given = tuple((path.name, path.read_bytes()) for path in files)
    heard = readers.listened(readers.Exports(given, prices=Prices(hour=50)))
    assert [one.euros for one in heard.results] == [2550]
    assert len(heard.unmeasured) == 8
    with pytest.raises(Refused, match="Reeksen: geen"):
        readers.listened(readers.Exports(given[:1]))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            ("62,50", 62.5),
            (" 60 ", 60),
            ("0", 0),
            ("1.500", 1500),
            ("1.5", 1.5),
            ("0,0625", 0.0625),
        ),
        *(("1.234,50", 1234.5), ("€ 15.000,-", 15000), ("1\u00a0250 euro", 1250)),
    ],
)
def test_an_amount(text: str, value: float) -> None:
    assert amount(text) == value


@pytest.mark.parametrize(
    "text", ["-1", "veel", "1e3", "inf", "nan", "", "1.234.50", "1,234", "٣", "1" * 10]
)
def test_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="geen bedrag"):
        amount(text)
