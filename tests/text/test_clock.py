"""One clock for what is shown and what is exported."""

from __future__ import annotations

import datetime as dt

from assistant.text import clock


def test_an_evening_in_utc_is_the_next_day_in_finland() -> None:
    """The hour and the day are Finland's, in winter and in summer; a moment without a zone is in UTC."""
    late = dt.datetime(2026, 11, 24, 23, 3, tzinfo=dt.UTC)
    assert clock.local(late).strftime("%d.%m. %H.%M") == "25.11. 01.03"
    assert clock.local(dt.datetime(2026, 7, 1, 12, 0)).hour == 15
    assert clock.now().tzinfo is not None
    assert clock.today() == clock.now().date()
