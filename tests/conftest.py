"""What every test shares: no network but the machine's own, a tiny corpus, and libraries over fakes.

The corpus in `texts/` is invented by us: no such acts, municipalities or statements exist.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from assistant.library.library import Library
from assistant.testing import ExactStore, HashEmbedder

TEXTS = Path(__file__).with_name("texts")

# Nothing here waits on luck: the same examples everywhere, no clock, no files kept. `--hypothesis-profile=thorough` looks wider.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60, database=None)
settings.register_profile("thorough", deadline=None, max_examples=2_000, database=None)
settings.load_profile("steady")

MakeLibrary = Callable[..., Library]


def pytest_runtest_setup() -> None:
    """Only the machine itself can be reached, in fixtures too."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Tests that are marked `untraced` run without the tracer of coverage (pytest-cov's own mark fails where there is none)."""
    tracer = Coverage.current() if item.get_closest_marker("untraced") else None
    if tracer is None:
        return (yield)
    tracer.stop()
    try:
        return (yield)
    finally:
        tracer.start()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A copy of the corpus that a test may change."""
    return Path(shutil.copytree(TEXTS, tmp_path / "texts"))


@pytest.fixture
def embedder() -> HashEmbedder:
    """A deterministic embedder that tells what it was given."""
    return HashEmbedder()


@pytest.fixture
def make_library(tmp_path: Path) -> Iterator[MakeLibrary]:
    """Opens libraries over fakes, by default in the same folder, and closes them at the end."""
    made: list[Library] = []

    def make(
        embedder: HashEmbedder | None, *, name: str = "hash-64", folder: Path | None = None, max_bytes: int = 1_000_000
    ) -> Library:
        made.append(
            Library(
                folder or tmp_path / "data",
                store=ExactStore(),
                embedder=embedder,
                embedder_name=name,
                max_bytes=max_bytes,
                read_seconds=30,
            )
        )
        return made[-1]

    yield make
    for library in made:
        library.close()


@pytest.fixture
def library(make_library: MakeLibrary, embedder: HashEmbedder) -> Library:
    """An empty library over fakes."""
    return make_library(embedder)
