"""Text typed by hand set against the claims it was made from: what is unchanged keeps its claim, the rest is looked at anew.

    unchanged                                      the claim as it was: origin, quotes, role
    one of the fixed stance sentences               FORM
    a sentence of the manager's facts or wishes    OWN
    quotations still verbatim, nothing added       SUPPORTED by those quotes, as its frame is no longer the fixed one
    all its words and facts in a note              SUPPORTED by the note
    of a quoted sentence, the words changed        UNSUPPORTED, its quotes kept to compare with
    other words of the typist without facts        OWN
    … with facts of the manager's own              OWN
    … with facts that stand in the section's quotes   OWN with those quotes
    … with any other fact, or a quotation of unknown words   UNSUPPORTED

Facts are the tokens of `text.facts` (numbers, dates, amounts, sections …) and names of organisations. No word is lost; markup
that was pasted in is taken out of what changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.statement import paragraphs
from assistant.text.facts import Fact, held, named_in, organisations, spans, tokens
from assistant.text.finnish import STOP_WORDS, sentences, words
from assistant.text.organisations import same_word
from assistant.text.plain import plain
from assistant.text.quotes import find, fold, tidy
from assistant.text.wording import day
from assistant.types import Claim, Language, Origin, Quote, Role
from assistant.writers.sections import asks_for_change, is_stance, own_sentences

ALIKE = 0.5
"""Share of equal words from which a changed sentence is taken for a form of an earlier one."""
TERM = 3
"""Words of a term that may stand in quotation marks without being a quotation."""
_LONGEST_QUOTATION = 4_000
_MARKS = frozenset('"“”„«»')
_NEGATIONS = frozenset("ei en et emme ette eivät eikä älä ilman paitsi inte ej icke utan aldrig".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a sentence can rest on: the manager's own texts and the sentences of them, notes of them, the quotes of the section."""

    own: tuple[str, ...] = ()
    sentences: frozenset[str] = frozenset()
    notes: tuple[Quote, ...] = ()
    quotes: tuple[Quote, ...] = ()


def support(before: Sequence[Claim], notes: Mapping[str, Quote], own: Iterable[str]) -> Support:
    """What the claims, the notes and the manager's own texts give."""
    texts = tuple(text for given in own if (text := plain(given)))
    told = [[one for paragraph in own_sentences(text) for one in paragraph] for text in texts]
    return Support(
        own=texts,
        sentences=frozenset(words for held in told for one in (*held, " ".join(held)) if (words := bare(one))),
        notes=_unique(notes.values()),
        quotes=_unique(quote for claim in before for quote in claim.quotes),
    )


