"""Retrieve: from a question to evidence, the passages found and the sentences in them that may answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.library.library import Library
from assistant.library.search import Query, searchable
from assistant.library.sentences import sentences_of
from assistant.types import Candidate, Evidence, Filter, Language, Question

PASSAGES = 12
"""Passages whose sentences are candidates: the right one was among the first eight for 97 of 100 questions tried."""


def retrieve(library: Library, question: Question, where: Filter) -> Evidence:
    """The evidence for a question. Raises StoreError."""
    query = Query(text=question.standalone, also=question.search, foreign=question.language is not Language.FI)
    hits = library.search.search(query, PASSAGES, where)
    sentences = [
        (rank, position, hit.passage, span, context)
        for rank, hit in enumerate(hits)
        for position, (span, context) in enumerate(sentences_of(hit.passage))
    ]
    near = _similarities(library, question, [context for *_, context in sentences])
    near_passage = _similarities(library, question, [searchable(hit.passage) for hit in hits])
    candidates = tuple(
        Candidate(
            passage=passage,
            start=span.start,
            end=span.end,
            lead=span.lead,
            list_end=span.list_end,
            context=context,
            rank=rank,
            position=position,
            similarity=near[k],
            passage_similarity=near_passage[rank],
        )
        for k, (rank, position, passage, span, context) in enumerate(sentences)
    )
    return Evidence(question=question, hits=hits, candidates=candidates, documents=library.search.snapshot().documents)


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
