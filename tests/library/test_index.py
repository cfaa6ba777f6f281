"""Builds of the vector index: what is not whole, or not of this revision and embedder, is never searched."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StoreError
from assistant.library.index import Builds
from assistant.library.vectors import normalised
from assistant.ports import VectorIndex, Vectors
from assistant.testing import ExactStore
from assistant.types import IndexState

IDS = ["a", "b", "c"]
VECTORS = normalised(np.asarray([[1, 0], [1, 1], [0, 1]], dtype=np.float32))


class Failing(ExactStore):
    """Writes half of a build, then breaks down."""

    def __init__(self, fault: BaseException) -> None:
        self._fault = fault

    def build(self, folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
        """Raises, having written something."""
        (folder / "ids.json").write_text("[")
        raise self._fault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where builds are kept."""
    return tmp_path / "index"


@pytest.fixture
def builds(folder: Path) -> Builds:
    """One build of revision r1 by embedder e1."""
    made = Builds(folder, ExactStore())
    build(made)
    return made


def build(builds: Builds, *, fingerprint: str = "e1", revision: str = "r1", vectors: Vectors = VECTORS) -> None:
    """Makes a build of the three vectors."""
    builds.build(IDS, vectors, fingerprint=fingerprint, embedder="embedder", revision=revision)


def current(folder: Path) -> Path:
    """The folder of the current build."""
    return folder / (folder / "current").read_text().split()[0]


def nearest(builds: Builds, fingerprint: str = "e1", revision: str = "r1") -> list[str]:
    """The ids nearest to the first vector."""
    opened = builds.open(fingerprint, revision)
    assert opened is not None
    found = [id_ for id_, _ in opened.nearest(VECTORS[0], 3)]
    opened.close()
    return found


def _never_used(builds: Builds) -> None:
    assert builds.state("e1", "r1") is not IndexState.READY
    assert builds.open("e1", "r1") is None


def test_missing(folder: Path) -> None:
    """Without a build there is none to open."""
    builds = Builds(folder, ExactStore())
    assert builds.state("e1", "r1") is IndexState.MISSING
    assert builds.manifest() is None
    assert builds.open("e1", "r1") is None


def test_ready(builds: Builds) -> None:
    """A finished build tells what it holds and is searched."""
    manifest = builds.manifest()
    assert manifest is not None
    assert (manifest.fingerprint, manifest.embedder, manifest.revision) == ("e1", "embedder", "r1")
    assert (manifest.dimension, manifest.vectors) == (2, 3)
    assert builds.state("e1", "r1") is IndexState.READY
    assert nearest(builds) == ["a", "b", "c"]


@pytest.mark.parametrize(("fingerprint", "revision"), [("e2", "r1"), ("e1", "r2"), ("", "")])
def test_stale(builds: Builds, fingerprint: str, revision: str) -> None:
    """Another embedder, though of the same dimension, or another revision, is not served by this build."""
    assert builds.state(fingerprint, revision) is IndexState.STALE
    assert builds.open(fingerprint, revision) is None


def _files(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(current(folder))) for f in current(folder).rglob("*") if f.is_file())


def test_files_of_a_build(folder: Path, builds: Builds) -> None:
    """The damage below is done to every file that a build has."""
    assert _files(folder) == ["manifest.json", "store/ids.json", "store/vectors.npy"]


@pytest.mark.parametrize("name", ["manifest.json", "store/ids.json", "store/vectors.npy", "../current"])
@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_one_flipped_bit(folder: Path, builds: Builds, name: str, bit: int) -> None:
    """One bit flipped anywhere in any file, and the build is not used; mended, it is used again."""
    victim = current(folder) / name
    whole = victim.read_bytes()
    for at in range(len(whole)):
        victim.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        _never_used(builds)
    victim.write_bytes(whole)
    assert nearest(builds) == ["a", "b", "c"]


@pytest.mark.parametrize("name", ["manifest.json", "store/ids.json", "store/vectors.npy"])
@pytest.mark.parametrize("kept", [None, 0, 0.5, 0.99])
def test_deleted_or_cut_short(folder: Path, builds: Builds, name: str, kept: float | None) -> None:
    """A file that is gone, empty or cut short breaks the build."""
    victim = current(folder) / name
    whole = victim.read_bytes()
    victim.unlink()
    if kept is not None:
        victim.write_bytes(whole[: int(len(whole) * kept)])
    _never_used(builds)
    assert builds.state("e1", "r1") is IndexState.BROKEN


