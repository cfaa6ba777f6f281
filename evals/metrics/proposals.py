"""The proposals of a memo: found ones against those a reader of the memo listed, by printed number and title."""

from __future__ import annotations

from collections import Counter

from assistant.text.quotes import fold
from evals.metrics.base import Kind, Metric, Parts, one
from evals.types import CaseKind, Response, Sample


def alike(proposal: tuple[str, str]) -> tuple[str, str]:
    """Number and title as they are compared: one way of writing, no case, no marks around them."""
    number, title = proposal
    return fold(number).strip(" .:()").casefold(), fold(title).strip(' .:"').casefold()


def _counts(sample: Sample, response: Response) -> tuple[int, int, int]:
    """Right, found and to be found. One found twice is right just once."""
    found = Counter(map(alike, response.proposals))
    right = Counter(map(alike, sample.task.proposals))
    return (found & right).total(), found.total(), right.total()


def _precision(sample: Sample, response: Response) -> tuple[Parts, ...]:
    right, found, wanted = _counts(sample, response)
    return one(right, found) if found or not wanted else one(0)


def _recall(sample: Sample, response: Response) -> tuple[Parts, ...]:
    right, _, wanted = _counts(sample, response)
    return one(right, wanted)


def _f1(sample: Sample, response: Response) -> tuple[Parts, ...]:
    right, found, wanted = _counts(sample, response)
    return one(2 * right, found + wanted)


def _applies(sample: Sample) -> bool:
    return sample.kind is CaseKind.PROPOSALS


def _missing(sample: Sample) -> tuple[Parts, ...]:
    return one(0, max(1, len(sample.task.proposals)))


METRICS = (
    Metric(
        name="proposals_precision",
        reference="Oikeat (painettu numero ja otsikko samat) ÷ tunnistetut ehdotukset",
        applies=_applies,
        measure=_precision,
        kind=Kind.RATIO,
    ),
    Metric(
        name="proposals_recall",
        reference="Oikeat ÷ muistion ehdotukset",
        applies=_applies,
        measure=_recall,
        missing=_missing,
        kind=Kind.RATIO,
    ),
    Metric(
        name="proposals_f1",
        reference="2 · oikeat ÷ (tunnistetut + muistion ehdotukset)",
        applies=_applies,
        measure=_f1,
        missing=_missing,
        kind=Kind.RATIO,
    ),
)
