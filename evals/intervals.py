"""95 % intervals by question, and the arithmetic that comparisons share with them.

Every figure of a run is a function of sums over questions: a mean is hits over counts, a ratio hits over `of`, a macro average the
mean of ratios. So a resample is a vector of weights (how often each question was drawn), and all resamples together are one
product of matrices. Intervals are BCa (Efron 1987; as `scipy.stats.bootstrap`), 10,000 resamples, fixed seed. Where nothing varies
BCa has no answer, and a share gets the exact interval of Clopper and Pearson (1934) with questions as trials.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri

from evals.metrics.base import Kind, Metric
from evals.types import Value

RESAMPLES = 10_000
SEED = 20_260_101
CONFIDENCE = 0.95

Array = NDArray[np.float64]
Statistic = Callable[[Array], Array]
"""From weights (a row for each resample, a column for each question) to a figure for each row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """The values of a metric by question: `hits` and `ofs` have a column for each class (one but for MACRO). A question without a
    value has zeros. `samples` are in the order of the rows."""

    samples: tuple[str, ...]
    hits: Array
    ofs: Array


def table(metric: Metric, values: Sequence[Value], samples: Sequence[str] | None = None) -> Table:
    """The values of one metric by question: those of `samples`, or of every sample that has one, in the order they come.

    Where questions weigh the same, a value is its share of one.
    """
    rows = {name: at for at, name in enumerate(dict.fromkeys(samples or (value.sample for value in values)))}
    classes = {name: at for at, name in enumerate(sorted({value.metric for value in values}))}
    hits, ofs = np.zeros((len(rows), max(1, len(classes)))), np.zeros((len(rows), max(1, len(classes))))
    weighed = metric.kind in (Kind.RATIO, Kind.MACRO)
    for value in values:
        if value.sample in rows:
            at = rows[value.sample], classes[value.metric]
            hits[at] += value.hit if weighed else value.share
            ofs[at] += value.of if weighed else 1.0
    return Table(samples=tuple(rows), hits=hits, ofs=ofs)


def figure(found: Table, metric: Metric) -> Statistic:
    """The metric's figure as a function of weights; NaN where the weighted questions have no value."""
    if metric.kind is Kind.QUANTILE:
        return _quantile(found.hits[:, 0], metric.quantile)

    def statistic(weights: Array) -> Array:
        hits, ofs = weights @ found.hits, weights @ found.ofs
        there = ofs > 0  # a resample may lack a class
        with np.errstate(invalid="ignore", divide="ignore"):
            out: Array = np.where(there, hits / ofs, 0.0).sum(axis=1) / there.sum(axis=1)
        return out

    return statistic


def _quantile(amounts: Array, share: float) -> Statistic:
    """The quantile of amounts drawn as often as their weights say, linear between neighbours as numpy's."""
    order = np.argsort(amounts, kind="stable")
    ranked = amounts[order]

    def statistic(weights: Array) -> Array:
        reached = np.cumsum(weights[:, order], axis=1)
        at = (reached[:, -1] - 1) * share
        below, above = np.floor(at), np.ceil(at)
        low = ranked[(reached <= below[:, None]).sum(axis=1).clip(max=len(ranked) - 1)]
        high = ranked[(reached <= above[:, None]).sum(axis=1).clip(max=len(ranked) - 1)]
        out: Array = low + (high - low) * (at - below)
        return out

    return statistic


def interval(metric: Metric, values: Sequence[Value]) -> Interval | None:
    """The figure of a metric over its values with its interval, None where there is no value."""
    found = table(metric, values)
    count = len(found.samples)
    if not count:
        return None
    statistic = figure(found, metric)
    value = float(statistic(np.ones((1, count)))[0])
    if np.isnan(value):
        return None
    if metric.kind is Kind.EXACT:
        return Interval(value=value, low=value, high=value)
    ends = bca(statistic, count)
    if ends is None:
        ends = clopper_pearson(value * count, count) if metric.bounded else (value, value)
    return Interval(value=value, low=min(ends[0], value), high=max(ends[1], value))


@lru_cache(maxsize=4)
def draws(count: int) -> Array:
    """The weights of all resamples of so many questions: whole numbers that add up to `count` in each row."""
    drawn = np.random.default_rng(SEED).integers(0, count, (RESAMPLES, count), dtype=np.int64)
    flat = (drawn + np.arange(RESAMPLES, dtype=np.int64)[:, None] * count).ravel()
    return np.bincount(flat, minlength=RESAMPLES * count).reshape(RESAMPLES, count).astype(np.float64)


def bca(statistic: Statistic, count: int, confidence: float = CONFIDENCE) -> tuple[float, float] | None:
    """The ends of the bias-corrected and accelerated interval, None where the resamples do not vary."""
    if count < 2:
        return None
    drawn = statistic(draws(count))
    drawn = drawn[~np.isnan(drawn)]
    if not drawn.size or np.ptp(drawn) < 1e-12:
        return None
    value = float(statistic(np.ones((1, count)))[0])
    # Sums of floats in another order differ in the last digits; those are ties.
    near = 1e-9 * max(1.0, abs(value))
    below = ((drawn < value - near).sum() + (drawn <= value + near).sum()) / (2 * drawn.size)
    left_out = statistic(np.ones((count, count)) - np.eye(count))
    left_out = left_out[~np.isnan(left_out)]
    away = left_out.mean() - left_out
    spread = (away**2).sum() ** 1.5
    bias = float(ndtri(np.clip(below, 1 / (2 * drawn.size), 1 - 1 / (2 * drawn.size))))
    acceleration = float((away**3).sum() / (6 * spread)) if spread > 1e-18 else 0.0
    tail = float(ndtri((1 - confidence) / 2))
    shares = [_shifted(bias, acceleration, z) for z in (tail, -tail)]
    low, high = np.quantile(drawn, shares)
    return float(low), float(high)


def _shifted(bias: float, acceleration: float, z: float) -> float:
    moved = bias + z
    return float(ndtr(bias + moved / (1 - acceleration * moved)))


def clopper_pearson(hits: float, count: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The exact interval of a share. `hits` need not be whole: equal shares of one half count as half of the questions."""
    tail = (1 - confidence) / 2
    low = 0.0 if hits <= 0 else float(betaincinv(hits, count - hits + 1, tail))
    high = 1.0 if hits >= count else float(betaincinv(hits + 1, count - hits, 1 - tail))
    return low, high


def by_metric(values: Sequence[Value]) -> Mapping[str, tuple[Value, ...]]:
    """Values by the name of their metric, classes of one together, in the order they first come."""
    out: dict[str, list[Value]] = {}
    for value in values:
        out.setdefault(value.metric.partition("/")[0], []).append(value)
    return {name: tuple(found) for name, found in out.items()}
