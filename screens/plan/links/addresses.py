"""The address at which a plan can be read and not changed; known without a page."""

from screens.pages import PLAN

READER = "lees"  # in the address, before the secret


def reading_address(root: str, secret: str | None) -> str:
    """Return the address at which a plan can be read; "" while it has none."""
    return f"{root}/{PLAN.address}?{READER}={secret}" if secret and root else ""
