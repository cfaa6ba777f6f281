"""What takes more than one response: the same again, the same question in other words, the same with its sources taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.text.quotes import fold
from evals.metrics.base import Kind, Material, Metric, Responses, abstained
from evals.metrics.nuggets import support, told
from evals.metrics.support import cited
from evals.records import canonical
from evals.types import CaseKind, Importance, Response, Sample, Value


def _deterministic(samples: Sequence[Sample], responses: Responses, material: Material) -> Iterator[Value]:
    """1 where every run gave the same; a sample that a run failed on has 0. Samples that were not asked again are left out."""
    again = {name for run in material.repeats for name in run}
    for sample in samples:
        if sample.id not in again:
            continue
        given = [run.get(sample.id) for run in (responses, *material.repeats)]
        texts = {canonical(response) if response and not response.error else "" for response in given}
        yield Value(sample=sample.id, metric="determinism", hit=float(len(texts) == 1 and "" not in texts))


def _robust(samples: Sequence[Sample], responses: Responses, _material: Material) -> Iterator[Value]:
    """1 where a question in other words tells the same vital nuggets and cites the same documents as its pair."""
    known = {sample.id: sample for sample in samples}
    for sample in samples:
        pair = known.get(sample.pair)
        if sample.kind is not CaseKind.ROBUST or pair is None:
            continue
        one, other = responses.get(pair.id), responses.get(sample.id)
        same = one is not None and other is not None and _essence(pair, one) == _essence(pair, other)
        yield Value(sample=sample.id, metric="robustness", hit=float(same))


def _essence(pair: Sample, response: Response) -> tuple[object, ...]:
    text = told(pair, response)
    nuggets = tuple(support(nugget, text) >= 1 for nugget in pair.nuggets if nugget.importance is Importance.VITAL)
    documents = frozenset(place.document for sentence in response.sentences for place in cited(sentence, response))
    return abstained(response), nuggets, documents


def _depends(samples: Sequence[Sample], responses: Responses, material: Material) -> Iterator[Value]:
    """1 where an answer changed or was withheld when the documents it quoted were taken away; 0 where asking again failed. Samples that
    were not asked again (drafts among them) are left out."""
    for sample in samples:
        before, after = responses.get(sample.id), (material.ablated or {}).get(sample.id)
        if before is None or after is None or abstained(before) or not before.references:
            continue
        changed = not after.error and (abstained(after) or fold(after.text) != fold(before.text))
        yield Value(sample=sample.id, metric="source_dependence", hit=float(changed))


def _peak(_samples: Sequence[Sample], _responses: Responses, material: Material) -> Iterator[Value]:
    if material.peak_mb is not None:
        yield Value(sample="", metric="peak_memory", hit=material.peak_mb)


def _any(_sample: Sample) -> bool:
    return True


METRICS = (
    Metric(
        name="determinism",
        reference="Näytteet, joiden vastaus on kaikissa ajoissa tavulleen sama (JSON ilman aikoja) ÷ uudelleen ajetut näytteet",
        applies=_any,
        over=_deterministic,
        kind=Kind.EXACT,
    ),
    Metric(
        name="robustness",
        reference="Parit, joissa olennaiset asiat ja viitatut asiakirjat ovat samat ÷ parit (taivutus, kirjoitusvirheet, puhekieli, muu kieli)",
        applies=_any,
        over=_robust,
    ),
    Metric(
        name="source_dependence",
        reference="Vastaukset, jotka muuttuivat tai jäivät antamatta, kun lainatut asiakirjat poistettiin ÷ uudelleen kysytyt vastaukset, joissa oli lähde",
        applies=_any,
        over=_depends,
    ),
    Metric(
        name="peak_memory",
        reference="Ajon suurin muistinkäyttö (RSS), megatavua",
        applies=_any,
        over=_peak,
        kind=Kind.EXACT,
        higher=False,
        unit="MB",
    ),
)
