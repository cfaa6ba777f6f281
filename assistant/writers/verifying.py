"""Whether a sentence that a model gave may be shown, and as what: by code alone, without a model and without a library.

`read` turns what was said into a claim whose quotes are places in the passages that were given, or refuses it. `doubts` tells
what in the words of a claim goes against its quotes or lies outside them; numbers, dates and names are the business of
`steps.check`, which asks `doubts` too. Nothing here is repaired: what is refused is named, so that it can be asked for again.

What this cannot see: a sentence that keeps to the words of its quotes and turns their sense in a way that no rule names (who
does what to whom, two figures of one quote in each other's place). For that there is the second look, and the reader.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.statement import Stance
from assistant.text import stances, style
from assistant.text.finnish import STOP_WORDS, char_grams, content_words, language_of, sentences, words
from assistant.text.quotes import find, fold, tidy, verbatim
from assistant.types import Claim, Finding, Language, Origin, Quote, Severity
from assistant.writers.evidence import Shown
from assistant.writers.replies import Cited, Said

Check = Callable[[Claim, int], tuple[Finding, ...]]
"""What is wrong with a claim, by its index; `steps.check.check` is one."""

LONGEST = 600
"""Characters of a sentence."""
LONGEST_QUOTE = 1_200
SHORTEST_QUOTE = 12
"""Characters, or three words: less stands anywhere and supports nothing."""
LANGUAGE_WORDS = 5
"""Words from which a sentence is refused that reads as another of the three languages."""
SURE_WORDS = 8
"""Words from which a sentence must show marks of its own language, so that a fourth language is seen too."""
LEAST_SHARED = 0.25
"""The least share of a sentence's words that its quotes hold, by 4-grams, numbers left out. Measured on 38 invented sources and
retellings in three languages (`tests/writers/paraphrases.py`): the freest Finnish retelling shares 0.29 with its own source; of
retellings under another source on the same matter 96 of 100 Finnish ones share less than 0.25. A test keeps the figures. On the
dev questions of `evals/sets` one of 80 Finnish answers shares less with the words it was written from."""
SHINGLE = 6
"""Words in a row that are taken for a prompt's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A sentence that may not be shown as it is. `text` is what was said, on one line; `fit` tells whether its words may be
    shown at all, flagged: markup, links and the like never are."""

    text: str
    finding: Finding
    fit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a sentence may not hold: words of the prompt, as shingles, and the mark between passages."""

    language: Language
    mark: str = ""
    shingles: frozenset[tuple[str, ...]] = field(default_factory=frozenset)


def guard(language: Language, instructions: str, mark: str) -> Guard:
    """The guard against giving away what the model was told."""
    return Guard(language=language, mark=mark, shingles=_shingles(instructions))


def read(said: Said, shown: Shown, guarded: Guard) -> Claim | Refused:
    """The claim that was meant, its quotes found in the numbered passages word for word; or why it is none."""
    text = tidy(_MARKS.sub("", unicodedata.normalize("NFC", said.text)))
    quotes: list[Quote] = []
    for cited in said.cited:
        found = _quote(cited, shown)
        if isinstance(found, Finding):
            return Refused(text=text, finding=_shape(text, (), guarded) or found, fit=_fit(text, (), guarded))
        if found not in quotes:
            quotes.append(found)
    wrong = _shape(text, quotes, guarded)
    if wrong is not None:
        return Refused(text=text, finding=wrong, fit=False)
    if not quotes:
        return Refused(text=text, finding=_finding("support", "said_no_quote", text), fit=True)
    origin = Origin.QUOTED if _all_shown(text, quotes) else Origin.SUPPORTED
    return Claim(text=text, origin=origin, quotes=tuple(quotes))


def misshapen(text: str, quotes: Sequence[Quote], guarded: Guard) -> Finding | None:
    """What is wrong with a sentence's words themselves beside its quotes (markup, links, language, loose quotations, length), or
    None: for sentences whose quotes are known already."""
    return _shape(text, quotes, guarded)


def plain_question(text: str, guarded: Guard) -> bool:
    """Whether a text is one plain question in the language asked for, and nothing else."""
    told = tidy(text)
    whole = len(words(told)) > 1 and told.endswith("?") and told.count("?") == 1
    return whole and len(sentences(told)) == 1 and len(told) <= LONGEST // 3 and _fit(told, (), guarded)


# Places


_MARKS = re.compile(r"(?:\s*\[\d{1,3}(?:,\s*\d{1,3})*\])+(?=[.!?]?\s*$)")


