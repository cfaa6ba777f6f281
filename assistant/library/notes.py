"""Local facts as sources: the manager's own sentences kept as notes that can be found and quoted."""

from __future__ import annotations

import hashlib

from assistant.library.passages import cut
from assistant.statement import LocalFact
from assistant.text.finnish import language_of
from assistant.text.wording import say
from assistant.types import Block, BlockKind, Document, Kind, Language, Passage, Quote

NOTE = "note:"
"""Where notes say they come from."""


def note(fact: LocalFact, body: str = "") -> Document:
    """The fact as a document of kind `local`: its text is the manager's words, unchanged."""
    told = "\0".join((fact.text, fact.source, fact.date.isoformat() if fact.date else ""))
    identity = hashlib.sha256(f"note\0{told}".encode()).hexdigest()
    return Document(
        id=identity,
        external_id=f"muistiinpano-{identity[:8]}",
        kind=Kind.LOCAL,
        title=say("local.title", Language.FI, told=fact.source or _opening(fact.text)),
        text=fact.text,
        body=body or None,
        date=fact.date,
        language=language_of(fact.text),
        source=f"{NOTE}{fact.id}",
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(fact.text)),),
    )


def is_note(document: Document) -> bool:
    """Whether the document is a fact kept as a note, as against a local file that somebody added."""
    return document.source.startswith(NOTE)


def whole(document: Document) -> Quote:
    """The whole of a note as a quote of its one passage; of a long one, its first passage."""
    first = cut(document)[0]
    passage = Passage(id=first.id, document=document, heading=first.heading, start=first.start, end=first.end)
    return Quote(passage=passage, start=first.start, end=first.end)


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