def _unique(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Each place once, in order."""
    return tuple({(quote.passage.document.id, quote.start, quote.end): quote for quote in quotes}.values())


def text_of(claims: Sequence[Claim]) -> str:
    """The text of claims: a paragraph for each run of the same role, as `Version.text` has it."""
    return "\n\n".join(" ".join(claim.text for claim in group) for group in paragraphs(tuple(claims)))


# Setting the text against the claims


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch of a typed paragraph: `kept` is the index of the claim it is, None where it changed."""

    text: str
    kept: int | None = None


def claims_of(before: Sequence[Claim], text: str, given: Support) -> tuple[Claim, ...]:
    """The typed text as claims; none when it holds no words."""
    typed = _paragraphs(text)
    if typed == _paragraphs(text_of(before)):
        return tuple(before)
    free = set(range(len(before)))
    told: list[list[_Piece]] = []
    for paragraph in typed:
        for pieces in _parted(before, paragraph, free):
            free -= {piece.kept for piece in pieces}
            told.append(pieces)
    return tuple(_judged_all(before, [pieces for pieces in told if pieces], sorted(free), given))


def _paragraphs(text: str) -> list[str]:
    """Paragraphs in one way of writing white space, without marks that are not seen."""
    seen = "".join(char for char in text if fold(char) or char.isspace())
    even = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", seen))
    return [line for part in re.split(r"\n[^\S\n]*\n\s*", even) if (line := " ".join(part.split()))]


def _parted(before: Sequence[Claim], paragraph: str, free: set[int]) -> list[list[_Piece]]:
    """A paragraph as pieces; where markup was pasted in, as the paragraphs it makes, if that keeps no fewer claims."""
    raw = _aligned(before, paragraph, free)
    if all(piece.kept is not None or plain(piece.text) == piece.text for piece in raw):
        return [raw]
    left = set(free)
    clean: list[list[_Piece]] = []
    for part in _paragraphs(plain(paragraph)):
        clean.append(_aligned(before, part, left))
        left -= {piece.kept for piece in clean[-1]}
    kept = sum(piece.kept is not None for piece in raw)
    if sum(piece.kept is not None for pieces in clean for piece in pieces) >= kept:
        return clean
    cleaned = [piece if piece.kept is not None else _Piece(text=" ".join(plain(piece.text).split())) for piece in raw]
    return [[piece for piece in cleaned if piece.text]]


def _aligned(before: Sequence[Claim], paragraph: str, free: set[int]) -> list[_Piece]:
    """Whole claims that stand in the paragraph, and the sentences between them."""
    folded = "".join(" " if char.isspace() else fold(char) for char in paragraph)
    left = {k: fold(before[k].text) for k in sorted(free) if fold(before[k].text)}
    guarded = _guarded(folded, before)
    ends = [span.end for span in sentences(paragraph) if not any(first < span.end < last for first, last in guarded)]
    out: list[_Piece] = []
    at, last = 0, -1
    while at < len(paragraph):
        kept = _claim_at(folded, at, left, last)
        if kept is None:
            end = _sentence_end(paragraph, folded, at, left, ends)
            out.append(_Piece(text=paragraph[at:end].strip()))
        else:
            end = at + len(left.pop(kept))
            out.append(_Piece(text=paragraph[at:end], kept=kept))
            last = kept
        at = end
        while at < len(paragraph) and paragraph[at].isspace():
            at += 1
    return out


def _claim_at(folded: str, at: int, left: Mapping[int, str], last: int) -> int | None:
    """The claim whose words begin here: the next in order if it does, else the longest."""
    found = [
        k
        for k, words in left.items()
        if folded.startswith(words, at) and (len(folded) == at + len(words) or folded[at + len(words)] == " ")
    ]
    if last + 1 in found:
        return last + 1
    return max(found, key=lambda k: (len(left[k]), -k), default=None)


def _guarded(folded: str, before: Sequence[Claim]) -> list[tuple[int, int]]:
    """Where words of known quotes stand: no sentence ends within them."""
    out = []
    for quoted in {fold(tidy(quote.text)) for claim in before for quote in claim.quotes}:
        at = folded.find(quoted)
        while at >= 0:
            out.append((at, at + len(quoted)))
            at = folded.find(quoted, at + 1)
    return out


def _sentence_end(paragraph: str, folded: str, at: int, left: Mapping[int, str], ends: Sequence[int]) -> int:
    """Where the sentence that begins here ends: not within a quotation, and not after an unchanged sentence begins."""
    end = next((end for end in ends if end > at and not _in_quotation(paragraph, at, end)), len(paragraph))
    for unchanged in left.values():
        begins = folded.find(unchanged, at + 1, end + len(unchanged))
        while 0 <= begins < end:
            after = begins + len(unchanged)
            if _after_stop(folded, begins) and (after == len(folded) or folded[after] == " "):
                end = begins
            begins = folded.find(unchanged, begins + 1, end + len(unchanged))
    return end


def _in_quotation(paragraph: str, at: int, end: int) -> bool:
    opened = sum(char in _MARKS for char in paragraph[at:end]) % 2 == 1
    return opened and any(char in _MARKS for char in paragraph[end : end + _LONGEST_QUOTATION])


def _after_stop(folded: str, at: int) -> bool:
    return folded[at - 1] == " " and folded[:at].rstrip(' ")]')[-1:] in ".!?…:;"


# Judging what changed


def _judged_all(
    before: Sequence[Claim], told: Sequence[Sequence[_Piece]], free: Sequence[int], given: Support
) -> list[Claim]:
    groups = [group[0].role for group in paragraphs(tuple(before))]
    by_position = len(groups) == len(told)
    out: list[Claim] = []
    for at, pieces in enumerate(told):
        made: list[tuple[Claim, bool]] = []
        for piece in pieces:
            if piece.kept is not None:
                made.append((before[piece.kept], True))
                continue
            earlier = like(piece.text, [before[k] for k in free])
            claim = judged(piece.text, earlier, given)
            made.append((replace(claim, role=earlier.role if earlier else None), earlier is not None))
        fallback = Role.STANCE if at == 0 else groups[at] if by_position else None
        out += _as_one(_with_roles(made, fallback, out[-1].role if out else Role.STANCE), out[-1] if out else None)
    return out


def _as_one(claims: Sequence[Claim], before: Claim | None) -> list[Claim]:
    """The claims as the one paragraph they were typed as; `opens` is told only where their roles would part them otherwise."""
    out: list[Claim] = []
    for k, claim in enumerate(claims):
        last = out[-1] if out else before
        by_role = last is None or last.role is not claim.role
        out.append(replace(claim, opens=None if by_role is (k == 0) else k == 0))
    return out


def _with_roles(made: Sequence[tuple[Claim, bool]], fallback: Role | None, before: Role | None) -> list[Claim]:
    """A new sentence has the role of the nearest known one before it in its paragraph, else after it, else the paragraph's."""
    known = next((claim.role for claim, sure in made if sure), fallback)
    out: list[Claim] = []
    for claim, sure in made:
        if sure:
            known = claim.role
            out.append(claim)
        else:
            out.append(replace(claim, role=known or role_of(claim.text, before)))
    return out


def role_of(sentence: str, other: Role | None) -> Role | None:
    """The role of a sentence that nothing else tells: asking for a change, telling facts, or `other`."""
    if asks_for_change(sentence):
        return Role.CHANGE
    return Role.FACT if tokens(sentence) else other


def like(sentence: str, earlier: Sequence[Claim]) -> Claim | None:
    """The earlier claim that the sentence is a form of: one whose quote it shows, else the one with the most words in common."""
    folded = fold(sentence)
    for claim in earlier:
        if any(fold(tidy(quote.text)) in folded for quote in claim.quotes):
            return claim
    mine = words(sentence)
    scored = [(SequenceMatcher(None, words(claim.text), mine, autojunk=False).ratio(), claim) for claim in earlier]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE else None


def judged(sentence: str, earlier: Claim | None, given: Support) -> Claim:
    """The sentence with the origin it has by the table above; `earlier` is the claim it was made from, whose role it keeps."""
    role = earlier.role if earlier else None
    if is_stance(sentence):
        return Claim(text=sentence, origin=Origin.FORM, role=role)
    if bare(sentence) in given.sentences:
        return Claim(text=sentence, origin=Origin.OWN, role=role)
    theirs = earlier.quotes if earlier else ()
    shown, outside, strange = _quotations(sentence, (*theirs, *given.quotes, *given.notes), given.own)
    if shown and not strange:
        told = [earlier.text] if earlier and earlier.quotes else []
        supports = (*told, *(source_words(quote) for quote in shown), *given.own)
        origin = Origin.UNSUPPORTED if lacking(outside, supports) else Origin.SUPPORTED
        return Claim(text=sentence, origin=origin, quotes=shown, role=role)
    if strange:
        return Claim(text=sentence, origin=Origin.UNSUPPORTED, quotes=theirs or shown, role=role)
    for quote in (*theirs, *given.notes):
        if paraphrases(sentence, source_words(quote)):
            return Claim(text=sentence, origin=Origin.SUPPORTED, quotes=(quote,), role=role)
    if theirs:
        return Claim(text=sentence, origin=Origin.UNSUPPORTED, quotes=theirs, role=role)
    return replace(_words_of_the_typist(sentence, given), role=role)


def _words_of_the_typist(sentence: str, given: Support) -> Claim:
    if not lacking(sentence, given.own):
        return Claim(text=sentence, origin=Origin.OWN)
    needed: list[Quote] = []
    for quote in given.quotes:
        have = (*given.own, *(source_words(other) for other in needed))
        if lacking(sentence, (*have, source_words(quote))) < lacking(sentence, have):
            needed.append(quote)
    if lacking(sentence, (*given.own, *(source_words(quote) for quote in needed))):
        return Claim(text=sentence, origin=Origin.UNSUPPORTED)
    return Claim(text=sentence, origin=Origin.OWN, quotes=tuple(needed))


def source_words(quote: Quote) -> str:
    """The quoted words and what is known of their source: title, body, day, headings, page."""
    document = quote.passage.document
    known = [document.title, document.body or "", *quote.passage.heading, f"s. {quote.page}" if quote.page else ""]
    if document.date:
        known.append(day(document.date, Language.FI))
    return "\n".join([tidy(quote.text), *(part for part in known if part)])


def lacking(sentence: str, supports: Iterable[str]) -> int:
    """How many facts and names of the sentence stand in none of the supports."""
    texts = tuple(supports)
    have: frozenset[Fact] = frozenset(placed.fact for text in texts for placed in spans(text, listed=False))
    names = [named for named in organisations(sentence) if not any(named_in(named, text) for text in texts)]
    return len(names) + sum(not held(fact, have) for fact in tokens(sentence))


def paraphrases(sentence: str, source: str) -> bool:
    """Whether every fact and every word that carries meaning stands in the source, in any form, and neither denies more than
    the other. A rule for the words of a note told again, not for meaning."""
    told, source_told = words(sentence), words(source)
    if lacking(sentence, (source,)) or bool(_NEGATIONS & set(told)) != bool(_NEGATIONS & set(source_told)):
        return False
    carrying = [word for word in told if word.isalpha() and word not in _EMPTY]
    return bool(carrying) and all(any(same_word(word, other) for other in source_told) for word in carrying)


_EMPTY = STOP_WORDS[Language.FI] | STOP_WORDS[Language.SV]


def bare(sentence: str) -> str:
    """The sentence as it is compared: in its one way of writing, without its last marks."""
    return fold(sentence).rstrip(" .!?…:;,")


def _quotations(sentence: str, known: Sequence[Quote], own: Sequence[str]) -> tuple[tuple[Quote, ...], str, bool]:
    """The known quotes that stand in quotation marks, the words outside them, and whether other words are quoted too.

    A part of a quote is kept as that part.
    """
    rest = fold(sentence)
    shown: list[Quote] = []
    for quote in sorted(_unique(known), key=lambda quote: -len(quote.text)):
        marked = f'"{fold(tidy(quote.text))}"'
        if marked in rest:
            shown.append(quote)
            rest = rest.replace(marked, " ")
    strange = False
    for piece in re.findall(r'(?<!\w)"([^"]+)"(?!\w)', rest):
        part = _part(piece, known)
        if part is not None:
            shown.append(part)
            rest = rest.replace(f'"{piece}"', " ")
        elif len(piece.split()) > TERM and not _named(piece, known, own):
            strange = True
    return _unique(shown), rest, strange


def _part(piece: str, known: Sequence[Quote]) -> Quote | None:
    for quote in known:
        found = find(piece.strip(), quote.passage)
        if found and quote.start <= found.start and found.end <= quote.end and len(piece.split()) > 1:
            return found
    return None


def _named(piece: str, known: Sequence[Quote], own: Sequence[str]) -> bool:
    """Whether the words are a source's name or the manager's own."""
    return any(piece in fold(text) for text in (*(source_words(quote) for quote in known), *own))
