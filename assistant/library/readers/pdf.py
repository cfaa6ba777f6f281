"""Reads PDF files with PDFium: paragraphs told by geometry, headings by type, number and outline, pages kept.

Dropped and noted: text that is white on nothing, tiny, or off the page, and invisible text unless it is most of the
text (as text recognition leaves it over a scan). Dropped: running heads, page numbers, dotted lines of contents.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.errors import ReadError
from assistant.library.readers.compose import MAX_CHARACTERS, PAGE_BREAK, Piece, compose, line
from assistant.library.readers.office import sensible_title
from assistant.library.readers.pdf_hyphens import Hyphens
from assistant.library.readers.pdf_layout import (
    Para,
    body_size,
    in_columns,
    paragraphs,
    take_notes,
    without_running_heads,
)
from assistant.library.readers.pdf_page import Line, Word, lines_of, words_of
from assistant.library.readers.pdf_roles import BULLET, roles
from assistant.types import BlockKind, Reading

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 2000
_PASSWORD_ERRORS = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_LEAD_END = re.compile(r"[^\w\s]*")
_NOTE_MARK = re.compile(r"^(\d{1,3}|[*†‡]{1,3})[).]?\s*")


def read(data: bytes) -> Iterator[Reading]:
    """One Reading with pages. Raises ReadError: encrypted, broken, too_many_pages, too_long, no_text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError("encrypted" if error.err_code in _PASSWORD_ERRORS else "broken") from error
    if len(document) > MAX_PAGES:
        raise ReadError("too_many_pages", limit="2 000")
    pages, hidden = _visible_lines(document)
    outline = _outline(document)
    named = sensible_title(document.get_metadata_dict().get("Title", ""))
    count = len(document)
    document.close()
    pieces = _pieces(pages, outline)
    pieces.append(Piece(kind=BlockKind.PARAGRAPH, text=PAGE_BREAK * _missing_breaks(pieces, count)))
    title = named or next((p.text for p in pieces if p.kind is BlockKind.TITLE), "")
    if not title:
        title = next((p.text for p in pieces[:4] if p.kind is BlockKind.HEADING), "")
    yield compose(pieces, meta={"title": title}, hidden=hidden, paged=True)


def _visible_lines(document: pypdfium2.PdfDocument) -> tuple[list[list[Line]], bool]:
    """The lines of each page, and whether hidden words were dropped."""
    pages: list[list[Word]] = []
    characters = 0
    for index in range(len(document)):
        page = document[index]
        pages.append(words_of(page))
        page.close()
        characters += sum(len(word.text) + 1 for word in pages[-1])
        if characters > MAX_CHARACTERS:
            raise ReadError("too_long", limit="20 000 000")
    words = [word for page_words in pages for word in page_words]
    ghosts = sum(word.ghost for word in words)
    scanned = ghosts * 2 > len(words)
    hidden = any(word.unseen or (word.ghost and not scanned) for word in words)
    if hidden:
        pages = [[w for w in page if not w.unseen and (scanned or not w.ghost)] for page in pages]
    return [lines_of(page, number) for number, page in enumerate(pages, start=1)], hidden


def _outline(document: pypdfium2.PdfDocument) -> dict[str, int]:
    """The document's own table of headings: title in comparable form → level from 1."""
    found: dict[str, int] = {}
    for entry in document.get_toc(max_depth=9):
        key = comparable(entry.get_title() or "")
        if key:
            found.setdefault(key, entry.level + 1)
    return found


def comparable(text: str) -> str:
    """A heading without number, spaces, hyphens and case, as outlines and pages may differ in those."""
    return re.sub(r"[\s\xad\-\u2010-\u2015]+", "", re.sub(r"^[\d.]+\s*", "", line(text))).casefold()


def _pieces(pages: list[list[Line]], outline: dict[str, int]) -> list[Piece]:
    """The whole document as pieces in order, with a form feed wherever a page begins."""
    body = body_size(pages)
    flow: list[Line] = []
    notes: dict[int, list[Para]] = {}
    marks: dict[int, frozenset[str]] = {}
    for number, lines in enumerate(without_running_heads(pages), start=1):
        rest, found = take_notes(lines, body)
        notes[number] = found
        starts = (_NOTE_MARK.match(note.first.text()) for note in found)
        marks[number] = frozenset(match[1] for match in starts if match)
        flow.extend(in_columns(rest))
    paras = paragraphs(flow, body)
    hyphens = Hyphens.of(pages)
    told = roles(paras, body, outline, comparable)
    pieces: list[Piece] = []
    state = _Pen(hyphens=hyphens, marks=marks)
    pending = sorted(notes)
    for para, (kind, level) in zip(paras, told, strict=True):
        # The notes of a page come before the paragraph that goes over to the next: so each stays on its own page.
        while pending and pending[0] < para.last_page:
            pieces.extend(state.note(note) for note in notes[pending.pop(0)])
        pieces.append(state.piece(para, kind, level))
    for number in pending:
        pieces.extend(state.note(note) for note in notes[number])
    return pieces


def _missing_breaks(pieces: list[Piece], pages: int) -> int:
    return max(0, pages - 1 - sum(piece.text.count(PAGE_BREAK) for piece in pieces))


class _Pen:
    """Writes paragraphs out as text and keeps on which page it is."""

    def __init__(self, *, hyphens: Hyphens, marks: dict[int, frozenset[str]]) -> None:
        self._hyphens = hyphens
        self._marks = marks
        self._page = 1

    def piece(self, para: Para, kind: BlockKind, level: int) -> Piece:
        """A paragraph or a table row as a piece."""
        text = " | ".join(self._join(cell) for cell in para.cells) if para.cells else self._join(para.lines)
        if kind is BlockKind.ITEM:
            text = BULLET.sub(r"\1", text)
        return Piece(kind=kind, text=text, level=level, lead=self._lead(para, text))

    def note(self, para: Para) -> Piece:
        """A footnote as a piece, without its mark."""
        text = self._join(para.lines)
        breaks = PAGE_BREAK * text.count(PAGE_BREAK)
        return Piece(kind=BlockKind.NOTE, text=breaks + _NOTE_MARK.sub("", text.replace(PAGE_BREAK, "")))

    def _lead(self, para: Para, text: str) -> str:
        """The beginning of the text that holds the letters and figures of the bold words the paragraph begins with."""
        words = [(word, self._marks.get(row.page, frozenset())) for row in para.lines for word in row.words]
        seen = [word for word, marks in words if not (word.mark and word.text in marks)]
        bold = itertools.takewhile(lambda word: word.bold or not any(map(str.isalnum, word.text)), seen)
        left = sum(sign.isalnum() for word in bold for sign in word.text)
        if not left:
            return ""
        places = itertools.islice((place for place, sign in enumerate(text, start=1) if sign.isalnum()), left - 1, None)
        rest = _LEAD_END.match(text, next(places, len(text)))
        return text[: rest.end()] if rest else ""

    def _join(self, lines: list[Line]) -> str:
        """Lines in one, with a space or a mended hyphen between them."""
        parts: list[str] = []
        for row in lines:
            text = row.text(self._marks.get(row.page, frozenset()))
            turn = PAGE_BREAK * max(0, row.page - self._page)
            self._page = max(self._page, row.page)
            if parts:
                parts[-1], space = self._hyphens.link(parts[-1], text)
                parts.append(space + turn + text)
            else:
                parts.append(turn + text)
        return "".join(parts)
