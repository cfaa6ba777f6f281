"""The seams: what the product asks of the outside. Shipped fakes are in `testing.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.types import Claim, Evidence, Language, Progress

Vectors = NDArray[np.float32]
"""Shape (n, dimension), rows of length one."""

OnProgress = Callable[[Progress], None]


class Embedder(Protocol):
    """Text to vectors: exactly LangChain's `Embeddings`, so any of them fits."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        ...


class VectorIndex(Protocol):
    """Nearest neighbours over one finished, immutable build of vectors."""

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Up to `k` (id, cosine similarity), best first."""
        ...

    def close(self) -> None:
        """Lets go of the files."""
        ...


class IndexStore(Protocol):
    """Builds and opens vector indexes, each in a folder of its own."""

    def build(self, folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes a complete index into the empty `folder`. Raises StoreError when it cannot."""
        ...

    def open(self, folder: Path) -> VectorIndex:
        """Opens a finished index. Raises StoreError when it cannot be opened."""
        ...


class Writer(Protocol):
    """Turns evidence into sentences, each with its quotes, one by one."""

    @property
    def name(self) -> str:
        """`extractive`, or provider:model."""
        ...

    def prompt(self, language: Language) -> str:
        """The identity of the prompt it writes with: name@version#sha."""
        ...

    def answer(self, evidence: Evidence, told: Sequence[Claim] = (), parts: int = 1) -> Iterator[Claim]:
        """Claims in reading order; none when the evidence holds no answer. `told` are the claims for the question's
        earlier parts, which need not be said again; `parts` is how many parts share the answer's length."""
        ...


class Vocabulary(Protocol):
    """What a library's words are worth."""

    def rarity(self, gram: str) -> float:
        """How telling a 4-gram is: its inverse document frequency."""
        ...

    @property
    def largest(self) -> float:
        """The rarity of what the library never holds."""
        ...

    def knows(self, word: str) -> bool:
        """Whether the library holds the word in some form."""
        ...
