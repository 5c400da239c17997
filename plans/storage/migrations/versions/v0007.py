"""The workbench: concepts of knowledge, what was done with them, and the versions published."""

import sqlalchemy as sa
from alembic import op

revision = "v0007"
down_revision = "v0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "knowledge_concept",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("owner", "title", "stage", "author_key", "author", "changed"),
    )
    op.create_index("knowledge_concept_owner", "knowledge_concept", ["owner"])
    op.create_table(
        "knowledge_concept_file",
        sa.Column("concept", sa.Integer, _concept(), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("text", sa.Text),
        *_texts("base"),
    )
    op.create_table(
        "knowledge_concept_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("concept", sa.Integer, _concept(), nullable=False),
        *_texts("moment", "actor_key", "actor", "what", "why"),
    )
    op.create_index("knowledge_concept_event_concept", "knowledge_concept_event", ["concept"])
    op.create_table(
        "knowledge_version",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("moment", "title", "why", "what", "proposer", "publisher", "digest"),
        sa.Column("copies", sa.Integer),
        *_texts("files"),
        sa.Column("revision", sa.Text, nullable=False, server_default=""),
    )


def _texts(*names: str) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def _concept() -> sa.ForeignKey:
    return sa.ForeignKey("knowledge_concept.id", ondelete="CASCADE")
