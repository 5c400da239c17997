"""The questions to residents: one block with fixed codes, and the forms it takes.

`block.block(book, tracks)` makes a Block; the other modules write it for a survey tool.
"""
