"""Two runs against each other: what is compared, how sure it is, and when it is a regression."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from made_values import sample, values
from scipy.stats import permutation_test

from evals.compare import NothingSharedError, compare, differences, holm, shared
from evals.types import Change, Config, Difference, Run, Sample, Split, Value

RNG = np.random.default_rng(11)
NAMES = [f"s{at:03}" for at in range(400)]


def one(before: tuple[Value, ...], after: tuple[Value, ...], *, gated: tuple[str, ...] = ()) -> Difference:
    (found,) = differences(before, after, NAMES, gated=gated)
    return found


def run(name: str, samples: tuple[Sample, ...], held: tuple[Value, ...]) -> Run:
    config = Config(
        run=name,
        made=dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
        revision="0",
        model="",
        embedder="",
        prompts=(),
        sets={},
        splits=(Split.TEST,),
        samples=len(samples),
        machine="",
    )
    return Run(folder=Path(), config=config, samples=samples, responses=(), values=held)


def test_p_is_that_of_the_exact_sign_flips() -> None:
    """Six questions that all get better: of the 64 flips of signs two are as far from zero, so p is 1/32."""
    found = one(values("coverage", *[0.0] * 6), values("coverage", *[1.0] * 6))
    assert found.p == pytest.approx(2 / 64, abs=0.006)
    assert (found.before, found.after, found.n) == (0.0, 1.0, 6)


def test_p_of_a_mean_is_scipys() -> None:
    """The permutation test of a mean's difference is scipy's with samples permuted within pairs."""
    before, after = RNG.random(60), RNG.random(60) + 0.08
    theirs = permutation_test(
        (after, before),
        lambda x, y, axis: np.mean(x, axis=axis) - np.mean(y, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=10_000,
        rng=np.random.default_rng(1),
    )
    found = one(values("nuggets_vital", *before), values("nuggets_vital", *after))
    assert found.p == pytest.approx(theirs.pvalue, abs=0.02)


def test_holm_steps_down() -> None:
    """.01, .04, .03 of three become .03, .06 and .06: the middle one times two, and none below the one before it."""
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == {
        "a": pytest.approx(0.03),
        "c": pytest.approx(0.06),
        "b": pytest.approx(0.06),
    }
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}


def test_holm_counts_gated_metrics_alone() -> None:
    """Two gated metrics with the same values get twice the p of the same metric outside the gates."""
    before, after = [0.0] * 6 + [1.0] * 6, [1.0] * 12
    names = ("coverage", "success_1", "success_5")
    first = [value for name in names for value in values(name, *before)]
    second = [value for name in names for value in values(name, *after)]
    found = {it.metric: it.p for it in differences(first, second, NAMES, gated=("success_1", "success_5"))}
    assert found["success_1"] == pytest.approx(2 * found["coverage"])
    assert found["success_5"] == pytest.approx(2 * found["coverage"])


def test_a_sure_and_large_drop_of_a_gated_metric_is_a_regression() -> None:
    """Thirty of a hundred lost: worse, and a regression only where the metric is gated."""
    before, after = values("coverage", *[1.0] * 100), values("coverage", *[0.0] * 30, *[1.0] * 70)
    gated, free = one(before, after, gated=("coverage",)), one(before, after)
    assert (gated.change, gated.regression) == (Change.WORSE, True)
    assert (free.change, free.regression) == (Change.WORSE, False)
    assert gated.high < 0


def test_a_sure_but_small_drop_is_none() -> None:
    """Every question loses a hundredth: surely worse, but within the margin of two."""
    shares = RNG.random(200) * 0.5 + 0.3
    found = one(values("nuggets_vital", *shares), values("nuggets_vital", *(shares - 0.01)), gated=("nuggets_vital",))
    assert (found.change, found.regression) == (Change.WORSE, False)


def test_a_large_but_unsure_drop_is_none() -> None:
    """Two of ten lost may be chance: p is one half at the least."""
    found = one(values("coverage", *[1.0] * 10), values("coverage", 0.0, 0.0, *[1.0] * 8), gated=("coverage",))
    assert found.after - found.before == pytest.approx(-0.2)
    assert (found.change, found.regression) == (Change.SAME, False)


def test_less_is_better_where_the_metric_says_so() -> None:
    """More false abstentions are worse, and the samples that began to abstain are told first."""
    before = values("false_abstention", *[0.0] * 40, 1.0)
    after = values("false_abstention", *[1.0] * 20, *[0.0] * 21)
    found = one(before, after, gated=("false_abstention",))
    assert (found.change, found.regression) == (Change.WORSE, True)
    assert found.flipped == (*NAMES[:20], NAMES[40])


def test_the_same_run_differs_in_nothing() -> None:
    """A run against itself: no change, p of 1, nothing flipped."""
    held = values("coverage", 1.0, 0.0, 1.0)
    found = one(held, held, gated=("coverage",))
    assert (found.change, found.regression, found.p, found.flipped) == (Change.SAME, False, 1.0, ())
    assert (found.low, found.high) == (0.0, 0.0)


def test_a_question_that_one_run_did_not_answer_counts_in_the_other() -> None:
    """Precision pools pairs: 1 of 2 before; after, the wrong answer is withheld and 1 of 1 is left."""
    before = (
        Value(sample="s000", metric="citation_precision", hit=1, of=1),
        Value(sample="s001", metric="citation_precision", hit=0, of=1),
    )
    found = one(before, before[:1])
    assert (found.before, found.after, found.n) == (0.5, 1.0, 2)
    assert found.flipped == ()


def test_only_what_both_runs_asked_is_compared() -> None:
    """Samples of one run alone, and one whose question changed, are left out and told."""
    mine = (sample("s000"), sample("s001"), sample("s002", answerable=False))
    theirs = (sample("s000"), sample("s002"), sample("s003"))
    told = shared(mine, theirs)
    assert (told.both, told.only_run, told.only_baseline, told.changed) == (("s000",), ("s001",), ("s003",), ("s002",))
    assert not told.whole
    now, then = run("now", mine, values("coverage", 1, 1, 1)), run("then", theirs, values("coverage", 0, 0, 0, 0))
    (found,) = compare(now, then)
    assert (found.n, found.before, found.after) == (1, 0.0, 1.0)


def test_runs_that_share_nothing_are_not_compared() -> None:
    """There is an error rather than an empty comparison that reads like "no regression"."""
    with pytest.raises(NothingSharedError):
        compare(run("now", (sample("a"),), ()), run("then", (sample("b"),), ()))


def test_macro_differences_compare_the_same_classes() -> None:
    """A class that only one run tells has its column in both: F1 of x goes from 1 to 0, and y appears with 0."""
    before = (Value(sample="s000", metric="stance_macro_f1/x", hit=2, of=2),)
    after = (
        Value(sample="s000", metric="stance_macro_f1/x", hit=0, of=1),
        Value(sample="s000", metric="stance_macro_f1/y", hit=0, of=1),
    )
    found = one(before, after)
    assert (found.before, found.after) == (1.0, 0.0)


def test_slower_is_worse_from_a_tenth_up() -> None:
    """Every answer takes a second longer than its two: a regression of an amount, told in its own unit."""
    seconds = 2 + RNG.random(60) * 0.1
    found = one(
        values("answer_seconds_p50", *seconds),
        values("answer_seconds_p50", *(seconds + 1)),
        gated=("answer_seconds_p50",),
    )
    assert found.after - found.before == pytest.approx(1.0)
    assert (found.change, found.regression) == (Change.WORSE, True)
