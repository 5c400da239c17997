"""What goes to a reading and what comes back: values there, JSON of a stated form back.

A question is pickled, for we wrote it. An answer is not: a file may have done anything to its
reader, so what comes back must fit the form that was asked for.
"""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from engine.model import KnowledgeError, Problem

VALUE, REFUSAL = b"+", b"-"
STAGE = b"~"  # before a digit: how far a reading is, sent ahead of the answer
SIZE = 8  # bytes that tell how long a question is
MOST, LONGEST = 50, 1000  # problems, and characters of one


class ReadingQuestion(NamedTuple):
    """What is asked of a reader: its name, and that with what is given to it as bytes."""

    name: str
    text: bytes


class Unfit(Exception):
    """An answer that has not the form that was asked for."""


def question(name: str, *given: Any) -> ReadingQuestion:
    """Return what asks the reader of this name to read what is given."""
    return ReadingQuestion(name, pickle.dumps((name, given)))


def asked(text: bytes) -> tuple[str, tuple[Any, ...]]:
    """Return the name of a reader and what is given to it."""
    name, given = pickle.loads(text)  # noqa: S301 - the server wrote it, see `question`
    return name, given


def framed(text: bytes) -> bytes:
    """Return a question with its length before it."""
    return len(text).to_bytes(SIZE) + text


def stage(number: int) -> bytes:
    """Return what tells that a reading has come to this stage, 0 to 9."""
    return STAGE + str(min(max(number, 0), 9)).encode()


def stages_of(text: bytearray) -> list[int]:
    """Take the stages off the front of what came until now, and return them."""
    numbers = []
    while text[:1] == STAGE and len(text) > 1:
        numbers.append(text[1] - ord("0"))
        del text[:2]
    return numbers


def answer(form: Any, value: Any) -> bytes:
    """Return a value of this form as JSON."""
    return VALUE + _adapter(form).dump_json(value, by_alias=True)


def refusal(problems: Sequence[Problem]) -> bytes:
    """Return what is wrong with a file as JSON; the rest of a long list is left out."""
    short = [replace(one, message=one.message[:LONGEST]) for one in problems[:MOST]]
    return REFUSAL + _adapter(tuple[Problem, ...]).dump_json(tuple(short))


def value(form: Any, text: bytes) -> Any:
    """Return the value in an answer; raises KnowledgeError for a refusal, Unfit for neither."""
    kind, rest = text[:1], text[1:]
    try:
        if kind == VALUE:
            return _adapter(form).validate_json(rest)
        problems = _adapter(tuple[Problem, ...]).validate_json(rest)
    except (ValidationError, ValueError) as error:
        raise Unfit from error
    if kind != REFUSAL or not problems:
        raise Unfit
    raise KnowledgeError(problems)


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)
