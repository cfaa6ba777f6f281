"""The bar of long work: what it says of the time left."""

from __future__ import annotations

import pytest

from assistant.cli import shared
from assistant.types import Progress


def test_each_stretch_counts_its_own_time(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """After four minutes of reading sources, the first questions are told to take what they take; a run that goes on counts what it
    did itself, not what was there."""
    now = 0.0
    monkeypatch.setattr(shared.time, "monotonic", lambda: now)
    tell = shared.bar()

    def told(at: float, done: int, total: int) -> str:
        nonlocal now
        now = at
        tell(Progress(name="", done=done, total=total))
        return capsys.readouterr().err

    assert told(0, 0, 481) == ""
    assert "jäljellä 381 s" in told(100, 100, 481)
    assert told(250, 1, 220) == ""
    assert "jäljellä 209 s" in told(260, 11, 220)
    assert told(500, 150, 300) == ""
    assert "jäljellä 140 s" in told(510, 160, 300)
    assert told(511, 0, 300) == ""
    assert "jäljellä 290 s" in told(521, 10, 300)
