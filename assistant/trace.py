"""How a result came about: the seconds of each step, by a clock that never goes back."""

from __future__ import annotations

import time

from assistant.types import Step


class Clock:
    """Marks steps as they are done."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._last = time.monotonic()

    def mark(self, step: str, *, model: str | None = None, prompt: str | None = None) -> None:
        """Notes a step as done, with the seconds since the one before."""
        now = time.monotonic()
        self.steps.append(Step(step=step, seconds=round(now - self._last, 4), model=model, prompt=prompt))
        self._last = now
