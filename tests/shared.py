"""The knowledge of this repository and its journeys, read once for all tests of a process."""

import blueprints
from engine import load

BOOK = load()
LIBRARY = blueprints.load(BOOK)
