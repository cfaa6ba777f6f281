"""Measures the product against its targets and prints one table.

usage: python -m bench [--only NAME …] [--retrieval DIR …] [--kept DIR] [--slow] [--settle SECONDS]

Everything is written into a temporary folder. DIR of `--retrieval` holds corpus.jsonl, queries.jsonl and qrels.trec (one
right document a question); taking such a set in is slow, so `--kept` names a folder where its data folder `bench-<name>`
stays for the next time. `--slow` also times a clean checkout. `--settle` waits before each figure until the machine is quiet.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import drafting, retrieval, speed, start
from bench.folders import Folders
from bench.table import Figure, settle, table

FIGURES: dict[str, Callable[[Folders], list[Figure]]] = {
    "asking": speed.asking,
    "memory": speed.memory,
    "adding": speed.adding,
    "cli": speed.cli,
    "drafting": drafting.drafting,
    "start": start.starting,
}


def main() -> int:
    """Measures, prints, and gives 1 where a target is missed."""
    wish = _wishes()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the temporary folder goes whatever happens
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="lausunto-bench-") as name:
        folders = Folders(Path(name))
        kept = wish.kept or folders.root
        for source in wish.retrieval:
            _tell(f"search: {source.name}")
            figures += _shown(retrieval.measure(source, kept / f"bench-{source.name}"))
        for chosen in _chosen(wish.only, wish.slow):
            if chosen in ("asking", "memory", "drafting"):
                _tell("making the large data folder")
                assert folders.large  # made before the machine is left to settle
            settle(wish.settle)
            _tell(chosen)
            figures += _shown(FIGURES[chosen](folders))
    print(f"{_machine()}, {dt.date.today().isoformat()}\n\n{table(figures)}")
    return int(any(figure.good is False for figure in figures))


def _chosen(only: list[str] | None, slow: bool) -> list[str]:
    """The figures asked for; `--only` alone asks for none but the search's."""
    return [name for name in FIGURES if slow or name != "start"] if only is None else only


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", nargs="*", choices=list(FIGURES))
    parser.add_argument("--retrieval", nargs="*", type=Path, default=[])
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--settle", type=float, default=0.0)
    return parser.parse_args()


def _machine() -> str:
    try:
        rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        rows = []
    model = next((row.partition(":")[2].strip() for row in rows if row.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"


def _shown(figures: list[Figure]) -> list[Figure]:
    """The figures, each told as soon as it is there."""
    for figure in figures:
        _tell(f"{figure.name}: {figure.measured} (target {figure.target}, load {figure.load})")
    return figures


def _tell(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
