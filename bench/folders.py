"""Data folders to measure on.

Embedding 10,000 passages and their sentences takes over an hour, so the large folder's vectors come from a stand-in: it is
filled by the product's own `Library` under the real embedder's name. At asking time everything is real: questions, and
sentences whose vectors are missing, are embedded by the real embedder.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import zlib
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.adapters.chroma import ChromaStore
from assistant.adapters.embeddings import EMBEDDED, choose
from assistant.composition import SHIPPED, build
from assistant.library.library import Library
from assistant.library.search import searchable
from assistant.library.vectors import key
from assistant.pipeline import Assistant
from assistant.settings import Settings
from bench import texts

DIMENSION = 384
LARGE = 10_000
SEED = 7


class StandIn:
    """Hashes words into vectors, about 10,000 texts a second; near one another as a real embedder's are."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        out = np.full(DIMENSION, 0.5)
        for word in text.lower().split():
            at = zlib.crc32(word.encode())
            out[at % DIMENSION] += 1 if at & 1024 else -1
        made: list[float] = out.tolist()
        return made


def assistant_on(folder: Path, model: str = EMBEDDED) -> Assistant:
    """The product on a data folder, without the shipped knowledge."""
    return build(Settings(data=folder, knowledge="none", embedding_model=model))


def prefilled(folder: Path, paths: list[Path]) -> Path:
    """A data folder with the stand-in's vectors of all passages and sentences, under the real embedder's name."""
    chosen = choose(Settings())
    if chosen.embedder is None:
        sys.exit(f"the embedded embedder cannot run here: {chosen.reason}")
    library = Library(
        folder,
        store=ChromaStore(),
        embedder=StandIn(),
        embedder_name=chosen.name,
        max_bytes=50_000_000,
        read_seconds=600,
    )
    library.add(paths)
    library.note(SHIPPED, "none")
    library.close()
    return folder


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with only the given settings of the product, and nothing of a `make` around us."""
    gone = ("LAUSUNTO_", "MAKE", "MFLAGS", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(gone)}
    return kept | {f"LAUSUNTO_{name.upper()}": value for name, value in settings.items()}


class Folders:
    """The temporary folder of one run, and the folders in it that several figures share."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def large(self) -> Path:
        """10,000 passages, all vectors there."""
        corpus = texts.records(self.root / "corpus.jsonl", LARGE, SEED)
        return prefilled(self.root / "large", [corpus])

    @cached_property
    def bare(self) -> Path:
        """The same without the vectors of sentences, as while `add` is still at work."""
        copy = self.root / "bare"
        shutil.copytree(self.large, copy)
        assistant = assistant_on(copy)
        name = assistant.status().index.fingerprint
        kept = [(key(name, searchable(passage)),) for passage in assistant.library.search.snapshot().passages]
        assistant.close()
        link = sqlite3.connect(copy / "vectors.sqlite")
        link.execute("CREATE TEMP TABLE kept (key BLOB PRIMARY KEY)")
        link.executemany("INSERT OR IGNORE INTO kept VALUES (?)", kept)
        link.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM kept)")
        link.commit()
        link.close()
        return copy
