"""What a section may be written from by a model, and whether a sentence that the model gave may stand in it.

The material is the manager's facts as notes, the chosen grounds, the proposal's words and the stance; nothing else. A sentence
may quote only words that the manager chose or wrote: a ground is cut to its own quote, whatever else its passage holds.

Code, not the model, decides what the city wants: a stance, a demand, a condition or a change request in the city's name is
refused unless it is the manager's own sentence, word for word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.statement import Ground, LocalFact, Position, Proposal, Stance, Version, VersionKind
from assistant.text import stances, style
from assistant.text.facts import named_in, organisations
from assistant.text.finnish import words
from assistant.text.organisations import same_word
from assistant.text.prompts import Prompt
from assistant.types import (
    Claim,
    Evidence,
    Finding,
    Hit,
    Kind,
    Language,
    Origin,
    Passage,
    Question,
    Quote,
    Role,
    Severity,
)
from assistant.writers import sections, typed
from assistant.writers.evidence import Shown, shown
from assistant.writers.model_calls import fault
from assistant.writers.replies import Said
from assistant.writers.verifying import Guard, Refused, doubts, guard, read

ROLES = (Role.REASON, Role.FACT, Role.CONSEQUENCE, Role.CHANGE)
"""What a sentence beside the stance can be, in the order of a section."""


_NEVER = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


class SectionCheck(Protocol):
    """What is wrong with a version of a section; `steps.check.section` is one."""

    def __call__(self, version: Version, proposal: Proposal, *, stance: Stance, city: str = "") -> tuple[Finding, ...]:
        """Findings with the index of the sentence they are about."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a section is written from. `own` are the manager's sentences as they are told in a section, by the words they are
    known by (`typed.bare`)."""

    proposal: Proposal
    position: Position
    notes: Mapping[str, Quote]
    language: Language
    city: str
    check: SectionCheck
    own: Mapping[str, Claim] = field(default_factory=dict)

    @property
    def stance(self) -> Claim:
        """The fixed first sentence."""
        return sections.stance(self.position.stance, self.language, self.city)

    @property
    def speaker(self) -> str:
        """Who speaks in the section."""
        return self.city or sections.CITY[self.language]

    def facts_of(self, quotes: Iterable[Quote]) -> tuple[LocalFact, ...]:
        """The facts whose notes are quoted."""
        quoted = {quote.passage.document.id for quote in quotes}
        held = (fact for fact in self.position.facts if fact.id in self.notes)
        return tuple(fact for fact in held if self.notes[fact.id].passage.document.id in quoted)


def material(
    proposal: Proposal,
    position: Position,
    notes: Mapping[str, Quote],
    language: Language,
    *,
    city: str,
    check: SectionCheck,
) -> Material:
    """The material with the manager's own sentences made ready."""
    own: dict[str, Claim] = {}
    for fact in position.facts:
        for plain, told in fact_sentences(fact, notes.get(fact.id), language):
            own[typed.bare(plain)] = told
            own[typed.bare(told.text)] = told
    for claim in sections.wish_claims(position.wishes):
        own[typed.bare(claim.text)] = claim
    return Material(
        proposal=proposal, position=position, notes=notes, language=language, city=city, check=check, own=own
    )


def fact_sentences(fact: LocalFact, note: Quote | None, language: Language) -> Iterator[tuple[str, Claim]]:
    """The sentences of a fact as they were written and as a section tells them."""
    written = [sentence for paragraph in sections.own_sentences(fact.text) for sentence in paragraph]
    yield from zip(written, sections.fact_claims(fact, note, language), strict=False)


# What the model is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Numbered quotes as the model is shown them, and the guard against giving away the rest of what it was told."""

    shown: Shown
    quotes: tuple[Quote, ...]
    guarded: Guard

    def original(self, quote: Quote) -> Quote:
        """The same place in the passage it was cut from."""
        for held in self.quotes:
            inside = held.start <= quote.start and quote.end <= held.end
            if held.passage.document.id == quote.passage.document.id and inside:
                return Quote(passage=held.passage, start=quote.start, end=quote.end)
        return quote


def quoted(grounds: Iterable[Ground], facts: Sequence[LocalFact], notes: Mapping[str, Quote]) -> tuple[Quote, ...]:
    """What may be quoted: notes of the facts, then grounds; each place once."""
    every = (*(notes[fact.id] for fact in facts if fact.id in notes), *(ground.quote for ground in grounds))
    return tuple({(quote.passage.document.id, quote.start, quote.end): quote for quote in every}.values())


