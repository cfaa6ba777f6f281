"""Replies of a chat model as iterators that any thread may close.

A generator cannot be closed while another thread waits for its next piece; these can, so that a stop button works while a
server is silent.
"""

from __future__ import annotations

import contextlib
import queue
import time
from collections.abc import Callable, Generator, Iterator
from typing import Final

from assistant.errors import ModelError
from assistant.ports import Usage

Piece = str | Usage

END: Final = object()
"""Put last: nothing more comes."""

GRACE = 0.5
"""Seconds past the deadline that the worker has for telling how it ended."""


class Reply(Iterator[Piece]):
    """What a worker puts in, in order, until END or a ModelError. Ends with model_timeout when nothing has come by `until`
    and a moment. `stop` is called once, when the reply is closed or no longer wanted."""

    def __init__(
        self, source: queue.SimpleQueue[object], *, until: float, stop: Callable[[], object], late: ModelError
    ) -> None:
        self._source, self._until, self._stop, self._late = source, until, stop, late
        self._over = False

    def __next__(self) -> Piece:
        if self._over:
            raise StopIteration
        try:
            said = self._source.get(timeout=max(0.0, self._until - time.monotonic()) + GRACE)
        except queue.Empty:
            self.close()
            raise self._late from None
        if isinstance(said, str | Usage) and not self._over:
            return said
        self._over = True
        if isinstance(said, ModelError):
            raise said
        raise StopIteration

    def close(self) -> None:
        """Stops the call. Whoever waits for the next piece in another thread gets the end."""
        if not self._over:
            self._over = True
            self._stop()
            self._source.put(END)

    def __del__(self) -> None:
        self.close()


class Passing(Iterator[Piece]):
    """A reply made of another one by a generator; closing it closes that other one first, from any thread."""

    def __init__(self, inner: Iterator[Piece], made: Generator[Piece, None, None]) -> None:
        self._inner, self._made = inner, made

    def __next__(self) -> Piece:
        return next(self._made)

    def close(self) -> None:
        """Stops the call."""
        close(self._inner)
        # A generator that runs in another thread cannot be closed; it ends by itself, since its source has.
        with contextlib.suppress(ValueError):
            self._made.close()

    def __del__(self) -> None:
        self.close()


def close(reply: Iterator[Piece]) -> None:
    """Closes a reply of any model, also where it is a plain iterator that cannot be."""
    stop = getattr(reply, "close", None)
    if stop is not None:
        stop()
