"""What calls took: counted by day across restarts and processes, and kept to the daily limit."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from assistant.adapters import spending
from assistant.adapters.chat_reply import close
from assistant.adapters.spending import FILE, Metered, Spent, add, today
from assistant.errors import ModelError
from assistant.ports import ChatRequest, Usage
from tests.models.asking import hear, request

NAME = "openai:m"


def usage(read: int = 100, written: int = 20) -> Usage:
    """A call's tokens."""
    return Usage(model=NAME, prompt="p", read=read, written=written)


class Told:
    """A model that says what it is given and tells its tokens, or fails before that."""

    name, host, local, context = NAME, "a.invalid", False, 9_000

    def __init__(self, *pieces: str, fault: ModelError | None = None) -> None:
        self.pieces, self.fault, self.calls = pieces, fault, 0

    def stream(self, request: ChatRequest) -> Iterator[str | Usage]:
        """The pieces."""
        self.calls += 1
        yield from self.pieces
        if self.fault:
            raise self.fault
        yield usage()


def test_nothing_spent(tmp_path: Path) -> None:
    """A folder without calls has spent nothing, and looking does not write there."""
    assert today(tmp_path / "ei") == Spent()
    assert today(tmp_path) == Spent()
    assert list(tmp_path.iterdir()) == []


def test_counted(tmp_path: Path) -> None:
    """Tokens, calls and euros add up; a price that changes later does not change what was spent."""
    metered = Metered(Told("Hei."), tmp_path, price_read=2, price_written=10)
    hear(metered)
    hear(metered)
    hear(Metered(Told("Hei."), tmp_path))
    spent = today(tmp_path)
    assert (spent.tokens_read, spent.tokens_written, spent.calls, spent.tokens) == (300, 60, 3, 360)
    assert spent.euros == pytest.approx(2 * (100 * 2 + 20 * 10) / 1_000_000)


def test_new_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count begins anew with the day; yesterday's is kept."""

    class Tomorrow(dt.date):
        @classmethod
        def today(cls) -> Tomorrow:
            return cls(2033, 2, 10)

    add(tmp_path, usage())
    monkeypatch.setattr(spending.dt, "date", Tomorrow)
    assert today(tmp_path) == Spent()
    assert hear(Metered(Told("Hei."), tmp_path, limit=1)).code == ""
    rows = sqlite3.connect(tmp_path / FILE).execute("SELECT count(*) FROM spent").fetchone()
    assert rows == (2,)


def _adding(folder: str) -> None:
    for _ in range(50):
        add(Path(folder), usage(1, 1))


def test_several_processes(tmp_path: Path) -> None:
    """Processes that count in the same folder at once lose nothing."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_adding, args=(str(tmp_path),)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert (today(tmp_path).calls, today(tmp_path).tokens) == (150, 300)


def test_limit(tmp_path: Path) -> None:
    """At the limit the model is not called; below it is, and without one always."""
    inner = Told("Hei.")
    metered = Metered(inner, tmp_path, limit=240)
    assert [hear(metered).code for _ in range(4)] == ["", "", "model_limit", "model_limit"]
    assert inner.calls == 2
    heard = hear(metered)
    assert heard.fault is not None
    assert not heard.fault.retryable
    assert (heard.fault.values["spent"], heard.fault.values["limit"]) == ("240", "240")
    assert hear(Metered(inner, tmp_path)).code == ""


def test_half_a_reply_is_counted(tmp_path: Path) -> None:
    """A reply that broke off or was stopped counts by its characters; a call that never began counts nothing."""
    hear(Metered(Told("x" * 35, fault=ModelError("model_timeout", name=NAME)), tmp_path), request("y" * 70))
    assert (today(tmp_path).tokens_read, today(tmp_path).tokens_written, today(tmp_path).calls) == (20, 10, 1)
    stopped = Metered(Told("x" * 35, "x"), tmp_path).stream(request("y" * 70))
    next(stopped)
    close(stopped)
    assert today(tmp_path).calls == 2
    hear(Metered(Told(fault=ModelError("model_unreachable", name=NAME)), tmp_path))
    assert today(tmp_path).calls == 2


def test_count_that_cannot_be_read(tmp_path: Path) -> None:
    """With a limit set a count that cannot be read refuses the call; without one the answer is given and the log tells."""
    (tmp_path / FILE).write_bytes(b"ei tietokanta" * 1_000)
    inner = Told("Hei.")
    assert hear(Metered(inner, tmp_path, limit=10)).code == "model_uncounted"
    assert inner.calls == 0
    with capture_logs() as lines:
        assert hear(Metered(inner, tmp_path)).text == "Hei."
    assert [line["event"] for line in lines] == ["spending_not_kept"]
