"""Turns a database's own errors into ours. For the library and the workspace alike; it opens and mends nothing."""

from __future__ import annotations

import errno
from pathlib import Path

from sqlalchemy.exc import DatabaseError, NoResultFound, OperationalError

from assistant.errors import StoreError


class Faults:
    """Within it, a failing database or disk raises StoreError: `read_only`, `disk_full`, `busy` (which may pass) or `database`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: object) -> None:
        if not isinstance(fault, DatabaseError | OSError | NoResultFound):
            return
        # The database's own words alone: what SQLAlchemy adds holds people's texts, which may say anything.
        text = str(getattr(fault, "orig", None) or fault).lower()
        if isinstance(fault, PermissionError) or "readonly" in text or "read-only" in text or "unable to open" in text:
            raise StoreError("read_only", folder=self._folder) from fault
        if "disk is full" in text or (isinstance(fault, OSError) and fault.errno == errno.ENOSPC):
            raise StoreError("disk_full", folder=self._folder) from fault
        if isinstance(fault, OperationalError) and "locked" in text:
            raise StoreError("busy", retryable=True, folder=self._folder) from fault
        raise StoreError("database", folder=self._folder) from fault
