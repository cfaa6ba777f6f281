"""One run of the evaluation sets, started from the page: a process of its own, so that questions are answered meanwhile.

Nothing is kept here that a file does not hold: a page that is reloaded, or a program that is started again, finds the runs in
the data folder. No Gradio here.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assistant.errors import LausuntoError, UsageError
from assistant.settings import Settings
from evals import folders, libraries, reading
from evals.types import Config, Run

SAMPLE = 60
"""Questions of a quick run."""
PATIENCE = 10
"""Seconds that a run has to end when it is told to."""
_OUTCOMES = frozenset({0, 3})
"""Ways in which a run that was measured ends: all holds, or a gate is broken."""

Command = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a run is. `total` is 0 while the sources are still being taken in; `failed` is what it said when it ended badly."""

    running: bool = False
    done: int = 0
    total: int = 0
    failed: str = ""


def command(arguments: Sequence[str]) -> list[str]:
    """The command line that makes a run."""
    return [sys.executable, "-m", "assistant", "eval", *arguments]


class Evaluating:
    """Owns the process of the one run that may be under way."""

    def __init__(self, settings: Settings, command: Command = command) -> None:
        self._settings = settings
        self._command = command
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._stopped = False
        self._since = 0.0

    @property
    def folder(self) -> Path:
        """Where the runs of this data folder are."""
        return libraries.evaluation_folder(self._settings.data) / "runs"

    def sets(self) -> tuple[str, ...]:
        """The names of the shipped sets."""
        return reading.all_sets()

    def runs(self) -> tuple[tuple[Path, Config], ...]:
        """Finished runs, newest first, each with what it was made with; one that cannot be read is left out."""
        return tuple(self._finished())

    def _finished(self) -> Iterator[tuple[Path, Config]]:
        for run in folders.runs(self.folder):
            with suppress(LausuntoError):
                if folders.finished(run):
                    yield run, folders.config_of(run)

    def read(self, run: Path) -> Run:
        """A finished run. Raises UsageError."""
        return folders.read_run(run)

    def start(self, sets: Sequence[str], *, quick: bool) -> None:
        """Begins a run over the sets, held against the last one over the same. Raises UsageError where one is under way already."""
        with self._turn:
            if self._running():
                raise UsageError("eval_running")
            unknown = sorted(set(sets) - set(self.sets()))
            if not sets or unknown:
                raise UsageError("eval_no_sets")
            self.folder.mkdir(parents=True, exist_ok=True)
            baseline = self._last(sets, quick=quick)
            arguments = [
                *sets,
                "--data",
                str(self._settings.data),
                *(["--sample", str(SAMPLE)] if quick else []),
                *(["--baseline", str(baseline)] if baseline else []),
                "--json",
            ]
            self._stopped = False
            self._since = time.time()
            self._let_go()
            self._log = (self.folder / "page.log").open("wb")
            self._process = subprocess.Popen(self._command(arguments), stdout=subprocess.DEVNULL, stderr=self._log)

    def stop(self) -> None:
        """Ends the run that is under way; what it has answered stays, and the same run goes on from there."""
        with self._turn:
            if self._process is not None and self._running():
                self._stopped = True
                self._process.terminate()
                try:
                    self._process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()

    def state(self) -> State:
        """How far the run is, or how the last one ended."""
        with self._turn:
            if self._process is None:
                return State()
            if self._running():
                done, total = self._counted()
                return State(running=True, done=done, total=total)
            code = self._process.returncode
            if self._stopped or code in _OUTCOMES:
                return State()
            return State(failed=self._said())

    def close(self) -> None:
        """Stops what is under way."""
        self.stop()
        with self._turn:
            self._let_go()

    def _running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _let_go(self) -> None:
        if self._log is not None:
            self._log.close()
            self._log = None

    def _last(self, sets: Sequence[str], *, quick: bool) -> Path | None:
        size = SAMPLE if quick else None
        alike = (run for run, config in self.runs() if set(config.sets) == set(sets) and config.sample == size)
        return next(alike, None)

    def _counted(self) -> tuple[int, int]:
        """Answers and samples of the run under way: the one that has been taken hold of since it was started."""
        for run in folders.runs(self.folder):
            lock = run / folders.LOCK
            # A second's leave: file systems tell times more coarsely than the clock.
            if lock.is_file() and lock.stat().st_mtime > self._since - 1:
                return folders.counted(run / folders.ANSWERS), folders.counted(run / folders.SAMPLES)
        return 0, 0

    def _said(self) -> str:
        told = (self.folder / "page.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        # The last line that is no progress bar.
        return next((line.strip() for line in reversed(told) if line.strip() and "[#" not in line), "")
