"""A chat model whose calls belong to the errand that they are made for, where there is one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator

from assistant.adapters.chat_model import estimate
from assistant.adapters.chat_reply import Passing, Piece, close
from assistant.errand import Errand, current
from assistant.errors import ModelError
from assistant.ports import ChatModel, ChatRequest


class Attended:
    """Ends a call when its errand is stopped, and tells the errand what is heard and what it took."""

    def __init__(self, inner: ChatModel) -> None:
        self._inner = inner
        self.name, self.host, self.local, self.context = inner.name, inner.host, inner.local, inner.context

    def stream(self, request: ChatRequest) -> Iterator[Piece]:
        """The inner model's reply. Raises StoppedError, also after some pieces."""
        errand = current()
        if errand is None:
            return self._inner.stream(request)
        errand.check()
        reply = self._inner.stream(request)
        let_go = errand.hold(lambda: _stop(reply))
        return Passing(reply, self._attended(request, reply, errand, let_go))

    def _attended(
        self, request: ChatRequest, reply: Iterator[Piece], errand: Errand, let_go: Callable[[], None]
    ) -> Generator[Piece, None, None]:
        written, counted = 0, False
        try:
            for said in reply:
                errand.check()
                if isinstance(said, str):
                    written += len(said)
                    errand.heard += len(said)
                else:
                    counted = True
                    errand.calls.append(said)
                yield said
            # A reply that was closed ends as if it were whole.
            errand.check()
        except ModelError:
            errand.check()
            raise
        finally:
            let_go()
            _stop(reply)
            if written and not counted:
                errand.calls.append(estimate(self.name, request, written))


def _stop(reply: Iterator[Piece]) -> None:
    # A plain generator that runs in another thread cannot be closed; it is let go of at its next piece.
    with contextlib.suppress(ValueError):
        close(reply)
