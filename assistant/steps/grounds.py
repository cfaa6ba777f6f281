"""Grounds: what the library holds for and against a proposal, each quote one sentence, with who said it and where they stand.

Nothing is written here and no stance is guessed: a body's stance is read from its own words by `text/stances.py`, and a
digest's words, being ours, never count as a body's. What others say, and the city's own earlier line, come from sources in
the library alone. The same library and proposal give the same grounds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.library.library import Library
from assistant.library.search import Query, Snapshot, heading_line, searchable
from assistant.library.sentences import sentences_of
from assistant.ports import Vectors
from assistant.statement import Contradiction, Ground, Grounds, Proposal, Side, Stance, ground_id
from assistant.text import facts, stances
from assistant.text.finnish import sentences
from assistant.text.naming import section
from assistant.text.quotes import fold, tidy
from assistant.text.references import REGISTER_NUMBER
from assistant.text.topics import Nearness, Rivals, Topic, nearness, topic
from assistant.types import BlockKind, Document, Kind, Passage, Quote

PER_SIDE = 8
"""Grounds in a group."""
PER_DOCUMENT = 3
"""Grounds from one document in a group."""
STATEMENTS = frozenset({Kind.OWN_STATEMENT, Kind.OTHER_STATEMENT})
STATEMENT_PASSAGES = 400
"""Passages of statements looked at: a round may have a hundred statements, and each that speaks of the matter is a voice."""
FOUND = 400
BACKGROUND_PASSAGES = 40
COMPARED = 96
"""Sentences whose vectors are compared, the best by words: for the others words are enough."""
NEAR, NEARER = 0.80, 0.92
"""Cosines of a sentence that is not about the matter and of one that is, by the embedders tried; between them it counts in part."""
FLOOR = 0.40
"""Relevance from which a sentence of a statement is about the matter. Fitted by reading, like the next two."""
BACKGROUND_FLOOR = 0.58
LAW_FLOOR = 0.62
"""The same for a section of law that the proposal does not name."""
SPOKEN = 0.5
"""Share of the subject that a sentence, or the heading right over it, must have."""
SHORTEST, LONGEST = 25, 600
"""Characters of a quote: a shorter one is a fragment, a longer one is a page."""
REACH = 4
"""Sentences from one to the stance-bearing one that it goes with."""
PLACED, PLACED_FOREIGN, APART = 0.12, 0.08, 1.2
"""What a paragraph of a statement must have of a proposal to be placed at it, less in another language than the memo's, of which
the term list knows some words only; and how many times what it has of the next."""
OPENING = 4_000
"""Characters of a document that tell what it is on."""
SAYS = 0.12
"""What a sentence must have of a proposal to be placed by itself, where its paragraph is placed elsewhere."""
OF_HEADING, OF_SECTION, OF_VECTOR, OF_VECTOR_FOREIGN = 0.5, 0.3, 0.5, 1.0
"""What the words of the heading, those of the whole section and the nearness of vectors weigh beside the paragraph's own words."""

