"""Gates: which figure they look at, what passes, and what a faulty file says."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_values import gold, sample

from assistant.text.wording import say
from assistant.types import Language
from evals.gates import FILE, Bound, Gate, applicable, judge, limit_of, load, set_anew, unjudged
from evals.types import CaseKind, GateResult, Score


def score(metric: str, value: float, low: float, high: float) -> Score:
    return Score(metric=metric, value=value, low=low, high=high, n=50)


def outcome(metric: str, bound: Bound, limit: float, *scores: Score) -> GateResult:
    (found,) = judge(scores, (Gate(name="x", metric=metric, bound=bound, limit=limit, hard=False),))
    return found


def test_shipped_gates_are_the_plans() -> None:
    """The file holds the five hard gates, and the statistical ones with the figures to reach."""
    gates = {gate.metric: gate for gate in load()}
    hard = {name: gate.limit for name, gate in gates.items() if gate.hard}
    assert hard == {
        "citation_existence": 1.0,
        "quotes_verbatim": 1.0,
        "number_fidelity": 1.0,
        "stance_inversion": 0.0,
        "determinism": 1.0,
    }
    assert {name: gate.aim for name, gate in gates.items() if not gate.hard} == {
        "span_recall_5": 0.90,
        "ndcg_10": 0.80,
        "citation_precision": 0.92,
        "citation_recall": 0.85,
        "abstention_recall": 0.85,
        "false_abstention": 0.10,
        "nuggets_vital": 0.75,
        "stance_accuracy": 0.85,
        "proposals_f1": 0.95,
    }
    # Four memos have no interval to speak of: their figure itself is looked at.
    by_value = {name for name, gate in gates.items() if gate.bound is Bound.VALUE}
    assert by_value == hard.keys() | {"proposals_f1"}


def test_a_statistical_gate_looks_at_the_low_end() -> None:
    """.90 on average is not .85 shown, where the interval begins at .80."""
    found = outcome("coverage", Bound.WORSE, 0.85, score("coverage", 0.90, 0.80, 0.95))
    assert (found.ok, found.bound) == (False, 0.80)
    assert found.reason == "luottamusvälin huonompi raja 0,8, vaaditaan ≥ 0,85"


def test_of_less_is_better_the_high_end() -> None:
    """False abstention of .05 that may be .12 does not pass .10, and one that may be .09 does."""
    wide, tight = score("false_abstention", 0.05, 0.01, 0.12), score("false_abstention", 0.05, 0.02, 0.09)
    assert not outcome("false_abstention", Bound.WORSE, 0.10, wide).ok
    assert outcome("false_abstention", Bound.WORSE, 0.10, tight).ok


def test_a_hard_gate_looks_at_the_figure() -> None:
    """All of fifty quotes are verbatim: that passes, though the interval begins at .93; one failure does not."""
    assert outcome("quotes_verbatim", Bound.VALUE, 1.0, score("quotes_verbatim", 1.0, 0.93, 1.0)).ok
    assert not outcome("quotes_verbatim", Bound.VALUE, 1.0, score("quotes_verbatim", 0.999, 0.99, 1.0)).ok


def test_the_last_digit_of_a_sum_breaks_no_gate() -> None:
    """.1 + .2 + .7 is a little below 1 in floats, and still all of it."""
    assert outcome("quotes_verbatim", Bound.VALUE, 1.0, score("quotes_verbatim", 1 - 1e-12, 1, 1)).ok


def test_what_was_not_measured_passes_and_says_so() -> None:
    """A run of one set cannot break another set's gate, and the gate is named as not judged."""
    results = judge((), load())
    assert all(result.ok and result.reason == "ei mitattu" for result in results)
    assert unjudged(results) == results


def test_a_sample_breaks_hard_gates_alone() -> None:
    """On fewer questions than it was set on a statistical gate is told and not judged; a hard one is judged on a single question."""
    gates = (
        Gate(name="x", metric="false_abstention", bound=Bound.WORSE, limit=0.10, hard=False, aim=0.05, samples=3),
        Gate(name="y", metric="quotes_verbatim", bound=Bound.VALUE, limit=1.0, hard=True),
    )
    scores = (score("false_abstention", 0.5, 0.2, 0.8), score("quotes_verbatim", 0.9, 0.8, 1.0))
    two = (sample("a"), sample("b"), sample("c", kind=CaseKind.UNANSWERABLE, answerable=False))
    told, hard = judge(scores, gates, two)
    assert (told.ok, told.judged, told.bound, told.value) == (True, False, 0.8, 0.5)
    assert told.reason == "ei arvioitu: liian vähän kysymyksiä, 2/3 kysymystä"
    assert (hard.ok, hard.judged) == (False, True)
    told, _ = judge(scores, gates, (*two, sample("d")))
    assert (told.ok, told.judged) == (False, True)


