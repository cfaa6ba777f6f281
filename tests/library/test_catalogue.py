"""The catalogue: what is put is got back, changes are whole, and faults are told in our own words."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.errors import StoreError
from assistant.library.catalogue import Catalogue
from assistant.library.passages import Cut, cut
from assistant.types import Block, BlockKind, Kind, Page
from tests.text.made import document

TEXT = "Otsikko\n\nEka kappale.\n\nToka kappale."
FIRST = replace(
    document(
        TEXT,
        id="a" * 64,
        kind=Kind.STATUTE,
        body="Kuusilahden kunta",
        date=dt.date(2033, 2, 9),
        url="https://esimerkki.invalid/1",
        source="/x/a.md",
        digest=True,
        pages=(Page(number=1, start=0, end=20), Page(number=2, start=20, end=len(TEXT))),
        blocks=(
            Block(kind=BlockKind.HEADING, start=0, end=7, level=2),
            Block(kind=BlockKind.PARAGRAPH, start=9, end=len(TEXT), lead=12),
        ),
    ),
    notes=("hidden_text",),
)
SECOND = document("Toinen.", id="b" * 64, source="/x/b.md")


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue."""
    held = Catalogue(tmp_path / "data" / "library.sqlite")
    yield held
    held.close()


def _code(fault: pytest.ExceptionInfo[StoreError]) -> str:
    return fault.value.code


def test_what_is_put_is_got_back(catalogue: Catalogue) -> None:
    """A document comes back whole and equal, and its passages are slices of it under their headings."""
    catalogue.put([(FIRST, cut(FIRST)), (SECOND, cut(SECOND))])
    assert catalogue.document(FIRST.id) == FIRST
    assert catalogue.document(SECOND.id) == SECOND
    assert catalogue.document("c") is None
    assert [(p.document.id, p.heading, p.text, p.page) for p in catalogue.passages()] == [
        (FIRST.id, ("Otsikko",), "Eka kappale.\n\nToka kappale.", 1),
        (SECOND.id, (), "Toinen.", None),
    ]


def test_blocks_of_older_rows(catalogue: Catalogue) -> None:
    """Documents that were stored before blocks told their bold lead-ins are read as having none."""
    catalogue.put([(FIRST, cut(FIRST))])
    with sqlite3.connect(catalogue.path) as link:
        link.execute("UPDATE documents SET blocks = ?", ('[["heading", 0, 7, 2], ["paragraph", 9, 35, 0]]',))
    stored = catalogue.document(FIRST.id)
    assert stored is not None
    assert [(block.end, block.level, block.lead) for block in stored.blocks] == [(7, 2, 0), (35, 0, 0)]


def test_list_has_no_texts(catalogue: Catalogue) -> None:
    """The list of documents has every fact and the number of passages, in order, without texts; an empty one counts too."""
    empty = document("", id="c" * 64, source="/x/c.md")
    catalogue.put([(SECOND, cut(SECOND))])
    catalogue.put([(FIRST, cut(FIRST)), (empty, ())])
    assert catalogue.documents() == [
        (replace(SECOND, text=""), 1),
        (replace(FIRST, text="", blocks=()), 1),
        (replace(empty, text=""), 0),
    ]


def test_replace_and_delete(catalogue: Catalogue) -> None:
    """Replacing takes the old document and its passages out; deleting does too, and passes over what is not there."""
    catalogue.put([(FIRST, cut(FIRST))])
    catalogue.put([(SECOND, cut(SECOND))], replacing=[FIRST.id])
    assert [d.id for d, _ in catalogue.documents()] == [SECOND.id]
    assert [p.document.id for p in catalogue.passages()] == [SECOND.id]
    catalogue.delete(["nothing", SECOND.id])
    assert catalogue.documents() == []
    assert catalogue.passages() == []


def test_putting_again_is_replacing(catalogue: Catalogue) -> None:
    """A document put twice is there once, with its passages once."""
    for _ in range(2):
        catalogue.put([(FIRST, cut(FIRST))])
    assert len(catalogue.documents()) == len(catalogue.passages()) == 1


def test_more_than_a_database_takes_at_once(catalogue: Catalogue) -> None:
    """More documents than SQLite has variables are deleted in one call."""
    many = [document("x", id=f"d{k}", source=f"/x/{k}") for k in range(1_100)]
    catalogue.put([(held, ()) for held in many])
    catalogue.delete(held.id for held in many)
    assert catalogue.documents() == []


def test_update_changes_facts_alone(catalogue: Catalogue) -> None:
    """New facts are stored; the words, blocks, pages and passages stay, and so does the order."""
    catalogue.put([(FIRST, cut(FIRST)), (SECOND, cut(SECOND))])
    before = catalogue.passages()
    listed = replace(FIRST, text="", blocks=(), pages=(), body="Hiekkarannan kaupunki", kind=Kind.LOCAL)
    catalogue.update(listed)
    assert catalogue.document(FIRST.id) == replace(FIRST, body="Hiekkarannan kaupunki", kind=Kind.LOCAL)
    assert [p.id for p in catalogue.passages()] == [p.id for p in before]
    assert [d.id for d, _ in catalogue.documents()] == [FIRST.id, SECOND.id]


