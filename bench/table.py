"""One measured figure, and the table of them."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

QUIET = 0.7
"""A load average below this counts as a machine that does nothing else."""


def load() -> float:
    """The load average of the last minute."""
    return round(os.getloadavg()[0], 1)


def settle(longest: float) -> None:
    """Waits until the machine is quiet, `longest` seconds at the most."""
    until = time.monotonic() + longest
    while os.getloadavg()[0] >= QUIET and time.monotonic() < until:
        time.sleep(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with its target; `good` is None where there is no target. `load` is that before measuring."""

    name: str
    target: str
    measured: str
    good: bool | None
    how: str
    load: float = field(default_factory=load)

    @property
    def row(self) -> str:
        """The figure as a row of a Markdown table."""
        verdict = {True: "yes", False: "**no**", None: ""}[self.good]
        return f"| {self.name} | {self.target} | {self.measured} | {verdict} | {self.load} | {self.how} |"


def table(figures: Sequence[Figure]) -> str:
    """A Markdown table."""
    head = "| Figure | Target | Measured | Met | Load before | How |\n|---|---|---|---|---|---|"
    return "\n".join([head, *(figure.row for figure in figures)])
