"""The commands that tell what actions achieved, and where the cycle stands."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, new_file, print_json
from commands.listening.reading import NO_WISH, add_prices, amount, prices_of, read_all
from commands.listening.reading import show as show_reading
from dutch import listing
from engine import load
from engine.model import Problem
from listening import counter, cycle, knowledge, schemes, watch
from listening.effects import results, returns
from listening.effects import standing as effects_standing
from listening.measurements import is_plan
from listening.model import Refused
from listening.reading import export_store


def add(commands: Any) -> None:
    """Add the commands."""
    effect = command(commands, "effect", _effect, "wat acties opleverden")
    effect.add_argument("acties", metavar="ACTIONS.csv", type=Path,
                        help="acties, of een kanaalplan (.yaml)")  # fmt: skip
    effect.add_argument("reeksen", metavar="SERIES.csv", type=Path, help="aantallen per dag")
    add_prices(effect)
    effect.add_argument("--vergelijk", metavar="REEKS",
                        help="reeks om een kanaalplan mee te vergelijken")  # fmt: skip
    new_file(effect, "--bevindingen", metavar="BESTAND",
             help="schrijf wat is gemeten, voor het organisatiebestand")  # fmt: skip
    effect.add_argument("--json", action="store_true", help="uitvoer als JSON")
    stand = command(commands, "stand", _stand, "besluiten, regelingen, drukte en uitval")
    stand.add_argument("bestanden", metavar="FILE", type=Path, nargs="+", help="eigen bestanden")
    new_file(stand, "--lessen", metavar="BESTAND",
             help="schrijf wat is geleerd, voor het organisatiebestand")  # fmt: skip
    stand.add_argument("--json", action="store_true", help="uitvoer als JSON")
    volg = command(commands, "volg", _volg, "lees nieuwe exports in een map vanzelf")
    volg.add_argument("map", metavar="MAP", type=Path, help="map waarin exports komen")
    volg.add_argument("--elke", type=amount, default=10.0, metavar="SECONDEN",
                      help="hoe vaak ik kijk; standaard 10")  # fmt: skip
    volg.add_argument("--eenmaal", action="store_true", help="stop als alles gelezen is")


def _effect(options: Options) -> None:
    vocabulary = knowledge.load()
    prices = prices_of(options)
    with export_store.open_store(vocabulary.kinds) as opened:
        outcomes = _results(opened, options, prices)
    if options.bevindingen:
        _write(options.bevindingen, returns.addition(load(), outcomes), options.acties.name)
    if options.json:
        print_json([effects_standing.result(one) | _local(one) for one in outcomes])
    else:
        print("\n".join(line for one in outcomes for line in effects_standing.result_lines(one)))


def _results(
    opened: export_store.ExportStore, options: Options, prices: results.Prices
) -> tuple[results.Result, ...]:
    """Return the results of the actions in a file, or in a plan."""
    if not is_plan(options.acties.name):
        if options.vergelijk:
            message = "dit kan alleen bij een kanaalplan. Zet de reeks in de kolom vergelijk."
            raise Refused(Problem("--vergelijk", None, message))
        readings = read_all(opened, [options.acties, options.reeksen], NO_WISH)
        return results.results(opened, readings, prices)
    from listening import plan_actions  # slow to load, and seldom needed

    plan = plan_actions.read(options.acties)
    readings = read_all(opened, [options.reeksen], NO_WISH)
    series = results.series_of(opened, readings)
    actions, left = plan_actions.actions(plan, series, options.vergelijk)
    for name in left:
        print(f"Niet gemeten, want er is geen reeks voor: {name}", file=sys.stderr)
    return results.results(opened, readings, prices, actions)


def _local(result: results.Result) -> dict[str, Any]:
    return {"eigen_bevinding": returns.finding(result)}


def _write(path: Path, addition: returns.Addition, name: str) -> None:
    """Write an addition to the organisation file; raises Refused when a part has no place."""
    if addition.leftovers:
        raise Refused(*(Problem(name, None, message) for message in addition.leftovers))
    if not addition.text:
        raise Refused(Problem(name, None, "hierin is niets gemeten of geleerd om te bewaren."))
    path.write_text(addition.text, encoding="utf-8")


def _stand(options: Options) -> None:
    vocabulary = knowledge.load()
    with export_store.open_store(vocabulary.kinds) as opened:
        readings = read_all(opened, options.bestanden, NO_WISH)
        standing = effects_standing.Standing(
            desks=counter.desks(opened, readings),
            paths=results.paths(opened, readings),
            log=cycle.log(opened, readings),
            pages=tuple(schemes.pages(opened, readings, dict(vocabulary.subjects))),
        )
    if options.lessen:
        addition = returns.addition(load(), (), standing.log)
        _write(options.lessen, addition, options.bestanden[0].name)
    if options.json:
        print_json(effects_standing.standing(standing, date.today()))
    else:
        print("\n".join(effects_standing.standing_lines(standing, date.today())))


def _volg(options: Options) -> None:
    vocabulary = knowledge.load()
    list(options.map.iterdir())  # an error now, not in the loop
    refused = [path.name for path in _files(options) if not show_reading(path, vocabulary)]
    if refused:
        raise Refusal(f"niet gelezen: {listing(refused)}.")


def _files(options: Options) -> Iterator[Path]:
    if options.eenmaal:
        yield from watch.state(options.map)
        return
    print(f"Ik kijk elke {options.elke:g} seconden in {options.map}. Stop met Ctrl+C.", flush=True)
    yield from watch.follow(options.map, options.elke)
