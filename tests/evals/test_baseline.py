"""The shipped baseline: a whole run kept without its answers, against which later runs are compared question by question."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from made_set import ROWS

from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.text.wording import explain
from evals import baseline, compare, folders, gates, reading, run
from evals.metrics import metric
from evals.types import Change, EvalSet, Run, Split

pytestmark = pytest.mark.usefixtures("steady")


@pytest.fixture(scope="module")
def finished(steady: None, held: EvalSet, settings: Settings) -> Run:
    """A run of its test split, every gate taken as measured and holding."""
    made = run.run([held], settings, run.Options(splits=(Split.TEST,), repeat=2, ablation=True))
    return replace(made, gates=tuple(replace(gate, bound=1.0, ok=True) for gate in made.gates))


@pytest.fixture
def gates_file(tmp_path: Path) -> Path:
    """A copy of the gates that a test may change."""
    return Path(shutil.copy(gates.FILE, tmp_path / "gates.toml"))


@pytest.fixture(autouse=True)
def shipped(held: EvalSet, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small set is among those that are shipped."""
    monkeypatch.setattr(reading, "SETS", held.folder.parent)


def test_kept_and_read_again(finished: Run, tmp_path: Path, gates_file: Path) -> None:
    """Figures, gates by the new limits, and every value but seconds come back; answers are not kept."""
    made = baseline.write(finished, tmp_path / "baseline", gates_file)
    assert {file.name for file in (tmp_path / "baseline").iterdir()} == {"config.json", "summary.json", "scores.jsonl"}
    again = baseline.read(tmp_path / "baseline")
    assert (again.config, again.scores, again.samples) == (finished.config, finished.scores, finished.samples)
    assert again.gates == made.gates == gates.judge(finished.scores, gates.load(gates_file), finished.samples)
    kept = [value for value in finished.values if value.sample and metric(value.metric).bounded]
    assert sorted(map(str, again.values)) == sorted(map(str, kept))
    assert again.responses == ()


def test_the_limits_are_set_to_it(finished: Run, tmp_path: Path, gates_file: Path) -> None:
    """What the run showed becomes the limit of each statistical gate that it measured; hard gates and aims stay."""
    before = {gate.metric: gate for gate in gates.load(gates_file)}
    made = baseline.write(finished, tmp_path / "baseline", gates_file)
    after = {gate.metric: gate for gate in gates.load(gates_file)}
    measured = {score.metric: score for score in finished.scores}
    for name, gate in after.items():
        if gate.hard or name not in measured:
            assert gate == before[name]
        else:
            assert gate.limit == pytest.approx(gates.limit_of(gate, measured[name]))
            assert (gate.aim, gate.samples) == (before[name].aim, gates.applicable(gate, finished.samples))
    assert all(gate.ok for gate in made.gates if not gate.hard)


def test_a_run_is_compared_with_it_question_by_question(finished: Run, tmp_path: Path, gates_file: Path) -> None:
    """The same run differs in nothing; a question that lost its right citation is named."""
    baseline.write(finished, tmp_path / "baseline", gates_file)
    before = baseline.read(tmp_path / "baseline")
    told = compare.compare(finished, before)
    assert {one.metric for one in told} >= {"citation_precision", "abstention_recall"}
    assert {one.change for one in told} == {Change.SAME}
    assert not any(one.flipped for one in told)
    worse = tuple(replace(v, hit=0.0) if v.metric == "citation_precision" else v for v in finished.values)
    told = compare.compare(replace(finished, values=worse), before)
    assert next(one.flipped for one in told if one.metric == "citation_precision") == ("maksu",)


def test_what_is_asked_otherwise_now_is_left_out(
    finished: Run, held: EvalSet, tmp_path: Path, gates_file: Path
) -> None:
    """A question that was changed since is not compared; who has read it may change."""
    baseline.write(finished, tmp_path / "baseline", gates_file)
    file = held.folder / reading.SAMPLES
    kept = file.read_text(encoding="utf-8")
    changed = [json.loads(line) for line in kept.splitlines()]
    changed[0]["input"] = "Mikä on palstamaksu?"
    changed[1]["metadata"]["annotators"] = ["A", "B"]
    try:
        file.write_text("".join(json.dumps(row) + "\n" for row in changed), encoding="utf-8")
        left = {sample.id for sample in baseline.read(tmp_path / "baseline").samples}
    finally:
        file.write_text(kept, encoding="utf-8")
    assert left == {sample.id for sample in finished.samples} - {ROWS[0]["id"]}


@pytest.mark.parametrize("fault", ["sample", "splits", "unmeasured", "hard"])
def test_what_is_no_measure_is_refused(finished: Run, tmp_path: Path, gates_file: Path, fault: str) -> None:
    """A sample, another split, a gate without a figure or a broken hard gate makes no baseline, and no limit is changed."""
    first, *rest = finished.gates
    broken = {
        "sample": replace(finished, config=replace(finished.config, sample=3)),
        "splits": replace(finished, config=replace(finished.config, splits=tuple(Split))),
        "unmeasured": replace(finished, gates=(replace(first, bound=None), *rest)),
        "hard": replace(finished, gates=(replace(first, ok=False), *rest)),
    }[fault]
    before = gates_file.read_bytes()
    with pytest.raises(UsageError) as told:
        baseline.write(broken, tmp_path / "baseline", gates_file)
    assert told.value.code == "eval_no_measure"
    if fault in ("unmeasured", "hard"):
        assert first.name in explain(told.value, "fi")
    assert gates_file.read_bytes() == before
    assert not (tmp_path / "baseline").exists()


def test_none_and_a_broken_one_are_told(finished: Run, tmp_path: Path, gates_file: Path) -> None:
    """Where none is shipped the command that makes one is named; one that cannot be read is told by its folder."""
    with pytest.raises(UsageError) as told:
        baseline.read(tmp_path / "baseline")
    assert told.value.code == "eval_no_baseline"
    assert "make baseline" in explain(told.value, "fi")
    baseline.write(finished, tmp_path / "baseline", gates_file)
    for broken in ('{"sample": "a"}\n', '{"sample": "a", "asked": "b", "values": {"coverage": [1]}}\n'):
        (tmp_path / "baseline" / folders.SCORES).write_text(broken, encoding="utf-8")
        with pytest.raises(UsageError) as told:
            baseline.read(tmp_path / "baseline")
        assert told.value.code == "eval_run_broken"
