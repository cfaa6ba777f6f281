"""Vectors kept by what they were made from, so that no text is embedded twice by the same embedder.

A cache: the file may be deleted at any time and is made anew. Keys are hashes of the embedder's name and the text.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path

import numpy as np

from assistant.ports import Embedder, Vectors

BATCH = 32
SOME = 900
"""Keys in one question to the database: SQLite takes at most 999 in its oldest builds."""


def key(embedder: str, text: str) -> bytes:
    """What a text's vector is kept under."""
    return hashlib.blake2b(f"{embedder}\0{text}".encode(), digest_size=20).digest()


class VectorCache:
    """Owns the cache file. A damaged file is set aside and begun anew; one that cannot be written is only read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _open(self) -> sqlite3.Connection:
        link = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        try:
            link.execute("PRAGMA journal_mode = WAL")
            link.execute("PRAGMA synchronous = NORMAL")
            link.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
            )
        except sqlite3.Error:
            link.close()
            raise
        return link

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """The kept vectors among `keys`."""
        return {
            name: np.frombuffer(vector, dtype=np.float32) for name, vector in self._select("key, vector", keys).items()
        }

    def _select(self, columns: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        held: dict[bytes, bytes] = {}
        if not keys or not self._path.exists():
            return held
        try:
            link = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=5)
            try:
                for k in range(0, len(keys), SOME):
                    some = keys[k : k + SOME]
                    marks = ",".join("?" * len(some))
                    rows = link.execute(f"SELECT {columns} FROM vectors WHERE key IN ({marks})", some)
                    held.update((row[0], row[-1]) for row in rows)
            finally:
                link.close()
        except sqlite3.Error:
            return held
        return held

    def known(self, keys: Sequence[bytes]) -> frozenset[bytes]:
        """Which of the keys are kept."""
        return frozenset(self._select("key", keys))

    def put(self, entries: Iterable[tuple[bytes, Vectors]]) -> None:
        """Keeps vectors. A cache that cannot be written costs time, never an answer."""
        rows = [(name, np.asarray(vector, dtype=np.float32).tobytes()) for name, vector in entries]
        try:
            self._write(rows)
        except sqlite3.OperationalError:
            return
        except sqlite3.DatabaseError:
            # Damaged. What SQLite keeps beside the file would be taken for the new one's.
            for ending in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
            with contextlib.suppress(sqlite3.Error):
                self._write(rows)

    def _write(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        link = self._open()
        try:
            link.execute("BEGIN")
            link.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            link.execute("COMMIT")
        finally:
            link.close()


def embed(
    cache: VectorCache,
    embedder: Embedder,
    name: str,
    texts: Sequence[str],
    on_done: Callable[[int], None] | None = None,
) -> Vectors:
    """The vectors of texts, from the cache where they are there. Shape (len(texts), dimension), rows of length one."""
    keys = [key(name, text) for text in texts]
    held = cache.get(list(dict.fromkeys(keys)))
    held |= _made(cache, embedder, _missing(keys, texts, held), len(texts), on_done)
    return np.stack([held[k] for k in keys]) if keys else np.zeros((0, 0), dtype=np.float32)


def fill(
    cache: VectorCache,
    embedder: Embedder,
    name: str,
    texts: Sequence[str],
    on_done: Callable[[int], None] | None = None,
) -> None:
    """Sees to it that every text's vector is kept, without holding them all."""
    keys = [key(name, text) for text in texts]
    missing = _missing(keys, texts, cache.known(keys))
    for k in range(0, len(missing), BATCH * 8):
        some = missing[k : k + BATCH * 8]
        left = len(missing) - k - len(some)
        _made(cache, embedder, some, len(texts) - left, on_done)


def _missing(keys: Sequence[bytes], texts: Sequence[str], held: Container[bytes]) -> list[tuple[bytes, str]]:
    return list({k: text for k, text in zip(keys, texts, strict=True) if k not in held}.items())


def _made(
    cache: VectorCache,
    embedder: Embedder,
    missing: Sequence[tuple[bytes, str]],
    total: int,
    on_done: Callable[[int], None] | None,
) -> dict[bytes, Vectors]:
    """Embeds in batches and keeps each at once, so that stopped work is not lost; `on_done` is told how far of `total`."""
    out: dict[bytes, Vectors] = {}
    done = total - len(missing)
    for k in range(0, len(missing), BATCH):
        batch = missing[k : k + BATCH]
        made = normalised(np.asarray(embedder.embed_documents([text for _, text in batch]), dtype=np.float32))
        fresh = [(name, made[i]) for i, (name, _) in enumerate(batch)]
        cache.put(fresh)
        out.update(fresh)
        done += len(batch)
        if on_done:
            on_done(done)
    return out


def normalised(vectors: Vectors) -> Vectors:
    """Rows brought to length one; a row of zeros stays."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length == 0, 1, length), dtype=np.float32)
