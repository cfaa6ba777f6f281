"""Answer: the parts of a question, each with the sentences written for it, become one answer with its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Answer, Claim, Evidence, Finding, Hit, Passage, Question, Status, Step
from assistant.writers.extractive import missing, refusal, remarks
from assistant.writers.scoring import asks_for_view

NEAREST = 3
"""Passages named as nearest when nothing answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a question, what was found for it and what was written from that.

    `claims` leaves out what an earlier part told already; `answered` tells whether anything was written at all.
    """

    question: Question
    evidence: Evidence
    claims: tuple[Claim, ...]
    answered: bool


def conclude(
    question: Question, found: Sequence[Part], steps: Sequence[Step], findings: Sequence[Finding] = ()
) -> tuple[tuple[Claim, ...], Answer]:
    """The closing sentences (what is missing, what must be said of the sources), and the whole answer."""
    claims = tuple(claim for part in found for claim in part.claims)
    without = [part.question.text for part in found if not part.answered]
    evidence = _merged(question, found)
    if not claims:
        ending = tuple(refusal(evidence.documents, question.language, view=asks_for_view(question)))
        status = Status.NO_SOURCES
        without = [question.text]
    else:
        status = Status.PARTIAL if without else Status.ANSWERED
        lacking = tuple(missing(text.rstrip(" ?."), question.language) for text in without)
        ending = (*lacking, *remarks(claims, question.language))
    answer = Answer(
        status=status,
        language=question.language,
        claims=(*claims, *ending),
        evidence=evidence,
        missing=tuple(without),
        nearest=() if claims else _nearest(evidence.hits),
        findings=tuple(findings),
        trace=tuple(steps),
    )
    return ending, answer


def _merged(question: Question, found: Sequence[Part]) -> Evidence:
    hits: dict[str, Hit] = {}
    for part in found:
        for hit in part.evidence.hits:
            hits.setdefault(hit.passage.id, hit)
    return Evidence(
        question=question,
        hits=tuple(hits.values()),
        candidates=tuple(candidate for part in found for candidate in part.evidence.candidates),
        documents=max((part.evidence.documents for part in found), default=0),
    )


def _nearest(hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """The first passages, one a document before a second of any."""
    by_document: dict[str, Passage] = {}
    for hit in hits:
        by_document.setdefault(hit.passage.document.id, hit.passage)
    rest = (hit.passage for hit in hits if hit.passage not in by_document.values())
    return (*by_document.values(), *rest)[:NEAREST]
