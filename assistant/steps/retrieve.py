"""Retrieve: from a question to evidence, the passages found and the sentences in them that may answer."""

from __future__ import annotations

import numpy as np

from assistant.library.library import Library
from assistant.library.search import Query
from assistant.library.sentences import sentences_of
from assistant.types import Candidate, Evidence, Filter, Question

PASSAGES = 10
"""Passages whose sentences are candidates: the right one was among the first eight for 97 of 100 questions tried."""


def retrieve(library: Library, question: Question, where: Filter) -> Evidence:
    """The evidence for a question. Raises StoreError."""
    query = Query(text=question.standalone, finnish=question.search)
    hits = library.search.search(query, PASSAGES, where)
    found = [(rank, hit.passage, span, context) for rank, hit in enumerate(hits) for span, context in sentences_of(hit.passage)]
    vectors = library.vectors([context for *_, context in found]) if found else None
    asked = library.search.vector(question.standalone)
    if question.search and vectors is not None:
        translated = library.search.vector(question.search)
        assert asked is not None and translated is not None
        similarity = np.maximum(vectors @ asked, vectors @ translated)
    else:
        similarity = None if vectors is None or asked is None else vectors @ asked
    candidates = tuple(
        Candidate(
            passage=passage,
            start=span.start,
            end=span.end,
            lead=span.lead,
            list_end=span.list_end,
            context=context,
            rank=rank,
            similarity=None if similarity is None else float(similarity[k]),
        )
        for k, (rank, passage, span, context) in enumerate(found)
    )
    return Evidence(question=question, hits=hits, candidates=candidates, documents=library.search.snapshot().documents)
