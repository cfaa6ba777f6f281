"""Check: what code can say of sentences and what they rest on, without a model.

Two ways in: `check` looks at one sentence of an answer, `section` at a version of a section. Nothing here decides: a Finding
names the place and the way to mend it, and an error stops an export until it is mended or a named person accepts it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.statement import CHOICES, Proposal, Stance, Version
from assistant.text import stances, style
from assistant.text.facts import (
    Fact,
    FactKind,
    Placed,
    held,
    law_in,
    laws,
    named_in,
    organisations,
    spans,
)
from assistant.text.plain import plain
from assistant.text.quotes import fold, tidy, verbatim
from assistant.text.references import REGISTER_NUMBER
from assistant.types import BlockKind, Claim, Document, Finding, Kind, Language, Origin, Quote, Role, Severity
from assistant.writers.verifying import doubts

LONGEST = 350
"""Words of a section, above which it is long: a statement of ten has 600 to 1,500 (the plan's chapter on the craft)."""
QUOTED_WORDS = 4
"""Words in quotation marks from which they are taken for a quote and not for a term (the evaluation plan's rule)."""


def check(claim: Claim, index: int) -> tuple[Finding, ...]:
    """Findings about one sentence of an answer.

    The words that a QUOTED sentence shows in quotation marks must stand in its quotes, and every number, date and section around
    them in the quotes or the source's own heading, title, date and pages. For a SUPPORTED one that goes for the whole sentence,
    for the bodies and statutes it names and for its quotations; and it may not turn what its quotes say (`verifying.doubts`).
    One that is UNSUPPORTED shows no quote.
    """
    asked = _Asked(claims=(claim,), first=index)
    match claim.origin:
        case Origin.QUOTED:
            return tuple(asked.not_shown(claim, index)) or tuple(asked.facts(claim, index))
        case Origin.SUPPORTED:
            found = (*asked.facts(claim, index), *asked.names(claim, index), *asked.quotations(claim, index))
            return (*found, *(replace(doubt, claim=index) for doubt in doubts(claim)))
        case Origin.UNSUPPORTED if claim.quotes:
            return (asked.finding("support", "unsupported", claim.text, index),)
        case _:
            return ()


def section(
    version: Version,
    proposal: Proposal,
    *,
    stance: Stance,
    gone: frozenset[str] = frozenset(),
    city: str = "",
) -> tuple[Finding, ...]:
    """Findings about a version of a section, in the order of its sentences, what is about the whole last.

    `stance` is the manager's as it stands now, `gone` the quoted documents (ids) that are no longer in the library, `city` the
    name that the city has for itself. A sentence rests on its quotes with their sources' headings, titles, bodies and dates,
    on the manager's own facts and wishes, and on the proposal's number and title; on nothing else.
    """
    asked = _Asked(
        claims=version.claims,
        section=version.section,
        language=version.language,
        always=(*_own_sources(version), _proposal_source(proposal), *([_worded(city)] if city else [])),
        own=_own_words(version),
        city=city,
    )
    found: list[Finding] = []
    for index, claim in enumerate(version.claims):
        found.extend(asked.sentence(claim, index))
        found.extend(asked.position(claim, index, stance))
    found.extend(asked.sources(gone))
    found.extend(asked.whole(version, stance))
    return _once(found)


def _once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same remark on the same words of a sentence once."""
    kept: dict[tuple[str, int | None], Finding] = {}
    for finding in found:
        kept.setdefault((finding.id, finding.claim), finding)
    return tuple(kept.values())


# What a sentence may rest on


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One thing that a sentence may rest on: its tokens, its words for names and quotations, and what is known of it beside
    its words (`data`: date, pages, moment), which holds just what it says."""

    facts: frozenset[Fact]
    words: str
    data: frozenset[Fact] = frozenset()

    def holds(self, fact: Fact) -> bool:
        """Whether it holds the token."""
        return fact in self.data or held(fact, self.facts)


@lru_cache(maxsize=4096)
def _facts_of(text: str) -> frozenset[Fact]:
    return frozenset(placed.fact for placed in spans(text, listed=False))


def _worded(*texts: str) -> _Source:
    told = [text for text in texts if text]
    return _Source(facts=frozenset().union(*(_facts_of(text) for text in told)), words="\n".join(told))


def _own_sources(version: Version) -> Iterator[_Source]:
    for fact in version.facts:
        told = _worded(plain(fact.text), fact.source)
        yield replace(told, data=_dated(fact.date, told.facts))
    if version.wishes.strip():
        yield _worded(plain(version.wishes))


def _dated(date: dt.date | None, told: frozenset[Fact]) -> frozenset[Fact]:
    """The day something is of. It stands for its year and month only where the words name no year: figures of 2025 told
    in January 2026 are not those of 2026."""
    if date is None:
        return frozenset()
    day = Fact(kind=FactKind.DATE, value=date.isoformat())
    if any(fact.kind is FactKind.YEAR for fact in told):
        return frozenset({day})
    year, month = Fact(kind=FactKind.YEAR, value=str(date.year)), Fact(kind=FactKind.MONTH, value=f"{date:%Y-%m}")
    return frozenset({day, year, month})


def _own_words(version: Version) -> str:
    return "\n".join(plain(text) for text in (*(fact.text for fact in version.facts), version.wishes))


def _proposal_source(proposal: Proposal) -> _Source:
    # "3." as printed is called "ehdotus 3" in a sentence.
    number = proposal.number.strip(" .:")
    return _worded(proposal.title, proposal.number, f"ehdotus {number}" if number else "")


def _quote_source(quote: Quote) -> _Source:
    """The quote's words and what is known of where they stand."""
    document = quote.passage.document
    told = _worded(tidy(quote.text), *quote.passage.heading, document.title, document.body or "")
    moment = _moment(quote)
    known = {*_pages(quote), *_dated(document.date, _facts_of(tidy(quote.text)))}
    if moment:
        known.add(Fact(kind=FactKind.MOMENT, value=moment))
    return replace(told, data=frozenset(known))


def _pages(quote: Quote) -> Iterator[Fact]:
    first, last = quote.page, quote.passage.document.page_at(quote.end - 1)
    for page in range(first or 0, (last or 0) + 1):
        if page:
            yield Fact(kind=FactKind.PAGE, value=str(page))


def _moment(quote: Quote) -> str | None:
    """Which paragraph of its section a quote stands in, None where the source does not keep them apart."""
    blocks = quote.passage.document.blocks
    heads = [block for block in blocks if block.kind is BlockKind.HEADING]
    begin = max((block.end for block in heads if block.end <= quote.start), default=0)
    end = min((block.start for block in heads if block.start >= quote.end), default=len(quote.passage.document.text))
    starts = [block.start for block in blocks if block.kind is BlockKind.PARAGRAPH and begin <= block.start < end]
    if len(starts) < 2 or starts[0] > quote.start:
        return None
    return str(sum(start <= quote.start for start in starts))


# Looking


_MESSAGES = {
    FactKind.PERCENT: "percent_not_in_source",
    FactKind.POINTS: "percent_not_in_source",
    FactKind.EURO: "euro_not_in_source",
    FactKind.PERIOD: "period_not_in_source",
    FactKind.DATE: "date_not_in_source",
    FactKind.DAY: "date_not_in_source",
    FactKind.MONTH: "date_not_in_source",
    FactKind.YEAR: "year_not_in_source",
    FactKind.SECTION: "section_not_in_source",
    FactKind.MOMENT: "section_not_in_source",
    FactKind.POINT: "section_not_in_source",
    FactKind.CHAPTER: "section_not_in_source",
    FactKind.STATUTE: "statute_not_in_source",
    FactKind.BILL: "statute_not_in_source",
    FactKind.REGISTER: "register_not_in_source",
    FactKind.PAGE: "page_not_in_source",
}
_SPEAKER = {Language.FI: "Kaupunki", Language.SV: "Staden", Language.EN: "City"}
_INVERTED = {
    Stance.SUPPORTS: (Stance.OPPOSES, Stance.NO_COMMENT),
    Stance.SUPPORTS_WITH_RESERVATIONS: (Stance.OPPOSES, Stance.NO_COMMENT),
    Stance.OPPOSES: (Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.NO_COMMENT),
    Stance.NO_COMMENT: (Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES),
}
_OF_PROPOSAL = re.compile(r"\behdotu[sk]|\behdotet|\besity[sk]|\bförslag|\bpropos", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:sen sijaan|muilta osin|muutoin|sinänsä|däremot|i övrigt|in other respects|instead)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Sentences being checked, and what all of them may rest on (`always`) beside their own quotes."""

    claims: tuple[Claim, ...]
    section: str = ""
    language: Language = Language.FI
    always: tuple[_Source, ...] = ()
    own: str = ""
    city: str = ""
    first: int = 0
    _folded: dict[str, str] = field(default_factory=dict)
    _read: dict[tuple[str, int, int], _Source] = field(default_factory=dict)

    def finding(
        self,
        kind: str,
        message: str,
        words: str,
        claim: int | None = None,
        severity: Severity = Severity.ERROR,
        **values: str,
    ) -> Finding:
        """One remark; `words` are at fault and are named in the message."""
        return Finding(
            check=kind,
            severity=severity,
            message=message,
            values={"words": _shortened(words), **values},
            claim=claim,
            section=self.section,
            words=words,
        )

    def sentence(self, claim: Claim, index: int) -> Iterator[Finding]:
        """What is wrong with one sentence, by its origin."""
        match claim.origin:
            case Origin.QUOTED:
                yield from self.not_shown(claim, index)
                yield from self.facts(claim, index)
                yield from self.names(claim, index)
                yield from self.quotations(claim, index)
            case Origin.SUPPORTED:
                yield from self.facts(claim, index)
                yield from self.names(claim, index)
                yield from self.quotations(claim, index)
            case Origin.FORM:
                yield from self.form(claim, index)
            case Origin.OWN:
                yield from self.unchanged(claim, index)
            case Origin.UNSUPPORTED:
                yield self.finding("support", "unsupported", claim.text, index)
                yield from self.quotations(claim, index)
        yield from self.remarks(claim, index)

    def rests_on(self, claim: Claim) -> tuple[_Source, ...]:
        """The sources of one sentence."""
        return (*(self._source(quote) for quote in claim.quotes), *self.always)

    def _source(self, quote: Quote) -> _Source:
        place = (quote.passage.id, quote.start, quote.end)
        if place not in self._read:
            self._read[place] = _quote_source(quote)
        return self._read[place]

    def not_shown(self, claim: Claim, index: int) -> Iterator[Finding]:
        """A quote of a QUOTED sentence that its words do not show."""
        for quote in claim.quotes:
            shown = tidy(quote.text)
            if not verbatim(shown, tidy(claim.text)):
                yield Finding(
                    check="quote_shown",
                    severity=Severity.ERROR,
                    message="quote_not_shown",
                    values={"quote": shown[:80]},
                    claim=index,
                    section=self.section,
                    words=shown if self.section else "",
                )

    def facts(self, claim: Claim, index: int) -> Iterator[Finding]:
        """Tokens that nothing holds."""
        rests = self.rests_on(claim)
        for placed, words in self._tokens(claim):
            if any(source.holds(placed.fact) for source in rests) or _registered(placed.fact, claim.quotes):
                continue
            if placed.fact.kind is FactKind.MOMENT and not any(_moment(quote) for quote in claim.quotes):
                yield self.finding("facts", "moment_not_shown", words, index, Severity.WARNING)
                continue
            yield self.finding("facts", _MESSAGES.get(placed.fact.kind, "number_not_in_source"), words, index)

    def _tokens(self, claim: Claim) -> Iterator[tuple[Placed, str]]:
        """The tokens of a sentence with the words that tell them; of a QUOTED one those of its frame, as its quotes hold the others."""
        text = _frame(claim) if claim.origin is Origin.QUOTED else claim.text
        for placed in spans(text):
            yield placed, text[placed.start : placed.end]

    def names(self, claim: Claim, index: int) -> Iterator[Finding]:
        """Organisations and statutes that nothing names."""
        text = _frame(claim) if claim.origin is Origin.QUOTED else claim.text
        rests = self.rests_on(claim)
        for named in organisations(text):
            if not any(named_in(named, source.words) for source in rests):
                yield self.finding("facts", "organisation_not_in_source", named.text, index)
        if claim.origin is Origin.QUOTED:
            return
        for named in laws(text):
            if not any(law_in(named, source.words) for source in rests):
                yield self.finding("facts", "law_not_in_source", named.text, index)

    def quotations(self, claim: Claim, index: int) -> Iterator[Finding]:
        """Words in quotation marks that are nobody's: in a QUOTED frame any, elsewhere from four words up."""
        frame = claim.origin is Origin.QUOTED
        rests = self.rests_on(claim)
        for words in style.quotations(_frame(claim) if frame else claim.text):
            parts = [part for part in re.split(r"\s?(?:…|\[…\]|\.\.\.)\s?", words) if part.strip(" \x00.,;:")]
            if not frame and style.count_words(words) < QUOTED_WORDS:
                continue
            if not all(any(verbatim(part.strip(" .,;:"), source.words) for source in rests) for part in parts):
                yield self.finding("quote_shown", "quotation_not_verbatim", words, index)

    def form(self, claim: Claim, index: int) -> Iterator[Finding]:
        """Facts in fixed wording, which has none but the proposal's own number and title."""
        told = [placed for placed in spans(claim.text) if not any(source.holds(placed.fact) for source in self.always)]
        for placed in told:
            yield self.finding("facts", "form_holds_fact", claim.text[placed.start : placed.end], index)
        named = () if claim.role is Role.STANCE else (*organisations(claim.text), *laws(claim.text))
        for name in named:
            if not any(named_in(name, source.words) or law_in(name, source.words) for source in self.always):
                yield self.finding("facts", "form_holds_fact", name.text, index)

    def unchanged(self, claim: Claim, index: int) -> Iterator[Finding]:
        """OWN words that are not the manager's any more. Compared without the last mark, which a draft may add."""
        words = tidy(claim.text).rstrip(".!?:; ")
        if not words or fold(words) not in self._fold(self.own):
            yield self.finding("own_words", "own_changed", claim.text, index)

    def _fold(self, text: str) -> str:
        if text not in self._folded:
            self._folded[text] = fold(text)
        return self._folded[text]

    def remarks(self, claim: Claim, index: int) -> Iterator[Finding]:
        """Leftovers, first person, length and wording outside quotations."""
        for remark in style.remarks(_without_quotes(claim), self.language):
            values = {"better": remark.better} if remark.better else {}
            yield self.finding(_CHECKS[remark.code], remark.code, remark.words, index, remark.severity, **values)

    # Stance

    def position(self, claim: Claim, index: int, stance: Stance) -> Iterator[Finding]:
        """A sentence by the city that says the opposite of the stance; a warning where it may be about something else."""
        if stance not in _INVERTED:
            return
        told = self.told(claim)
        if told not in _INVERTED[stance]:
            return
        if claim.role is not Role.STANCE and _ELSEWHERE.search(claim.text):
            return
        sure = claim.role is Role.STANCE or _OF_PROPOSAL.search(style.outside_quotations(claim.text)) is not None
        severity = Severity.ERROR if sure else Severity.WARNING
        yield self.finding(
            "stance", "stance_disagrees", claim.text, index, severity, stance=stance.value, told=told.value
        )

    def told(self, claim: Claim) -> Stance:
        """The city's stance in a sentence of its own; what sources are quoted to think is theirs."""
        if claim.origin is Origin.QUOTED:
            return Stance.UNCLEAR
        return stances.of(claim.text, speaker=self.city or _SPEAKER[self.language])

    # Sources

    def sources(self, gone: frozenset[str]) -> Iterator[Finding]:
        """What must be said of the documents quoted, each once, at the first sentence that quotes it."""
        seen: dict[str, tuple[Document, int]] = {}
        for index, claim in enumerate(self.claims):
            for quote in claim.quotes:
                seen.setdefault(quote.passage.document.id, (quote.passage.document, index))
        for document, index in seen.values():
            if document.id in gone:
                yield self.finding("sources", "source_gone", document.title, index, Severity.WARNING)
            if document.digest:
                yield self.finding("sources", "rests_on_digest", document.title, index, Severity.WARNING)
            elif document.kind is Kind.STATUTE:
                yield self.finding("sources", "statute_as_enacted", document.title, index, Severity.INFO)

    # The whole

    def whole(self, version: Version, stance: Stance) -> Iterator[Finding]:
        """The stance of the section, that it holds something, and its length."""
        if version.stance is not stance:
            yield self.finding(
                "stance",
                "stance_changed",
                f"{version.stance.value} {stance.value}",
                before=version.stance.value,
                stance=stance.value,
            )
        if not any(claim.text.strip() for claim in self.claims):
            yield self.finding("form", "empty_section", "")
            return
        length = style.count_words(version.text)
        if length > LONGEST:
            yield self.finding(
                "form", "long_section", "", None, Severity.WARNING, length=str(length), limit=str(LONGEST)
            )
        yield from self._stated(stance)

    def _stated(self, stance: Stance) -> Iterator[Finding]:
        """That the stance is told at all, with its reservations and no others."""
        if stance not in CHOICES:
            return
        told = [self.told(claim) for claim in self.claims]
        plain_ones = [index for index, said in enumerate(told) if said is not Stance.UNCLEAR]
        if not plain_ones:
            yield self.finding("stance", "stance_not_stated", "", None, Severity.WARNING, stance=stance.value)
            return
        first = plain_ones[0]
        opening = self.claims[first]
        if stance is Stance.SUPPORTS_WITH_RESERVATIONS and {told[index] for index in plain_ones} == {Stance.SUPPORTS}:
            yield self.finding("stance", "reservation_dropped", opening.text, first, Severity.WARNING)
        added = told[first] is Stance.SUPPORTS_WITH_RESERVATIONS and opening.role is Role.STANCE
        if stance is Stance.SUPPORTS and added:
            yield self.finding("stance", "reservation_added", opening.text, first, Severity.WARNING)


_CHECKS = {
    "source_mark": "leftovers",
    "markup": "leftovers",
    "placeholder": "leftovers",
    "chat_opening": "leftovers",
    "first_person": "register",
    "official_language": "register",
    "long_sentence": "register",
}


def _shortened(words: str, limit: int = 80) -> str:
    told = " ".join(words.split())
    return told if len(told) <= limit else f"{told[: limit - 1].rstrip()}…"


def _registered(fact: Fact, quotes: Sequence[Quote]) -> bool:
    """Whether it is a register number of a quoted document: frames name a decision by it."""
    return fact.kind is FactKind.REGISTER and any(
        " ".join(match.group().split()) == fact.value
        for quote in quotes
        for match in REGISTER_NUMBER.finditer(quote.passage.document.text)
    )


def _without_quotes(claim: Claim) -> str:
    """The sentence with the quotes it shows blanked, whatever marks they hold themselves."""
    text = claim.text
    for shown in sorted((tidy(quote.text) for quote in claim.quotes), key=len, reverse=True):
        for marks in ("”{}”", "“{}”", '"{}"', "»{}»"):
            text = text.replace(marks.format(shown), marks.format("\x00"))
    return text


def _frame(claim: Claim) -> str:
    """What a QUOTED sentence says around its quotes and beside the titles and headings of their sources."""
    text = _without_quotes(claim)
    for quote in claim.quotes:
        for name in (quote.passage.document.title, *quote.passage.heading):
            text = text.replace(f"”{name}”", "”\x00”").replace(f"“{name}”", "”\x00”")
    return text
