"""What the evaluation leaves behind and nobody goes on with: unfinished runs and libraries of sources that have changed since.

The newest of each is kept however old it is, and nothing that was touched within a day is taken away: another process may be at it.
Finished runs are people's, and stay.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.errors import LausuntoError
from evals import folders

MADE_FOR = "made-for.json"
"""In a library's folder: what it was made for. Of the libraries made for the same, only the newest can be wanted again."""
AGE = 24 * 60 * 60
"""Seconds for which what nobody touches is left alone."""


def unfinished(base: Path) -> tuple[Path, ...]:
    """Takes older unfinished runs of the same sets away, and gives the folders that went."""
    left = (run for run in folders.runs(base) if not folders.finished(run))
    return _away(left, _asked, (folders.ANSWERS, folders.SAMPLES, folders.LOCK))


def libraries(base: Path) -> tuple[Path, ...]:
    """Takes older libraries made for the same away, and gives the folders that went."""
    return _away((file.parent for file in base.glob(f"library-*/{MADE_FOR}")), _made_for, (MADE_FOR,))


def _asked(run: Path) -> str:
    """The sets, part and size that a run asks, whatever the code, so that one of older code gives way; itself where that is not told."""
    try:
        held = folders.config_of(run)
    except LausuntoError:
        return str(run)
    return json.dumps([sorted(held.sets), sorted(held.splits), held.sample, held.model, held.embedder])


def _made_for(library: Path) -> str:
    return (library / MADE_FOR).read_text(encoding="utf-8")


def _away(found: Iterable[Path], key: Callable[[Path], str], touched: Iterable[str]) -> tuple[Path, ...]:
    """Takes away what is not the last touched of its key and was not touched within a day."""
    names = tuple(touched)
    at = {folder: _touched(folder, names) for folder in found}
    kept: set[str] = set()
    gone = []
    for folder in sorted(at, key=lambda one: (at[one], one.name), reverse=True):
        told = key(folder)
        if told in kept and time.time() - at[folder] > AGE:
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(folder)
        kept.add(told)
    return tuple(gone)


def _touched(folder: Path, names: Iterable[str]) -> float:
    return max((file.stat().st_mtime for file in map(folder.joinpath, names) if file.is_file()), default=0.0)
