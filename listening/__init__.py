"""Exports of search, site and desk → what residents ask, their words, and what actions achieve.

vocabulary = load()            # vocabulary/ → subjects, kinds of files, hard words
with store.opened(vocabulary.kinds) as store:  # nothing stays behind
    store.read(Path("zoekopdrachten.zip"))  # a file is read whole, or Refused
    counted = store.counted(store.readings, (), tells(vocabulary), least=10)
    found = picture(vocabulary, counted)
"""

from listening.knowledge import load
from listening.model import Reading, Refused, Vocabulary, Wish
from listening.propose import proposal
from listening.readable import legibility
from listening.uses import picture, tells

__all__ = [
    "Reading",
    "Refused",
    "Vocabulary",
    "Wish",
    "legibility",
    "load",
    "picture",
    "proposal",
    "tells",
]
