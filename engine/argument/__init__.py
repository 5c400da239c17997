"""The advice in words, as values: one argument that screens, documents, mail and API all tell.

Read `parts.Argument` first; `whole.argue` makes it from what was decided.
"""
