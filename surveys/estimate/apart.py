"""The worker: counts → shares, in a process of its own with one thread (see `estimating`)."""

import pickle
import sys

from surveys.estimate.fitting import estimate


def tell(sentence: str) -> None:
    """Say how far it is, in words, to whoever started this process."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def main() -> None:
    """Read pickled counts and points from standard input, write what they say."""
    counts, points = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    learned = estimate(counts, points, tell)
    trust = learned.rules, learned.rules_sd
    sys.stdout.buffer.write(pickle.dumps((learned.shares, trust, learned.level)))


if __name__ == "__main__":
    main()