def _quote(cited: Cited, shown: Shown) -> Quote | Finding:
    passage = shown.passage(cited.passage)
    if passage is None:
        return _finding("quotes", "said_passage", str(cited.passage), number=str(cited.passage))
    asked = cited.words.strip()
    if len(asked) > LONGEST_QUOTE or (len(asked) < SHORTEST_QUOTE and len(words(asked)) < 3):
        return _finding("quotes", "said_quote_length", _tame(asked))
    found = find(asked, passage) or find(asked.strip("\"'”“’‘»«.,;: …"), passage)
    return found or _finding("quotes", "said_not_verbatim", _tame(asked), number=str(cited.passage))


def _tame(cited: str) -> str:
    """Words that were said to be a quote, as a remark may name them to people: without markup and addresses."""
    return re.sub(r"\S*://\S*|[^\w\s.,;:%§€()–-]", "", cited[:LONGEST])


def _all_shown(text: str, quotes: Sequence[Quote]) -> bool:
    """Whether a sentence is nothing but its quotes, shown in quotation marks, with words that tell whose they are."""
    rest = text
    for quote in quotes:
        shown = tidy(quote.text)
        for marks in ("”{}”", "“{}”", '"{}"'):
            rest = rest.replace(marks.format(shown), " ")
        if rest.count(shown) or not verbatim(shown, text):
            return False
    naming = {
        word
        for quote in quotes
        for text in (quote.passage.document.title, quote.passage.document.body or "", *quote.passage.heading)
        for word in words(text)
    }
    return rest != text and all(word in naming or word in _FRAME or word.isdigit() for word in words(rest))


_FRAME = frozenset(
    """n ssä mukaan lain pykälän pykälässä lausunnon lausunnossa lausunnossaan muistion muistiossa päätöksen asiakirjan todetaan toteaa
    sanoo säädetään § s enligt lagen promemorian utlåtandet konstaterar konstateras section according to the says act memo""".split()
)


# The shape of a sentence


_MARKUP = re.compile(
    r"[<>`{}|\\]|&#?\w{1,31};|\*\*|__|~~|^\s*(?:[#>*•]|[-–—]\s)|\]\(|!\[|\]\s*:|\[[^\]]*\]|\$\w", re.MULTILINE
)
_LINK = re.compile(r"\w+://|\bwww\.|\b(?:data|javascript|mailto|file|vbscript):", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}(?=\b|/|:)(?:/\S*)?", re.IGNORECASE)
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_SIGNS = frozenset(("Nd", "Nl", "No", "So", "Sk"))
_MARKED = re.compile(r"[”“„\"»«](?P<a>[^”“„\"»«]+)[”“\"»«]|(?<![\w’'])[‘’'](?P<b>[^‘’'”\"]*\s[^‘’'”\"]*)[’'](?!\w)")


def _fit(text: str, quotes: Sequence[Quote], guarded: Guard) -> bool:
    return _shape(text, quotes, guarded, quoted=False) is None


def _shape(text: str, quotes: Sequence[Quote], guarded: Guard, *, quoted: bool = True) -> Finding | None:
    """What is wrong with the words themselves, None when nothing is."""
    held = "\n".join(tidy(quote.text) for quote in quotes)
    if not words(text):
        return _finding("shape", "said_nothing", text)
    if len(text) > LONGEST:
        return _finding("shape", "said_long", text, limit=str(LONGEST))
    if any(unicodedata.category(char) in _HIDDEN for char in text):
        return _finding("shape", "said_hidden", text)
    if markup := _markup(text, held):
        return _finding("shape", "said_markup", markup)
    if _foreign(text, guarded.language):
        return _finding("shape", "said_language", text)
    if (guarded.mark and guarded.mark in text) or _told_prompt(text, held, guarded):
        return _finding("shape", "said_prompt", text)
    return _loose_quotation(text, quotes) if quoted else None


def _markup(text: str, held: str) -> str:
    """Markup, a link or a leftover of drafting, empty where there is none. A bare address may stand as the source has it."""
    for pattern in (_MARKUP, _LINK):
        if found := pattern.search(text):
            return found.group()
    for found in _DOMAIN.finditer(text):
        if found.group() not in held:
            return found.group()
    # Digits of other scripts and signs would pass by the check of numbers, or are pictures.
    for char in text:
        if ord(char) > 127 and unicodedata.category(char) in _SIGNS and char not in held:
            return char
    left = next(style.leftovers(style.outside_quotations(text)), None)
    return left.words if left is not None else ""


def _foreign(text: str, language: Language) -> bool:
    """Whether a sentence is in another language than asked: letters of another script, or the words of its own part."""
    if any(char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in text if ord(char) > 127):
        return True
    own = " ".join(word for word in words(style.outside_quotations(text)) if not word[0].isdigit())
    length = own.count(" ") + 1
    if length >= LANGUAGE_WORDS and language_of(own, default=language) is not language:
        return True
    # A tie goes to the default, so only a sentence with marks of its language wins against every default.
    return length >= SURE_WORDS and any(language_of(own, default=other) is not language for other in Language)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    told = words(text)
    return frozenset(tuple(told[at : at + SHINGLE]) for at in range(len(told) - SHINGLE + 1))


