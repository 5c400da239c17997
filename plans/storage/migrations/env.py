"""What Alembic runs: the steps, in the transaction that plans/storage/upgrade.py has begun."""

from alembic import context

from plans.storage.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
