"""Nuggets: the things that a good answer says, found by lemmas (TREC's nuggets without a model to assign them).

A list of lemmas is told when all of them, or compounds with them, stand in one sentence and no `none_of` list does there; half of
them is partial. A clause with "ei" or "ilman" tells only what a list that names that word says: of such a list one further word must
stand in the clause of its negation, the others anywhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.facts import held, tokens
from assistant.text.finnish import sentences
from assistant.types import Origin
from evals.metrics.base import Kind, Metric, Parts, abstained, one
from evals.metrics.lemmas import matches, negation, words_of
from evals.metrics.support import facts_of
from evals.types import CaseKind, Importance, Nugget, Response, Sample

# Clauses begin at commas and at words that join them; "ettei" and "eikä" begin a clause that they negate.
_CLAUSE = re.compile(
    r"\s*[,;:–—]\s+|(?<=\s)(?=(?:että|ettei\w*|jottei\w*|eikä|eivätkä|mutta|vaikka|koska|vaan|men|utan|att|eftersom|fastän|but|because|although)\b)",
    re.IGNORECASE,
)
# "ei vain" says both, and negates nothing.
_NOT_ONLY = re.compile(
    r"\b(?:ei|eivät|emme|inte|not)\s+(?:vain|ainoastaan|pelkästään|yksin(?:omaan)?|bara|endast|enbart|only|just|merely)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    text: str
    words: tuple[str, ...]
    negations: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """One sentence by its clauses, which have their text for numbers and dates that are written in several words."""

    clauses: tuple[_Clause, ...]


def support(nugget: Nugget, text: str) -> float:
    """1 where a text tells the nugget, .5 where at least half of one list's lemmas stand in a sentence, else 0."""
    best = 0.0
    for said in _read(text):
        if any(_share(words, said) >= 1 for words in nugget.none_of):
            continue
        best = max((best, *(_share(words, said) for words in nugget.any_of)))
    return 1.0 if best >= 1 else 0.5 if best >= 0.5 else 0.0


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[_Said, ...]:
    """The sentences of a text; an item of a list has the words that open the list before it."""
    out = []
    for found in sentences(text):
        lead = text[slice(*found.lead)] + " " if found.lead else ""
        out.append(_said(lead + text[found.start : found.end]))
    return tuple(out)


def _said(sentence: str) -> _Said:
    clauses: list[_Clause] = []
    for clause in _clauses(_NOT_ONLY.sub(" ", sentence)):
        words = tuple(words_of(clause))
        if words[:1] == ("utan",) and clauses and "ei" in clauses[-1].negations:  # "inte … utan …": but
            words = words[1:]
        clauses.append(_Clause(text=clause, words=words, negations=frozenset(filter(None, map(negation, words)))))
    return _Said(clauses=tuple(clauses))


def _clauses(sentence: str) -> Iterator[str]:
    yield from (clause for clause in _CLAUSE.split(sentence) if clause.strip())


@lru_cache(maxsize=65536)
def _share(lemmas: tuple[str, ...], said: _Said) -> float:
    """The share of a list's lemmas that a sentence has where they count."""
    wanted = [lemma.casefold() for lemma in lemmas]
    if not wanted:
        return 0.0
    named = frozenset(filter(None, map(negation, wanted)))
    open_clauses = [clause for clause in said.clauses if clause.negations <= named]
    if named and not _negated(wanted, named, open_clauses):
        return 0.0
    there = [word for clause in open_clauses for word in clause.words]
    whole = "; ".join(clause.text for clause in open_clauses)
    return sum(_stands(lemma, there, whole) for lemma in wanted) / len(wanted)


def _negated(wanted: Sequence[str], named: frozenset[str], clauses: Sequence[_Clause]) -> bool:
    """Whether some clause has the list's negation and one further word of the list, if it has any."""
    others = [lemma for lemma in wanted if not negation(lemma)]
    return any(
        clause.negations >= named and (not others or any(_stands(one_of, clause.words, "") for one_of in others))
        for clause in clauses
    )


def _stands(lemma: str, there: Sequence[str], whole: str) -> bool:
    """Whether a lemma stands among words; several in one string all must, or be the same number or date."""
    single = words_of(lemma)
    if single and all(any(matches(part, word) for word in there) for part in single):
        return True
    if not whole or not any(char.isdigit() for char in lemma):
        return False
    wanted = tokens(lemma)
    return bool(wanted) and all(held(fact, facts_of(whole)) for fact in wanted)


def told(sample: Sample, response: Response) -> str:
    """The text that nuggets are looked for in: nothing where the product abstains, and fixed wording in drafts alone, as it
    repeats the question elsewhere."""
    if abstained(response):
        return ""
    kept = (
        sentence.text
        for sentence in response.sentences
        if sample.kind is CaseKind.DRAFT or sentence.origin is not Origin.FORM
    )
    return "\n\n".join(kept)


def supported(sample: Sample, response: Response) -> tuple[tuple[Nugget, float], ...]:
    """Each nugget of a sample with how far the response tells it: 1, .5 or 0."""
    text = told(sample, response)
    return tuple((nugget, support(nugget, text)) for nugget in sample.nuggets)


def vital(sample: Sample, response: Response) -> tuple[Parts, ...]:
    """Vital nuggets told in full ÷ vital nuggets."""
    found = [share for nugget, share in supported(sample, response) if nugget.importance is Importance.VITAL]
    return one(sum(share >= 1 for share in found), len(found))


def _all(sample: Sample, response: Response) -> tuple[Parts, ...]:
    found = [share for _, share in supported(sample, response)]
    return one(sum(share >= 1 for share in found), len(found))


def _partial(sample: Sample, response: Response) -> tuple[Parts, ...]:
    found = [share for _, share in supported(sample, response)]
    return one(sum(found), len(found))


def _has_vital(sample: Sample) -> bool:
    return sample.answerable and any(nugget.importance is Importance.VITAL for nugget in sample.nuggets)


def _has_any(sample: Sample) -> bool:
    return sample.answerable and bool(sample.nuggets)


_TREC = "TREC RAG / nuggetizer (Pradeep ym. 2024), lemmaluettelot mallin sijasta; kysymysten keskiarvo"
METRICS = (
    Metric(
        name="nuggets_vital",
        reference=f"Kokonaan kerrotut olennaiset asiat ÷ olennaiset asiat; {_TREC}",
        applies=_has_vital,
        measure=vital,
        kind=Kind.MEAN,
    ),
    Metric(
        name="nuggets_all",
        reference=f"Kokonaan kerrotut asiat ÷ kaikki asiat; {_TREC}",
        applies=_has_any,
        measure=_all,
        kind=Kind.MEAN,
    ),
    Metric(
        name="nuggets_partial",
        reference=f"Kuten kaikki asiat, mutta vähintään puolet luettelosta on 0,5; {_TREC}",
        applies=_has_any,
        measure=_partial,
        kind=Kind.MEAN,
    ),
)