def _told_prompt(text: str, held: str, guarded: Guard) -> bool:
    return bool((_shingles(text) - _shingles(held)) & guarded.shingles)


def _loose_quotation(text: str, quotes: Sequence[Quote]) -> Finding | None:
    """Words in quotation marks that are neither in the quotes nor the name of their source."""
    for found in _MARKED.finditer(text):
        inside = (found["a"] or found["b"]).strip(" .,;:")
        for part in re.split(r"\s?(?:…|\[…\]|\.\.\.)\s?", inside):
            if part.strip() and not any(_named_or_quoted(part, quote) for quote in quotes):
                return _finding("quote_shown", "quotation_not_verbatim", part)
    return None


def _named_or_quoted(part: str, quote: Quote) -> bool:
    texts = (tidy(quote.text), quote.passage.document.title, *quote.passage.heading)
    return any(verbatim(part, text) for text in texts)


# The sense of a sentence, as far as plain words tell it


def doubts(claim: Claim) -> Iterator[Finding]:
    """What in a claim's words goes against its quotes: too little shared, a negation turned, a stance turned or made up."""
    language = language_of(style.outside_quotations(claim.text).replace("\x00", " "), default=_told_in(claim.quotes))
    same = [quote for quote in claim.quotes if quote.passage.document.language is language]
    for span in sentences(claim.text):
        part = claim.text[span.start : span.end]
        # Words of two languages cannot be compared by their letters.
        if len(same) == len(claim.quotes) and shared(part, claim.quotes, language) < LEAST_SHARED:
            yield _finding("support", "said_little_shared", part)
        elif same and (turned := turned_negation(part, " ".join(tidy(q.text) for q in same), language)):
            yield _finding("support", "said_negation", turned)
    quoted = " ".join(tidy(quote.text) for quote in claim.quotes)
    if limit := turned_limit(claim.text, quoted):
        yield _finding("support", "said_limit", limit)
    for minus in _MINUS.finditer(claim.text):
        if minus.group() not in quoted:
            yield _finding("facts", "number_not_in_source", minus.group())
    yield from _stance(claim)


def _told_in(quotes: Sequence[Quote]) -> Language:
    return quotes[0].passage.document.language if quotes else Language.FI


def shared(text: str, quotes: Sequence[Quote], language: Language) -> float:
    """How much of a sentence's words its quotes hold, with the heading they stand under and whose they are; 0 to 1, and 1 for a
    sentence of nothing but numbers."""
    held = frozenset(
        gram
        for quote in quotes
        for told in (tidy(quote.text), quote.passage.document.body or "", *quote.passage.heading[-1:])
        for gram in char_grams(told)
    )
    grams = [char_grams(word) for word in content_words(text, language) if not word[0].isdigit()]
    if not grams:
        return 1.0 if any(char.isdigit() for char in text) else 0.0
    return sum(sum(gram in held for gram in word) / len(word) for word in grams) / len(grams)


_NOT = frozenset("ei eivät eikä eivätkä en emme ettei etteivät inte ej icke not never cannot no".split())
_LIMITS = re.compile(
    r"\b(?:ilman\b|vain\b|ainoastaan|enintään|enimmä|korkeintaan|paitsi|kielt|kielle|poik[ek]|pois|lukuun|ulkopuol|muutoin|vasta\b|ennen\b"
    r"|jollei|ellei|älä|peruu|perut|lakka|estä|esty|evä|hylä"
    r"|bara|endast|högst|utan\b|förbjud|undantag|only|most|without|unless|except|forbid|prohibit)|\w{3,}(?:ton|tön|ttom|ttöm)\w*",
    re.IGNORECASE,
)
_WEAK = frozenset(
    """ole olla ollut voi voida voitu voida voisi saa saada saisi tule tulla pidä pitää tarvitse tarvita kuitenkaan enää myöskään vielä siis sinänsä
    kunta voivat saavat aio kuitenkin silti lainkaan aina yleensä tällöin silloin tähän tätä siihen sitä sen niitä
    är vara kan får ska skall har be is are may can must does do did has have""".split()
)
_CLAUSE = re.compile(r"[,;:.!?()]|\b(?:ja|mutta|vaan|sekä|och|men|utan|and|but)\b")


