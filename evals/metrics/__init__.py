"""Every metric by name, beside its definition and where that comes from. None needs a judge, a model or a network.

base         what a metric is; missing output is the worst there is
retrieval    whether the search finds the gold
citations    existing, verbatim, right
fidelity     numbers, dates, sections
nuggets      what a good answer says
abstention   saying no, and only where it should be said
stance       whose stance is which
proposals    the proposals of a memo
origins      a sentence is what its mark says
form         language, plain text, nothing forbidden
repeats      the same again, in other words, without its sources
cost         seconds and memory
"""

from __future__ import annotations

from evals.metrics import (
    abstention,
    citations,
    cost,
    fidelity,
    form,
    nuggets,
    origins,
    proposals,
    repeats,
    retrieval,
    stance,
)
from evals.metrics.base import Kind, Material, Metric

__all__ = ["METRICS", "Kind", "Material", "Metric", "base_name", "metric"]

METRICS: tuple[Metric, ...] = (
    *retrieval.METRICS,
    *citations.METRICS,
    *fidelity.METRICS,
    *nuggets.METRICS,
    *abstention.METRICS,
    *stance.METRICS,
    *proposals.METRICS,
    *origins.METRICS,
    *form.METRICS,
    *repeats.METRICS,
    *cost.METRICS,
)
"""All metrics, in the order they are read in."""

_BY_NAME = {one.name: one for one in METRICS}


def base_name(name: str) -> str:
    """The metric that a value belongs to: what stands before the slash of a class."""
    return name.partition("/")[0]


def metric(name: str) -> Metric:
    """The metric of a name, or of a value's name. Raises KeyError with the known names where there is none."""
    found = _BY_NAME.get(base_name(name))
    if found is None:
        raise KeyError(f"no metric {name}; there are {', '.join(_BY_NAME)}")
    return found
