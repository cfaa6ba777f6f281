"""Alembic's way in: migrates over the connection, and within the transaction, that `store.py` hands it."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
