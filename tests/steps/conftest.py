"""A small library of the invented sources, with a deterministic embedder or by words alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from texts2 import SOURCES

from assistant.library.library import Library
from assistant.testing import ExactStore, HashEmbedder


@pytest.fixture(scope="session", params=["lexical", "hash-64"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Every invented source, searched by words alone and also with vectors."""
    name: str = request.param
    folder: Path = tmp_path_factory.mktemp(name)
    held = Library(
        folder,
        store=ExactStore(),
        embedder=HashEmbedder() if name == "hash-64" else None,
        embedder_name=name,
        max_bytes=1_000_000,
        read_seconds=30,
    )
    held.add([SOURCES])
    yield held
    held.close()
