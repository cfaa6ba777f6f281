"""A program that is killed loses nothing it was told is kept, and leaves nothing half done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.workspace import Workspace
from tests.workspace.made import register, version

ROOT = Path(__file__).resolve().parents[2]
ONE, TWO = register()


@contextmanager
def _running(folder: Path, stage: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.workspace.stopped", str(folder), stage]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def test_killed_between(tmp_path: Path) -> None:
    """Every version whose keeping was acknowledged before the kill is there, whole, with its line in a sound log."""
    with _running(tmp_path, "between") as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(20)]
        process.kill()
        told += [int(line) for line in process.stdout if line.endswith("\n")]
    with Workspace(tmp_path) as held:
        kept = held.versions(f"{ONE.id}-fi")
        assert [one.n for one in kept][: len(told)] == told
        assert {one.claims for one in kept} == {version(ONE).claims}
        assert [event.action for event in held.events()].count("version_kept") == len(kept)
        assert held.broken_event() is None
        held.keep(version(ONE), expected=len(kept))


def test_killed_within(tmp_path: Path) -> None:
    """While a writer stands in the middle others are told to wait; when it is killed nothing of its half is there."""
    with _running(tmp_path, "within") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        with Workspace(tmp_path) as held:
            with pytest.raises(StoreError) as fault:
                held.keep(version(TWO), expected=0)
            assert fault.value.code == "busy"
            assert held.sections() == (f"{ONE.id}-fi",)
    with Workspace(tmp_path) as held:
        assert held.sections() == (f"{ONE.id}-fi",)
        assert [event.action for event in held.events()] == ["proposals_detected", "version_kept"]
        assert held.broken_event() is None
        assert held.keep(version(TWO), expected=0).n == 1