def given(quotes: Sequence[Quote], prompt: Prompt, room: int, *, told: str, system: str, language: Language) -> Given:
    """The quotes as numbered data in `room` characters, in order; `told` is what else stands in the request."""
    hits = tuple(Hit(passage=_cut(quote), score=0.0, found_by=()) for quote in quotes)
    question = Question(text="", standalone=told, language=language, search="")
    held = shown(Evidence(question=question, hits=hits, candidates=(), documents=0), prompt, room)
    kept = tuple(quotes[: len(held.passages)])
    return Given(shown=held, quotes=kept, guarded=guard(language, system, held.mark))


def _cut(quote: Quote) -> Passage:
    return replace(quote.passage, start=quote.start, end=quote.end)


# What may stand in a section


def own_claim(text: str, held: Material) -> Claim | None:
    """The manager's sentence that these words are, None where they are not one."""
    return held.own.get(typed.bare(text))


def weighed(said: Said, held: Material, given: Given, *, but: Sequence[Quote] = ()) -> Claim | Refused:
    """The claim that was meant, or why it may not stand. Its quotes are words of the given ones; where none was named, `but`.

    Every number, date, section and name of a SUPPORTED sentence stands in its quotes, their sources' headings, titles and days,
    the facts whose notes it quotes, or the proposal's title.
    """
    told = read(said, given.shown, given.guarded)
    if isinstance(told, Refused) and told.finding.message == "said_no_quote" and but:
        told = Claim(text=told.text, origin=Origin.SUPPORTED, quotes=tuple(but))
    if isinstance(told, Refused):
        return told
    quotes = tuple(dict.fromkeys(given.original(quote) for quote in told.quotes))
    claim = _with_notes(replace(told, quotes=quotes, role=role_of(said, told, held)), held)
    wrong = city_fault(claim, held)
    if wrong is not None:
        return Refused(text=claim.text, finding=wrong, fit=False)
    if (wrong := next(_faults(claim, held), None)) is not None:
        return Refused(text=claim.text, finding=wrong, fit=wrong.check != "stance")
    return claim


def role_of(said: Said, claim: Claim, held: Material) -> Role:
    """The role told, where it is one; else a fact's for what rests on notes alone, else a reason's."""
    for role in ROLES:
        if said.marks.get("role", "").casefold() == role.value:
            return role
    notes = {quote.passage.document.id for quote in held.notes.values()}
    return Role.FACT if all(quote.passage.document.id in notes for quote in claim.quotes) else Role.REASON


def _with_notes(claim: Claim, held: Material) -> Claim:
    """A sentence that retells a fact rests on the whole note, as it is short and one's own."""
    if claim.origin is not Origin.SUPPORTED:
        return claim
    whole = {note.passage.document.id: note for note in held.notes.values()}
    quotes = (whole.get(quote.passage.document.id, quote) for quote in claim.quotes)
    return replace(claim, quotes=tuple(dict.fromkeys(quotes)))


_APPEAL = re.compile(
    r"\b(?:tutkimu|selvity|tilasto|asiantuntij|arvioin|forskning|studie|utredning|statistik|expert|sakkunnig)\w*",
    re.IGNORECASE,
)


def city_fault(claim: Claim, held: Material) -> Finding | None:
    """A demand, a condition or another stance than the chosen one in the city's name, None where there is none."""
    if claim.origin is Origin.QUOTED:
        return None
    text = style.outside_quotations(claim.text)
    told = stances.of(claim.text, speaker=held.speaker)
    ours = _city_speaks(text, held)
    if claim.role is Role.CHANGE or (ours and sections.asks_for_change(text)):
        return fault("said_demand", claim.text)
    if told is Stance.SUPPORTS_WITH_RESERVATIONS:
        return fault("said_demand", claim.text)
    agrees = held.position.stance is told or (
        told is Stance.SUPPORTS and held.position.stance is Stance.SUPPORTS_WITH_RESERVATIONS
    )
    return None if told is Stance.UNCLEAR or agrees else fault("said_own_stance", claim.text)


_CITY = re.compile(
    r"\b(?:kaupun(?:ki|kia|gin|gilla)|kun(?:ta|nan|nalla)|staden|stadens|kommunen|kommunens)\b", re.IGNORECASE
)


