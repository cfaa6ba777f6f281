"""Reads plain text: paragraphs by blank lines, list items by their marks, the title from the first paragraph.

Line breaks inside a paragraph stay, so that quotes are verbatim. Headings are told only where they are plain to see: a
short line without a full stop, in capitals or numbered like "3.2 Kokeilu", with text after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.library.readers.compose import Piece, compose, line
from assistant.library.readers.formats import decode
from assistant.types import BlockKind, Reading

_ITEM = re.compile(r"^(?:(?P<bullet>[•◦▪▫●○■□‣⁃*+–—\uf0b7\uf0a7\uf02d-])\s+|\d{1,3}[.)]\s+|[a-zåäö]\)\s+)(?=\S)")
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[A-ZÅÄÖ]")
_HEADING_LENGTH = 100
_TITLE_LENGTH = 300


def read(data: bytes) -> Iterator[Reading]:
    """One Reading of a text file in UTF-8, UTF-16 with its mark, or cp1252."""
    pieces = pieces_of(decode(data))
    meta: dict[str, str] = {}
    title = line(pieces[0].text) if pieces else ""
    if title and len(title) <= _TITLE_LENGTH:
        meta["title"] = title
        # A first paragraph that is a sentence, or all there is, stays searchable as text.
        if len(pieces) > 1 and not title.endswith("."):
            pieces[0] = Piece(kind=BlockKind.TITLE, text=pieces[0].text)
    yield compose(pieces, meta=meta)


def pieces_of(text: str) -> list[Piece]:
    """The paragraphs, items and headings of a text, in order."""
    paragraphs = list(_paragraphs(text))
    pieces: list[Piece] = []
    for index, rows in enumerate(paragraphs):
        followed = index + 1 < len(paragraphs)
        pieces.extend(_pieces_of_paragraph(rows, followed))
    return pieces


def item_mark(row: str) -> str | None:
    """The mark to drop from the line that begins a list item: its bullet, or nothing of a number; None elsewhere."""
    match = _ITEM.match(row)
    if not match:
        return None
    return match[0] if match["bullet"] else ""


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Runs of lines that are not blank, without the spaces at their ends; a form feed ends a run too."""
    rows: list[str] = []
    for row in map(str.strip, text.replace("\f", "\n\n").split("\n")):
        if row:
            rows.append(row)
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _pieces_of_paragraph(rows: list[str], followed: bool) -> Iterator[Piece]:
    """A paragraph's lines, cut where an item begins or a heading ends."""
    kind, level, held = BlockKind.PARAGRAPH, 0, list[str]()
    for index, row in enumerate(rows):
        mark = item_mark(row)
        heading = _heading_level(row, alone=len(rows) == 1) if index == 0 else 0
        if heading and (followed or len(rows) > 1):
            yield Piece(kind=BlockKind.HEADING, text=row, level=heading)
            continue
        if mark is not None:
            if held:
                yield Piece(kind=kind, text="\n".join(held), level=level)
            kind, held = BlockKind.ITEM, [row[len(mark) :]]
        else:
            held.append(row)
    if held:
        yield Piece(kind=kind, text="\n".join(held), level=level)


def _heading_level(row: str, *, alone: bool) -> int:
    """The level of a line that is plainly a heading, else 0. A line with text right below it needs two numbers."""
    if len(row) > _HEADING_LENGTH or row.endswith((".", ",", ";", ":", "?", "!")):
        return 0
    numbered = _NUMBERED.match(row)
    if numbered:
        depth = numbered["number"].count(".") + 1
        is_item = item_mark(row) is not None
        return depth if not is_item and (alone or depth > 1) else 0
    letters = [letter for letter in row if letter.isalpha()]
    return 1 if len(letters) > 3 and all(letter.isupper() for letter in letters) else 0
