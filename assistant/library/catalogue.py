"""The catalogue: documents and their passages in the database. With the sources it is the truth; indexes are caches.

Each change is one transaction and gives the catalogue a new `revision`, by which indexes know what they hold.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from assistant.library.faults import Faults
from assistant.library.passages import Cut
from assistant.types import Block, BlockKind, Document, Kind, Language, Page, Passage

FORMAT = 1

_meta = sa.MetaData()
_documents = sa.Table(
    "documents",
    _meta,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("ordinal", sa.Integer, nullable=False, index=True),
    sa.Column("external_id", sa.Text, nullable=False, index=True),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text),
    sa.Column("date", sa.Date),
    sa.Column("url", sa.Text, index=True),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("digest", sa.Boolean, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("pages", sa.Text, nullable=False),
    sa.Column("blocks", sa.Text, nullable=False),
    sa.Column("notes", sa.Text, nullable=False),
)
_passages = sa.Table(
    "passages",
    _meta,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("document", sa.Text, sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("heading", sa.Text, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)
_state = sa.Table("state", _meta, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text))


class Catalogue:
    """Owns the connection to the database file. Raises StoreError where the file cannot be opened or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder = path.parent
        self._listed: tuple[str, list[tuple[Document, int]]] | None = None
        self._engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 5})
        sa.event.listen(self._engine, "connect", _configure)
        with Faults(self._folder):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.stat().st_size == 0:
                _meta.create_all(self._engine)
                with self._engine.begin() as link:
                    link.execute(_state.insert(), [{"name": "format", "value": str(FORMAT)}, _revision()])
            with self._engine.connect() as link:
                link.execute(sa.select(_state.c.value).where(_state.c.name == "format")).scalar_one()

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    def revision(self) -> str:
        """Changes with every change of what is stored."""
        with Faults(self._folder), self._engine.connect() as link:
            return str(link.execute(sa.select(_state.c.value).where(_state.c.name == "revision")).scalar_one())

    def note(self, name: str, value: str | None = None) -> str | None:
        """Keeps a small fact about the library beside the revision, or gives it back."""
        with Faults(self._folder):
            if value is None:
                with self._engine.connect() as link:
                    held = link.execute(sa.select(_state.c.value).where(_state.c.name == name)).scalar()
                    return None if held is None else str(held)
            with self._engine.begin() as link:
                link.execute(_state.delete().where(_state.c.name == name))
                link.execute(_state.insert(), [{"name": name, "value": value}])
        return value

    def put(self, entries: Sequence[tuple[Document, Sequence[Cut]]], *, replacing: Iterable[str] = ()) -> None:
        """Stores documents with their passages, and takes out those they replace, in one transaction."""
        with Faults(self._folder), self._engine.begin() as link:
            _delete(link, [*replacing, *(document.id for document, _ in entries)])
            last = link.execute(sa.select(sa.func.max(_documents.c.ordinal))).scalar() or 0
            rows = [_document_row(document, last + k) for k, (document, _) in enumerate(entries, start=1)]
            if rows:
                link.execute(_documents.insert(), rows)
            cuts = [_cut_row(document.id, k, c) for document, cuts in entries for k, c in enumerate(cuts)]
            if cuts:
                link.execute(_passages.insert(), cuts)
            _touch(link)

    def update(self, document: Document) -> None:
        """Stores changed facts about a document (kind, body, date …); its words stay."""
        row = _document_row(document, 0)
        kept = {k: v for k, v in row.items() if k not in ("id", "ordinal", "text", "pages", "blocks")}
        with Faults(self._folder), self._engine.begin() as link:
            link.execute(_documents.update().where(_documents.c.id == document.id).values(**kept))
            _touch(link)

    def delete(self, ids: Iterable[str]) -> None:
        """Takes documents out with their passages; unknown ids are passed over."""
        with Faults(self._folder), self._engine.begin() as link:
            gone = list(ids)
            _delete(link, gone)
            if gone:
                _touch(link)

    def documents(self) -> list[tuple[Document, int]]:
        """Every document without its text, in the order of adding, with the number of its passages.

        Read anew only when what is stored has changed: many ask, and a large list takes a third of a second.
        """
        # Read before the list: a change between the two makes the next call read again.
        revision = self.revision()
        if self._listed is None or self._listed[0] != revision:
            self._listed = (revision, self._read_list())
        return list(self._listed[1])

    def _read_list(self) -> list[tuple[Document, int]]:
        columns = [c for c in _documents.c if c.name not in ("text", "blocks")]
        count = sa.select(_passages.c.document, sa.func.count().label("n")).group_by(_passages.c.document).subquery()
        query = (
            sa.select(*columns, sa.func.coalesce(count.c.n, 0).label("n"))
            .outerjoin(count, count.c.document == _documents.c.id)
            .order_by(_documents.c.ordinal)
        )
        with Faults(self._folder), self._engine.connect() as link:
            return [(_document(row), row["n"]) for row in link.execute(query).mappings()]

    def document(self, id: str) -> Document | None:
        """One document whole, or None."""
        with Faults(self._folder), self._engine.connect() as link:
            row = link.execute(sa.select(_documents).where(_documents.c.id == id)).mappings().first()
            return None if row is None else _document(row)

    def passages(self) -> list[Passage]:
        """Every passage, in the order of documents and of their text."""
        return self.state()[1]

    def state(self) -> tuple[str, list[Passage]]:
        """The revision and every passage of it, both of one moment."""
        with Faults(self._folder), self._engine.connect() as link:
            # The driver begins nothing for reading: without this each query would see its own moment.
            link.exec_driver_sql("BEGIN")
            revision = str(link.execute(sa.select(_state.c.value).where(_state.c.name == "revision")).scalar_one())
            held = {
                row["id"]: _document(row)
                for row in link.execute(sa.select(_documents).order_by(_documents.c.ordinal)).mappings()
            }
            query = (
                sa.select(_passages)
                .join(_documents, _documents.c.id == _passages.c.document)
                .order_by(_documents.c.ordinal, _passages.c.ordinal)
            )
            return revision, [
                Passage(
                    id=row.id,
                    document=held[row.document],
                    heading=tuple(json.loads(row.heading)),
                    start=row.start,
                    end=row.end,
                )
                for row in link.execute(query)
            ]


