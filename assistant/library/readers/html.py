"""Reads saved web pages: headings, paragraphs, list items and table rows of what a visitor sees.

Nothing is fetched and no script or style sheet is run, so text that a style sheet's class hides counts as seen.
Where a page marks its main part (`<main>`), only that is read. Hidden text is dropped and noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import ReadError
from assistant.library.readers.compose import Piece, compose, is_bold_heading, line
from assistant.library.readers.formats import decode
from assistant.types import BlockKind, Reading

if TYPE_CHECKING:
    from lxml import etree

_DROPPED = frozenset(
    (
        *(
            "script",
            "style",
            "nav",
            "head",
            "template",
            "noscript",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "canvas",
        ),
        *("audio", "video", "map", "form", "select", "button", "input", "textarea", "datalist", "dialog"),
    )
)
_BLOCKS = frozenset(
    (
        *(
            "html",
            "body",
            "main",
            "article",
            "section",
            "div",
            "p",
            "header",
            "footer",
            "aside",
            "address",
            "blockquote",
        ),
        *(
            "figure",
            "figcaption",
            "pre",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
        ),
        *(
            "tr",
            "td",
            "th",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "details",
            "summary",
            "center",
            "fieldset",
            "legend",
        ),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|$)",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SPACES = re.compile(r"[^\S\n\xa0]+")
_LINE_BREAK = "\x0b"


def read(data: bytes) -> Iterator[Reading]:
    """One Reading; the title is the first `<h1>` where `<title>` begins with it, else `<title>`."""
    from lxml import etree
    from lxml import html as parser

    declared = _CHARSET.search(data[:4096])
    text = _DECLARATION.sub("", decode(data, declared[1].decode("ascii") if declared else None)).replace("\0", "")
    parse = parser.HTMLParser(no_network=True, remove_pis=True, huge_tree=True)
    try:
        page = parser.document_fromstring(text, parser=parse)
    except etree.ParserError as error:  # nothing in it but space
        raise ReadError("no_text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parse.error_log):
        raise ReadError("broken")  # nested too deep: the parser leaves the rest out without a word
    meta = _meta(page)
    hidden = _remove_unseen(page)
    main = page.find(".//main")
    root = main if main is not None and _text(main) else page
    walk = _Walk()
    walk.element(root)
    walk.flush()
    pieces = walk.pieces
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            if piece.level == 1:
                pieces[index] = Piece(kind=BlockKind.TITLE, text=piece.text)
                _prefer_heading(meta, line(piece.text))
            break
    yield compose(pieces, meta=meta, hidden=hidden)


def _meta(page: etree._Element) -> dict[str, str]:
    meta = {}
    title = page.findtext(".//title")
    if title and title.strip():
        meta["title"] = title
    language = (page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    if language:
        meta["language"] = language.split("-")[0].split("_")[0].lower()
    canonical = page.find(".//link[@rel='canonical']")
    if canonical is not None and (canonical.get("href") or "").startswith(("https://", "http://")):
        meta["url"] = str(canonical.get("href"))
    return meta


def _prefer_heading(meta: dict[str, str], heading: str) -> None:
    """`<title>` often repeats the heading with the site's name after it; then the heading is the better title."""
    title = line(meta.get("title", ""))
    if not title or title.casefold().startswith(heading.casefold()):
        meta["title"] = heading


def _remove_unseen(page: etree._Element) -> bool:
    """Removes what is not shown, and tells whether hidden text was among it. Comments and menus are not hidden text."""
    unseen = []
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            unseen.append((element, False))
        elif element.get("hidden") is not None or _INVISIBLE.search(element.get("style") or ""):
            unseen.append((element, True))
    hidden = False
    for element, counts in unseen:
        hidden = hidden or (counts and bool(_text(element)))
        parent = element.getparent()
        if parent is None:
            continue
        if element.tail:  # lxml would remove the text after the element with it
            before = element.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + element.tail
            else:
                parent.text = (parent.text or "") + element.tail
        parent.remove(element)
    return hidden


