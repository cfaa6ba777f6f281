"""Replies of a chat model kept and given back, so that an evaluation of a model runs again without it.

One file a request, named by what was asked: prompt identity, model, messages and schema. A reply that failed or was stopped
is not kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from assistant.adapters.chat_reply import Passing, Piece
from assistant.errors import ModelError, StoreError
from assistant.ports import ChatModel, ChatRequest, Usage


def key(request: ChatRequest, model: str) -> str:
    """The sha-256 of what decides a reply. Neither the deadline nor the longest length is part of it."""
    told = {
        "prompt": request.prompt,
        "model": model,
        "messages": [[message.speaker.value, message.text] for message in request.messages],
        "schema": request.schema,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Recorded:
    """A chat model whose whole replies are kept in `folder`; a later reply to the same request takes the place of the
    earlier. Raises StoreError when one cannot be kept."""

    def __init__(self, inner: ChatModel, folder: Path) -> None:
        self._inner, self._folder = inner, folder
        self.name, self.host, self.local, self.context = inner.name, inner.host, inner.local, inner.context

    def stream(self, request: ChatRequest) -> Iterator[Piece]:
        """The inner model's reply, unchanged."""
        reply = self._inner.stream(request)
        return Passing(reply, self._kept(request, reply))

    def _kept(self, request: ChatRequest, reply: Iterator[Piece]) -> Generator[Piece, None, None]:
        pieces: list[str] = []
        for said in reply:
            if isinstance(said, str):
                pieces.append(said)
            else:
                self._write(request, "".join(pieces), said)
            yield said

    def _write(self, request: ChatRequest, text: str, usage: Usage) -> None:
        name = key(request, self.name)
        told = {
            "key": name,
            "prompt": request.prompt,
            "model": self.name,
            "reply": text,
            "usage": {"read": usage.read, "written": usage.written, "estimated": usage.estimated},
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _replace(self._folder / f"{name}.json", json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))
        except OSError as fault:
            raise StoreError("disk_full" if fault.errno == 28 else "read_only", folder=self._folder) from fault


def _replace(file: Path, text: str) -> None:
    """Writes a whole file or none: several processes may record the same reply at once."""
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text + "\n")
        Path(made).replace(file)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


class Replayed:
    """A chat model that says what `folder` holds, in one piece, and nothing else. It opens no connection.

    Raises ModelError `model_not_recorded` for a request that was never recorded, and for a file that cannot be read.
    """

    def __init__(self, folder: Path, *, name: str, host: str = "", local: bool = True, context: int = 60_000) -> None:
        self._folder = folder
        self.name, self.host, self.local, self.context = name, host, local, context

    def stream(self, request: ChatRequest) -> Iterator[Piece]:
        """The recorded reply and its usage."""
        try:
            told: dict[str, Any] = json.loads((self._folder / f"{key(request, self.name)}.json").read_text("utf-8"))
            reply, counted = str(told["reply"]), told["usage"]
            usage = Usage(
                model=self.name,
                prompt=request.prompt,
                read=int(counted["read"]),
                written=int(counted["written"]),
                estimated=bool(counted["estimated"]),
            )
        except (OSError, ValueError, LookupError, TypeError):
            raise ModelError("model_not_recorded", name=self.name, prompt=request.prompt) from None
        return iter((reply, usage))
