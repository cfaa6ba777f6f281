"""The log: lines are added and never changed, and one that was is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import LausuntoError
from assistant.statement import Event
from assistant.workspace import Workspace
from tests.workspace.conftest import Open
from tests.workspace.made import Ticking

LINES = 4


@pytest.fixture
def logged(open_workspace: Open) -> Workspace:
    """A workspace with some lines in its log."""
    held = open_workspace()
    for k in range(1, LINES + 1):
        held.log("Valmistelija", "export", f"tiedosto {k}", format="docx", n=k)
    return held


def test_lines(logged: Workspace, open_workspace: Open) -> None:
    """Lines come back in order with who, what, when and details as text, each with a digest of its own; all are sound."""
    at = Ticking()
    told = open_workspace().events()
    assert [Event(**{**_fields(event), "digest": ""}) for event in told] == [
        Event(
            at=at(),
            by="Valmistelija",
            action="export",
            subject=f"tiedosto {k}",
            details={"format": "docx", "n": str(k)},
        )
        for k in range(1, LINES + 1)
    ]
    assert len({event.digest for event in told}) == LINES
    assert logged.broken_event() is None


def _fields(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in Event.__dataclass_fields__}


def test_line_as_it_was_added(logged: Workspace) -> None:
    """Adding gives the line as it is kept, odd marks cleaned."""
    made = logged.log("A\0\nB", "export", "x\0", note="rivi\r\ntoinen\ud800")
    assert (made.by, made.subject, made.details) == ("A B", "x", {"note": "rivi\ntoinen"})
    assert made == logged.events()[-1]
    assert logged.broken_event() is None


def test_empty_log(open_workspace: Open) -> None:
    """A log without lines is sound."""
    assert open_workspace().broken_event() is None


DAMAGE: dict[str, tuple[str, int]] = {
    "who": ("UPDATE events SET \"by\" = 'Muu' WHERE n = 2", 2),
    "when": ("UPDATE events SET at = '2033-02-09 08:00:00.000000' WHERE n = 2", 2),
    "what": ("UPDATE events SET action = 'section_approved' WHERE n = 3", 3),
    "to what": ("UPDATE events SET subject = 'x' WHERE n = 1", 1),
    "details": ("UPDATE events SET details = '{}' WHERE n = 4", 4),
    "digest": ("UPDATE events SET digest = 'x' WHERE n = 2", 2),
    "taken out first": ("DELETE FROM events WHERE n = 1", 1),
    "taken out between": ("DELETE FROM events WHERE n = 3", 3),
    "taken out last": ("DELETE FROM events WHERE n = 4", 4),
    "all taken out": ("DELETE FROM events", 1),
    "put in": ('INSERT INTO events SELECT 5, at, "by", action, subject, details, digest FROM events WHERE n = 4', 5),
    "head lost": ("DELETE FROM notes WHERE name = ':events'", 5),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(logged: Workspace, tmp_path: Path, damage: str) -> None:
    """Whatever of a line was changed, taken out or put in from outside, the first place where it shows is told."""
    statement, place = DAMAGE[damage]
    with sqlite3.connect(tmp_path / "data" / "workspace.sqlite") as link:
        assert link.execute(statement).rowcount > 0
    link.close()
    assert logged.broken_event() == place


def test_swapped(logged: Workspace, tmp_path: Path) -> None:
    """Two lines that changed places are found."""
    with sqlite3.connect(tmp_path / "data" / "workspace.sqlite") as link:
        for a, b in ((2, 0), (3, 2), (0, 3)):
            link.execute("UPDATE events SET n = ? WHERE n = ?", (b, a))
    link.close()
    assert logged.broken_event() == 2


FAILING: dict[str, Callable[[Workspace], object]] = {
    "unknown": lambda workspace: workspace.confirm(["olematon"], "V"),
    "nameless": lambda workspace: workspace.accept("f", "", ""),
}


@pytest.mark.parametrize("failing", FAILING)
def test_what_failed_is_not_logged(logged: Workspace, failing: str) -> None:
    """Only what was done is in the log."""
    before = logged.events()
    with pytest.raises(LausuntoError):
        FAILING[failing](logged)
    assert logged.events() == before
