"""Of which organisation a plan is, when there is a login."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    """Add the organisation that may see a plan; older plans are of whoever has the link."""
    op.add_column("plan", sa.Column("owner", sa.Text, nullable=False, server_default=""))
