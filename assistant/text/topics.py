"""What a proposal is about, and how far other words are about the same: its title's words, each weighed, and its text's.

`Rivals` tells several proposals apart: what one of them says and the others do not is what a text about it has.

No dictionary: a word is met by the 4-grams of its beginning, so that inflected forms and compounds count. Words that any
proposal may have ("sääntelyn tarkentaminen") weigh little, and so do those that other headings beside it have too.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assistant.text.finnish import content_words, language_of, stem, words
from assistant.text.terms import in_finnish
from assistant.types import Language

MET = 0.6
"""Share of a word's 4-grams from which another word is taken for a form or a compound of it."""
MET_LONG, LONG = 0.75, 7
"""The same for a word of so many 4-grams: "toimeentulo" begins like "toimeenpano", and "valvonta" is not "valvontamaksu"."""
COMPOUND = 0.95
"""What a word weighs that is the later part of a compound."""
COMMON = 0.25
"""What a word weighs that any proposal may have."""
FROM_HEADING = 0.7
"""What a word weighs that only the heading over a sentence has."""
FROM_TITLE = 0.4
"""What a word weighs that only an outer heading or the document's title has."""
SUBJECT = 0.6
"""Share of the heaviest word's weight from which a word of the title is part of the subject."""
KEYWORDS = 12
"""Words of a proposal's own text beside its title that are looked for too."""

