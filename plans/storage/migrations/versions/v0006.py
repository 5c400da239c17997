"""What Digitaal luisteren remembers beside counts: actions, events and decisions."""

import sqlalchemy as sa
from alembic import op

revision = "v0006"
down_revision = "v0005"


def upgrade() -> None:
    """Make the table."""
    texts = ("owner", "kind", "key")
    op.create_table(
        "heard_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in (*texts, "day", "text")),
        sa.Column(
            "file", sa.Integer, sa.ForeignKey("heard_file.id", ondelete="CASCADE"), nullable=False
        ),
        sa.UniqueConstraint(*texts, name="heard_entry_once"),
    )
    op.create_index("heard_entry_file", "heard_entry", ["file"])
