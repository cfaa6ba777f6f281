"""Servers for the page tests: the product as a user starts it, and pages on the fake product that start in a moment."""

from __future__ import annotations

import multiprocessing
import os
import random
import runpy
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port that is free now, and that the system gives to nobody's outgoing connection before the server has taken it: those come
    from 32768 on (ip(7)). Another worker would have to draw the same of ten thousand."""
    for port in random.sample(range(20_000, 30_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def started(command: list[str], port: int, **environment: str) -> subprocess.Popen[bytes]:
    """A server process that answers at the port. Raises AssertionError as `wait_for` does."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        wait_for(port, lambda: process.poll() is None)
    except BaseException:
        process.kill()
        raise
    return process


def wait_for(port: int, alive: Callable[[], bool]) -> None:
    """Waits until a server answers at the port. Raises AssertionError when it ends before, or takes five minutes."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        if not alive():
            raise AssertionError("the server ended before it answered")
    raise AssertionError("the server did not answer within five minutes")


def _run(module: str, words: tuple[str, ...]) -> None:
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__")


# Most of a server's start is importing Gradio: it is paid once, and every server of the tests begins as a fork of that process.
_READY = multiprocessing.get_context("forkserver") if "forkserver" in multiprocessing.get_all_start_methods() else None
if _READY:
    _READY.set_forkserver_preload(["assistant.ui.server", "assistant.ui.page"])


@contextmanager
def served(module: str, *words: str) -> Iterator[str]:
    """The address of a page that `python -m module PORT words` serves, with a workspace of its own."""
    port = free_port()
    process = (_READY or multiprocessing.get_context("spawn")).Process(target=_run, args=(module, (str(port), *words)))
    process.start()
    try:
        wait_for(port, process.is_alive)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.join(10)
