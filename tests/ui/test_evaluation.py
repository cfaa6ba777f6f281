"""The tab Arviointi without a browser: one run at a time in a process of its own, and what is shown of it."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.text.wording import texts
from assistant.types import Language, Origin, Status
from assistant.ui.evaluating import SAMPLE, Evaluating, State
from assistant.ui.render import evaluation as drawn
from evals import folders, reading, report
from evals.types import (
    CaseKind,
    Change,
    Config,
    Difference,
    GateResult,
    Response,
    Run,
    Sample,
    Score,
    Sentence,
    Split,
    Value,
)
from tests.ui.test_html import Seen

FI = Language.FI
CANARY = "<script>window.hacked=1</script>"

# Stands in for `lausunto eval`: writes down how it was called, then does what the test says.
_BEGIN = """
import json, pathlib, sys, time
words = sys.argv[1:]
runs = pathlib.Path(words[words.index("--data") + 1]) / "evals" / "runs"
(runs / "called.json").write_text(json.dumps(words))
"""
_WAITS = "time.sleep(60)"
_UNDER_WAY = """
run = runs / "20261124T120000Z-now"
run.mkdir()
(run / "config.json").write_text("{}")
(run / "samples.jsonl").write_text("a\\nb\\nc\\n")
(run / "answers.jsonl").write_text("a\\n")
(run / ".lock").touch()
time.sleep(60)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that nothing was run in."""
    return tmp_path / "data"


@pytest.fixture
def evaluating(data: Path) -> Iterator[Callable[[str], Evaluating]]:
    """Runs that do as they are told; none outlives its test."""
    made: list[Evaluating] = []

    def make(script: str) -> Evaluating:
        made.append(
            Evaluating(
                Settings(data=data, knowledge="none", embedding_model="lexical"),
                command=lambda words: [sys.executable, "-c", _BEGIN + script, *words],
            )
        )
        return made[-1]

    yield make
    for one in made:
        one.close()


def until(holds: Callable[[], bool]) -> None:
    """Waits until something holds, ten seconds at most."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def called(data: Path) -> list[str]:
    """How the last run was called."""
    file = data / "evals" / "runs" / "called.json"
    until(lambda: file.is_file() and file.stat().st_size > 0)
    words: list[str] = json.loads(file.read_text(encoding="utf-8"))
    file.unlink()
    return words


def finished(data: Path, name: str, *, sets: tuple[str, ...] = ("facts",), sample: int | None = SAMPLE) -> Run:
    """A run on the disk: one question of the development split, answered with words that would like to be markup."""
    asked = Sample(id="f-1", input="Kuinka kauan?", kind=CaseKind.ROBUST, split=Split.DEV)
    said = Sentence(text=CANARY, origin=Origin.QUOTED)
    gate = GateResult(name="Raja", metric="ndcg_10", bound=0.7, limit=0.6, ok=True, hard=False, value=0.8, aim=0.75)
    run = Run(
        folder=data / "evals" / "runs" / name,
        config=Config(
            run=name,
            made=dt.datetime(2026, 11, 24, 12, 5, tzinfo=dt.UTC),
            revision="0123456789ab",
            model="extractive",
            embedder="lexical",
            prompts=(),
            sets=dict.fromkeys(sets, "0" * 64),
            splits=(Split.TEST,),
            samples=1,
            sample=sample,
            machine="",
        ),
        samples=(asked,),
        responses=(Response(sample="f-1", set="facts", status=Status.ANSWERED, sentences=(said,)),),
        values=(Value(sample="f-1", metric="ndcg_10", hit=0.8),),
        scores=(Score(metric="ndcg_10", value=0.8, low=0.7, high=0.9, n=1),),
        gates=(gate,),
    )
    folders.begin(run.folder, run.config, [("facts", asked)])
    folders.append(run.folder / folders.ANSWERS, run.responses[0], name)
    folders.finish(run)
    return run


# Evaluating