@dataclass
class _Walk:
    """Goes through a page in order and collects its pieces; `inline` is the text of the block under way."""

    pieces: list[Piece] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    heading: int = 0
    bold: bool = False
    lead: str = ""
    items: dict[etree._Element | None, int] = field(default_factory=dict)  # how many each list has had
    number: str = ""  # of a list item whose words have not come yet

    def element(self, root: etree._Element) -> None:
        """Walks below `root` with a stack of its own, since pages may nest deeper than Python recurses."""
        stack: list[tuple[etree._Element, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
                if element is not root and element.tail:
                    self.inline.append(element.tail)
                continue
            stack.append((element, True))
            if self._enter(element):
                if element.text:
                    self.inline.append(element.text)
                stack.extend((child, False) for child in reversed(element))

    def flush(self) -> None:
        """Ends the block under way."""
        text, self.inline = _words(self.inline), []
        kind, level = self.kind, self.level
        if text:
            if kind is BlockKind.PARAGRAPH and self.bold and is_bold_heading(text):
                kind, level = BlockKind.HEADING, self.heading + 1
            elif kind is BlockKind.HEADING:
                self.heading = level
            lead = self.number + self.lead if self.lead else ""
            self.pieces.append(Piece(kind=kind, text=self.number + text, level=level, lead=lead))
            self.number = ""
        self.bold, self.lead = False, ""

    def _enter(self, element: etree._Element) -> bool:
        """Begins an element; False where it has been dealt with whole."""
        tag = str(element.tag)
        if tag == "br":
            self.inline.append(_LINE_BREAK)
        elif tag == "tr" and _is_data_row(element):
            self.flush()
            cells = [_words(["".join(_cell_words(cell))]).replace("\n", " ") for cell in element]
            if any(cells):
                self.pieces.append(Piece(kind=BlockKind.ROW, text=" | ".join(cells).rstrip(" |")))
            return False
        elif tag in _BLOCKS:
            self.flush()
            if tag in _HEADINGS:
                self.kind, self.level = BlockKind.HEADING, _HEADINGS[tag]
            elif tag == "li":
                self.kind, self.level = BlockKind.ITEM, 0
                parent = element.getparent()
                self.number = _number(element, self.items.get(parent, 0))
                self.items[parent] = self.items.get(parent, 0) + 1
            elif tag == "p":
                self.bold = _is_bold(element)
            self.lead = _lead(element)
        return True

    def _leave(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.flush()
        if tag in _HEADINGS or tag == "li":
            self.number = ""
            # Text after a nested list still belongs to the outer item.
            nested = any(parent.tag == "li" for parent in element.iterancestors())
            self.kind, self.level = (BlockKind.ITEM if nested else BlockKind.PARAGRAPH), 0


def _words(parts: list[str]) -> str:
    """Text with white space as a browser shows it: runs are one space, only `<br>` breaks a line."""
    text = " ".join("".join(parts).replace("\n", " ").split(" ")).replace(_LINE_BREAK, "\n")
    return "\n".join(_SPACES.sub(" ", row).strip() for row in text.split("\n")).strip()


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _number(item: etree._Element, before: int) -> str:
    """The number a browser would put before an item of an ordered list, with its full stop; nothing for bullets."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or (parent.get("type") or "1") != "1":
        return ""
    start = parent.get("start") or "1"
    return f"{(int(start) if start.lstrip('-').isdigit() else 1) + before}. "


def _is_data_row(row: etree._Element) -> bool:
    """Whether a row is one of a table of data: more than one cell, none of them with headings or tables in it."""
    return len(row) > 1 and not any(inner.tag in ("table", *_HEADINGS) for inner in row.iterdescendants())


def _cell_words(cell: etree._Element) -> Iterator[str]:
    """The text of a cell with a space wherever a block or a line begins in it."""
    for inner in cell.iter():
        if inner is not cell and (inner.tag in _BLOCKS or inner.tag == "br"):
            yield " "
        yield inner.text or ""
        if inner is not cell:
            yield inner.tail or ""


def _lead(block: etree._Element) -> str:
    """The words of the bold element that a block begins with."""
    first = block[0] if len(block) else None
    if first is None or first.tag not in ("b", "strong") or (block.text or "").strip():
        return ""
    return _words(["".join(str(part) for part in first.itertext())])


def _is_bold(paragraph: etree._Element) -> bool:
    """Whether one bold element holds all words of a paragraph."""
    first = paragraph[0] if len(paragraph) else None
    if first is None or first.tag not in ("b", "strong") or (paragraph.text or "").strip():
        return False
    return len(paragraph) == 1 and not (first.tail or "").strip()
