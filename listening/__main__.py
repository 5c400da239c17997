"""Command line: `python -m listening …`, in Dutch. Exit 0 good, 1 wrong input, 2 wrong use."""

from commands import listening
from commands.framework import start

if __name__ == "__main__":
    start(listening.parser())
