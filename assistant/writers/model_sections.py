"""Sections by a language model: drafted, revised and told in Swedish, each sentence held to what the manager chose and wrote.

The model writes reasons and retells facts; the stance is fixed wording, wishes and conditions are the manager's own sentences,
put in by code. What is refused is asked for once more, in one call. A method that yields no claim has failed and says why in a
finding: then the section is written, or changed, without a model by whoever asked.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.ports import ChatModel, Usage
from assistant.statement import Ground, LocalFact, Position, Proposal, Stance
from assistant.text.facts import held as holds
from assistant.text.facts import tokens
from assistant.text.plain import plain
from assistant.text.prompts import load
from assistant.text.wording import say
from assistant.types import Claim, Finding, Language, Origin, Quote, Role, Severity
from assistant.writers import sections
from assistant.writers.model_calls import (
    Asked,
    Outcome,
    asked_twice,
    because,
    remark,
    room,
    shortened,
    why,
)
from assistant.writers.model_changes import SCHEMA as CHANGES
from assistant.writers.model_changes import Changes, numbered
from assistant.writers.model_material import (
    ROLES,
    Given,
    Material,
    SectionCheck,
    fact_sentences,
    given,
    material,
    own_claim,
    quoted,
    role_of,
    weighed,
)
from assistant.writers.model_twin import SCHEMA as TWINS
from assistant.writers.model_twin import Twin
from assistant.writers.replies import QUOTES, Said, schema_of
from assistant.writers.verifying import Refused, same_words

MOST = 8
"""Sentences asked for, the stance and the manager's own not counted."""

_SENTENCE = {
    "role": {"type": "string", "enum": [role.value for role in ROLES]},
    "quotes": QUOTES,
    "text": {"type": "string"},
}
SCHEMA: dict[str, Any] = schema_of(_SENTENCE, "section")
"""The shape of a draft."""


