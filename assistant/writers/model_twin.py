"""A Finnish section in Swedish, sentence by sentence: quotes and their order by code, the words between by a model.

Sentences in a fixed frame are set in the Swedish frame with the same quotes, and need no model. The others are translated, and
each translation is held to its sentence: the same numbers, dates and sections, no stance and no negation that the Finnish one
has not, in Swedish, without markup. A translation rests on the Finnish sentence's own quotes, or on the manager's words where it
is theirs, so that nobody takes it for those words themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.library.notes import note, whole
from assistant.statement import Ground, LocalFact, Side, Stance, ground_id
from assistant.text import stances, style
from assistant.text.facts import held as holds
from assistant.text.facts import spans, tokens
from assistant.text.prompts import Prompt
from assistant.text.quotes import tidy
from assistant.types import Claim, Finding, Language, Origin, Quote, Role
from assistant.writers import sections, typed
from assistant.writers.evidence import marked
from assistant.writers.extractive import framed
from assistant.writers.model_calls import fault
from assistant.writers.model_material import Material, denies, found_in, may_deny
from assistant.writers.replies import Said, schema_of
from assistant.writers.verifying import Refused, guard, misshapen

SCHEMA: dict[str, Any] = schema_of({"sentence": {"type": "integer"}, "text": {"type": "string"}}, "twin")
"""The shape of a translation."""

LENGTHS = (0.4, 2.5)
"""Characters of a translation for one of the Finnish sentence."""


@dataclass(slots=True)
class Twin:
    """A translation on its way: `wanted` are the indexes of sentences that a model is asked for, `taken` what held of its reply."""

    before: tuple[Claim, ...]
    held: Material
    prompt: Prompt
    wanted: tuple[int, ...] = ()
    taken: dict[int, Claim] = field(default_factory=dict)
    _mark: str = ""

    def __post_init__(self) -> None:
        self.wanted = tuple(at for at, claim in enumerate(self.before) if _free(claim))
        self._mark = marked([q.passage for claim in self.before for q in claim.quotes], self._listed())

    def _listed(self) -> str:
        return "\n".join(f"{at + 1}. {self.before[at].text}" for at in self.wanted)

    def question(self) -> str:
        """The Finnish sentences to be translated, with their numbers."""
        return self.prompt.fill("question", mark=self._mark, section=self._listed())

    def take(self, said: Said) -> Refused | None:
        """Takes a translation in, or tells why not. One for a sentence that was not asked for is passed over."""
        number = said.marks.get("sentence", "")
        at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 5 else -1
        if at not in self.wanted or at in self.taken:
            return None
        text = tidy(said.text)
        claim = self._resting(self.before[at], text)
        wrong = self._fault(claim, self.before[at])
        if wrong is not None:
            return Refused(text=text, finding=wrong, fit=False)
        self.taken[at] = claim
        return None

    def _resting(self, finnish: Claim, text: str) -> Claim:
        """The translation with what it rests on. The manager's words become a note of theirs, in the language they are in."""
        quotes = finnish.quotes
        if finnish.origin is Origin.OWN:
            quotes = (*quotes, self._own_note(finnish))
        flagged = finnish.origin is Origin.UNSUPPORTED or not quotes
        origin = Origin.UNSUPPORTED if flagged else Origin.SUPPORTED
        return Claim(text=text, origin=origin, quotes=quotes, role=finnish.role)

    def _own_note(self, finnish: Claim) -> Quote:
        bare = typed.bare(finnish.text)
        for fact in self.held.position.facts:
            told = [typed.bare(one) for paragraph in sections.own_sentences(fact.text) for one in paragraph]
            if bare in told and fact.id in self.held.notes:
                return self.held.notes[fact.id]
        return whole(note(LocalFact(id="", text=finnish.text)))

    def _fault(self, claim: Claim, finnish: Claim) -> Finding | None:
        shape = misshapen(claim.text, claim.quotes, guard(Language.SV, self.prompt.texts["system"], self._mark))
        return shape or next(self._faults(claim, finnish), None)

    def _faults(self, claim: Claim, finnish: Claim) -> Iterator[Finding]:
        yield from _other_facts(claim.text, finnish.text)
        yield from _other_stance(claim, finnish, self.held)
        yield from _other_negation(claim.text, finnish.text)
        yield from _other_length(claim.text, finnish.text)
        if claim.origin is Origin.SUPPORTED:
            yield from found_in(claim, self.held, self.held.position)

    def made(self) -> tuple[Claim, ...]:
        """The Swedish section: one sentence for each Finnish one, in the same order."""
        out: list[Claim] = []
        for at, claim in enumerate(self.before):
            before = next((held.quotes[-1] for held in reversed(out) if held.quotes), None)
            out.append(self.taken.get(at) or self._without(claim, before))
        return sections.noted(out, Language.SV)

    def _without(self, claim: Claim, before: Quote | None) -> Claim:
        """The sentence without a model: the fixed stance, quotes in their Swedish frame, else as the manager wrote it."""
        if claim.role is Role.STANCE and claim.origin is Origin.FORM:
            return self.held.stance
        if claim.origin not in (Origin.QUOTED, Origin.SUPPORTED):
            return claim
        if len(claim.quotes) == 1:
            told = sections.attributed(
                _ground(claim.quotes[0]), before, self.held.proposal, self.held.position.stance, Language.SV
            )
        else:
            told = framed(claim.quotes, before, Language.SV)
        return replace(told, role=claim.role, opens=claim.opens)


def _free(claim: Claim) -> bool:
    """Whether the sentence's words are somebody's own rather than a fixed frame's."""
    return claim.origin not in (Origin.QUOTED, Origin.FORM)


def _ground(quote: Quote) -> Ground:
    return Ground(id=ground_id(quote), quote=quote, side=Side.NEUTRAL, stance=Stance.UNCLEAR, score=0.0)


# The same in both languages


def _other_facts(swedish: str, finnish: str) -> Iterator[Finding]:
    """Numbers, dates, amounts and sections that only one of the two has."""
    ours, theirs = tokens(swedish), tokens(finnish)
    for text, other in ((swedish, theirs), (finnish, ours)):
        for placed in spans(text):
            if not holds(placed.fact, other):
                yield fault("twin_facts", text[placed.start : placed.end])


def _other_stance(swedish: Claim, finnish: Claim, held: Material) -> Iterator[Finding]:
    told = stances.of(swedish.text, speaker=held.city or sections.CITY[Language.SV])
    heard = stances.of(finnish.text, speaker=held.city or sections.CITY[Language.FI])
    if (told is not Stance.UNCLEAR and told not in (heard, held.position.stance)) or (
        Stance.UNCLEAR not in (told, heard) and told is not heard
    ):
        yield fault("twin_stance", swedish.text)


def _other_negation(swedish: str, finnish: str) -> Iterator[Finding]:
    """A plain negation in one that the other has in no way."""
    ours, theirs = style.outside_quotations(swedish), style.outside_quotations(finnish)
    if (denies(ours) and not may_deny(theirs)) or (denies(theirs) and not may_deny(ours)):
        yield fault("twin_negation", swedish)


def _other_length(swedish: str, finnish: str) -> Iterator[Finding]:
    least, most = LENGTHS
    if not least * len(finnish) <= len(swedish) <= most * len(finnish):
        yield fault("twin_length", swedish)
