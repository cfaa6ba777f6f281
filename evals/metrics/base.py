"""What a metric is, and how its figures for single samples are made.

A metric gives each sample `hit / of`. How samples become one figure is its kind:

    RATE      the mean of zeros and ones
    MEAN      the mean of the samples' shares: every question weighs the same
    RATIO     the sum of hits over the sum of `of`: every sentence, citation or token weighs the same
    MACRO     the mean over classes of a ratio each; a value names its class after a slash, `stance_macro_f1/opposes`
    QUANTILE  a quantile of amounts (seconds), `quantile` says which
    EXACT     the mean of what does not vary by chance; its interval is the value itself

Missing output counts as the worst there is: a sample without a response, or with one that has an `error`, gets 0 where more is
better and 1 where less is, on every metric that applies to it. Amounts (seconds, megabytes) have no worst and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.types import Status
from evals.types import CaseKind, Response, Sample, Value


class Kind(StrEnum):
    """How the values of samples become one figure."""

    RATE = "rate"
    MEAN = "mean"
    RATIO = "ratio"
    MACRO = "macro"
    QUANTILE = "quantile"
    EXACT = "exact"


Responses = Mapping[str, Response]
"""Responses by the id of their sample; those with an error are left out."""
Parts = tuple[str, float, float]
"""What a measure says of a sample: the class (empty but for MACRO), hit, of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a run has beside its first responses: the same asked again, and asked with the sources taken away (both with their errors),
    its memory."""

    repeats: tuple[Responses, ...] = ()
    ablated: Responses | None = None
    peak_mb: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric; the wording file has what people call it (`metric.<name>`). `reference` is its definition and where that comes
    from.

    `applies` tells of a sample whether it is measured. `measure` looks at one sample and its response; `over` at the whole run,
    where a sample must be held against others or against other runs. Just one of the two is there. `missing` gives the parts of a
    sample without output where the usual worst does not fit.
    """

    name: str
    reference: str
    applies: Callable[[Sample], bool]
    measure: Callable[[Sample, Response], Iterable[Parts]] | None = None
    over: Callable[[Sequence[Sample], Responses, Material], Iterable[Value]] | None = None
    missing: Callable[[Sample], Iterable[Parts]] | None = None
    kind: Kind = Kind.RATE
    higher: bool = True
    quantile: float = 0.5
    unit: str = ""

    @property
    def bounded(self) -> bool:
        """Whether it is a share between 0 and 1."""
        return not self.unit

    def values(self, samples: Sequence[Sample], responses: Responses, material: Material) -> Iterable[Value]:
        """The value of every sample that it applies to, in the samples' order; nothing of `of` zero."""
        asked = [sample for sample in samples if self.applies(sample)]
        if self.over is not None:
            yield from self.over(asked, responses, material)
            return
        for sample in asked:
            for part, hit, of in self._parts(sample, responses.get(sample.id)):
                if of:
                    name = f"{self.name}/{part}" if part else self.name
                    yield Value(sample=sample.id, metric=name, hit=hit, of=of)

    def _parts(self, sample: Sample, response: Response | None) -> Iterable[Parts]:
        if response is not None:
            assert self.measure is not None, self.name
            return self.measure(sample, response)
        if self.missing is not None:
            return self.missing(sample)
        return (("", 0.0 if self.higher else 1.0, 1.0),) if self.bounded else ()


QUESTIONS = frozenset(
    (CaseKind.FACT, CaseKind.NUMBERS, CaseKind.ROBUST, CaseKind.INJECTION, CaseKind.UNANSWERABLE),
)
"""Kinds that are put as a question and end with a status."""
ABSTAINED = frozenset((Status.NO_SOURCES, Status.NOT_SUPPORTED, Status.OUT_OF_SCOPE, Status.CLARIFY))


def abstained(response: Response) -> bool:
    """Whether the product said that it does not answer."""
    return response.status in ABSTAINED


def is_question(sample: Sample) -> bool:
    """Whether a sample is put as a question."""
    return sample.kind in QUESTIONS


def has_gold(sample: Sample) -> bool:
    """Whether a sample is an answerable question whose answer stands at a known place."""
    return is_question(sample) and sample.answerable and bool(sample.gold)


def one(hit: float, of: float = 1.0) -> tuple[Parts, ...]:
    """What most measures give: one part without a class."""
    return (("", float(hit), float(of)),)
