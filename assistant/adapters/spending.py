"""What calls of a chat model took, by day, in the data folder; and the daily limit.

Several processes may count in the same folder. The day is the machine's own calendar day.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import structlog

from assistant.adapters.chat_model import estimate
from assistant.adapters.chat_reply import Passing, Piece, close
from assistant.errors import ModelError
from assistant.ports import ChatModel, ChatRequest, Usage

FILE = "spending.sqlite"

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """One day's calls together. Euros are by the prices that held when each call was made."""

    tokens_read: int = 0
    tokens_written: int = 0
    calls: int = 0
    euros: float = 0.0

    @property
    def tokens(self) -> int:
        """Both kinds."""
        return self.tokens_read + self.tokens_written


def today(data: Path) -> Spent:
    """What the calls of this day took. Raises OSError or sqlite3.Error when the count cannot be read."""
    if not (data / FILE).is_file():
        return Spent()
    with closing(_open(data)) as rows:
        told = rows.execute(
            "SELECT sum(read), sum(written), sum(calls), sum(euros) FROM spent WHERE day = ?", (_day(),)
        ).fetchone()
    read, written, calls, euros = (held or 0 for held in told)
    return Spent(tokens_read=int(read), tokens_written=int(written), calls=int(calls), euros=float(euros))


def add(data: Path, usage: Usage, *, price_read: float = 0, price_written: float = 0) -> None:
    """Counts one call. Prices are euros for a million tokens. Raises OSError or sqlite3.Error when it cannot be kept."""
    euros = (usage.read * price_read + usage.written * price_written) / _MILLION
    data.mkdir(parents=True, exist_ok=True)
    with closing(_open(data)) as rows, rows:
        rows.execute(
            "INSERT INTO spent VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT (day, model) DO UPDATE SET read = read + excluded.read,"
            " written = written + excluded.written, calls = calls + 1, euros = euros + excluded.euros",
            (_day(), usage.model, usage.read, usage.written, euros),
        )


def _day() -> str:
    return dt.date.today().isoformat()


def _open(data: Path) -> sqlite3.Connection:
    rows = sqlite3.connect(data / FILE, timeout=5)
    rows.execute(
        "CREATE TABLE IF NOT EXISTS spent (day TEXT NOT NULL, model TEXT NOT NULL, read INTEGER NOT NULL,"
        " written INTEGER NOT NULL, calls INTEGER NOT NULL, euros REAL NOT NULL, PRIMARY KEY (day, model))"
    )
    return rows


class Metered:
    """A chat model whose calls are counted. With a `limit` above zero a call is refused, before anything is sent, once the
    day's tokens have reached it, and also when the count cannot be read. Calls under way at once may go past it together."""

    def __init__(
        self, inner: ChatModel, data: Path, *, limit: int = 0, price_read: float = 0, price_written: float = 0
    ) -> None:
        self._inner, self._data, self._limit = inner, data, limit
        self._price_read, self._price_written = price_read, price_written
        self.name, self.host, self.local, self.context = inner.name, inner.host, inner.local, inner.context

    def stream(self, request: ChatRequest) -> Iterator[Piece]:
        """The inner model's reply. Raises ModelError `model_limit`."""
        if self._limit:
            try:
                spent = today(self._data).tokens
            except (OSError, sqlite3.Error):
                raise ModelError("model_uncounted", name=self.name, folder=self._data) from None
            if spent >= self._limit:
                raise ModelError("model_limit", name=self.name, limit=self._limit, spent=spent)
        reply = self._inner.stream(request)
        return Passing(reply, self._counted(request, reply))

    def _counted(self, request: ChatRequest, reply: Iterator[Piece]) -> Generator[Piece, None, None]:
        written, usage = 0, None
        try:
            for said in reply:
                if isinstance(said, str):
                    written += len(said)
                else:
                    usage = said
                    self._add(said)
                yield said
        finally:
            close(reply)
            # A reply that was stopped or broke off was read and begun all the same; nobody told how much it took.
            if usage is None and written:
                self._add(estimate(self.name, request, written))

    def _add(self, usage: Usage) -> None:
        try:
            add(self._data, usage, price_read=self._price_read, price_written=self._price_written)
        except (OSError, sqlite3.Error) as fault:
            # The answer is there and is not taken away; with a limit set the next call is refused if this goes on.
            structlog.get_logger(__name__).warning("spending_not_kept", kind=type(fault).__name__)
