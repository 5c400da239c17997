"""What of a plan stands in the calendar is kept, so that many open at once."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"


def upgrade() -> None:
    """Make the table; it fills by itself."""
    op.create_table(
        "agenda",
        sa.Column(
            "link", sa.Text, sa.ForeignKey("plan.link", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
