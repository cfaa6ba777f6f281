"""Opening, migrating, and telling what is wrong with a database; nothing acknowledged is lost, nothing foreign is touched."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import assistant.workspace.store as store
from assistant.errors import StoreError, UsageError
from assistant.statement import Position, Stance, ground_id
from assistant.workspace import Workspace, rows
from assistant.workspace.tables import META, proposals
from tests.workspace.conftest import Open
from tests.workspace.made import memo, quote, register, version

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = Path(store.__file__).with_name("migrations")


def _config(link: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = link
    return config


def _python(program: str, *words: object) -> str:
    run = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


@pytest.mark.parametrize("before", ["nothing", "folder", "empty file"])
def test_opens_what_is_not_there(tmp_path: Path, before: str) -> None:
    """Where there is no database yet, or an empty file, one is made, its folder too."""
    folder = tmp_path / "a 100%" / "ä?#"
    if before != "nothing":
        folder.mkdir(parents=True)
    if before == "empty file":
        (folder / "workspace.sqlite").touch()
    with Workspace(folder) as held:
        made = held.add("Otsikko", "", "Valmistelija")
        assert held.proposals() == (made,)
    assert [file.name for file in folder.iterdir()] == ["workspace.sqlite"]


def test_another_database(tmp_path: Path) -> None:
    """A workspace may be in a database elsewhere, named by its address; the folder is then left alone."""
    url = f"sqlite:///{tmp_path / 'muualla.sqlite'}"
    with Workspace(tmp_path / "data", url=url) as held:
        held.detected(register())
    with Workspace(tmp_path / "data", url=url) as held:
        assert held.proposals() == register()
    assert [file.name for file in tmp_path.iterdir()] == ["muualla.sqlite"]


def test_revisions_are_the_migrations() -> None:
    """The code knows just the steps that ship, in their order."""
    steps = ScriptDirectory.from_config(_config()).walk_revisions()
    assert tuple(step.revision for step in steps)[::-1] == store.REVISIONS


@pytest.mark.parametrize("revision", store.REVISIONS)
def test_opens_every_earlier_step(tmp_path: Path, revision: str) -> None:
    """A database that any released step left is brought up to date, and then has just the tables the code speaks of."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'workspace.sqlite'}")
    with engine.begin() as link:
        command.upgrade(_config(link), revision)
    with Workspace(tmp_path) as held:
        held.detected(register())
        assert len(held.proposals()) == 2
    with engine.connect() as link:
        assert compare_metadata(MigrationContext.configure(link), META) == []
    engine.dispose()


def test_positions_of_an_earlier_step(tmp_path: Path) -> None:
    """A position kept by the first release comes through the step to added quotes whole, and can be given some."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'workspace.sqlite'}")
    one, _ = register()
    row = {**rows.proposal_row(one), "ordinal": 1, "touched": True}
    told = {"proposal": one.id, "stance": "opposes", "wishes": "Aikaa.", "grounds": '["g1"]', "revision": 3, "by": "V"}
    with engine.begin() as link:
        command.upgrade(_config(link), "0001")
        link.execute(proposals.insert(), row)
        names = ", ".join(f'"{name}"' for name in told)
        values = ", ".join(f":{name}" for name in told)
        link.execute(sa.text(f"INSERT INTO positions ({names}, at) VALUES ({values}, '2033-02-09 08:00:00')"), told)
    engine.dispose()
    with Workspace(tmp_path) as held:
        kept = held.position(one.id)
        assert (kept.stance, kept.wishes, kept.grounds, kept.added) == (Stance.OPPOSES, "Aikaa.", ("g1",), ())
        new = quote(memo(), "Verkkoa")
        held.save_position(replace(kept, grounds=("g1", ground_id(new)), added=(new,)), "V")
    with Workspace(tmp_path) as held:
        assert held.position(one.id).added == (new,)
        assert held.position(one.id).revision == 4


def test_newer_database(workspace: Workspace, tmp_path: Path) -> None:
    """What a newer program has written is refused with a word of its own, and not changed."""
    workspace.close()
    file = tmp_path / "data" / "workspace.sqlite"
    with sqlite3.connect(file) as link:
        link.execute("UPDATE alembic_version SET version_num = '9999'")
    link.close()
    before = file.read_bytes()
    with pytest.raises(StoreError) as fault:
        Workspace(tmp_path / "data")
    assert (fault.value.code, fault.value.values["folder"]) == ("newer_workspace", str(tmp_path / "data"))
    assert file.read_bytes() == before


def test_light(workspace: Workspace, tmp_path: Path) -> None:
    """Importing loads no database, and opening a sound workspace no Alembic."""
    workspace.close()
    assert _python("import sys, assistant.workspace; print('sqlalchemy' in sys.modules)") == "False"
    opened = (
        "import sys, pathlib; from assistant.workspace import Workspace; w = Workspace(pathlib.Path(sys.argv[1])); "
        "print(len(w.proposals()), 'alembic' in sys.modules)"
    )
    assert _python(opened, tmp_path / "data") == "2 False"


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4_000])
def test_damaged_file(tmp_path: Path, content: bytes) -> None:
    """A database that is none is a fault of the store, and is left as it was for whoever can mend it."""
    (tmp_path / "workspace.sqlite").write_bytes(content)
    with pytest.raises(StoreError) as fault:
        Workspace(tmp_path)
    assert (fault.value.code, fault.value.retryable) == ("database", False)
    assert (tmp_path / "workspace.sqlite").read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    """A sound database with other tables is not taken for ours, and gets none of ours."""
    with sqlite3.connect(tmp_path / "workspace.sqlite") as link:
        link.execute("CREATE TABLE other (x)")
    with pytest.raises(StoreError) as fault:
        Workspace(tmp_path)
    assert fault.value.code == "database"
    assert link.execute("SELECT name FROM sqlite_master").fetchall() == [("other",)]
    link.close()


def test_places_that_cannot_be_opened(tmp_path: Path) -> None:
    """A folder whose place holds a file, and a database that cannot be opened, are faults of the store."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "data" / "workspace.sqlite").mkdir(parents=True)
    codes = []
    for folder in (tmp_path / "file", tmp_path / "data"):
        with pytest.raises(StoreError) as fault:
            Workspace(folder)
        codes.append(fault.value.code)
    assert codes == ["database", "read_only"]


