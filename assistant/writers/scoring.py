"""What speaks for a sentence being the answer, and for there being an answer at all: two logistic models of few figures.

Each figure is a plain measurement of question and sentence; the weights were fitted on questions with known answers and
unanswerable ones, and lie in `weights.toml` with their origin. Vectors of different embedders have different scales, so
there is a set of weights for each embedder that was fitted, and one for search without vectors.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Vocabulary
from assistant.text.finnish import char_grams, content_words, stem, words
from assistant.text.questions import Asked, asked, holds
from assistant.types import Candidate, Question

WEIGHTS = Path(__file__).with_name("weights.toml")

SENTENCE_FIGURES = (
    "similarity",
    "similarity_z",
    "similarity_best",
    "cover",
    "cover_sentence",
    "passage_rank",
    "holds_asked",
    "lacks_asked",
    "opens_list",
    "length",
)
ANSWER_FIGURES = (
    "similarity",
    "similarity_gap",
    "best_sentence",
    "cover",
    "word_missing",
    "words_missing",
    "unknown_words",
    "name_missing",
    "number_missing",
    "holds_asked",
    "foreign",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights by figure, and the probability from which it says yes."""

    bias: float
    weights: dict[str, float]
    threshold: float

    def probability(self, figures: NDArray[np.float64], names: Sequence[str]) -> NDArray[np.float64]:
        """The logistic of the weighted figures. `figures` has a column a name; shape (rows,)."""
        weights = np.array([self.weights[name] for name in names])
        return np.asarray(1 / (1 + np.exp(-np.clip(figures @ weights + self.bias, -30, 30))))


@cache
def models(embedder: str) -> tuple[Model, Model]:
    """The sentence model and the answer model for an embedder; those without vectors for one that was not fitted."""
    held = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    chosen = held.get(embedder) or held["lexical"]
    sentence, answer = (
        Model(bias=part["bias"], weights=part["weights"], threshold=part["threshold"])
        for part in (chosen["sentence"], chosen["answer"])
    )
    return sentence, answer


def coverage(wanted: Iterable[str], held: Iterable[str], vocabulary: Vocabulary) -> float:
    """The share of wanted 4-grams that are held, each weighed by its rarity; 0 where nothing is wanted."""
    grams = set(wanted)
    total = sum(vocabulary.rarity(gram) for gram in grams)
    have = set(held)
    return sum(vocabulary.rarity(gram) for gram in grams if gram in have) / total if total else 0.0


def sentence_figures(
    question: Question,
    candidates: Sequence[Candidate],
    vocabulary: Vocabulary,
) -> NDArray[np.float64]:
    """A row a candidate, a column a figure of SENTENCE_FIGURES."""
    wanted = _wanted(question)
    kind = asked(question.standalone, question.language)
    sims = _similarities(candidates)
    spread = float(sims.std()) or 1.0
    held = np.array([holds(kind, c.text) for c in candidates], dtype=np.float64)
    known = float(kind is not Asked.OTHER)
    columns = {
        "similarity": sims,
        "similarity_z": (sims - sims.mean()) / spread,
        "similarity_best": sims - sims.max(),
        "cover": np.array([coverage(wanted, char_grams(c.context), vocabulary) for c in candidates]),
        "cover_sentence": np.array([coverage(wanted, char_grams(c.text), vocabulary) for c in candidates]),
        "passage_rank": np.array([1 / (1 + c.rank) for c in candidates]),
        "holds_asked": held * known,
        "lacks_asked": (1 - held) * known,
        "opens_list": np.array([float(c.opens_list) for c in candidates]),
        "length": np.array([min(len(c.text), 600) / 600 for c in candidates]),
    }
    return np.stack([columns[name] for name in SENTENCE_FIGURES], axis=1)


def answer_figures(
    question: Question,
    candidates: Sequence[Candidate],
    best: Sequence[Candidate],
    probabilities: NDArray[np.float64],
    vocabulary: Vocabulary,
) -> NDArray[np.float64]:
    """One row, a column a figure of ANSWER_FIGURES. `best` are the likeliest candidates."""
    text = " ".join(c.context for c in best)
    topic = topic_words(question)
    covers = {word: coverage(char_grams(word), char_grams(text), vocabulary) for word in topic}
    weight = {word: _weight(word, vocabulary) for word in topic}
    missing = [weight[word] * (1 - covers[word]) for word in topic]
    total = sum(weight.values()) or 1.0
    sims = np.sort(_similarities(candidates))[::-1]
    kind = asked(question.standalone, question.language)
    columns = {
        "similarity": float(sims[0]),
        "similarity_gap": float(sims[0] - sims[: min(20, len(sims))].mean()),
        "best_sentence": math.log(max(float(probabilities.max(initial=0)), 1e-6)),
        "cover": coverage(_wanted(question), char_grams(text), vocabulary),
        "word_missing": max(missing, default=0.0) / vocabulary.largest,
        "words_missing": sum(missing) / total,
        "unknown_words": sum(weight[word] for word in topic if not vocabulary.knows(word)) / total,
        "name_missing": float(len(missing_names(question, text))),
        "number_missing": float(len(missing_numbers(question, text))),
        "holds_asked": float(any(holds(kind, c.text) for c in best[:2])),
        "foreign": float(bool(question.search)),
    }
    return np.array([[columns[name] for name in ANSWER_FIGURES]])


def _similarities(candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    return np.array([c.similarity or 0.0 for c in candidates], dtype=np.float64)


def topic_words(question: Question) -> list[str]:
    """The question's words that carry its topic, in Finnish where it was asked in another language."""
    if question.search:
        return list(dict.fromkeys(words(question.search)))
    return list(dict.fromkeys(content_words(question.standalone, question.language)))


def _wanted(question: Question) -> list[str]:
    return [gram for word in topic_words(question) for gram in char_grams(word)]


def _weight(word: str, vocabulary: Vocabulary) -> float:
    grams = char_grams(word)
    return sum(vocabulary.rarity(gram) for gram in grams) / max(len(grams), 1)


_NAME = re.compile(r"(?<=[^\s.?!:] )[A-ZÅÄÖ][\w-]+|\b[A-ZÅÄÖ]{2,}\b")
_NUMBER = re.compile(r"\d+(?:[./]\d+)*")


def missing_names(question: Question, text: str) -> list[str]:
    """Names in the question (capitals that do not begin it) of which the text holds no form."""
    low = set(words(text))
    names = [name for name in _NAME.findall(question.standalone) if name not in ("I",)]
    return [name for name in names if not any(held.startswith(stem(name.casefold())) for held in low)]


def missing_numbers(question: Question, text: str) -> list[str]:
    """Numbers in the question that the text does not hold."""
    held = set(_NUMBER.findall(text))
    return [number for number in _NUMBER.findall(question.standalone) if number not in held]
