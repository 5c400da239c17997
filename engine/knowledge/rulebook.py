"""Files → Rulebook: refuses what it does not understand, and names every error at once."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine import wording
from engine.knowledge import inspection, task_table
from engine.knowledge.binding import Binder
from engine.knowledge.draft import SINGLE, UNCHANGED, Changed, KnowledgeDraft, read_all
from engine.knowledge.references import References
from engine.model import (
    UNKNOWN,
    KnowledgeError,
    Phase,
    ResidentGroup,
    Rule,
    Rulebook,
    RuleFile,
    Stake,
    Track,
)

ROOT = Path(__file__).resolve().parents[2]


def load(root: Path = ROOT, changed: Changed = UNCHANGED) -> Rulebook:
    """Read all knowledge below `root` (folders profiles/ and journeys/).

    `changed` has the text that some files are to have instead of their own; None: no such file.

    Raises KnowledgeError with every error of every file.
    """
    draft = read_all(root, changed)
    if any(name not in draft.forms for name in SINGLE):
        raise KnowledgeError(tuple(draft.problems))
    wording.inspect(draft)
    references = References(draft)
    points = draft.forms["journeys/constanten.yaml"].values()[task_table.WEIGHT]
    rules = (*Binder(draft, references).rules(), *task_table.rules(references, points))
    inspection.inspect(references)
    if draft.problems:
        raise KnowledgeError(tuple(draft.problems))
    return _book(draft, references, rules)


def _book(draft: KnowledgeDraft, references: References, rules: tuple[Rule, ...]) -> Rulebook:
    parsed = draft.forms
    constants = parsed["journeys/constanten.yaml"]
    tracks: dict[str, Track] = draft.shelf("journeys/trajecten")
    phases: dict[str, Phase] = draft.shelf("journeys/fasen")
    stakes: dict[str, Stake] = draft.shelf("journeys/belang")
    gaps = parsed["journeys/wie-mis-je.yaml"]
    forms = [form for form in parsed.values() if isinstance(form, RuleFile | ResidentGroup)]
    return Rulebook(
        digest=digest({name: canonical(tree) for name, tree in draft.trees.items()}),
        words=references.words,
        constants=constants.values(),
        constant_reasons=constants.reasons(),
        texts=parsed["journeys/teksten.yaml"],
        tracks=dict(sorted(tracks.items(), key=lambda item: item[1].order)),
        phases=dict(sorted(phases.items(), key=lambda item: item[1].order)),
        ages=draft.shelf("profiles/leeftijd"),
        profiles=draft.shelf("profiles/profiel"),
        stakes=dict(sorted(stakes.items(), key=lambda item: (item[0] != UNKNOWN, item[1].order))),
        channels=references.channels,
        sources=references.sources,
        findings=references.findings,
        derivations=references.derivations,
        rules=rules,
        safeguards=parsed["journeys/waarborgen.yaml"].waarborgen,
        gaps=gaps.groepen,
        limits=gaps.ziet_niet,
        unused=parsed["journeys/ongebruikt.yaml"].ongebruikt,
        unsayable=tuple(text for form in forms for text in form.unsayable),
        examples=tuple(
            (name, example)
            for name, examples in inspection.example_files(draft)
            for example in examples
        ),
        promises=parsed["journeys/beloften.yaml"].beloften,
        later_promises=parsed["journeys/beloften.yaml"].latere_beloften,
    )


def canonical(tree: Any) -> str:
    """Return what a file holds in one form, however it was written."""
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(written: Mapping[str, str]) -> str:
    """Return the SHA-256 of all knowledge; `written` is name → canonical form."""
    files = (f"{canonical(name)}:{text}" for name, text in sorted(written.items()))
    return hashlib.sha256(f"{{{','.join(files)}}}".encode()).hexdigest()
