"""Stances: a body's as the product reads it (STANCE), and the manager's as the first sentence of a draft tells it (DRAFT).

None is a class of its own: the body does not speak of the matter.
"""

from __future__ import annotations

from assistant.statement import Stance
from assistant.text import stances
from assistant.types import Language
from evals.metrics.base import Kind, Metric, Parts, one
from evals.types import CaseKind, Response, Sample

_FOR = frozenset((Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS))
_CITY = {Language.FI: "Kaupunki", Language.SV: "Staden", Language.EN: "City"}
_NONE = "none"


def expected(sample: Sample) -> Stance | None:
    """The right stance: of a DRAFT sample the manager's choice."""
    return sample.task.stance if sample.kind is CaseKind.DRAFT else sample.stance


def told(sample: Sample, response: Response) -> Stance | None:
    """The stance that a response tells. Of a draft it is read from the first sentence where the response does not name it."""
    if response.stance is not None or sample.kind is not CaseKind.DRAFT or not response.sentences:
        return response.stance
    return stances.of(response.sentences[0].text, speaker=_CITY[response.language])


def inverted(right: Stance | None, said: Stance | None) -> bool:
    """Whether one is for, with or without reservations, and the other against."""
    return (right in _FOR and said is Stance.OPPOSES) or (right is Stance.OPPOSES and said in _FOR)


def _classes(sample: Sample, response: Response) -> tuple[Parts, ...]:
    """F1 of a class is 2 TP ÷ (2 TP + FP + FN): each sample adds to its right class, and to the told one where they differ."""
    right, said = _class(expected(sample)), _class(told(sample, response))
    return ((right, 2.0, 2.0),) if right == said else ((right, 0.0, 1.0), (said, 0.0, 1.0))


def _class(stance: Stance | None) -> str:
    return stance.value if stance else _NONE


def _applies(sample: Sample) -> bool:
    return sample.kind is CaseKind.STANCE or (sample.kind is CaseKind.DRAFT and sample.task.stance is not None)


METRICS = (
    Metric(
        name="stance_accuracy",
        reference="Oikein luetut kannat ÷ kaikki; tieto, ettei taho ota kantaa, on oma luokkansa",
        applies=_applies,
        measure=lambda sample, response: one(told(sample, response) is expected(sample)),
    ),
    Metric(
        name="stance_macro_f1",
        reference="F1 luokittain (2·TP ÷ (2·TP + FP + FN)), keskiarvo luokista, jotka ovat oikeissa tai luetuissa kannoissa (Sokolova & Lapalme 2009)",
        applies=_applies,
        measure=_classes,
        missing=lambda sample: ((_class(expected(sample)), 0.0, 1.0),),
        kind=Kind.MACRO,
    ),
    Metric(
        name="stance_inversion",
        reference="Kannattava (myös varauksin) luettu vastustavaksi tai päinvastoin ÷ kaikki kannat",
        applies=_applies,
        measure=lambda sample, response: one(inverted(expected(sample), told(sample, response))),
        higher=False,
    ),
    Metric(
        name="dropped_reservations",
        reference="Varauksin kannattava luettu varauksetta kannattavaksi ÷ varauksin kannattavat",
        applies=lambda sample: _applies(sample) and expected(sample) is Stance.SUPPORTS_WITH_RESERVATIONS,
        measure=lambda sample, response: one(told(sample, response) is Stance.SUPPORTS),
        higher=False,
    ),
)
