"""Adding files while a person watches: progress as it comes, the outcomes last. No Gradio here."""

from __future__ import annotations

import datetime as dt
import json
import queue
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.types import Added, Kind, Progress
from assistant.ui.product import Product

_FINNISH = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the user says of the files that are added together; an empty field leaves it to the files."""

    kind: Kind | None = None
    body: str | None = None
    date: dt.date | None = None


def read_date(written: str) -> dt.date | None:
    """A day as 18.2.2026 or 2026-02-18; None for nothing. Raises ValueError for anything else."""
    written = written.strip()
    if not written:
        return None
    if match := _FINNISH.fullmatch(written):
        day, month, year = map(int, match.groups())
        return dt.date(year, month, day)
    return dt.date.fromisoformat(written)


def sent(value: str, folder: Path) -> list[Path]:
    """The files that the page's file field says were sent here.

    What is not a file in the upload folder is passed over: the value comes from a browser, and may name anything.
    """
    try:
        named = json.loads(value or "[]")
        paths = [Path(str(entry["path"])).resolve() for entry in named]
    except (ValueError, TypeError, KeyError):
        return []
    root = folder.resolve()
    return [path for path in dict.fromkeys(paths) if path.is_relative_to(root) and path.is_file()]


def add(product: Product, paths: Sequence[Path], label: Label) -> Iterator[Progress | list[Added]]:
    """Each progress as it is told, at most five a second, and the outcomes at the end.

    The work goes on in its own thread, so that a page closed half-way stops no reading. Raises what the product raises.
    """
    told: queue.Queue[Progress | list[Added] | Exception] = queue.Queue()

    def work() -> None:
        try:
            told.put(
                product.add(
                    paths, kind=label.kind, body=label.body, date=label.date, uploaded=True, on_progress=told.put
                )
            )
        # Raised again below, in the thread of the one who waits.
        except Exception as error:  # noqa: BLE001
            told.put(error)
        finally:
            # A cached upload can be read by whoever knows its address: it goes as soon as it has been read.
            for path in paths:
                path.unlink(missing_ok=True)

    threading.Thread(target=work, name="adding", daemon=True).start()
    while True:
        latest = told.get()
        while isinstance(latest, Progress) and not told.empty():
            latest = told.get_nowait()
        if isinstance(latest, Exception):
            raise latest
        yield latest
        if not isinstance(latest, Progress):
            return
        threading.Event().wait(0.2)
