"""The journey of a resident as a service blueprint. Start reading here.

found = load(book)                        # journeys/reizen → Library; broken files are named
journey = found.journeys["…"]             # steps with their rows, as it is and as it will be
recurring(found)                          # the same steps everywhere, and where a journey deviates
compare(table, journey, Group(), today)   # the channel row against the advice
"""

from blueprints.advised import Group, compare
from blueprints.library import load
from blueprints.model import Journey, Library, Step
from blueprints.recurring import recurring

__all__ = ["Group", "Journey", "Library", "Step", "compare", "load", "recurring"]