class ModelSectionWriter:
    """Owns nothing but what it was given. `check` tells what is wrong with a version of a section."""

    def __init__(
        self, chat: ChatModel, *, check: SectionCheck, timeout: float = 120, show_unsupported: bool = False
    ) -> None:
        self._chat = chat
        self._check = check
        self._timeout = timeout
        self._show = show_unsupported

    @property
    def name(self) -> str:
        """provider:model."""
        return self._chat.name

    def prompt(self, task: str, language: Language) -> str:
        """The identity of what the model is told for a task: draft, revise or twin."""
        return load(f"model-{task}", language).id

    # Draft

    def draft(
        self,
        proposal: Proposal,
        position: Position,
        grounds: Sequence[Ground],
        notes: Mapping[str, Quote],
        language: Language,
        *,
        city: str = "",
    ) -> Iterator[Claim | Finding | Usage]:
        """A whole section in its order, the stance first; no claim where nothing of the model's holds. NO_COMMENT is its one
        sentence and asks no model. `grounds` are those to be used; facts and wishes are told whether the model does or not."""
        held = material(proposal, position, notes, language, city=city, check=self._check)
        if position.stance is Stance.NO_COMMENT:
            yield held.stance
            return
        quotes = quoted(grounds, position.facts, notes)
        if not quotes:
            yield remark("draft_fell_back", Severity.INFO, reason=say("model.draft_no_grounds", language))
            return
        asked = self._asked("draft", language, SCHEMA, ("role",))
        system = asked.prompt.fill("system", most=MOST)
        told = "\n".join((proposal.name, proposal.text, held.stance.text, *_own_text(held)))
        known = given(
            quotes,
            asked.prompt,
            room(self._chat, system, told, asked.prompt.texts["question"]),
            told=told,
            system=system,
            language=language,
        )
        outcome = Outcome()
        taken: list[Claim] = []
        if known.quotes:
            if known.shown.cut:
                shown, found = str(len(known.quotes)), str(len(quotes))
                yield remark("draft_cut", Severity.INFO, shown=shown, found=found)
            question = _question(asked, held, known)
            yield from asked_twice(
                self._chat, asked, system, question, lambda said: _take(said, held, known, taken), outcome
            )
        else:
            outcome.stopped = say("model.no_room", language)
        if not any(claim.quotes for claim in taken):
            reason = because(outcome, language, "model.draft_nothing", "model.draft_unusable")
            yield remark("draft_fell_back", Severity.WARNING, reason=reason)
            return
        flagged = self._flagged(outcome, held, taken)
        claims = sections.noted(whole((*taken, *(claim for claim, _ in flagged)), held), language)
        yield from claims
        if outcome.stopped:
            yield remark("draft_stopped", Severity.WARNING, reason=outcome.stopped)
        for claim, refused in flagged:
            words, reason = shortened(claim.text), why(refused.finding, language)
            at = next(k for k, other in enumerate(claims) if other.text == claim.text)
            yield remark("draft_unsupported", Severity.WARNING, at, words=words, reason=reason)
        if (dropped := outcome.lost - len(flagged)) > 0:
            yield remark("draft_dropped", Severity.INFO, count=str(dropped))

    def _flagged(self, outcome: Outcome, held: Material, taken: Sequence[Claim]) -> list[tuple[Claim, Refused]]:
        """What failed twice and may be shown with a flag, where the settings say so."""
        out: list[tuple[Claim, Refused]] = []
        for said, refused in outcome.refused if self._show else ():
            told = (*taken, *(claim for claim, _ in out))
            if not refused.fit or any(same_words(refused.text, other.text) for other in told):
                continue
            claim = Claim(text=refused.text, origin=Origin.UNSUPPORTED)
            out.append((Claim(text=claim.text, origin=claim.origin, role=role_of(said, claim, held)), refused))
        return out

    # Revise

    def revise(
        self,
        claims: Sequence[Claim],
        instruction: str,
        *,
        proposal: Proposal,
        position: Position,
        grounds: Sequence[Ground],
        notes: Mapping[str, Quote],
        language: Language,
        city: str = "",
    ) -> Iterator[Claim | Finding | Usage]:
        """The whole section changed as asked; sentences that no accepted change names are the very same claims. No claim where
        the model made no change that holds."""
        held = material(proposal, position, notes, language, city=city, check=self._check)
        kept = {
            (quote.passage.document.id, quote.start, quote.end): quote for claim in claims for quote in claim.quotes
        }
        chosen = quoted(grounds, position.facts, notes)
        quotes = (*chosen, *(quote for quote in kept.values() if not any(_inside(quote, other) for other in chosen)))
        asked = self._asked("revise", language, CHANGES, ("action", "sentence", "role"))
        system = asked.prompt.fill("system")
        listed = numbered(claims, asked.prompt)
        told = "\n".join((proposal.name, proposal.text, listed, instruction))
        space = room(self._chat, system, told, asked.prompt.texts["question"])
        known = given(quotes, asked.prompt, space, told=told, system=system, language=language)
        outcome = Outcome()
        changes = Changes(before=tuple(claims), instruction=instruction, held=held, given=known)
        if space > 0:
            question = asked.prompt.fill(
                "question",
                mark=known.shown.mark,
                proposal=f"{proposal.name}\n{proposal.text}",
                section=listed,
                evidence=known.shown.text or "–",
                instruction=" ".join(plain(instruction).split()),
            )
            yield from asked_twice(self._chat, asked, system, question, changes.take, outcome)
        else:
            outcome.stopped = say("model.no_room", language)
        after = changes.made()
        if after == tuple(claims):
            reason = because(outcome, language, "model.revision_nothing", "model.revision_unusable")
            yield remark("revision_fell_back", Severity.WARNING, reason=reason)
            return
        settled = sections.settled(after, grounds, proposal, position.stance, language)
        yield from sections.noted(settled, language)
        if outcome.stopped:
            yield remark("revision_stopped", Severity.WARNING, reason=outcome.stopped)
        if outcome.lost:
            yield remark("revision_dropped", Severity.INFO, count=str(outcome.lost))

    # Twin

    def twin(
        self,
        claims: Sequence[Claim],
        *,
        proposal: Proposal,
        position: Position,
        notes: Mapping[str, Quote],
        city: str = "",
    ) -> Iterator[Claim | Finding | Usage]:
        """A Finnish section in Swedish, sentence by sentence in its order: the same quotes, numbers and stance in each. What
        could not be translated so is told by a quote in a Swedish frame, or stays as the manager wrote it."""
        language = Language.SV
        held = material(proposal, position, notes, language, city=city, check=self._check)
        asked = self._asked("twin", language, TWINS, ("sentence",))
        twin = Twin(before=tuple(claims), held=held, prompt=asked.prompt)
        outcome = Outcome()
        if twin.wanted:
            question = twin.question()
            system = asked.prompt.texts["system"]
            if room(self._chat, system, question) > 0:
                yield from asked_twice(self._chat, asked, system, question, twin.take, outcome)
            else:
                outcome.stopped = say("model.no_room", language)
        yield from twin.made()
        if outcome.stopped or (twin.wanted and not twin.taken):
            reason = because(outcome, language, "model.draft_nothing", "model.draft_unusable")
            yield remark("twin_fell_back", Severity.WARNING, reason=reason)
        if twin.taken:
            yield remark("twin_checked", Severity.INFO)
        if left := len(twin.wanted) - len(twin.taken):
            yield remark("twin_kept", Severity.WARNING, count=str(left))

    def _asked(self, task: str, language: Language, schema: Mapping[str, Any], marks: tuple[str, ...]) -> Asked:
        return Asked(
            prompt=load(f"model-{task}", language),
            language=language,
            schema=schema,
            marks=marks,
            until=time.monotonic() + self._timeout,
        )


