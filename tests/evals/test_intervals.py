"""Intervals by question, held against scipy's and against figures worked out by hand."""

from __future__ import annotations

import time

import numpy as np
import pytest
from made_values import values
from scipy.stats import bootstrap

from evals.intervals import bca, clopper_pearson, draws, figure, interval, table
from evals.metrics import metric
from evals.types import Value

RNG = np.random.default_rng(7)


def test_mean_of_shares_is_scipys_bca() -> None:
    """The ends of a mean's interval are those of scipy's BCa bootstrap, but for the lot of the draws."""
    shares = RNG.beta(5, 2, 120)
    found = interval(metric("nuggets_vital"), values("nuggets_vital", *shares))
    theirs = bootstrap((shares,), np.mean, n_resamples=10_000, method="BCa", rng=np.random.default_rng(1))
    assert found is not None
    assert found.value == pytest.approx(shares.mean())
    assert found.low == pytest.approx(theirs.confidence_interval.low, abs=0.004)
    assert found.high == pytest.approx(theirs.confidence_interval.high, abs=0.004)


def test_ratio_is_scipys_paired_bca() -> None:
    """A ratio pools hits and counts, and its interval is scipy's with the two paired by question."""
    ofs = RNG.integers(1, 9, 80).astype(float)
    hits = np.array([RNG.binomial(int(of), 0.8) for of in ofs], dtype=float)
    held = [
        Value(sample=f"s{at}", metric="citation_precision", hit=hit, of=of)
        for at, (hit, of) in enumerate(zip(hits, ofs, strict=True))
    ]
    found = interval(metric("citation_precision"), held)
    theirs = bootstrap(
        (hits, ofs),
        lambda hit, of, axis=-1: hit.sum(axis=axis) / of.sum(axis=axis),
        paired=True,
        n_resamples=10_000,
        method="BCa",
        rng=np.random.default_rng(1),
    )
    assert found is not None
    assert found.value == pytest.approx(hits.sum() / ofs.sum())
    assert found.low == pytest.approx(theirs.confidence_interval.low, abs=0.004)
    assert found.high == pytest.approx(theirs.confidence_interval.high, abs=0.004)


def test_equal_values_have_the_exact_interval() -> None:
    """Ten of ten right: the low end solves p^10 = .025, so p = .6915; none of ten is the mirror image."""
    right = interval(metric("coverage"), values("coverage", *[1.0] * 10))
    wrong = interval(metric("coverage"), values("coverage", *[0.0] * 10))
    assert right is not None
    assert wrong is not None
    assert (right.low, right.high) == (pytest.approx(0.025 ** (1 / 10)), 1.0)
    assert (wrong.low, wrong.high) == (0.0, pytest.approx(1 - 0.025 ** (1 / 10)))


def test_ratio_without_failure_counts_questions_as_trials() -> None:
    """Fifty right tokens in two answers are two trials, not fifty: p^2 = .025."""
    found = interval(metric("number_fidelity"), values("number_fidelity", 25, 25, of=25))
    assert found is not None
    assert found.low == pytest.approx(0.025**0.5)


def test_clopper_pearson_is_the_published_figure() -> None:
    """Five of ten: .1871 to .8129 in the tables."""
    assert clopper_pearson(5, 10) == (pytest.approx(0.1871, abs=1e-4), pytest.approx(0.8129, abs=1e-4))


def test_one_question_says_next_to_nothing() -> None:
    """A single right answer shows no more than p = .025; a single half is the middle of a wide interval."""
    right = interval(metric("nuggets_vital"), values("nuggets_vital", 1.0))
    half = interval(metric("nuggets_vital"), values("nuggets_vital", 0.5))
    assert right is not None
    assert half is not None
    assert (right.low, right.high) == (pytest.approx(0.025), 1.0)
    assert half.low < 0.05
    assert half.high > 0.95


def test_nothing_measured_has_no_interval() -> None:
    """Without values there is no figure, rather than a zero."""
    assert interval(metric("coverage"), ()) is None


def test_amounts_that_do_not_vary_are_their_own_interval() -> None:
    """Equal seconds cannot have the interval of a share."""
    found = interval(metric("answer_seconds_p50"), values("answer_seconds_p50", 3.0, 3.0, 3.0))
    assert found is not None
    assert (found.value, found.low, found.high) == (3.0, 3.0, 3.0)


def test_exact_kind_does_not_vary_by_chance() -> None:
    """Nine of ten the same: determinism is that figure, with no interval around it."""
    found = interval(metric("determinism"), values("determinism", *[1.0] * 9, 0.0))
    assert found is not None
    assert (found.value, found.low, found.high) == (0.9, 0.9, 0.9)


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_weighted_quantile_is_numpys_of_the_drawn_amounts(share: float) -> None:
    """The quantile by weights is numpy's of the amounts written out as often as they were drawn."""
    amounts = RNG.gamma(2, 1, 23)
    name = f"answer_seconds_p{share:.0%}".rstrip("%")
    weights = draws(23)[:50]
    found = figure(table(metric(name), values(name, *amounts)), metric(name))(weights)
    expected = [np.quantile(np.repeat(amounts, row.astype(int)), share) for row in weights]
    assert found == pytest.approx(np.array(expected))


def test_macro_is_the_mean_of_the_classes() -> None:
    """Class x has 4 of 4, class y 2 of 6: (1 + 1/3) / 2 = 2/3, whatever the sizes of the classes."""
    held = (
        Value(sample="a", metric="stance_macro_f1/x", hit=4, of=4),
        Value(sample="b", metric="stance_macro_f1/y", hit=2, of=2),
        Value(sample="c", metric="stance_macro_f1/y", hit=0, of=4),
    )
    found = interval(metric("stance_macro_f1"), held)
    assert found is not None
    assert found.value == pytest.approx(2 / 3)
    assert found.low <= found.value <= found.high


def test_draws_are_the_same_each_time_and_whole() -> None:
    """Each resample draws as many questions as there are, and the seed is fixed."""
    first = draws(13).copy()
    draws.cache_clear()
    assert (first.sum(axis=1) == 13).all()
    assert (draws(13) == first).all()


def test_a_resample_without_values_is_left_out() -> None:
    """Where a drawn set of questions has no value at all, its NaN does not become the interval's end."""
    hits = np.array([1.0, 0.0, 0.0])
    ofs = np.array([1.0, 1.0, 0.0])

    def statistic(weights: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore"):
            return (weights @ hits) / (weights @ ofs)

    ends = bca(statistic, 3)
    assert ends is not None
    assert not np.isnan(ends).any()


def test_twenty_metrics_of_four_hundred_samples_take_seconds() -> None:
    """A report's figures are made while one waits."""
    held = values("nuggets_vital", *RNG.random(400))
    began = time.perf_counter()
    for _ in range(20):
        interval(metric("nuggets_vital"), held)
    assert time.perf_counter() - began < 10
