"""Something long at a desk: a text that is being made while the page goes on, and that can be stopped. No Gradio here."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assistant.errand import Errand
from assistant.statement import Drafted, Proposal


@dataclass(slots=True, kw_only=True)
class Job:
    """What is being made and of which proposal. `make` runs away from the desk; `done` takes what it made back to it."""

    do: str
    proposal: Proposal
    make: Callable[[], Drafted]
    done: Callable[[Drafted], None]
    errand: Errand = field(default_factory=Errand)
    began: float = field(default_factory=time.monotonic)
    made: Drafted | None = None
    fault: Exception | None = None
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def seconds(self) -> int:
        """How long it has been at it."""
        return int(time.monotonic() - self.began)

    def run(self) -> None:
        """Does it, to the end."""
        try:
            self.made = self.errand.run(self.make)
        # Told at the desk, in words.
        except Exception as fault:  # noqa: BLE001
            self.fault = fault
        finally:
            self._over.set()

    def beats(self, every: float) -> Iterator[int]:
        """Begins it in a thread of its own, and tells the seconds at every beat until it is over."""
        threading.Thread(target=self.run, name="draft", daemon=True).start()
        try:
            while not self._over.wait(every):
                yield self.seconds
        finally:
            # Whoever waited has gone before the end.
            if not self._over.is_set():
                self.errand.stop()
