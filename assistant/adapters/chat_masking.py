"""A chat model that personal data does not reach: masked on the way out, put back on the way in."""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Iterator

from assistant.adapters.chat_reply import Passing, Piece
from assistant.ports import ChatModel, ChatRequest
from assistant.text.privacy import Masks


class Masking:
    """Masks every message of a request with one set of placeholders and restores them in the reply, piece by piece."""

    def __init__(self, inner: ChatModel) -> None:
        self._inner = inner
        self.name, self.host, self.local, self.context = inner.name, inner.host, inner.local, inner.context

    def stream(self, request: ChatRequest) -> Iterator[Piece]:
        """The inner model's reply with what was masked put back."""
        masks = Masks(message.text for message in request.messages)
        messages = tuple(dataclasses.replace(message, text=masks.hide(message.text)) for message in request.messages)
        reply = self._inner.stream(dataclasses.replace(request, messages=messages))
        return Passing(reply, _restored(masks, reply))


def _restored(masks: Masks, reply: Iterator[Piece]) -> Generator[Piece, None, None]:
    restoring = masks.restoring()
    for said in reply:
        if isinstance(said, str):
            text = restoring.feed(said)
            if text:
                yield text
        else:
            rest = restoring.end()
            if rest:
                yield rest
            yield said