def test_how_a_run_is_called(evaluating: Callable[[str], Evaluating], data: Path) -> None:
    """The sets, the data folder and the size; a run over the same sets of the same size is what it is compared with."""
    one = evaluating("")
    one.start(["facts", "numbers"], quick=True)
    assert called(data) == ["facts", "numbers", "--data", str(data), "--sample", str(SAMPLE), "--json"]
    quick = finished(data, "20261123T120000Z-a")
    whole = finished(data, "20261124T120000Z-b", sample=None)
    finished(data, "20261124T130000Z-c", sets=("facts", "numbers"), sample=None)
    for size, before in ((True, quick), (False, whole)):
        until(lambda: not one.state().running)
        one.start(["facts"], quick=size)
        words = called(data)
        assert words[words.index("--baseline") + 1] == str(before.folder)
        assert ("--sample" in words) is size


def test_one_run_at_a_time(evaluating: Callable[[str], Evaluating]) -> None:
    """A second run is refused while one is under way, and begins once that is stopped."""
    one = evaluating(_WAITS)
    one.start(["facts"], quick=True)
    assert one.state() == State(running=True)
    with pytest.raises(UsageError) as told:
        one.start(["facts"], quick=True)
    assert told.value.code == "eval_running"
    one.stop()
    assert one.state() == State()
    one.start(["facts"], quick=True)
    assert one.state().running


@pytest.mark.parametrize("sets", [[], ["ei-ole"], ["facts", "../facts"], ["--data"]])
def test_only_shipped_sets_are_run(evaluating: Callable[[str], Evaluating], sets: list[str], data: Path) -> None:
    """Nothing chosen, and what is no set of ours, starts no process."""
    with pytest.raises(UsageError) as told:
        evaluating("").start(sets, quick=True)
    assert told.value.code == "eval_no_sets"
    assert not data.exists()


def test_how_far_it_is(evaluating: Callable[[str], Evaluating], data: Path) -> None:
    """Answers and questions of the run under way; what an earlier run left unfinished is not taken for it."""
    left = data / "evals" / "runs" / "20261125T120000Z-left"
    left.mkdir(parents=True)
    (left / "config.json").write_text("{}", encoding="utf-8")
    (left / "samples.jsonl").write_text("a\nb\n", encoding="utf-8")
    one = evaluating(_WAITS)
    one.start(["facts"], quick=True)
    called(data)
    assert one.state() == State(running=True)
    one.stop()
    one = evaluating(_UNDER_WAY)
    one.start(["facts"], quick=True)
    until(lambda: one.state().total > 0)
    assert one.state() == State(running=True, done=1, total=3)


@pytest.mark.parametrize(("code", "failed"), [(0, ""), (3, ""), (1, "Levy on täynnä."), (2, "Levy on täynnä.")])
def test_how_it_ended(evaluating: Callable[[str], Evaluating], code: int, failed: str) -> None:
    """A broken gate is a result; a run that failed says what the command said last, without its progress bars."""
    one = evaluating(
        f"print('Levy on täynnä.', file=sys.stderr); print('[##..] 1/2 jäljellä 3 s', file=sys.stderr); sys.exit({code})"
    )
    one.start(["facts"], quick=True)
    until(lambda: not one.state().running)
    assert one.state() == State(failed=failed)