def _configure(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # A read-only folder cannot change its mode, and can still be read.
    with contextlib.suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _revision() -> dict[str, str]:
    return {"name": "revision", "value": secrets.token_hex(8)}


def _touch(link: sa.Connection) -> None:
    link.execute(_state.update().where(_state.c.name == "revision").values(value=_revision()["value"]))


def _delete(link: sa.Connection, ids: Sequence[str]) -> None:
    for k in range(0, len(ids), 500):
        link.execute(_documents.delete().where(_documents.c.id.in_(ids[k : k + 500])))


def _document_row(document: Document, ordinal: int) -> dict[str, Any]:
    return {
        "id": document.id,
        "ordinal": ordinal,
        "external_id": document.external_id,
        "source": document.source,
        "kind": document.kind.value,
        "title": document.title,
        "body": document.body,
        "date": document.date,
        "url": document.url,
        "language": document.language.value,
        "digest": document.digest,
        "text": document.text,
        "pages": json.dumps([[p.number, p.start, p.end] for p in document.pages]),
        "blocks": json.dumps([[b.kind.value, b.start, b.end, b.level, b.lead] for b in document.blocks]),
        "notes": json.dumps(list(document.notes)),
    }


def _cut_row(document: str, ordinal: int, cut: Cut) -> dict[str, Any]:
    heading = json.dumps(list(cut.heading), ensure_ascii=False)
    return {
        "id": cut.id,
        "document": document,
        "ordinal": ordinal,
        "heading": heading,
        "start": cut.start,
        "end": cut.end,
    }


def _document(row: Any) -> Document:
    date = row["date"]
    return Document(
        id=row["id"],
        external_id=row["external_id"],
        kind=Kind(row["kind"]),
        title=row["title"],
        text=row.get("text", ""),
        body=row["body"],
        date=date if isinstance(date, dt.date) else None,
        url=row["url"],
        language=Language(row["language"]),
        digest=bool(row["digest"]),
        source=row["source"],
        pages=tuple(Page(number=n, start=a, end=b) for n, a, b in json.loads(row["pages"])),
        blocks=tuple(
            Block(kind=BlockKind(kind), start=a, end=b, level=level, lead=lead[0] if lead else 0)
            for kind, a, b, level, *lead in json.loads(row.get("blocks") or "[]")  # older rows tell no leads
        ),
        notes=tuple(json.loads(row["notes"])),
    )
