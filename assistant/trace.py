"""How a result came about: the seconds of each step, by a clock that never goes back."""

from __future__ import annotations

import time
from collections.abc import Sequence

from assistant.ports import Usage
from assistant.types import Step


class Clock:
    """Marks steps as they are done."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._last = time.monotonic()

    def mark(
        self, step: str, *, model: str | None = None, prompt: str | None = None, tokens: int | None = None
    ) -> None:
        """Notes a step as done, with the seconds since the one before."""
        now = time.monotonic()
        seconds = round(now - self._last, 4)
        self.steps.append(Step(step=step, seconds=seconds, model=model, prompt=prompt, tokens=tokens))
        self._last = now

    def wrote(self, calls: Sequence[Usage], *, model: str, prompt: str) -> None:
        """Notes that a writer is done, with the tokens of the calls that it made."""
        self.mark("write", model=model, prompt=prompt, tokens=sum(call.tokens for call in calls) if calls else None)