def turned_negation(text: str, quoted: str, language: Language) -> str:
    """What of the two denies and the other does not, empty where nothing does. A sentence that denies needs a quote that denies
    or limits something ("vain", "enintään", "ilman", "maksuton"); a word that the quote denies, the first strong one after the
    negation, may not plainly be said by a sentence that denies and limits nothing."""
    if (no := _NOT & set(words(text))) and not _NOT & set(words(quoted)) and not _LIMITS.search(quoted):
        return min(no)
    if _LIMITS.search(text) or no:
        return ""
    said = [word for word in words(text) if word not in STOP_WORDS[language]]
    for denied, plain in _denied(quoted, language):
        # A word that is also said without a negation ("maksetaan, mutta ei makseta, jos") is not plainly denied.
        if any(_alike(denied, word) for word in plain):
            continue
        if met := next((word for word in said if _alike(denied, word)), None):
            return met
    return ""


_MINUS = re.compile(r"(?<![\w§%€–−-])[-–−]\d[\d ,.]*")
_AT_MOST = re.compile(
    r"\b(?:enintään|korkeintaan|enimm\w+|alle|viimeistään|högst|under|senast|at most|up to|less than|no later)\b", re.I
)
_AT_LEAST = re.compile(
    r"\b(?:vähintään|ainakin|vähimm\w+|yli|aikaisintaan|minst|över|tidigast|at least|more than|over|no earlier)\b", re.I
)


def turned_limit(text: str, quoted: str) -> str:
    """The word by which a sentence makes a most of a least, or the other way round; empty where it does not, and where either
    denies something: "ei yli" is "enintään"."""
    if _NOT & {*words(text), *words(quoted)}:
        # An age that a denial is about stays what it is: "alle 18-vuotiaalta ei peritä".
        said, held = _AGE.search(text), _AGE.search(quoted)
        return said.group() if said and held and said[1].casefold() != held[1].casefold() else ""
    for one, other in ((_AT_MOST, _AT_LEAST), (_AT_LEAST, _AT_MOST)):
        found = one.search(text)
        if found and other.search(quoted) and not one.search(quoted):
            return found.group()
    return ""


_AGE = re.compile(r"\b(alle|yli|under|över|over)\s+\d+[ -]?(?:vuoti|år|year)", re.I)


def _denied(text: str, language: Language) -> Iterator[tuple[str, list[str]]]:
    """Each denied word of a text, with the text's words outside the clause that denies it."""
    clauses = [words(clause) for clause in _CLAUSE.split(text) if clause.strip()]
    for number, clause in enumerate(clauses):
        for at, word in enumerate(clause):
            if word not in _NOT:
                continue
            strong = (w for w in clause[at + 1 : at + 5] if w not in _WEAK and w not in STOP_WORDS[language])
            if first := next(strong, None):
                elsewhere = [w for k, other in enumerate(clauses) if k != number for w in other]
                yield first, elsewhere + clause[:at]
                break


def _alike(one: str, other: str) -> bool:
    """Whether two words begin alike for most of the shorter one, at least five letters, or all of a word of four."""
    least = min(len(one), len(other))
    together = next((k for k in range(least) if one[k] != other[k]), least)
    return together >= max(5, least - 3) or (least == together == 4)


_OPPOSITE = {
    Stance.SUPPORTS: frozenset({Stance.OPPOSES, Stance.NO_COMMENT}),
    Stance.SUPPORTS_WITH_RESERVATIONS: frozenset({Stance.OPPOSES, Stance.NO_COMMENT}),
    Stance.OPPOSES: frozenset({Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.NO_COMMENT}),
    Stance.NO_COMMENT: frozenset({Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES}),
}


def _stance(claim: Claim) -> Iterator[Finding]:
    """A stance that the quotes do not take. None is ever made up for a body: where the sentence takes one and no quote has so
    much as words of a stance, it is refused too."""
    told = stances.of(claim.text)
    if told not in _OPPOSITE:
        return
    heard = _heard(claim.quotes)
    if told in heard:
        return
    made_up = not heard and not any(stances.mentions(quote.text) for quote in claim.quotes)
    if made_up or heard & _OPPOSITE[told]:
        yield _finding("stance", "said_stance", claim.text)


def _heard(quotes: tuple[Quote, ...]) -> frozenset[Stance]:
    """The stances of the quotes, each read as its body's own words and as anybody's."""
    heard = {
        stances.of(tidy(quote.text), speaker=speaker)
        for quote in quotes
        for speaker in {"", quote.passage.document.body or ""}
    }
    return frozenset(heard - {Stance.UNCLEAR})


def same_words(one: str, other: str) -> bool:
    """Whether two sentences are the same one."""
    return fold(one).casefold().rstrip(".!? ") == fold(other).casefold().rstrip(".!? ")


def _finding(kind: str, message: str, at_fault: str, **values: str) -> Finding:
    shown = " ".join(at_fault.split())
    shown = shown if len(shown) <= 80 else f"{shown[:79].rstrip()}…"
    return Finding(check=kind, severity=Severity.ERROR, message=message, values={"words": shown, **values}, words=shown)
