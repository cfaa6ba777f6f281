"""How much of a gold quote stretches of documents cover.

Both are compared in the product's one way of writing (`assistant.text.quotes.fold`), by their words and document, so that a run
is scored without its library and any cutting of passages will do.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assistant.text.quotes import fold, tidy
from evals.types import Gold, Place

EDGE = 20
"""Characters of a quote that must stand at the edge of a stretch for the two to overlap there; fewer are alike by chance."""

_folded = lru_cache(maxsize=16384)(fold)
Span = tuple[int, int]


def coverage(gold: Gold, places: Iterable[Place]) -> float:
    """The share of the quote's characters that the places hold together, 0 to 1."""
    length = len(_folded(gold.quote))
    spans = sorted(span for place in places if (span := overlap(gold, place)))
    covered, reached = 0, 0
    for start, end in spans:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered / length if length else 0.0


def overlap(gold: Gold, place: Place) -> Span | None:
    """Which characters of the folded quote the place holds, None where the two do not meet.

    Where the quote names a section and the place says where it stands, that must hold the section.
    """
    if gold.document != place.document or not _in_section(gold, place):
        return None
    return _overlap(_folded(gold.quote), _folded(place.text))


def _in_section(gold: Gold, place: Place) -> bool:
    return not (gold.section and place.source) or _folded(gold.section) in _folded(place.source + "\n" + place.text)


@lru_cache(maxsize=65536)
def _overlap(quote: str, text: str) -> Span | None:
    if not quote or not text:
        return None
    if quote in text:
        return 0, len(quote)
    at = quote.find(text)
    if at >= 0:
        return at, at + len(text)
    longest = min(len(quote), len(text))
    for size in range(longest - 1, EDGE - 1, -1):
        if text.endswith(quote[:size]):
            return 0, size
        if text.startswith(quote[-size:]):
            return len(quote) - size, len(quote)
    return None


def shown(text: str) -> str:
    """A source's words as a sentence shows them, in the one way of writing."""
    return _folded(tidy(text))
