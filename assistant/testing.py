"""Fakes at the product's own seams, for tests of ours and of those who build on it: fast, deterministic, no model.

`HashEmbedder` is an `Embedder`, `ExactStore` an `IndexStore`. Neither opens a connection or needs a package of its own.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.errors import StoreError
from assistant.ports import VectorIndex, Vectors
from assistant.text.finnish import char_grams


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
