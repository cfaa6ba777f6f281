"""A paper as plain text: the words alone, headings underlined, tables row by row as labelled lines. UTF-8, lines end in LF."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.export.blocks import Block, Fields, Heading, Items, Look, Paper, Paragraph, Table, Title, shown

_UNDER = {0: "=", 1: "-"}


def render(paper: Paper) -> str:
    """The text, its blocks parted by an empty line."""
    return "\n\n".join("\n".join(_block(block)) for block in paper.blocks) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield from _underlined(block.text, 0)
        case Heading():
            yield from _underlined(block.text, block.level)
        case Paragraph():
            margin = "    " if block.look is Look.QUOTE else ""
            yield from (f"{margin}{line}" for line in shown(block.runs).split("\n"))
        case Items():
            for n, item in enumerate(block.items, start=1):
                yield f"{n}. {shown(item)}" if block.numbered else f"- {shown(item)}"
        case Fields():
            yield from (f"{label}: {shown(runs)}".rstrip() for label, runs in block.rows)
        case Table():
            yield from _rows(block)


def _underlined(text: str, level: int) -> Iterator[str]:
    yield text
    if level in _UNDER:
        yield _UNDER[level] * min(len(text), 80)


def _rows(table: Table) -> Iterator[str]:
    for n, row in enumerate(table.rows):
        if n:
            yield ""
        for label, runs in zip(table.header, row, strict=True):
            if shown(runs):
                yield f"{label}: {shown(runs)}"
