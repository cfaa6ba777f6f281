"""What becomes of a file that was read: a document with its facts, and whether it is new, known, or takes another's place."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from assistant.errors import ReadError
from assistant.library.catalogue import Catalogue
from assistant.library.passages import Cut, cut
from assistant.text.finnish import language_of
from assistant.types import Added, AddState, Document, Kind, Language, Reading

ENTRIES = 500
"""Documents stored in one transaction."""
TITLE = 200
_CHUNK = 1 << 20


def digest_of(file: Path) -> str:
    """The sha-256 of a file's bytes. Raises ReadError."""
    total = hashlib.sha256()
    try:
        with file.open("rb") as held:
            while chunk := held.read(_CHUNK):
                total.update(chunk)
    except FileNotFoundError as fault:
        raise ReadError("not_found", name=file) from fault
    except OSError as fault:
        raise ReadError("unreadable", name=file.name) from fault
    return total.hexdigest()


def made(reading: Reading, file: Path, place: str, digest: str, facts: Mapping[str, str]) -> Document:
    """The document of a reading: given facts win over the file's own, which win over guesses. Raises ReadError."""
    name = reading.record or file.stem
    if not reading.text.strip():
        raise ReadError("no_text", name=name)
    own = {k.removeprefix("guess_"): v for k, v in reading.meta.items() if k.startswith("guess_")}
    own |= {k: v for k, v in reading.meta.items() if v and not k.startswith("guess_")}
    own |= {k: v for k, v in facts.items() if v}
    title = own.get("title") or " ".join(reading.text[:TITLE].split("\n\n")[0].split())
    return Document(
        id=_record_id(reading) if reading.record is not None else digest,
        external_id=name,
        kind=_kind(own.get("kind"), file.name),
        title=title,
        text=reading.text,
        body=own.get("body") or None,
        date=_day(own.get("date"), file.name),
        url=own.get("url") or None,
        language=_language(own.get("language"), reading.text),
        digest=own.get("digest", "").lower() in ("true", "1", "yes"),
        source=f"{place}#{reading.record}" if reading.record is not None else place,
        pages=reading.pages,
        blocks=reading.blocks,
        notes=reading.notes,
    )


class Shelf:
    """Collects documents to be stored together, and knows what is already there."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        rows = [document for document, _ in catalogue.documents()]
        self._by_id = {document.id: document for document in rows}
        self._counts = {document.id: n for document, n in catalogue.documents()}
        self._by_source = {document.source: document.id for document in rows}
        self._digests = {document.url: document.id for document in rows if document.digest and document.url}
        self._originals = {document.url: document.id for document in rows if not document.digest and document.url}
        self._waiting: list[tuple[Document, tuple[Cut, ...]]] = []
        self._replaced: list[str] = []

    def known(self, id: str) -> Document | None:
        """The stored document with these bytes."""
        return self._by_id.get(id)

    def again(self, document: Document, name: str, facts: Mapping[str, str]) -> Added:
        """A file whose bytes are known: unchanged, or with new facts where others are given now."""
        changed = _with_facts(document, facts, name)
        if changed == document:
            return Added(
                name=name, state=AddState.UNCHANGED, document=document, passages=self._counts.get(document.id, 0)
            )
        self._catalogue.update(changed)
        self._by_id[document.id] = changed
        return Added(name=name, state=AddState.REPLACED, document=changed, passages=self._counts.get(document.id, 0))

    def put(self, document: Document, name: str) -> Added:
        """Takes a new document in; it replaces what the same place held, and our digest of the same public text. A digest
        whose original is here is left out: the original is the outcome."""
        original = self._by_id.get(self._originals.get(document.url or "", "")) if document.digest else None
        if original is not None:
            count = self._counts.get(original.id, 0)
            return Added(name=name, state=AddState.UNCHANGED, document=original, passages=count)
        old = [self._by_source.get(document.source)]
        if document.url and not document.digest:
            old.append(self._digests.pop(document.url, None))
            self._originals[document.url] = document.id
        replaced = [id_ for id_ in old if id_ is not None and id_ in self._by_id]
        for id_ in replaced:
            self._by_id.pop(id_)
        self._replaced += replaced
        cuts = cut(document)
        self._waiting.append((document, cuts))
        self._by_id[document.id] = replace(document, text="", blocks=())
        self._counts[document.id] = len(cuts)
        self._by_source[document.source] = document.id
        if len(self._waiting) >= ENTRIES:
            self.flush()
        state = AddState.REPLACED if replaced else AddState.ADDED
        return Added(name=name, state=state, document=document, passages=len(cuts))

    def flush(self) -> None:
        """Stores what waits, in one transaction."""
        if self._waiting or self._replaced:
            self._catalogue.put(self._waiting, replacing=self._replaced)
        self._waiting, self._replaced = [], []


def _with_facts(document: Document, facts: Mapping[str, str], name: str) -> Document:
    given = {k: v for k, v in facts.items() if v}
    return replace(
        document,
        kind=_kind(given.get("kind"), name) if "kind" in given else document.kind,
        body=given.get("body", document.body),
        date=_day(given["date"], name) if "date" in given else document.date,
        url=given.get("url", document.url),
        language=_language(given["language"], "") if "language" in given else document.language,
    )


def _record_id(reading: Reading) -> str:
    told = "\0".join(f"{k}={v}" for k, v in sorted(reading.meta.items()))
    return hashlib.sha256(f"{reading.record}\0{told}\0{reading.text}".encode()).hexdigest()


def _kind(given: str | None, name: str) -> Kind:
    try:
        return Kind(given) if given else Kind.RESEARCH
    except ValueError as fault:
        kinds = ", ".join(Kind)
        raise ReadError("bad_fact", name=name, fact="kind", value=str(given), allowed=kinds) from fault


def _day(given: str | None, name: str) -> dt.date | None:
    if not given:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(given[:10], form).date()
        except ValueError:
            continue
    raise ReadError("bad_fact", name=name, fact="date", value=given, allowed="2026-02-18, 18.2.2026")


def _language(given: str | None, text: str) -> Language:
    try:
        return Language((given or "")[:2].lower())
    except ValueError:
        return language_of(text[:2_000])
