"""The seams: what the product asks of the outside. Shipped fakes are in `testing.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.statement import Ground, Position, Proposal
from assistant.types import Claim, Evidence, Finding, Language, Progress, Quote

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


class Speaker(StrEnum):
    """Whose words a message holds."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to a chat model."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """One call. `prompt` is the identity of what it was made of (name@version#sha), `schema` the JSON schema the reply should
    keep to (a model may not), `longest` the most tokens of the reply, `until` when the answer must be whole, by `time.monotonic`."""

    messages: tuple[Message, ...]
    prompt: str
    schema: Mapping[str, Any] | None = None
    longest: int = 1_200
    until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a call took, in tokens; `estimated` where the server did not say and characters were counted."""

    model: str
    prompt: str
    read: int
    written: int
    estimated: bool = False

    @property
    def tokens(self) -> int:
        """Both together."""
        return self.read + self.written


class ChatModel(Protocol):
    """Any chat model. A reply is text whatever the model does; what it is worth is decided by who asked."""

    @property
    def name(self) -> str:
        """provider:model."""
        ...

    @property
    def host(self) -> str:
        """The host that text goes to, as the page names it; empty where the provider's package does not tell."""
        ...

    @property
    def local(self) -> bool:
        """Whether that host is this machine."""
        ...

    @property
    def context(self) -> int:
        """Characters that question, evidence and reply may have together."""
        ...

    def stream(self, request: ChatRequest) -> Iterator[str | Usage]:
        """The reply's pieces as they come, then its Usage. Closing the iterator stops the call. Raises ModelError, also after
        some pieces; never later than `until` and a moment."""
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

    def answer(
        self, evidence: Evidence, told: Sequence[Claim] = (), parts: int = 1
    ) -> Iterator[Claim | Finding | Usage]:
        """Claims in reading order; none when the evidence holds no answer. `told` are the claims for the question's
        earlier parts, which need not be said again; `parts` is how many parts share the answer's length. Between them findings
        about the answer as a whole (a model that failed, evidence that was cut) and what each call of a model took."""
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


Written = Iterator[Claim | Finding | Usage]
"""Claims in the order of the section; between and after them findings about the whole, and what each call of a model took."""


class SectionWriter(Protocol):
    """Writes sections of a statement from what a manager chose and wrote. Where it yields no claim it did not succeed, a finding
    says why, and whoever asked writes without it."""

    @property
    def name(self) -> str:
        """provider:model."""
        ...

    def prompt(self, task: str, language: Language) -> str:
        """The identity of the prompt of a task (draft, revise, twin): name@version#sha."""
        ...

    def draft(
        self,
        proposal: Proposal,
        position: Position,
        grounds: Sequence[Ground],
        notes: Mapping[str, Quote],
        language: Language,
        *,
        city: str = "",
    ) -> Written:
        """A whole section from the grounds, the facts (`notes` by their ids) and the stance; the stance is its first sentence."""
        ...

    def revise(
        self,
        claims: Sequence[Claim],
        instruction: str,
        *,
        proposal: Proposal,
        position: Position,
        grounds: Sequence[Ground],
        notes: Mapping[str, Quote],
        language: Language,
        city: str = "",
    ) -> Written:
        """The whole section changed as asked; what was not asked about are the very same claims."""
        ...

    def twin(
        self,
        claims: Sequence[Claim],
        *,
        proposal: Proposal,
        position: Position,
        notes: Mapping[str, Quote],
        city: str = "",
    ) -> Written:
        """A Finnish section in Swedish, one sentence for each, with the same quotes and figures. Never without claims."""
        ...
