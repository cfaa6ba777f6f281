"""What stands in a made file, read by other people's readers: paragraphs in order, cells and items among them."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKS = re.compile(r"\[(\d+)\]")


def squeezed(text: str) -> str:
    """Words parted by single spaces."""
    return " ".join(text.split())


def of_docx(data: bytes) -> list[str]:
    """Paragraphs and cells of a Word file."""
    out: list[str] = []
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Paragraph):
            out.append(part.text)
        elif isinstance(part, Table):
            out.extend(cell.text for row in part.rows for cell in row.cells)
    return [squeezed(text) for text in out if text.strip()]


def tokens(text: str) -> list[Token]:
    """Markdown as CommonMark with tables reads it."""
    return MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(text)


def of_markdown(text: str) -> list[str]:
    """Headings, paragraphs, items and cells of Markdown as they are shown."""
    shown = []
    for token in tokens(text):
        if token.type == "inline":
            words = (
                " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
            )
            shown.append(squeezed("".join(words)))
    return [text for text in shown if text]


def of_json(text: str) -> list[str]:
    """The words of the blocks."""
    out: list[str] = []
    for block in json.loads(text)["blocks"]:
        out.extend(_block(block))
    return [squeezed(text) for text in out if text.strip()]


def _block(block: dict[str, Any]) -> list[str]:
    if block["type"] == "items":
        return list(block["items"])
    if block["type"] == "fields":
        return [f"{row['label']} {row['text']}" for row in block["rows"]]
    if block["type"] == "table":
        return [*block["header"], *(cell for row in block["rows"] for cell in row)]
    return [block["text"]]
