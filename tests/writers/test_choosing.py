"""Choosing what is quoted: whole short lists, items with their opening, limits, no overlaps, the same every time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts2 import CARD, FEE, SHORT_LIST, asked, document, evidence, passage, vocabulary

from assistant.types import Candidate, Kind, Passage
from assistant.writers.choosing import (
    CHARACTERS,
    MOST,
    QUOTES,
    WHOLE_LIST,
    WHOLE_LIST_NARROW,
    Group,
    choose,
    grouped,
    spans_of,
    whole_list,
    worth_quoting,
)
from assistant.writers.scoring import models

LONG_ITEMS = [
    f"{k}) luetteloon merkitään laiturin numero {k} ja sen kunto {'hyvin tarkasti ' * 12}" for k in range(1, 6)
]
LONG_LIST = "Laiturin hoitajan tehtävät ovat: " + "; ".join(LONG_ITEMS[:-1]) + "; ja " + LONG_ITEMS[-1].strip() + "."


def candidates_of(*passages: Passage) -> tuple[Candidate, ...]:
    """The sentences of passages, as a search would give them."""
    return evidence(asked("Mitä?"), passages).candidates


def shown(candidate: Candidate) -> list[str]:
    """The words that would be quoted for a candidate."""
    text = candidate.passage.document.text
    return [text[start:end] for start, end in spans_of(candidate)]


def group(held: Passage, spans: Sequence[tuple[int, int]], probability: float) -> Group:
    """A group as choosing makes them."""
    return Group(passage=held, spans=tuple(spans), candidates=(), probability=probability)


def test_a_sentence_is_quoted_alone() -> None:
    """Outside lists a candidate's own words are quoted."""
    assert [shown(c) for c in candidates_of(passage(f"{CARD} {FEE}"))] == [[CARD], [FEE]]


def test_a_short_list_is_quoted_whole() -> None:
    """Whichever of its items answers, the whole list is one group, with its opening."""
    held = candidates_of(passage(SHORT_LIST))
    assert len(held) == 4
    assert [shown(c) for c in held] == [[SHORT_LIST]] * 4
    (only,) = grouped(held, np.full(4, 0.25))
    assert only.probability == pytest.approx(1)
    assert [q.text for q in only.quotes] == [SHORT_LIST]


def test_a_short_list_of_paragraphs_is_quoted_whole() -> None:
    """Items that are paragraphs of their own, as readers of files give them, make one list all the same."""
    text = SHORT_LIST.replace(": 1)", ":\n\n1)").replace("; 2)", ";\n\n2)").replace("ja 3)", "ja\n\n3)")
    assert text.count("\n\n") == 3
    assert [shown(c) for c in candidates_of(passage(text))] == [[text]] * 4


def test_an_item_of_a_long_list_is_quoted_with_its_opening() -> None:
    """The opening and the item, each verbatim, without what leads to the next item."""
    assert len(LONG_LIST) > WHOLE_LIST
    held = candidates_of(passage(LONG_LIST))
    opening, *items = held
    assert opening.opens_list
    for at, item in enumerate(items):
        lead, own = shown(item)
        assert lead == "Laiturin hoitajan tehtävät ovat:"
        assert own.startswith(LONG_ITEMS[at].strip()[:40])
        assert not own.rstrip().endswith((";", " ja", ","))


def test_the_opening_of_a_long_list_is_not_quoted_without_it() -> None:
    """Words that open a list say nothing alone: the list comes with them."""
    assert shown(candidates_of(passage(LONG_LIST))[0]) == [LONG_LIST]


def test_a_list_is_quoted_by_item_where_a_figure_is_asked_for() -> None:
    """A question that one figure answers gets the item with its opening; another gets the same list whole."""
    text = SHORT_LIST.replace(
        "reitin kunto", "reitin kunto, sillat, portaat, opasteet, nuotiopaikat ja kaikki laiturit"
    )
    text = text.replace("ensiapuvälineistä", "ensiapuvälineistä ja siitä, että ryhmällä on mukana vettä ja karttoja")
    text = text.replace("sään vaikutuksesta", "sään vaikutuksesta viimeistään 24 tuntia ennen lähtöaikaa satamasta")
    assert WHOLE_LIST_NARROW < len(text) <= WHOLE_LIST
    item = candidates_of(passage(text))[2]
    narrow, wide = asked("Kuinka monta tuntia ennen lähtöä säästä kerrotaan?"), asked("Mitkä ovat oppaan tehtävät?")
    source = item.passage.document.text
    assert [source[a:b] for a, b in spans_of(item, whole_list(wide))] == [text]
    lead, own = (source[a:b] for a, b in spans_of(item, whole_list(narrow)))
    assert lead == "Retkioppaan on ennen lähtöä:"
    assert own.startswith("2) kerrottava")
    assert own.endswith("satamasta")


@pytest.mark.parametrize("tail", [";", ",", "; ja", "; tai", " sekä", ", taikka", "; och", "; and", "; ja  "])
def test_what_leads_to_the_next_item_is_not_quoted(tail: str) -> None:
    """The mark or the conjunction at an item's end is left out; the words before it stay whole."""
    held = passage(f"tarkastettava reitin kunto{tail}")
    whole = Candidate(
        passage=held,
        start=0,
        end=held.end,
        lead=None,
        list_end=0,
        context="",
        rank=0,
        position=0,
        similarity=None,
        passage_similarity=None,
    )
    assert shown(whole) == ["tarkastettava reitin kunto"]


def test_words_that_only_look_like_a_tail_stay() -> None:
    """A word that ends in "ja" is no conjunction."""
    assert shown(candidates_of(passage("Reitin hoitaja"))[0]) == ["Reitin hoitaja"]