def _own_text(held: Material) -> list[str]:
    return [claim.text for claim in sections.wish_claims(held.position.wishes)]


def _question(asked: Asked, held: Material, known: Given) -> str:
    return asked.prompt.fill(
        "question",
        mark=known.shown.mark,
        proposal=f"{held.proposal.name}\n{held.proposal.text}",
        stance=held.stance.text,
        own="\n".join(_own_text(held)) or "–",
        evidence=known.shown.text,
    )


def _inside(quote: Quote, other: Quote) -> bool:
    same = quote.passage.document.id == other.passage.document.id
    return same and other.start <= quote.start and quote.end <= other.end


def _take(said: Said, held: Material, known: Given, taken: list[Claim]) -> Refused | None:
    """Takes a sentence of a draft in, or tells why not. The manager's own are put in by code, so a repeated one is passed over."""
    if sections.is_stance(" ".join(said.text.split())):
        return None
    own = own_claim(said.text, held)
    if own is not None:
        if own.role is Role.FACT and own not in taken:
            taken.append(own)
        return None
    claim = weighed(said, held, known)
    if isinstance(claim, Refused):
        known_already = any(same_words(claim.text, other.text) for other in taken)
        return None if known_already else claim
    if not any(same_words(claim.text, other.text) for other in taken):
        taken.append(claim)
    return None


def whole(taken: Sequence[Claim], held: Material) -> tuple[Claim, ...]:
    """The section that the taken sentences make with the stance and all that the manager wrote: in the order of roles, in each
    the model's sentences as it gave them, then facts it did not tell, then the wishes as they were written."""
    missing = [claim for fact in held.position.facts for claim in _untold(fact, taken, held)]
    body = (*taken, *missing, *sections.wish_claims(held.position.wishes))
    ordered = sorted(body, key=lambda claim: ROLES.index(claim.role) if claim.role in ROLES else 0)
    return (held.stance, *ordered)


def _untold(fact: LocalFact, taken: Sequence[Claim], held: Material) -> Iterator[Claim]:
    """The sentences of a fact that are still to be told; none where sentences that rest on it hold all its figures."""
    note = held.notes.get(fact.id)
    resting = [claim for claim in taken if note is not None and note in claim.quotes and claim.text not in held.own]
    retold = frozenset(
        token for claim in resting if own_claim(claim.text, held) is None for token in tokens(claim.text)
    )
    free = any(own_claim(claim.text, held) is None for claim in resting)
    if free and all(holds(token, retold) for token in tokens(plain(fact.text))):
        return
    yield from (told for _, told in fact_sentences(fact, note, held.language) if told not in taken)
