"""Reads JSON Lines: one record a line, each its own Reading, streamed so that large collections need no more memory.

A record holds `_id` (or `id`) and `text`, and may hold title, kind, body, date, url, language and other plain values,
which become meta data. Its text stays as it is, paragraph by paragraph.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from assistant.errors import ReadError
from assistant.library.readers.compose import Piece, compose
from assistant.library.readers.formats import decode
from assistant.types import BlockKind, Reading

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_NOT_META = frozenset({"_id", "id", "text"})


def read(data: bytes) -> Iterator[Reading]:
    """A Reading for each record; blank lines are passed over. Raises ReadError bad_record with line and reason."""
    seen: set[str] = set()
    for number, row in enumerate(decode(data).split("\n"), start=1):
        if row.strip():
            yield _record(row, number, seen)
    if not seen:
        raise ReadError("no_text")


def _record(row: str, number: int, seen: set[str]) -> Reading:
    """One record as a Reading; its id joins `seen`."""
    try:
        value = json.loads(row)
    except (ValueError, RecursionError) as error:
        raise ReadError("bad_record", line=number, reason="JSON") from error
    if not isinstance(value, dict):
        raise ReadError("bad_record", line=number, reason="JSON {…}")
    record, text = value.get("_id", value.get("id")), value.get("text")
    if not isinstance(record, str | int) or isinstance(record, bool) or not str(record).strip():
        raise ReadError("bad_record", line=number, reason="_id")
    if not isinstance(text, str) or not text.strip():
        raise ReadError("bad_record", line=number, reason="text")
    if str(record) in seen:
        raise ReadError("bad_record", line=number, reason=f"_id = {str(record)[:40]} (2)")
    seen.add(str(record))
    pieces = [Piece(kind=BlockKind.PARAGRAPH, text=part) for part in _BLANK.split(text.replace("\r\n", "\n"))]
    try:
        return compose(pieces, meta=_meta(value), record=str(record))
    except ReadError as error:
        if error.code == "no_text":  # nothing but invisible marks
            raise ReadError("bad_record", line=number, reason="text") from error
        raise


def _meta(value: dict[str, Any]) -> dict[str, str]:
    """The plain values besides id and text, as strings; true and false in lower case."""
    return {
        key: str(item).lower() if isinstance(item, bool) else str(item)
        for key, item in value.items()
        if key not in _NOT_META and isinstance(item, str | int | float)
    }
