"""What the page asks of the product: the methods of `pipeline.Assistant` it calls, so that a fake can stand in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from assistant.drafting import Drafting
from assistant.ports import OnProgress
from assistant.settings import Settings
from assistant.types import (
    Added,
    Answer,
    Case,
    Claim,
    Document,
    Hit,
    Kind,
    Language,
    LibraryStatus,
    Turn,
)


class Product(Protocol):
    """The assistant, as the screen sees it."""

    @property
    def settings(self) -> Settings:
        """What the product was built with."""
        ...

    @property
    def case(self) -> Case | None:
        """The statement request at hand."""
        ...

    @property
    def drafting(self) -> Drafting:
        """The walk from proposals to a statement. Raises StoreError where its database cannot be opened."""
        ...

    def stream(
        self,
        question: str,
        *,
        conversation: Sequence[Turn] = (),
        language: Language | None = None,
    ) -> Iterator[Claim | Answer]:
        """Each claim as it has been checked, the whole answer last."""
        ...

    def suggestions(self, language: Language) -> tuple[str, ...]:
        """Questions to start with."""
        ...

    def documents(self) -> list[tuple[Document, int]]:
        """Every document, perhaps without its text, with its number of passages."""
        ...

    def document(self, id: str) -> Document:
        """A document with its text. Raises LausuntoError for an unknown id."""
        ...

    def add(
        self,
        paths: Sequence[Path],
        *,
        kind: Kind | None = None,
        body: str | None = None,
        date: dt.date | None = None,
        url: str | None = None,
        language: Language | None = None,
        uploaded: bool = False,
        on_progress: OnProgress | None = None,
    ) -> list[Added]:
        """Reads files into the library; the outcome of each."""
        ...

    def remove(self, ids: Sequence[str]) -> list[str]:
        """Takes documents out; the ids that were there."""
        ...

    def search(self, query: str, *, k: int = 10) -> list[Hit]:
        """What the search sees."""
        ...

    def status(self) -> LibraryStatus:
        """What the library holds, and whether its index can be trusted."""
        ...
