"""A program that adds files to a library and stands still where it is told, for the tests to kill it there.

usage: python -m tests.library.stopped FOLDER FILES STAGE, where STAGE is reading, embedding, building or writing.
Prints `here` when it has got there.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.library.library import Library
from assistant.ports import Vectors
from assistant.testing import ExactStore, HashEmbedder
from assistant.types import Progress

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def standing(folder: Path, files: Path, stage: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has got as far as `stage` and stays there; killed without warning at the end."""
    command = [sys.executable, "-m", "tests.library.stopped", str(folder), str(files), stage]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "here\n"
            yield process
        finally:
            process.kill()


def _stand_still() -> None:
    print("here", flush=True)
    time.sleep(120)


class StandingEmbedder(HashEmbedder):
    """Stands still at its second batch."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        if self.embedded:
            _stand_still()
        return super().embed_documents(texts)


class StandingStore(ExactStore):
    """Stands still with a build half written."""

    def build(self, folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes the ids alone."""
        (folder / "ids.json").write_text("[")
        _stand_still()


def _at_second_file(progress: Progress) -> None:
    if progress.name and progress.done == 1:
        _stand_still()


def main(folder: Path, files: Path, stage: str) -> None:
    """Adds the files."""
    library = Library(
        folder,
        store=StandingStore() if stage == "building" else ExactStore(),
        embedder=StandingEmbedder() if stage == "embedding" else HashEmbedder(),
        embedder_name="hash-64",
        max_bytes=1_000_000,
        read_seconds=30,
    )
    if stage == "writing":
        with library.writing():
            _stand_still()
    library.add([files], on_progress=_at_second_file if stage == "reading" else None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
