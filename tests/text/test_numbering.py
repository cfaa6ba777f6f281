"""One number for a place, from 1, in the order of first quoting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.numbering import number, number_of
from assistant.types import Claim, Origin, Page, Passage, Quote

from .made import document, passage, quote

_TEXT = "aa bb cc dd"
_PAGED = document(_TEXT, id="paged", pages=(Page(number=1, start=0, end=6), Page(number=2, start=6, end=11)))
_HEADED = document(_TEXT, id="headed", pages=_PAGED.pages)
PLACES: tuple[Passage, ...] = (
    passage(_PAGED),
    passage(_HEADED, heading=("1 §",)),
    passage(_HEADED, heading=("2 §",)),
    passage(document(_TEXT, id="third")),
)
QUOTES = [quote(held, words) for held in PLACES for words in ("aa", "bb", "cc", "dd")]
# The paged document has two places, the headed one two, the third one.
PLACE_OF = {q: (q.passage.document.id, q.passage.heading, q.start >= 6 and q.passage is PLACES[0]) for q in QUOTES}


def _claims(runs: list[list[Quote]]) -> list[Claim]:
    return [Claim(text="x", origin=Origin.QUOTED if run else Origin.FORM, quotes=tuple(run)) for run in runs]


@given(st.lists(st.lists(st.sampled_from(QUOTES), max_size=4), max_size=6))
def test_numbers_follow_first_quoting(runs: list[list[Quote]]) -> None:
    """Numbers are 1, 2, 3 … by first quoting; two quotes share one just when they share a place."""
    sources = number(_claims(runs))
    flat = [q for run in runs for q in run]
    order = list(dict.fromkeys(PLACE_OF[q] for q in flat))
    assert [source.n for source in sources] == list(range(1, len(order) + 1))
    for q in flat:
        assert order[number_of(q, sources) - 1] == PLACE_OF[q]
    for source in sources:
        assert len(set(source.quotes)) == len(source.quotes)
    assert {q for source in sources for q in source.quotes} == set(flat)


@given(
    st.lists(st.lists(st.sampled_from(QUOTES), max_size=3), max_size=4),
    st.lists(st.lists(st.sampled_from(QUOTES), max_size=3), max_size=4),
)
def test_numbers_stay_when_more_is_said(first: list[list[Quote]], then: list[list[Quote]]) -> None:
    """What was numbered keeps its number when more sentences follow, so streaming and the whole answer agree."""
    early, whole = number(_claims(first)), number(_claims(first + then))
    for run in first:
        for q in run:
            assert number_of(q, early) == number_of(q, whole)


def test_place_is_heading_before_page() -> None:
    """Under a heading the page does not part a place; without headings it does."""
    headed = number(_claims([[quote(PLACES[1], "aa"), quote(PLACES[1], "dd")]]))
    paged = number(_claims([[quote(PLACES[0], "aa"), quote(PLACES[0], "dd")]]))
    assert [(s.n, s.heading, s.page, len(s.quotes)) for s in headed] == [(1, ("1 §",), 1, 2)]
    assert [(s.n, s.page) for s in paged] == [(1, 1), (2, 2)]


def test_unquoted_place_has_no_number() -> None:
    """Asking for the number of what was not quoted is an error, never a wrong number."""
    with pytest.raises(KeyError):
        number_of(QUOTES[0], number(_claims([[QUOTES[-1]]])))
