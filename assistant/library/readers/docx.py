"""Reads Word documents (.docx): the text as it would be printed with all changes accepted.

Left out: headers and footers, deleted and moved-away text, comments, field codes, the table of contents. Hidden, white
and tiny text is dropped and noted. Footnotes and endnotes stand at the end. Numbers of headings and items are counted
as Word counts them. Pages are those Word last saw; a file that does not tell them has none.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import ReadError
from assistant.library.readers.archive import open_archive, parse_part, part
from assistant.library.readers.compose import PAGE_BREAK, Piece, bold_lead, compose, is_bold_heading, line
from assistant.library.readers.docx_styles import Styles, W, load_styles, value_of
from assistant.library.readers.office import row_pieces, sensible_title
from assistant.types import BlockKind, Reading

if TYPE_CHECKING:
    from lxml import etree

_MAIN_TYPE = b"wordprocessingml"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SKIPPED = frozenset(
    W + tag
    for tag in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr")
) | {_FALLBACK}
_SIGNS = {
    f"{W}tab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}ptab": " ",
}


def read(data: bytes) -> Iterator[Reading]:
    """One Reading. Raises ReadError: mislabelled, encrypted, unpacks_too_large, too_long, broken, no_text."""
    archive = open_archive(data)
    if _MAIN_TYPE not in (part(archive, "[Content_Types].xml") or b""):
        raise ReadError("mislabelled")
    document = parse_part(archive, "word/document.xml")
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise ReadError("broken")
    walk = _Walk(styles=load_styles(archive), breaks=_page_marks(archive, body))
    walk.container(body)
    pieces = walk.pieces
    for name, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        pieces.extend(_notes(archive, walk, name, tag))
    title = next((piece.text for piece in pieces if piece.kind is BlockKind.TITLE), "")
    if not line(title):
        title = _core_title(archive) or next((p.text for p in pieces[:3] if p.kind is BlockKind.HEADING), "")
    yield compose(pieces, meta={"title": title}, hidden=walk.hidden, paged=walk.breaks is not None)


@dataclass
class _Walk:
    """Goes through a document in order and collects its pieces."""

    styles: Styles
    breaks: frozenset[str] | None  # what begins a page: None, or "rendered" or "explicit"
    pieces: list[Piece] = field(default_factory=list)
    hidden: bool = False
    heading: int = 0
    in_table: int = 0
    boxes: list[etree._Element] = field(default_factory=list)

    def container(self, element: etree._Element) -> None:
        """The paragraphs and tables inside an element, through content controls and the like."""
        for child in element:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag == _ALTERNATE:
                self.container(_chosen(child))
            elif child.tag not in _SKIPPED:
                self.container(child)

    def paragraph(self, element: etree._Element) -> None:
        """One paragraph as a piece, then the text boxes anchored in it."""
        properties = element.find(f"{W}pPr")
        style = value_of([properties], "pStyle") if properties is not None else None
        style = style or self.styles.default
        role, level = self.styles.role(properties, style)
        label = self.styles.label(properties, style)
        words, lead = self.words(element, style)
        before = PAGE_BREAK if self._breaks_before(properties, style) else ""
        if role == "contents" or not words.strip():
            # Its page breaks still count; an empty piece passes them on.
            words = PAGE_BREAK * words.count(PAGE_BREAK)
            self.pieces.append(Piece(kind=BlockKind.PARAGRAPH, text=before + words))
        else:
            self.pieces.append(self._piece(role, level, label, before, words, lead))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.container(box)

    def words(self, element: etree._Element, style: str | None) -> tuple[str, str]:
        """The visible text of a paragraph and the bold words that it begins with."""
        parts: list[tuple[str, bool]] = []
        for run in _runs(element):
            text = self._run(run)
            settings = run.find(f"{W}rPr")
            if text.strip() and self.styles.is_hidden(settings, style, on_paper=not self.in_table):
                self.hidden = True
                continue
            parts.append((text, bool(text.strip()) and self.styles.is_bold(settings, style)))
        return "".join(text for text, _ in parts), bold_lead(parts)

    def table(self, element: etree._Element) -> None:
        """A table row by row; merged cells count once."""
        self.in_table += 1
        for row in _inside(element, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells: list[list[Piece]] = []
            for cell in _inside(row, f"{W}tc"):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") in (None, "continue"):
                    continue
                outer, self.pieces = self.pieces, []
                self.container(cell)
                cells.append(self.pieces)
                self.pieces = outer
            self.pieces.extend(row_pieces(cells))
        self.in_table -= 1

    def _piece(self, role: str, level: int, label: str | None, before: str, words: str, lead: str) -> Piece:
        """A paragraph with text as a piece of the right kind."""
        text = f"{before}{label} {words.lstrip()}" if label else before + words
        if role == "title":
            return Piece(kind=BlockKind.TITLE, text=text)
        if role == "heading":
            self.heading = level
            return Piece(kind=BlockKind.HEADING, text=text, level=level)
        if label is not None:
            return Piece(kind=BlockKind.ITEM, text=text, lead=f"{label} {lead.lstrip()}" if label and lead else lead)
        if lead.strip() == words.strip() and not self.in_table and is_bold_heading(words.strip()):
            return Piece(kind=BlockKind.HEADING, text=text, level=self.heading + 1)
        return Piece(kind=BlockKind.PARAGRAPH, text=text, lead=lead)

    def _run(self, run: etree._Element) -> str:
        """The characters of one run, with a form feed where a page begins."""
        parts: list[str] = []
        for child in run:
            if child.tag == f"{W}t":
                parts.append(child.text or "")
            elif child.tag in _SIGNS:
                parts.append(_SIGNS[child.tag])
            elif child.tag == f"{W}br":
                page = child.get(f"{W}type") == "page"
                parts.append(self._mark("explicit") if page else "\n")
            elif child.tag == f"{W}lastRenderedPageBreak":
                parts.append(self._mark("rendered"))
            elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object", _ALTERNATE):
                chosen = _chosen(child) if child.tag == _ALTERNATE else child
                self.boxes.extend(chosen.iter(f"{W}txbxContent"))
        return "".join(parts)

    def _mark(self, kind: str) -> str:
        return PAGE_BREAK if self.breaks is not None and kind in self.breaks else ""

    def _breaks_before(self, properties: etree._Element | None, style: str | None) -> bool:
        if self.breaks is None or "explicit" not in self.breaks or not self.pieces:
            return False
        for element in self.styles.settings(properties, style, "pPr"):
            found = element.find(f"{W}pageBreakBefore")
            if found is not None:
                return found.get(f"{W}val") not in ("0", "false", "off")
        return False


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph in order, through links, insertions, fields and content controls."""
    for child in element:
        if child.tag == f"{W}r":
            yield child
        elif child.tag == _ALTERNATE:
            yield from _runs(_chosen(child))
        elif child.tag not in _SKIPPED:
            yield from _runs(child)


