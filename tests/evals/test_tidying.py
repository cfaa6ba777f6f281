"""What is taken away of what the evaluation left behind, and what is not."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import pytest

from evals import folders, tidying
from evals.types import Config, Split

DAYS = 24 * 60 * 60


def begun(base: Path, name: str, days: float, *, sample: int | None = None, done: bool = False) -> Path:
    """A run that was last touched so many days ago."""
    config = Config(
        run=name,
        made=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        revision="0123456789ab",
        model="extractive",
        embedder="lexical",
        prompts=(),
        sets={"facts": "0"},
        splits=(Split.TEST,),
        samples=1,
        sample=sample,
        machine="",
    )
    folders.begin(base / name, config, ())
    if done:
        (base / name / folders.SUMMARY).write_text("{}", encoding="utf-8")
    aged(base / name / folders.SAMPLES, days)
    return base / name


def aged(file: Path, days: float) -> None:
    """Makes a file so old."""
    then = time.time() - days * DAYS
    os.utime(file, (then, then))


def left(base: Path) -> set[str]:
    return {folder.name for folder in base.iterdir()}


def test_of_unfinished_runs_the_newest_of_each_stays(tmp_path: Path) -> None:
    """Older unfinished runs of the same sets go; the newest stays however old, and so do finished runs, runs of another size and
    whatever was touched within a day."""
    begun(tmp_path, "a", 9)
    begun(tmp_path, "b", 8)
    begun(tmp_path, "c", 20, sample=60)
    begun(tmp_path, "d", 30, done=True)
    (tmp_path / "muuta").mkdir()
    assert tidying.unfinished(tmp_path) == (tmp_path / "a",)
    assert left(tmp_path) == {"b", "c", "d", "muuta"}
    begun(tmp_path, "e", 0.5)
    begun(tmp_path, "f", 0.1)
    tidying.unfinished(tmp_path)
    assert left(tmp_path) == {"c", "d", "e", "f", "muuta"}


def test_a_run_that_another_process_holds_stays(tmp_path: Path) -> None:
    """A run of old answers that was gone on with a moment ago is at work: its lock tells."""
    old = begun(tmp_path, "a", 9)
    begun(tmp_path, "b", 8)
    (old / folders.LOCK).touch()
    assert tidying.unfinished(tmp_path) == (tmp_path / "b",)
    assert left(tmp_path) == {"a"}


def test_a_run_that_cannot_be_read_stays(tmp_path: Path) -> None:
    """Of a folder that does not tell what it asked nothing is known, so it is not taken away."""
    for name in ("a", "b"):
        (begun(tmp_path, name, 9) / folders.CONFIG).write_text("{", encoding="utf-8")
    assert tidying.unfinished(tmp_path) == ()


@pytest.mark.parametrize(("days", "gone"), [(2.0, {"library-1"}), (0.5, set())])
def test_of_libraries_made_for_the_same_the_newest_stays(tmp_path: Path, days: float, gone: set[str]) -> None:
    """A library of sources as they were goes once nobody has wanted it for a day; one for another embedder or set stays."""
    for name, told, age in (("1", "a", days), ("2", "a", 0.0), ("3", "b", 40.0), ("4", "c", 50.0)):
        folder = tmp_path / f"library-{name}"
        folder.mkdir()
        (folder / tidying.MADE_FOR).write_text(told, encoding="utf-8")
        aged(folder / tidying.MADE_FOR, age)
    (tmp_path / "library-ilman").mkdir()
    assert {folder.name for folder in tidying.libraries(tmp_path)} == gone
    assert left(tmp_path) == {"library-1", "library-2", "library-3", "library-4", "library-ilman"} - gone


def test_nothing_there_is_nothing_taken(tmp_path: Path) -> None:
    """A data folder without evaluation stays as it is."""
    assert tidying.unfinished(tmp_path / "ei") == tidying.libraries(tmp_path / "ei") == ()
