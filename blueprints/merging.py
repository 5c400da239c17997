"""A written step with its generic step → all rows, as it is and as it will be.

What a step says again in the words of its generic step is dropped, so that there is one way to
write a journey and every export comes back the same.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from blueprints.lanes import KEYS, MORE_KEYS, ROLES, named_key
from blueprints.model import (
    ACTORS,
    ALWAYS,
    LATER,
    NOW,
    OWN,
    THEN,
    Cell,
    Cells,
    CellText,
    CitedStatement,
    GenericStep,
    Roles,
    Step,
    StepForm,
    WrittenStep,
)
from engine.model import Form

Tree = dict[str, Any]
NO_NAMES: Mapping[str, str] = MappingProxyType({})
ROWS = (*KEYS, *MORE_KEYS, ACTORS, OWN)  # keys of a form that hold rows


def own_values(form: Form) -> Tree:
    """Return alias → value of what a form says itself (None is not said)."""
    fields = type(form).model_fields
    values = {field.alias or name: getattr(form, name) for name, field in fields.items()}
    return {key: value for key, value in values.items() if value is not None}


def cells(form: StepForm | Cells) -> Tree:
    """Return the rows that a form says itself."""
    return {key: value for key, value in own_values(form).items() if key in ROWS}


def future(own: Tree, generic: Tree, generic_then: Tree) -> Tree:
    """Return the rows as they will be when a step itself says nothing about that.

    A row that the step words in its own way stays as it is; the plan of the generic step was
    made for other words.
    """
    planned = {key: value for key, value in generic_then.items() if key not in own}
    return {**generic, **own, **planned}


def lean(written: WrittenStep, generic: GenericStep | None) -> WrittenStep:
    """Return a step without what its generic step says already."""
    if generic is None:
        now = cells(written)
        return _with(written, {}, _differing(cells(written.then), now), own_values(written.roles))
    own = _differing(cells(written), cells(generic))
    after = future(own, cells(generic), cells(generic.then))
    then = _differing(cells(written.then), after)
    roles = _differing(own_values(written.roles), own_values(generic.roles))
    same = [
        key
        for key in ("naam", "fase")
        if own_values(written).get(key) == own_values(generic).get(key)
    ]
    same += [key for key in cells(written) if key not in own]
    if written.research == generic.research:
        same.append("onderzoek")
    return _with(written, dict.fromkeys(same), then, roles)


def _differing(own: Mapping[str, Any], other: Mapping[str, Any]) -> Tree:
    return {key: value for key, value in own.items() if value != other.get(key)}


def _with(written: WrittenStep, dropped: Tree, then: Tree, roles: Tree) -> WrittenStep:
    names = {field.alias or name: name for name, field in WrittenStep.model_fields.items()}
    update: Tree = {names[key]: None for key in dropped}
    update["then"] = Cells.model_construct(**_field_values(Cells, then))
    update["roles"] = Roles.model_construct(**_field_values(Roles, roles))
    return written.model_copy(update=update)


def _field_values(form: type[Form], values: Tree) -> Tree:
    """Return field name → value for all fields of a form, from its aliases."""
    return {name: values.get(f.alias or name) for name, f in form.model_fields.items()}


def fill(
    written: WrittenStep, generic: GenericStep | None, names: Mapping[str, str] = NO_NAMES
) -> Step:
    """Return a lean step with the rows of its generic step filled in.

    `names` are the steps of its journey in order, id → name: a branch says where it leads.
    """
    base = cells(generic) if generic else {}
    own = cells(written)
    now = {**base, **own}
    planned = cells(generic.then) if generic else {}
    then = {**future(own, base, planned), **cells(written.then)}
    later = {**then, **cells(written.later)}
    ends = _ends(written, names)
    beyond = cells(written.later) or written.when == LATER
    roles = {**(own_values(generic.roles) if generic else {}), **own_values(written.roles)}
    research = written.research or (generic.research if generic else None)
    return Step(
        id=written.id,
        name=written.name or (generic.name if generic else ""),
        phase=written.phase or (generic.phase if generic else None) or "",
        generic=written.generic,
        when=written.when,
        now=row(now) | ends if written.when in (ALWAYS, NOW) else {},
        then=row(then) | ends if written.when in (ALWAYS, THEN) else {},
        later=row(later) | ends if beyond and written.when != NOW else {},
        roles={key: cell(roles[key]) for key in ROLES if key in roles},
        research=cell(research or ()),
        varies=_varies(written) if generic else (),
        stake=written.stake,
        milestone=written.milestone,
        groups={name: row(cells(form)) for name, form in written.groups.items()},
        attachments=ends.get("bijlagen", ()),
    )


def _ends(written: WrittenStep, names: Mapping[str, str]) -> dict[str, Cell]:
    """Return where a step may lead as well, and what goes with it."""
    order = list(names)
    before = dict.fromkeys(order[: order.index(written.id)] if written.id in order else ())
    ways = [
        f"{'Terug' if branch.to in before else 'Door'} naar ‘{names.get(branch.to, branch.to)}’"
        + (f": {branch.condition}" if branch.condition else "")
        for branch in written.branches or ()
    ]
    rows = {
        "vervolg": tuple(map(CellText, ways)),
        "bijlagen": tuple(CellText(one.name, (), one.url) for one in written.attachments or ()),
    }
    return {key: cell for key, cell in rows.items() if cell}


def _varies(written: WrittenStep) -> tuple[str, ...]:
    phase = ("fase",) if written.phase else ()
    return (*phase, *(key for key in ROWS if key in cells(written)))


def row(values: Tree) -> dict[str, Cell]:
    """Return the rows as texts, in reading order."""
    rows = {key: cell(values[key]) for key in (*KEYS, *MORE_KEYS) if key in values}
    for kind in (ACTORS, OWN):
        named = values.get(kind) or {}
        rows |= {named_key(kind, name): cell(value) for name, value in named.items()}
    return rows


def cell(value: Any) -> Cell:
    """Return a value of a form as the texts of a cell."""
    if isinstance(value, str):
        return (CellText(value),)
    return tuple(
        CellText(part.text, part.sources) if isinstance(part, CitedStatement) else CellText(part)
        for part in value
    )
