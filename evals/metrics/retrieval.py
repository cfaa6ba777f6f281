"""Whether the search finds the gold, whatever the writer makes of it.

Span recall compares across ways of cutting passages. The ranked measures take grades from the gold: a passage that holds a gold
quote whole is 2, one that covers at least half of one is 1. They are computed by ir_measures on trec_eval's definitions.

**The ideal.** trec_eval knows only judged passages, and a run's judgements come from what it ranked: a search that misses a quote
would be held against an ideal without it. So every gold quote that no ranked passage holds whole is judged as a passage of its
own with grade 2 that was not ranked. A missed quote thereby costs its full gain; a passage with half of one keeps its grade 1
and still does not reach the ideal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import ir_measures
from ir_measures import RR, Success, nDCG

from evals.metrics.base import Kind, Metric, Parts, has_gold, one
from evals.metrics.spans import coverage
from evals.types import Gold, Place, Ranked, Response, Sample

HALF = 0.5
BUDGET = 4000
"""Characters of the fixed budget at which cuttings of passages are compared."""

_Measure = Callable[[Sample, Response], tuple[Parts, ...]]
_MEASURES = (nDCG @ 10, RR @ 10, Success @ 1, Success @ 5)


def grade(place: Place, gold: Sequence[Gold]) -> int:
    """2 where the passage holds a gold quote whole, 1 where it covers at least half of one, else 0."""
    best = max((coverage(quote, (place,)) for quote in gold), default=0.0)
    return 2 if best >= 1 else int(best >= HALF)


def qrels(gold: Sequence[Gold], ranked: Sequence[Ranked]) -> dict[str, int]:
    """The judgements of a sample: ranked passages, and each gold quote that none of them holds whole as `gold:<n>`."""
    judged = {hit.place.id: grade(hit.place, gold) for hit in ranked}
    for at, quote in enumerate(gold):
        if not any(coverage(quote, (hit.place,)) >= 1 for hit in ranked):
            judged[f"gold:{at}"] = 2
    return judged


def ranking(ranked: Sequence[Ranked]) -> dict[str, float]:
    """The ranked passages with scores that fall with the rank, so that ties keep the order they were given in."""
    out: dict[str, float] = {}
    for at, hit in enumerate(ranked):
        out.setdefault(hit.place.id, float(len(ranked) - at))
    return out


def trec_run(samples: Sequence[Sample], responses: Iterable[Response], tag: str) -> Iterator[str]:
    """The lines of `run.trec` for the samples that the ranked measures apply to."""
    wanted = {sample.id for sample in samples if has_gold(sample)}
    for response in responses:
        if response.sample in wanted:
            for rank, (name, score) in enumerate(ranking(response.ranked).items(), start=1):
                yield f"{response.sample} Q0 {name} {rank} {score:g} {tag}"


def trec_qrels(samples: Sequence[Sample], responses: Iterable[Response]) -> Iterator[str]:
    """The lines of `qrels.trec`, in the samples' order. A sample without a response has its gold alone."""
    ranked = {response.sample: response.ranked for response in responses}
    for sample in samples:
        if has_gold(sample):
            for name, judged in qrels(sample.gold, ranked.get(sample.id, ())).items():
                yield f"{sample.id} 0 {name} {judged}"


@lru_cache(maxsize=4096)
def _measured(gold: tuple[Gold, ...], ranked: tuple[Ranked, ...]) -> dict[str, float]:
    """The ranked measures of one sample by their names in ir_measures; all zero where nothing was ranked."""
    if not ranked:
        return {str(measure): 0.0 for measure in _MEASURES}
    found = ir_measures.iter_calc(_MEASURES, {"q": qrels(gold, ranked)}, {"q": ranking(ranked)})
    return {str(result.measure): float(result.value) for result in found}


def _by(measure: object) -> _Measure:
    def measured(sample: Sample, response: Response) -> tuple[Parts, ...]:
        return one(_measured(sample.gold, response.ranked)[str(measure)])

    return measured


def _recall(places: Callable[[Response], Iterable[Place]]) -> _Measure:
    """Gold quotes of which the places cover at least half, of all."""

    def measured(sample: Sample, response: Response) -> tuple[Parts, ...]:
        top = tuple(places(response))
        return one(sum(coverage(quote, top) >= HALF for quote in sample.gold), len(sample.gold))

    return measured


def _top(k: int) -> Callable[[Response], Iterable[Place]]:
    return lambda response: [hit.place for hit in response.ranked[:k]]


def _budget(response: Response) -> Iterator[Place]:
    """The first passages up to the budget, the last one cut where it ends."""
    left = BUDGET
    for hit in response.ranked:
        if left <= 0:
            return
        place = hit.place
        yield place if len(place.text) <= left else replace(place, text=place.text[:left], end=place.start + left)
        left -= len(place.text)


_TREC = "trec_eval (Voorhees & Harman 2005), ir_measures; arvot 2/1/0 lainauksista, löytymätön lainaus on ihannejärjestyksessä"
METRICS = (
    Metric(
        name="span_recall_5",
        reference="Span-R@5: oikeat lainaukset, joista viisi ensimmäistä kohtaa kattavat yhdessä vähintään puolet ÷ oikeat lainaukset",
        applies=has_gold,
        measure=_recall(_top(5)),
        kind=Kind.MEAN,
    ),
    Metric(
        name="span_recall_1",
        reference="Span-R@1: kuten Span-R@5, mutta vain ensimmäinen kohta",
        applies=has_gold,
        measure=_recall(_top(1)),
        kind=Kind.MEAN,
    ),
    Metric(
        name="span_recall_4000",
        reference="Span-R, kun kohtia luetaan järjestyksessä 4 000 merkkiä; vertailukelpoinen eri pilkkomistapojen välillä",
        applies=has_gold,
        measure=_recall(_budget),
        kind=Kind.MEAN,
    ),
    Metric(
        name="ndcg_10",
        reference=f"nDCG@10 (Järvelin & Kekäläinen 2002), lineaarinen hyöty; {_TREC}",
        applies=has_gold,
        measure=_by(nDCG @ 10),
        kind=Kind.MEAN,
    ),
    Metric(
        name="rr_10",
        reference=f"1 ÷ ensimmäisen vähintään arvon 1 kohdan sija kymmenen joukossa; {_TREC}",
        applies=has_gold,
        measure=_by(RR @ 10),
        kind=Kind.MEAN,
    ),
    Metric(
        name="success_1",
        reference=f"Success@1; {_TREC}",
        applies=has_gold,
        measure=_by(Success @ 1),
    ),
    Metric(
        name="success_5",
        reference=f"Success@5; {_TREC}",
        applies=has_gold,
        measure=_by(Success @ 5),
    ),
)
