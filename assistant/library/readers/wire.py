"""What parent and child say to each other: frames of a 4-byte length and JSON, and Readings as JSON. Never pickle."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from assistant.types import Block, BlockKind, Page, Reading

_LENGTH = struct.Struct(">Q")


def write_frame(stream: BinaryIO, payload: bytes) -> None:
    """Writes one frame; flushing is the caller's."""
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)


def read_frame(stream: BinaryIO) -> bytes:
    """One frame; EOFError where the stream ends before it is whole."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def pack(message: dict[str, Any]) -> bytes:
    """A message as bytes."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def unpack(payload: bytes) -> dict[str, Any]:
    """A message from bytes; ValueError where they are not a JSON object."""
    message = json.loads(payload)
    if not isinstance(message, dict):
        raise ValueError("not a message")  # noqa: TRY004 - one error for all that is no message
    return message


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """A Reading in lists and strings."""
    return {
        "text": reading.text,
        "blocks": [[b.kind.value, b.start, b.end, b.level, b.lead] for b in reading.blocks],
        "pages": [[p.number, p.start, p.end] for p in reading.pages],
        "meta": dict(reading.meta),
        "notes": list(reading.notes),
        "record": reading.record,
    }


def reading_from_json(value: dict[str, Any]) -> Reading:
    """The Reading that `reading_to_json` wrote; ValueError, KeyError or TypeError where it did not."""
    record = value["record"]
    return Reading(
        text=str(value["text"]),
        blocks=tuple(
            Block(kind=BlockKind(k), start=int(s), end=int(e), level=int(v), lead=int(b))
            for k, s, e, v, b in value["blocks"]
        ),
        pages=tuple(Page(number=int(n), start=int(s), end=int(e)) for n, s, e in value["pages"]),
        meta={str(key): str(text) for key, text in value["meta"].items()},
        notes=tuple(str(note) for note in value["notes"]),
        record=None if record is None else str(record),
    )


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data
