"""Revise: a section changed by instruction or by hand, and what changed between two versions, without a model.

An instruction changes what it asks for and nothing else; the one exception is a sentence that leaned on another which is gone
("Saman pykälän mukaan …"): it is given its full attribution, as it would otherwise name a wrong source. What is typed by hand
stays as it was typed; only its origin is found anew (`writers.typed`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.errors import RefusedError, UsageError
from assistant.statement import Ground, LocalFact, Position, Proposal, paragraphs
from assistant.text.finnish import STOP_WORDS, words
from assistant.text.organisations import same_word
from assistant.text.plain import plain
from assistant.text.quotes import fold, tidy
from assistant.text.terms import in_finnish
from assistant.types import Claim, Kind, Language, Origin, Quote, Role
from assistant.writers import sections, typed
from assistant.writers.instructions import LAST, Act, Order, understood
from assistant.writers.typed import text_of

__all__ = ["Change", "ChangeKind", "difference", "edited", "own_words", "refuse_stance", "revise", "text_of"]

Claims = tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What a revision may draw on."""

    proposal: Proposal
    position: Position
    grounds: tuple[Ground, ...]
    notes: Mapping[str, Quote]
    language: Language


def revise(
    claims: Sequence[Claim],
    instruction: str,
    *,
    proposal: Proposal,
    position: Position,
    grounds: Sequence[Ground],
    notes: Mapping[str, Quote],
    language: Language,
) -> Claims:
    """The section changed as asked. `grounds` are all that the library holds for the proposal; sentences count from 1.

    Raises UsageError for what is not understood (its words tell what can be asked) or names no sentence, RefusedError where
    there is nothing to do it with: no quote left to take out, none on the topic, the stance, the words of a quotation.
    """
    order = understood(instruction)
    given = _Given(proposal=proposal, position=position, grounds=tuple(grounds), notes=notes, language=language)
    made = _ACTS[order.act](tuple(claims), order, given)
    settled = sections.settled(made, grounds, proposal, position.stance, language)
    return sections.noted(settled, language)


def refuse_stance(instruction: str) -> None:
    """Raises UsageError("stance_elsewhere") for an instruction to change the stance, whoever would carry it out."""
    try:
        understood(instruction)
    except UsageError as fault:
        if fault.code == "stance_elsewhere":
            raise


def edited(before: Sequence[Claim], text: str, *, notes: Mapping[str, Quote], own: Sequence[str]) -> Claims:
    """Text typed by hand as claims: an unchanged sentence keeps its claim, a changed or new one is judged by the table of
    `writers.typed`. `own` are the manager's facts and wishes as written. Raises UsageError("section_empty") for no words."""
    claims = typed.claims_of(before, text, typed.support(before, notes, own))
    if not claims:
        raise UsageError("section_empty")
    return claims


def own_words(claims: Sequence[Claim], wishes: str, facts: Sequence[LocalFact]) -> str:
    """The wishes with the OWN sentences that stand neither there nor in the facts, each a paragraph: what a version made by
    instruction or by hand was written from, so that its OWN sentences are verbatim among the words kept with it."""
    known = fold(" ".join(plain(text) for text in (wishes, *(fact.text for fact in facts))))
    typed_in = [claim.text for claim in claims if claim.origin is Origin.OWN and typed.bare(claim.text) not in known]
    return "\n\n".join(text for text in (wishes, *dict.fromkeys(typed_in)) if text.strip())


# What can be asked for


