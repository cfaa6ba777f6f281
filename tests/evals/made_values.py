"""Samples and responses for the tests of metrics, short to write."""

from __future__ import annotations

from typing import Any

from assistant.types import Origin, Status
from evals.metrics import Material, metric
from evals.types import CaseKind, Gold, Place, Ranked, Response, Sample, Sentence, Split, Value

LAW = "laki"
GOLD = "Korvaus maksetaan täysimääräisesti 1 päivästä tammikuuta 2033."


def sample(name: str = "a", kind: CaseKind = CaseKind.FACT, **fields: Any) -> Sample:
    return Sample(id=name, input="Miten korvaus maksetaan?", kind=kind, split=Split.TEST, **fields)


def gold(quote: str = GOLD, document: str = LAW, section: str = "") -> Gold:
    return Gold(document=document, quote=quote, section=section)


def place(text: str = GOLD, document: str = LAW, start: int = 0, **fields: Any) -> Place:
    return Place(document=document, start=start, end=start + len(text), text=text, **fields)


def said(text: str, *citations: int, origin: Origin = Origin.SUPPORTED) -> Sentence:
    return Sentence(text=text, origin=origin, citations=citations)


def response(
    *sentences: Sentence,
    references: tuple[Place, ...] = (),
    name: str = "a",
    status: Status = Status.ANSWERED,
    **fields: Any,
) -> Response:
    return Response(sample=name, set="testi", status=status, sentences=sentences, references=references, **fields)


def ranked(*places: Place) -> tuple[Ranked, ...]:
    return tuple(Ranked(place=one, score=1.0) for one in places)


def measured(
    name: str, asked: Sample | tuple[Sample, ...], *given: Response, material: Material | None = None
) -> dict[str, tuple[float, float]]:
    """A metric's (hit, of) by sample; the class of a MACRO metric stands after the sample's id."""
    samples = asked if isinstance(asked, tuple) else (asked,)
    found = metric(name).values(samples, {one.sample: one for one in given}, material or Material())
    return {value.sample + value.metric.removeprefix(name): (value.hit, value.of) for value in found}


def values(name: str, *hits: float, of: float = 1.0) -> tuple[Value, ...]:
    return tuple(Value(sample=f"s{at:03}", metric=name, hit=hit, of=of) for at, hit in enumerate(hits))
