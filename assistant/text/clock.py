"""Days and hours by Finnish clocks, wherever the program runs: what is shown and what is exported tell the same time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def local(moment: dt.datetime) -> dt.datetime:
    """A moment by Finnish clocks; one without a zone is taken to be in UTC, as is all where the zones are not installed."""
    aware = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment
    try:
        return aware.astimezone(ZoneInfo("Europe/Helsinki"))
    except ZoneInfoNotFoundError:
        return aware.astimezone(dt.UTC)


def now() -> dt.datetime:
    """This moment by Finnish clocks."""
    return local(dt.datetime.now(dt.UTC))


def today() -> dt.date:
    """This day in Finland."""
    return now().date()