def _shorten(claims: Claims, _order: Order, given: _Given) -> Claims:
    """Half of the quoted sentences, from the end; the best of them always stays, and whatever is not a quote."""
    quoted = [k for k, claim in enumerate(claims) if _quotes_a_source(claim)]
    if len(quoted) < 2:
        raise RefusedError("nothing_to_shorten")
    best = min(quoted, key=lambda k: (-_score(claims[k], given.grounds), k))
    gone = [k for k in reversed(quoted) if k != best][: len(quoted) // 2]
    return tuple(claim for k, claim in enumerate(claims) if k not in gone)


def _score(claim: Claim, grounds: Sequence[Ground]) -> float:
    return max((g.score for g in grounds for quote in claim.quotes if _overlap(g.quote, quote)), default=float("-inf"))


def _quotes_a_source(claim: Claim) -> bool:
    """Whether the sentence is there for a quote; one that tells a local fact is the manager's."""
    return claim.origin in (Origin.QUOTED, Origin.SUPPORTED) and any(
        quote.passage.document.kind is not Kind.LOCAL for quote in claim.quotes
    )


def _overlap(one: Quote, other: Quote) -> bool:
    same = one.passage.document.id == other.passage.document.id
    return same and one.start < other.end and other.start < one.end


def _lengthen(claims: Claims, _order: Order, given: _Given) -> Claims:
    """One more quote: the best that is not used and suits the stance, one that the manager chose before others."""
    unused = [ground for ground in _unused(claims, given) if _fits(ground, given)]
    if not unused:
        raise RefusedError("no_more_grounds")
    return _with_ground(claims, max(unused, key=lambda g: (g.id in given.position.grounds, g.score)), given)


def _about(claims: Claims, order: Order, given: _Given) -> Claims:
    """The best unused quote on a topic."""
    topic = order.words[0]
    unused = _unused(claims, given)
    named = [topic, *(in_finnish(topic, language) for language in (Language.FI, Language.SV))]
    rated = [(rate, ground) for ground in unused if (rate := max(_on_topic(name, ground) for name in named))]
    if not rated:
        raise RefusedError("nothing_on_topic", topic=topic)
    fitting = [(rate, ground) for rate, ground in rated if _fits(ground, given)]
    if not fitting:
        raise RefusedError("only_other_side", topic=topic)
    return _with_ground(claims, max(fitting, key=lambda pair: (pair[0], pair[1].score))[1], given)


def _unused(claims: Claims, given: _Given) -> list[Ground]:
    quotes = [quote for claim in claims for quote in claim.quotes]
    facts = {given.notes[f.id].passage.document.id for f in given.position.facts if f.id in given.notes}
    return [
        ground
        for ground in given.grounds
        if ground.document.id not in facts and not any(_overlap(ground.quote, quote) for quote in quotes)
    ]


def _fits(ground: Ground, given: _Given) -> bool:
    return ground.id in given.position.grounds or sections.suits(ground, given.position.stance)


_EMPTY = STOP_WORDS[Language.FI] | STOP_WORDS[Language.SV]
_PART = 4
"""Letters of the shortest part of a compound that is met alone."""


def _on_topic(topic: str, ground: Ground) -> float:
    """How many of the topic's words the quote has, in any form or as the end of a compound; a heading's count half. None of
    them, or fewer than half, is nothing."""
    wanted = [word for word in words(topic) if word not in _EMPTY]
    quoted, heading = words(ground.quote.text), words(" ".join(ground.quote.passage.heading))
    found = [1.0 if _has(word, quoted) else 0.5 if _has(word, heading) else 0.0 for word in wanted]
    return sum(found) if sum(share > 0 for share in found) * 2 > len(found) - 1 and any(found) else 0.0


def _has(word: str, others: Sequence[str]) -> bool:
    return any(
        same_word(word, other) or any(same_word(word, other[k:]) for k in range(2, len(other) - _PART + 1))
        for other in others
    )


def _with_ground(claims: Claims, ground: Ground, given: _Given) -> Claims:
    """The section with one more quoted sentence: behind the last of its source, else where its kind of source is told."""
    at = sections.place_for(claims, ground, given.grounds, given.proposal, given.position.stance)
    before = next((claim.quotes[-1] for claim in reversed(claims[:at]) if claim.quotes), None)
    told = [g for g in given.grounds for claim in claims[:at] if any(_overlap(g.quote, q) for q in claim.quotes)]
    statements = [g for g in told if g.document.kind in (Kind.OWN_STATEMENT, Kind.OTHER_STATEMENT)]
    claim = sections.attributed(ground, before, given.proposal, given.position.stance, given.language, told=statements)
    return (*claims[:at], claim, *claims[at:])


def _unquote(claims: Claims, _order: Order, _given: _Given) -> Claims:
    left = tuple(claim for claim in claims if not _quotes_a_source(claim))
    if len(left) == len(claims):
        raise RefusedError("no_quotes_to_remove")
    return left


def _remove(claims: Claims, order: Order, _given: _Given) -> Claims:
    gone = {_sentence(claims, number) for number in order.numbers}
    return tuple(claim for k, claim in enumerate(claims) if k not in gone)


def _sentence(claims: Claims, number: int) -> int:
    """The index of a sentence that may be moved or taken out. Raises UsageError for none of that number, RefusedError for the
    stance, without which a section says nothing."""
    at = len(claims) - 1 if number == LAST else number - 1
    if not 0 <= at < len(claims):
        raise UsageError("no_such_sentence", number=number, count=len(claims))
    if at == 0 and claims[0].role is Role.STANCE:
        raise RefusedError("stance_stays")
    return at


def _remove_paragraph(claims: Claims, order: Order, _given: _Given) -> Claims:
    groups = paragraphs(claims)
    gone = set()
    for number in order.numbers:
        at = len(groups) - 1 if number == LAST else number - 1
        if not 0 <= at < len(groups):
            raise UsageError("no_such_paragraph", number=number, count=len(groups))
        if at == 0 and claims[0].role is Role.STANCE:
            raise RefusedError("stance_stays")
        gone.add(at)
    return tuple(claim for k, group in enumerate(groups) if k not in gone for claim in group)


def _swap(claims: Claims, order: Order, _given: _Given) -> Claims:
    """Each takes the other's place, and with it the role of the paragraph it comes to."""
    first, second = (_sentence(claims, number) for number in order.numbers)
    out = list(claims)
    out[first] = replace(claims[second], role=claims[first].role, opens=claims[first].opens)
    out[second] = replace(claims[first], role=claims[second].role, opens=claims[second].opens)
    return tuple(out)


def _replace(claims: Claims, order: Order, given: _Given) -> Claims:
    """Words changed wherever they stand outside quotations. Raises UsageError where they stand nowhere, RefusedError where only
    a quotation has them: those are the source's."""
    old, new = order.words
    facts = (f"{fact.text}\n{fact.source}" for fact in given.position.facts)
    support = typed.support(claims, given.notes, (given.position.wishes, *facts))
    out = [_replaced(claim, old, new, support) for claim in claims]
    if any(after.text != before.text for after, before in zip(out, claims, strict=True)):
        return tuple(out)
    if any(_words(old).search(claim.text) for claim in claims):
        raise RefusedError("quotation_stays", words=old)
    raise UsageError("words_not_found", words=old)


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


def _replaced(claim: Claim, old: str, new: str, support: typed.Support) -> Claim:
    guarded = [tidy(quote.text) for quote in claim.quotes]
    parts = (
        re.split("(" + "|".join(re.escape(words) for words in guarded) + ")", claim.text) if guarded else [claim.text]
    )
    text = "".join(part if part in guarded else _words(old).sub(lambda _: new, part) for part in parts)
    if text == claim.text:
        return claim
    return replace(typed.judged(text, claim, support), role=claim.role, opens=claim.opens)


def _add(claims: Claims, order: Order, _given: _Given) -> Claims:
    """The person's own sentences behind the last of their role: a change request, a fact where they tell figures, else what
    follows from them. They are OWN as they stand."""
    out = claims
    for paragraph in sections.own_sentences(order.words[0]):
        for sentence in paragraph:
            role = order.role or typed.role_of(sentence, Role.CONSEQUENCE) or Role.CONSEQUENCE
            at = _behind(out, role)
            out = (*out[:at], sections.own(sentence, role), *out[at:])
    return out


_ORDER = tuple(Role)


def _behind(claims: Claims, role: Role) -> int:
    """Behind the last sentence of the role, or of the roles before it."""
    before = {None, *_ORDER[: _ORDER.index(role) + 1]}
    return max((k + 1 for k, claim in enumerate(claims) if claim.role in before), default=len(claims))


def _set_change(claims: Claims, order: Order, given: _Given) -> Claims:
    """The given words in the place of every change request."""
    return _add(tuple(claim for claim in claims if claim.role is not Role.CHANGE), order, given)


_ACTS: dict[Act, Callable[[Claims, Order, _Given], Claims]] = {
    Act.SHORTEN: _shorten,
    Act.LENGTHEN: _lengthen,
    Act.ABOUT: _about,
    Act.UNQUOTE: _unquote,
    Act.REMOVE: _remove,
    Act.REMOVE_PARAGRAPH: _remove_paragraph,
    Act.SWAP: _swap,
    Act.REPLACE: _replace,
    Act.ADD: _add,
    Act.SET_CHANGE: _set_change,
}


# What changed


class ChangeKind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch of text that stayed, came or went; white space and empty lines are parts of it."""

    kind: ChangeKind
    text: str


def difference(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[Change, ...]:
    """What changed, word by word, in reading order; no two neighbours are of one kind.

    SAME and ADDED joined give the text of `after`, SAME and REMOVED that of `before` (`text_of`).
    """
    old, new = (_spaced(text_of(claims)) for claims in (before, after))
    matcher = SequenceMatcher(None, [word for _, word in old], [word for _, word in new], autojunk=False)
    out: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            out += _changed("".join(map("".join, old[a:b])), "".join(map("".join, new[c:d])))
            continue
        for (space, word), (other, _) in zip(old[a:b], new[c:d], strict=True):
            if space != other:
                out += _changed(space, other)
            out.append(Change(kind=ChangeKind.SAME, text=word if space != other else space + word))
    return _joined(out)


def _spaced(text: str) -> list[tuple[str, str]]:
    """The words of a text, each with the white space before it."""
    return re.findall(r"(\s*)(\S+|(?<=\s)\Z)", text)


def _changed(removed: str, added: str) -> tuple[Change, Change]:
    return Change(kind=ChangeKind.REMOVED, text=removed), Change(kind=ChangeKind.ADDED, text=added)


def _joined(changes: Sequence[Change]) -> tuple[Change, ...]:
    out: list[Change] = []
    for change in changes:
        if out and change.kind is out[-1].kind:
            out[-1] = replace(change, text=out[-1].text + change.text)
        elif change.text:
            out.append(change)
    return tuple(out)
