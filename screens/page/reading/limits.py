"""How much one reading may use, and the sentence for each limit that ends it."""

import resource
from enum import StrEnum

MIB = 1 << 20
MEMORY = 512 * MIB  # beside what the readers themselves take
PROCESSOR = 20  # seconds of processor time
PATIENCE = 60.0  # seconds on the clock
DISK = 256 * MIB  # for one file, which is also what a reader unpacks at most
STORE = 256 * MIB  # of the memory, for tables of an export
ANSWER = 4 * MIB  # of JSON
QUESTION = 25_000_000  # bytes of files and what goes with them
FOLDER = DISK + QUESTION + MIB  # above what a reader that counts refuses itself
AT_ONCE = 2  # readings on a server
QUEUE = 40  # readings that wait
WAIT = 120.0  # seconds a reading waits for its turn
OPEN_FILES = 128


class Ending(StrEnum):
    """How a reading ended; all but DONE were ended by a limit or by the file itself."""

    DONE = "klaar"
    SPACE = "ruimte"
    TIME = "tijd"
    BROKEN = "stuk"
    BUSY = "druk"


SENTENCES = {
    Ending.SPACE: "dit wordt bij het lezen te groot. Neem een kleiner deel, zoals een kortere "
    "periode.",
    Ending.TIME: "het lezen hiervan duurt te lang. Neem een kleiner deel, zoals een kortere "
    "periode.",
    Ending.BROKEN: "dit is beschadigd of anders dan ik ken. Download of bewaar het opnieuw.",
    Ending.BUSY: "er wordt nu veel tegelijk gelezen. Probeer het over een paar minuten opnieuw.",
}
TOGETHER = "dit is samen groter dan 25 MB. Breng minder tegelijk."


def bind() -> None:
    """Hold this process to the limits, for good."""
    for kind, soft, hard in (
        (resource.RLIMIT_DATA, _data() + MEMORY, _data() + MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR, PROCESSOR + 2),
        (resource.RLIMIT_FSIZE, DISK, DISK),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))


def _data() -> int:
    """Return the bytes of data this process has; what it shares with its parent counts too."""
    with open("/proc/self/status", encoding="ascii") as lines:
        kilobytes = next(line.split()[1] for line in lines if line.startswith("VmData"))
    return int(kilobytes) * 1024
