"""An advice as an example: what it chooses now is what it must choose from then on."""

from engine.compile import Table
from engine.model import UNKNOWN, Situation
from engine.roles import CHOSEN, MAIN, SUPPORT
from workbench.items import Tree
from workbench.knowledge_rooms import ENDING, RULES


def example_of(table: Table, asked: Situation, name: str) -> tuple[str, Tree]:
    """Return the file for an example of the advice in a situation, and the example.

    On top stands what is on top now; what else is chosen is in the advice, and duties hold.
    """
    outcome = table.outcomes[asked]
    first = [row.channel for row in outcome.ranking if row.role in (MAIN, SUPPORT)]
    others = [row.channel for row in outcome.ranking if row.role in CHOSEN]
    answers = {key: value for key, value in asked.facts().items() if _says(key, value)}
    tree: Tree = {"naam": name, "situatie": answers, "verwacht": first}
    others = [slug for slug in others if slug not in first]
    if others:
        tree["in_advies"] = others
    duties = [duty.id for duty in table.book.safeguards if duty.id in outcome.applies]
    if duties:
        tree["moet"] = duties
    return f"{RULES}/{asked.track}-{asked.phase}{ENDING}", tree


def _says(key: str, value: str) -> bool:
    """Tell whether an example names this answer: what is at stake only where it is known."""
    return key != "belang" or value != UNKNOWN