_MARKER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[-–•*])\s+")
_WHOLE = re.compile(r"[A-ZÅÄÖ0-9”“\"(§].*[.!…”\"»)]$", re.DOTALL)
_LEANS = re.compile(
    r"(?:Se|Ne|Tämä|Nämä|Tällöin|Siksi|Niiden|Sen|Tämän|Niin|Lisäksi|Edellä|Mitä|Niistä|Siitä|Siinä|Muutoin|Den|Det|Detta|Därför|This|It|They)\b"
)
_UNKNOWN = re.compile(
    r"\bei(?:vät)? (?:ole|tiedetä)\b[^.]*\b(?:tiedossa|tiedetä|liittyvän)\b|\bei tiedetä\b|\bTarkista\b", re.I
)
_LIMITS = re.compile(r"ei ole tiedossa|^rajaus$|^mikä tämä kooste|^tietosuoja|oma kooste", re.I)
_PROPOSES = re.compile(
    r"\b(?:ehdotetaan|esitetään|ehdottaa|tarkastellaan|tulisi|tulee|olisi|föreslås|bör|should|proposed)\b", re.I
)
_ACT = re.compile(r"\b(\d{1,4}/\d{4})\b")
_RANGE = re.compile(r"(\d+)(?: ([a-z]))?(?:-(\d+)(?: [a-z])?)?$")
# A proposal called by its number: "kehittämisehdotukset 3 ja 4", "3. ehdotus", "förslag 2–4"; never "ehdotus 12 kuukauden ajasta".
_CALLED = re.compile(
    r"\b(?:[^\W\d_]*-?ehdotu\w*|[^\W\d_]*-?förslag\w*|proposals?)\s+(?:(?:nro|nr|n:o|no)\.?\s*)?"
    r"(?P<numbers>\d{1,2}(?:\.\d{1,2})?(?:(?:\s?[–-]\s?|,\s|\s(?:ja|sekä|och|samt|and)\s)\d{1,2}(?:\.\d{1,2})?)*)(?![\d/]|[.,]\d)"
    r"(?!\s?(?:§|%|[–-]|€|(?:euro|prosent|procent|kuukau|päiv|työpäiv|vuo|viik|tunti|tunni|tuhan|miljo|kilomet|asiakk|månad|dag|arbetsdag|år\b|timm|veck|month|year|day)))"
    r"|(?<![\d.§])\b(?P<ordinal>\d{1,2})\.\s(?:(?:kehittämis|toimenpide-)?ehdotu|(?:utvecklings|åtgärds)?förslag)",
    re.IGNORECASE,
)
_RANGE_OF_NUMBERS = re.compile(r"(\d{1,2})\s?[–-]\s?(\d{1,2})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A sentence about the matter: `stance` is its body's, `direct` where the sentence itself has it, `plain` where it has it in
    plain words; `order` its place in the library."""

    quote: Quote
    stance: Stance
    direct: bool
    score: float
    order: tuple[int, int]
    plain: bool = False

    @property
    def document(self) -> Document:
        return self.quote.passage.document

    @property
    def key(self) -> tuple[float, tuple[int, int]]:
        """Best first, among equals the earlier."""
        return -self.score, self.order


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """What is looked for: the proposal's topic, and those of the other proposals beside it."""

    proposal: Proposal
    topic: Topic
    others: tuple[Topic, ...]
    query: str
    register: Sequence[Proposal]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A sentence as it is looked at. `near` tells how much it is about the matter, `other` that it is about another proposal's,
    `shared` that it is about both.
    `here` tells whether the statement speaks of this proposal there, None where that is not plain."""

    passage: Passage
    start: int
    end: int
    context: str
    near: Nearness
    other: bool
    shared: bool
    position: int
    here: bool | None = None

    @property
    def text(self) -> str:
        return self.passage.document.text[self.start : self.end]

    @property
    def words_score(self) -> float:
        """Relevance by words alone, 0 to 1."""
        return 0.75 * self.near.title + 0.25 * self.near.also


def gather(
    library: Library,
    proposal: Proposal,
    stance: Stance,
    *,
    own_body: str = "",
    others: Sequence[Proposal] = (),
    added: Sequence[Quote] = (),
) -> Grounds:
    """The grounds of a proposal for a manager who stands at `stance`. Raises StoreError.

    `own_body` is the city ("Esimerkkikaupunki"), whose statements are never among other bodies' voices. `others` are the other
    proposals of the register, by which what is common to all is told from what is this one's; without them the headings beside
    it in the memo do. `added` are quotes that a person brought in: they come first in their groups whatever their relevance,
    marked so, also those whose source has gone.
    """
    held = library.search.snapshot()
    matter = _matter(held, proposal, others)
    brought = _brought(library, held, matter, added, own_body)
    spoken = _spoken(library, held, matter, own_body)
    background = _background(library, held, matter)
    known = {ground.id for ground in brought}
    found = (
        *_side(spoken, Side.FOR),
        *_side(spoken, Side.AGAINST),
        *_neutral([*background, *(found for found in spoken if _side_of(found) is Side.NEUTRAL)]),
    )
    every = (*brought, *(ground for ground in found if ground.id not in known))
    own = [found for found in spoken if _is_own(found.document, own_body)]
    return Grounds(
        proposal=proposal,
        stance=stance,
        grounds=tuple(ground for side in Side for ground in every if ground.side is side),
        voices=_voices([found for found in spoken if not _is_own(found.document, own_body)]),
        contradictions=_contradictions(own, stance, proposal),
    )


# What is looked for


def _matter(held: Snapshot, proposal: Proposal, others: Sequence[Proposal]) -> _Matter:
    memo = next((p.document for p in held.passages if p.document.id == proposal.document), None)
    titles = [other.title for other in others if other.id != proposal.id] or _beside(memo, proposal)
    largest = held.lexical.largest or 1.0

    def rarity(gram: str) -> float:
        return min(1.0, held.lexical.rarity(gram) / largest)

    own = _own_words(proposal)
    siblings = tuple(topic(title, "", [*(t for t in titles if t != title), proposal.title], rarity) for title in titles)
    # The whole title and the beginning of the text: what is meant by it is told first.
    query = f"{proposal.title}. {own[:200]}".strip()
    return _Matter(
        proposal=proposal,
        topic=topic(proposal.title or own, own, titles, rarity),
        others=siblings,
        query=query,
        register=others,
    )


def _own_words(proposal: Proposal) -> str:
    """The proposal's text without its title and without what a digest says is not known."""
    text = proposal.text.removeprefix(proposal.title).strip()
    told = (text[span.start : span.end] for span in sentences(text))
    return " ".join(tidy(one) for one in told if not (proposal.digest and _UNKNOWN.search(one)))


def _beside(memo: Document | None, proposal: Proposal) -> list[str]:
    """The headings of the memo at the proposal's own level and under the same heading, without its own."""
    if memo is None:
        return []
    headings = [block for block in memo.blocks if block.kind is BlockKind.HEADING]
    own = next((k for k, block in enumerate(headings) if proposal.start <= block.start < proposal.end), None)
    if own is None:
        return []
    level = headings[own].level
    out = []
    for step in (-1, 1):
        at = own + step
        while 0 <= at < len(headings) and headings[at].level >= level:
            if headings[at].level == level:
                out.append(tidy(memo.text[headings[at].start : headings[at].end]))
            at += step
    return out


# Sentences about the matter


def _passages(library: Library, held: Snapshot, matter: _Matter, kinds: frozenset[Kind], limit: int) -> list[Passage]:
    """Passages of these kinds that may be about the matter: what the search finds, and up to `limit` that have its words.

    The search looks at all kinds at once, so that it can use the index; where one kind is many, words alone find the others.
    """
    hits = library.search.search(Query(text=matter.query, also=matter.topic.query), FOUND)
    found = [
        held.position[hit.passage.id]
        for hit in hits
        if hit.passage.document.kind in kinds and hit.passage.id in held.position
    ]
    scores = held.lexical.scores(f"{matter.proposal.title} {matter.topic.query}")
    fitting = [k for k, passage in enumerate(held.passages) if scores[k] > 0 and passage.document.kind in kinds]
    fitting.sort(key=lambda k: (-float(scores[k]), k))
    return [held.passages[k] for k in dict.fromkeys([*found[:limit], *fitting[:limit]])]


def _lines(passages: Iterable[Passage], matter: _Matter, places: _Places | None = None) -> Iterator[_Line]:
    """The whole sentences of passages, each with how near it is to the matter."""
    for passage in passages:
        if passage.document.digest and any(_LIMITS.search(step) for step in passage.heading):
            continue
        for position, (span, context) in enumerate(sentences_of(passage)):
            text = passage.document.text
            marker = _MARKER.match(text, span.start, span.end)
            start = marker.end() if marker else span.start
            # The opening of a short list and its items are one sentence; an item alone is none.
            end = span.list_end if span.lead is None and span.list_end <= passage.end else 0
            end = end or span.end
            own = text[start:end]
            if not _stands(own) or (passage.document.digest and _UNKNOWN.search(own)):
                continue
            line = _line(passage, (start, end), context, position, matter)
            yield replace(line, here=places.here(passage, start, end)) if places else line


def _line(passage: Passage, span: tuple[int, int], context: str, position: int, matter: _Matter) -> _Line:
    """A stretch of a passage with how near it is to the matter."""
    own = passage.document.text[slice(*span)]
    heading = passage.heading[-1] if passage.heading else ""
    near = nearness(matter.topic, own, heading, " ".join((*passage.heading[:-1], passage.document.title)))
    held = near.own or near.headed
    far = [nearness(other, own, heading, "") for other in matter.others] if held else []
    return _Line(
        passage=passage,
        start=span[0],
        end=span[1],
        context=context,
        near=near,
        other=any(_is_others(near, one) for one in far),
        shared=near.own >= SPOKEN and any(one.own >= SPOKEN for one in far),
        position=position,
    )


def _stands(text: str) -> bool:
    """Whether a sentence can be read by itself: whole, neither a heading nor the opening of a list."""
    return SHORTEST <= len(text) <= LONGEST and len(text.split()) >= 3 and bool(_WHOLE.match(text))


def _is_others(near: Nearness, far: Nearness) -> bool:
    """Whether a sentence is about another proposal: it has its subject and not ours, or has it under its heading alone."""
    return far.own >= SPOKEN and (near.own < SPOKEN or far.headed >= SPOKEN > near.headed)


def _scored(library: Library, lines: Sequence[_Line], matter: _Matter) -> list[tuple[_Line, float]]:
    """The lines with their relevance, 0 to 1, best by words first: four fifths words and one fifth vectors where there are any."""
    ranked = sorted(lines, key=lambda line: -line.words_score)
    near = _cosines(library, ranked[:COMPARED], matter)
    out = []
    for k, line in enumerate(ranked):
        score = line.words_score
        if near:
            score = 0.8 * score + 0.2 * (near[k] if k < len(near) else 0.0)
        out.append((line, score - (0.05 if _LEANS.match(line.text) else 0.0) - (0.1 if line.shared else 0.0)))
    return out


def _cosines(library: Library, lines: Sequence[_Line], matter: _Matter) -> list[float]:
    """How near the lines' vectors are to the proposal's, between the two bounds, 0 to 1; empty where search is lexical."""
    asked = library.search.vector(matter.query)
    vectors = library.vectors([line.context for line in lines]) if asked is not None and lines else None
    if vectors is None or asked is None:
        return []
    return [min(1.0, max(0.0, (float(cosine) - NEAR) / (NEARER - NEAR))) for cosine in vectors @ asked]


def _about(line: _Line) -> bool:
    """Whether the statement speaks of the proposal there; where that is not plain, whether the subject is in the sentence itself
    or in the heading right over it."""
    if line.here is not None:
        return line.here
    return not line.other and (line.near.own >= SPOKEN or line.near.headed >= SPOKEN)


# Which proposal a paragraph of a statement is about


class _Places:
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
            if vector is not None and self.centres is not None and (passage.heading or not _headed(passage.document)):
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


# What bodies say


def _spoken(library: Library, held: Snapshot, matter: _Matter, own_body: str) -> list[_Found]:
    """The sentences of statements about the matter, with their bodies' stances, best first."""
    passages = _passages(library, held, matter, STATEMENTS, STATEMENT_PASSAGES)
    places = _Places(library, held, matter.proposal, matter.register)
    passages += places.others_heard(held, passages)
    places.look(passages)
    lines = [line for line in _lines(passages, matter, places) if line.near.own or line.near.headed or line.here]
    by_section: dict[tuple[str, tuple[str, ...]], list[_Line]] = {}
    for line in lines:
        by_section.setdefault((line.passage.document.id, line.passage.heading), []).append(line)
    out: list[_Found] = []
    silent: dict[str, _Found] = {}
    for line, score in _scored(library, [line for line in lines if _about(line)], matter):
        document = line.passage.document
        around = by_section[document.id, line.passage.heading]
        stance, direct = _stance(
            line, around, document.body or (own_body if document.kind is Kind.OWN_STATEMENT else "")
        )
        # A stance right under the proposal's own heading is about it, also where it says only "ehdotus".
        if score >= FLOOR or (direct and (line.near.headed >= SPOKEN or line.here)):
            out.append(_found(held, line, stance, direct, max(score, FLOOR) + (0.15 if direct else 0.0)))
        elif line.here and (line.passage.heading or not _headed(document)):
            silent.setdefault(document.id, _found(held, line, Stance.UNCLEAR, False, FLOOR))
    heard = {found.document.id for found in out}
    out += [found for id_, found in silent.items() if id_ not in heard]
    return sorted(_without_granted(out), key=lambda found: found.key)


def _headed(document: Document) -> bool:
    """Whether a document has headings: what stands before the first of them opens it and is about no proposal."""
    return any(block.kind is BlockKind.HEADING for block in document.blocks)


def _without_granted(found: Sequence[_Found]) -> Iterator[_Found]:
    """Praise and blame that a statement's plain words on the matter go against is a point granted on the way, and no stance."""
    plain: dict[str, set[Stance]] = {}
    for one in found:
        if one.direct and one.plain:
            plain.setdefault(one.document.id, set()).add(one.stance)
    for one in found:
        held = plain.get(one.document.id)
        yield _unclear(one) if held and one.direct and not one.plain and one.stance not in held else one


def _stance(line: _Line, around: Sequence[_Line], speaker: str) -> tuple[Stance, bool]:
    """The stance a body takes on the matter in a sentence, and whether the sentence itself says so.

    Where it does not, the nearest sentence of the same section does that has one and is about the same. A digest's words are
    ours and have none; a sentence that tells of others' stances keeps none.
    """
    if line.passage.document.digest:
        return Stance.UNCLEAR, False
    own = stances.of(line.text, speaker=speaker, about=bool(line.here))
    if own is not Stance.UNCLEAR and _granted(line, around, speaker):
        return Stance.UNCLEAR, False
    if own is Stance.SUPPORTS and _conditioned(line, around, speaker):
        return Stance.SUPPORTS_WITH_RESERVATIONS, True
    if own is not Stance.UNCLEAR:
        return own, True
    if stances.mentions(line.text):
        return Stance.UNCLEAR, False
    places = sorted(around, key=lambda other: other.start)
    at = places.index(line)
    near: dict[int, set[Stance]] = {}
    for k, other in enumerate(places):
        if k == at or abs(k - at) > REACH or not _about(other) or not _same_part(line, other):
            continue
        told = stances.of(other.text, speaker=speaker, about=bool(other.here))
        if told not in (Stance.UNCLEAR, Stance.NO_COMMENT):
            near.setdefault(abs(k - at), set()).add(told)
    return (stances.together(near[min(near)]), False) if near else (Stance.UNCLEAR, False)


def _granted(line: _Line, around: Sequence[_Line], speaker: str) -> bool:
    """Whether praise or blame is only a point granted, which a later sentence on the matter turns against."""
    if stances.plainly(line.text, speaker=speaker, about=bool(line.here)):
        return False
    if stances.of(line.text, speaker=speaker, about=bool(line.here)) is Stance.NO_COMMENT:
        return False
    return any(stances.turns(other.text) and not stances.reserves(other.text) for other in _after(line, around))


def _conditioned(line: _Line, around: Sequence[_Line], speaker: str) -> bool:
    """Whether a later sentence on the matter sets a condition for the support that a sentence gives."""
    return any(
        stances.reserves(other.text)
        and stances.of(other.text, speaker=speaker, about=bool(other.here)) is not Stance.OPPOSES
        for other in _after(line, around)
    )


def _after(line: _Line, around: Sequence[_Line]) -> Iterator[_Line]:
    """The later sentences on the same matter in the same part of a statement."""
    return (other for other in around if other.start > line.start and _about(other) and _same_part(line, other))


def _same_part(line: _Line, other: _Line) -> bool:
    """Whether two sentences stand under the same heading about the matter, or else in the same paragraph."""
    if line.near.headed >= SPOKEN:
        return True
    first, last = sorted((line, other), key=lambda one: one.start)
    return "\n\n" not in line.passage.document.text[first.end : last.start]


def _voices(spoken: Sequence[_Found]) -> tuple[Ground, ...]:
    """One ground a body, most decisive first: the stance its newest words on the matter come to, and the sentence that says it."""
    bodies: dict[str, list[_Found]] = {}
    for found in spoken:
        if not found.document.digest:
            bodies.setdefault((found.document.body or found.document.title).casefold(), []).append(found)
    chosen = [_line_of(found) for found in bodies.values()]
    return tuple(_ground(found) for found in sorted(chosen, key=lambda found: found.key))


def _line_of(found: Sequence[_Found]) -> _Found:
    """The sentence that tells a body's stance: of its newest document that has one."""
    dated = {f.document.id: (f.document.date.isoformat() if f.document.date else "") for f in found if f.direct}
    for document in sorted(dated, key=lambda id_: (dated[id_], id_), reverse=True):
        direct = [f for f in found if f.document.id == document and f.direct]
        direct = [f for f in direct if f.plain] or direct
        stance = stances.together(f.stance for f in direct)
        telling = [f for f in direct if f.stance is stance]
        if telling:
            return min(telling, key=lambda f: f.key)
        return _unclear(min(direct, key=lambda f: f.key))
    return _unclear(min(found, key=lambda f: f.key))


def _unclear(found: _Found) -> _Found:
    return _Found(quote=found.quote, stance=Stance.UNCLEAR, direct=False, score=found.score, order=found.order)


def _contradictions(own: Sequence[_Found], chosen: Stance, proposal: Proposal) -> tuple[Contradiction, ...]:
    """The city's own statements on the matter that took another plain stance than the chosen one, newest first."""
    plain = (Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES)
    if chosen not in plain:
        return ()
    documents: dict[str, list[_Found]] = {}
    for found in own:
        if found.direct:
            documents.setdefault(found.document.id, []).append(found)
    lines = [_line_of(found) for found in documents.values()]
    lines.sort(key=lambda f: (f.document.date.isoformat() if f.document.date else "", f.document.id), reverse=True)
    return tuple(
        Contradiction(earlier=_ground(found), chosen=chosen, proposal=proposal.text)
        for found in lines
        if found.stance in plain and found.stance is not chosen
    )


def _is_own(document: Document, own_body: str) -> bool:
    same = bool(own_body) and (document.body or "").casefold() == own_body.casefold()
    return document.kind is Kind.OWN_STATEMENT or same


# What a person brings in


def _brought(library: Library, held: Snapshot, matter: _Matter, added: Sequence[Quote], own_body: str) -> list[Ground]:
    """The added quotes as grounds, in the order they were added; what a body says has its stance by the same rules as elsewhere."""
    lines = [
        _line(one.passage, (one.start, one.end), f"{heading_line(one.passage)}\n{one.text}", k, matter)
        for k, one in enumerate(added)
    ]
    scores = {line.position: score for line, score in _scored(library, lines, matter)}
    out = []
    for k, (line, quote) in enumerate(zip(lines, added, strict=True)):
        document = quote.passage.document
        stance, direct = Stance.UNCLEAR, False
        if document.kind in STATEMENTS:
            own = own_body if document.kind is Kind.OWN_STATEMENT else ""
            stance, direct = _stance(line, [line, *_around(held, line, matter)], document.body or own)
        found = _Found(quote=quote, stance=stance, direct=direct, score=round(scores[k], 6), order=(0, k))
        out.append(replace(_ground(found), added=True))
    return out


def _around(held: Snapshot, line: _Line, matter: _Matter) -> list[_Line]:
    """The other sentences of the section that a line stands in; where its source has gone, those of its passage."""
    document, heading = line.passage.document.id, line.passage.heading
    within = [p for p in held.passages if p.document.id == document and p.heading == heading] or [line.passage]
    return [
        other
        for other in _lines(within, matter)
        if (other.end <= line.start or line.end <= other.start) and (other.near.own or other.near.headed)
    ]


# Background


def _background(library: Library, held: Snapshot, matter: _Matter) -> list[_Found]:
    """The memo's own words on the proposal, the sections of law it names, and what else is about the matter, in this order."""
    return [*_memo(library, held, matter), *_named(library, held, matter), *_further(library, held, matter)]


def _memo(library: Library, held: Snapshot, matter: _Matter) -> list[_Found]:
    """The best sentences of the proposal's own text in the memo: above all others, they are what a stance is taken on."""
    proposal = matter.proposal
    own = [
        passage
        for passage in held.passages
        if passage.document.id == proposal.document and passage.start < proposal.end and passage.end > proposal.start
    ]
    inside = [line for line in _lines(own, matter) if proposal.start <= line.start and line.end <= proposal.end]
    scored = [(line, score) for line, score in _scored(library, inside, matter) if line.text != proposal.title]
    told = [(line, score + (0.2 if _PROPOSES.search(line.text) else 0.0)) for line, score in scored]
    best = sorted(told, key=lambda pair: (-pair[1], pair[0].start))[:2]
    return [_found(held, line, Stance.UNCLEAR, False, 2.0 + score) for line, score in best]


def _named(library: Library, held: Snapshot, matter: _Matter) -> list[_Found]:
    """For the sections of law that the proposal names, the sentence of each that is most about the subject: three sections."""
    wanted = set(_sections(matter.proposal))
    if not wanted:
        return []
    inside: dict[tuple[str, str], list[Passage]] = {}
    for passage in held.passages:
        number = section(passage.heading)
        act = _act(passage.document) if number else ""
        if number and (act, number.replace(" ", "")) in wanted:
            inside.setdefault((act, number), []).append(passage)
    best = []
    for passages in inside.values():
        # A section opens with its main rule.
        scored = [
            (line, score + (0.1 if line.position == 0 and line.passage is passages[0] else 0.0))
            for line, score in _scored(library, list(_lines(passages, matter)), matter)
        ]
        if scored:
            best.append(max(scored, key=lambda pair: (pair[1], -pair[0].start)))
    about = [pair for pair in best if _about(pair[0]) or len(best) == 1]
    about.sort(key=lambda pair: (-pair[1], pair[0].start))
    return [_found(held, line, Stance.UNCLEAR, False, 1.0 + score) for line, score in about[:3]]


def _act(document: Document) -> str:
    """The number of the statute that a document is ("380/2023"), empty for another document and for a digest of one."""
    found = _ACT.search(document.title) if document.kind not in STATEMENTS and not document.digest else None
    return found[1] if found else ""


def _sections(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """(statute, section) of each section named, ("380/2023", "55"): a section belongs to the statute named before it, else to
    the first one named."""
    references = proposal.references or (proposal.text,)
    told = " ; ".join(references)
    acts = [(m.start(), m[1]) for m in _ACT.finditer(told)]
    if not acts:
        return
    for placed in facts.spans(told):
        if placed.fact.kind is not facts.FactKind.SECTION:
            continue
        before = [act for at, act in acts if at < placed.start]
        for number in _numbers(placed.fact.value):
            yield before[-1] if before else acts[0][1], number


def _numbers(series: str) -> Iterator[str]:
    """The sections of a token, "54-60" giving each; a lettered end of a range is met by its number."""
    found = _RANGE.match(series)
    if found is None:
        return
    first, letter, last = found.groups()
    if letter and not last:
        yield f"{first}{letter}"
        return
    if letter:
        yield f"{first}{letter}"
    for number in range(int(first), min(int(last or first), int(first) + 30) + 1):
        yield str(number)


def _further(library: Library, held: Snapshot, matter: _Matter) -> list[_Found]:
    """What else is about the matter: other sections of law, decisions, research, the city's notes, other places of the memo."""
    passages = _passages(library, held, matter, frozenset(Kind) - STATEMENTS, BACKGROUND_PASSAGES)
    proposal = matter.proposal
    acts = {_act(document) for document in {p.document.id: p.document for p in held.passages}.values()} - {""}
    lines = [
        line
        for line in _lines(passages, matter)
        if _about(line)
        and not (line.passage.document.id == proposal.document and proposal.start <= line.start < proposal.end)
        and not (line.passage.document.digest and acts.intersection(_ACT.findall(line.passage.document.title)))
    ]
    return [
        _found(held, line, Stance.UNCLEAR, False, score)
        for line, score in _scored(library, lines, matter)
        if score >= (LAW_FLOOR if section(line.passage.heading) else BACKGROUND_FLOOR)
    ]


# Groups


def _found(held: Snapshot, line: _Line, stance: Stance, direct: bool, score: float) -> _Found:
    quote = Quote(passage=line.passage, start=line.start, end=line.end)
    order = (held.position[line.passage.id], line.start)
    speaker = line.passage.document.body or ""
    plain = direct and stances.plainly(line.text, speaker=speaker, about=bool(line.here))
    return _Found(quote=quote, stance=stance, direct=direct, score=round(score, 6), order=order, plain=plain)


def _side_of(found: _Found) -> Side:
    if found.stance is Stance.SUPPORTS:
        return Side.FOR
    if found.stance in (Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES):
        return Side.AGAINST
    return Side.NEUTRAL


def _ground(found: _Found) -> Ground:
    return Ground(
        id=ground_id(found.quote),
        quote=found.quote,
        side=_side_of(found),
        stance=found.stance,
        score=found.score,
    )


def _side(spoken: Sequence[_Found], side: Side) -> tuple[Ground, ...]:
    return _best([found for found in spoken if _side_of(found) is side])


def _neutral(found: Sequence[_Found]) -> tuple[Ground, ...]:
    return _best(sorted(found, key=lambda one: one.key))


def _best(found: Sequence[_Found]) -> tuple[Ground, ...]:
    """The first of them, not too many of one document, the same words once."""
    taken: list[_Found] = []
    count: Counter[str] = Counter()
    said: set[str] = set()
    for one in found:
        words = tidy(one.quote.text).casefold()
        if words in said or count[one.document.id] >= PER_DOCUMENT:
            continue
        said.add(words)
        count[one.document.id] += 1
        taken.append(one)
    return tuple(_ground(one) for one in taken[:PER_SIDE])
