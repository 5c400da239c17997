"""The journey of a resident as a service blueprint. Start reading here.

library = load(book)                          # journeys/reizen → Library; broken files are named
journey = library.journeys["…"]               # steps with their rows, as it is and as it will be
recurring(library)                            # the same steps everywhere, and where one deviates
compare(table, journey, Residents(), today)   # the channel row against the advice
"""

from blueprints.channel_check import Residents, compare
from blueprints.library import load
from blueprints.model import Journey, Library, Step
from blueprints.recurrence import recurring

__all__ = ["Journey", "Library", "Residents", "Step", "compare", "load", "recurring"]