def test_each_gate_is_named_in_every_language() -> None:
    """On screen a gate has the name that its file gives it in Finnish, and one of its own in the others."""
    for gate in load():
        assert say(f"gate.{gate.metric}", Language.FI) == gate.name
        assert len({say(f"gate.{gate.metric}", language) for language in Language}) == len(Language)


def test_who_abstains_is_judged_all_the_same() -> None:
    """Questions are counted by what was asked: answers that were withheld do not make a sample of a whole run."""
    gate = Gate(name="x", metric="citation_precision", bound=Bound.WORSE, limit=0.9, hard=False, aim=1.0, samples=2)
    assert applicable(gate, (sample("a", gold=(gold(),)), sample("b", gold=(gold(),)), sample("c"))) == 2


# Setting the limits anew


def test_limits_are_what_the_baseline_showed() -> None:
    """The worse end less two points, in whole hundredths; where less is better more; where the figure itself is looked at, that."""
    worse = Gate(name="x", metric="ndcg_10", bound=Bound.WORSE, limit=0.1, hard=False)
    assert limit_of(worse, score("ndcg_10", 0.8, 0.7279, 0.85)) == 0.70
    assert limit_of(worse, score("ndcg_10", 0.8, 0.72, 0.85)) == 0.70
    assert limit_of(worse, score("ndcg_10", 0.01, 0.0, 0.05)) == 0.0
    less = Gate(name="x", metric="false_abstention", bound=Bound.WORSE, limit=0.1, hard=False)
    assert limit_of(less, score("false_abstention", 0.1, 0.05, 0.152)) == 0.18
    value = Gate(name="x", metric="proposals_f1", bound=Bound.VALUE, limit=0.1, hard=False)
    assert limit_of(value, score("proposals_f1", 1.0, 0.4, 1.0)) == 0.98


def test_setting_limits_changes_nothing_else() -> None:
    """Only the limits and counts of the metrics that were measured change; aims, hard gates, names and remarks stay."""
    before = FILE.read_text(encoding="utf-8")
    asked = tuple(sample(str(n), gold=(gold(),)) for n in range(7))
    after = set_anew(before, (score("ndcg_10", 0.8, 0.5, 0.85), score("quotes_verbatim", 0.5, 0.4, 0.6)), asked)
    changed = [(old, new) for old, new in zip(before.split("\n"), after.split("\n"), strict=True) if old != new]
    assert [new for _, new in changed] == ["limit = 0.48", "samples = 7"]
    at = after.split("\n").index("limit = 0.48")
    assert after.split("\n")[at - 2] == 'metric = "ndcg_10"'


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('name = "x"\nmetric = "nothing"\nbound = "value"\nlimit = 1\nhard = true', "no metric nothing"),
        ('name = "x"\nmetric = "coverage"\nbound = "best"\nlimit = 1\nhard = true', "best"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nlimit = "1"\nhard = true', "limit"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nlimit = true\nhard = true', "limit"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nhard = true', "limit"),
        ('name = "x"\nmetric = "coverage"\nbound = "worse"\nlimit = 1\nhard = true', "hard gate"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nlimit = 1\nhard = true\nlimt = 2', "limt"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nlimit = 1\nhard = true\naim = 2', "aim"),
        ('name = "x"\nmetric = "coverage"\nbound = "worse"\nlimit = 1\nhard = false\nsamples = 2', "aim"),
        ('name = "x"\nmetric = "coverage"\nbound = "worse"\nlimit = 1\nhard = false\naim = 1', "samples"),
    ],
)
def test_a_faulty_gate_is_named(tmp_path: Path, row: str, told: str) -> None:
    """A gate that cannot be read stops the reading and says which and why: a misspelt gate must not be a gate less."""
    file = tmp_path / "gates.toml"
    file.write_text(f"[[gate]]\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        load(file)


def test_two_gates_of_one_metric_are_refused(tmp_path: Path) -> None:
    """Of two limits one would be overlooked."""
    row = '[[gate]]\nname = "x"\nmetric = "coverage"\nbound = "value"\nlimit = 1\nhard = true\n'
    file = tmp_path / "gates.toml"
    file.write_text(row * 2, encoding="utf-8")
    with pytest.raises(ValueError, match="more than one gate of coverage"):
        load(file)
