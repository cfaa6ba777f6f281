"""The archive of quoted sources: each document that a version or a position quotes, kept for good just as it was when it was quoted.

They must say the same when their source has been removed from the library, read anew or told other facts. A document's key
is the hash of all that is kept of it, so that no entry ever changes and the same document is kept once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from assistant.types import Block, BlockKind, Document, Kind, Language, Page
from assistant.workspace.rows import dump
from assistant.workspace.tables import sources

HELD = 64
"""Documents kept in memory, so that going through versions does not unpack the same ones again."""


class Archive:
    """Owns the documents held in memory; the connection is its caller's."""

    def __init__(self) -> None:
        self._held: dict[str, Document] = {}
        self._lock = threading.Lock()

    def put(self, link: sa.Connection, documents: Iterable[Document], at: dt.datetime) -> dict[Document, str]:
        """Keeps what is not kept yet; gives the key of each."""
        packed = {document: _packed(document) for document in documents}
        keys = {document: hashlib.sha256(content).hexdigest() for document, content in packed.items()}
        known = set(link.execute(sa.select(sources.c.key).where(sources.c.key.in_(keys.values()))).scalars())
        rows = [
            {
                "key": keys[document],
                "document": document.id,
                "title": document.title,
                "content": zlib.compress(content),
                "at": at,
            }
            for document, content in packed.items()
            if keys[document] not in known
        ]
        if rows:
            link.execute(sources.insert(), rows)
        return keys

    def get(self, link: sa.Connection, keys: Iterable[str]) -> Mapping[str, Document]:
        """The documents of these keys. Raises NoResultFound when one is not there."""
        wanted = dict.fromkeys(keys)
        with self._lock:
            found = {key: self._held[key] for key in wanted if key in self._held}
        for key in wanted:
            if key not in found:
                query = sa.select(sources.c.content).where(sources.c.key == key)
                found[key] = _unpacked(zlib.decompress(link.execute(query).scalar_one()))
        self._hold(found)
        return found

    def _hold(self, found: Mapping[str, Document]) -> None:
        """The latest used stay; a document is dropped from memory, never from the archive."""
        with self._lock:
            for key, document in found.items():
                self._held.pop(key, None)
                self._held[key] = document
            while len(self._held) > HELD:
                self._held.pop(next(iter(self._held)))


def _packed(document: Document) -> bytes:
    told = {
        "id": document.id,
        "external_id": document.external_id,
        "kind": document.kind.value,
        "title": document.title,
        "text": document.text,
        "body": document.body,
        "date": document.date.isoformat() if document.date else None,
        "url": document.url,
        "language": document.language.value,
        "digest": document.digest,
        "source": document.source,
        "pages": [[page.number, page.start, page.end] for page in document.pages],
        "blocks": [[block.kind.value, block.start, block.end, block.level, block.lead] for block in document.blocks],
        "notes": list(document.notes),
    }
    return dump(told).encode("ascii")


def _unpacked(content: bytes) -> Document:
    told: dict[str, Any] = json.loads(content)
    told["kind"] = Kind(told["kind"])
    told["language"] = Language(told["language"])
    told["date"] = dt.date.fromisoformat(told["date"]) if told["date"] else None
    told["pages"] = tuple(Page(number=n, start=a, end=b) for n, a, b in told["pages"])
    told["blocks"] = tuple(
        Block(kind=BlockKind(kind), start=a, end=b, level=level, lead=next(iter(lead), 0))
        for kind, a, b, level, *lead in told["blocks"]
    )
    told["notes"] = tuple(told["notes"])
    return Document(**told)