_COMMON = re.compile(
    r"""(?:koske|säänte|säädö|säänn|säädet|tarken|täsmen|kehit|nykyi|laaje|laajem|raken|hyödyn|paran|vahvis|edist|uudis|muuto|muutt|muute|muita|muide|lisää|lisät
    |ehdot|esit|mahdol|toteut|toimenp|käyt|tarkastel|selke|arvio|muistio|kunta|kunnat|kuntien|lakimuu|lain$|laki$|laissa|lakia|annetu|säädetään|välis|keskin
    |voitai|voidaan|olisi|tulee|tulisi|asia|osalta|liitty|tiedos|tiedet|sisält|tarkka|ehkä|niin|sekä|heiko|asemas|oleva|olevi|tarjo|lähtöko|järjestä|momen|pident|piden|lyhent|rajaam|rajoit|poistam|kumoam|korott|alentam|siirtäm|sujuv|yhtenäis|joust|perustami|luomi|seurann
    |edellyt|vaati|luetaan|luetel|säädöks|ministeri|valmist|jatko|myös|muun|muita|sellais|tällais|sellai|kannatta|kehittämiseh
    |förslag|ändr|utveck|preciser|bestämm|nuvar|arbetsgrupp|promemori|föresl|lagen|lagst|andra|också)""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(r"\d")
_STATUTE = re.compile(r"\b\w+(?:\s+\w+){0,3}\s+annetu(?:n|ssa)\s+(?:lain|laissa|asetuksen)\b|\(\d+/\d{4}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word looked for: the 4-grams of its beginning, and what it weighs."""

    text: str
    grams: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What is looked for: the title's words, those of them that are the subject, and further words of the text."""

    title: tuple[Word, ...]
    subject: tuple[Word, ...]
    also: tuple[Word, ...]

    @property
    def query(self) -> str:
        """The words to search by."""
        return " ".join(word.text for word in (*self.title, *self.also))


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How far a sentence is about a topic, 0 to 1: by the title's words and by the text's, counting its headings; `own` is the
    share of the subject that the sentence itself has, `headed` the share its own heading has."""

    title: float
    also: float
    own: float
    headed: float


def topic(title: str, text: str, beside: Sequence[str], rarity: Callable[[str], float]) -> Topic:
    """The topic of a proposal. `beside` are the other headings it stands among, `rarity` tells from 0 to 1 how telling a
    4-gram is."""
    language = language_of(f"{title} {text}")
    others = [frozenset(words(heading)) for heading in beside]
    named = [
        _word(word, rarity, others)
        for word in dict.fromkeys(content_words(title, language))
        if not _NUMBER.search(word)
    ]
    heaviest = max((word.weight for word in named), default=0.0)
    subject = tuple(word for word in named if word.weight >= SUBJECT * heaviest)
    further = [
        _word(word, rarity, others)
        for word in dict.fromkeys(content_words(_STATUTE.sub(" ", text), language))
        if len(word) > 3
        and not _NUMBER.search(word)
        and not _COMMON.match(word)
        and not any(met(w, word) for w in named)
    ]
    distinct: list[Word] = []
    for word in sorted(further, key=lambda w: -w.weight):
        if not any(met(held, word.text) for held in distinct):
            distinct.append(word)
    return Topic(title=tuple(named), subject=subject, also=tuple(distinct[:KEYWORDS]))


def _word(word: str, rarity: Callable[[str], float], others: Sequence[frozenset[str]]) -> Word:
    # Long words lose only their ending: a third of a compound would be a whole part of it.
    grams = _grams(max(stem(word), word[: len(word) - 3], key=len), closed=False)
    telling = sum(rarity(gram) for gram in grams) / max(1, len(grams))
    made = Word(text=word, grams=grams, weight=1.0)
    shared = sum(1 for held in others if any(met(made, other) for other in held))
    common = COMMON if _COMMON.match(word) else 1.0
    return Word(text=word, grams=grams, weight=common * (0.5 + 0.5 * telling) / (1 + shared))


@lru_cache(maxsize=100_000)
def _grams(word: str, *, closed: bool) -> frozenset[str]:
    padded = f"_{word}_" if closed else f"_{word}"
    return frozenset(padded[i : i + 4] for i in range(max(1, len(padded) - 3)))


def met(word: Word, other: str) -> float:
    """How much of a word another one has, in its beginning or as the later part of a compound ("työkokeilu" for "kokeilu");
    0 where it is less than a form of it would have."""
    return _met(word.grams, other)


@lru_cache(maxsize=200_000)
def _met(grams: frozenset[str], other: str) -> float:
    held = _grams(other, closed=True)
    share = len(grams & held) / len(grams)
    if len(grams) > 3:
        inner = frozenset(gram for gram in grams if not gram.startswith("_"))
        share = max(share, COMPOUND * len(inner & held) / len(inner))
    return share if share >= (MET_LONG if len(grams) >= LONG else MET) else 0.0


def nearness(topic: Topic, own: str, heading: str, around: str) -> Nearness:
    """How near a sentence is to a topic: `heading` stands over it, `around` are the outer headings and its document's title."""
    spoken, headed, outer = _Held.of(own), _Held.of(heading), _Held.of(around)

    def held(word: Word) -> float:
        return max(_best(word, spoken), FROM_HEADING * _best(word, headed), FROM_TITLE * _best(word, outer))

    also = sorted((held(word) * word.weight for word in topic.also), reverse=True)[:2]
    most = sorted((word.weight for word in topic.also), reverse=True)[:2]
    return Nearness(
        title=_share(topic.title, held),
        also=sum(also) / sum(most) if most else 0.0,
        own=_share(topic.subject, lambda word: _best(word, spoken)),
        headed=_share(topic.subject, lambda word: _best(word, headed)),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """The words that a text has, and all their 4-grams."""

    words: frozenset[str]
    grams: frozenset[str]

    @staticmethod
    @lru_cache(maxsize=2048)
    def of(text: str) -> _Held:
        """Those of a text."""
        held = frozenset(words(text))
        return _Held(held, frozenset().union(*(_grams(word, closed=True) for word in held)))


def _best(word: Word, held: _Held) -> float:
    # No word can have more of another than all of them together have; most texts have next to nothing of it.
    if len(word.grams & held.grams) < MET * (len(word.grams) - 1):
        return 0.0
    return max((met(word, other) for other in held.words), default=0.0)


def _share(looked_for: Sequence[Word], held: Callable[[Word], float]) -> float:
    total = sum(word.weight for word in looked_for)
    return sum(word.weight * held(word) for word in looked_for) / total if total else 0.0


# Which of several proposals a text is about

IN_TITLE = 2.0
"""How much more a word of the title counts than one of the text."""
_FIGURE = re.compile(r"(?<![\w/.,])(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?(?:\s?§)?(?![\w/])")


class Rivals:
    """Proposals that stand beside one another in a memo, told apart by the words and figures that one has and the others have
    not. `proposals` are their titles and texts."""

    def __init__(self, proposals: Sequence[tuple[str, str]]) -> None:
        counts = [_marks(f"{title}\n{text}") for title, text in proposals]
        shared = Counter(mark for held in counts for mark in held)
        self._at = {mark: k for k, mark in enumerate(shared)}
        self._weights = np.zeros((len(shared), len(counts)))
        for k, ((title, _), held) in enumerate(zip(proposals, counts, strict=True)):
            named = _marks(title)
            weighed = {
                mark: weight * math.log((len(counts) + 1) / shared[mark]) * (IN_TITLE if mark in named else 1.0)
                for mark, weight in held.items()
            }
            length = math.sqrt(sum(weight**2 for weight in weighed.values())) or 1.0
            for mark, weight in weighed.items():
                self._weights[self._at[mark], k] = weight / length

    def shares(self, text: str) -> list[float]:
        """How much of each proposal's own words and figures a text has, 0 to 1, in the order of the proposals."""
        held = _marks(text)
        length = math.sqrt(sum(weight**2 for weight in held.values())) or 1.0
        known = [(self._at[mark], weight) for mark, weight in held.items() if mark in self._at]
        if not known:
            return [0.0] * self._weights.shape[1]
        rows, weights = zip(*known, strict=True)
        return [float(share) for share in np.array(weights) @ self._weights[list(rows)] / length]


@lru_cache(maxsize=16_384)
def _marks(text: str) -> Mapping[str, float]:
    """The 4-grams of the beginnings of words, and the figures of a text, each weighed by how often it comes. What the term list
    knows of another language stands in Finnish too."""
    language = language_of(text)
    told = text if language is Language.FI else f"{text} {in_finnish(text, language)}"
    counts: Counter[str] = Counter(
        gram
        for word in content_words(told, language)
        if len(word) > 3 and not _NUMBER.search(word)
        for gram in _grams(word[: max(4, len(word) - 3)], closed=False)
    )
    counts.update(
        "".join(found.group().split())
        for found in _FIGURE.finditer(text)
        if len(found.group()) > 1 and not re.fullmatch(r"20[2-4]\d", found.group())
    )
    return {mark: 1 + math.log(count) for mark, count in counts.items()}
