"""Two runs held against each other, question by question.

For each metric: the difference with its paired BCa interval, and a permutation test in which the two runs' values of a question
change places at random (10,000 times, fixed seed; for a mean this is the sign-flip test). Over the gated metrics the p-values are
adjusted by Holm (1979). A regression is a gated metric that got worse with an adjusted p below .05, an interval without zero and a
drop of more than the margin: two percentage points, and a tenth of the baseline for seconds and megabytes. All three must hold,
so that neither chance nor a true but idle difference stops a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from evals import gates
from evals.intervals import RESAMPLES, SEED, Array, Table, bca, by_metric, figure, table
from evals.metrics import METRICS, Metric
from evals.metrics.base import Kind
from evals.types import Change, Difference, Run, Sample, Value

MARGIN = 0.02
"""The drop of a share above which a regression counts."""
MARGIN_OF_AMOUNTS = 0.1
"""The same for seconds and megabytes, as a share of the baseline."""
LEVEL = 0.05


class NothingSharedError(ValueError):
    """Two runs that have no sample in common cannot be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two runs have in common, by the ids of samples. `changed` are asked in both but not as the same question: their text,
    gold or anything else of them differs, and they are not compared."""

    both: tuple[str, ...]
    only_run: tuple[str, ...] = ()
    only_baseline: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the two runs asked just the same."""
        return not (self.only_run or self.only_baseline or self.changed)


def shared(run: Sequence[Sample], baseline: Sequence[Sample]) -> Shared:
    """Which samples two runs share, in the order of the first."""
    now, then = ({sample.id: as_asked(sample) for sample in samples} for samples in (run, baseline))
    return Shared(
        both=tuple(name for name in now if then.get(name) == now[name]),
        only_run=tuple(name for name in now if name not in then),
        only_baseline=tuple(name for name in then if name not in now),
        changed=tuple(name for name in now if name in then and then[name] != now[name]),
    )


def as_asked(sample: Sample) -> Sample:
    """A sample without who has read it and when: another reading that changes nothing else does not change the question."""
    return replace(sample, annotators=(), source_read=None)


def compare(run: Run, baseline: Run, *, gated: Iterable[str] | None = None) -> tuple[Difference, ...]:
    """The differences of a run from its baseline over the samples that both have (`shared` tells which), in the order of `METRICS`.

    `gated` are the metrics that Holm's adjustment and regressions go by, those of `gates.toml` unless told. Raises
    NothingSharedError where the runs share no sample.
    """
    both = shared(run.samples, baseline.samples).both
    if not both:
        raise NothingSharedError(f"{run.config.run} and {baseline.config.run} have no sample in common")
    return differences(baseline.values, run.values, both, gated=gated)


def differences(
    before: Sequence[Value],
    after: Sequence[Value],
    samples: Sequence[str],
    *,
    gated: Iterable[str] | None = None,
) -> tuple[Difference, ...]:
    """The same from values alone, over the samples named. Metrics that either side has no value of are left out."""
    judged = frozenset(gate.metric for gate in gates.load()) if gated is None else frozenset(gated)
    then, now = by_metric(before), by_metric(after)
    found = [
        told
        for metric in METRICS
        if metric.name in then and metric.name in now
        for told in _difference(metric, then[metric.name], now[metric.name], samples)
    ]
    adjusted = holm({one.metric: one.p for one in found if one.metric in judged})
    by_name = {metric.name: metric for metric in METRICS}
    return tuple(
        _judged(replace(one, p=adjusted.get(one.metric, one.p)), by_name[one.metric], gated=one.metric in judged)
        for one in found
    )


def _difference(
    metric: Metric, before: Sequence[Value], after: Sequence[Value], samples: Sequence[str]
) -> list[Difference]:
    pair = _paired(metric, before, after, samples)
    if pair is None:
        return []
    then, now = pair
    count = len(then.samples)
    first, second = figure(then, metric), figure(now, metric)
    whole = np.ones((1, count))
    was, became = float(first(whole)[0]), float(second(whole)[0])
    if np.isnan(was) or np.isnan(became):
        return []
    change = became - was
    low, high = bca(lambda weights: second(weights) - first(weights), count) or (change, change)
    return [
        Difference(
            metric=metric.name,
            before=was,
            after=became,
            low=min(low, change),
            high=max(high, change),
            p=_permuted(metric, then, now, change),
            n=count,
            change=Change.SAME,
            regression=False,
            flipped=_flipped(metric, then, now),
        )
    ]


