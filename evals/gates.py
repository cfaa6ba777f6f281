"""What must hold of a run: `gates.toml` beside this file, and whether a run's figures reach it.

A hard gate looks at the figure itself, where one failure is too many, and is judged on any run. A statistical one looks at the worse
end of the interval: what is not shown does not pass. Its `limit` is what the shipped baseline showed, its `aim` the figure to reach;
and it is judged on as many questions as it was set on. On fewer the interval is wider for that reason alone.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from evals.metrics import metric
from evals.types import GateResult, Sample, Score

FILE = Path(__file__).with_name("gates.toml")
NOT_MEASURED = "ei mitattu"
NOT_JUDGED = "ei arvioitu: liian vähän kysymyksiä"
SLACK = 0.02
"""What a limit leaves below the baseline: a smaller difference is none, as in comparisons."""


class Bound(StrEnum):
    """Which figure a gate looks at."""

    VALUE = "value"
    WORSE = "worse"  # the low end where more is better, else the high end


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate; `name` is for people, in Finnish. `limit` is the least, or the most where less of the metric is better; `aim` is the
    same for the figure to reach. `samples` is how many questions a statistical gate was set on."""

    name: str
    metric: str
    bound: Bound
    limit: float
    hard: bool
    aim: float | None = None
    samples: int = 0


def load(file: Path = FILE) -> tuple[Gate, ...]:
    """The gates of a file in its order. Raises ValueError, naming the gate, for an unknown metric, bound or key, a limit that is no
    number, a hard gate that does not look at the figure itself, a statistical one without aim or number of samples, and two gates of
    one metric."""
    return parse(file.read_text(encoding="utf-8"), file.name)


def parse(text: str, name: str = FILE.name) -> tuple[Gate, ...]:
    """The gates of a text; as `load`."""
    rows: list[dict[str, Any]] = tomllib.loads(text).get("gate", [])
    gates = tuple(_gate(row, f"{name}, gate {at} ({row.get('name', 'no name')})") for at, row in enumerate(rows, 1))
    named = [gate.metric for gate in gates]
    twice = sorted({metric for metric in named if named.count(metric) > 1})
    if twice:
        raise ValueError(f"{name}: more than one gate of {', '.join(twice)}")
    return gates


_KEYS: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "metric": (str,),
    "bound": (str,),
    "limit": (int, float),
    "hard": (bool,),
}
_STATISTICAL: dict[str, tuple[type, ...]] = {"aim": (int, float), "samples": (int,)}


def _gate(row: dict[str, Any], where: str) -> Gate:
    wanted = _KEYS if row.get("hard") is True else _KEYS | _STATISTICAL
    for key, kinds in wanted.items():
        # True is an int to Python, and no number to whoever writes a gate.
        if not isinstance(row.get(key), kinds) or (isinstance(row[key], bool) and bool not in kinds):
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
    return Gate(
        name=row["name"],
        metric=row["metric"],
        bound=bound,
        limit=float(row["limit"]),
        hard=row["hard"],
        aim=None if row["hard"] else float(row["aim"]),
        samples=row.get("samples", 0),
    )


def judge(scores: Iterable[Score], gates: Sequence[Gate], samples: Sequence[Sample] = ()) -> tuple[GateResult, ...]:
    """Each gate's outcome in the gates' order, over the samples that the run asked. What was not measured, and a statistical gate on
    fewer questions than it was set on, passes as not judged: a run of one set cannot break the gates of another. `unjudged` tells
    which those are, for a run that should judge them all."""
    found = {score.metric: score for score in scores}
    return tuple(_result(gate, found.get(gate.metric), samples) for gate in gates)


def unjudged(results: Iterable[GateResult]) -> tuple[GateResult, ...]:
    """The gates that a run says nothing of."""
    return tuple(result for result in results if not result.judged)


def applicable(gate: Gate, samples: Iterable[Sample]) -> int:
    """How many of the samples a gate's metric applies to. Whether they were answered does not matter: an assistant that abstains more
    has not been asked less."""
    return sum(metric(gate.metric).applies(sample) for sample in samples)


def _result(gate: Gate, score: Score | None, samples: Sequence[Sample]) -> GateResult:
    higher = metric(gate.metric).higher
    bound, ok, judged, reason = None, True, False, NOT_MEASURED
    if score is not None:
        bound = score.value if gate.bound is Bound.VALUE else score.low if higher else score.high
        asked = applicable(gate, samples)
        judged = gate.hard or asked >= gate.samples
        reason = "" if judged else f"{NOT_JUDGED}, {asked}/{gate.samples} kysymystä"
        # Sums of floats may miss a limit by their last digit.
        ok = not judged or (bound >= gate.limit - 1e-9 if higher else bound <= gate.limit + 1e-9)
    if bound is not None and not ok:
        looked = "arvo" if gate.bound is Bound.VALUE else "luottamusvälin huonompi raja"
        reason = f"{looked} {_figure(bound)}, vaaditaan {'≥' if higher else '≤'} {_figure(gate.limit)}"
    return GateResult(
        name=gate.name,
        metric=gate.metric,
        bound=bound,
        limit=gate.limit,
        ok=ok,
        hard=gate.hard,
        reason=reason,
        value=None if score is None else score.value,
        aim=gate.aim,
        judged=judged,
    )


def _figure(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".").replace(".", ",")


# Setting the limits anew ------------------------------------------------------------------------------------------------


def set_anew(text: str, scores: Iterable[Score], samples: Sequence[Sample]) -> str:
    """The text of a file of gates whose statistical limits are what these scores show, less the slack, and who notes on how many
    samples. Aims and hard gates stay as they are. Raises ValueError as `load`."""
    found = {score.metric: score for score in scores}
    held = {gate.metric: gate for gate in parse(text) if not gate.hard and gate.metric in found}
    head, *blocks = re.split(r"(?m)^(?=\[\[gate\]\]$)", text)
    return head + "".join(_block(block, held, found, samples) for block in blocks)


def _block(text: str, gates: Mapping[str, Gate], scores: Mapping[str, Score], samples: Sequence[Sample]) -> str:
    told = re.search(r'(?m)^metric = "(.+)"$', text)
    gate = gates.get(told.group(1)) if told else None
    if gate is None:
        return text
    text = re.sub(r"(?m)^limit = .+$", f"limit = {limit_of(gate, scores[gate.metric]):.2f}", text)
    return re.sub(r"(?m)^samples = .+$", f"samples = {applicable(gate, samples)}", text)


def limit_of(gate: Gate, score: Score) -> float:
    """The limit that a score gives: the end of the interval that the gate looks at, less the slack, in whole hundredths."""
    if metric(gate.metric).higher:
        shown = score.value if gate.bound is Bound.VALUE else score.low
        return max(0.0, math.floor((shown - SLACK) * 100 + 1e-6) / 100)
    shown = score.value if gate.bound is Bound.VALUE else score.high
    return min(1.0, math.ceil((shown + SLACK) * 100 - 1e-6) / 100)
