"""The database of the workspace: opening it, bringing it up to date, reading and writing transactions.

Everything that is SQLite's alone is in this file; above it the workspace speaks portable SQL. Alembic is imported only when
a database lacks a step.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError, ProgrammingError

from assistant.errors import StoreError
from assistant.library.faults import Faults

REVISIONS = ("0001", "0002")
"""The steps of `migrations/versions/` in order; the last is what this code reads and writes."""
WAIT = 2.0
"""Seconds a second writer waits before it is refused."""
FILE = "workspace.sqlite"

_migrating = threading.Lock()  # Alembic's context is one for the process
_version = sa.table("alembic_version", sa.column("version_num"))


class Store:
    """Owns the connections. Raises StoreError: `read_only`, `disk_full`, `busy`, `database`, `newer_workspace`."""

    def __init__(self, folder: Path, url: str | None) -> None:
        self.folder = folder
        if url is None:
            with Faults(folder):
                folder.mkdir(parents=True, exist_ok=True)
        self._engine = _engine(sa.make_url(url) if url else sa.URL.create("sqlite", database=str(folder / FILE)))
        self._writer = self._engine.execution_options(writes=True)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the database throughout; it never waits for a writer."""
        with Faults(self.folder), self._engine.begin() as link:
            yield link

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that no other writer comes between; whole or not at all. Raises StoreError `busy` after WAIT seconds."""
        with Faults(self.folder), self._writer.begin() as link:
            yield link

    def _bring_up_to_date(self) -> None:
        if self._revision() == REVISIONS[-1]:
            return
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
        with _migrating, self.writing() as link:
            tables = sa.inspect(link).get_table_names()
            if tables and _version.name not in tables:
                raise StoreError("database", folder=self.folder)  # another program's
            config.attributes["connection"] = link
            # Where another process was quicker there is nothing left to do, and Alembic sees that.
            command.upgrade(config, "head")

    def _revision(self) -> str | None:
        """The step the database is at, None when it tells none."""
        try:
            with self._engine.begin() as link:
                revision = link.execute(sa.select(_version.c.version_num)).scalar()
        except (OperationalError, ProgrammingError):
            # Most likely the table is not there yet; whatever else it is shows when a step is to be taken.
            return None
        except sa.exc.DatabaseError:
            with Faults(self.folder):
                raise
        if revision not in (None, *REVISIONS):
            raise StoreError("newer_workspace", folder=self.folder)
        return None if revision is None else str(revision)


def _engine(url: sa.URL) -> sa.Engine:
    sqlite = url.get_backend_name() == "sqlite"
    engine = sa.create_engine(url, connect_args={"timeout": WAIT} if sqlite else {})
    if sqlite:
        sa.event.listen(engine, "connect", _configure)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: Any) -> None:
    """Each connection to SQLite: transactions are begun by us, foreign keys hold, a commit is on the disk when it returns."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # A read-only folder cannot change its mode, and can still be read; another process may be changing it just now.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")


def _begin(link: sa.Connection) -> None:
    """Begins a transaction; a writing one is alone from its first statement, so that what it reads holds until it writes."""
    writes = link.get_execution_options().get("writes", False)
    if link.dialect.name == "sqlite":
        link.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes and link.dialect.name == "postgresql":
        link.exec_driver_sql("SELECT pg_advisory_xact_lock(1819375982)")
