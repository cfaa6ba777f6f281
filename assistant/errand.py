"""Something a person waits for and may stop, from another thread than the one that does it.

    errand = Errand()
    for said in errand.each(product.stream(question)): ...    # in one thread
    errand.stop()                                             # in another, at any time

A chat model called meanwhile tells its calls to the errand (`adapters/chat_errand.py`). When it is stopped they end at once, even
where the server is silent, no further one begins, and what is under way ends in StoppedError: nothing half made is kept.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar, copy_context
from typing import TypeVar

from assistant.errors import StoppedError
from assistant.ports import Usage

T = TypeVar("T")

_CURRENT: ContextVar[Errand | None] = ContextVar("errand", default=None)


def current() -> Errand | None:
    """The errand that this call belongs to."""
    return _CURRENT.get()


class Errand:
    """One at a time in one thread; `stop` and what it tells may be used from any."""

    def __init__(self) -> None:
        self.stopped = False
        self.heard = 0
        """Characters that a model has said so far."""
        self.calls: list[Usage] = []
        """What each finished or broken call of a model took."""
        self._context = copy_context()
        self._context.run(_CURRENT.set, self)
        self._lock = threading.Lock()
        self._held: dict[object, Callable[[], None]] = {}

    def run(self, do: Callable[[], T]) -> T:
        """Does something as a part of this errand."""
        return self._context.run(do)

    def each(self, told: Iterator[T]) -> Iterator[T]:
        """What is told bit by bit, each bit made as a part of this errand; which thread asks for the next one is the same."""
        try:
            while True:
                try:
                    said = self.run(lambda: next(told))
                except StopIteration:
                    return
                yield said
        finally:
            close = getattr(told, "close", None)
            if close is not None:
                with contextlib.suppress(ValueError):  # it runs in a thread that nobody waits for any more
                    close()

    def stop(self) -> None:
        """Ends every call under way, and the errand with them."""
        with self._lock:
            self.stopped = True
            held = list(self._held.values())
            self._held.clear()
        for close in held:
            close()

    def check(self) -> None:
        """Raises StoppedError once the errand has been stopped."""
        if self.stopped:
            raise StoppedError("stopped")

    def hold(self, close: Callable[[], None]) -> Callable[[], None]:
        """Something to be closed when the errand is stopped; what is given back lets go of it. Raises StoppedError, when it has been
        closed already."""
        mark = object()
        with self._lock:
            late = self.stopped
            if not late:
                self._held[mark] = close
        if late:
            close()
            self.check()
        return lambda: self._let_go(mark)

    def _let_go(self, mark: object) -> None:
        with self._lock:
            self._held.pop(mark, None)
