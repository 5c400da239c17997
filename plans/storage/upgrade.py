"""Brings a database to the tables of this version, in one transaction (the only alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from plans.plan_versions import StoreBroken, StoreError
from plans.storage import room
from plans.storage.database import reading, writing

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_302_026  # any number, the same for every process: one migrates, the others wait


def upgrade(engine: Engine) -> None:
    """Make the tables, or change older ones; raises StoreError for newer ones."""
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        current = revision(connection)
        if current == _newest():
            room.keep(engine)
            return
        if current is not None and current not in _revisions():
            raise StoreError(
                "De plannen zijn bewaard door een nieuwere versie van Ken je inwoner. Gebruik die "
                "versie, of zet een reservekopie terug in een lege database."
            )
        reserve = room.reserve_of(engine)
        if current is None and reserve and reserve.exists():
            raise StoreBroken(
                f"Het bestand met plannen ({engine.url.database}) is leeg, maar er stonden plannen "
                f"in. Haal {reserve} weg en zet een reservekopie terug (python -m plans herstel)."
            )
        settings = Config()
        settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
    room.keep(engine)


def has_tables(engine: Engine) -> bool:
    """Tell whether a database has tables of ours; raises StoreError."""
    with reading(engine) as connection:
        return revision(connection) is not None


def revision(connection: Connection) -> str | None:
    """Return which version the tables have; None: there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _newest() -> str | None:
    return _scripts().get_current_head()


def _revisions() -> set[str]:
    return {script.revision for script in _scripts().walk_revisions()}
