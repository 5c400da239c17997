"""What Digitaal luisteren notes beside counts: when a feed came in, and what was warned of."""

import sqlalchemy as sa
from alembic import op

revision = "v0008"
down_revision = "v0007"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "heard_note",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("owner", "kind", "key")),
        sa.Column("saved", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
