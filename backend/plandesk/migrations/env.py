"""Runs the migrations inside the transaction that `plandesk.adapters.db.schema` has opened."""

from alembic import context

from plandesk.adapters.db.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
