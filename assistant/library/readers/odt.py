"""Reads OpenDocument texts (.odt): the text as it would be printed with all changes accepted.

Left out: headers and footers, deleted text, comments, indexes and the table of contents. Hidden, white and tiny text is
dropped and noted. Footnotes and endnotes stand at the end. The format does not tell its pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import ReadError
from assistant.library.readers.archive import open_archive, parse_part, part
from assistant.library.readers.compose import Piece, bold_lead, compose, is_bold_heading, line
from assistant.library.readers.numbers import Counter
from assistant.library.readers.odt_styles import TABLE, TEXT, Styles, load_styles
from assistant.library.readers.office import row_pieces, sensible_title
from assistant.types import BlockKind, Reading

if TYPE_CHECKING:
    from lxml import etree

_Runs = list[tuple[str, bool]]  # text, and whether it is bold

_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED = frozenset(
    [f"{_OFFICE}{tag}" for tag in ("annotation", "annotation-end", "forms")]
    + [f"{TEXT}{tag}" for tag in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")]
    + [f"{TEXT}{tag}" for tag in ("table-of-content", "alphabetical-index", "illustration-index", "table-index")]
    + [f"{TEXT}{tag}" for tag in ("ruby-text", "note-citation", "bibliography", "user-index", "object-index")]
)
_HIDDEN_FIELDS = frozenset((f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"))


def read(data: bytes) -> Iterator[Reading]:
    """One Reading. Raises ReadError: mislabelled, encrypted, unpacks_too_large, too_long, broken, no_text."""
    archive = open_archive(data)
    if not (part(archive, "mimetype") or b"").startswith(_MIMETYPE):
        raise ReadError("mislabelled")
    if b"encryption-data" in (part(archive, "META-INF/manifest.xml") or b""):
        raise ReadError("encrypted")
    content = parse_part(archive, "content.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise ReadError("broken")
    walk = _Walk(styles=load_styles(parse_part(archive, "styles.xml"), content))
    walk.container(body)
    pieces = walk.pieces
    for note in walk.notes:  # the list may grow under way only in a broken file: notes hold no notes
        walk.pieces = []
        walk.container(note)
        pieces.append(Piece(kind=BlockKind.NOTE, text=" ".join(line(piece.text) for piece in walk.pieces)))
    meta = _meta(parse_part(archive, "meta.xml"))
    title = next((piece.text for piece in pieces if piece.kind is BlockKind.TITLE), "")
    if not line(title):
        title = meta.get("title") or next((p.text for p in pieces[:3] if p.kind is BlockKind.HEADING), "")
    yield compose(pieces, meta=meta | {"title": title}, hidden=walk.hidden)


def _meta(root: etree._Element | None) -> dict[str, str]:
    if root is None:
        return {}
    found = {tag: next((element.text or "" for element in root.iter(_DC + tag)), "") for tag in ("title", "language")}
    return {"title": sensible_title(found["title"]), "language": found["language"].split("-")[0].lower()}


@dataclass
class _Walk:
    """Goes through a document in order and collects its pieces and its notes."""

    styles: Styles
    pieces: list[Piece] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    hidden: bool = False
    heading: int = 0
    in_table: int = 0
    outline: Counter = field(default_factory=Counter)
    counters: dict[str, Counter] = field(default_factory=dict)

    def container(self, element: etree._Element) -> None:
        """The paragraphs, lists and tables inside an element, through sections and frames."""
        for child in element:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                self.paragraph(child, label=None)
            elif child.tag == f"{TEXT}list":
                self.items(child, depth=0, style=None)
            elif child.tag == f"{TABLE}table":
                self.table(child)
            elif child.tag == f"{TEXT}section" and child.get(f"{TEXT}display") == "none":
                self.hidden = self.hidden or bool("".join(str(words) for words in child.itertext()).strip())
            elif child.tag not in _SKIPPED:
                self.container(child)

    def items(self, element: etree._Element, *, depth: int, style: str | None) -> None:
        """A list, item by item; an inner list counts for itself."""
        style = element.get(f"{TEXT}style-name") or style or ""
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list") is not None
        if depth == 0 and (not goes_on or style not in self.counters):
            self.counters[style] = Counter()
        for item in element:
            label: str | None = ""
            for child in item:
                if child.tag == f"{TEXT}list":
                    self.items(child, depth=depth + 1, style=style)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    if label == "" and item.tag == f"{TEXT}list-item":
                        counter = self.counters.setdefault(style, Counter())
                        label = counter.next_label(self.styles.lists.get(style, {}), depth) or None
                    self.paragraph(child, label=label, item=True)
                    label = None
                elif child.tag not in _SKIPPED and child.tag != f"{TEXT}number":
                    self.container(child)

    def paragraph(self, element: etree._Element, *, label: str | None, item: bool = False) -> None:
        """One paragraph or heading as a piece, then the text boxes anchored in it."""
        style = element.get(f"{TEXT}style-name")
        parts: _Runs = []
        self._inline(element, style, style, parts)
        words = " ".join("".join(text for text, _ in parts).split(" "))
        if words.strip():
            self.pieces.append(self._piece(element, style, words.strip(), label, item=item, lead=bold_lead(parts)))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.container(box)

    def table(self, element: etree._Element) -> None:
        """A table row by row; merged cells count once."""
        self.in_table += 1
        for row in _rows(element):
            cells = []
            for cell in row.findall(f"{TABLE}table-cell"):
                outer, self.pieces = self.pieces, []
                self.container(cell)
                cells.append(self.pieces)
                self.pieces = outer
            self.pieces.extend(row_pieces(cells))
        self.in_table -= 1

    def _piece(
        self, element: etree._Element, style: str | None, words: str, label: str | None, *, item: bool, lead: str
    ) -> Piece:
        """A paragraph with text as a piece of the right kind."""
        if self.styles.is_title(style):
            return Piece(kind=BlockKind.TITLE, text=words)
        if element.tag == f"{TEXT}h":
            level = int(element.get(f"{TEXT}outline-level") or 1)
            listed = element.get(f"{TEXT}is-list-header") == "true"
            label = label or ("" if listed else self.outline.next_label(self.styles.outline, level - 1))
            self.heading = level
            return Piece(kind=BlockKind.HEADING, text=f"{label} {words}".strip(), level=level)
        if item:
            lead = f"{label} {lead.lstrip()}" if label and lead else lead
            return Piece(kind=BlockKind.ITEM, text=f"{label or ''} {words}".strip(), lead=lead)
        if lead.strip() == words and not self.in_table and is_bold_heading(words):
            return Piece(kind=BlockKind.HEADING, text=words, level=self.heading + 1)
        return Piece(kind=BlockKind.PARAGRAPH, text=words, lead=lead)

    def _inline(self, element: etree._Element, style: str | None, base: str | None, out: _Runs) -> None:
        """Collects the visible runs below an element, each with whether it is bold."""
        self._add(element.text, style, base, out)
        for child in element:
            tag = child.tag
            if tag in (f"{TEXT}s", f"{TEXT}tab"):
                self._add(" ", style, base, out)
            elif tag == f"{TEXT}line-break":
                out.append(("\n", True))
            elif tag == f"{TEXT}note":
                self.notes.extend(child.findall(f"{TEXT}note-body"))
            elif tag == f"{_DRAW}frame" or str(tag).startswith(_DRAW):
                self.boxes.append(child)
            elif tag in _HIDDEN_FIELDS:
                self.hidden = True
            elif tag not in _SKIPPED:
                own = child.get(f"{TEXT}style-name") if tag == f"{TEXT}span" else None
                self._inline(child, own or style, base, out)
            self._add(child.tail, style, base, out)

    def _add(self, text: str | None, style: str | None, base: str | None, out: _Runs) -> None:
        """One run; line ends of the XML are spaces, only `text:line-break` breaks a line."""
        if not text:
            return
        if any(self.styles.is_hidden(name, on_paper=not self.in_table) for name in {style, base}):
            self.hidden = self.hidden or bool(text.strip())
            return
        out.append((" ".join(text.split("\n")), self.styles.is_bold(style, base)))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table through header rows and groups, not into inner tables."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in {f"{TABLE}{tag}" for tag in ("table-rows", "table-header-rows", "table-row-group")}:
            yield from _rows(child)
