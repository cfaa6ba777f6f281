"""Tells which paragraphs of a PDF are titles, headings, items and rows, and how deep the headings are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from assistant.library.readers.compose import is_bold_heading
from assistant.library.readers.pdf_layout import Para
from assistant.library.readers.plain import item_mark
from assistant.types import BlockKind

_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[A-ZÅÄÖ]")
_SECTION = re.compile(r"^\d{1,4}\s?[a-z]?\s?§(?:\s+[A-ZÅÄÖ].{0,90})?$|^\d{1,3}\s?[a-z]?\sluku(?:\s+[A-ZÅÄÖ].{0,90})?$")
BULLET = re.compile(r"^(\f*)[\s]*[•◦▪▫●○■□‣⁃*+–—\uf0b7\uf0a7\uf02d-]\s*(?=\S)")
_HEADING_LENGTH = 200
_NUMBERED_LENGTH = 100
_LARGER = 1.1
_TITLE_LARGER = 1.25

_Style = tuple[float, bool]


def roles(
    paras: list[Para], body: float, outline: dict[str, int], comparable: Callable[[str], str]
) -> list[tuple[BlockKind, int]]:
    """The kind and the level of each paragraph. `outline` gives the levels of headings by their comparable form."""
    bold_body = sum(para.bold for para in paras) * 2 > len(paras) > 4
    told: list[int | None] = []  # the level where text or outline tell it, 0 where only the type does, None: no heading
    for index, para in enumerate(paras):
        followed = index + 1 < len(paras)
        told.append(_told_level(para, body, outline, comparable, bold_body=bold_body) if followed else None)
    levels = _style_levels(paras, told)
    title = _title(paras, told, body)
    out: list[tuple[BlockKind, int]] = []
    for index, (para, level) in enumerate(zip(paras, told, strict=True)):
        if para.cells:
            out.append((BlockKind.ROW, 0))
        elif index == title:
            out.append((BlockKind.TITLE, 0))
        elif level is not None:
            out.append((BlockKind.HEADING, level or levels[(para.size, para.bold)]))
        elif item_mark(para.first.text()) is not None or BULLET.match(para.first.text()):
            out.append((BlockKind.ITEM, 0))
        else:
            out.append((BlockKind.PARAGRAPH, 0))
    return out


def _told_level(
    para: Para, body: float, outline: dict[str, int], comparable: Callable[[str], str], *, bold_body: bool
) -> int | None:
    if para.cells or len(para.lines) > 4:
        return None
    text = para.text()
    if len(text) > _HEADING_LENGTH or not any(letter.isalpha() for letter in text) or BULLET.match(text):
        return None
    if outline and (level := outline.get(comparable(text))):
        return level
    if text.endswith((".", ",", ";", ":")):
        return None
    stands_out = para.size >= _LARGER * body or (para.bold and not bold_body and is_bold_heading(text))
    numbered = _NUMBERED.match(text)
    if numbered and len(text) <= _NUMBERED_LENGTH:
        depth = numbered["number"].count(".") + 1
        if stands_out or (depth > 1 and len(para.lines) <= 2):
            return depth
    if stands_out:
        return 0
    if _SECTION.match(text) or (len(text) <= _NUMBERED_LENGTH and text.isupper() and len(text) > 4):
        return 0
    return None


def _style_levels(paras: list[Para], told: list[int | None]) -> dict[_Style, int]:
    """A level for each type of heading: the one its numbered headings have, else one below the next larger type."""
    seen: dict[_Style, Counter[int]] = {}
    for para, level in zip(paras, told, strict=True):
        if level is not None:
            counts = seen.setdefault((para.size, para.bold), Counter())
            if level:
                counts[level] += 1
    levels: dict[_Style, int] = {}
    above = 0
    for style in sorted(seen, reverse=True):
        known = seen[style].most_common(1)
        above = levels[style] = known[0][0] if known else above + 1
    return levels


def _title(paras: list[Para], told: list[int | None], body: float) -> int | None:
    """The index of the title: on the first page with text, larger than the text and than every later heading."""
    for index, (para, level) in enumerate(zip(paras, told, strict=True)):
        if level is None:
            if not para.cells and len(para.text()) > _HEADING_LENGTH:
                return None
            continue
        others = [p.size for i, p in enumerate(paras) if told[i] is not None and i != index]
        alone = all(size < para.size for size in others)
        return index if para.size >= _TITLE_LARGER * body and alone and para.first.page <= 2 else None
    return None
