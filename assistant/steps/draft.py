"""Draft: a first section from the manager's position and the chosen grounds, without a model.

The order is stance, reason, local fact, consequence, change request. Every sentence is fixed wording without facts (FORM), a
fixed frame around verbatim quotes (QUOTED), or the manager's own (OWN; SUPPORTED where the fact's source and day were put
behind it). The same input gives the same section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.errors import RefusedError
from assistant.statement import CHOICES, Ground, Position, Proposal, Stance
from assistant.text.plain import plain
from assistant.types import Claim, Kind, Language, Quote
from assistant.writers import sections

__all__ = ["QUOTES", "plain", "told", "write"]

QUOTES = 6
"""How many quotes a draft has when nobody chose them; those a person chose are all told."""


def write(
    proposal: Proposal,
    position: Position,
    grounds: Sequence[Ground],
    notes: Mapping[str, Quote],
    language: Language,
    *,
    city: str = "",
) -> tuple[Claim, ...]:
    """The claims of a section, each with its role; the first is the stance. NO_COMMENT is its one sentence.

    `grounds` come best first; `notes` has the note of each fact by the fact's id; `city` stands in the stance for "Kaupunki".
    Own sentences are verbatim: white space is tidied, markup taken out and a missing full stop added, so compare without the
    last mark. Raises RefusedError("stance_missing") where the manager has not chosen, UsageError for a language without frames.
    """
    if position.stance not in CHOICES:
        raise RefusedError("stance_missing", title=proposal.name)
    first = sections.stance(position.stance, language, city)
    if position.stance is Stance.NO_COMMENT:
        return (first,)
    chosen = told(grounds, position, notes)
    reasons = sections.noted(tuple(sections.reasons(chosen, proposal, position.stance, language)), language)
    return (first, *reasons, *_facts(position, notes, language), *sections.wish_claims(position.wishes))


def _facts(position: Position, notes: Mapping[str, Quote], language: Language) -> Iterator[Claim]:
    for fact in position.facts:
        yield from sections.fact_claims(fact, notes.get(fact.id), language)


def told(grounds: Sequence[Ground], position: Position, notes: Mapping[str, Quote]) -> list[Ground]:
    """The grounds to tell: those that the manager chose; where none was chosen, of those that suit the stance the best of each
    kind of source in turn, up to QUOTES.

    A note of a fact that the section tells anyway is not quoted beside it.
    """
    facts = {notes[fact.id].passage.document.id for fact in position.facts if fact.id in notes}
    held = [ground for ground in grounds if ground.document.id not in facts]
    chosen = [ground for ground in held if ground.id in position.grounds]
    if position.grounds:
        return chosen
    kept = {ground.id for ground in _in_turn([g for g in held if sections.suits(g, position.stance)])[:QUOTES]}
    return [ground for ground in held if ground.id in kept]


def _in_turn(grounds: Sequence[Ground]) -> list[Ground]:
    """One of each kind and side, then the second of each, and so on."""
    rounds: dict[tuple[Kind, str], int] = {}
    turns = []
    for ground in grounds:
        group = (ground.document.kind, ground.side.value)
        turns.append(rounds.get(group, 0))
        rounds[group] = turns[-1] + 1
    return [ground for _, ground in sorted(zip(turns, grounds, strict=True), key=lambda pair: pair[0])]
