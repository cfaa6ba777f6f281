"""The library that a set asks: its corpus taken in as the product takes it, in the evaluation's own part of the data folder.

One library for each corpus and embedder, kept and used again. It is only read from: drafting, which puts a person's facts
into the library, is done on a copy.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.composition import build
from assistant.errors import ReadError
from assistant.pipeline import Assistant
from assistant.ports import OnProgress
from assistant.settings import Settings
from assistant.types import AddState
from evals import reading, tidying
from evals.types import EvalSet

DONE = "corpus.json"
"""Written into a library's folder when its corpus is in."""
VECTORS = "vectors.sqlite"
_WORKSPACE = "workspace*"


def evaluation_folder(data: Path) -> Path:
    """The part of the data folder that is the evaluation's own."""
    return data / "evals"


def runs_folder(data: Path) -> Path:
    """Where runs are kept unless told otherwise."""
    return evaluation_folder(data) / "runs"


def library_folder(held: EvalSet, settings: Settings) -> Path:
    """Where the library of a set lies: sets of one corpus share it, and those without one ask the data folder's own."""
    if not held.corpus:
        return settings.data
    told = json.dumps([dict(held.corpus), settings.embedding_model], sort_keys=True)
    return evaluation_folder(settings.data) / f"library-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def settings_for(held: EvalSet, settings: Settings, folder: Path) -> Settings:
    """The settings of a set's assistant: all as given, but the data folder and what is taken in at the start."""
    if not held.corpus:
        return settings.model_copy(update={"data": folder})
    return settings.model_copy(update={"data": folder, "knowledge": str(reading.knowledge(held.folder))})


def own_sources(held: EvalSet) -> EvalSet:
    """The set to be asked over the sources in the data folder: it has no corpus of its own."""
    return replace(held, corpus={})


def frozen_sources(held: EvalSet) -> EvalSet:
    """The set to be asked over the frozen corpus, as the shipped sets are."""
    return replace(held, corpus=reading.hashes(reading.corpus_files(held.folder)))


def hold(
    held: EvalSet, lines: Mapping[str, int], file: str, settings: Settings, on_progress: OnProgress | None
) -> None:
    """Holds a spreadsheet's set to the sources that it is asked over. Raises InvalidSetError, with the rows in `lines`."""
    if held.corpus:
        sources = reading.documents(reading.corpus_files(held.folder))
    else:
        wanted = {gold.document for sample in held.samples for gold in sample.gold}
        wanted |= {sample.task.memo for sample in held.samples if sample.task.memo}
        with opened(held, settings, on_progress) as assistant:
            inside = {document.external_id for document, _ in assistant.documents()}
            sources = {name: assistant.document(name) for name in sorted(wanted & inside)}
    problems = reading.problems_of(held, sources, file, lines)
    if problems:
        raise reading.InvalidSetError(problems)


@contextmanager
def opened(held: EvalSet, settings: Settings, on_progress: OnProgress | None = None) -> Iterator[Assistant]:
    """The product over a set's corpus, made where it is not there yet; over the data folder's own sources where it has none.
    Raises LausuntoError."""
    if not held.corpus:
        assistant = build(settings, on_progress=on_progress)
        try:
            yield assistant
        finally:
            assistant.close()
        return
    folder = library_folder(held, settings)
    if not (folder / DONE).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _share_vectors(folder)
    # Written at each opening: it tells when the library was last wanted.
    (folder / tidying.MADE_FOR).write_text(_made_for(held, settings), encoding="utf-8")
    assistant = build(settings_for(held, settings, folder), on_progress=on_progress)
    try:
        if not (folder / DONE).is_file():
            _fill(assistant, reading.beside(held.folder), on_progress)
            (folder / DONE).write_text(json.dumps(dict(held.corpus), sort_keys=True), encoding="utf-8")
        yield assistant
    finally:
        assistant.close()


@contextmanager
def copied(held: EvalSet, settings: Settings, into: Path, on_progress: OnProgress | None = None) -> Iterator[Assistant]:
    """The product over a copy of a set's library, with a workspace that nobody has worked in. Raises LausuntoError."""
    with opened(held, settings, on_progress):
        pass
    shutil.copytree(library_folder(held, settings), into, ignore=shutil.ignore_patterns(_WORKSPACE), dirs_exist_ok=True)
    assistant = build(settings_for(held, settings, into), on_progress=on_progress)
    try:
        yield assistant
    finally:
        assistant.close()


def _made_for(held: EvalSet, settings: Settings) -> str:
    """What a library is for, whatever its sources hold today: the embedder, and the folder of a set that has sources of its own."""
    own = any((held.folder / name).is_dir() for name in (reading.OWN_CORPUS, reading.PLANTED))
    return json.dumps([settings.embedding_model, str(held.folder.resolve()) if own else ""])


def _fill(assistant: Assistant, files: Sequence[Path], on_progress: OnProgress | None) -> None:
    for outcome in assistant.add(files, on_progress=on_progress) if files else ():
        if outcome.state is AddState.FAILED:
            values: dict[str, Any] = {"name": outcome.name, **outcome.values}
            raise ReadError(outcome.message, **values)


def _share_vectors(folder: Path) -> None:
    """Begins a library with the vectors of the newest one, so that a text is embedded once: they are kept by text and embedder."""
    if (folder / VECTORS).exists():
        return
    others = sorted(folder.parent.glob(f"library-*/{VECTORS}"), key=lambda file: file.stat().st_mtime)
    # Only a cache: without it the vectors are made anew.
    with suppress(sqlite3.Error, OSError, IndexError):
        source = sqlite3.connect(f"file:{others[-1]}?mode=ro", uri=True)
        with closing(source), closing(sqlite3.connect(folder / VECTORS)) as target:
            source.backup(target)
