"""Which proposal of a memo a paragraph of a statement is about: by its number, its heading, its words, figures and vectors."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.library.library import Library
from assistant.library.search import Snapshot, searchable
from assistant.ports import Vectors
from assistant.statement import Proposal
from assistant.text.quotes import fold
from assistant.text.references import REGISTER_NUMBER
from assistant.text.topics import Rivals
from assistant.types import BlockKind, Document, Kind, Passage

STATEMENTS = frozenset({Kind.OWN_STATEMENT, Kind.OTHER_STATEMENT})
STATEMENT_PASSAGES = 400
"""Passages of statements looked at: a round may have a hundred statements, and each that speaks of the matter is a voice."""
PLACED, PLACED_FOREIGN, APART = 0.12, 0.08, 1.2
"""What a paragraph of a statement must have of a proposal to be placed at it, less in another language than the memo's, of which
the term list knows some words only; and how many times what it has of the next."""
OPENING = 4_000
"""Characters of a document that tell what it is on."""
SAYS = 0.12
"""What a sentence must have of a proposal to be placed by itself, where its paragraph is placed elsewhere."""
OF_HEADING, OF_SECTION, OF_VECTOR, OF_VECTOR_FOREIGN = 0.5, 0.3, 0.5, 1.0
"""What the words of the heading, those of the whole section and the nearness of vectors weigh beside the paragraph's own words."""

# A proposal called by its number: "kehittämisehdotukset 3 ja 4", "3. ehdotus", "förslag 2–4"; never "ehdotus 12 kuukauden ajasta".
_CALLED = re.compile(
    r"\b(?:[^\W\d_]*-?ehdotu\w*|[^\W\d_]*-?förslag\w*|proposals?)\s+(?:(?:nro|nr|n:o|no)\.?\s*)?"
    r"(?P<numbers>\d{1,2}(?:\.\d{1,2})?(?:(?:\s?[–-]\s?|,\s|\s(?:ja|sekä|och|samt|and)\s)\d{1,2}(?:\.\d{1,2})?)*)(?![\d/]|[.,]\d)"
    r"(?!\s?(?:§|%|[–-]|€|(?:euro|prosent|procent|kuukau|päiv|työpäiv|vuo|viik|tunti|tunni|tuhan|miljo|kilomet|asiakk|månad|dag|arbetsdag|år\b|timm|veck|month|year|day)))"
    r"|(?<![\d.§])\b(?P<ordinal>\d{1,2})\.\s(?:(?:kehittämis|toimenpide-)?ehdotu|(?:utvecklings|åtgärds)?förslag)",
    re.IGNORECASE,
)
_RANGE_OF_NUMBERS = re.compile(r"(\d{1,2})\s?[–-]\s?(\d{1,2})$")


