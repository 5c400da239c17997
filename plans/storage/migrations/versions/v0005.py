"""What Digitaal luisteren remembers: counts per day, and from which file they are."""

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "heard_file",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("saved", sa.Text, nullable=False),
    )
    op.create_index("heard_file_owner", "heard_file", ["owner"])
    texts = ("owner", "origin", "about", "value", "counts", "step")
    op.create_table(
        "heard_series",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.UniqueConstraint(*texts, name="heard_series_once"),
    )
    op.create_table(
        "heard_day",
        sa.Column("series", sa.Integer, _whole("heard_series.id"), primary_key=True),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("file", sa.Integer, _whole("heard_file.id"), nullable=False),
    )
    op.create_index("heard_day_file", "heard_day", ["file"])


def _whole(name: str) -> sa.ForeignKey:
    return sa.ForeignKey(name, ondelete="CASCADE")
