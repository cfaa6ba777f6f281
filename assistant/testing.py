"""Fakes at the product's own seams, for tests of ours and of those who build on it: fast, deterministic, no model.

`HashEmbedder` is an `Embedder`, `ExactStore` an `IndexStore`, `ScriptedChat` a `ChatModel`. None opens a connection or needs a
package of its own.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.errors import StoreError
from assistant.ports import ChatRequest, Usage, VectorIndex, Vectors
from assistant.text.finnish import char_grams

Reply = str | Exception | Sequence[str | Exception]


class HashEmbedder:
    """Vectors from hashed 4-grams: texts that share parts of words are near one another, on every machine alike.

    Rows have length one, or are zeros for a text without letters or digits. `embedded` tells each text that
    `embed_documents` was given, in order; questions are not counted.
    """

    def __init__(self, dimension: int = 64) -> None:
        self.dimension = dimension
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        self.embedded += texts
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question: each 4-gram adds one or takes it away at the place its hash tells."""
        out = np.zeros(self.dimension)
        for gram in char_grams(text):
            hashed = zlib.crc32(gram.encode())
            out[hashed % self.dimension] += 1.0 if hashed & 0x10000 else -1.0
        length = float(np.linalg.norm(out))
        vector: list[float] = (out / length if length else out).tolist()
        return vector


class ExactStore:
    """Keeps vectors in two plain files and compares a question with every one of them."""

    def build(self, folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes `ids.json` and `vectors.npy`."""
        (folder / "ids.json").write_text(json.dumps(list(ids)))
        np.save(folder / "vectors.npy", np.asarray(vectors, dtype=np.float32))

    def open(self, folder: Path) -> VectorIndex:
        """Reads them again. Raises StoreError when they are not there or not whole."""
        try:
            return ExactIndex(json.loads((folder / "ids.json").read_text()), np.load(folder / "vectors.npy"))
        except (OSError, ValueError, EOFError) as fault:
            raise StoreError("index", folder=folder) from fault


class ExactIndex:
    """Nearest neighbours without any shortcut; among equals the earlier. `closed` tells whether it was let go of."""

    def __init__(self, ids: Sequence[str], vectors: Vectors) -> None:
        self._ids = list(ids)
        self._vectors = vectors
        self.closed = False

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Up to `k` (id, cosine similarity), best first."""
        if not self._ids:
            return []
        scores = self._vectors @ np.asarray(vector, dtype=np.float32)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(self._ids[int(at)], float(scores[at])) for at in best]

    def close(self) -> None:
        """Lets go of the vectors."""
        self.closed = True


class ScriptedChat:
    """A `ChatModel` that says what it was given, reply after reply, and remembers what it was asked.

    A reply is a text, given in pieces of `size` characters with `pause` seconds before each; or an error to raise; or a list of
    both, in order; or a function from the request to one of these. Past the last reply it says nothing. `requests` are the calls
    made, `closed` counts those that were stopped before their end.
    """

    def __init__(
        self,
        replies: Sequence[Reply | Callable[[ChatRequest], Reply]],
        *,
        size: int = 12,
        pause: float = 0.0,
        name: str = "scripted:model",
        context: int = 60_000,
    ) -> None:
        self.name = name
        self.host = "scripted.invalid"
        self.local = True
        self.context = context
        self.requests: list[ChatRequest] = []
        self.closed = 0
        self._replies = list(replies)
        self._size = size
        self._pause = pause

    def stream(self, request: ChatRequest) -> Iterator[str | Usage]:
        """The next reply, then what it took: four characters a token, said to be estimated."""
        self.requests.append(request)
        reply = self._replies.pop(0) if self._replies else ""
        told = reply(request) if callable(reply) else reply
        written = 0
        try:
            for part in [told] if isinstance(told, str | Exception) else told:
                if isinstance(part, Exception):
                    raise part
                for at in range(0, len(part), self._size):
                    time.sleep(self._pause)
                    written += len(part[at : at + self._size])
                    yield part[at : at + self._size]
        except GeneratorExit:
            self.closed += 1
            raise
        read = sum(len(message.text) for message in request.messages)
        yield Usage(model=self.name, prompt=request.prompt, read=read // 4, written=written // 4, estimated=True)