class Places:
    """The proposals of a memo, and which of them a paragraph of a statement that answers the memo is about: the one whose number
    its heading has, else the one whose words, figures and vectors it has more of than of the others'."""

    def __init__(self, library: Library, held: Snapshot, proposal: Proposal, others: Sequence[Proposal]) -> None:
        self.library = library
        beside = [other for other in others if other.document == proposal.document and other.id != proposal.id]
        self.proposals = [proposal, *beside]
        self.numbers = [one.number.rstrip(".)") for one in self.proposals]
        self.titles = [_plain(one.title) for one in self.proposals]
        self.rivals = Rivals([(one.title, one.text) for one in self.proposals])
        memos: dict[str, list[Proposal]] = {proposal.document: list(self.proposals)}
        for other in others:
            if other.document != proposal.document:
                memos.setdefault(other.document, []).append(other)
        named = {p.document.id: p.document for p in held.passages if p.document.id in memos}
        self.memo = named.get(proposal.document)
        registered = (REGISTER_NUMBER.search(named[id_].text, 0, OPENING) if id_ in named else None for id_ in memos)
        self.registered = [found.group() if found else "" for found in registered]
        self.memos = Rivals(
            [
                (named[id_].title if id_ in named else "", "\n".join(one.text for one in inside))
                for id_, inside in memos.items()
            ]
        )
        self.answering: dict[str, bool] = {}
        self.placed: dict[tuple[str, int], list[float]] = {}
        self.sections: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        self.headed: dict[tuple[str, tuple[str, ...]], Vectors] = {}
        self.centres = self._centres(held)
        self.vectors: dict[str, Vectors] = {}

    def _centres(self, held: Snapshot) -> Vectors | None:
        """What is each proposal's own in its vectors: the mean of its passages' without what all have in common."""
        if len(self.proposals) < 2:
            return None
        means = []
        for one in self.proposals:
            inside = [
                searchable(passage)
                for passage in held.passages
                if passage.document.id == one.document and passage.start < one.end and passage.end > one.start
            ]
            vectors = self.library.vectors(inside or [f"{one.title}\n{one.text[:1000]}"])
            if vectors is None:
                return None
            means.append(vectors.mean(axis=0))
        self.common = np.mean(means, axis=0)
        apart = np.stack(means) - self.common
        return np.asarray(apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def look(self, passages: Sequence[Passage]) -> None:
        """Takes the sections and the vectors of passages at once."""
        wanted = [passage for passage in passages if self.answers(passage.document)]
        for passage in wanted:
            self.sections.setdefault((passage.document.id, passage.heading), []).append(passage.text)
        if self.centres is None:
            return
        found = self.library.vectors([searchable(passage) for passage in wanted]) if wanted else None
        if found is not None:
            self.vectors.update((passage.id, vector) for passage, vector in zip(wanted, found, strict=True))

    def answers(self, document: Document) -> bool:
        """Whether a statement may be on this memo: not older than it, and nearer to it than to the other memos of the register."""
        if document.id not in self.answering:
            known = self.memo is not None and len(self.proposals) > 1 and not document.digest
            if known and self.memo and self.memo.date and document.date and document.date < self.memo.date:
                known = False
            self.answering[document.id] = known and self._nearest(document)
        return self.answering[document.id]

    def _nearest(self, document: Document) -> bool:
        """Whether this memo is the one of the register that a document is on: by its register number, else by its words."""
        opening = document.text[:OPENING]
        named = [number != "" and number in opening for number in self.registered]
        if any(named):
            return named[0]
        shares = self.memos.shares(f"{document.title}\n{opening}")
        return len(shares) == 1 or shares[0] >= max(shares) > 0

    def others_heard(self, held: Snapshot, passages: Sequence[Passage]) -> list[Passage]:
        """Passages of statements on this memo that the search did not find: those under the proposal's own number, and while they
        are few all others too, such as those in another language."""
        known = {passage.id for passage in passages}
        every = [p for p in held.passages if p.document.kind in STATEMENTS and p.id not in known]
        if len(every) > STATEMENT_PASSAGES:
            every = [p for p in every if any(self.numbers[0] in _called(step) for step in p.heading)]
        return [p for p in every if self.answers(p.document)]

    def here(self, passage: Passage, start: int, end: int) -> bool | None:
        """Whether a sentence of a statement is about the proposal; None where it is not plain which one it is about."""
        if passage.document.kind not in STATEMENTS or not self.answers(passage.document):
            return None
        text = passage.document.text
        called = _called(text[start:end])
        if called:
            return self.numbers[0] in called if called & set(self.numbers) else None
        over = (*passage.heading, _lead(passage.document, start))
        titled = next((k for step in reversed(over) if (k := self._titled(step)) is not None), None)
        if titled is not None:
            return titled == 0
        headed = next((c for c in map(_called, reversed(over)) if c & set(self.numbers)), frozenset())
        if headed == {self.numbers[0]}:
            return True
        if headed and self.numbers[0] not in headed:
            return False
        own = self.rivals.shares(text[start:end])
        foreign = self.memo is not None and passage.document.language is not self.memo.language
        around = self._paragraph(passage, start, end, foreign=foreign)
        if headed:
            words = self.rivals.shares(passage.text)
            around = [share if number in headed else 0.0 for share, number in zip(words, self.numbers, strict=True)]
        at = _plainest(around, PLACED_FOREIGN if foreign else PLACED)
        alone = _plainest(own, SAYS)
        if alone is not None and alone != at:
            # A sentence that has much more of another proposal goes there, whatever its paragraph is about.
            rest = max(share for k, share in enumerate(own) if k != alone)
            if at is None or own[alone] >= 2 * rest:
                return alone == 0
        if at is None:
            return True if headed else None  # a heading of several numbers is about each
        return at == 0

    def _titled(self, heading: str) -> int | None:
        """The proposal that a heading calls by its whole title; None where it calls none, or several."""
        plain = _plain(heading)
        named = [k for k, title in enumerate(self.titles) if len(title.split()) > 1 and title in plain]
        return named[0] if len(named) == 1 else None

    def _paragraph(self, passage: Passage, start: int, end: int, *, foreign: bool) -> list[float]:
        """How much of each proposal the paragraph or table row around a sentence has."""
        text = passage.document.text
        gap = "\n" if " | " in text[start:end] else "\n\n"
        first = max(passage.start, text.rfind(gap, passage.start, start) + 1)
        after = text.find(gap, end, passage.end)
        last = after if after >= 0 else passage.end
        key = (passage.document.id, first)
        if key not in self.placed:
            shares = np.array(self.rivals.shares(text[first:last]))
            vector = self.vectors.get(passage.id)
            if passage.heading:
                shares += self._section(passage)
            if (
                vector is not None
                and self.centres is not None
                and (passage.heading or not has_headings(passage.document))
            ):
                weight = OF_VECTOR_FOREIGN if foreign else OF_VECTOR
                shares += weight * np.maximum(0.0, self.centres @ (vector - self.common))
            self.placed[key] = [float(share) for share in shares]
        return self.placed[key]

    def _section(self, passage: Passage) -> Vectors:
        """How much of each proposal the heading and the whole section of a passage have, as they weigh in its paragraphs."""
        key = (passage.document.id, passage.heading)
        if key not in self.headed:
            heading = np.array(self.rivals.shares(passage.heading[-1]))
            section = np.array(self.rivals.shares("\n\n".join(self.sections.get(key, ()))))
            self.headed[key] = (OF_HEADING * heading + OF_SECTION * section).astype(np.float32)
        return self.headed[key]


def _lead(document: Document, at: int) -> str:
    """The bold words that open the paragraph around a place, empty where there are none."""
    blocks = document.blocks
    block = blocks[max(0, bisect_right(blocks, at, key=lambda one: one.start) - 1)] if blocks else None
    return document.text[block.start : block.lead] if block and block.lead and block.start <= at < block.end else ""


def _plain(text: str) -> str:
    """A heading's words alone, as they are compared."""
    return " ".join(re.findall(r"\w+", fold(text).casefold()))


def _plainest(shares: Sequence[float], least: float) -> int | None:
    """Where the largest share is, where it is large enough and stands out from the next."""
    first, second = sorted(shares, reverse=True)[:2]
    return shares.index(first) if first >= least and first >= APART * second else None


@lru_cache(maxsize=4096)
def _called(text: str) -> frozenset[str]:
    """The numbers of proposals that a text calls by their number: "ehdotukset 3–5" gives three."""
    out: set[str] = set()
    for found in _CALLED.finditer(text):
        if found["ordinal"]:
            out.add(found["ordinal"])
            continue
        for part in re.split(r",\s|\s(?:ja|sekä|och|samt|and)\s", found["numbers"], flags=re.IGNORECASE):
            run = _RANGE_OF_NUMBERS.match(part)
            out.update(map(str, range(int(run[1]), int(run[2]) + 1)) if run else [part])
    return frozenset(out)


def has_headings(document: Document) -> bool:
    """Whether a document has headings: what stands before the first of them opens it and is about no proposal."""
    return any(block.kind is BlockKind.HEADING for block in document.blocks)
