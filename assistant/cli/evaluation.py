"""The command `eval`: evaluation sets put to the product, figures with intervals, gates.

Exit codes: 0 all holds, 3 a broken gate or a regression, 2 wrong usage or a set that is not right, 1 the run failed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.shared import Data, Json, app, bar, language_told, out, settings, show, tell
from assistant.errors import UsageError
from assistant.text.wording import explain, say

if TYPE_CHECKING:
    from evals.types import Difference, EvalSet, GateResult, Run, Score, Split

PROBLEMS = 20
"""Problems of a set that are told at once."""
_ALL = "all"


@app.command(name="eval")
def evaluate(
    sets: Annotated[
        list[str] | None, typer.Argument(help="Names, folders, or XLSX and CSV files; else all sets.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="An earlier run to compare with, or shipped.")
    ] = None,
    rescore: Annotated[Path | None, typer.Option("--rescore", help="Measure a run's answers anew.")] = None,
    model: Annotated[str | None, typer.Option("--model", help="Who writes: extractive, or provider:model.")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="The folder in which runs are kept.")] = None,
    split: Annotated[str, typer.Option("--split", help="test, dev or all.")] = "test",
    sample: Annotated[int | None, typer.Option("--sample", min=1, help="How many samples, always the same.")] = None,
    repeat: Annotated[int, typer.Option("--repeat", min=1, max=9, help="How often to ask; are answers the same?")] = 1,
    repeat_sample: Annotated[
        int | None, typer.Option("--repeat-sample", min=1, help="How many of the samples --repeat asks again.")
    ] = None,
    ablation: Annotated[bool, typer.Option("--ablation", help="Ask again without the sources quoted.")] = False,
    resume: Annotated[bool, typer.Option("--resume/--fresh", help="Go on with a run that was stopped.")] = True,
    own: Annotated[bool, typer.Option("--own/--frozen", help="A sheet's questions: over your own sources.")] = True,
    to: Annotated[Path | None, typer.Option("--out", help="Write a sheet's results to this XLSX or CSV file.")] = None,
    template: Annotated[Path | None, typer.Option("--template", help="Write an empty sheet and end.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="A gate that cannot be judged is a broken one.")] = False,
    as_baseline: Annotated[
        bool, typer.Option("--as-baseline", help="Make this whole run the shipped baseline and set the limits to it.")
    ] = False,
    lock: Annotated[
        bool, typer.Option("--lock", help="Write down the sets' sources as they are now, and end.")
    ] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Puts evaluation sets to the product: figures with intervals, and gates. Ends with 3 if a gate is broken."""
    from evals import reading, run, sheets

    if template is not None:
        sheets.template(template)
        show(say("eval.written", language_told(), file=template))
        return
    if lock:
        for name in sets or reading.all_sets():
            show(say("eval.written", language_told(), file=reading.write_lock(name)))
        return
    made_for = settings(data=data, chat_model=model)
    sheet = _sheet(sets, to)
    baseline, rescore = (_run_folder(told, report, made_for) for told in (baseline, rescore))
    try:
        if rescore is not None:
            held = _read(sets, own=own, made_for=made_for) if sets else ()
            made = run.rescore(rescore, language=made_for.language, baseline=baseline, sets=held)
        else:
            options = run.Options(
                splits=_splits(split),
                sample=sample,
                repeat=repeat,
                repeat_sample=repeat_sample,
                ablation=ablation,
                resume=resume,
                runs=report,
                baseline=baseline,
            )
            made = run.run(_read(sets or reading.all_sets(), own=own, made_for=made_for), made_for, options, bar())
    except reading.InvalidSetError as fault:
        _tell_problems(fault)
        raise typer.Exit(2) from fault
    if sheet is not None and to is not None:
        sheets.write_results(sheet, made, to)
    _show(made, as_json=as_json)
    if as_baseline:
        made = _kept(made)
    code = run.exit_code(made, strict=strict)
    if code:
        raise typer.Exit(code)


def _kept(made: Run) -> Run:
    """The run as the shipped baseline, judged by the limits that it set, which are told. Raises UsageError."""
    from evals import baseline

    before = {gate.metric: gate.limit for gate in made.gates}
    made = baseline.write(made)
    for gate in made.gates:
        if not gate.hard:
            was, now = _figure(before[gate.metric]), _figure(gate.limit)
            tell(say("eval.limit_set", language_told(), metric=gate.metric, before=was, after=now))
    tell(say("eval.written", language_told(), file=made.folder))
    return made


