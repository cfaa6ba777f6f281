"""The one numbering of sources: chat, draft, annex and command line all number from here.

A source is a place one can be sent to: a document's section (its heading path), or a page where a document has no
headings. Numbers begin at 1 and follow the order in which the places are first quoted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import Claim, Document, Quote

Place = tuple[str, tuple[str, ...], int | None]


def place(quote: Quote) -> Place:
    """What makes two quotes share a number."""
    heading = quote.passage.heading
    return quote.passage.document.id, heading, None if heading else quote.page


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One numbered place with every quote taken from it, in order and without repeats."""

    n: int
    document: Document
    heading: tuple[str, ...]
    page: int | None
    quotes: tuple[Quote, ...]


def number(claims: Iterable[Claim]) -> tuple[Source, ...]:
    """The numbered sources of a run of claims, by number."""
    places: dict[Place, dict[Quote, None]] = {}
    for claim in claims:
        for quote in claim.quotes:
            places.setdefault(place(quote), {})[quote] = None
    return tuple(
        Source(
            n=n,
            document=quotes[0].passage.document,
            heading=quotes[0].passage.heading,
            page=quotes[0].page,
            quotes=quotes,
        )
        for n, quotes in enumerate((tuple(held) for held in places.values()), start=1)
    )


def number_of(quote: Quote, sources: Iterable[Source]) -> int:
    """The number of the source that holds the quote. Raises KeyError when none does."""
    wanted = place(quote)
    for source in sources:
        if place(source.quotes[0]) == wanted:
            return source.n
    raise KeyError(quote)