def test_file_too_many(folder: Path, builds: Builds) -> None:
    """A file that the manifest does not know breaks the build."""
    (current(folder) / "store" / "extra").write_text("")
    assert builds.state("e1", "r1") is IndexState.BROKEN
    _never_used(builds)


def test_whole_build_gone(folder: Path, builds: Builds) -> None:
    """A build that is named and not there is broken; without the name it is missing."""
    shutil.rmtree(current(folder))
    assert builds.state("e1", "r1") is IndexState.BROKEN
    _never_used(builds)
    (folder / "current").unlink()
    assert builds.state("e1", "r1") is IndexState.MISSING


def test_broken_build_is_replaced(folder: Path, builds: Builds) -> None:
    """A new build makes a broken index ready."""
    (current(folder) / "store" / "ids.json").unlink()
    build(builds)
    assert nearest(builds) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (OSError(28, "No space left on device"), "disk_full"),
        (OSError(5, "Input/output error"), "index"),
        (StoreError("index"), "index"),
    ],
)
def test_failed_build_leaves_the_current_one(folder: Path, builds: Builds, fault: Exception, code: str) -> None:
    """A build that fails raises, leaves nothing of itself and the current one as it was."""
    before = sorted(folder.rglob("*"))
    with pytest.raises(StoreError) as caught:
        build(Builds(folder, Failing(fault)), revision="r2")
    assert caught.value.code == code
    assert sorted(folder.rglob("*")) == before
    assert nearest(builds) == ["a", "b", "c"]


def test_stopped_build_leaves_the_current_one(folder: Path, builds: Builds) -> None:
    """A build stopped half-way leaves the current one as it was, and its own remains go with the next build."""
    with pytest.raises(KeyboardInterrupt):
        build(Builds(folder, Failing(KeyboardInterrupt())), revision="r2")
    assert nearest(builds) == ["a", "b", "c"]
    build(builds, revision="r2")
    assert len([f for f in folder.iterdir() if f.is_dir()]) == 2


def test_build_before_is_kept(folder: Path, builds: Builds) -> None:
    """The build before the current one is kept, the one before that is not."""
    made = [current(folder)]
    for revision in ("r2", "r3"):
        build(builds, revision=revision)
        made.append(current(folder))
    assert sorted(f for f in folder.iterdir() if f.is_dir()) == sorted(made[1:])
    assert builds.state("e1", "r3") is IndexState.READY


def test_searching_never_touches_a_build(
    folder: Path, builds: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work is done on a copy, which is gone after closing; the build keeps every byte, even while a new one is made."""
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    before = {f: hashlib.sha256(f.read_bytes()).digest() for f in folder.rglob("*") if f.is_file()}
    opened = builds.open("e1", "r1")
    assert opened is not None
    assert len(list(copies.iterdir())) == 1
    for file in copies.rglob("*.*"):
        file.write_text("changed")
    assert {f: hashlib.sha256(f.read_bytes()).digest() for f in folder.rglob("*") if f.is_file()} == before
    build(builds, revision="r2")
    build(builds, revision="r3")
    assert [id_ for id_, _ in opened.nearest(VECTORS[2], 1)] == ["c"]
    opened.close()
    assert list(copies.iterdir()) == []


def test_store_that_cannot_open(folder: Path, builds: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sealed build that the store cannot open is not used, and leaves no copy behind."""

    class Unopenable(ExactStore):
        def open(self, folder: Path) -> VectorIndex:
            raise StoreError("index", folder=folder)

    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    assert Builds(folder, Unopenable()).open("e1", "r1") is None
    assert list(copies.iterdir()) == []


def test_empty_library(folder: Path) -> None:
    """A library without passages has a sound index that finds nothing."""
    builds = Builds(folder, ExactStore())
    builds.build([], np.zeros((0, 0), dtype=np.float32), fingerprint="e1", embedder="x", revision="r1")
    assert builds.state("e1", "r1") is IndexState.READY
    assert nearest(builds) == []
