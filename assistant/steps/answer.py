"""Answer: the parts of a question, each with the sentences written for it, become one answer with its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text.wording import say
from assistant.types import Answer, Claim, Evidence, Finding, Hit, Origin, Passage, Question, Status, Step
from assistant.writers.extractive import missing, refusal, remarks
from assistant.writers.scoring import asks_for_view

NEAREST = 3
"""Passages named as nearest when nothing answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a question, what was found for it and what was written from that.

    `claims` leaves out what an earlier part told already; `answered` tells whether anything that quotes a source was written.
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
    verified = any(claim.quotes for claim in claims)
    if not verified:
        ending = tuple(refusal(evidence.documents, question.language, view=asks_for_view(question)))
        # What is left may be sentences that are shown as unsupported: they answer nothing.
        status = Status.NOT_SUPPORTED if claims else Status.NO_SOURCES
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
        nearest=() if verified else _nearest(evidence.hits),
        findings=tuple(findings),
        trace=tuple(steps),
    )
    return ending, answer


def clarify(question: Question, offers: Sequence[str], steps: Sequence[Step]) -> Answer:
    """The answer to a question that is too open: narrower ones to choose from, each a sentence of its own."""
    texts = (say("model.clarify", question.language), *offers)
    return Answer(
        status=Status.CLARIFY,
        language=question.language,
        claims=tuple(Claim(text=text, origin=Origin.FORM) for text in texts),
        evidence=Evidence(question=question, hits=(), candidates=(), documents=0),
        trace=tuple(steps),
    )


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
