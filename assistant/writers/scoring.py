"""What speaks for a sentence being the answer, and for there being an answer at all: two logistic models of few figures.

Each figure is a plain measurement of question and sentence; the weights were fitted on questions with known answers and
unanswerable ones, and lie in `weights.toml` with their origin. Vectors of different embedders have different scales, so
there is a set of weights for each embedder that was fitted, and one for search without vectors.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Vocabulary
from assistant.statement import Stance
from assistant.text import stances
from assistant.text.finnish import char_grams, content_words, stem, words
from assistant.text.questions import Asked, asked, asks_view, holds, money_asked, unit_asked
from assistant.text.terms import in_finnish, terms_in
from assistant.types import Candidate, Kind, Language, Question

LIMITS = frozenset({"Rajaus", "Mitä ei ole tiedossa"})
"""Headings under which our digests say what they do not know."""
HEADED = 0.6
"""Share of a heading's 4-grams that an inflected form of the same word keeps ("valmennuksella", "Valmennus")."""
WEIGHTS = Path(__file__).with_name("weights.toml")

PASSAGE_FIGURES = ("words", "terms", "similarity", "nearest_sentence", "own_language")
SENTENCE_FIGURES = (
    "similarity_z",
    "similarity_best",
    "passage_similarity",
    "passage_rank",
    "passage_share",
    "cover",
    "cover_sentence",
    "cover_before",
    "repeats",
    "holds_asked",
    "lacks_asked",
    "reason",
    "states_view",
    "body_named",
    "kind_named",
    "first",
    "row",
    "opens",
    "short",
    "length",
    "heading_fit",
)
ANSWER_FIGURES = (
    "similarity",
    "similarity_gap",
    "best_sentence",
    "cover",
    "word_missing",
    "words_missing",
    "unknown_words",
    "name_missing",
    "number_missing",
    "held_similarity",
    "held_cover",
    "unheld",
    "contact",
    "strict_held",
    "heading_fit",
    "focus_unknown",
    "foreign",
    "best_three",
    "spread",
    "passage_gap",
    "best_similarity",
    "best_passage",
    "missing_near",
    "word_missing_near",
    "passage_cover",
    "topic_words",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights by figure."""

    weights: dict[str, float]
    bias: float = 0.0

    def sums(self, figures: NDArray[np.float64], names: Sequence[str]) -> NDArray[np.float64]:
        """The weighted figures, a sum a row. `figures` has a column a name."""
        return np.asarray(figures @ np.array([self.weights[name] for name in names]) + self.bias)

    def shares(self, figures: NDArray[np.float64], names: Sequence[str]) -> NDArray[np.float64]:
        """How likely each row is the one among all: the softmax (conditional logit) of the weighted figures."""
        sums = self.sums(figures, names)
        odds = np.exp(sums - sums.max())
        return np.asarray(odds / odds.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The sentence model, the answer model, and the probability from which a question is answered.

    `passage` puts passages in order for a Finnish question, `foreign_passage` for another; None where none was fitted.
    """

    sentence: Model
    answer: Model
    threshold: float
    passage: Model | None = None
    foreign_passage: Model | None = None

    def ranking(self, question: Question) -> Model | None:
        """The model that puts passages in order for a question."""
        return self.passage if question.language is Language.FI else self.foreign_passage

    def answerable(self, row: NDArray[np.float64]) -> float:
        """How likely the evidence answers: the logistic of the weighted figures of one row."""
        value = float(self.answer.sums(row, ANSWER_FIGURES)[0])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


@cache
def models(embedder: str) -> Models:
    """The weights fitted for an embedder, else those for search without vectors. Names may carry a version."""
    held = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    part = held.get(embedder.split("-", maxsplit=1)[0]) or held["lexical"]
    return Models(
        sentence=Model(weights=part["sentence"]),
        answer=Model(weights=part["answer"], bias=part["bias"]),
        threshold=part["threshold"],
        passage=Model(weights=part["passage"]) if "passage" in part else None,
        foreign_passage=Model(weights=part["foreign_passage"]) if "foreign_passage" in part else None,
    )


def coverage(wanted: Iterable[str], held: frozenset[str], vocabulary: Vocabulary) -> float:
    """The share of wanted 4-grams that are held, each weighed by its rarity; 0 where nothing is wanted."""
    grams = set(wanted)
    total = sum(vocabulary.rarity(gram) for gram in grams)
    return sum(vocabulary.rarity(gram) for gram in grams if gram in held) / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A word of the question: the 4-grams of each way it may be written, and what it weighs."""

    ways: tuple[tuple[str, ...], ...]
    weight: float
    known: bool

    def covered(self, held: frozenset[str], vocabulary: Vocabulary) -> float:
        """How much of the word is held, in the way that fits best; 0 to 1."""
        return max(coverage(way, held, vocabulary) for way in self.ways)


def wanted(question: Question, vocabulary: Vocabulary, source: Language = Language.FI) -> tuple[Wanted, ...]:
    """The topic of a question, word by word, as a source in a language would have it: each word as asked or in the sources'
    words for it; of a question in another language than the source's, only the latter."""
    terms = terms_in(question.standalone, question.language)
    if question.language not in (Language.FI, source):
        return tuple(_wanted(term.finnish, vocabulary) for term in terms)
    out = []
    for word, start in topic_words(question):
        also = [value for term in terms if term.start <= start < term.end for value in term.finnish]
        out.append(_wanted((word, *also), vocabulary))
    return tuple(out)


def _wanted(ways: Sequence[str], vocabulary: Vocabulary) -> Wanted:
    grams = tuple(tuple(char_grams(way)) for way in ways)
    return Wanted(
        ways=grams,
        weight=sum(vocabulary.rarity(gram) for gram in grams[0]),
        known=any(vocabulary.knows(word) for way in ways for word in words(way)),
    )


_SAYING = re.compile(
    r"lausu|sano|tote|katso|miel(?:tä|estä|ipi)|kanna(?:st|lla|ssa|n$|tta|nott)|vastusta|esittä|yttr|utlåt|anser|tycker|säger|"
    r"ställning|said|says|think|stated|opinion|position"
)
"""Words of a question that ask for a view and are not its topic: a statement need not say of itself that it states."""


def topic_words(question: Question) -> list[tuple[str, int]]:
    """The words of a question that carry its topic, each once, with the offset where it stands."""
    low = question.standalone.casefold()
    out: dict[str, int] = {}
    view = asks_for_view(question)
    for word in content_words(question.standalone, question.language):
        if not (view and _SAYING.match(word)):
            out.setdefault(word, low.find(word))
    return list(out.items())


def _spoken(candidate: Candidate) -> Language:
    return candidate.passage.document.language


def _grams(topic: Sequence[Wanted]) -> frozenset[str]:
    return frozenset(gram for word in topic for way in word.ways for gram in way)


def _cover(topic: Sequence[Wanted], text: str, vocabulary: Vocabulary) -> float:
    held = frozenset(char_grams(text))
    total = sum(word.weight for word in topic)
    return sum(word.weight * word.covered(held, vocabulary) for word in topic) / total if total else 0.0


def sentence_figures(
    question: Question,
    candidates: Sequence[Candidate],
    vocabulary: Vocabulary,
) -> NDArray[np.float64]:
    """A row a candidate, a column a figure of SENTENCE_FIGURES."""
    if not candidates:
        return np.zeros((0, len(SENTENCE_FIGURES)))
    topics = {source: wanted(question, vocabulary, source) for source in {_spoken(c) for c in candidates}}
    kind = asked(question.standalone, question.language)
    sims = _similarities(candidates)
    spread = float(sims.std()) or 1.0
    asked_for = {source: _grams(topic) for source, topic in topics.items()}
    holders = held_by(question, kind, candidates)
    held = np.array([k in holders for k in range(len(candidates))], dtype=np.float64)
    known = float(kind is not Asked.OTHER)
    told = frozenset(char_grams(f"{question.standalone} {question.search}"))
    before = np.array([_cover(topics[_spoken(c)], _with_before(c), vocabulary) for c in candidates])
    view, names = asks_view(question.standalone), names_in(question)
    near = np.array([c.passage_similarity or 0.0 for c in candidates])
    columns = {
        "similarity_z": (sims - sims.mean()) / spread,
        "similarity_best": sims - sims.max(),
        "passage_similarity": near - near.max(),
        "passage_rank": np.array([1 / (1 + c.rank) for c in candidates]),
        "cover": np.array([_cover(topics[_spoken(c)], c.context, vocabulary) for c in candidates]),
        "cover_sentence": np.array([_cover(topics[_spoken(c)], c.text, vocabulary) for c in candidates]),
        "holds_asked": held * known,
        "lacks_asked": (1 - held) * known,
        "cover_before": before - before.max(),
        "passage_share": np.array([math.log(c.passage_share + _LEAST_SHARE) for c in candidates]),
        "repeats": np.array([coverage(char_grams(c.text), told, vocabulary) for c in candidates]),
        "reason": np.array([float(kind is Asked.REASON and bool(_REASON.search(c.text))) for c in candidates]),
        "states_view": np.array([float(view and _states_view(c)) for c in candidates]),
        "body_named": np.array([_share_named(names, c) for c in candidates]),
        "kind_named": np.array([float(_kind_named(question, c)) for c in candidates]),
        "first": np.array([float(c.position == 0) for c in candidates]),
        "row": np.array([float(" | " in c.text) for c in candidates]),
        "opens": np.array([float(c.text.rstrip().endswith(":")) for c in candidates]),
        "short": np.array([float(len(c.text) < _SHORT) for c in candidates]),
        "length": np.array([min(len(c.text), 600) / 600 for c in candidates]),
        "heading_fit": np.array([_heading_fit(c, asked_for[_spoken(c)], vocabulary) for c in candidates]),
    }
    return np.stack([columns[name] for name in SENTENCE_FIGURES], axis=1)


_LEAST_SHARE = 1e-4
_BEFORE = 250
"""Characters before a sentence that may hold what it speaks of."""
_SHORT = 40
_REASON = re.compile(
    r"\b(?:koska|sillä|siksi|syy|vuoksi|takia|johtu|perust|eftersom|därför|orsak|because|reason)", re.IGNORECASE
)
_STATED = frozenset({Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES, Stance.NO_COMMENT})
_KINDS = {
    Kind.STATUTE: re.compile(r"\blai[ns]|\blaki|pykäl|§|asetu|säädet|\blag|\bact\b", re.IGNORECASE),
    Kind.MEMO: re.compile(r"muistio|promemori|\bmemo", re.IGNORECASE),
    Kind.OTHER_STATEMENT: re.compile(
        r"lausun|mielestä|mieltä|mukaan|kannatta|vastusta|utlåtande|enligt|anser|according|statement", re.IGNORECASE
    ),
    Kind.DECISION: re.compile(r"päätö|päätti|hallitu|beslut|decision", re.IGNORECASE),
    Kind.RESEARCH: re.compile(r"selvity|tutkimu|tilasto|seuranta|utredning|statistik|study|statistics", re.IGNORECASE),
}
"""Words of a question that name a kind of source."""


def _with_before(candidate: Candidate) -> str:
    """The sentence with what stands before it in its passage: "Vastauksen antoi 96 kuntaa." says of whom only there."""
    return candidate.passage.document.text[max(candidate.passage.start, candidate.start - _BEFORE) : candidate.end]


def _states_view(candidate: Candidate) -> bool:
    return stances.of(candidate.text, speaker=candidate.passage.document.body or "") in _STATED


def _share_named(names: Sequence[str], candidate: Candidate) -> float:
    """The share of the question's names that the source's body or title has; 0 where it names nobody."""
    document = candidate.passage.document
    held = f"{document.body or ''} {document.title}"
    return sum(_named(name, held) for name in names) / len(names) if names else 0.0


def _kind_named(question: Question, candidate: Candidate) -> bool:
    kind = candidate.passage.document.kind
    words_of = _KINDS.get(Kind.OTHER_STATEMENT if kind is Kind.OWN_STATEMENT else kind)
    return words_of is not None and words_of.search(question.standalone) is not None


def answer_figures(
    question: Question,
    candidates: Sequence[Candidate],
    best: Sequence[Candidate],
    text: str,
    probabilities: NDArray[np.float64],
    vocabulary: Vocabulary,
) -> NDArray[np.float64]:
    """One row, a column a figure of ANSWER_FIGURES. `text` is what would be quoted, with its headings."""
    grams = frozenset(char_grams(text))
    topic = wanted(question, vocabulary, _spoken(best[0]) if best else Language.FI)
    total = sum(word.weight for word in topic) or 1.0
    missing = [word.weight * (1 - word.covered(grams, vocabulary)) for word in topic]
    # The first choice with what stands before it, from which it may take its topic.
    near = frozenset(char_grams(f"{best[0].context} {_with_before(best[0])}")) if best else frozenset()
    near_missing = [word.weight * (1 - word.covered(near, vocabulary)) for word in topic]
    sims = _similarities(candidates)
    ranked = np.sort(sims)[::-1]
    kind = asked(question.standalone, question.language)
    asked_for = _grams(topic)
    held = held_by(question, kind, candidates)
    nearest_held = max((float(sims[k]) for k in held), default=float(sims.min()))
    columns = {
        "similarity": float(ranked[0]),
        "similarity_gap": float(ranked[0] - ranked[: min(20, len(ranked))].mean()),
        "best_sentence": math.log(max(float(probabilities.max(initial=0)), 1e-6)),
        "cover": _cover(topic, text, vocabulary),
        "word_missing": max(missing, default=0.0) / vocabulary.largest,
        "words_missing": sum(missing) / vocabulary.largest,
        "unknown_words": sum(word.weight for word in topic if not word.known) / total,
        "name_missing": float(len(missing_names(question, text))),
        "number_missing": float(len(missing_numbers(question, text))),
        "held_similarity": nearest_held - float(ranked[0]),
        "held_cover": max((_cover(topic, candidates[k].context, vocabulary) for k in held), default=0.0),
        "unheld": float(not any(k in held for k in np.argsort(-probabilities, kind="stable")[:2])),
        "contact": float(kind is Asked.CONTACT),
        "strict_held": float(kind in _STRICT and len(held) == len(candidates)),
        "heading_fit": max((_heading_fit(c, asked_for, vocabulary) for c in best), default=0.0),
        "focus_unknown": float(_focus_unknown(question, topic)),
        "foreign": float(question.language is not Language.FI),
        "best_three": float(np.sort(probabilities)[-3:].sum()),
        "spread": -float(np.sum(probabilities * np.log(probabilities + 1e-12))),
        "passage_gap": _gap([c.passage_share for c in candidates]),
        "best_similarity": max((c.similarity or 0.0 for c in best[:1]), default=0.0),
        "best_passage": max((c.passage_similarity or 0.0 for c in best[:1]), default=0.0),
        "missing_near": sum(near_missing) / total,
        "word_missing_near": max(near_missing, default=0.0) / vocabulary.largest,
        "passage_cover": max((_cover(topic, passage, vocabulary) for passage in _passages(candidates)), default=0.0),
        "topic_words": float(len(topic)),
    }
    return np.array([[columns[name] for name in ANSWER_FIGURES]])


def _gap(shares: Sequence[float]) -> float:
    """How far the likeliest passage is ahead of the next."""
    told = sorted(set(shares), reverse=True)
    return told[0] - told[1] if len(told) > 1 else 0.0


def _passages(candidates: Sequence[Candidate]) -> Iterable[str]:
    """The words of each passage that candidates stand in, with its headings."""
    held = {c.passage.id: c.passage for c in candidates}
    return (" ".join((*passage.heading, passage.text)) for passage in held.values())


_FOCUS = re.compile(r"^(?:mikä|mitkä|mitä) (?:on|ovat)\b", re.IGNORECASE)


def _focus_unknown(question: Question, topic: Sequence[Wanted]) -> bool:
    """Whether "mikä on X:n Y?" asks for a Y that no source names in any form: its last word is the thing itself."""
    return bool(topic) and _FOCUS.search(question.standalone) is not None and not topic[-1].known


def held_by(question: Question, kind: Asked, candidates: Sequence[Candidate]) -> frozenset[int]:
    """Which candidates hold the kind of thing asked for, in the unit the question names."""
    unit = unit_asked(question.standalone) if kind in (Asked.DURATION, Asked.AMOUNT) else None
    return frozenset(
        k
        for k, candidate in enumerate(candidates)
        if holds(kind, candidate.text) and (unit is None or unit.search(candidate.text))
    )


def asks_for_view(question: Question) -> bool:
    """Whether the question asks what a named body said or thinks."""
    return asks_view(question.standalone) and bool(names_in(question))


def may_answer(question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates that may be quoted at all.

    Where a named body's view is asked for, only what is that body's or names it, and only on the matter asked about: a
    stance is never taken from somebody else or from another matter. A digest's own "not known" answers nothing.
    """
    left = [c for c in candidates if _says_something(c) and not (c.passage.document.digest and _says_unknown(c))]
    if asks_for_view(question):
        names = names_in(question)
        left = [c for c in left if any(_named_here(name, question, c) for name in names)]
        if _MEMO.search(question.standalone):
            left = [c for c in left if _MEMO.search(f"{c.passage.document.title} {c.text}")]
    if question.about:
        named = frozenset(char_grams(question.about))
        left = [c for c in left if _heading_named(c, named)] or left
    kind = asked(question.standalone, question.language)
    if kind in _STRICT or (kind is Asked.AMOUNT and money_asked(question.standalone)):
        # Only a date answers what asks for one; where none is found, the weights judge (a contact or a number: nothing).
        held = held_by(question, kind, left)
        left = [c for k, c in enumerate(left) if k in held] or ([] if kind in (Asked.NUMBER, Asked.CONTACT) else left)
    return tuple(left)


_STRICT = frozenset({Asked.DEADLINE, Asked.DATE, Asked.NUMBER, Asked.CONTACT})
_ADDRESS = re.compile(r"(?:\b(?:Lähde|Lähteet|Källa|Källor|Sources?):\s*)?(?:\S+://\S+|www\.\S+)")


def _says_something(candidate: Candidate) -> bool:
    """Whether anything is left of a sentence without its web addresses and the word that calls them its source."""
    return bool(words(_ADDRESS.sub(" ", candidate.text)))


def names_the_thing(question: Question, candidates: Sequence[Candidate]) -> bool:
    """Whether a thing to be explained heads everything that may be quoted, so that there is no doubt left to weigh."""
    named = frozenset(char_grams(question.about))
    return bool(named) and bool(candidates) and all(_heading_named(c, named) for c in candidates)


def _heading_named(candidate: Candidate, named: frozenset[str]) -> bool:
    """Whether the innermost heading is just the thing, in some form: most of its 4-grams are those of the name."""
    heading = candidate.passage.heading[-1] if candidate.passage.heading else ""
    grams = set(char_grams(_SECTION_SIGN.sub("", heading)))
    return bool(grams) and len(grams & named) >= HEADED * len(grams)


def _heading_fit(candidate: Candidate, asked_for: frozenset[str], vocabulary: Vocabulary) -> float:
    """How much of the innermost heading is what the question asks about: "53 § Valmennus" is all of "valmennus"."""
    heading = candidate.passage.heading[-1] if candidate.passage.heading else ""
    return coverage(char_grams(_SECTION_SIGN.sub("", heading)), asked_for, vocabulary)


_SECTION_SIGN = re.compile(r"^\d+(?: ?[a-z])? §\s*")


def _says_unknown(candidate: Candidate) -> bool:
    """Whether a digest tells its own limits here, rather than what its original says."""
    heading = candidate.passage.heading
    return bool(heading and heading[-1] in LIMITS) or _UNTOLD.search(candidate.text) is not None


def _named_here(name: str, question: Question, candidate: Candidate) -> bool:
    document = candidate.passage.document
    text = f"{document.body or ''} {document.title} {candidate.text}"
    return any(_named(way, text) for way in (name, *words(in_finnish(name, question.language))))


_MEMO = re.compile(r"(?:arvio)?muistio|promemoria|\bmemo", re.IGNORECASE)
_UNTOLD = re.compile(r"\bei (?:ole|olla) (?:\w+ ){0,3}tiedossa\b|\bei tiedetä\b|\bei tunneta\b", re.IGNORECASE)


def _similarities(candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    return np.array([c.similarity or 0.0 for c in candidates], dtype=np.float64)


_NAME = re.compile(r"(?<=[^\s.?!:] )[A-ZÅÄÖ][\w-]+|\b[A-ZÅÄÖ]{2,}\b")
_NUMBER = re.compile(r"\b\d+/\d{4}\b|\b(?:19|20)\d\d\b")
_NOW = re.compile(
    r"\b(?:viime|tänä|ensi|kuluvana) (?:vuon|vuot)\w+|\btällä hetkellä\b|\bnykyään\b|\b(?:last|this|next) year\b|\bi fjol\b|\bi år\b|\bnästa år\b",
    re.I,
)


def names_in(question: Question) -> list[str]:
    """Names in the question: words with a capital that does not merely begin it."""
    return [name for name in _NAME.findall(question.standalone) if name != "I"]


def _named(name: str, text: str) -> bool:
    beginning = stem(name.casefold())
    return any(word.startswith(beginning) for word in words(text))


def missing_names(question: Question, text: str) -> list[str]:
    """Names in the question of which the text holds no form, unless the list of terms gives them another name."""
    return [
        name
        for name in names_in(question)
        if not any(_named(way, text) for way in (name, *words(in_finnish(name, question.language))))
    ]


def unknown_names(question: Question, vocabulary: Vocabulary) -> list[str]:
    """Names in the question that no source has in any form: what is asked of another town or body is answered by none."""
    return [
        name
        for name in names_in(question)
        if not any(vocabulary.knows(way) for way in (*words(name), *words(in_finnish(name, question.language))))
    ]


def missing_numbers(question: Question, text: str) -> list[str]:
    """Years and numbers of statutes in the question that the text does not hold; "last year" and "now" are such. Other
    numbers are conditions that a source often puts in other words."""
    held = set(_NUMBER.findall(text))
    return [n for n in _NUMBER.findall(question.standalone) if n not in held] + _NOW.findall(question.standalone)
