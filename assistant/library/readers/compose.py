"""Builds a Reading from pieces of text: cleans them, joins them with a blank line and keeps where each lies.

Promises of the text: NFC; no soft hyphens, zero-width marks, direction marks, Unicode tags or control characters;
no-break spaces stay; lines carry no spaces at their ends. A form feed in a piece tells that the next page begins there.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.errors import ReadError
from assistant.library.readers.guess import guess_meta
from assistant.types import Block, BlockKind, Page, Reading

HIDDEN_NOTE = "hidden_text_removed"
PAGE_BREAK = "\f"
MAX_CHARACTERS = 20_000_000
_SEPARATOR = "\n\n"

# Marks that no reader sees but that carry text or reorder it: zero-width, direction marks, tags, variation selectors
# of plane 14 (both are used to smuggle instructions).
_HIDDEN = re.compile("[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e01ef]+")
# Soft hyphens (U+FFFE is how pdfium writes one), emoji variation selectors, object marks, controls, lone surrogates.
_NOISE = re.compile("[\u00ad\ufe00-\ufe0f\ufffc\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]+")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_BOLD_HEADING_LENGTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One future block. `level` counts headings from 1; `lead` holds the bold words that it begins with."""

    kind: BlockKind
    text: str
    level: int = 0
    lead: str = ""


def compose(
    pieces: Iterable[Piece],
    *,
    meta: Mapping[str, str] | None = None,
    hidden: bool = False,
    paged: bool = False,
    record: str | None = None,
) -> Reading:
    """A Reading of the pieces in order; empty ones vanish. `paged` makes pages of the form feeds.

    `hidden` tells that the format's reader dropped hidden text. Raises ReadError: no_text, too_long.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    starts = [0]
    length = 0
    for piece in pieces:
        cleaned, found = clean(piece.text)
        hidden = hidden or found
        offset = length + len(_SEPARATOR) if parts else 0
        text = _take_breaks(cleaned, offset, starts)
        if not text:
            continue
        if parts:
            parts.append(_SEPARATOR)
        parts.append(text)
        length = offset + len(text)
        lead = offset + _lead_length(piece, text)
        blocks.append(
            Block(kind=piece.kind, start=offset, end=length, level=piece.level, lead=lead if lead > offset else 0)
        )
        if length > MAX_CHARACTERS:
            raise ReadError("too_long", limit="20 000 000")
    if not blocks:
        raise ReadError("no_text")
    text = "".join(parts)
    return Reading(
        text=text,
        blocks=tuple(blocks),
        pages=_pages(starts, length) if paged else (),
        meta=guess_meta(text) | {key: line(value) for key, value in (meta or {}).items() if line(value)},
        notes=(HIDDEN_NOTE,) if hidden else (),
        record=record,
    )


def clean(text: str) -> tuple[str, bool]:
    """The text as the promises of this module have it, and whether hidden marks were removed. Keeps form feeds."""
    if not text.isascii():
        text, hidden = _HIDDEN.subn("", text)
    else:
        hidden = 0
    text = _NOISE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\n" in text:
        text = "\n".join(stripped for row in text.split("\n") if (stripped := row.strip(" \xa0")))
    return text.strip(" \xa0"), bool(hidden)


def line(text: str) -> str:
    """The text cleaned and on one line, runs of white space as one space: for titles and other meta data."""
    return " ".join(clean(text)[0].split())


def is_bold_heading(text: str) -> bool:
    """Whether a paragraph that is bold throughout reads as a heading: short, and not a sentence."""
    return len(text) <= _BOLD_HEADING_LENGTH and not text.rstrip().endswith((".", ",", ";")) and "\n" not in text


def bold_lead(runs: Iterable[tuple[str, bool]]) -> str:
    """The words before the first run that is not bold; runs of space alone count as either."""
    return "".join(text for text, _ in itertools.takewhile(lambda run: run[1] or not run[0].strip(), runs))


def _lead_length(piece: Piece, text: str) -> int:
    """How many characters of a paragraph's or an item's cleaned text are the bold words it begins with."""
    if not piece.lead or piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return 0
    lead = clean(piece.lead.replace(PAGE_BREAK, ""))[0]
    return len(lead) if any(map(str.isalnum, lead)) and text.startswith(lead) else 0


def _take_breaks(text: str, offset: int, starts: list[int]) -> str:
    """The text without its form feeds; `starts` gains the offset of each page that begins in it."""
    if PAGE_BREAK not in text:
        return text
    kept = ""
    breaks = []
    for index, part in enumerate(text.split(PAGE_BREAK)):
        if index:
            breaks.append(len(kept))
        kept += part if kept else part.lstrip()
    kept = kept.rstrip()
    starts.extend(offset + min(place, len(kept)) for place in breaks)
    return kept


def _pages(starts: list[int], length: int) -> tuple[Page, ...]:
    """Pages that follow one another without gaps; an empty page has no length."""
    bounded = [min(start, length) for start in starts]
    ends = [*bounded[1:], length]
    return tuple(Page(number=n, start=s, end=e) for n, (s, e) in enumerate(zip(bounded, ends, strict=True), start=1))
