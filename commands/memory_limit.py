"""How much memory a command may take: half of the machine, unless it is told otherwise.

What needs more ends with a sentence instead of taking the machine along.
"""

import argparse
import os
import resource
from decimal import Decimal

from dutch import Illegible, decimal, read_decimal

OPTION = "--geheugen"
SHARE = 2  # a command takes one part of so many
GIB = 1 << 30
LEAST, MOST = Decimal("0.5"), Decimal(1_000_000)  # GiB; the programs and their libraries need most
HELP = "zoveel GB geheugen mag een opdracht nemen; standaard de helft van deze machine"


def bytes_of(text: str) -> int:
    """Return the bytes that a number of gigabytes stands for, as an option of a parser."""
    try:
        gigabytes = read_decimal(text, ("gb", "gib"))
    except Illegible as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if not LEAST <= gigabytes <= MOST:
        raise argparse.ArgumentTypeError("kies een getal vanaf 0,5.")
    return int(gigabytes * GIB)


def half() -> int:
    """Return half the memory of this machine in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // SHARE


def bind(most: int | None) -> None:
    """Let this process and what it starts take no more than so many bytes; None is half."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = most or half()
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def sentence() -> str:
    """Say that there is no more memory, and the way out."""
    most, _ = resource.getrlimit(resource.RLIMIT_DATA)
    said = "" if most == resource.RLIM_INFINITY else f" dan {gigabytes(most)} GB"
    return (
        f"Hiervoor is meer geheugen nodig{said}. Neem een kleiner deel, of geef meer met {OPTION}, "
        f"zoals {OPTION} {gigabytes(2 * half())}."
    )


def gigabytes(count: int) -> str:
    """Return bytes as people read them: "12" or "0,5"."""
    return decimal(count / GIB, 1).removesuffix(",0")
