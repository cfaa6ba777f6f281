"""Understand: a question as typed becomes one that can be read without the conversation, with its language known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.errors import UsageError
from assistant.text.finnish import content_words, language_of
from assistant.text.terms import in_finnish
from assistant.types import Language, Question, Turn

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff\U000e0000-\U000e007f]+"
)
# How a question that leans on the one before begins, or what it is made of.
_LEANING = {
    Language.FI: re.compile(
        r"^(?:entä|entäs|mites|miten sitten|ja |no |mutta |tarkemmin|lisää)|\b(?:se|sen|sitä|siinä|siitä|siihen|sillä|siltä|sille|ne|niiden|niitä|niissä|niistä|niihin|niillä|niille|hän|hänen|hänelle|häntä|tämä|tämän|tätä|tässä|tästä|tällöin|silloin|siellä|tuo|tuon|heidän|he|heitä|heille|saman|samassa|edellinen|edellisen)\b",
        re.IGNORECASE,
    ),
    Language.SV: re.compile(
        r"^(?:och|men|hur är det med|då)\b|\b(?:den|det|de|dem|dess|denna|detta|han|hon|där|då)\b", re.IGNORECASE
    ),
    Language.EN: re.compile(
        r"^(?:and|but|what about|how about|then)\b|\b(?:it|its|they|them|their|this|that|these|those|he|she|there)\b",
        re.IGNORECASE,
    ),
}
_TURNS = 3
"""Questions before this one that it may lean on, each on the one before it."""
_FEW = 2
"""A question with no more topic words than this, and a leaning word, is read with the one before."""


def understand(question: str, conversation: Sequence[Turn], language: Language | None, *, longest: int) -> Question:
    """The question to answer. Raises UsageError for an empty one or one over `longest` characters.

    A follow-up ("Entä alle 25-vuotiaille?") is completed with the question before it, which is the whole of what is done
    without a language model. One that names another thing in the same case ("Entä kokeilusta?" after "Mitä valmennuksesta
    ehdotetaan?") is the earlier question with that thing in the place of the first.
    """
    text = " ".join(_CONTROL.sub(" ", question).split())
    if not text:
        raise UsageError("empty_question")
    if len(text) > longest:
        raise UsageError("question_too_long", length=len(text), limit=longest)
    last = conversation[-1].question if conversation else ""
    spoken = language_of(text, default=language or (language_of(last) if last else Language.FI))
    before = ""
    for turn in conversation[-_TURNS:]:
        before = _completed(before, turn.question, language_of(turn.question, default=spoken))
    standalone = _completed(before, text, spoken)
    return Question(text=text, standalone=standalone, language=spoken, search=in_finnish(standalone, spoken))


def _completed(before: str, text: str, language: Language) -> str:
    """The question as it is read after the one before it, which itself has been completed; empty where there was none."""
    if not before or not _leans(text, language):
        return text
    return _instead(before, text) or f"{before} {text}"


def _leans(text: str, language: Language) -> bool:
    topic = content_words(text, language)
    if not topic:
        return True
    leaning = _LEANING[language].search(text)
    return leaning is not None and (leaning.start() == 0 or len(topic) <= _FEW)


_ANOTHER = re.compile(
    r"(?:no |ja |mutta )?(?:entä|entäs|mites|miten sitten)\s+(?P<thing>[^?.,]+?)(?: sitten)?\s*\?*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Case:
    """A Finnish case by how a word in it ends, and which words end so without being a thing that can be replaced. No morphology."""

    ending: re.Pattern[str]
    other: re.Pattern[str] = re.compile(r"(?!)")


_GENITIVE = _Case(re.compile(r"n$"), re.compile(r"^(?:kauan|aivan|ihan|niin|noin)$", re.IGNORECASE))
# An infinitive ends as a partitive does, so it is not told what one replaces.
_PARTITIVE = _Case(re.compile(r"(?:t[aä]|[aeiouyäö][aä])$"), re.compile(""))
# Neither verbs and question words nor names: whose view is asked is told by both.
_NOMINATIVE = _Case(
    re.compile(r"[^t]$"),
    re.compile(r"(?:[kn][oö]|si|[uo]i|(?:hdo|esi|pää|elly|oi)tti)$|^(?:on|saa|tulee|ole)$|^[A-ZÅÄÖ]"),
)
_PASSIVE = re.compile(r"[td](?:aan|ään)$")
_CASES = (
    *(_Case(re.compile(ending)) for ending in (r"st[aä]$", r"ss[aä]$", r"ll[aä]$", r"lt[aä]$", r"lle$", r"(?<!y)ksi$")),
    _Case(re.compile(r"(?:([aeiouyäö])\1|h[aeiouyäö]|see|sii)n$"), _PASSIVE),
    _GENITIVE,
    _PARTITIVE,
    _NOMINATIVE,
)
_THINGS = 3
"""Words of a thing named anew; what is longer is a question of its own."""


def _case(word: str) -> _Case | None:
    """The case of a thing, the first whose ending fits; None for what is no thing that can be replaced."""
    case = next((case for case in _CASES if case.ending.search(word.casefold())), None)
    return None if case is None or case.other.search(word) else case


def _instead(before: str, text: str) -> str:
    """The Finnish question before with the one thing in it that stands in the case of the thing named anew replaced by that; empty
    where no thing is named, or where it is not plain which one it replaces."""
    found = _ANOTHER.fullmatch(text)
    things = content_words(found["thing"], Language.FI) if found else []
    if not found or not things or len(found["thing"].split()) > _THINGS or re.search(r"\d", found["thing"]):
        return ""
    case = _case(found["thing"].split()[-1])
    topic = set(content_words(before, Language.FI))
    words = list(re.finditer(r"[\w-]+", before))
    cases = [_case(word.group()) if word.group().casefold() in topic else None for word in words]
    fitting = [k for k, one in enumerate(cases) if case and one is case]
    if not fitting or fitting[-1] - fitting[0] != len(fitting) - 1:
        return ""
    # "Työkokeilun kesto" asks of a thing in the genitive, which the new one might replace as well.
    if case is _NOMINATIVE and fitting[0] and cases[fitting[0] - 1] is _GENITIVE:
        return ""
    return f"{before[: words[fitting[0]].start()]}{found['thing']}{before[words[fitting[-1]].end() :]}"


_PART = {
    Language.FI: r"(?:kuinka|miten|mikä|mitä|mitkä|missä|mistä|mihin|milloin|miksi|kuka|ketkä|kenen|kenelle|keiden|montako|paljonko|onko|saako|voiko|pitääkö)",
    Language.SV: r"(?:hur|vad|vem|vilka|vilken|vilket|när|var|varför|får|kan|måste)",
    Language.EN: r"(?:how|what|who|whom|which|when|where|why|may|can|must)",
}
_AND = {Language.FI: r"(?:ja|sekä)", Language.SV: r"och", Language.EN: r"and"}
_DIFFERENCE = {
    Language.FI: re.compile(
        r"\b(?:eroa|erot|ero|eroavat|eroaa|erona|vertaa)\b(?: on| ovat)?\s+(?P<a>.{3,60}?) (?:ja|sekä|verrattuna) (?P<b>[^?.]{3,60})",
        re.IGNORECASE,
    ),
    Language.SV: re.compile(
        r"\bskillnad\w* (?:är det )?(?:på|mellan) (?P<a>.{3,60}?) och (?P<b>[^?.]{3,60})", re.IGNORECASE
    ),
    Language.EN: re.compile(r"\bdifference\w* between (?P<a>.{3,60}?) and (?P<b>[^?.]{3,60})", re.IGNORECASE),
}
_WHAT_IS = {
    Language.FI: "Mitä tarkoitetaan: {}?",
    Language.SV: "Vad avses med {}?",
    Language.EN: "What is meant by {}?",
}
MOST_PARTS = 3


def parts(question: Question) -> tuple[Question, ...]:
    """The questions that one question holds: two joined by "ja", two sentences, or the two things whose difference is asked.

    A later part keeps the topic of the first, which it usually leans on; its `text` is its own words.
    """
    language = question.language
    compared = _DIFFERENCE[language].search(question.standalone)
    if compared:
        return tuple(
            replace(_part(_WHAT_IS[language].format(thing), "", language), about=thing)
            for thing in (compared[side].strip(" ?.") for side in ("a", "b"))
        )
    joint = re.compile(
        rf"(?:\?\s+(?:{_AND[language]}\s+)?|,?\s+{_AND[language]}\s+)(?={_PART[language]}\b)", re.IGNORECASE
    )
    pieces = [piece.strip(" ?,") for piece in joint.split(question.standalone)]
    if question.standalone != question.text or not 1 < len(pieces) <= MOST_PARTS or any(len(p) < 12 for p in pieces):
        return (question,)
    first, *others = pieces
    return (_part(f"{first}?", "", language), *(_part(f"{piece}?", first, language) for piece in others))


def _part(text: str, topic: str, language: Language) -> Question:
    standalone = f"{text} {topic}".strip()
    return Question(text=text, standalone=standalone, language=language, search=in_finnish(standalone, language))
