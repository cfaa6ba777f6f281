"""The sets in inspect_ai: what a sample becomes, and, where inspect_ai is installed, a whole task."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from made_set import make
from made_values import gold, place, response, said, sample

from assistant.types import Status
from evals import inspect_task, reading
from evals.types import CaseKind, Response


@pytest.mark.parametrize("name", reading.ORDER)
def test_a_sample_goes_there_and_back(name: str) -> None:
    """Every shipped sample has the four fields that inspect_ai knows, as plain JSON, and comes back as it was."""
    for held in reading.unchecked(reading.folder_of(name)).samples:
        case = json.loads(json.dumps(inspect_task.fields(held, name)))
        assert case.keys() == {"id", "input", "target", "metadata"}
        assert (case["id"], case["input"], case["metadata"]["set"]) == (held.id, held.input, name)
        assert inspect_task.sample_of({**case, "metadata": {**case["metadata"], "response": {}}}) == held


def test_metrics_on_one_sample() -> None:
    """A right answer to a question with gold has all of its citations; a fault has none; what does not apply is not there."""
    asked = sample(gold=(gold(),))
    right = response(said("Korvaus maksetaan täysimääräisesti.", 0), references=(place(),))
    told = inspect_task.shares(inspect_task.MEANS, asked, right)
    assert (told["citation_precision"], told["citation_existence"], told["false_abstention"]) == (1.0, 1.0, 0.0)
    assert "abstention_recall" not in told
    broken = inspect_task.shares(inspect_task.MEANS, asked, Response(sample="a", set="testi", error="x"))
    assert (broken["citation_precision"], broken["false_abstention"]) == (0.0, 1.0)
    refused = replace(sample(kind=CaseKind.UNANSWERABLE), answerable=False)
    told = inspect_task.shares(inspect_task.MEANS, refused, response(status=Status.NO_SOURCES))
    assert told["abstention_recall"] == 1.0


def test_nothing_of_ours_needs_it() -> None:
    """No other module brings inspect_ai in: the evaluation runs where it is not installed."""
    probe = "import sys, evals.run, evals.report, assistant.cli\nprint('inspect_ai' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, timeout=120)
    assert ended.stdout.decode().strip() == "False"


def test_a_whole_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run by inspect_ai without a model, each metric has its mean over the questions that it applies to."""
    inspect_ai = pytest.importorskip(
        "inspect_ai", reason="inspect_ai is not installed (pip install lausuntoapuri[inspect])"
    )
    for name, value in (("DATA", str(tmp_path / "data")), ("EMBEDDING_MODEL", "lexical"), ("KNOWLEDGE", "none")):
        monkeypatch.setenv(f"LAUSUNTO_{name}", value)
    folder = make(tmp_path / "pieni")
    (log,) = inspect_ai.eval(
        inspect_task.lausuntoapuri(str(folder)), model="none/none", log_dir=str(tmp_path / "logs"), display="none"
    )
    assert log.status == "success"
    told = {score.name: score.metrics["mean"].value for score in log.results.scores}
    assert (told["citation_precision"], told["abstention_recall"], told["quotes_verbatim"]) == (1.0, 1.0, 1.0)
    assert "proposals_f1" in told
    assert not any(math.isnan(value) for value in told.values())
