"""The log: who did what to what, when. Lines are only ever added, each chained to the one before by its digest.

The chain tells damage and careless changes; it does not stop somebody who may write to the database and makes the chain anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

import sqlalchemy as sa

from assistant.statement import Event
from assistant.workspace.clean import clean, line
from assistant.workspace.rows import dump
from assistant.workspace.tables import events, notes, utc

HEAD = ":events"
"""The note that holds the number and digest of the last line, so that a line missing at the end is seen."""


def append(
    link: sa.Connection, *, at: dt.datetime, by: str, action: str, subject: str, details: Mapping[str, object]
) -> Event:
    """Adds a line within a writing transaction. `by` is empty where the program itself did it."""
    last = link.execute(sa.select(events.c.n, events.c.digest).order_by(events.c.n.desc()).limit(1)).first()
    number, before = (last.n, last.digest) if last else (0, "")
    told = {clean(name): clean(str(value)) for name, value in details.items()}
    event = Event(at=utc(at), by=line(by), action=action, subject=clean(subject), details=told)
    digest = _digest(before, number + 1, event)
    link.execute(
        events.insert(),
        {
            "n": number + 1,
            "at": event.at,
            "by": event.by,
            "action": event.action,
            "subject": event.subject,
            "details": dump(told),
            "digest": digest,
        },
    )
    link.execute(notes.delete().where(notes.c.name == HEAD))
    link.execute(notes.insert(), {"name": HEAD, "value": f"{number + 1}:{digest}"})
    return Event(at=event.at, by=event.by, action=action, subject=event.subject, details=told, digest=digest)


def read(link: sa.Connection) -> tuple[Event, ...]:
    """Every line, oldest first."""
    return tuple(event for _, event in _numbered(link))


def broken(link: sa.Connection) -> int | None:
    """The number, from 1, of the first line that is not as it was written or is missing; None when all are sound."""
    before, due = "", 1
    for number, event in _numbered(link):
        if number != due or event.digest != _digest(before, number, event):
            return due
        before, due = event.digest, due + 1
    head = link.execute(sa.select(notes.c.value).where(notes.c.name == HEAD)).scalar()
    return None if head == (f"{due - 1}:{before}" if due > 1 else None) else due


def _numbered(link: sa.Connection) -> list[tuple[int, Event]]:
    return [
        (
            row.n,
            Event(
                at=row.at,
                by=row.by,
                action=row.action,
                subject=row.subject,
                details=json.loads(row.details),
                digest=row.digest,
            ),
        )
        for row in link.execute(sa.select(events).order_by(events.c.n))
    ]


def _digest(before: str, number: int, event: Event) -> str:
    told = dump([number, event.at.isoformat(), event.by, event.action, event.subject, dict(event.details)])
    return hashlib.sha256((before + told).encode("ascii")).hexdigest()
