"""What went wrong on our side: a number in the log and on the screen, and how to mention it."""

import logging
import secrets

LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # none looks like another, and none makes a word
TITLE = "Dat lukte niet"


def number(log: logging.Logger, what: str, error: Exception) -> str:
    """Write an error to a log under a new number, and return the number."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(6))
    code = f"{drawn[:3]}-{drawn[3:]}"
    log.error(what, exc_info=error, extra={"gegevens": {"nummer": code}})
    return code


def sentence(code: str) -> str:
    """Return the sentence that says what to do with a number."""
    return f"Blijft het misgaan? Noem dan nummer {code} bij je beheerder."
