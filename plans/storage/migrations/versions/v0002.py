"""Sharing in the calendar begins when somebody chooses it; until now it was on by itself."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    """Let no plan take part that nobody chose to share."""
    op.execute(sa.text("UPDATE plan SET shared = :off").bindparams(off=False))
