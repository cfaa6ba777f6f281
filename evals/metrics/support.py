"""What a sentence of a response rests on: its cited places, the user's own words, and which of its words are quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assistant.text.facts import Fact, FactKind, Placed, held, spans
from assistant.text.quotes import fold
from assistant.text.style import count_words, outside_quotations, quotations
from assistant.types import Origin
from evals.metrics.base import abstained
from evals.metrics.spans import shown
from evals.types import Place, Response, Sample, Sentence

QUOTED_WORDS = 4
"""Words in quotation marks from which they are taken for a quote and not for a term."""

_CUT = re.compile(r"\s?(?:…|\[…\]|\[\.\.\.\]|\.\.\.)\s?")
_BLANK = "\x00"


def cited(sentence: Sentence, response: Response) -> tuple[Place, ...]:
    """The places that a sentence's citations resolve to; what does not resolve is left out."""
    return tuple(
        response.references[at]
        for at in sentence.citations
        if 0 <= at < len(response.references) and exists(response.references[at])
    )


def exists(place: Place) -> bool:
    """Whether a reference names a document and a stretch of it that has words."""
    return bool(place.document and place.text.strip() and 0 <= place.start < place.end and place.page != 0)


def own_words(sample: Sample, response: Response) -> tuple[str, ...]:
    """The user's own words that a sentence may repeat: the question, a draft's wishes, facts and proposal, parts not found."""
    task = sample.task
    facts = (text for fact in task.facts for text in fact)
    told = (sample.input, response.known, task.wishes, task.proposal, task.body, *facts, *response.missing)
    return tuple(text for text in told if text)


# Words in quotation marks


def quoted(sentence: Sentence, places: Iterable[Place]) -> Iterator[tuple[str, bool]]:
    """Each quote of a sentence and whether it is verbatim as a cited place's whole words; the others are told as False and are
    still to be looked for. A place shown whole is taken first, as its words may hold quotation marks themselves."""
    rest = fold(sentence.text)
    for words in sorted({shown(place.text) for place in places}, key=len, reverse=True):
        for _ in range(rest.count(f'"{words}"')):
            yield words, True
        rest = rest.replace(f'"{words}"', f'"{_BLANK}"')
    for words in quotations(rest):
        if count_words(words) >= QUOTED_WORDS:
            yield words, False


def stands(words: str, source: str) -> bool:
    """Whether quoted words stand in a source; where they are cut by `…`, the parts in their order."""
    held_words = shown(source)
    at = 0
    for part in (part.strip(" .,;:") for part in _CUT.split(fold(words))):
        found = held_words.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def frame(sentence: Sentence, places: Iterable[Place]) -> str:
    """A sentence's own words: what it quotes is blanked."""
    text = fold(sentence.text)
    for words in sorted({shown(place.text) for place in places}, key=len, reverse=True):
        text = text.replace(f'"{words}"', f'"{_BLANK}"')
    return outside_quotations(text).replace(_BLANK, " ")


# Numbers, dates, sections


@lru_cache(maxsize=16384)
def facts_of(text: str) -> frozenset[Fact]:
    """The tokens of a support; numbers of a list count there."""
    return frozenset(placed.fact for placed in spans(text, listed=False))


def failures(sample: Sample, response: Response) -> Iterator[tuple[Sentence, Placed, bool]]:
    """Each token of a response with its sentence and whether something holds it.

    A token passes if a place that its own sentence cites holds it, in its words or in what is known of where it stands, or if
    the user's own words do. Fixed wording (FORM) cites nothing and speaks of the whole answer: any reference will do for it; in a
    response that abstains it tells what was searched, and is left out.
    """
    own = own_words(sample, response)
    for sentence in response.sentences:
        form = sentence.origin is Origin.FORM
        if form and abstained(response):
            continue
        places = response.references if form else cited(sentence, response)
        supports = [facts_of(text) for place in places for text in (place.text, place.source) if text]
        supports.extend(facts_of(text) for text in own)
        supports.append(
            frozenset(Fact(kind=FactKind.PAGE, value=str(place.page)) for place in places if place.page is not None)
        )
        for placed in spans(sentence.text):
            yield sentence, placed, any(held(placed.fact, support) for support in supports)
