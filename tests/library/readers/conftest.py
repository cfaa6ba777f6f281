"""One reading child for the tests, and a way to read bytes as a file of some name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.library.readers import ReaderProcess
from assistant.types import Reading

from .made import Read, check_offsets


@pytest.fixture(scope="session")
def reader() -> Iterator[ReaderProcess]:
    """One child process for all tests that do not break it."""
    with ReaderProcess(max_bytes=50_000_000, seconds=60) as process:
        yield process


@pytest.fixture
def read(reader: ReaderProcess, tmp_path: Path) -> Read:
    """Reads bytes or text under a name and gives the one Reading; checks that the blocks lie in order in the text."""

    def read_one(name: str, content: bytes | str) -> Reading:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        (reading,) = reader.read(path)
        check_offsets(reading)
        return reading

    return read_one
