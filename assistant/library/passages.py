"""Cutting a document into passages along its headings and paragraphs, with exact offsets.

A passage never crosses a heading. Paragraphs under one heading are kept together up to `TARGET` characters, the opening
words of a list with its items; one paragraph longer than `LONGEST` is cut between sentences. Any change here changes
what is indexed: raise `RULES`, and every index built by the older rules is rebuilt.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.text.finnish import sentences
from assistant.types import Block, BlockKind, Document

RULES = 1
TARGET = 1_200
LONGEST = 1_800


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One passage to be: its id is stable as long as the document's words and the rules are."""

    id: str
    heading: tuple[str, ...]
    start: int
    end: int


def cut(document: Document) -> tuple[Cut, ...]:
    """The passages of a document in order. Every word outside headings is in exactly one of them."""
    blocks = document.blocks or _whole(document.text)
    if any(block.kind is BlockKind.HEADING for block in blocks):
        # Where headings carry the structure the title is one of them; elsewhere it may be all that says what the text is.
        blocks = tuple(block for block in blocks if block.kind is not BlockKind.TITLE)
    spans = list(_spans(document.text, blocks))
    return tuple(
        Cut(id=_id(document.id, start, end), heading=heading, start=start, end=end) for heading, start, end in spans
    )


def _id(document: str, start: int, end: int) -> str:
    return hashlib.sha256(f"{document}:{RULES}:{start}:{end}".encode()).hexdigest()[:24]


def _whole(text: str) -> tuple[Block, ...]:
    return (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),) if text.strip() else ()


def _spans(text: str, blocks: Sequence[Block]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    path: list[tuple[int, str]] = []
    for heading, run in itertools.groupby(blocks, key=lambda block: block.kind is BlockKind.HEADING):
        if heading:
            for block in run:
                path = [step for step in path if step[0] < block.level]
                path.append((block.level, " ".join(text[block.start : block.end].split())))
            continue
        names = tuple(name for _, name in path)
        for start, end in _grouped(text, list(run)):
            yield names, start, end


def _grouped(text: str, blocks: list[Block]) -> Iterator[tuple[int, int]]:
    """Neighbouring paragraphs joined up to TARGET; a list stays with the paragraph that opens it while it fits."""
    start = end = -1
    for block in blocks:
        if block.end - block.start > LONGEST:
            if start >= 0:
                yield start, end
                start = -1
            yield from _parted(text, block)
            continue
        limit = LONGEST if block.kind in (BlockKind.ITEM, BlockKind.ROW) else TARGET
        if start >= 0 and block.end - start > limit:
            yield start, end
            start = -1
        if start < 0:
            start = block.start
        end = block.end
    if start >= 0:
        yield start, end


def _parted(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """A very long paragraph, cut between sentences; a sentence that is itself too long is cut at a space."""
    start = end = -1
    for a, b in _pieces(text, block):
        if start >= 0 and b - start > TARGET:
            yield start, end
            start = -1
        if start < 0:
            start = a
        end = b
    if start >= 0:
        yield start, end


def _pieces(text: str, block: Block) -> Iterator[tuple[int, int]]:
    for sentence in sentences(text, block.start, block.end):
        a = sentence.start
        while sentence.end - a > LONGEST:
            at = text.rfind(" ", a + TARGET // 2, a + TARGET)
            at = at if at > 0 else a + TARGET
            yield a, at
            a = at + 1 if text[at] == " " else at
        yield a, sentence.end