def test_the_likeliest_group_comes_first_and_ties_keep_their_order() -> None:
    """Order is by probability, then by the order of the evidence."""
    held = candidates_of(passage(f"{CARD} {FEE} Reitti on auki."))
    ranked = grouped(held, np.array([0.2, 0.6, 0.2]))
    assert [g.quotes[0].text for g in ranked] == [FEE, CARD, "Reitti on auki."]


def test_groups_are_added_until_enough() -> None:
    """A group that is unlikely, or comes after enough has been said, is not quoted."""
    held = passage("x" * 1_000)
    spans = [(100 * k, 100 * k + 50) for k in range(6)]
    sure = [group(held, [spans[0]], 0.9), group(held, [spans[1]], 0.08)]
    assert len(worth_quoting(sure)) == 1
    unsure = [group(held, [spans[k]], p) for k, p in enumerate([0.4, 0.3, 0.03, 0.02])]
    assert len(worth_quoting(unsure)) == 2
    assert worth_quoting([]) == ()


def test_six_quotes_are_the_most() -> None:
    """Four items, each quoted with the opening of its list, would be eight quotes: three of them are taken."""
    held = passage("x" * 5_000)
    pairs = [group(held, [(k * 600, k * 600 + 50), (k * 600 + 100, k * 600 + 150)], 0.2) for k in range(4)]
    assert worth_quoting(pairs) == tuple(pairs[:3])


def test_parts_of_a_question_share_the_length() -> None:
    """With a third of the quotes left, no more than that many are taken, and a third of the characters."""
    held = passage("x" * 5_000)
    groups = [group(held, [(k * 600, k * 600 + 300)], 0.2) for k in range(5)]
    assert len(worth_quoting(groups, QUOTES // 3)) == 2
    longer = [group(held, [(k * 600, k * 600 + 500)], 0.2) for k in range(5)]
    assert len(worth_quoting(longer, QUOTES // 3)) == 1


def test_one_long_group_is_quoted_though_over_the_limit() -> None:
    """The likeliest group is quoted even when it alone is longer than the limit, and then alone."""
    held = passage("x" * 5_000)
    long_one, short_one = group(held, [(0, CHARACTERS + 500)], 0.5), group(held, [(4_000, 4_100)], 0.4)
    assert worth_quoting([long_one, short_one]) == (long_one,)


def test_a_group_too_long_gives_way_to_the_next() -> None:
    """One that does not fit is passed over; a shorter one after it still comes along."""
    held = passage("x" * 6_000)
    groups = [group(held, [(0, 1_500)], 0.4), group(held, [(2_000, 3_000)], 0.3), group(held, [(4_000, 4_200)], 0.2)]
    assert worth_quoting(groups) == (groups[0], groups[2])


def test_quotes_of_one_place_stand_together_in_the_order_of_the_text() -> None:
    """Passages come by their best group; within one, the text's own order rules."""
    one, two = passage("a" * 300), passage("b" * 300)
    groups = [group(one, [(200, 250)], 0.3), group(two, [(0, 50)], 0.25), group(one, [(0, 50)], 0.2)]
    assert worth_quoting(groups) == (groups[2], groups[0], groups[1])


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.lists(st.tuples(st.integers(0, 3_000), st.integers(1, 2_500)), min_size=1, max_size=3),
            st.floats(0, 1),
        ),
        max_size=12,
    )
)
def test_the_limits_hold_for_any_groups(drawn: list[tuple[int, list[tuple[int, int]], float]]) -> None:
    """Never more than four groups, six quotes or 2,000 characters (the first group aside), and no words twice."""
    places = [passage("a" * 6_000), passage("b" * 6_000)]
    made = [group(places[at], [(a, a + n) for a, n in spans], p) for at, spans, p in drawn]
    made.sort(key=lambda g: -g.probability)
    taken = worth_quoting(made)
    assert len(taken) <= MOST
    assert bool(taken) == bool(made)
    if len(taken) > 1:
        assert sum(len(g.spans) for g in taken) <= 6
        assert sum(g.length for g in taken) <= 2_000
    ours = [(g.passage.id, k, a, b) for k, g in enumerate(taken) for a, b in g.spans]
    for place, k, a, b in ours:
        assert not any(p == place and j != k and a < d and c < b for p, j, c, d in ours)


def test_choosing_is_deterministic_and_shares_sum_to_one() -> None:
    """The same evidence gives the same choice, whose groups hold all of the probability."""
    held = [passage(f"{CARD} {FEE}", ("3 § Retkikortti",)), passage(SHORT_LIST, ("6 § Opas",)), passage(LONG_LIST)]
    found, words = evidence(asked("Kuinka kauan retkikortti on voimassa?"), held), vocabulary(held)
    first, again = (choose(found, words, models("lexical")) for _ in range(2))
    assert first == again
    assert sum(g.probability for g in first.groups) == pytest.approx(1)
    assert first.groups[0].quotes[0].text == CARD
    assert 0 <= first.answerable <= 1


def test_no_evidence_answers_nothing() -> None:
    """Without candidates there is no group and no likelihood."""
    choice = choose(evidence(asked("Kuinka kauan?"), []), vocabulary([]), models("lexical"))
    assert (choice.groups, choice.answerable) == ((), 0.0)


def test_another_body_s_view_is_no_evidence() -> None:
    """A view asked of a body that the sources do not hold leaves nothing to choose from."""
    held = passage(
        document("Liitto kannattaa maksua.", kind=Kind.OTHER_STATEMENT, body="Kylien liitto", title="Lausunto")
    )
    choice = choose(
        evidence(asked("Mitä Majakkaseura lausui maksusta?"), [held]), vocabulary([held]), models("lexical")
    )
    assert (choice.groups, choice.answerable) == ((), 0.0)
