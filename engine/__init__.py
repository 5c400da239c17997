"""Situation → advice. Start reading here: load knowledge, compile it, ask for advice.

book = load()                                  # files → Rulebook, or KnowledgeError
table = compile_book(book)                     # durable_rules in a worker, all situations
advice = advise(table, Situation(...), today)  # reasons, certainty, roles
"""

from engine.advice import advise, advise_phases
from engine.answer import Advice
from engine.compile import CompileError, Table, compile_book
from engine.knowledge.rulebook import load
from engine.model import UNKNOWN, KnowledgeError, Rulebook, Situation

__all__ = [
    "UNKNOWN",
    "Advice",
    "CompileError",
    "KnowledgeError",
    "Rulebook",
    "Situation",
    "Table",
    "advise",
    "advise_phases",
    "compile_book",
    "load",
]
