"""Rubric: what a reader of statements looks for in one, on any document from outside, without its sources.

The text checks are those of a drafted section that need no sources. The rubric follows the plan's chapter on the craft of
statements: one point is stance, reason, local fact, consequence, change; the stance stands in the first sentence, the proposal is
named, the wording asked for is given. A missing stance and a leftover of drafting are errors; the rest is advice.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.statement import Proposal, Stance
from assistant.text import stances, style
from assistant.text.facts import FactKind, spans
from assistant.text.finnish import content_words, sentences
from assistant.text.organisations import same_word
from assistant.types import Block, BlockKind, Document, Finding, Language, Severity

SHORTEST, LONGEST = 100, 1_500
"""Words of a whole statement: two to four pages are 600 to 1,500; one of a single proposal may be short."""
MEAN = 20
"""Words of a sentence on average, above which a text is hard to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What stands under one heading: its name (the heading, or the first words where there is none) and its text."""

    heading: str
    text: str
    level: int = 0

    @property
    def name(self) -> str:
        return self.heading or _opening(self.text)


def judge(
    document: Document, proposals: Sequence[Proposal] = (), *, language: Language = Language.FI
) -> tuple[Finding, ...]:
    """Findings about a statement as a whole, in its order, the rubric after the text checks.

    `proposals` are those it should answer; without them the headings tell which parts answer one. Never raises on odd text.
    """
    parts = _parts(document)
    if not any(part.text.strip() for part in parts):
        return (_finding("rubric", Severity.ERROR, "rubric_empty", document.title),)
    found = [finding for part in parts for finding in _remarks(part, language)]
    found.extend(_rubric(parts, proposals))
    return tuple({finding.id: finding for finding in found}.values())


def _finding(check: str, severity: Severity, message: str, words: str, place: str = "", **values: str) -> Finding:
    shown = " ".join(words.split())
    shown = shown if len(shown) <= 80 else f"{shown[:79].rstrip()}…"
    told = {"words": shown, **({"place": place} if place else {}), **values}
    return Finding(check=check, severity=severity, message=message, values=told, section=place, words=words)


# Parts


def _parts(document: Document) -> list[_Part]:
    """The document by its headings; titles too, as their words may name the proposal."""
    blocks = document.blocks or (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(document.text)),)
    parts: list[_Part] = []
    heading, level = "", 0
    told: list[str] = []
    for block in blocks:
        words = document.text[block.start : block.end]
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE) or (not document.blocks and not words.strip()):
            if told or heading:
                parts.append(_Part(heading=heading, text="\n\n".join(told), level=level))
            heading, level, told = " ".join(words.split()), block.level, []
        else:
            told.append(words)
    return [*parts, _Part(heading=heading, text="\n\n".join(told), level=level)]


def _opening(text: str) -> str:
    told = text.split()
    return " ".join(told[:6]) + (" …" if len(told) > 6 else "")


_TEXT_CHECKS = {"first_person": "register", "official_language": "register", "long_sentence": "register"}


def _remarks(part: _Part, language: Language) -> Iterator[Finding]:
    """Leftovers, first person, wording and long sentences in a part and its heading."""
    for text in (part.heading, part.text):
        for remark in style.remarks(text, language):
            values = {"better": remark.better} if remark.better else {}
            yield _finding(
                _TEXT_CHECKS.get(remark.code, "leftovers"),
                remark.severity,
                remark.code,
                remark.words,
                part.name,
                **values,
            )


# The rubric

_GENERIC = re.compile(
    r"^.*(?:\blausun[tn]|\butlåtande)|^(?:[\d.]+\s*)?(?:vastaanottaja|viite|asia|lausunto\b|lausunnon|yleis|johdanto|tausta|tiivistel|vaikutu|talou|henkilöst|asiak|muut? (?:huomio|asia)|lopuksi|yhteenveto"
    r"|allekirjoitu|liit|jakelu|lisätie|päätös|selostus|valmistel|esittelij|muutoksenhaku|kaupunginhallitus|kunnanhallitus|hyvinvointialueyhteis"
    r"|ehdotuskohtai|mottagare|referens|ärende|allmän|inledning|bakgrund|sammanfattning|konsekvens|underskrift|bilag|övrig|utlåtande\b|förslagsvis)",
    re.IGNORECASE,
)
# Headings that name a proposal, and those that may: numbered ones and questions.
_SURELY_PROPOSAL = re.compile(
    r"ehdotus\s+\d|ehdotus:|(?:tarkentaminen|täsmentäminen|laajentaminen|kehittäminen|rakentaminen|uudistaminen|hyödyntäminen)$"
    r"|förslag\w*\s+\d|^(?:[\d.]+\s*)?(?:precisering|utveckling|utvidgning)",
    re.IGNORECASE,
)
_PERHAPS_PROPOSAL = re.compile(r"^\d+(?:\.\d+)*\.?\s|\?$|ehdotu|förslag", re.IGNORECASE)
_NAMES_PROPOSAL = re.compile(
    r"\behdotu[sk]|\bkehittämisehdotu|\besity[sk]|\bmuutos\w*\b|\bsäänt?ely|\bförslag|\butvecklingsförslag|\bpropos",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:koska|sillä|syynä|syistä|perusteena|perusteella|perustuu|perustelu\w*|perusteltu\w*|siksi|vuoksi|takia|johdosta|tarpeen|tarpeelli\w+|näin|tällöin|tämä (?:lisää|vähentää|parantaa|heikentää|helpottaa)"
    r"|jotta|ansiosta|myötä|eftersom|därför|på grund av|motiv\w*|orsaken|skälet|för att|because|since|therefore|reason)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:esittää|ehdottaa|edellyttää|esitetään|ehdotetaan|katsoo),? (?:\w+ ){0,4}?että\b|\b(?:muotoillaan|lisätään|poistetaan|täsmennetään|tarkennetaan|muutetaan|kirjataan|rajataan|säädetään|lisättäisiin|muutettaisiin|tulisi (?:\w+ ){0,3}?(?:lisätä|muuttaa|täsmentää|tarkentaa|poistaa|säätää|kirjata))\b"
    r"|\bföreslår,? att\b|\bförutsätter,? att\b|\b(?:läggs till|formuleras|ändras|preciseras|stryks)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"rahoit|kustannu|euro|€|voimavar|resurs|määrärah|korvau|korvaa|valtionosu|taloudelli|säästö|maksu|finansi|kostnad|resurs|anslag|ersätt|statsandel|ekonomi",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"kaupung|kunna[nls]|kunta\b|alueella|alueen|työllisyysaluee|paikalli|asukka|asiaka|työnhakij|työttöm|stad|kommun|område|lokal|klient|arbetslös",
    re.IGNORECASE,
)
_DATED = (FactKind.YEAR, FactKind.DATE, FactKind.MONTH)
_COUNTED = (FactKind.NUMBER, FactKind.PERCENT, FactKind.EURO, FactKind.POINTS)


def _rubric(parts: Sequence[_Part], proposals: Sequence[Proposal]) -> Iterator[Finding]:
    said = [text for part in parts for text in (part.heading, *_sentences(part.text)) if text]
    named = [proposal for proposal in proposals if any(_same(proposal, text) for text in said)]
    answering = _answering(parts, named)
    for part, severity in answering:
        yield from _stance(part, severity)
        if _needs_reason(part) and not _REASON.search(part.text):
            yield _finding("rubric", Severity.WARNING, "rubric_no_reason", part.name)
    for part in parts:
        yield from _contradictions(part)
    if all(stances.of(text) is Stance.UNCLEAR for part in parts for text in _sentences(part.text)):
        yield _finding("rubric", Severity.ERROR, "rubric_no_stance", "")
    yield from _proposals(said, proposals, named)
    yield from _whole(parts)


def _answering(parts: Sequence[_Part], named: Sequence[Proposal]) -> list[tuple[_Part, Severity]]:
    """The parts that answer a proposal, with what it weighs there to take no stance: those whose heading names one, or, where the
    text names none that is known, those whose heading looks like a proposal's or may be one's. What stands under deeper headings
    belongs to a part that has no words of its own."""
    held = [(at, part) for at, part in enumerate(parts) if part.heading and not _GENERIC.match(part.heading)]
    if named:
        sure = [(at, part) for at, part in held if any(_same(proposal, part.heading) for proposal in named)]
        return [(_joined(parts, at), Severity.ERROR) for at, _ in sure if _joined(parts, at).text.strip()]
    out: list[tuple[_Part, Severity]] = []
    for _, part in held:
        if part.text.strip() and _SURELY_PROPOSAL.search(part.heading):
            out.append((part, Severity.ERROR))
        elif part.text.strip() and _PERHAPS_PROPOSAL.search(part.heading):
            out.append((part, Severity.WARNING))
    return out


def _joined(parts: Sequence[_Part], at: int) -> _Part:
    """A part with what stands under deeper headings, where it has no words before them."""
    part = parts[at]
    if part.text.strip() or not part.level:
        return part
    deeper = list(itertools.takewhile(lambda other: other.level > part.level, parts[at + 1 :]))
    return replace(part, text="\n\n".join(other.text for other in deeper))


def _same(proposal: Proposal, text: str) -> bool:
    """Whether a text names a proposal: its number after "ehdotus", or most of the words of its title in whatever case."""
    number = re.escape(proposal.number.strip(" .:"))
    if number and re.search(rf"\b(?:(?:kehittämis)?ehdotu\w+|förslag\w*) {number}(?![\d.]*\d)", text, re.IGNORECASE):
        return True
    wanted = [word for word in content_words(proposal.title, Language.FI) if len(word) > 3]
    words = content_words(text, Language.FI)
    named = sum(any(same_word(word, other) or word[:7] == other[:7] for other in words) for word in wanted)
    return bool(wanted) and named >= 0.6 * len(wanted)


def _stance(part: _Part, severity: Severity) -> Iterator[Finding]:
    """That a part takes a stance, and in its first sentence."""
    told = _sentences(part.text)
    said = [stances.of(text) for text in told]
    if all(stance is Stance.UNCLEAR for stance in said):
        yield _finding("rubric", severity, "rubric_stance_missing", part.name)
    elif said[0] is Stance.UNCLEAR:
        yield _finding("rubric", Severity.WARNING, "rubric_stance_late", part.name)


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


def _needs_reason(part: _Part) -> bool:
    return stances.of(part.text) is not Stance.NO_COMMENT


def _contradictions(part: _Part) -> Iterator[Finding]:
    """Support and opposition for the proposal in the same part; a sentence that holds both is weighed as a whole and is not one."""
    supports = opposes = ""
    for text in _sentences(part.text):
        if not _NAMES_PROPOSAL.search(text) or re.search(
            r"\b(?:sen sijaan|muilta osin|muutoin|toinen|toista|däremot)\b", text, re.IGNORECASE
        ):
            continue
        match stances.of(text):
            case Stance.SUPPORTS:
                supports = supports or text
            case Stance.OPPOSES:
                opposes = opposes or text
            case _:
                pass
    if supports and opposes:
        yield _finding(
            "rubric", Severity.WARNING, "rubric_contradiction", _opening(supports), part.name, other=_opening(opposes)
        )


def _proposals(said: Sequence[str], proposals: Sequence[Proposal], named: Sequence[Proposal]) -> Iterator[Finding]:
    """That each proposal is named, or, where none are given, that some is. A text that names none of them is told so once: it may
    be about another matter."""
    if proposals and not named:
        yield _finding("rubric", Severity.WARNING, "rubric_no_proposals", "", count=str(len(proposals)))
        return
    for proposal in proposals:
        if proposal not in named:
            yield _finding("rubric", Severity.WARNING, "rubric_no_proposal", proposal.name)
    if not proposals and not any(_NAMES_PROPOSAL.search(text) for text in said):
        yield _finding("rubric", Severity.WARNING, "rubric_proposal_unnamed", "")


def _whole(parts: Sequence[_Part]) -> Iterator[Finding]:
    """What the statement has once: a local fact, a change, money; its length and how it reads."""
    text = "\n\n".join(part.text for part in parts)
    told = _sentences(text)
    if not any(_local(sentence) for sentence in told):
        yield _finding("rubric", Severity.WARNING, "rubric_no_local_fact", "")
    if not _CHANGE.search(text):
        yield _finding("rubric", Severity.WARNING, "rubric_no_change", "")
    if not _MONEY.search(text):
        yield _finding("rubric", Severity.INFO, "rubric_no_money", "")
    length = style.count_words(text)
    if length < SHORTEST:
        yield _finding("rubric", Severity.INFO, "rubric_short", "", length=str(length))
    if length > LONGEST:
        yield _finding("rubric", Severity.INFO, "rubric_long", "", length=str(length))
    mean = length / max(1, len(told))
    if mean > MEAN:
        yield _finding("rubric", Severity.INFO, "rubric_hard_to_read", "", mean=f"{mean:.0f}", limit=str(MEAN))


def _local(sentence: str) -> bool:
    """A count with its time and the place it is about, all in one sentence."""
    kinds = {placed.fact.kind for placed in spans(sentence)}
    return bool(kinds & set(_DATED)) and bool(kinds & set(_COUNTED)) and _LOCAL.search(sentence) is not None