def _run_folder(told: Path | None, report: Path | None, made_for: Any) -> Path | None:
    """The folder of a run, by its path, or by its name among the runs kept here; the baseline that is shipped by its own."""
    from evals import baseline, libraries

    if told is None or told.is_dir():
        return told
    if str(told) == baseline.NAME:
        return baseline.FOLDER
    named = (report or libraries.runs_folder(made_for.data)) / told
    return named if named.is_dir() else told


def _splits(split: str) -> tuple[Split, ...]:
    from evals.types import Split

    if split == _ALL:
        return tuple(Split)
    if split not in set(Split):
        allowed = say("setting.choice", language_told(), allowed=", ".join([*Split, _ALL]))
        raise UsageError("usage", reason=f"--split {split}. {allowed}")
    return (Split(split),)


def _sheet(sets: Sequence[str] | None, to: Path | None) -> Path | None:
    """The one sheet among the sets. Raises UsageError where results are to be written and there is none, or several."""
    from evals import sheets

    found = [Path(name) for name in sets or () if Path(name).suffix.lower() in sheets.ENDINGS]
    if to is not None and len(found) != 1:
        raise UsageError("eval_sheet_option", option="--out")
    if to is not None and to.suffix.lower() not in sheets.ENDINGS:
        raise UsageError("sheet_unreadable", name=to.name)
    return found[0] if found else None


def _read(names: Sequence[str], *, own: bool, made_for: Any) -> tuple[EvalSet, ...]:
    """The sets, each held to its sources. Raises UsageError and InvalidSetError."""
    from evals import libraries, reading, sheets

    held = []
    for name in names:
        if Path(name).suffix.lower() not in sheets.ENDINGS:
            held.append(reading.read(name))
            continue
        sheet = sheets.read(Path(name))
        sheet = libraries.own_sources(sheet) if own else libraries.frozen_sources(sheet)
        libraries.hold(sheet, sheets.row_of(Path(name)), Path(name).name, made_for, bar())
        held.append(sheet)
    return tuple(held)


def _tell_problems(fault: Any) -> None:
    for problem in fault.problems[:PROBLEMS]:
        tell(explain(problem.error, language_told()))
    left = len(fault.problems) - PROBLEMS
    if left > 0:
        tell(say("eval.more_problems", language_told(), count=left))


# Showing


def _show(made: Run, *, as_json: bool) -> None:
    from evals import folders

    if as_json:
        out(as_json, folders.summary(made), "")
    else:
        show("\n".join([_table(made), "", say("eval.run", language_told(), folder=made.folder)]))
    faults = sum(bool(response.error) for response in made.responses)
    if faults:
        tell(say("eval.failed", language_told(), count=faults))


def _table(made: Run) -> str:
    """Metric, value, interval, n and gate with its limit and aim, in columns; then what changed from the baseline."""
    names = ("metric", "value", "interval", "n", "limit", "aim", "gate")
    rows = [
        tuple(say(f"eval.{name}", language_told()) for name in names),
        *(_row(score, made) for score in made.scores),
    ]
    told = _columns(rows)
    broken = [
        f"{_mark(False)}: {say('gate.' + gate.metric, language_told())} ({gate.reason})"
        for gate in made.gates
        if not gate.ok
    ]
    if broken:
        told += "\n\n" + "\n".join(broken)
    if made.differences:
        told += f"\n\n{say('eval.baseline', language_told())}\n{_columns([_change(one) for one in made.differences])}"
    return told


def _row(score: Score, made: Run) -> tuple[str, ...]:
    gate = next((gate for gate in made.gates if gate.metric == score.metric), None)
    interval = f"{_figure(score.low)}–{_figure(score.high)}"
    held = (
        (_figure(gate.limit), "" if gate.aim is None else _figure(gate.aim), _outcome(gate)) if gate else ("", "", "")
    )
    return (score.metric, _figure(score.value), interval, str(score.n), *held)


def _outcome(gate: GateResult) -> str:
    return _mark(gate.ok) if gate.judged else say("eval.unjudged", language_told())


def _mark(ok: bool) -> str:
    return say("eval.ok" if ok else "eval.broken", language_told())


def _change(one: Difference) -> tuple[str, ...]:
    told = say(f"eval.{'regression' if one.regression else one.change.value}", language_told())
    flipped = ", ".join(one.flipped[:5]) + (" …" if len(one.flipped) > 5 else "")
    interval = f"{_figure(one.low)}–{_figure(one.high)}"
    return (one.metric, f"{_figure(one.before)} → {_figure(one.after)}", interval, f"p {_figure(one.p)}", told, flipped)


def _figure(number: float) -> str:
    told = f"{number:.3f}"
    return told if language_told() == "en" else told.replace(".", ",")


def _columns(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
