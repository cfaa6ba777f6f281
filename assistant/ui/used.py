"""What a language model took for an answer and has taken today, as the small print under an answer tells it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.adapters.spending import Spent, today
from assistant.ports import Usage
from assistant.settings import Settings

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Tokens and euros of one answer, and of the day so far where that is counted. `priced` tells whether prices were set: without
    them nothing is known of euros. `limit` is the day's, 0 where there is none."""

    model: str
    tokens: int
    euros: float
    estimated: bool
    priced: bool
    day: Spent | None
    limit: int


def used(calls: Sequence[Usage], settings: Settings) -> Used | None:
    """What the calls took together; None where no model was called."""
    if not calls:
        return None
    read, written = sum(call.read for call in calls), sum(call.written for call in calls)
    return Used(
        model=calls[-1].model.partition(":")[2] or calls[-1].model,
        tokens=read + written,
        euros=(read * settings.chat_price_read + written * settings.chat_price_written) / _MILLION,
        estimated=any(call.estimated for call in calls),
        priced=settings.chat_replay is None and bool(settings.chat_price_read or settings.chat_price_written),
        day=None if settings.chat_replay else spent(settings),
        limit=settings.chat_daily_tokens,
    )


def spent(settings: Settings) -> Spent | None:
    """What this day took so far, None where the count cannot be read."""
    try:
        return today(settings.data)
    except (OSError, sqlite3.Error):
        return None
