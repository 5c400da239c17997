"""A blueprint from elsewhere: any table → where everything stands → a draft of ours.

sheets = grids.read("reis.ods", raw)          # Excel, CSV and ODS → tables of texts
layout = guess(sheets[0])                     # steps in columns or rows, and what each label is
draft = place(sheets[0], layout, book)        # the tree of a draft, and what had no place
"""

from blueprints.foreign.lane_words import TARGETS, target
from blueprints.foreign.layouts import StepLayout, guess
from blueprints.foreign.placing import Placed, place

__all__ = ["TARGETS", "Placed", "StepLayout", "guess", "place", "target"]