def test_every_change_is_a_new_revision(catalogue: Catalogue) -> None:
    """Putting, updating and deleting each give a revision not seen before; reading and noting give none."""
    seen = [catalogue.revision()]
    catalogue.put([(FIRST, cut(FIRST))])
    seen.append(catalogue.revision())
    catalogue.update(replace(FIRST, body="x"))
    seen.append(catalogue.revision())
    catalogue.delete([FIRST.id])
    seen.append(catalogue.revision())
    assert len(set(seen)) == 4
    catalogue.documents()
    catalogue.note("a", "b")
    assert catalogue.revision() == seen[-1]


def test_revision_and_notes_survive(tmp_path: Path) -> None:
    """What was stored, its revision and its notes are there after opening again."""
    first = Catalogue(tmp_path / "l.sqlite")
    first.put([(FIRST, cut(FIRST))])
    assert first.note("indexed") is None
    first.note("indexed", "old")
    first.note("indexed", "new")
    revision = first.revision()
    first.close()
    again = Catalogue(tmp_path / "l.sqlite")
    assert (again.revision(), again.note("indexed"), again.document(FIRST.id)) == (revision, "new", FIRST)
    again.close()


def test_a_change_is_whole_or_not_at_all(catalogue: Catalogue) -> None:
    """Where one of several documents cannot be stored, none is, what they replace stays, and the revision too."""
    catalogue.put([(FIRST, cut(FIRST))])
    revision = catalogue.revision()
    twice = Cut(id="same", heading=(), start=0, end=3)
    with pytest.raises(StoreError) as fault:
        catalogue.put([(SECOND, [twice, twice])], replacing=[FIRST.id])
    assert _code(fault) == "database"
    assert [d.id for d, _ in catalogue.documents()] == [FIRST.id]
    assert catalogue.revision() == revision


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4_000])
def test_damaged_file(tmp_path: Path, content: bytes) -> None:
    """A database that is none is a fault of the store, and is left as it was for whoever can mend it."""
    path = tmp_path / "library.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError) as fault:
        Catalogue(path)
    assert _code(fault) == "database"
    assert path.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    """A sound database with other tables is not taken for ours."""
    link = sqlite3.connect(tmp_path / "library.sqlite")
    link.execute("CREATE TABLE other (x)")
    link.commit()
    link.close()
    with pytest.raises(StoreError) as fault:
        Catalogue(tmp_path / "library.sqlite")
    assert _code(fault) == "database"


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    """A data folder whose place holds a file is a fault of the store."""
    (tmp_path / "data").write_text("x")
    with pytest.raises(StoreError) as fault:
        Catalogue(tmp_path / "data" / "library.sqlite")
    assert _code(fault) == "database"


def test_file_that_cannot_be_opened(tmp_path: Path) -> None:
    """A database that cannot be opened for writing is told as read-only. (As root no permission stops us; a folder does.)"""
    (tmp_path / "library.sqlite" / "x").mkdir(parents=True)
    with pytest.raises(StoreError) as fault:
        Catalogue(tmp_path / "library.sqlite")
    assert _code(fault) == "read_only"
    assert not fault.value.retryable


def test_full_disk(catalogue: Catalogue) -> None:
    """A database that may not grow is told as a full disk, and holds what it held. (SQLite's own limit stands in for one.)"""
    catalogue.put([(FIRST, cut(FIRST))])
    catalogue.close()
    sa.event.listen(catalogue._engine, "connect", lambda link, _: link.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(StoreError) as fault:
        catalogue.put([(replace(SECOND, text="x" * 1_000_000), ())])
    assert _code(fault) == "disk_full"
    assert [d.id for d, _ in catalogue.documents()] == [FIRST.id]


def test_locked_by_another_program(catalogue: Catalogue) -> None:
    """A database another program is writing to is busy, which may pass; reading goes on."""
    catalogue.put([(FIRST, ())])
    other = sqlite3.connect(catalogue.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as fault:
        catalogue.delete([FIRST.id])
    assert (_code(fault), fault.value.retryable) == ("busy", True)
    assert len(catalogue.documents()) == 1
    other.close()
    catalogue.delete([FIRST.id])
    assert catalogue.documents() == []


def test_readers_see_one_moment(tmp_path: Path) -> None:
    """Passages and their documents are of one revision, however fast somebody writes."""
    writer, reader = Catalogue(tmp_path / "l.sqlite"), Catalogue(tmp_path / "l.sqlite")
    done = threading.Event()

    def write() -> None:
        for k in range(200):
            made = document(f"Teksti {k}.", id=f"{k:064}")
            writer.put([(made, cut(made))])
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    while not done.is_set():
        reader.passages()
    thread.join()
    assert len(reader.passages()) == 200