def test_one_that_does_not_listen_is_ended(
    evaluating: Callable[[str], Evaluating], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that does not end when it is told to is ended all the same."""
    monkeypatch.setattr("assistant.ui.evaluating.PATIENCE", 0.2)
    one = evaluating("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); (runs / 'deaf').touch(); " + _WAITS)
    one.start(["facts"], quick=True)
    until((data / "evals" / "runs" / "deaf").exists)
    one.stop()
    assert one.state() == State()


def test_finished_runs_newest_first(evaluating: Callable[[str], Evaluating], data: Path) -> None:
    """Only those that are finished and can be read; one broken folder does not hide the others."""
    first, second = finished(data, "20261123T120000Z-a"), finished(data, "20261124T120000Z-b")
    (finished(data, "20261124T130000Z-c").folder / folders.SUMMARY).unlink()
    for name, text in (("20261124T140000Z-d", "{"), ("20261124T150000Z-e", '{"made": 1}')):
        (finished(data, name).folder / folders.CONFIG).write_text(text, encoding="utf-8")
    one = evaluating("")
    assert [folder for folder, _ in one.runs()] == [second.folder, first.folder]
    assert one.read(second.folder).scores == second.scores


def test_nothing_run_yet(evaluating: Callable[[str], Evaluating], data: Path) -> None:
    """Looking makes no folder, and stopping nothing does nothing."""
    one = evaluating("")
    one.stop()
    assert (one.runs(), one.state()) == ((), State())
    assert not data.exists()


# Sets


def test_sets_are_told_in_a_sensible_order() -> None:
    """Facts first, memos last, each with words for people in every language."""
    assert reading.all_sets() == reading.ORDER
    for name in reading.ORDER:
        assert {drawn.set_name(name, language) for language in Language} & {name} == set()
    assert drawn.set_name("oma", FI) == "oma"


# What is shown


@pytest.mark.parametrize(
    ("state", "ended", "words"),
    [
        (State(running=True), "", "Kysymysten aineistoa luetaan."),
        (State(running=True, done=3, total=60), "", "Vastattuja kysymyksiä 3/60."),
        (State(running=True, done=60, total=60), "", "Kaikki kysymykset (60) on kysytty."),
        (State(failed="Levy on täynnä."), "done", "Arviointi keskeytyi: Levy on täynnä."),
        (State(), "stopped", "jatkuu siitä, mihin"),
        (State(), "done", "Arviointi valmistui."),
        (State(), "", ""),
    ],
)
def test_progress_is_told(state: State, ended: str, words: str) -> None:
    """Reading, answering, measuring, stopped, failed and done are told apart."""
    assert words in drawn.progress(state, FI, ended=ended)


def test_a_bar_without_a_figure_tells_none() -> None:
    """While the sources are read nobody knows how far it is; afterwards the bar does."""
    assert "value=" not in drawn.progress(State(running=True), FI)
    assert 'value="3" max="60"' in drawn.progress(State(running=True, done=3, total=60), FI)


def test_a_run_is_shown_by_the_functions_of_the_report(data: Path) -> None:
    """Gates, figures and the settings are those of the report, word for word, and no word of an answer is markup."""
    run = finished(data, "20261124T120000Z-a")
    shown = drawn.run(run, FI)
    for part in (report.gates(run, FI), report.figures(run, FI), report.config(run, FI), report.worst(run, FI)):
        assert part
        assert part in shown
        assert part in report.render(run, FI)
    seen = Seen(shown)
    assert "script" not in seen.tags
    assert CANARY in seen.words


def test_limit_and_aim_stand_side_by_side(data: Path) -> None:
    """What must hold now and what is to be reached; one that holds says whether it is there, one of a sample that it was not judged."""
    run = finished(data, "20261124T120000Z-a")
    (gate,) = run.gates
    outcomes = {
        "täyttyy, tavoitteessa": gate,
        "täyttyy": replace(gate, aim=0.9),
        "ei täyty": replace(gate, ok=False),
        "ei mitattu": replace(gate, bound=None, value=None, judged=False),
        "ei arvioitu: liian vähän kysymyksiä": replace(gate, judged=False),
    }
    for told, one in outcomes.items():
        shown = report.gates(replace(run, gates=(one,)), FI)
        assert f"<td>{told}</td>" in shown
        assert "<td>≥ 0,600</td>" in shown
    assert "<td>≥ 0,750</td>" in report.gates(run, FI)


def test_the_run_compared_with_is_named(data: Path) -> None:
    """What got worse stands under the name of the earlier run."""
    worse = Difference(
        metric="ndcg_10",
        before=0.9,
        after=0.8,
        low=-0.2,
        high=-0.05,
        p=0.01,
        n=1,
        change=Change.WORSE,
        regression=True,
        flipped=("f-1",),
    )
    shown = drawn.run(replace(finished(data, "b"), differences=(worse,), baseline="aiempi-ajo"), FI)
    assert "Erot ajoon aiempi-ajo" in shown
    assert "heikkeni" in shown


@pytest.mark.parametrize("language", Language)
def test_every_text_is_there_in_every_language(language: Language, data: Path) -> None:
    """The empty tab, a run, its label and the guide are drawn in each language."""
    assert texts()["evaluation"].keys() >= {"heading", "what", "empty"}
    run = finished(data, "a")
    for part in (drawn.run(None, language), drawn.run(run, language), drawn.guide(language)):
        assert part
    assert "1" in drawn.label(run.config, language)
