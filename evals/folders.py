"""A run's folder: everything that was asked, answered and measured, in files that need nothing else to be read.

    config.json      what the run was made with
    samples.jsonl    what was asked
    answers.jsonl    what was answered, a line as soon as it is there: a run that was killed goes on after the last
    repeat-N.jsonl   the same asked again in a fresh process; ablated.jsonl: with the cited sources taken away
    run.trec, qrels.trec, scores.jsonl (a metric on a sample a line), summary.json, report.html, junit.xml, problems.log

A folder with `summary.json` is a finished run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from assistant.errors import UsageError
from evals import records
from evals.metrics import METRICS
from evals.metrics.retrieval import trec_qrels, trec_run
from evals.types import Config, GateResult, Response, Run, Sample, Score, Value

CONFIG, SAMPLES, ANSWERS, ABLATED = "config.json", "samples.jsonl", "answers.jsonl", "ablated.jsonl"
RUN_TREC, QRELS, SCORES, SUMMARY = "run.trec", "qrels.trec", "scores.jsonl", "summary.json"
REPORT, JUNIT, PROBLEMS = "report.html", "junit.xml", "problems.log"
LOCK = ".lock"
"""Held, and touched when it was taken, by the process that makes the run."""


def repeat_file(n: int) -> str:
    """The answers of the n-th time that the same was asked, counted from 1."""
    return f"repeat-{n}.jsonl"


# Writing ----------------------------------------------------------------------------------------------------------------


def begin(folder: Path, config: Config, samples: Sequence[tuple[str, Sample]]) -> None:
    """Makes the folder of a run. `samples` come with the names of their sets. Raises UsageError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        rows = (records.line({**records.sample_row(sample), "set": name}) for name, sample in samples)
        (folder / SAMPLES).write_text("".join(rows), encoding="utf-8")
        write_json(folder / CONFIG, records.config_row(config))
    except OSError as fault:
        raise UsageError("eval_folder", folder=folder) from fault


def append(file: Path, response: Response, run: str) -> None:
    """Puts a response at the end of a file of answers, and onto the disk."""
    with file.open("a", encoding="utf-8") as out:
        out.write(records.line(records.response_row(response, run)))
        out.flush()


def mend(file: Path) -> None:
    """Takes a half-written last line away, as a run that was killed leaves it."""
    if not file.is_file():
        return
    held = file.read_bytes()
    whole = held[: held.rfind(b"\n") + 1]
    if whole != held:
        file.write_bytes(whole)


def write_json(file: Path, row: Mapping[str, Any]) -> None:
    """A JSON file of ours, its keys sorted."""
    file.write_text(json.dumps(row, ensure_ascii=False, sort_keys=True, indent=1) + "\n", encoding="utf-8")


def summary(run: Run) -> dict[str, Any]:
    """A run's figures as the command line gives them as JSON."""
    return {
        "run": str(run.folder),
        "scores": {score.metric: records.score_row(score) for score in run.scores},
        "gates": [records.gate_row(gate) for gate in run.gates],
        "differences": [records.difference_row(difference) for difference in run.differences],
        "baseline": run.baseline,
        "seconds": run.seconds,
        "peak_mb": run.peak_mb,
    }


def finish(run: Run) -> None:
    """Writes what was measured; the summary last, for it tells that the run is finished."""
    folder = run.folder
    (folder / RUN_TREC).write_text(_text(trec_run(run.samples, run.responses, run.config.run)), encoding="utf-8")
    (folder / QRELS).write_text(_text(trec_qrels(run.samples, run.responses)), encoding="utf-8")
    (folder / SCORES).write_text("".join(records.line(records.value_row(v)) for v in run.values), encoding="utf-8")
    (folder / JUNIT).write_text(junit(run.gates, run.config.run), encoding="utf-8")
    problems = "".join(f"{response.sample}: {response.error}\n" for response in run.responses if response.error)
    (folder / PROBLEMS).write_text(problems, encoding="utf-8")
    # The folder may be moved: its own files do not tell where it lay.
    write_json(folder / SUMMARY, {**summary(run), "run": run.config.run})


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def junit(gates: Iterable[GateResult], run: str) -> str:
    """The gates as a JUnit report: one test case each, those that were not judged as skipped."""
    held = list(gates)
    counts = {
        "tests": len(held),
        "failures": sum(not gate.ok for gate in held),
        "skipped": sum(not gate.judged for gate in held),
        "errors": 0,
    }
    told = {name: str(count) for name, count in counts.items()}
    suite = ET.Element("testsuite", {"name": f"evaluation {run}", **told})
    for gate in held:
        case = ET.SubElement(suite, "testcase", classname=f"gates.{gate.metric}", name=gate.name)
        if not gate.ok:
            ET.SubElement(case, "failure", message=_printable(gate.reason))
        elif not gate.judged:
            ET.SubElement(case, "skipped", message=_printable(gate.reason))
    return ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _printable(text: str) -> str:
    """Text without the control characters that XML does not have."""
    return "".join(char for char in text if char in "\t\n" or char >= " ")


