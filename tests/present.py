"""A value that may be missing elsewhere, and must be there in a test."""

from typing import TypeVar

Value = TypeVar("Value")


def present(value: Value | None) -> Value:
    """Return a value, and fail when there is none."""
    assert value is not None
    return value
