"""What is quoted outlives its source, each document once, and is not unpacked again and again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Block, BlockKind, Claim, Document, Kind, Language, Origin, Page
from assistant.workspace import Workspace, archive
from tests.workspace.conftest import Open
from tests.workspace.made import claims, memo, quote, register, version

ONE, TWO = register()
SECTION = f"{ONE.id}-fi"


def _sources(workspace: Workspace) -> int:
    with workspace._store.reading() as link:
        return link.execute(sa.text("SELECT count(*) FROM sources")).scalar_one()


def test_quotes_outlive_their_source(workspace: Workspace, open_workspace: Open) -> None:
    """Opened anew, with no library at all, each quote has its words, offsets, headings, page and its document's facts."""
    kept = workspace.keep(version(ONE), expected=0)
    loaded = open_workspace().version(SECTION, 1)
    for before, after in zip(kept.claims, loaded.claims, strict=True):
        assert (before.origin, before.role, len(before.quotes)) == (after.origin, after.role, len(after.quotes))
        for one, two in zip(before.quotes, after.quotes, strict=True):
            assert (one.text, one.start, one.end, one.page) == (two.text, two.start, two.end, two.page)
            assert (one.passage.id, one.passage.heading) == (two.passage.id, two.passage.heading)
            assert one.passage.document == two.passage.document
    assert [q.page for q in loaded.claims[1].quotes] == [1, 2]


def test_each_document_once(workspace: Workspace) -> None:
    """However many versions quote a document, the archive has it once; versions without quotes add none."""
    for expected in range(3):
        workspace.keep(version(ONE), expected=expected)
    workspace.keep(version(TWO), expected=0)
    workspace.keep(version(TWO, ()), expected=1)
    assert _sources(workspace) == 1


def test_document_that_changed(workspace: Workspace, open_workspace: Open) -> None:
    """A document of the same id with other words or facts does not change what earlier versions say."""
    first = workspace.keep(version(ONE), expected=0)
    corrected = replace(memo(), body="Toinen ministeriö")
    second = workspace.keep(version(ONE, claims(corrected)), expected=1)
    reread = memo("Eri sanat, sama tiedosto.")
    third = workspace.keep(version(ONE, claims(reread)), expected=2)
    assert len({made.claims[1].quotes[0].passage.document.id for made in (first, second, third)}) == 1
    assert open_workspace().versions(SECTION) == (first, second, third)


def test_history_shares_documents(open_workspace: Open) -> None:
    """Versions read together or one after another hold one and the same document in memory."""
    workspace = open_workspace()
    workspace.detected(register())
    for expected in range(5):
        workspace.keep(version(ONE), expected=expected)
    reader = open_workspace()
    found = [*reader.versions(SECTION), reader.version(SECTION, 2), *reader.versions(SECTION)]
    assert len({id(q.passage.document) for made in found for claim in made.claims for q in claim.quotes}) == 1


def test_memory_is_bounded(open_workspace: Open) -> None:
    """Only so many documents stay in memory; those that went are read anew."""
    workspace = open_workspace()
    workspace.detected(register())
    many = [memo(f"Lähde {k}.", id=f"d{k}") for k in range(archive.HELD + 5)]
    for k, held in enumerate(many):
        said = (Claim(text="x", origin=Origin.SUPPORTED, quotes=(quote(held, "Lähde"),)),)
        workspace.keep(version(ONE, said), expected=k)
    reader = open_workspace()
    for k, held in enumerate(many):
        assert reader.version(SECTION, k + 1).claims[0].quotes[0].passage.document == held
    assert set(reader._archive._held.values()) == set(many[5:])
    assert reader.version(SECTION, 1).claims[0].quotes[0].passage.document == many[0]


TEXT = st.text(st.characters(codec=None), max_size=40)


@given(TEXT, TEXT, st.sampled_from(Kind), st.none() | st.dates(), st.none() | TEXT)
def test_any_document(text: str, title: str, kind: Kind, date: dt.date | None, body: str | None) -> None:
    """A document of any words and facts, lone surrogates and NULs too, comes back equal."""
    held = Document(
        id="x",
        external_id="y",
        kind=kind,
        title=title,
        text=text,
        body=body,
        date=date,
        language=Language.SV,
        pages=(Page(number=1, start=0, end=len(text)),),
        blocks=(Block(kind=BlockKind.ITEM, start=0, end=len(text), level=2, lead=3),),
        notes=("hidden_text",),
    )
    assert archive._unpacked(archive._packed(held)) == held
