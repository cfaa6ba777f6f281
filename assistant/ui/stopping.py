"""What each open page waits for, so that its stop button, and leaving the page, end the calls behind it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errand import Errand


class Errands:
    """By the name that Gradio gives a visit. A visit may have several under way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, list[Errand]] = {}

    @contextmanager
    def held(self, visit: str | None, errand: Errand) -> Iterator[None]:
        """The errand is known by its visit until it is over."""
        name = visit or ""
        with self._lock:
            self._held.setdefault(name, []).append(errand)
        try:
            yield
        finally:
            with self._lock:
                self._held[name].remove(errand)
                if not self._held[name]:
                    del self._held[name]

    def stop(self, visit: str | None) -> None:
        """Ends everything that the visit waits for."""
        with self._lock:
            held = list(self._held.get(visit or "", ()))
        for errand in held:
            errand.stop()
