"""Plans and their versions."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "plan",
        sa.Column("link", sa.Text, primary_key=True),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("deleted", sa.Text),
        sa.Column("owner", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("plan_organisation", "plan", ["organisation"])
    op.create_table(
        "version",
        sa.Column(
            "link", sa.Text, sa.ForeignKey("plan.link", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("base", sa.Integer),
        sa.Column("copies", sa.Integer),
        sa.Column("aside", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("schema", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("saved", sa.Text, nullable=False),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.UniqueConstraint("link", "receipt", name="version_receipt"),
        sa.CheckConstraint("number > 0", name="version_number"),
    )
