"""Chroma as the vector index: embedded only, never its server (its advisories stand), never its own embedder.

What Chroma measurably does wrong is kept outside this file: a build is written once, by one process, and copied before it
is opened (see `library/index.py`). Chroma's core panics with a BaseException on damaged files; it is caught here and
nowhere else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import StoreError
from assistant.ports import VectorIndex, Vectors

COLLECTION = "passages"
BATCH = 2_000
# Wider than Chroma's defaults: with those, one nearest neighbour in thirteen was missed at 10,000 passages.
HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": 400}
PROBES = 20


class ChromaStore:
    """Builds and opens Chroma folders."""

    def build(self, folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes the collection, then tries it from another process, which a damaged one cannot take down with it."""
        try:
            client = _client(folder)
            try:
                collection = client.create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": HNSW})
                for k in range(0, len(ids), BATCH):
                    collection.add(ids=list(ids[k : k + BATCH]), embeddings=vectors[k : k + BATCH])
            finally:
                # Chroma keeps a running system for each folder for as long as the process lives, unless told otherwise.
                client.close()
        except BaseException as fault:
            raise _explained(fault, folder) from fault
        self._try(folder, ids, vectors)

    def open(self, folder: Path) -> VectorIndex:
        """Opens a finished folder. Raises StoreError."""
        try:
            client = _client(folder)
            try:
                return ChromaIndex(folder, client, client.get_collection(COLLECTION, embedding_function=None))
            except BaseException:
                client.close()
                raise
        except BaseException as fault:
            raise _explained(fault, folder) from fault

    def _try(self, folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
        """Every id can be reached, and known vectors find themselves. Raises StoreError."""
        if not ids:
            return
        some = [int(i) for i in np.linspace(0, len(ids) - 1, min(PROBES, len(ids)))]
        asked = {"folder": str(folder), "count": len(ids), "probes": [[ids[i], vectors[i].tolist()] for i in some]}
        tried = subprocess.run(
            [sys.executable, "-m", "assistant.adapters.chroma"],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        if tried.returncode != 0 or tried.stdout.strip() != "whole":
            raise StoreError("index", folder=folder)


class ChromaIndex:
    """One opened collection."""

    def __init__(self, folder: Path, client: Any, collection: Any) -> None:
        self._folder = folder
        self._client = client
        self._collection = collection

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Up to `k` (id, cosine similarity), best first. Raises StoreError."""
        try:
            size = self._collection.count()
            if not size or not k:
                return []
            found = self._collection.query(
                query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
                n_results=min(k, size),
                include=["distances"],
            )
        except BaseException as fault:
            raise _explained(fault, self._folder) from fault
        return [(id_, 1.0 - float(d)) for id_, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Lets go of the files; other indexes that are open stay so."""
        self._client.close()


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _explained(fault: BaseException, folder: Path) -> StoreError:
    if isinstance(fault, KeyboardInterrupt | SystemExit | GeneratorExit):
        raise fault
    if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
        raise fault
    full = "disk is full" in str(fault).lower() or "no space left" in str(fault).lower()
    return StoreError("disk_full" if full else "index", folder=folder)


def _probe() -> None:
    """The other process of `_try`."""
    asked = json.load(sys.stdin)
    index = ChromaStore().open(Path(asked["folder"]))
    count: int = asked["count"]
    reached = {id_ for id_, _ in index.nearest(np.asarray(asked["probes"][0][1], dtype=np.float32), count)}
    found = [
        any(id_ == name or score > 0.9999 for id_, score in index.nearest(np.asarray(vector, dtype=np.float32), 3))
        for name, vector in asked["probes"]
    ]
    print("whole" if len(reached) >= 0.999 * count and all(found) else "holes")


if __name__ == "__main__":
    _probe()