def _chosen(alternate: etree._Element) -> etree._Element:
    """The newer of two forms of the same content: reading both would double it."""
    choice = alternate.find(_CHOICE)
    return choice if choice is not None else alternate


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, through content controls but not into inner tables."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"):
            yield from _inside(child, tag)


def _page_marks(archive: zipfile.ZipFile, body: etree._Element) -> frozenset[str] | None:
    """Which marks tell the pages. Word's own count (app.xml) decides whether explicit breaks alone tell all of them."""
    if next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None:
        return frozenset({"rendered"})
    explicit = sum(br.get(f"{W}type") == "page" for br in body.iter(f"{W}br"))
    explicit += sum(1 for _ in body.iter(f"{W}pageBreakBefore"))
    if not explicit:
        return None
    app = parse_part(archive, "docProps/app.xml")
    counted = app.findtext("{*}Pages") if app is not None else None
    if counted and counted.isdigit() and int(counted) > explicit + 1:
        return None
    return frozenset({"explicit"})


def _notes(archive: zipfile.ZipFile, walk: _Walk, name: str, tag: str) -> Iterator[Piece]:
    """Footnotes or endnotes, each as one piece; Word's separators are notes of a special type."""
    root = parse_part(archive, f"word/{name}.xml")
    for note in root.findall(W + tag) if root is not None else ():
        if note.get(f"{W}type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        walk.pieces, walk.breaks = [], None if walk.breaks is None else frozenset()
        walk.container(note)
        yield Piece(kind=BlockKind.NOTE, text=" ".join(line(piece.text) for piece in walk.pieces))


def _core_title(archive: zipfile.ZipFile) -> str:
    core = parse_part(archive, "docProps/core.xml")
    return sensible_title(core.findtext("{http://purl.org/dc/elements/1.1/}title") or "") if core is not None else ""
