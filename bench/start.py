"""From a clean checkout to the served page, and the second start."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from bench.folders import Folders, environment
from bench.table import Figure, load

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 1_800.0


def starting(folders: Folders) -> list[Figure]:
    """Seconds of `make run` until /healthz answers, in a new clone and once more."""
    clone = folders.root / "checkout"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    figures = []
    for name, aim in (("Clean checkout to served page", 180), ("Second start", 10)):
        busy = load()
        taken = _served(clone)
        figures.append(
            Figure(
                name=name,
                target=f"≤ {aim} s",
                measured=f"{taken:.1f} s",
                good=taken <= aim,
                how="`make run` in a new clone, package cache warm, until `/healthz` answers",
                load=busy,
            )
        )
    return figures


def _served(clone: Path) -> float:
    port = _free()
    start = time.monotonic()
    server = subprocess.Popen(
        ["make", "run"], cwd=clone, env=environment(port=str(port)), stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not _answers(port):
            if server.poll() is not None or time.monotonic() - start > LONGEST:
                sys.exit(f"`make run` did not serve (exit code {server.returncode})")
            time.sleep(0.1)
        return time.monotonic() - start
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            server.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def _answers(port: int) -> bool:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
