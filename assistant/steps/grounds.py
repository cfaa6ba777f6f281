"""Grounds: what the library holds for and against a proposal, each quote one sentence, with who said it and where they stand.

Nothing is written here and no stance is guessed: a body's stance is read from its own words by `text/stances.py`, and a
digest's words, being ours, never count as a body's. What others say, and the city's own earlier line, come from sources in
the library alone. The same library and proposal give the same grounds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.library.library import Library
from assistant.library.placing import STATEMENT_PASSAGES, STATEMENTS, Places, has_headings
from assistant.library.search import Query, Snapshot, heading_line
from assistant.library.sentences import sentences_of
from assistant.statement import Contradiction, Ground, Grounds, Proposal, Side, Stance, ground_id
from assistant.text import facts, stances
from assistant.text.finnish import sentences
from assistant.text.naming import section
from assistant.text.quotes import tidy
from assistant.text.topics import Nearness, Topic, nearness, topic
from assistant.types import BlockKind, Document, Kind, Passage, Quote

PER_SIDE = 8
"""Grounds in a group."""
PER_DOCUMENT = 3
"""Grounds from one document in a group."""
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


def _lines(passages: Iterable[Passage], matter: _Matter, places: Places | None = None) -> Iterator[_Line]:
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


# What bodies say


def _spoken(library: Library, held: Snapshot, matter: _Matter, own_body: str) -> list[_Found]:
    """The sentences of statements about the matter, with their bodies' stances, best first."""
    passages = _passages(library, held, matter, STATEMENTS, STATEMENT_PASSAGES)
    places = Places(library, held, matter.proposal, matter.register)
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
        elif line.here and (line.passage.heading or not has_headings(document)):
            silent.setdefault(document.id, _found(held, line, Stance.UNCLEAR, False, FLOOR))
    heard = {found.document.id for found in out}
    out += [found for id_, found in silent.items() if id_ not in heard]
    return sorted(_without_granted(out), key=lambda found: found.key)


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