# Reading ----------------------------------------------------------------------------------------------------------------


def finished(folder: Path) -> bool:
    """Whether a run has come to its end."""
    return (folder / SUMMARY).is_file()


def runs(folder: Path) -> tuple[Path, ...]:
    """The runs in a folder of runs, newest first; unfinished ones too."""
    held = [file.parent for file in folder.glob(f"*/{CONFIG}")] if folder.is_dir() else []
    return tuple(sorted(held, key=lambda run: run.name, reverse=True))


def config_of(folder: Path) -> Config:
    """What a run was made with. Raises UsageError."""
    try:
        return records.config(records.Fields(_json(folder, CONFIG)))
    except records.FieldError as fault:
        raise UsageError("eval_run_broken", folder=folder, file=CONFIG) from fault


def samples_of(folder: Path) -> tuple[tuple[str, Sample], ...]:
    """What a run asked, each sample with the name of its set. Raises UsageError."""
    return tuple(_lines(folder, SAMPLES, _of_set))


def _of_set(row: records.Fields) -> tuple[str, Sample]:
    name = row.text("set", needed=True)
    return name, records.sample(row)


def responses_of(folder: Path, name: str = ANSWERS) -> tuple[Response, ...]:
    """What was answered, in the order in which it was. Raises UsageError, also for two answers to one sample."""
    if not (folder / name).is_file():
        return ()
    held = _lines(folder, name, records.response)
    seen: set[str] = set()
    for at, response in enumerate(held, start=1):
        if response.sample in seen:
            raise UsageError("eval_answer_twice", file=name, line=at, id=response.sample)
        seen.add(response.sample)
    return tuple(held)


def counted(file: Path) -> int:
    """How many whole lines a file has so far; another process may be writing it."""
    return file.read_bytes().count(b"\n") if file.is_file() else 0


def repeats_of(folder: Path) -> tuple[tuple[Response, ...], ...]:
    """The answers of every time that the same was asked again."""
    files = sorted(folder.glob(repeat_file(0).replace("0", "*")))
    return tuple(responses_of(folder, file.name) for file in files)


def measured(folder: Path) -> tuple[float, float]:
    """The seconds that a run took, and the most memory it had, in megabytes; zeros where it was not finished."""
    if not finished(folder):
        return 0.0, 0.0
    row = records.Fields(_json(folder, SUMMARY))
    return row.number("seconds") or 0.0, row.number("peak_mb") or 0.0


def read_run(folder: Path) -> Run:
    """A finished run as it was written. Raises UsageError where the folder holds none."""
    if not finished(folder):
        raise UsageError("eval_run_missing", folder=folder)
    row = records.Fields(_json(folder, SUMMARY))
    samples = tuple(sample for _, sample in samples_of(folder))
    given = {response.sample: response for response in responses_of(folder)}
    try:
        return Run(
            folder=folder,
            config=config_of(folder),
            samples=samples,
            responses=tuple(given[sample.id] for sample in samples if sample.id in given),
            values=tuple(_lines(folder, SCORES, records.value)),
            scores=scores_of(row),
            gates=tuple(map(records.gate, row.objects("gates"))),
            differences=tuple(map(records.difference, row.objects("differences"))),
            baseline=row.text("baseline"),
            seconds=row.number("seconds") or 0.0,
            peak_mb=row.number("peak_mb") or 0.0,
        )
    except records.FieldError as fault:
        raise UsageError("eval_run_broken", folder=folder, file=SUMMARY) from fault


def scores_of(row: records.Fields) -> tuple[Score, ...]:
    """The figures of a summary in the order in which they are read; those of a metric that there is no longer are left out. Raises
    FieldError."""
    held = row.inner("scores")
    known = set(held.names())
    return tuple(records.score(one.name, held.inner(one.name)) for one in METRICS if one.name in known)


def values_of(folder: Path) -> tuple[Value, ...]:
    """What was measured of each sample. Raises UsageError."""
    return tuple(_lines(folder, SCORES, records.value))


def _json(folder: Path, name: str) -> Any:
    try:
        return json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise UsageError("eval_run_missing", folder=folder) from fault
    except (OSError, ValueError) as fault:
        raise UsageError("eval_run_broken", folder=folder, file=name) from fault


def _lines(folder: Path, name: str, take: Any) -> list[Any]:
    try:
        return records.lines(folder / name, take)
    except records.FieldError as fault:
        raise fault.error from fault
    except FileNotFoundError as fault:
        raise UsageError("eval_run_missing", folder=folder) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError("eval_run_broken", folder=folder, file=name) from fault
