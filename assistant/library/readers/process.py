"""The parent's side: one child process kept alive over many files, replaced after a crash or a hang.

The parent opens the file, the child sees only its bytes: nothing a document holds can make us open another file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from assistant.errors import ReadError
from assistant.library.readers.formats import ENDINGS
from assistant.library.readers.wire import pack, read_frame, reading_from_json, unpack, write_frame
from assistant.types import Reading

_CHILD = ("-B", "-S", "-P", "-m", "assistant.library.readers.child")
# Without these a Python may not start.
_KEPT_ENVIRONMENT = (
    "PYTHONHOME",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "SYSTEMROOT",
)


class ReaderProcess:
    """Reads files, one at a time, in a child process; usable from several threads, which then wait for one another.

    The child starts with the first file and ends with the `with` block (or `close`).
    """

    def __init__(self, *, max_bytes: int = 50_000_000, seconds: float = 60.0) -> None:
        self._max_bytes = max_bytes
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child. The next `read` starts a new one."""
        with self._lock:
            self._stop()

    def read(self, path: Path, *, name: str | None = None) -> tuple[Reading, ...]:
        """One Reading for a file, one for each record of a JSONL file. `name` is what messages call the file.

        The ending comes from `name` where it has one of ours, else from `path`. Raises ReadError: unreadable,
        empty_file, unsupported, mislabelled, encrypted, no_text, broken, too_large,
        too_many_pages, too_long, unpacks_too_large, too_slow, bad_record.
        """
        shown = name or path.name
        ending = next((e for e in (Path(shown).suffix.lower(), path.suffix.lower()) if e in ENDINGS), None)
        if ending is None:
            raise ReadError("unsupported", name=shown)
        data = self._load(path, shown)
        with self._lock:
            return self._ask(data, ending, shown)

    def _load(self, path: Path, shown: str) -> bytes:
        try:
            with path.open("rb") as stream:
                data = stream.read(self._max_bytes + 1)
        except OSError as error:
            raise ReadError("unreadable", name=shown) from error
        if not data:
            raise ReadError("empty_file", name=shown)
        if len(data) > self._max_bytes:
            raise ReadError("too_large", name=shown, limit=_megabytes(self._max_bytes))
        return data

    def _ask(self, data: bytes, ending: str, shown: str) -> tuple[Reading, ...]:
        """Asks the child; where one that has read other files fails, a fresh one decides whether it is this file's."""
        used = self._child is not None
        try:
            return self._ask_once(data, ending, shown)
        except ReadError as error:
            if not (used and error.code == "broken" and self._child is None):
                raise
        return self._ask_once(data, ending, shown)

    def _ask_once(self, data: bytes, ending: str, shown: str) -> tuple[Reading, ...]:
        """Sends one request and collects its answer; a child that fails in any way is thrown away."""
        with self._watched() as (child, late):
            try:
                readings, end = _exchange(child, {"ending": ending, "seconds": self._seconds}, data)
            except (OSError, EOFError, ValueError, KeyError, TypeError) as fault:
                self._stop()
                if late.is_set():
                    raise ReadError("too_slow", name=shown, seconds=f"{self._seconds:g}") from fault
                raise ReadError("broken", name=shown) from fault
            except BaseException:  # an interrupted answer must not be taken for the start of the next one
                self._stop()
                raise
        if end.get("last"):
            self._stop()
        if "error" in end:
            error = ReadError(str(end["error"]), name=shown)
            error.values |= {str(key): str(value) for key, value in dict(end["values"]).items()}
            raise error
        return tuple(readings)

    @contextmanager
    def _watched(self) -> Iterator[tuple[subprocess.Popen[bytes], threading.Event]]:
        """A running child that is killed when the wall clock runs out; the event then tells so."""
        child = self._started()
        late = threading.Event()

        def expire() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(self._seconds, expire)
        timer.daemon = True
        timer.start()
        try:
            yield child, late
        finally:
            timer.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._stop()
            self._child = subprocess.Popen(
                [sys.executable, *_CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd=Path(os.sep).absolute(),
            )
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()  # it holds nothing worth a farewell
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        child.wait()


def _environment() -> dict[str, str]:
    """Only where Python and its modules are: no key, proxy or home folder of the parent reaches the child."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)}


def _exchange(
    child: subprocess.Popen[bytes], request: dict[str, Any], data: bytes
) -> tuple[list[Reading], dict[str, Any]]:
    """Everything the child answers to one request: the Readings and the closing message."""
    requests, answers = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
    write_frame(requests, pack(request))
    write_frame(requests, data)
    requests.flush()
    readings = []
    while "reading" in (message := unpack(read_frame(answers))):
        readings.append(reading_from_json(message["reading"]))
    return readings, message


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g}".replace(".", ",")
