"""What the readers of .docx, .odt and .pdf share: rows of tables, and titles that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.library.readers.compose import PAGE_BREAK, Piece, line
from assistant.types import BlockKind

_LONG_CELL = 400
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|.*\.(?:docx?|odt|pdf|rtf|pptx?|indd)|[\W\d_]*"
    r"|(?:untitled|nimetön|namnlös|document|asiakirja|dokument|word document|esitys|pohja|otsikko|title)\s*\d*)$",
    re.IGNORECASE,
)


def sensible_title(title: str) -> str:
    """A document property as a title, or "" where a program or a template filled it in."""
    title = line(title)
    return "" if _NO_TITLE.search(title) or len(title) > 300 else title


def row_pieces(cells: list[list[Piece]]) -> Iterator[Piece]:
    """A row of a table as one ROW; where the table only lays out running text, its pieces as they are."""
    texts = [" ".join(line(piece.text) for piece in cell if line(piece.text)) for cell in cells]
    filled = [text for text in texts if text]
    runs = any(len(cell) > 1 and len(text) > _LONG_CELL for cell, text in zip(cells, texts, strict=True))
    if runs or len(filled) == 1:
        for cell in cells:
            yield from cell
        return
    breaks = PAGE_BREAK * sum(piece.text.count(PAGE_BREAK) for cell in cells for piece in cell)
    row = " | ".join(texts).rstrip(" |") if filled else ""
    yield Piece(kind=BlockKind.ROW, text=breaks + row)