def test_full_disk(workspace: Workspace) -> None:
    """A full disk is told as such, and what was there stays whole. (SQLite's own limit stands in for one.)"""
    engine = workspace._store._engine
    engine.dispose()
    sa.event.listen(engine, "connect", lambda link, _: link.execute("PRAGMA max_page_count = 1"))
    before = workspace.events()
    position = Position(proposal=register()[0].id, wishes="x" * 1_000_000)
    with pytest.raises(StoreError) as fault:
        workspace.save_position(position, "Valmistelija")
    assert fault.value.code == "disk_full"
    assert workspace.position(position.proposal) == Position(proposal=position.proposal)
    assert workspace.events() == before


def test_folder_without_permission(workspace: Workspace) -> None:
    """A database that may not be written to is told as read-only, and is still read. (SQLite's own switch stands in.)"""
    engine = workspace._store._engine
    engine.dispose()
    sa.event.listen(engine, "connect", lambda link, _: link.execute("PRAGMA query_only = ON"))
    with pytest.raises(StoreError) as fault:
        workspace.confirm([register()[0].id], "Valmistelija")
    assert fault.value.code == "read_only"
    assert len(workspace.proposals()) == 2


def test_busy(workspace: Workspace, tmp_path: Path) -> None:
    """While another writes, writing is refused within some two seconds and may be tried again; reading does not wait."""
    other = sqlite3.connect(tmp_path / "data" / "workspace.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as fault:
        workspace.keep(version(register()[0]), expected=0)
    assert (fault.value.code, fault.value.retryable) == ("busy", True)
    assert workspace.sections() == ()
    other.close()
    assert workspace.keep(version(register()[0]), expected=0).n == 1


def test_many_open_at_once(tmp_path: Path) -> None:
    """Several that open an empty folder at the same time all get one and the same workspace."""
    program = "import sys, pathlib; from assistant.workspace import Workspace; Workspace(pathlib.Path(sys.argv[1])).log('', 'export', 'x')"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _python(program, tmp_path), range(4)))
    with Workspace(tmp_path) as held:
        assert len(held.events()) == 4
        assert held.broken_event() is None


def test_writers_take_turns(open_workspace: Open) -> None:
    """Two workspaces over one folder that write at the same time lose nothing and keep one chain."""
    first, second = open_workspace(), open_workspace()

    def write(held: Workspace) -> None:
        for k in range(25):
            held.log("Valmistelija", "export", str(k))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (first, second)))
    assert sorted(int(event.subject) for event in first.events()) == sorted([*range(25), *range(25)])
    assert first.broken_event() is None


def test_words_of_a_text_are_no_fault(workspace: Workspace) -> None:
    """A text that reads like a database's fault changes nothing about what is told."""
    with pytest.raises(UsageError) as fault:
        workspace.split(register()[0].id, 0, "readonly database is locked, disk is full", "Valmistelija")
    assert fault.value.code == "split_place"
