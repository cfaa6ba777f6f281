"""Numbers, dates, sections and statute numbers: that each that is told is held by a source, and that the right ones are told.

Tokens and their equality are the product's own (`assistant.text.facts`), which are tested by themselves.
"""

from __future__ import annotations

from assistant.text.facts import held, tokens
from assistant.text.quotes import fold
from assistant.types import Origin
from evals.metrics.base import Kind, Metric, Parts, abstained, one
from evals.metrics.support import facts_of, failures
from evals.types import CaseKind, Response, Sample


def token_rate(sample: Sample, response: Response) -> tuple[Parts, ...]:
    """Tokens that something holds ÷ tokens."""
    checked = [ok for _, _, ok in failures(sample, response)]
    return one(sum(checked), len(checked))


def faithful(sample: Sample, response: Response) -> bool:
    """Whether every token of a response is held."""
    return all(ok for _, _, ok in failures(sample, response))


def without_failure(sample: Sample, response: Response) -> tuple[Parts, ...]:
    """1 where every token is held; responses without any token are left out."""
    checked = [ok for _, _, ok in failures(sample, response)]
    return one(all(checked)) if checked else ()


def told(sample: Sample, response: Response) -> tuple[int, int]:
    """How many of the sample's facts the response tells, and how many there are. Fixed wording of a question's answer tells none."""
    if abstained(response):
        return 0, len(sample.facts)
    text = "\n".join(
        sentence.text
        for sentence in response.sentences
        if sample.kind is CaseKind.DRAFT or sentence.origin is not Origin.FORM
    )
    return sum(_tells(text, fact) for fact in sample.facts), len(sample.facts)


def _tells(text: str, fact: str) -> bool:
    wanted = tokens(fact)
    if not wanted:  # not a token ("puolet"): its words must stand there
        return fold(fact).casefold() in fold(text).casefold()
    said = facts_of(text)
    return all(held(one_of, said) for one_of in wanted)


def _speaks(sample: Sample) -> bool:
    return sample.kind is not CaseKind.PROPOSALS


METRICS = (
    Metric(
        name="number_fidelity",
        reference="Luvut, päivämäärät, eurot, prosentit, pykälät ja säädösnumerot, jotka saman virkkeen lähdekohta tai käyttäjän oma teksti "
        "sisältää ÷ kaikki kerrotut (normalisoituina)",
        applies=_speaks,
        measure=token_rate,
        kind=Kind.RATIO,
    ),
    Metric(
        name="number_fidelity_answers",
        reference="Vastaukset, joiden jokainen luku, päivä ja pykälä pitää ÷ vastaukset, joissa niitä on",
        applies=_speaks,
        measure=without_failure,
    ),
    Metric(
        name="facts_told",
        reference="Näytteen luvuista, päivistä ja pykälistä ne, jotka vastaus kertoo; kysymysten keskiarvo",
        applies=lambda sample: sample.answerable and bool(sample.facts),
        measure=lambda sample, response: one(*told(sample, response)),
        kind=Kind.MEAN,
    ),
)
