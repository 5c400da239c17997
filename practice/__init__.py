"""What others did: cases of practice with their source, beside an advice and in a plan.

    library = load(book)                          # journeys/praktijk → PracticeLibrary
    fitting(library.cases, Wanted(track, phases))  # those that fit, best first

A case never counts in an advice: the engine does not read them.
"""

from practice.library import PracticeLibrary, load
from practice.matching import Wanted, fitting
from practice.model import FiledCase, PracticeCase

__all__ = ["FiledCase", "PracticeCase", "PracticeLibrary", "Wanted", "fitting", "load"]
