"""From responses to scores: what is measured of whom, the whole and its parts."""

from __future__ import annotations

import time

import pytest
from made_values import gold, place, ranked, response, said, sample

from assistant.text.wording import texts
from assistant.types import Language, Status
from evals.metrics import METRICS, base_name, metric
from evals.scoring import scores, slices, values
from evals.types import CaseKind, Nugget, Response

ASKED = (
    sample("a", gold=(gold(),), slice="taivutus"),
    sample("b", gold=(gold(),), language=Language.SV),
    sample("c", kind=CaseKind.UNANSWERABLE, answerable=False),
)
RIGHT = response(said("Korvaus maksetaan kunnille täysimääräisesti.", 0), references=(place(),), ranked=ranked(place()))


def test_metrics_are_named_once_and_explained() -> None:
    """Every metric has one name, words for people in each language, a definition and one way of measuring."""
    assert len({one.name for one in METRICS}) == len(METRICS)
    assert texts()["metric"].keys() == {one.name for one in METRICS}
    for one in METRICS:
        assert one.reference, one.name
        assert (one.measure is None) != (one.over is None), one.name


def test_a_metric_is_found_by_its_name_and_its_classes() -> None:
    """A value's class leads to its metric; an unknown name is told with the known ones."""
    assert metric("stance_macro_f1/opposes").name == base_name("stance_macro_f1/opposes") == "stance_macro_f1"
    with pytest.raises(KeyError, match="coverage"):
        metric("nothing")


def test_errors_and_missing_responses_are_the_same() -> None:
    """A response with an error is worth as much as none, whatever else it holds."""
    broken = Response(sample="a", set="testi", error="timeout", sentences=RIGHT.sentences, references=RIGHT.references)
    assert values(ASKED[:1], [broken]) == values(ASKED[:1], [])


def test_missing_output_is_the_worst_on_every_metric_that_applies() -> None:
    """Shares of a run without a single response are 0, or 1 where less is better; seconds have no figure."""
    asked = (
        *ASKED,
        sample("d", nuggets=(Nugget(text="", any_of=(("korvaus",),)),), facts=("5 euroa",), forbidden=("x",)),
        sample("e", kind=CaseKind.STANCE),
        sample("f", kind=CaseKind.PROPOSALS),
    )
    found = scores(values(asked, []), asked)
    assert {one.metric: one.value for one in found} == {
        one.metric: 0.0 if metric(one.metric).higher else 1.0 for one in found
    }
    measured = {one.metric for one in found}
    assert {one.name for one in METRICS if one.measure and one.bounded} - measured == {"dropped_reservations"}
    assert not measured & {one.name for one in METRICS if one.unit}


def test_two_responses_to_one_sample_are_refused() -> None:
    """Which of them counts would be a guess; the same for two samples of one id."""
    with pytest.raises(ValueError, match="response to a"):
        values(ASKED, [RIGHT, RIGHT])
    with pytest.raises(ValueError, match="sample a"):
        values((ASKED[0], ASKED[0]), [])


def test_a_run_by_hand() -> None:
    """Of two answerable questions one is answered rightly; the unanswerable one is refused."""
    given = [RIGHT, response(name="b", status=Status.NO_SOURCES), response(name="c", status=Status.NO_SOURCES)]
    found = {one.metric: (one.value, one.n) for one in scores(values(ASKED, given), ASKED)}
    assert found["citation_precision"] == (1.0, 1)
    assert found["span_use"] == (0.5, 2)
    assert found["ndcg_10"] == (0.5, 2)
    assert found["abstention_recall"] == (1.0, 1)
    assert found["false_abstention"] == (0.5, 2)
    assert found["status_accuracy"] == (pytest.approx(2 / 3), 3)


def test_slices_are_the_scores_of_their_samples() -> None:
    """Each kind, language, split and slice has its own scores; what would be the whole run again is left out."""
    held = values(ASKED, [RIGHT])
    parts = slices(held, ASKED)
    assert set(parts) == {"kind:fact", "kind:unanswerable", "language:fi", "language:sv", "slice:taivutus"}
    for name, group in (("language:sv", ASKED[1:2]), ("kind:fact", ASKED[:2]), ("slice:taivutus", ASKED[:1])):
        assert parts[name] == scores(held, group)
    assert {one.metric: one.value for one in parts["slice:taivutus"]}["ndcg_10"] == 1.0


def test_scores_are_the_same_each_time() -> None:
    """The seed is fixed: a run scored anew has the same intervals to the last digit."""
    held = values(ASKED, [RIGHT])
    assert scores(held, ASKED) == scores(held, ASKED)


@pytest.mark.untraced  # a tracer would be what is measured
def test_a_run_of_four_hundred_is_scored_while_one_waits() -> None:
    """Measuring and all intervals of a full run take seconds, not minutes."""
    nugget = Nugget(text="", any_of=(("korvaus", "täysimääräinen"), ("maksaa", "kokonaan", "kunta")))
    asked = tuple(sample(str(at), gold=(gold(),), nuggets=(nugget,), facts=("1.1.2033",)) for at in range(400))
    given = [
        response(
            said(f"Kunta {at} saa lain mukaan korvauksen täysimääräisesti vuonna 2033.", 0),
            references=(place(),),
            ranked=ranked(*(place(f"{at} {k} Muuta asiaa. " * 20, start=k) for k in range(12))),
            name=str(at),
            seconds=at / 100,
        )
        for at in range(400)
    ]
    began = time.perf_counter()
    scores(values(asked, given), asked)
    assert time.perf_counter() - began < 60
