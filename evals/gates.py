"""What must hold of a run: `gates.toml` beside this file, and whether a run's figures reach it.

A hard gate looks at the figure itself, where one failure is too many. A statistical one looks at the worse end of the interval:
what is not shown does not pass.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from evals.metrics import metric
from evals.types import GateResult, Score

FILE = Path(__file__).with_name("gates.toml")
NOT_MEASURED = "ei mitattu"


class Bound(StrEnum):
    """Which figure a gate looks at."""

    VALUE = "value"
    WORSE = "worse"  # the low end where more is better, else the high end


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate; `name` is for people, in Finnish. `limit` is the least, or the most where less of the metric is better."""

    name: str
    metric: str
    bound: Bound
    limit: float
    hard: bool


def load(file: Path = FILE) -> tuple[Gate, ...]:
    """The gates of a file in its order. Raises ValueError, naming the gate, for an unknown metric, bound or key, a limit that is no
    number, a hard gate that does not look at the figure itself, and two gates of one metric."""
    rows: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8")).get("gate", [])
    gates = tuple(_gate(row, at, file) for at, row in enumerate(rows, start=1))
    named = [gate.metric for gate in gates]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise ValueError(f"{file.name}: more than one gate of {', '.join(twice)}")
    return gates


def _gate(row: dict[str, Any], at: int, file: Path) -> Gate:
    where = f"{file.name}, gate {at} ({row.get('name', 'no name')})"
    wanted: dict[str, tuple[type, ...]] = {
        "name": (str,),
        "metric": (str,),
        "bound": (str,),
        "limit": (int, float),
        "hard": (bool,),
    }
    for key, kind in wanted.items():
        if not isinstance(row.get(key), kind) or (key == "limit" and isinstance(row[key], bool)):
            raise ValueError(f"{where}: {key} is missing or of the wrong type")
    strange = sorted(row.keys() - wanted.keys())
    if strange:
        raise ValueError(f"{where}: unknown key {', '.join(strange)}")
    try:
        metric(row["metric"])
        bound = Bound(row["bound"])
    except (KeyError, ValueError) as fault:
        raise ValueError(f"{where}: {fault.args[0]}") from fault
    if row["hard"] and bound is not Bound.VALUE:
        raise ValueError(f"{where}: a hard gate looks at the value")
    return Gate(name=row["name"], metric=row["metric"], bound=bound, limit=float(row["limit"]), hard=row["hard"])


def judge(scores: Iterable[Score], gates: Sequence[Gate]) -> tuple[GateResult, ...]:
    """Each gate's outcome in the gates' order. A metric that the run has no samples for passes as not measured: a run of one set cannot
    break the gates of another. `unmeasured` tells which those are, for a run that should measure them all."""
    found = {score.metric: score for score in scores}
    return tuple(_result(gate, found.get(gate.metric)) for gate in gates)


def unmeasured(results: Iterable[GateResult]) -> tuple[GateResult, ...]:
    """The gates that a run says nothing of."""
    return tuple(result for result in results if result.bound is None)


def _result(gate: Gate, score: Score | None) -> GateResult:
    higher = metric(gate.metric).higher
    bound, ok, reason = None, True, NOT_MEASURED
    if score is not None:
        bound = score.value if gate.bound is Bound.VALUE else score.low if higher else score.high
        # Sums of floats may miss a limit by their last digit.
        ok = bound >= gate.limit - 1e-9 if higher else bound <= gate.limit + 1e-9
        looked = "arvo" if gate.bound is Bound.VALUE else "luottamusvälin huonompi raja"
        reason = "" if ok else f"{looked} {_figure(bound)}, vaaditaan {'≥' if higher else '≤'} {_figure(gate.limit)}"
    return GateResult(
        name=gate.name, metric=gate.metric, bound=bound, limit=gate.limit, ok=ok, hard=gate.hard, reason=reason
    )


def _figure(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".").replace(".", ",")
