"""Choosing what to quote: from candidate sentences to a few groups of quotes, or none when the evidence does not answer.

A group is what is quoted together: a sentence, a short list whole, or an item of a long list with the words that open it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Vocabulary
from assistant.text.questions import NARROW, asked
from assistant.types import Candidate, Evidence, Passage, Question, Quote
from assistant.writers.scoring import (
    SENTENCE_FIGURES,
    Models,
    answer_figures,
    may_answer,
    names_the_thing,
    sentence_figures,
    unknown_names,
)

WHOLE_LIST = 700
"""A list no longer than this is quoted whole where the question may be answered by a list."""
WHOLE_LIST_NARROW = 300
"""The same where a figure, a date or the like is asked for, which one item holds."""
MOST = 5
"""Groups quoted at the most."""
QUOTES = 6
CHARACTERS = 2_000
ENOUGH = 0.9
"""Groups are added until they hold this share of the probability."""
LEAST = 0.04
"""A group less likely than this is not worth reading."""
BESIDE = 0.12
"""Nor is one that has less than this share of the first one's likelihood. On the questions tuned by, cross-validated: 2.9 quotes an
answer and a right one among them for 82 of 100; at 0.2 it would be 2.5 and 80, at 0 it would be 3.3 and 84."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Quotes of one passage that are shown together, and how likely they hold the answer."""

    passage: Passage
    spans: tuple[Span, ...]
    candidates: tuple[Candidate, ...]
    probability: float

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in the order of the text."""
        return tuple(Quote(passage=self.passage, start=start, end=end) for start, end in self.spans)

    @property
    def length(self) -> int:
        """Characters quoted."""
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The likeliest groups, best first, and how likely it is that the evidence answers at all."""

    groups: tuple[Group, ...]
    answerable: float


def choose(evidence: Evidence, vocabulary: Vocabulary, models: Models) -> Choice:
    """Ranks what could be quoted and judges whether it answers. Deterministic."""
    candidates = may_answer(evidence.question, evidence.candidates)
    if not candidates or unknown_names(evidence.question, vocabulary):
        return Choice(groups=(), answerable=0.0)
    figures = sentence_figures(evidence.question, candidates, vocabulary)
    probabilities = models.sentence.shares(figures, SENTENCE_FIGURES)
    groups = grouped(candidates, probabilities, whole_list(evidence.question))
    row = answer_figures(evidence.question, candidates, likeliest(groups), quotable(groups), probabilities, vocabulary)
    sure = names_the_thing(evidence.question, candidates)
    return Choice(groups=groups, answerable=1.0 if sure else models.answerable(row))


def whole_list(question: Question) -> int:
    """How long a list may be to be quoted whole."""
    return WHOLE_LIST_NARROW if asked(question.standalone, question.language) in NARROW else WHOLE_LIST


def grouped(
    candidates: Sequence[Candidate], probabilities: NDArray[np.float64], longest_list: int = WHOLE_LIST
) -> tuple[Group, ...]:
    """The groups of all candidates, likeliest first, ties in the order of the evidence."""
    members: dict[tuple[str, tuple[Span, ...]], list[int]] = {}
    for k, candidate in enumerate(candidates):
        members.setdefault((candidate.passage.id, spans_of(candidate, longest_list)), []).append(k)
    groups = [
        Group(
            passage=candidates[held[0]].passage,
            spans=spans,
            candidates=tuple(candidates[k] for k in held),
            probability=float(probabilities[held].sum()),
        )
        for (_, spans), held in members.items()
    ]
    return tuple(sorted(groups, key=lambda group: -group.probability))


_TAIL = re.compile(r"(?:[;,]|[;,]? (?:ja|tai|sekä|taikka|och|eller|and|or))\s*$")


def spans_of(candidate: Candidate, longest_list: int = WHOLE_LIST) -> tuple[Span, ...]:
    """What is quoted for a candidate; an item is quoted without the mark or the "ja" that leads to the next."""
    return tuple(_without_tail(candidate.passage.document.text, span) for span in _spans_of(candidate, longest_list))


def _without_tail(text: str, span: Span) -> Span:
    tail = _TAIL.search(text, span[0], span[1])
    return (span[0], tail.start()) if tail and tail.start() > span[0] else span


def _spans_of(candidate: Candidate, longest_list: int) -> tuple[Span, ...]:
    if not candidate.list_end:
        return ((candidate.start, candidate.end),)
    start = candidate.lead[0] if candidate.lead else candidate.start
    begins_here = candidate.passage.start <= start
    # The words that open a list say nothing without it, so their list is quoted whole while it can be read.
    longest = longest_list if candidate.lead else CHARACTERS
    if begins_here and candidate.list_end <= candidate.passage.end and candidate.list_end - start <= longest:
        return ((start, candidate.list_end),)
    if candidate.lead and begins_here:
        return (candidate.lead, (candidate.start, candidate.end))
    return ((candidate.start, candidate.end),)


def likeliest(groups: Sequence[Group], most: int = 3) -> tuple[Candidate, ...]:
    """One candidate of each of the first groups."""
    return tuple(group.candidates[0] for group in groups[:most])


def quotable(groups: Sequence[Group], most: int = 3) -> str:
    """The words of the first groups, with the headings they stand under."""
    return " ".join(
        f"{group.candidates[0].context} {' '.join(q.text for q in group.quotes)}" for group in groups[:most]
    )


def worth_quoting(groups: Sequence[Group], quotes_left: int = QUOTES) -> tuple[Group, ...]:
    """The groups to quote: the likeliest, and others while they add something, in an order that reads well."""
    taken: list[Group] = []
    share = 0.0
    length = quotes = 0
    for group in groups:
        least = max(LEAST, BESIDE * groups[0].probability)
        if taken and (len(taken) == MOST or share >= ENOUGH or group.probability < least):
            break
        if taken and (
            length + group.length > CHARACTERS * quotes_left // QUOTES or quotes + len(group.spans) > quotes_left
        ):
            continue
        if any(_overlaps(group, other) for other in taken):
            continue
        taken.append(group)
        share += group.probability
        length += group.length
        quotes += len(group.spans)
    order = {passage: k for k, passage in enumerate(dict.fromkeys(group.passage.id for group in taken))}
    return tuple(sorted(taken, key=lambda group: (order[group.passage.id], group.spans[0])))


def _overlaps(group: Group, other: Group) -> bool:
    return group.passage.document.id == other.passage.document.id and any(
        a < d and c < b for a, b in group.spans for c, d in other.spans
    )
