"""The shipped baseline: the figures of one whole run, kept with the program so that every later run can be held against them.

    config.json    what that run was made with
    summary.json   its figures with intervals, and its gates
    scores.jsonl   a sample a line: the hash of what was asked, and every metric on it, so that comparisons are paired

Its answers are not kept, nor its seconds by sample: those are of another machine.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assistant.errors import UsageError
from evals import compare, folders, gates, reading, records
from evals.metrics import metric
from evals.types import Run, Sample, Split, Value

FOLDER = Path(__file__).with_name("baseline")
NAME = "shipped"
"""How the command line calls it."""
_FILES = (folders.CONFIG, folders.SUMMARY, folders.SCORES)


def write(run: Run, folder: Path = FOLDER, gates_file: Path = gates.FILE) -> Run:
    """Makes a run the shipped baseline, sets the statistical limits to it, and gives the run judged by them. Raises UsageError for a
    run that is no measure: of a sample, of other splits than the test split, or with a hard gate broken or a gate without a figure."""
    told = [gate.name for gate in run.gates if gate.bound is None or (gate.hard and not gate.ok)]
    if told or run.config.sample is not None or run.config.splits != (Split.TEST,):
        raise UsageError("eval_no_measure", run=run.config.run, gates=", ".join(told) or "–")
    text = gates.set_anew(gates_file.read_text(encoding="utf-8"), run.scores, run.samples)
    judged = gates.judge(run.scores, gates.parse(text), run.samples)
    made = replace(run, folder=folder, gates=judged, differences=(), baseline="")
    folder.mkdir(parents=True, exist_ok=True)
    folders.write_json(folder / folders.CONFIG, records.config_row(run.config))
    (folder / folders.SCORES).write_text("".join(_rows(run)), encoding="utf-8")
    folders.write_json(folder / folders.SUMMARY, {**folders.summary(made), "run": run.config.run})
    gates_file.write_text(text, encoding="utf-8")
    return made


def _rows(run: Run) -> Iterator[str]:
    by_sample: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for value in run.values:
        if value.sample and metric(value.metric).bounded:
            by_sample[value.sample][value.metric] = [value.hit, value.of]
    for sample in run.samples:
        row = {"sample": sample.id, "asked": _hash(sample), "values": by_sample[sample.id]}
        yield records.line(row)


def read(folder: Path = FOLDER) -> Run:
    """The shipped baseline with its figures by sample; of its samples those that the sets still ask as they were. Raises UsageError
    where there is none."""
    if not all((folder / name).is_file() for name in _FILES):
        raise UsageError("eval_no_baseline", folder=folder)
    try:
        config = folders.config_of(folder)
        summary = records.Fields(json.loads((folder / folders.SUMMARY).read_text(encoding="utf-8")))
        rows = records.lines(folder / folders.SCORES, _row)
        asked = {told for _, told, _ in rows}
        return Run(
            folder=folder,
            config=config,
            samples=tuple(sample for name in config.sets for sample in _still(name, asked)),
            responses=(),
            values=tuple(value for _, _, values in rows for value in values),
            scores=folders.scores_of(summary),
            gates=tuple(map(records.gate, summary.objects("gates"))),
            seconds=summary.number("seconds") or 0.0,
            peak_mb=summary.number("peak_mb") or 0.0,
        )
    except (records.FieldError, ValueError) as fault:
        raise UsageError("eval_run_broken", folder=folder, file=folders.SUMMARY) from fault


def _row(row: records.Fields) -> tuple[str, str, tuple[Value, ...]]:
    sample, asked, held = row.text("sample", needed=True), row.text("asked", needed=True), row.inner("values")
    values = []
    for name in held.names():
        hit, of = held.numbers(name, 2)
        values.append(Value(sample=sample, metric=name, hit=hit, of=of))
    return sample, asked, tuple(values)


def _still(name: str, asked: set[str]) -> Iterator[Sample]:
    """The samples of a set that were asked just so."""
    folder = reading.SETS / name
    if (folder / reading.SAMPLES).is_file():
        for sample in reading.unchecked(folder).samples:
            if _hash(sample) in asked:
                yield sample


def _hash(sample: Sample) -> str:
    return reading.digest([compare.as_asked(sample)])
