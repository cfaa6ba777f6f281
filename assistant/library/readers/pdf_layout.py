"""Makes paragraphs of a PDF's lines: without running heads, in the order of columns, with notes and tables apart.

Everything is told by geometry, so all of it is best effort; the words themselves are never changed here.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.library.readers.pdf_page import Line
from assistant.library.readers.plain import item_mark

_EDGE_LINES = 4
_MIN_PAGES = 3
_NOTE_SIZE = 0.93  # of the body's size: smaller type at the foot of a page is a note
_NOTE_START = re.compile(r"^(?:\d{1,3}[\s).]|\d{1,3}(?=[A-ZÅÄÖ])|[*†‡])")
_SENTENCE_END = re.compile(r"[.!?:;][”\"’)\]]*$")
_GOES_ON = re.compile(r"[a-zåäö§(&]|\d")
_COLUMN_STEP = 60.0  # points: lines that begin closer than this share a right margin
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}$")
_CELL_LINES = 8
_CELL_LEADING = 1.6  # in sizes: how far below one another the lines of a cell stand at most

_Margins = dict[tuple[int, int], float]


@dataclass(slots=True)
class Para:
    """Lines that belong together. `cells` holds the cells of a table row instead."""

    lines: list[Line] = field(default_factory=list)
    cells: list[list[Line]] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """The line it begins with."""
        return self.cells[0][0] if self.cells else self.lines[0]

    @property
    def last_page(self) -> int:
        """The page it ends on."""
        return max(line.page for line in (self.lines or [line for cell in self.cells for line in cell]))

    @property
    def size(self) -> float:
        """The size of its type, in points."""
        return self.first.size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold; a table row never is."""
        return not self.cells and all(line.bold for line in self.lines)

    def text(self) -> str:
        """The words of the lines, for looking at: hyphens and page breaks are not seen to."""
        return " ".join(line.text() for line in self.lines)


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size in which most of the document is set, 0 for an empty one."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += sum(len(word.text) for word in line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Drops lines that stand at the top or the foot of more than half of the pages, figures not regarded.

    Left and right pages are also looked at by themselves. Needs three pages.
    """
    if len(pages) < _MIN_PAGES:
        return pages
    heights = [line.y for lines in pages for line in lines]
    middle = (max(heights) + min(heights)) / 2 if heights else 0.0
    edges = [_edge_lines(lines, middle) for lines in pages]
    repeated: set[tuple[str, str]] = set()
    for group in (edges, edges[0::2], edges[1::2]):
        seen = Counter(key for edge in group for key in set(edge.values()))
        enough = max(2 if group is edges else 3, len(group) // 2 + 1)
        repeated |= {key for key, count in seen.items() if count >= enough}
    return [
        [line for line in lines if edge.get(id(line)) not in repeated] for lines, edge in zip(pages, edges, strict=True)
    ]


def take_notes(lines: list[Line], body: float) -> tuple[list[Line], list[Para]]:
    """A page's lines without its footnotes, and the footnotes in order."""
    taken: set[int] = set()
    for column in _columns(lines):
        rising = sorted(column, key=lambda line: line.y)
        taken |= {id(line) for line in itertools.takewhile(lambda line: line.size <= _NOTE_SIZE * body, rising)}
    foot = [line for line in lines if id(line) in taken]
    starts = [index for index, line in enumerate(foot) if _NOTE_START.match(line.text())]
    if not starts or len(foot) == len(lines) > 3:
        return lines, []
    notes: list[Para] = []
    for line in foot:
        if not notes or _NOTE_START.match(line.text()):
            notes.append(Para())
        notes[-1].lines.append(line)
    return [line for line in lines if id(line) not in taken], notes


