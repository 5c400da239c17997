"""The command that estimates what residents want, and writes the layer of an organisation."""

import sys
from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, get_args

from commands.framework import Options, Refusal, command, new_file, print_json, rulebook
from commands.surveys.answers_in import add_answers, incoming
from dutch import Illegible, decimal, read_day, whole
from engine.cache import table_of
from engine.knowledge import organisation, own_survey
from engine.knowledge.layer_form import LayerForm
from engine.knowledge.own_survey import About, OwnSurvey
from engine.knowledge.rulebook import load
from engine.model import Rulebook
from engine.version import VERSION
from surveys import harvest, local_table, margins, weights
from surveys.estimate import EstimateError, fit
from surveys.findings import spoken
from surveys.margins import Margins
from surveys.sayings import sayings
from surveys.together import together
from surveys.weights import Weighed

MODES = get_args(LayerForm.model_fields["mode"].annotation)


def add(commands: Any) -> None:
    """Add the command."""
    schat = command(commands, "schat", _schat, "schat wat inwoners willen, als laag", True)
    add_answers(schat)
    new_file(schat, "-o", dest="naar", required=True, metavar="LAAG.yaml",
             help="nieuw bestand: de laag voor je organisatie")  # fmt: skip
    schat.add_argument("--marges", metavar="MARGES.csv", type=Path, action="append", default=[],
                       help="inwoners per leeftijd: eigen CSV of export van StatLine")  # fmt: skip
    schat.add_argument("--gebied", metavar="NAAM", action="append", default=[],
                       help="gebied in de marges, als er meer in staan")  # fmt: skip
    new_file(schat, "--tabel", metavar="UIT.csv|.parquet",
             help="schrijf ook een tabel met een rij per groep en kanaal")  # fmt: skip
    schat.add_argument("--titel", help="naam van het onderzoek; standaard die van het bestand")
    schat.add_argument("--begin", type=_day, metavar="DAG", help="eerste dag van het onderzoek")
    schat.add_argument("--einde", type=_day, metavar="DAG", help="laatste dag; standaard vandaag")
    schat.add_argument("--wijze", choices=MODES, default="gemengd", help="hoe is gevraagd")
    schat.add_argument("--nagebootst", action="store_true",
                       help="niemand is echt gevraagd: een proef")  # fmt: skip
    schat.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _day(text: str) -> date:
    try:
        return read_day(text)
    except Illegible as error:
        raise ArgumentTypeError(str(error)) from error


def _schat(options: Options) -> None:
    _check(options)
    book = rulebook(options)
    known = margins_of(options.marges, book, options.gebied)
    harvest.check_once([(path.name, path.read_bytes()) for path in options.antwoorden])
    files = incoming(options, book, known.ages if known else None)
    answers = together([one.answers for _, one in files])
    weighed = weights.weigh(answers, known, book)
    table = table_of(national(options, book))
    try:
        learned = fit(weighed.answers, table, known.population() if known else {}, _tell)
    except EstimateError as error:
        raise Refusal(error) from error
    own = OwnSurvey(
        _about(options, len(answers), weights.sentence(answers, known)),
        learned.rules, learned.rules_sd, learned.ages, learned.profiles, learned.cells,
        sayings(weighed.answers),
    )  # fmt: skip
    options.naar.write_text(own_survey.write(own), encoding="utf-8", newline="")
    if options.tabel:
        local_table.write(options.tabel, own, table)
    notes = [note for _, one in files for note in one.notes]
    dropped = [column for _, one in files for column in one.dropped]
    _show(options, own, weighed, dropped, [*notes, *weighed.notes])


def _check(options: Options) -> None:
    """Raise Refusal for what would only be found out after a long time."""
    if options.tabel and options.tabel.suffix.lower() not in local_table.ENDINGS:
        raise Refusal(f"{options.tabel}: kies een naam die eindigt op .csv of .parquet.")
    for path in (options.naar, options.tabel):
        if path and not path.parent.is_dir():
            raise Refusal(f"{path}: de map bestaat niet. Maak hem aan, of kies een andere.")
    if options.begin and options.begin > (options.einde or date.today()):
        raise Refusal("--begin ligt na --einde. Draai ze om.")


def national(options: Options, book: Rulebook) -> Rulebook:
    """Return the knowledge of an organisation by our rules alone, without its own research."""
    rules = load(options.kennis)
    return organisation.apply(rules, book.organisation) if book.organisation else rules


def margins_of(paths: Sequence[Path], book: Rulebook, areas: Sequence[str] = ()) -> Margins | None:
    """Return how many residents there are of each age, where files say so."""
    if not paths:
        return None
    return margins.read([(path.name, path.read_bytes()) for path in paths], book, areas)


def _about(options: Options, n: int, weighting: str) -> About:
    end = options.einde or date.today()
    title = options.titel or options.antwoorden[0].stem
    simulated = options.nagebootst
    digest = harvest.digest(path.read_bytes() for path in options.antwoorden)
    return About(title, options.begin or end, end, n, options.wijze, weighting,
                 digest, VERSION, simulated)  # fmt: skip


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _show(
    options: Options, own: OwnSurvey, weighed: Weighed, dropped: list[str], notes: list[str]
) -> None:
    if options.json:
        print_json(
            {
                "laag": str(options.naar),
                "tabel": str(options.tabel) if options.tabel else None,
                "inwoners": own.about.n,
                "telt_als": round(weighed.effective),
                "regels": own.rules,
                "regels_spreiding": own.rules_sd,
                "situaties": len(own.rows),
                "weggelaten": dropped,
                "opmerkingen": notes,
            }
        )
        return
    effective = whole(round(weighed.effective))
    print(f"{whole(own.about.n)} inwoners, na weging zo zeker als {effective}.")
    for line in notes:
        print(line)
    if dropped:
        print(f"Weggelaten kolommen: {', '.join(dropped)}")
    print(f"Onze regels zeggen hier {spoken.holds(own.rules)} ({decimal(own.rules, 2)}).")
    print(f"De laag staat in {options.naar}")
    if options.tabel:
        print(f"De tabel staat in {options.tabel}")
