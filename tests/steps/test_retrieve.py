"""Retrieving evidence from a library: what is found, its sentences, and their likeness to the question."""

from __future__ import annotations

import math

from texts2 import ACT, asked

from assistant.library.library import Library
from assistant.steps.retrieve import PASSAGES, retrieve
from assistant.types import Filter, Kind

EVERYTHING = Filter()


def test_the_right_place_is_found_first(library: Library) -> None:
    """The passage that answers comes first, whether or not vectors help; what was searched is counted."""
    held = retrieve(library, asked("Paljonko leirimaksu on yöltä?"), EVERYTHING)
    first = held.hits[0].passage
    assert (first.document.title, first.heading) == (ACT, ("5 § Leirimaksu",))
    assert held.documents == 5


def test_candidates_are_the_sentences_of_the_hits(library: Library) -> None:
    """Every sentence of every hit is a candidate, in order, inside its passage, and carries its headings."""
    held = retrieve(library, asked("Paljonko leirimaksu on yöltä?"), EVERYTHING)
    assert len(held.hits) <= PASSAGES
    assert len({hit.passage.id for hit in held.hits}) == len(held.hits)
    for candidate in held.candidates:
        inside = candidate.passage
        assert held.hits[candidate.rank].passage == inside
        assert inside.start <= candidate.start < candidate.end <= inside.end
        assert candidate.text in candidate.context
        assert all(step in candidate.context for step in inside.heading)
    places = [(c.rank, c.position) for c in held.candidates]
    assert places == sorted(set(places))
    assert {c.rank for c in held.candidates} == set(range(len(held.hits)))


def test_likeness_is_a_cosine_where_there_are_vectors(library: Library) -> None:
    """With an embedder every candidate has two cosines, without one none has any."""
    held = retrieve(library, asked("Paljonko leirimaksu on yöltä?"), EVERYTHING)
    by_words = library.status().index.embedder == "lexical"
    for candidate in held.candidates:
        values = (candidate.similarity, candidate.passage_similarity)
        if by_words:
            assert values == (None, None)
        else:
            assert all(value is not None and math.isfinite(value) and abs(value) <= 1.0001 for value in values)


def test_an_item_of_a_list_knows_its_opening(library: Library) -> None:
    """A list whose items are paragraphs of their own is one list: each item knows its opening and its end."""
    held = retrieve(library, asked("Mitä retkioppaan on tehtävä ennen lähtöä?"), EVERYTHING)
    items = [c for c in held.candidates if c.passage.heading == ("6 § Retkioppaan tehtävät",)]
    opening, *rest = items
    text = opening.passage.document.text
    assert opening.opens_list
    assert len(rest) == 3
    for item in rest:
        assert item.lead is not None
        assert text[slice(*item.lead)] == "Retkioppaan on ennen lähtöä:"
    assert {text[: item.list_end].endswith("huolehdittava ensiapuvälineistä.") for item in items} == {True}


def test_a_filter_keeps_everything_else_out(library: Library) -> None:
    """Only what the filter admits is found, also when something else fits better."""
    where = Filter(kinds=frozenset({Kind.DECISION}))
    held = retrieve(library, asked("Paljonko leirimaksu on yöltä?"), where)
    assert {hit.passage.document.kind for hit in held.hits} <= {Kind.DECISION}
    nothing = retrieve(library, asked("Paljonko leirimaksu on?"), Filter(documents=frozenset({"ei-ole"})))
    assert (nothing.hits, nothing.candidates) == ((), ())


def test_the_same_question_finds_the_same(library: Library) -> None:
    """Searching is deterministic."""
    question = asked("Kuka päättää venevajojen vuokrauksesta?")
    assert retrieve(library, question, EVERYTHING) == retrieve(library, question, EVERYTHING)
