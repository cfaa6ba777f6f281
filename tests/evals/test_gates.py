"""Gates: which figure they look at, what passes, and what a faulty file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.gates import Bound, Gate, judge, load, unmeasured
from evals.types import GateResult, Score


def score(metric: str, value: float, low: float, high: float) -> Score:
    return Score(metric=metric, value=value, low=low, high=high, n=50)


def outcome(metric: str, bound: Bound, limit: float, *scores: Score) -> GateResult:
    (found,) = judge(scores, (Gate(name="x", metric=metric, bound=bound, limit=limit, hard=False),))
    return found


def test_shipped_gates_are_the_plans() -> None:
    """The file holds the five hard gates and the statistical ones with their starting values."""
    gates = {gate.metric: gate for gate in load()}
    hard = {name: gate.limit for name, gate in gates.items() if gate.hard}
    assert hard == {
        "citation_existence": 1.0,
        "quotes_verbatim": 1.0,
        "number_fidelity": 1.0,
        "stance_inversion": 0.0,
        "determinism": 1.0,
    }
    assert {name: gate.limit for name, gate in gates.items() if not gate.hard} == {
        "span_recall_5": 0.85,
        "ndcg_10": 0.75,
        "citation_precision": 0.90,
        "citation_recall": 0.80,
        "abstention_recall": 0.85,
        "false_abstention": 0.10,
        "nuggets_vital": 0.70,
    }
    assert all((gate.bound is Bound.VALUE) is gate.hard for gate in gates.values())


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
    """A run of one set cannot break another set's gate, and the gate is named as unmeasured."""
    results = judge((), load())
    assert all(result.ok and result.reason == "ei mitattu" for result in results)
    assert unmeasured(results) == results


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('name = "x"\nmetric = "nothing"\nbound = "value"\nlimit = 1\nhard = true', "no metric nothing"),
        ('name = "x"\nmetric = "coverage"\nbound = "best"\nlimit = 1\nhard = false', "best"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nlimit = "1"\nhard = true', "limit"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nlimit = true\nhard = true', "limit"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nhard = true', "limit"),
        ('name = "x"\nmetric = "coverage"\nbound = "worse"\nlimit = 1\nhard = true', "hard gate"),
        ('name = "x"\nmetric = "coverage"\nbound = "value"\nlimit = 1\nhard = true\nlimt = 2', "limt"),
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