def _paired(
    metric: Metric, before: Sequence[Value], after: Sequence[Value], samples: Sequence[str]
) -> tuple[Table, Table] | None:
    """Both runs' values over the same questions and classes: those that either run has a value of, for amounts those that both have.
    A question that only one run has a value of (it answered, the other abstained) counts in that run alone."""
    wanted = [*samples, ""]
    have, had = {value.sample for value in after}, {value.sample for value in before}
    keep = (have & had) if metric.kind is Kind.QUANTILE or not metric.bounded else (have | had)
    rows = [name for name in wanted if name in keep]
    if not rows:
        return None
    classes = sorted({value.metric for value in (*before, *after)})
    # A value of nothing for every class, so that the columns of the two are the same.
    blank = [Value(sample="\x00", metric=name, hit=0.0) for name in classes]
    return table(metric, [*before, *blank], rows), table(metric, [*after, *blank], rows)


@lru_cache(maxsize=4)
def _swaps(count: int) -> Array:
    """Which questions change places in each permutation: ones and zeros."""
    drawn = np.random.default_rng(SEED + 1).integers(0, 2, (RESAMPLES, count), dtype=np.int8)
    return drawn.astype(np.float64)


def _permuted(metric: Metric, then: Table, now: Table, change: float) -> float:
    """The share of permutations whose difference is at least as large, two-sided, the given order counted with them."""
    differs = np.any((then.hits != now.hits) | (then.ofs != now.ofs), axis=1)
    if not differs.any() or metric.kind is Kind.EXACT:
        return 1.0
    swaps = _swaps(len(then.samples))
    if metric.kind is Kind.QUANTILE:
        moved = _of_amounts(metric, then, now, swaps)
    else:
        moved = _swapped(now, then, swaps) - _swapped(then, now, swaps)
    moved = moved[~np.isnan(moved)]
    return float((1 + (np.abs(moved) >= abs(change) - 1e-9).sum()) / (1 + moved.size))


def _swapped(one: Table, other: Table, swaps: Array) -> Array:
    """The figure of a run for each permutation, where swapped questions have the other run's values."""
    hits = one.hits.sum(axis=0) + swaps @ (other.hits - one.hits)
    ofs = one.ofs.sum(axis=0) + swaps @ (other.ofs - one.ofs)
    there = ofs > 1e-9
    with np.errstate(invalid="ignore", divide="ignore"):
        out: Array = np.where(there, hits / ofs, 0.0).sum(axis=1) / there.sum(axis=1)
    return out


def _of_amounts(metric: Metric, then: Table, now: Table, swaps: Array) -> Array:
    a, b = then.hits[:, 0], now.hits[:, 0]
    first = np.where(swaps > 0, b, a)
    second = np.where(swaps > 0, a, b)
    out: Array = np.quantile(second, metric.quantile, axis=1) - np.quantile(first, metric.quantile, axis=1)
    return out


def holm(ps: Mapping[str, float]) -> dict[str, float]:
    """Holm's adjusted p-values: the k-th smallest of m times m - k + 1, never below the one before it, at most 1."""
    out: dict[str, float] = {}
    reached = 0.0
    for at, (name, p) in enumerate(sorted(ps.items(), key=lambda item: (item[1], item[0]))):
        reached = max(reached, min(1.0, p * (len(ps) - at)))
        out[name] = reached
    return out


def _judged(one: Difference, metric: Metric, *, gated: bool) -> Difference:
    """What became of a metric: nothing unless the test and the interval agree."""
    change = one.after - one.before
    gain = change if metric.higher else -change
    sure = one.p < LEVEL and not one.low <= 0 <= one.high
    margin = MARGIN if metric.bounded else MARGIN_OF_AMOUNTS * abs(one.before)
    if not sure:
        return one
    return replace(
        one,
        change=Change.BETTER if gain > 0 else Change.WORSE,
        regression=gated and -gain > margin + 1e-9,
    )


def _flipped(metric: Metric, then: Table, now: Table) -> tuple[str, ...]:
    """Samples that both runs have a value of and that is another, those that lost most first."""
    gains = []
    for at, name in enumerate(then.samples):
        was, became = then.ofs[at].sum(), now.ofs[at].sum()
        if not (name and was and became):
            continue
        gain = now.hits[at].sum() / became - then.hits[at].sum() / was
        if abs(gain) > 1e-9:
            gains.append((gain if metric.higher else -gain, name))
    return tuple(name for _, name in sorted(gains))
