"""How fast questions are answered and sources taken in, and how much memory the server needs."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

import numpy as np

from assistant.adapters.embeddings import EMBEDDED, LEXICAL
from assistant.types import AddState
from bench import texts
from bench.folders import LARGE, SEED, Folders, assistant_on, environment, prefilled
from bench.table import Figure, load

ASKED = 200
ASKED_BARE = 10
ASKED_MEMORY = 50
WARM_UP = 5
FILLED = "vectors of passages and sentences prefilled by a stand-in, questions embedded for real"
SHIPPED_QUESTION = "Mikä on kuntakokeilun tavoite?"


def asking(folders: Folders) -> list[Figure]:
    """Seconds of a question over the large folder: all vectors there, and without those of sentences."""
    busy = load()
    taken, spent = _asked(folders, "large", ASKED)
    p50, p95 = np.percentile(taken, [50, 95])
    figures = [
        Figure(
            name=f"Ask, {LARGE:,} passages, warm",
            target="p95 ≤ 800 ms",
            measured=f"p50 {p50 * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms ({spent * 1000:.0f} ms of processor time each)",
            good=bool(p95 <= 0.8),
            how=f"`Assistant.ask`, {ASKED} questions; {FILLED}",
            load=busy,
        )
    ]
    busy = load()
    taken, _ = _asked(folders, "bare", ASKED_BARE)
    figures.append(
        Figure(
            name="The same, sentence vectors missing",
            target="–",
            measured=f"p50 {statistics.median(taken):.1f} s, longest {max(taken):.1f} s",
            good=None,
            how=f"{ASKED_BARE} questions, each embeds the sentences of its passages; as while `add` is at work",
            load=busy,
        )
    )
    return figures


def _asked(folders: Folders, which: str, count: int) -> tuple[list[float], float]:
    """Seconds of each question, and processor seconds of one on average."""
    assistant = assistant_on(folders.large if which == "large" else folders.bare)
    questions = texts.questions(count + WARM_UP, SEED + 1)
    for question in questions[:WARM_UP]:
        assistant.ask(question)
    before = time.process_time()
    taken = [_seconds(lambda q=question: assistant.ask(q)) for question in questions[WARM_UP:]]
    spent = time.process_time() - before
    assistant.close()
    return taken, spent / count


def _seconds(call: object) -> float:
    assert callable(call)
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def adding(folders: Folders) -> list[Figure]:
    """Passages a second with vectors and without, and files that are known already."""
    return [
        _rate(folders, EMBEDDED, 300, 2.5, "vectors of passages and sentences"),
        _rate(folders, LEXICAL, 5_000, 500, "lexical"),
        _again(folders, 1_000),
    ]


def _rate(folders: Folders, model: str, count: int, aim: float, what: str) -> Figure:
    busy = load()
    corpus = texts.records(folders.root / f"{model}.jsonl", count, SEED + 2)
    assistant = assistant_on(folders.root / f"add-{model}", model)
    start = time.perf_counter()
    added = assistant.add([corpus])
    taken = time.perf_counter() - start
    passages = sum(outcome.passages for outcome in added)
    assistant.close()
    return Figure(
        name=f"Adding, {what}",
        target=f"≥ {aim:g} passages/s",
        measured=f"{passages / taken:,.1f} passages/s",
        good=passages / taken >= aim,
        how=f"`Assistant.add`, {passages:,} passages in {taken:.1f} s",
        load=busy,
    )


def _again(folders: Folders, count: int) -> Figure:
    files = texts.files(folders.root / "files", count, SEED + 3)
    data = prefilled(folders.root / "again", [files])
    assistant = assistant_on(data)
    busy = load()
    start = time.perf_counter()
    added = assistant.add([files])
    taken = time.perf_counter() - start
    assistant.close()
    same = sum(outcome.state is AddState.UNCHANGED for outcome in added)
    if same != count:
        sys.exit(f"{count - same} of {count} files were not taken for unchanged")
    return Figure(
        name=f"Adding {count:,} unchanged files again",
        target="≤ 3 s",
        measured=f"{taken:.2f} s",
        good=taken <= 3,
        how="`Assistant.add` on a folder of text files",
        load=busy,
    )


def memory(folders: Folders) -> list[Figure]:
    """The most memory a serving process ever held."""
    busy = load()
    questions = folders.root / "questions.json"
    questions.write_text(json.dumps(texts.questions(ASKED_MEMORY, SEED + 4)), encoding="utf-8")
    call = [sys.executable, "-m", "bench.server", str(folders.large), str(questions)]
    told = json.loads(subprocess.run(call, env=environment(), check=True, stdout=subprocess.PIPE).stdout)
    stages = ", ".join(f"{name} {size / 1024:.0f}" for name, size in told["stages"].items())
    return [
        Figure(
            name=f"Peak memory of the server, {LARGE:,} passages",
            target="≤ 1.1 GiB",
            measured=f"{told['peak'] / 1024**2:.2f} GiB",
            good=told["peak"] <= 1.1 * 1024**2,
            how=f"VmHWM, page mounted, {ASKED_MEMORY} questions; MiB held after each stage: {stages}",
            load=busy,
        )
    ]


def cli(folders: Folders) -> list[Figure]:
    """A question on the command line over the shipped knowledge, each time a new process."""
    call = [sys.executable, "-m", "assistant", "ask", SHIPPED_QUESTION, "--json"]
    env = environment(data=str(folders.root / "shipped"))
    first = _seconds(lambda: _quietly(call, env))
    busy = load()
    taken = [_seconds(lambda: _quietly(call, env)) for _ in range(5)]
    middle = statistics.median(taken)
    return [
        Figure(
            name="`lausunto ask`, shipped knowledge, cold process",
            target="≤ 3 s",
            measured=f"{middle:.2f} s",
            good=middle <= 3,
            how=f"median of 5; the very first call, which takes the knowledge in, {first:.0f} s",
            load=busy,
        )
    ]


def _quietly(call: Sequence[str], env: dict[str, str]) -> None:
    subprocess.run(call, env=env, check=True, capture_output=True)
