"""The child: reads the bytes that the parent sends, one file at a time, and answers with Readings.

It opens no files but Python's own modules and what the system tells of it, has no network where the system lets it
give that up, and is bounded in memory, processor time and file size. The wall clock is the parent's. A request is two
frames (JSON, then the bytes); the answer is a frame for each Reading and a last one: {"done": true} or {"error": code,
"values": {…}}; "last" in it tells that the child ends itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from assistant.errors import ReadError
from assistant.library.readers.formats import check_kind, reader_of
from assistant.library.readers.wire import pack, read_frame, reading_to_json, unpack, write_frame

_MEMORY = 1 << 30
_RESIDENT_LIMIT_KB = 512 * 1024  # above this the child makes room for a fresh one
_CLONE_NEWUSER_NEWNET = 0x10000000 | 0x40000000


def main() -> None:
    """Serves requests until the parent closes the pipe."""
    requests, answers = _take_pipes()
    _restrict()
    while True:
        try:
            request = unpack(read_frame(requests))
            data = read_frame(requests)
        except EOFError:
            return
        _allow_seconds(float(request["seconds"]))
        end = _serve(data, str(request["ending"]), answers)
        last = end.get("last") or _swollen()
        write_frame(answers, pack(end | {"last": bool(last)}))
        answers.flush()
        if last:
            return


def _serve(data: bytes, ending: str, answers: BinaryIO) -> dict[str, Any]:
    """Writes a frame for each Reading and returns the closing message."""
    try:
        reader = reader_of(ending)
        check_kind(data, ending)
        for reading in reader(data):
            write_frame(answers, pack({"reading": reading_to_json(reading)}))
    except ReadError as error:
        return {"error": error.code, "values": error.values}
    except MemoryError:
        return {"error": "broken", "values": {}, "last": True}
    except Exception:  # noqa: BLE001 - whatever a parser throws at a damaged file means the same to the user
        return {"error": "broken", "values": {}}
    return {"done": True}


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, moved away from stdin and stdout so that no library can read or print into them."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    return requests, answers


def _restrict() -> None:
    """Gives up memory, files, core dumps, new processes and the network, each where the system knows how."""
    try:
        import resource
    except ImportError:  # Windows: the parent's wall clock is the only bound there
        return
    for name, limit in (("AS", _MEMORY), ("FSIZE", 0), ("CORE", 0), ("NPROC", 0), ("NOFILE", 64)):
        try:
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))
        except (AttributeError, ValueError, OSError):
            continue  # macOS refuses some of them; the others still hold
    if sys.platform == "linux":
        import ctypes

        # A network namespace of our own holds no interface but an unconfigured loopback. Refused in some containers.
        ctypes.CDLL(None).unshare(_CLONE_NEWUSER_NEWNET)


def _allow_seconds(seconds: float) -> None:
    """Lets the process use `seconds` more processor time; then the system ends it."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _swollen() -> bool:
    """Whether this process has needed more memory than it should keep; never where the system does not tell.

    getrusage would not do: its peak outlives exec, so a child of a large parent would seem large from its first file.
    """
    try:
        status = Path("/proc/self/status").read_bytes()
        peak = next(row.split()[1] for row in status.splitlines() if row.startswith(b"VmHWM:"))
    except (OSError, StopIteration):
        return False
    return int(peak) > _RESIDENT_LIMIT_KB


if __name__ == "__main__":
    main()