def _city_speaks(text: str, held: Material) -> bool:
    named = bool(held.city) and re.search(rf"\b{re.escape(held.city)}\b", text, re.IGNORECASE)
    return bool(named or _CITY.search(text))


def _faults(claim: Claim, held: Material) -> Iterator[Finding]:
    """What the checks say against a sentence as part of a section, those of its sense last."""
    yield from found_in(claim, held, replace(held.position, facts=held.facts_of(claim.quotes), wishes=""))
    told = style.outside_quotations(claim.text)
    if not _attributed(claim, told):
        document = claim.quotes[0].passage.document
        yield fault("said_unattributed", claim.text, body=document.body or document.title)
    if claim.origin is not Origin.SUPPORTED:
        return
    for appeal in _APPEAL.finditer(told):
        if not _appeals_to(appeal.group(), claim.quotes):
            yield fault("said_appeal", appeal.group())
    if (word := denies(told)) and not any(may_deny(quote.text) for quote in claim.quotes):
        yield fault("said_negation", word)
    others = [name for name in organisations(claim.text) if not named_in(name, held.city)]
    agrees = stances.of(claim.text, speaker=held.speaker) is not Stance.UNCLEAR and not others
    # The city's own stance rests on the person's choice and not on a quote.
    yield from (doubt for doubt in doubts(claim) if not (agrees and doubt.message == "said_stance"))


def _appeals_to(word: str, quotes: Sequence[Quote]) -> bool:
    stem = word.casefold()[:7]
    return any(
        quote.passage.document.kind is Kind.RESEARCH
        or stem in f"{quote.text} {quote.passage.document.title}".casefold()
        for quote in quotes
    )


_NOT = frozenset(
    """ei eivät eikä eivätkä en emme ettei etteivät älä
    inte ej icke ingen inget inga aldrig varken""".split()
)
_HIDDEN_NOT = re.compile(
    r"\w{3,}(?:ton|tön|ttom|ttöm)\w*|\w+(?:matta|mättä)\b|\b(?:ilman|kielt|kielle|paitsi|vailla|vaan|muttei|puuttu|poik[ek]|est[äy]|evä)"
    r"|\bo(?:till|möj|nöd|änd|be|klar|skä|pro|gil|ska)\w+|\w+(?:lös|fri)[ta]?\b|\b(?:utan|sakna|förbj|förbud|undant|avvik|hindr)",
    re.IGNORECASE,
)


def denies(text: str) -> str:
    """A plain negation in a Finnish or Swedish text, empty where there is none."""
    return next((word for word in words(text) if word in _NOT), "")


def may_deny(text: str) -> bool:
    """Whether a text has a negation at all, also one within a word ("maksuton", "otillräcklig")."""
    return bool(denies(text) or _HIDDEN_NOT.search(text))


_STATEMENT = re.compile(r"lausun|utlåtand|remissvar", re.IGNORECASE)


def _attributed(claim: Claim, told: str) -> bool:
    """Whether a sentence that rests on other bodies' statements alone says that the view is theirs, and a quotation that it is
    somebody's. `told` are the words outside quotations."""
    if claim.origin is Origin.QUOTED and not words(told.replace("\x00", " ")):
        return False
    held = [quote.passage.document for quote in claim.quotes]
    if any(document.kind is not Kind.OTHER_STATEMENT for document in held) or _STATEMENT.search(told):
        return True
    bodies = [word for document in held for word in words(document.body or "") if len(word) > _SHORT]
    return any(same_word(body, word) for body in bodies for word in words(told))


_SHORT = 3
"""Letters of a word that names nobody by itself ("ry")."""


def found_in(claim: Claim, held: Material, position: Position) -> Iterator[Finding]:
    """Errors of the section's check on a sentence that stands behind the stance, and a stance that may be turned."""
    version = provisional((held.stance, claim), held, position)
    for finding in held.check(version, held.proposal, stance=held.position.stance, city=held.city):
        if finding.claim == 1 and (finding.severity is Severity.ERROR or finding.message == "stance_disagrees"):
            yield finding


def provisional(claims: tuple[Claim, ...], held: Material, position: Position) -> Version:
    """A version that is not kept, to be checked."""
    return Version(
        section="",
        n=0,
        proposal=held.proposal.id,
        language=held.language,
        stance=held.position.stance,
        claims=claims,
        kind=VersionKind.DRAFT,
        by="",
        at=_NEVER,
        wishes=position.wishes,
        facts=position.facts,
    )
