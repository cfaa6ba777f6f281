"""Abstaining: that the product says no where the sources do not answer, and only there.

Read the pair of abstention recall and false abstention, and accuracy when answered beside coverage; one of each alone is easily
had. Abstained is the status `no_sources`, `not_supported`, `out_of_scope` or `clarify`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.metrics import fidelity, nuggets
from evals.metrics.base import Metric, Parts, abstained, is_question, one
from evals.metrics.citations import is_right
from evals.metrics.support import cited
from evals.types import Response, Sample


def correct(sample: Sample, response: Response) -> bool:
    """Whether an answer is right: it may be answered at all, tells every vital nugget and every number asked for, and no number is
    made up. A sample that has neither nuggets nor facts is right when a citation of it is."""
    if not sample.answerable or abstained(response) or not fidelity.faithful(sample, response):
        return False
    done, vital = _vital(sample, response)
    facts, asked = fidelity.told(sample, response)
    if not vital and not asked:
        places = (place for sentence in response.sentences for place in cited(sentence, response))
        return not sample.gold or any(is_right(place, sample) for place in places)
    return done == vital and facts == asked


def _vital(sample: Sample, response: Response) -> tuple[float, float]:
    return next(((hit, of) for _, hit, of in nuggets.vital(sample, response)), (0.0, 0.0))


def risk_coverage(samples: Sequence[Sample], responses: Iterable[Response]) -> tuple[tuple[float, float], ...]:
    """The curve of (coverage, accuracy when answered) as answers are kept from the surest down; sure is the score of the first ranked
    passage. Coverage counts every question, unanswerable ones too."""
    given = {response.sample: response for response in responses if not response.error}
    asked = [sample for sample in samples if is_question(sample)]
    answered = [
        (sample, given[sample.id]) for sample in asked if sample.id in given and not abstained(given[sample.id])
    ]
    answered.sort(key=lambda pair: -(pair[1].ranked[0].score if pair[1].ranked else 0.0))
    curve, right = [], 0
    for kept, (sample, response) in enumerate(answered, start=1):
        right += correct(sample, response)
        curve.append((kept / len(asked), right / kept))
    return tuple(curve)


def _accuracy(sample: Sample, response: Response) -> tuple[Parts, ...]:
    return () if abstained(response) else one(correct(sample, response))


def _answerable(sample: Sample) -> bool:
    return is_question(sample) and sample.answerable


METRICS = (
    Metric(
        name="abstention_recall",
        reference="Vastaamatta jätetyt ÷ kysymykset, joihin aineisto ei vastaa",
        applies=lambda sample: is_question(sample) and not sample.answerable,
        measure=lambda _sample, response: one(abstained(response)),
    ),
    Metric(
        name="false_abstention",
        reference="Vastaamatta jätetyt ÷ kysymykset, joihin aineisto vastaa",
        applies=_answerable,
        measure=lambda _sample, response: one(abstained(response)),
        higher=False,
    ),
    Metric(
        name="coverage",
        reference="Vastatut ÷ kysymykset, joihin aineisto vastaa",
        applies=_answerable,
        measure=lambda _sample, response: one(not abstained(response)),
    ),
    Metric(
        name="accuracy_when_answered",
        reference="Oikeat ÷ kaikki vastatut; vastaus kysymykseen, johon aineisto ei vastaa, on aina väärä. Oikea = kaikki olennaiset asiat "
        "ja luvut, eikä yhtään keksittyä lukua (LitQA: precision ja coverage)",
        applies=is_question,
        measure=_accuracy,
    ),
    Metric(
        name="status_accuracy",
        reference="Vastasi, kun aineisto vastaa, ja jätti vastaamatta, kun ei ÷ kaikki kysymykset",
        applies=is_question,
        measure=lambda sample, response: one(abstained(response) is not sample.answerable),
    ),
)
