"""How well the search finds, against each of its parts alone, on sets with one right document a question."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.folders import assistant_on, environment
from bench.table import Figure, load

K = 10
GAIN = 0.02
"""What the fused search must add to the better of its parts."""
DEEP = 60
"""Passages read of a part's list, so that ten documents come of them."""

Run = Mapping[str, Sequence[str]]


def ndcg(run: Run, right: Mapping[str, str], k: int = K) -> float:
    """Mean nDCG@k where one document is right: 1 / log2(1 + rank), nothing below rank k."""
    gains = []
    for query, document in right.items():
        ranked = list(run.get(query, ()))[:k]
        gains.append(1 / math.log2(2 + ranked.index(document)) if document in ranked else 0.0)
    return sum(gains) / len(gains)


def measure(source: Path, data: Path) -> list[Figure]:
    """The figures of one set; `data` is filled where it is not yet, which takes minutes."""
    busy = load()
    right = dict(line.split()[0:3:2] for line in (source / "qrels.trec").read_text().splitlines())
    call = [sys.executable, "-m", "assistant"]
    env = environment(data=str(data), knowledge="none")
    subprocess.run([*call, "add", str(source / "corpus.jsonl"), "--json"], env=env, check=True, stdout=subprocess.PIPE)
    file = data.parent / f"{source.name}.run"
    asked = ["search", "--queries", str(source / "queries.jsonl"), "--run", str(file), "-k", str(K)]
    told = json.loads(subprocess.run([*call, *asked], env=env, check=True, stdout=subprocess.PIPE).stdout)
    whole = ndcg(_read(file), right)
    alone = {name: ndcg(run, right) for name, run in _parts(source / "queries.jsonl", data).items()}
    aim = max(alone.values()) + GAIN
    parts = ", ".join(f"{name} alone {value:.3f}" for name, value in alone.items())
    return [
        Figure(
            name=f"nDCG@{K}, set `{source.name}`",
            target=f"≥ {aim:.3f} (best part + {GAIN})",
            measured=f"{whole:.3f}; {parts}",
            good=whole >= aim,
            how=f"`lausunto add`, `search --queries --run`; {len(right)} questions, {told['ms_per_query']:.0f} ms each",
            load=busy,
        )
    ]


def _read(file: Path) -> Run:
    run: dict[str, list[str]] = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        query, _, document, *_ = line.split()
        run[query].append(document)
    return run


def _parts(queries: Path, data: Path) -> dict[str, Run]:
    """What 4-gram BM25 alone and vectors alone would find, from the product's own indexes."""
    assistant = assistant_on(data)
    search = assistant.library.search
    held = search.snapshot()
    runs: dict[str, dict[str, Sequence[str]]] = {"4-gram BM25": {}, "vectors": {}}

    def documents(positions: Iterable[int]) -> Sequence[str]:
        return list(dict.fromkeys(held.passages[at].document.external_id for at in positions))

    for line in queries.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        scores = held.lexical.scores(row["text"])
        runs["4-gram BM25"][row["_id"]] = documents(int(at) for at in np.argsort(-scores, kind="stable")[:DEEP])
        vector = search.vector(row["text"])
        if vector is None or held.index is None:
            sys.exit("the vector index is not there")
        runs["vectors"][row["_id"]] = documents(held.position[id_] for id_, _ in held.index.nearest(vector, DEEP))
    assistant.close()
    return dict(runs)
