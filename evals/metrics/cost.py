"""Cost in seconds, of questions; a run tells the machine. Missing output has no time and is left out: it is a fault elsewhere."""

from __future__ import annotations

from assistant.types import Status
from evals.metrics.base import Kind, Metric, Parts, is_question, one
from evals.types import Response, Sample


def _whole(_sample: Sample, response: Response) -> tuple[Parts, ...]:
    return one(response.seconds)


def _first(_sample: Sample, response: Response) -> tuple[Parts, ...]:
    return () if response.first is None or response.status is Status.OUT_OF_SCOPE else one(response.first)


METRICS = tuple(
    Metric(
        name=f"{name}_p{share:.0%}".rstrip("%"),
        reference=f"{title} sekunteina, kvantiili {share:.2f} (lineaarinen), kysymykset",
        applies=is_question,
        measure=measure,
        kind=Kind.QUANTILE,
        quantile=share,
        higher=False,
        unit="s",
    )
    for name, title, measure in (
        ("first_seconds", "Aika ensimmäiseen virkkeeseen", _first),
        ("answer_seconds", "Aika koko vastaukseen", _whole),
    )
    for share in (0.5, 0.95)
)
