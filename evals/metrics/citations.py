"""Citations: that they exist, that quotes are verbatim, that they are the right ones.

The right place is not yet support: read precision and recall together with fidelity and nuggets. Precision and recall follow
ALCE (Gao et al. 2023) with gold spans in the place of an entailment model.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.text.finnish import content_words
from assistant.types import Origin
from evals.metrics.base import Kind, Metric, Parts, abstained, has_gold, one
from evals.metrics.spans import overlap
from evals.metrics.support import cited, exists, own_words, quoted, stands
from evals.types import CaseKind, Place, Response, Sample, Sentence

FACTUAL_LEMMAS = 3
"""Content words from which a sentence is taken to say something."""


def existence(_sample: Sample, response: Response) -> tuple[Parts, ...]:
    """Citations that resolve ÷ citations. Citing the same reference twice in a sentence resolves just once."""
    made, found = 0, 0
    for sentence in response.sentences:
        made += len(sentence.citations)
        found += sum(
            0 <= at < len(response.references) and exists(response.references[at]) for at in set(sentence.citations)
        )
    return one(found, made)


def verbatim(sample: Sample, response: Response) -> tuple[Parts, ...]:
    """Quotes that stand in a place their sentence cites ÷ quotes. The name of a source and the user's own words may be quoted too."""
    made, found = 0, 0
    for sentence in response.sentences:
        places = cited(sentence, response)
        supports = [text for place in places for text in (place.text, place.source) if text]
        supports.extend(own_words(sample, response))
        for words, whole in quoted(sentence, places):
            made += 1
            found += whole or any(stands(words, support) for support in supports)
    return one(found, made)


def is_right(place: Place, sample: Sample) -> bool:
    """Whether a place overlaps a gold quote."""
    return any(overlap(gold, place) for gold in sample.gold)


def factual(sentence: Sentence, sample: Sample) -> bool:
    """Whether a sentence says something that needs a source: neither fixed wording nor the user's own words, three content words up."""
    said = sentence.origin not in (Origin.FORM, Origin.OWN)
    return said and len(content_words(sentence.text, sample.language)) >= FACTUAL_LEMMAS


def precision(sample: Sample, response: Response) -> tuple[Parts, ...]:
    """Pairs of sentence and citation whose place overlaps a gold quote ÷ pairs; an answer that cites nothing has 0 of 1."""
    pairs = [at for sentence in response.sentences for at in sentence.citations]
    right = sum(is_right(place, sample) for sentence in response.sentences for place in cited(sentence, response))
    if not pairs:
        return () if abstained(response) else one(0)
    return one(right, len(pairs))


def recall(sample: Sample, response: Response) -> tuple[Parts, ...]:
    """Factual sentences with at least one right citation ÷ factual sentences; an answer without any has 0 of 1."""
    said = [sentence for sentence in response.sentences if factual(sentence, sample)]
    if not said:
        return () if abstained(response) else one(0)
    return one(sum(any(_right(sentence, sample, response)) for sentence in said), len(said))


def _right(sentence: Sentence, sample: Sample, response: Response) -> Iterator[bool]:
    return (is_right(place, sample) for place in cited(sentence, response))


def use(sample: Sample, response: Response) -> tuple[Parts, ...]:
    """Gold quotes that some citation overlaps ÷ gold quotes; abstaining uses none."""
    places = [place for sentence in response.sentences for place in cited(sentence, response)]
    return one(sum(any(overlap(gold, place) for place in places) for gold in sample.gold), len(sample.gold))


def _speaks(sample: Sample) -> bool:
    return sample.kind is not CaseKind.PROPOSALS


_ALCE = "ALCE (Gao ym. 2023), oikeat kohdat lainauksista eikä päättelymallista"
METRICS = (
    Metric(
        name="citation_existence",
        reference="Viitteet, jotka osoittavat nimettyyn asiakirjaan ja sen sanoihin ÷ viitteet",
        applies=_speaks,
        measure=existence,
        kind=Kind.RATIO,
    ),
    Metric(
        name="quotes_verbatim",
        reference="Lainaukset (lainausmerkeissä vähintään neljä sanaa), jotka ovat sellaisinaan viitatussa kohdassa ÷ lainaukset; vain "
        "tyhjeet, viivat ja lainausmerkit yhdenmukaistetaan",
        applies=_speaks,
        measure=verbatim,
        kind=Kind.RATIO,
    ),
    Metric(
        name="citation_precision",
        reference=f"(virke, viite) -parit, joiden kohta leikkaa oikeaa lainausta ÷ parit; {_ALCE}",
        applies=has_gold,
        measure=precision,
        kind=Kind.RATIO,
    ),
    Metric(
        name="citation_recall",
        reference=f"Asiavirkkeet, joilla on vähintään yksi oikea viite ÷ asiavirkkeet; {_ALCE}",
        applies=has_gold,
        measure=recall,
        kind=Kind.RATIO,
    ),
    Metric(
        name="span_use",
        reference="Oikeat lainaukset, joihin vastaus viittaa ÷ oikeat lainaukset",
        applies=has_gold,
        measure=use,
        kind=Kind.MEAN,
    ),
)
