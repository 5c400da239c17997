"""Links that only read, links for calendars, and who changed what in a version."""

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"


def upgrade() -> None:
    """Make the columns, and the table of the calendars of organisations."""
    for use in ("reader", "feed"):
        op.add_column("plan", sa.Column(use, sa.Text))
        op.create_index(f"plan_{use}", "plan", [use], unique=True)
    for name in ("what", "browser"):
        op.add_column("version", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.create_table(
        "subscription",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("secret", sa.Text, nullable=False, unique=True),
    )
