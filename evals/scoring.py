"""From responses to values, and from values to figures with intervals. The product is not needed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.intervals import by_metric, interval
from evals.metrics import METRICS, Material, metric
from evals.types import Response, Sample, Score, Value

__all__ = ["Material", "scores", "slices", "values"]


def values(
    samples: Sequence[Sample], responses: Sequence[Response], material: Material | None = None
) -> tuple[Value, ...]:
    """Every metric on every sample that it applies to, by metric and then in the samples' order.

    A sample without a response, or with one that has an error, gets the worst value. Raises ValueError where two samples have one
    id or two responses one sample: which of them to measure would be a guess.
    """
    _once("sample", [sample.id for sample in samples])
    _once("response to", [response.sample for response in responses])
    given = {response.sample: response for response in responses if not response.error}
    return tuple(value for one in METRICS for value in one.values(samples, given, material or Material()))


def _once(what: str, names: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"more than one {what} {name}")
        seen.add(name)


def scores(values: Sequence[Value], samples: Sequence[Sample]) -> tuple[Score, ...]:
    """Each metric that has values over these samples, in the order of `METRICS`; values of other samples are left out.

    `n` counts the samples that have a value. A figure of the whole run (peak memory) belongs to no sample and is kept.
    """
    wanted = {sample.id for sample in samples} | {""}
    found = by_metric([value for value in values if value.sample in wanted])
    out = []
    for one in METRICS:
        held = found.get(one.name, ())
        told = interval(one, held)
        if told:
            counted = len({value.sample for value in held})
            out.append(Score(metric=one.name, value=told.value, low=told.low, high=told.high, n=counted))
    return tuple(out)


def slices(values: Sequence[Value], samples: Sequence[Sample]) -> Mapping[str, tuple[Score, ...]]:
    """Scores of the parts of a run, by names such as `kind:fact`, `language:sv`, `split:test` and `slice:compound`, of those that
    are not the whole run."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        for dimension, part in _parts(sample):
            groups.setdefault(f"{dimension}:{part}", []).append(sample)
    own = [value for value in values if value.sample and metric(value.metric)]
    return {name: scores(own, group) for name, group in sorted(groups.items()) if len(group) < len(samples)}


def _parts(sample: Sample) -> list[tuple[str, str]]:
    told = [("kind", sample.kind.value), ("language", sample.language.value), ("split", sample.split.value)]
    return [*told, ("slice", sample.slice)] if sample.slice else told
