"""Workspaces in a folder of the test, closed at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.workspace import Workspace
from tests.workspace.made import Ticking, register

Open = Callable[[], Workspace]


@pytest.fixture
def open_workspace(tmp_path: Path) -> Iterator[Open]:
    """Opens the test's workspace, as often as is asked."""
    made: list[Workspace] = []

    def opened() -> Workspace:
        made.append(Workspace(tmp_path / "data", now=Ticking()))
        return made[-1]

    yield opened
    for held in made:
        held.close()


@pytest.fixture
def workspace(open_workspace: Open) -> Workspace:
    """A workspace with the two proposals of a memo in its register, as they were found."""
    held = open_workspace()
    held.detected(register())
    return held
