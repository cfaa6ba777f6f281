"""Origin honesty: that a sentence is what its mark says it is.

QUOTED       shows every place it cites word for word, and what else it quotes stands there too
SUPPORTED    cites, and what it quotes stands in a cited place
OWN          is the user's own words
FORM         tells no number, date or section that neither a reference nor the user's words hold
UNSUPPORTED  says that it has no support, which is honest
"""

from __future__ import annotations

from assistant.text.facts import held, spans
from assistant.text.quotes import fold
from assistant.types import Origin
from evals.metrics.base import Kind, Metric, Parts, abstained, one
from evals.metrics.spans import shown
from evals.metrics.support import cited, facts_of, own_words, quoted, stands
from evals.types import CaseKind, Response, Sample, Sentence


def honest(sentence: Sentence, sample: Sample, response: Response) -> bool:
    """Whether a sentence is what its origin says."""
    match sentence.origin:
        case Origin.QUOTED:
            return _cites(sentence, response) and _shows(sentence, response) and _quotes(sentence, sample, response)
        case Origin.SUPPORTED:
            return _cites(sentence, response) and _quotes(sentence, sample, response)
        case Origin.OWN:
            words = fold(sentence.text).rstrip(".!?:; ")
            return bool(words) and any(words in shown(text) for text in own_words(sample, response))
        case Origin.FORM:
            return abstained(response) or _tells_nothing(sentence, sample, response)
        case Origin.UNSUPPORTED:
            return True


def _cites(sentence: Sentence, response: Response) -> bool:
    return bool(sentence.citations) and len(cited(sentence, response)) == len(sentence.citations)


def _shows(sentence: Sentence, response: Response) -> bool:
    text = fold(sentence.text)
    return all(shown(place.text) in text for place in cited(sentence, response))


def _quotes(sentence: Sentence, sample: Sample, response: Response) -> bool:
    places = cited(sentence, response)
    supports = [text for place in places for text in (place.text, place.source) if text]
    supports.extend(own_words(sample, response))
    return all(whole or any(stands(words, text) for text in supports) for words, whole in quoted(sentence, places))


def _tells_nothing(sentence: Sentence, sample: Sample, response: Response) -> bool:
    supports = [facts_of(text) for place in response.references for text in (place.text, place.source) if text]
    supports.extend(facts_of(text) for text in own_words(sample, response))
    return all(any(held(placed.fact, support) for support in supports) for placed in spans(sentence.text))


def _rate(sample: Sample, response: Response) -> tuple[Parts, ...]:
    return one(sum(honest(sentence, sample, response) for sentence in response.sentences), len(response.sentences))


METRICS = (
    Metric(
        name="origin_honesty",
        reference="Virkkeet, jotka ovat sitä, mitä niiden alkuperämerkintä sanoo ÷ virkkeet",
        applies=lambda sample: sample.kind is not CaseKind.PROPOSALS,
        measure=_rate,
        kind=Kind.RATIO,
    ),
)
