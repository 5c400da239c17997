"""Command line: `python -m surveys …`, in Dutch. Exit 0 good, 1 wrong input, 2 wrong use."""

from commands import surveys
from commands.framework import start

if __name__ == "__main__":
    start(surveys.parser())
