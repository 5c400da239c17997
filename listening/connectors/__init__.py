"""Counts fetched from the organisation's own services, read only; each service has a module.

A module gives a question and reads the answer as its published documentation describes them;
`transport` is the only one that opens a connection.
"""
