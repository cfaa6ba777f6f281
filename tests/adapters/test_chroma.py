"""Chroma beyond the contract: its panics are ours, nothing listens, and a build with holes is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.chroma import ChromaStore
from assistant.errors import StoreError
from assistant.library.index import Builds
from assistant.library.vectors import normalised
from assistant.types import IndexState

VECTORS = normalised(np.random.default_rng(3).normal(size=(40, 16)).astype(np.float32))
IDS = [f"p{k}" for k in range(40)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished Chroma folder; tests copy it."""
    folder = tmp_path_factory.mktemp("chroma")
    ChromaStore().build(folder, IDS, VECTORS)
    return folder


def _copy(built: Path, to: Path) -> Path:
    for file in built.rglob("*"):
        if file.is_file():
            place = to / file.relative_to(built)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())
    return to


def _uses(folder: Path) -> None:
    index = ChromaStore().open(folder)
    try:
        index.nearest(VECTORS[0], 3)
    finally:
        index.close()


@pytest.mark.parametrize("how", ["header", "pages", "cut_short", "not_a_database", "other_tables"])
def test_damaged_database(built: Path, tmp_path: Path, how: str) -> None:
    """A damaged database is a fault of the store, though Chroma's core panics with no ordinary exception at some."""
    folder = _copy(built, tmp_path / "copy")
    victim = folder / "chroma.sqlite3"
    whole = victim.read_bytes()
    victim.write_bytes(
        {
            "header": b"\xff" * 100 + whole[100:],
            "pages": whole[:4_096] + b"\xa5" * (len(whole) - 4_096),
            "cut_short": whole[: len(whole) // 3],
            "not_a_database": b"nothing of the kind" * 1_000,
            "other_tables": whole.replace(b"collections", b"kollections"),
        }[how]
    )
    with pytest.raises(StoreError) as fault:
        _uses(folder)
    assert fault.value.code == "index"


def test_database_that_cannot_be_made(tmp_path: Path) -> None:
    """Building where there is a file in the way is a fault of the store, and so is building twice."""
    (tmp_path / "chroma.sqlite3").write_bytes(b"in the way" * 1_000)
    with pytest.raises(StoreError) as fault:
        ChromaStore().build(tmp_path, IDS, VECTORS)
    assert fault.value.code == "index"


def test_vectors_of_two_dimensions(built: Path, tmp_path: Path) -> None:
    """A question of another dimension is a fault of the store, not an answer."""
    index = ChromaStore().open(_copy(built, tmp_path / "copy"))
    with pytest.raises(StoreError) as fault:
        index.nearest(VECTORS[0][:8], 3)
    assert fault.value.code == "index"
    index.close()


@pytest.mark.parametrize(
    ("count", "probes"),
    [
        (41, [[IDS[3], VECTORS[3].tolist()]]),
        (40, [[IDS[3], VECTORS[3].tolist()], ["gone", (-VECTORS[3]).tolist()]]),
    ],
)
def test_build_is_tried(built: Path, tmp_path: Path, count: int, probes: list[list[object]]) -> None:
    """The trial from another process refuses a build that lacks ids or cannot find a vector (every build above passed it)."""
    asked = {"folder": str(_copy(built, tmp_path / "copy")), "count": count, "probes": probes}
    told = subprocess.run(
        [sys.executable, "-m", "assistant.adapters.chroma"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
        check=True,
    )
    assert told.stdout.strip() == "holes"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nothing_listens(built: Path, tmp_path: Path) -> None:
    """With an index open and used, this process has no listening socket."""
    index = ChromaStore().open(_copy(built, tmp_path / "copy"))
    index.nearest(VECTORS[0], 3)
    own = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            own.add(str(entry.readlink()))
        except OSError:
            continue
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{os.getpid()}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":
                listening.add(f"socket:[{fields[9]}]")
    index.close()
    assert own & listening == set()


def test_sealed_chroma_build(tmp_path: Path) -> None:
    """A Chroma build sealed by `Builds` is found whole, answers, and is untouched by being used."""
    builds = Builds(tmp_path / "index", ChromaStore())
    builds.build(IDS, VECTORS, fingerprint="e", embedder="e", revision="r")
    for _ in range(2):
        opened = builds.open("e", "r")
        assert opened is not None
        assert opened.nearest(VECTORS[5], 1)[0][0] == "p5"
        opened.close()
    assert builds.state("e", "r") is IndexState.READY
