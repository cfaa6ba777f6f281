"""Retrieve: from a question to evidence, the passages found and the sentences in them that may answer.

The search finds more passages than are kept; where there are vectors, a fitted model puts them in order by their words, their
own likeness to the question and that of their nearest sentence: a long passage may answer in one sentence alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.library.library import Library
from assistant.library.search import Query, searchable
from assistant.library.sentences import sentences_of
from assistant.text.finnish import Sentence
from assistant.types import Candidate, Evidence, Filter, Hit, Language, Question
from assistant.writers.scoring import PASSAGE_FIGURES, Models

PASSAGES = 12
"""Passages whose sentences are candidates."""
FOUND = 30
"""Passages that are put in order: the right one was among them for 97 of 100 questions tried, among the first twelve for 91."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A passage that was found, its sentences, and the cosines of both with the question (None without vectors)."""

    hit: Hit
    sentences: Sequence[tuple[Sentence, str]]
    near: float | None
    near_sentences: Sequence[float | None]


def retrieve(library: Library, question: Question, where: Filter, models: Models | None = None) -> Evidence:
    """The evidence for a question; `models` put the passages in order. Raises StoreError."""
    query = Query(text=question.standalone, also=question.search, language=question.language)
    ranking = models.ranking(question) if models and library.search.vector(question.standalone) is not None else None
    hits = library.search.search(query, FOUND if ranking else PASSAGES, where)
    seen = _looked_at(library, question, hits)
    if ranking:
        shares = ranking.shares(passage_figures(library, question, seen), PASSAGE_FIGURES) if seen else np.zeros(0)
        order = np.lexsort((np.arange(len(seen)), -shares))[:PASSAGES]
        seen = [replace(seen[k], hit=replace(seen[k].hit, score=float(shares[k]))) for k in order]
    candidates = tuple(
        Candidate(
            passage=one.hit.passage,
            start=span.start,
            end=span.end,
            lead=span.lead,
            list_end=span.list_end,
            context=context,
            rank=rank,
            position=position,
            similarity=one.near_sentences[position],
            passage_similarity=one.near,
            passage_share=one.hit.score if ranking else 0.0,
        )
        for rank, one in enumerate(seen)
        for position, (span, context) in enumerate(one.sentences)
    )
    return Evidence(
        question=question,
        hits=tuple(one.hit for one in seen),
        candidates=candidates,
        documents=library.search.snapshot().documents,
    )


def _looked_at(library: Library, question: Question, hits: Sequence[Hit]) -> list[_Seen]:
    sentences = [sentences_of(hit.passage) for hit in hits]
    near = _similarities(library, question, [searchable(hit.passage) for hit in hits])
    each = _similarities(library, question, [context for held in sentences for _, context in held])
    seen, at = [], 0
    for hit, held, own in zip(hits, sentences, near, strict=True):
        seen.append(_Seen(hit=hit, sentences=held, near=own, near_sentences=each[at : at + len(held)]))
        at += len(held)
    return seen


def passage_figures(library: Library, question: Question, seen: Sequence[_Seen]) -> NDArray[np.float64]:
    """A row a passage, a column a figure of PASSAGE_FIGURES."""
    held = library.search.snapshot()
    at = [held.position[one.hit.passage.id] for one in seen]
    near = np.array([one.near or 0.0 for one in seen])
    columns = {
        "words": _share(held.lexical.scores(question.standalone), at),
        "terms": _share(held.lexical.scores(question.search), at) if question.search else np.zeros(len(seen)),
        "similarity": near,
        "nearest_sentence": np.array([max((s or 0.0 for s in one.near_sentences), default=0.0) for one in seen]),
        "own_language": np.array([float(one.hit.passage.document.language is question.language) for one in seen]),
    }
    return np.stack([columns[name] for name in PASSAGE_FIGURES], axis=1)


def _share(scores: NDArray[np.float32], at: Sequence[int]) -> NDArray[np.float64]:
    """Each passage's score beside the best of the library; zeros where nothing scores."""
    best = float(scores.max(initial=0.0))
    return np.asarray(scores[list(at)], dtype=np.float64) / best if best > 0 else np.zeros(len(at))


def _similarities(library: Library, question: Question, texts: Sequence[str]) -> list[float] | list[None]:
    """Cosines of the texts with the question, as asked or in Finnish terms, whichever is nearer; None without vectors."""
    asked = library.search.vector(question.standalone)
    vectors = library.vectors(texts)
    if asked is None or vectors is None or not texts:
        return [None] * len(texts)
    near = vectors @ asked
    if question.search and question.language is not Language.FI:
        translated = library.search.vector(question.search)
        near = near if translated is None else np.maximum(near, vectors @ translated)
    return [float(value) for value in near]