def _columns(lines: list[Line]) -> list[list[Line]]:
    """The lines of the left and of the right half where next to none goes across the middle, else all together."""
    middle = (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2 if lines else 0.0
    left = [line for line in lines if line.x1 <= middle + 6]
    right = [line for line in lines if line.x0 >= middle - 6]
    across = len(lines) - len(left) - len(right)
    return [left, right] if len(right) > 4 and across * 5 < len(lines) else [lines]


def in_columns(lines: list[Line]) -> list[Line]:
    """Reads two columns one after the other where they were drawn line by line across the page."""
    cut = [line.cells() for line in lines]
    double = [cells for cells in cut if len(cells) == 2]
    if len(double) < 10 or len(double) * 2 < len(lines):
        return lines
    gutter = Counter(round(cells[1].x0 / 6) for cells in double).most_common(1)[0]
    words = [min(len(cells[0].words), len(cells[1].words)) for cells in double]
    if gutter[1] * 3 < len(double) * 2 or sorted(words)[len(words) // 2] < 3:
        return lines  # a table: its right cells are short or not aligned
    edge = gutter[0] * 6 - 9
    ordered: list[Line] = []
    right: list[Line] = []
    for line, cells in zip(lines, cut, strict=True):
        if len(cells) == 2 and cells[1].x0 >= edge:
            ordered.append(cells[0])
            right.append(cells[1])
        elif line.x0 >= edge:
            right.append(line)
        else:
            if line.x1 > edge + 30:  # a heading across both columns ends them
                ordered += right
                right = []
            ordered.append(line)
    return ordered + right


def paragraphs(lines: list[Line], body: float) -> list[Para]:
    """Lines of the whole document grouped into paragraphs and table rows; a paragraph may go on over a page break."""
    leading = _leading(lines)
    margins = _right_margins(lines)
    out: list[Para] = []
    for line in lines:
        if _LEADERS.search(line.text()):
            continue  # a line of a table of contents
        cells = line.cells()
        para = out[-1] if out else None
        if para is not None and _joins_row(para, line):
            _add_to_row(para, line)
        elif len(cells) > 1:
            out.append(Para(cells=[[cell] for cell in cells]))
        elif para is None or para.cells or _begins(para, line, leading, margins):
            out.append(Para(lines=[line]))
        else:
            para.lines.append(line)
    return out


def _begins(para: Para, line: Line, leading: dict[float, float], margins: _Margins) -> bool:
    """Whether a line begins a new paragraph after the lines of `para`."""
    before, first = para.lines[-1], para.lines[0]
    size, text = before.size, line.text()
    open_end = before.breaks or not _SENTENCE_END.search(before.text())
    if abs(line.size - size) > 0.08 * size:
        return True
    mark = item_mark(text)
    if line.page != before.page or line.y > before.y + size:
        return not (open_end and _GOES_ON.match(text) and mark is None and para.bold == line.bold)
    drop = before.y - line.y
    normal = leading.get(size, 1.2 * size)
    spaced = drop > 1.25 * normal
    if spaced or (para.bold and not line.bold and len(para.lines) <= 3 and not open_end):
        return True
    if para.bold != line.bold and (line.bold or len(para.lines) <= 2) and (not before.breaks) and _has_words(line):
        return True
    is_item = item_mark(first.text()) is not None
    shifted = line.x0 - before.x0
    # The first word would have fitted on the line before: whoever set the page broke the line on purpose.
    fits = (
        before.x1 + 0.3 * size + (line.words[0].x1 - line.words[0].x0) < margins.get(_column(before), 0.0) - 0.5 * size
    )
    if mark is not None and (not open_end or is_item or abs(shifted) > 2 or fits):
        return True
    if is_item:
        hang = first.words[1].x0 if len(first.words) > 1 else first.x0
        return line.x0 < min(hang, before.x0) - 0.8 * size and line.x0 <= first.x0 + 1
    if shifted > 0.8 * size and len(para.lines) > 1:
        return True
    return fits and not open_end and not text[:1].islower() and len(before.text()) > 1


def _has_words(line: Line) -> bool:
    return any(letter.isalpha() for letter in line.text())


def _joins_row(para: Para, line: Line) -> bool:
    """Whether a line stands beside the lines just read, as the next cell of a row does, or goes on in its last cell."""
    rows = para.cells or ([para.lines] if 0 < len(para.lines) <= _CELL_LINES else [])
    if not rows or any(inner.page != line.page for cell in rows for inner in cell):
        return False
    size = line.size
    top = max(inner.y for cell in rows for inner in cell)
    bottom = min(inner.y for cell in rows for inner in cell)
    right = max(inner.x1 for inner in rows[-1])
    beside = line.y > rows[-1][-1].y + 0.5 * size and line.y < top + 0.5 * size and line.x0 > right + 0.3 * size
    if not para.cells:
        return beside
    within = bottom - 0.5 * size < line.y < rows[-1][-1].y
    # A cell's next line, where tables are drawn cell by cell: right below its last one and with the same margin.
    last = rows[-1][-1]
    below = 0 < last.y - line.y < _CELL_LEADING * size and abs(line.x0 - rows[-1][0].x0) < 0.2 * size
    return beside or ((within or (below and line.size == last.size)) and len(rows) > 1 and line.x0 > rows[-2][0].x1)


def _add_to_row(para: Para, line: Line) -> None:
    if not para.cells:
        para.cells, para.lines = [para.lines], []
    if line.y < para.cells[-1][-1].y - 0.3 * line.size:
        para.cells[-1].append(line)
    else:
        para.cells.extend([cell] for cell in line.cells())


def _leading(lines: list[Line]) -> dict[float, float]:
    """The usual distance of base lines for each size."""
    gaps: dict[float, Counter[float]] = {}
    for above, below in itertools.pairwise(lines):
        gap = above.y - below.y
        if above.page == below.page and above.size == below.size and 0.8 * above.size < gap < 2.6 * above.size:
            gaps.setdefault(above.size, Counter())[round(gap * 2) / 2] += 1
    usual = {size: counts.most_common(1)[0][1] for size, counts in gaps.items()}
    return {size: min(gap for gap, n in counts.items() if n >= 0.4 * usual[size]) for size, counts in gaps.items()}


def _right_margins(lines: list[Line]) -> _Margins:
    """How far to the right the lines of a column go, for each page and place where lines begin."""
    reach: _Margins = {}
    for line in lines:
        reach[_column(line)] = max(reach.get(_column(line), 0.0), line.x1)
    near = ((page, step, (reach.get((page, step + side), 0.0) for side in (-1, 0, 1))) for page, step in reach)
    return {(page, step): max(ends) for page, step, ends in near}


def _column(line: Line) -> tuple[int, int]:
    return line.page, int(line.x0 // _COLUMN_STEP)


def _edge_lines(lines: list[Line], middle: float) -> dict[int, tuple[str, str]]:
    """The highest and lowest lines of a page, by identity: the edge and the text with figures made alike."""
    heights = sorted({round(line.y) for line in lines}, reverse=True)
    top, foot = set(heights[:_EDGE_LINES]), set(heights[-_EDGE_LINES:])
    edges = {}
    for line in lines:
        if line.words[0].mark:
            continue  # a footnote: many of them read alike ("2 Emt., s. 14")
        key = re.sub(r"\d+", "#", " ".join(line.text().split())).casefold()
        if round(line.y) in top and line.y > middle:
            edges[id(line)] = ("top", key)
        elif round(line.y) in foot and line.y < middle:
            edges[id(line)] = ("foot", key)
    return edges
