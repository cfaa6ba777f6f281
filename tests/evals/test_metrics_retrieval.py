"""The search's figures, worked out by hand."""

from __future__ import annotations

import math

import pytest
from made_values import GOLD, gold, measured, place, ranked, response, sample

from evals.metrics.retrieval import grade, qrels, trec_qrels, trec_run
from evals.metrics.spans import coverage
from evals.types import CaseKind

TEN = "0123456789"
LONG = "Ensimmäinen puolisko kertoo korvauksesta. Toinen puolisko kertoo ajasta."
NOTHING = place("Muuta asiaa.", start=900)


def test_coverage_joins_pieces_and_counts_none_twice() -> None:
    """Two overlapping stretches cover what they hold together; words of another document cover nothing."""
    quote = gold(LONG)
    assert coverage(quote, [place(f"Alku. {LONG} Loppu.")]) == 1
    assert coverage(quote, [place(LONG[:40])]) == pytest.approx(40 / len(LONG))
    assert coverage(quote, [place(LONG[:40]), place(LONG[20:50])]) == pytest.approx(50 / len(LONG))
    assert coverage(quote, [place(LONG, document="toinen")]) == 0


def test_coverage_at_the_edges_of_a_passage() -> None:
    """A quote that goes over the end of a passage is covered by what stands there, and chance letters are not."""
    assert coverage(gold(LONG), [place("Alkua. " + LONG[:41])]) == pytest.approx(41 / len(LONG))
    assert coverage(gold(LONG), [place(LONG[-30:] + " Jatkoa.")]) == pytest.approx(30 / len(LONG))
    assert coverage(gold(LONG), [place("Jokin muu asia. E")]) == 0


def test_coverage_ignores_how_it_is_written() -> None:
    """Line breaks, dashes and quotation marks are one way of writing; case is not."""
    quote = gold('Laki "tulee" voimaan 1–2 vuoden kuluttua.')
    assert coverage(quote, [place("Laki ”tulee”\nvoimaan 1-2 vuoden  kuluttua.")]) == 1
    assert coverage(quote, [place("LAKI ”tulee” voimaan 1-2 vuoden kuluttua.")]) == 0


def test_a_section_tells_two_places_apart() -> None:
    """Words that stand twice are gold in the named section alone."""
    quote = gold(section="5 § Korvaus")
    assert coverage(quote, [place(source="Laki\n5 § Korvaus")]) == 1
    assert coverage(quote, [place(source="Laki\n6 § Maksu")]) == 0


def test_grades() -> None:
    """2 for a quote held whole, 1 for half of it, 0 for less."""
    quote = gold(LONG)
    assert grade(place(f"x {LONG} y"), [quote]) == 2
    assert grade(place(LONG[:41]), [quote]) == 1
    assert grade(place(LONG[:30]), [quote]) == 0


def test_a_missed_quote_is_in_the_ideal() -> None:
    """A quote that no passage holds whole is judged beside the ranked ones; a found one is not judged twice."""
    found, missed = gold(LONG), gold(GOLD)
    assert qrels([found, missed], ranked(place(LONG))) == {f"laki#0-{len(LONG)}": 2, "gold:1": 2}


def test_ndcg_by_hand() -> None:
    """Two quotes, one found whole at rank 2: 2/log2(3) of the ideal 2 + 2/log2(3)."""
    asked = sample(gold=(gold(LONG), gold(GOLD)))
    given = response(ranked=ranked(NOTHING, place(LONG)))
    gain = 2 / math.log2(3)
    assert measured("ndcg_10", asked, given) == {"a": (pytest.approx(gain / (2 + gain)), 1)}
    assert measured("rr_10", asked, given) == {"a": (0.5, 1)}
    assert measured("success_1", asked, given) == {"a": (0, 1)}
    assert measured("success_5", asked, given) == {"a": (1, 1)}


def test_ndcg_of_half_a_quote_does_not_reach_the_ideal() -> None:
    """Half of the only quote at rank 1: gain 1 of the ideal 2 + 1/log2(3)."""
    found = measured("ndcg_10", sample(gold=(gold(LONG),)), response(ranked=ranked(place(LONG[:41]))))
    assert found == {"a": (pytest.approx(1 / (2 + 1 / math.log2(3))), 1)}


def test_perfect_search() -> None:
    """Every quote first: all figures are 1."""
    asked, given = sample(gold=(gold(LONG),)), response(ranked=ranked(place(LONG), NOTHING))
    for name in ("span_recall_5", "span_recall_1", "span_recall_4000", "ndcg_10", "rr_10", "success_1", "success_5"):
        ((hit, of),) = measured(name, asked, given).values()
        assert hit / of == pytest.approx(1), name


def test_span_recall_takes_the_top_together() -> None:
    """A quote split over ranks 1 and 6 is half covered at 5; one of two quotes is 1 of 2."""
    asked = sample(gold=(gold(LONG), gold(GOLD)))
    rest = [place(f"Muuta {at}.", start=900 + at) for at in range(4)]
    given = response(ranked=ranked(place(LONG[:30]), *rest, place(LONG[30:])))
    assert measured("span_recall_5", asked, given) == {"a": (0, 2)}
    given = response(ranked=ranked(place(LONG[:30]), place(LONG[30:])))
    assert measured("span_recall_5", asked, given) == {"a": (1, 2)}
    assert measured("span_recall_1", asked, given) == {"a": (0, 2)}


def test_the_budget_cuts_the_passage_where_it_ends() -> None:
    """A quote that stands after 4,000 characters is not within the budget, whatever the passages' size."""
    early, late = "x" * 3000 + " " + LONG, "x" * 3999 + " " + LONG
    asked = sample(gold=(gold(LONG),))
    assert measured("span_recall_4000", asked, response(ranked=ranked(place(early)))) == {"a": (1, 1)}
    assert measured("span_recall_4000", asked, response(ranked=ranked(place(late)))) == {"a": (0, 1)}


def test_questions_without_gold_are_not_measured() -> None:
    """An unanswerable question has nothing to find, and a draft is no search."""
    assert measured("ndcg_10", sample(kind=CaseKind.UNANSWERABLE, answerable=False), response()) == {}
    assert measured("ndcg_10", sample(kind=CaseKind.DRAFT, gold=(gold(),)), response()) == {}


def test_missing_output_finds_nothing() -> None:
    """No response and nothing ranked are both 0."""
    asked = sample(gold=(gold(),))
    assert measured("ndcg_10", asked) == {"a": (0, 1)}
    assert measured("ndcg_10", asked, response()) == {"a": (0, 1)}


def test_trec_files() -> None:
    """A run's lines have rank and falling score; judgements name what was missed, for a sample without a response too."""
    asked = (sample(gold=(gold(LONG),)), sample("b", gold=(gold(),)))
    given = response(ranked=ranked(NOTHING, place(LONG)))
    size = len(LONG)
    assert list(trec_run(asked, [given], "ajo")) == ["a Q0 laki#900-912 1 2 ajo", f"a Q0 laki#0-{size} 2 1 ajo"]
    assert list(trec_qrels(asked, [given])) == ["a 0 laki#900-912 0", f"a 0 laki#0-{size} 2", "b 0 gold:0 2"]
