"""Command line: `python -m practice …`, in Dutch. Exit 0 good, 1 wrong input, 2 wrong use."""

from commands import practice
from commands.framework import start

if __name__ == "__main__":
    start(practice.parser())
