"""The vector index on disk: sealed builds, of which one is current.

Each build is made in a folder of its own from kept vectors, tried from another process, sealed with a manifest that holds
the hash of every file (and `current` that of the manifest), and only then made current; the build before it is kept until the next. A sealed build is never
written to again: whoever opens it checks every byte against the manifest and works on a copy. So a power cut, a full
disk, a flipped bit or a second process can cost a rebuild, never a wrong or half-filled search.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import StoreError
from assistant.ports import IndexStore, VectorIndex, Vectors
from assistant.types import IndexState

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a build holds and was made with; `files` maps each file to its sha-256."""

    fingerprint: str
    embedder: str
    dimension: int
    vectors: int
    revision: str
    files: dict[str, str]
    format: int = FORMAT


class Builds:
    """Owns the folder of builds."""

    def __init__(self, folder: Path, store: IndexStore) -> None:
        self._folder = folder
        self._store = store

    def manifest(self) -> Manifest | None:
        """The current build's manifest, None where there is no readable one."""
        current = self._current()
        if current is None:
            return None
        try:
            told = (current / "manifest.json").read_bytes()
            return Manifest(**json.loads(told)) if hashlib.sha256(told).hexdigest() == self._named()[1] else None
        except (OSError, ValueError, TypeError):
            return None

    def state(self, fingerprint: str, revision: str) -> IndexState:
        """Whether the current build is whole and holds just this revision made with this embedder."""
        if self._current() is None:
            return IndexState.MISSING
        manifest = self.manifest()
        if manifest is None or manifest.format != FORMAT or not self._sealed(manifest):
            return IndexState.BROKEN
        if manifest.fingerprint != fingerprint or manifest.revision != revision:
            return IndexState.STALE
        return IndexState.READY

    def open(self, fingerprint: str, revision: str) -> VectorIndex | None:
        """The current build, if it is READY; None otherwise."""
        current = self._current()
        if current is None or self.state(fingerprint, revision) is not IndexState.READY:
            return None
        copy = Path(tempfile.mkdtemp(prefix="lausunto-index-"))
        try:
            shutil.copytree(current / "store", copy / "store")
            return _Opened(self._store.open(copy / "store"), copy)
        except (OSError, StoreError):
            shutil.rmtree(copy, ignore_errors=True)
            return None

    def build(self, ids: Sequence[str], vectors: Vectors, *, fingerprint: str, embedder: str, revision: str) -> None:
        """Makes, tries, seals and swaps in a build. Raises StoreError, and leaves the current build as it was."""
        name = secrets.token_hex(6)
        folder = self._folder / name
        try:
            (folder / "store").mkdir(parents=True)
            self._store.build(folder / "store", ids, vectors)
            manifest = Manifest(
                fingerprint=fingerprint,
                embedder=embedder,
                dimension=vectors.shape[1] if len(ids) else 0,
                vectors=len(ids),
                revision=revision,
                files=_hashes(folder / "store"),
            )
            told = json.dumps(asdict(manifest), indent=1)
            _write(folder / "manifest.json", told)
            before = self._current()
            _write(self._folder / "current", f"{name} {hashlib.sha256(told.encode()).hexdigest()}")
        except OSError as fault:
            shutil.rmtree(folder, ignore_errors=True)
            code = "disk_full" if fault.errno == 28 else "index"
            raise StoreError(code, folder=self._folder) from fault
        except StoreError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        for other in self._folder.iterdir():
            if other.is_dir() and other.name != name and other != before:
                shutil.rmtree(other, ignore_errors=True)

    def _current(self) -> Path | None:
        name = self._named()[0]
        return self._folder / name if name else None

    def _named(self) -> tuple[str, str]:
        """The current build's folder and the hash of its manifest, as the file `current` tells; empty where it does not."""
        try:
            name, _, seal = (self._folder / "current").read_text().partition(" ")
        except (OSError, ValueError):
            return "", ""
        return name.strip(), seal.strip()

    def _sealed(self, manifest: Manifest) -> bool:
        current = self._current()
        try:
            return current is not None and _hashes(current / "store") == manifest.files
        except OSError:
            return False


class _Opened:
    """An opened copy of a build; closing removes the copy."""

    def __init__(self, inner: VectorIndex, copy: Path) -> None:
        self._inner = inner
        self._copy = copy

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        return self._inner.nearest(vector, k)

    def close(self) -> None:
        self._inner.close()
        shutil.rmtree(self._copy, ignore_errors=True)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and on the disk before it is seen."""
    partial = path.with_name(f".{path.name}")
    with partial.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(path)
