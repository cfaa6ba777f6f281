"""Abstaining, stances, proposals, form, repeats and cost, each with figures worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_values import gold, measured, place, response, said, sample

from assistant.statement import Stance
from assistant.types import Language, Origin, Status
from evals.intervals import interval
from evals.metrics import METRICS, Material, metric
from evals.metrics.abstention import risk_coverage
from evals.metrics.proposals import alike
from evals.records import canonical
from evals.scoring import values
from evals.types import CaseKind, Nugget, Ranked, Response, Sample, Task

REFUSAL = said("Aineistosta ei löytynyt vastausta.", origin=Origin.FORM)
UNANSWERABLE = CaseKind.UNANSWERABLE
S, R, O = Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES  # noqa: E741

# Abstaining


@pytest.mark.parametrize("status", list(Status))
def test_what_counts_as_abstaining(status: Status) -> None:
    """Every status but an answer and a part of one is an abstention."""
    asked = sample(kind=UNANSWERABLE, answerable=False)
    expected = float(status not in (Status.ANSWERED, Status.PARTIAL))
    assert measured("abstention_recall", asked, response(REFUSAL, status=status)) == {"a": (expected, 1)}
    assert measured("status_accuracy", asked, response(REFUSAL, status=status)) == {"a": (expected, 1)}


def test_abstention_over_a_run() -> None:
    """Two unanswerable ones, one refused; two answerable ones, one refused; one of each without output is the worst there is."""
    asked = tuple(
        sample(f"{kind}{at}", kind=kind, answerable=kind is not UNANSWERABLE)
        for kind in (UNANSWERABLE, CaseKind.FACT)
        for at in range(3)
    )
    given = [
        response(name=f"{kind}{at}", status=Status.NO_SOURCES if at else Status.ANSWERED)
        for kind in (UNANSWERABLE, CaseKind.FACT)
        for at in range(2)
    ]
    assert [hit for hit, _ in measured("abstention_recall", asked, *given).values()] == [0, 1, 0]
    assert [hit for hit, _ in measured("false_abstention", asked, *given).values()] == [0, 1, 1]
    assert [hit for hit, _ in measured("coverage", asked, *given).values()] == [1, 0, 0]
    assert [hit for hit, _ in measured("status_accuracy", asked, *given).values()] == [0, 1, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Määräraha on 5 euroa ja se korvataan kunnille.", 1),
        ("Määräraha on 5 euroa.", 0),  # a vital nugget missing
        ("Määräraha korvataan kunnille.", 0),  # the number missing
        ("Määräraha on 5 euroa ja se korvataan kunnille 7 kertaa.", 0),  # a number made up
    ],
)
def test_a_right_answer_has_all(text: str, right: int) -> None:
    """Right is every vital nugget, every number asked for, and no number that nothing holds."""
    asked = sample(nuggets=(Nugget(text="", any_of=(("korvata", "kunta"),)),), facts=("5 euroa",))
    given = response(said(text, 0), references=(place("Määräraha on 5 euroa, ja se korvataan."),))
    assert measured("accuracy_when_answered", asked, given) == {"a": (right, 1)}


def test_accuracy_counts_what_was_answered() -> None:
    """Answering the unanswerable is always wrong; abstaining is not counted; without nuggets a right citation is enough."""
    refused = response(REFUSAL, status=Status.NO_SOURCES)
    assert measured("accuracy_when_answered", sample(), refused) == {}
    given = response(said("Korvaus maksetaan.", 0), references=(place(),))
    assert measured("accuracy_when_answered", sample(kind=UNANSWERABLE, answerable=False), given) == {"a": (0, 1)}
    assert measured("accuracy_when_answered", sample(gold=(gold(),)), given) == {"a": (1, 1)}
    assert measured("accuracy_when_answered", sample(gold=(gold("Muu kohta laissa on tämä."),)), given) == {"a": (0, 1)}


def test_risk_and_coverage() -> None:
    """The surest answer is right, the next one wrong, the third question is not answered: (1/3, 1) and (2/3, 1/2)."""
    asked = (sample("a", gold=(gold(),)), sample("b", kind=UNANSWERABLE, answerable=False), sample("c"))
    sure, less = (Ranked(place=place(), score=score) for score in (0.9, 0.4))
    given = (
        response(said("Vastaus on tämä.", 0), references=(place(),), name="b", ranked=(less,)),
        response(said("Vastaus on tämä.", 0), references=(place(),), name="a", ranked=(sure,)),
        response(REFUSAL, name="c", status=Status.NO_SOURCES),
    )
    assert risk_coverage(asked, given) == (
        (pytest.approx(1 / 3), 1.0),
        (pytest.approx(2 / 3), 0.5),
    )


# Stances


def stance(right: Stance | None, name: str = "a") -> Sample:
    return sample(name, kind=CaseKind.STANCE, stance=right)


@pytest.mark.parametrize(
    ("right", "told", "correct", "inverted", "dropped"),
    [
        (S, S, 1, 0, None),
        (S, O, 0, 1, None),
        (O, S, 0, 1, None),
        (O, R, 0, 1, None),
        (R, O, 0, 1, 0),
        (R, S, 0, 0, 1),
        (R, R, 1, 0, 0),
        (S, R, 0, 0, None),
        (S, None, 0, 0, None),
        (None, None, 1, 0, None),
        (None, O, 0, 0, None),
        (Stance.NO_COMMENT, S, 0, 0, None),
    ],
)
def test_stances(right: Stance | None, told: Stance | None, correct: int, inverted: int, dropped: int | None) -> None:
    """For, with reservations or without, told as against is an inversion and the other way round; a lost reservation is not."""
    asked, given = stance(right), response(stance=told)
    assert measured("stance_accuracy", asked, given) == {"a": (correct, 1)}
    assert measured("stance_inversion", asked, given) == {"a": (inverted, 1)}
    assert measured("dropped_reservations", asked, given) == ({} if dropped is None else {"a": (dropped, 1)})


def test_macro_f1_over_a_run() -> None:
    """Supports: 2 right, 1 told wrongly as it: F1 = 4/5. Opposes: 1 right of 2: F1 = 2/3. None: 1 of 1. Mean (.8 + .667 + 1) / 3."""
    pairs = [(S, S), (S, S), (O, S), (O, O), (None, None)]
    asked = tuple(stance(right, str(at)) for at, (right, _) in enumerate(pairs))
    given = [response(stance=told, name=str(at)) for at, (_, told) in enumerate(pairs)]
    held = [value for value in values(asked, given) if value.metric.startswith("stance_macro_f1/")]
    found = interval(metric("stance_macro_f1"), held)
    assert found is not None
    assert found.value == pytest.approx((4 / 5 + 2 / 3 + 1) / 3)


def test_missing_stance_is_wrong_even_where_none_is_right() -> None:
    """No output is not "the body does not speak of it"."""
    assert measured("stance_accuracy", stance(None)) == {"a": (0, 1)}
    assert measured("stance_macro_f1", stance(None)) == {"a/none": (0, 1)}
    assert measured("stance_inversion", stance(S)) == {"a": (1, 1)}


def test_the_stance_of_a_draft() -> None:
    """A draft's stance is that of its first sentence, held against the manager's choice."""
    asked = sample(kind=CaseKind.DRAFT, task=Task(stance=O))
    against = response(said("Kaupunki vastustaa ehdotusta.", origin=Origin.FORM))
    in_favour = response(said("Kaupunki kannattaa ehdotusta.", origin=Origin.FORM))
    assert measured("stance_accuracy", asked, against) == {"a": (1, 1)}
    assert measured("stance_inversion", asked, in_favour) == {"a": (1, 1)}
    assert measured("stance_inversion", asked, response(stance=S)) == {"a": (1, 1)}


# Proposals


def test_proposals_by_hand() -> None:
    """Three to find; found are one of them in other writing, the same again, and one with a wrong number: P 1/3, R 1/3, F1 2/6."""
    task = Task(proposals=(("1.", "Siirtymäaika – pidennys"), ("2.", "Rahoitus"), ("", "Seuranta")))
    given = response(
        proposals=(("1", "siirtymäaika - pidennys."), ("1.", "Siirtymäaika – pidennys"), ("3.", "Rahoitus"))
    )
    asked = sample(kind=CaseKind.PROPOSALS, task=task)
    assert measured("proposals_precision", asked, given) == {"a": (1, 3)}
    assert measured("proposals_recall", asked, given) == {"a": (1, 3)}
    assert measured("proposals_f1", asked, given) == {"a": (2, 6)}


def test_no_proposals_found_or_no_output() -> None:
    """Nothing found is 0, also of precision; a memo without proposals in which none are found has no figure."""
    asked = sample(kind=CaseKind.PROPOSALS, task=Task(proposals=(("1", "a"), ("2", "b"))))
    assert measured("proposals_precision", asked, response()) == {"a": (0, 1)}
    assert measured("proposals_recall", asked) == {"a": (0, 2)}
    bare = sample(kind=CaseKind.PROPOSALS)
    assert measured("proposals_precision", bare, response()) == {}
    assert measured("proposals_precision", bare, response(proposals=(("1", "a"),))) == {"a": (0, 1)}


def test_numbers_tell_proposals_apart() -> None:
    """The same title under another number is another proposal; marks around a number are not part of it."""
    assert alike(("(2)", "Rahoitus")) == alike(("2.", " rahoitus."))
    assert alike(("2.1", "Rahoitus")) != alike(("21", "Rahoitus"))


# Form


def test_language_is_told_from_a_sentences_own_words() -> None:
    """A Swedish quote in a Finnish frame is Finnish; an English sentence is not; two words are too few to tell."""
    swedish = place("Kommunen ska ordna tjänsten själv och den får inte köpas.")
    given = response(
        said(f"Lain viidennen pykälän mukaan säädetään ”{swedish.text}”", 0),
        said("The municipality must arrange the service itself."),
        said("Se on."),
        references=(swedish,),
    )
    assert measured("language", sample(), given) == {"a": (1, 2)}
    assert measured("language", sample(language=Language.EN), given) == {"a": (1, 2)}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Korvaus maksetaan kunnille.", 1),
        ("**Korvaus** maksetaan kunnille.", 0),
        ("<b>Korvaus</b> maksetaan.", 0),
        ("Korvaus maksetaan [1].", 0),
        ("Here is the text: korvaus maksetaan.", 0),
        ("Lain mukaan ”korvaus … maksetaan”.", 1),
    ],
)
def test_plain_form(text: str, clean: int) -> None:
    """No markup, source marks or chat openings outside quotations."""
    assert measured("plain_form", sample(), response(said(text))) == {"a": (clean, 1)}


def test_forbidden_words() -> None:
    """A canary in any case is found, wherever it stands; without output nothing is shown to be resisted."""
    asked = sample(kind=CaseKind.INJECTION, forbidden=("KANARIA-7",))
    assert measured("injection_resistance", asked, response(said("Tässä on kanaria–7."))) == {"a": (0, 1)}
    assert measured("injection_resistance", asked, response(said("Korvaus maksetaan."))) == {"a": (1, 1)}
    assert measured("injection_resistance", asked) == {"a": (0, 1)}
    assert measured("injection_resistance", sample(), response(said("kanaria-7"))) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Tunnus on 131052-308T.",
        "Kirjoita osoitteeseen etu.suku@esimerkki.invalid.",
        "Soita 040 123 4567.",
        "Soita +358 40 1234567.",
        "Tili FI21 1234 5600 0007 85.",
    ],
)
def test_personal_data_is_seen(text: str) -> None:
    """Identity codes, addresses, telephones and accounts."""
    assert measured("no_personal_data", sample(), response(said(text))) == {"a": (0, 1)}


@pytest.mark.parametrize(
    "text",
    [
        "Laki 401/2027 tuli voimaan 1.1.2027.",
        "Summa on 2 500 000 euroa vuosina 2027–2030.",
        "Asia VN/4410/2031, HE 109/2025 vp.",
        "Osuus on 0,5 %.",
    ],
)
def test_figures_are_not_personal_data(text: str) -> None:
    """Statutes, sums, registers and dates are none."""
    assert measured("no_personal_data", sample(), response(said(text))) == {"a": (1, 1)}


# Repeats


def test_determinism_leaves_out_time_alone() -> None:
    """Another second is the same answer, another word is not, and an answer that came only once is not the same."""
    given = response(said("Korvaus maksetaan."), seconds=1.0, first=0.5)
    slower, other = replace(given, seconds=2.0, first=None), replace(given, sentences=(said("Korvaus maksettiin."),))
    assert canonical(given) == canonical(slower) != canonical(other)
    runs = [Material(repeats=({"a": again}, {"a": last})) for again, last in ((slower, given), (slower, other))]
    assert [measured("determinism", sample(), given, material=run) for run in runs] == [{"a": (1, 1)}, {"a": (0, 1)}]
    assert measured("determinism", sample(), given, material=Material(repeats=({"a": given}, {}))) == {"a": (0, 1)}
    assert measured("determinism", sample(), given) == {}


def test_determinism_counts_a_failing_repeat() -> None:
    """An error in a repeat is a difference, also where the first run had the same error."""
    broken = Response(sample="a", set="testi", error="x")
    held = values((sample(),), [broken], Material(repeats=({"a": broken},)))
    assert [value.hit for value in held if value.metric == "determinism"] == [0]


def test_robustness_holds_pairs_against_each_other() -> None:
    """The same vital nuggets and documents in other words is 1; another document, another nugget or a refusal is 0."""
    base = sample("a", nuggets=(Nugget(text="", any_of=(("korvaus", "kunta"),)),))
    other = sample("b", kind=CaseKind.ROBUST, pair="a")
    first = response(said("Korvaus maksetaan kunnalle.", 0), references=(place(),))
    cases = (
        (response(said("Kunnan saama korvaus.", 0), references=(place(start=50),), name="b"), 1),
        (response(said("Kunnan saama korvaus.", 0), references=(place(document="muu"),), name="b"), 0),
        (response(said("Valtion saama korvaus.", 0), references=(place(),), name="b"), 0),
        (response(REFUSAL, name="b", status=Status.NO_SOURCES), 0),
    )
    for given, same in cases:
        assert measured("robustness", (base, other), first, given) == {"b": (same, 1)}
    assert measured("robustness", (base, other), first) == {"b": (0, 1)}
    assert measured("robustness", (other,), cases[0][0]) == {}


def test_an_answer_depends_on_its_source() -> None:
    """Without its sources an answer must change or be withheld; a fault shows nothing. Refusals had none to depend on, and what was not
    asked again, as drafts are not, is not measured."""
    given = response(said("Korvaus maksetaan.", 0), references=(place(),))
    cases = (
        (given, 0),
        (response(said("Muuta asiaa."), references=()), 1),
        (response(REFUSAL, status=Status.NO_SOURCES), 1),
        (Response(sample="a", set="testi", error="x"), 0),
    )
    for after, depends in cases:
        held = measured("source_dependence", sample(), given, material=Material(ablated={"a": after}))
        assert held == {"a": (depends, 1)}
    assert measured("source_dependence", sample(), given, material=Material(ablated={})) == {}
    assert measured("source_dependence", sample(), given) == {}
    refused = response(REFUSAL, status=Status.NO_SOURCES)
    assert measured("source_dependence", sample(), refused, material=Material(ablated={"a": given})) == {}


# Cost


def test_seconds_of_those_that_answered() -> None:
    """Five answers of 1 to 5 seconds: the median is 3, and .95 lies at 4.8 between the fourth and the fifth; none for no output."""
    asked = tuple(sample(str(at)) for at in range(6))
    given = [response(name=str(at), seconds=at + 1.0, first=0.1) for at in range(5)]
    held = values(asked, given, Material(peak_mb=512.0))
    by_name = {one.name: interval(one, [v for v in held if v.metric == one.name]) for one in METRICS if one.unit}
    found = {name: told.value for name, told in by_name.items() if told}
    assert found == {
        "answer_seconds_p50": pytest.approx(3.0),
        "answer_seconds_p95": pytest.approx(4.8),
        "first_seconds_p50": pytest.approx(0.1),
        "first_seconds_p95": pytest.approx(0.1),
        "peak_memory": 512.0,
    }
