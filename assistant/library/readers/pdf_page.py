"""Takes the visible words of a PDF page with their places, and sets them into lines. The only module that calls PDFium.

PDFium's own line breaks are not used: a footnote mark makes it break a line in two. Coordinates are points, y upwards.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2

_HYPHEN = "\x02"  # what PDFium makes of a hyphen, hard or soft, at the end of a line
_SPLIT = re.compile(r"\d{1,3}[.,;:)]?$|^\d{1,3}(?=[^\d.,)])")
_MARK = re.compile(r"\d{1,3}|[*†‡]{1,3}")
_MARK_SIZE = 0.8  # of the line's: smaller figures are footnote marks
_LABEL = re.compile(r"[\d.]+[.)]?|[a-zåäö]\)|\W")
_TINY = 2.0
_NEARLY_WHITE = 250
_BOLD = 600
_INVISIBLE_MODE = 3
_WIDE_GAP = 1.5  # in sizes: a wider gap separates columns or cells
_LABEL_GAP = 5.0  # in sizes: how far a number may stand from what it numbers
_SAME_LINE = 0.45


@dataclass(slots=True, kw_only=True)
class Word:
    """A word or a part of one. `glued` to the word before it; `mark` where it is a raised footnote mark."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    glued: bool = False
    mark: bool = False
    unseen: bool = False
    ghost: bool = False  # drawn in the invisible mode, as text recognition does over a scan


@dataclass(slots=True)
class Line:
    """Words on one base line, from left to right: `size` is that of most letters, `y` the base line of the largest."""

    page: int
    words: list[Word]
    breaks: bool = False  # ends in a hyphen that may only be the line's
    y: float = 0.0
    size: float = 0.0
    bold: bool = False

    def __post_init__(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Sees to the values that follow from the words."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        self.size = max(sizes, key=lambda size: sizes[size])
        self.y = max(self.words, key=lambda word: word.size).y
        self.bold = all(word.bold for word in self.words if not word.mark)

    @property
    def x0(self) -> float:
        """Where it begins, in points from the left."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends, in points from the left."""
        return self.words[-1].x1

    def text(self, dropped: frozenset[str] = frozenset()) -> str:
        """The line's words, without the footnote marks in `dropped`."""
        out = ""
        for word in self.words:
            if not (word.mark and word.text in dropped):
                out += word.text if word.glued or not out else f" {word.text}"
        return out

    def cells(self) -> list[Line]:
        """The line cut at wide gaps; a number or a bullet stays with what it numbers."""
        size = max(self.size, 1.0)
        gaps = [after.x0 - before.x1 for before, after in itertools.pairwise(self.words)]
        spaces = [gap for gap, word in zip(gaps, self.words[1:], strict=True) if not word.glued]
        if not spaces or max(spaces) <= _WIDE_GAP * size or _is_justified(spaces, size):
            return [self]
        parts = [self.words[:1]]
        for number, (gap, word) in enumerate(zip(gaps, self.words[1:], strict=True)):
            labelled = number == 0 and gap < _LABEL_GAP * size and _LABEL.fullmatch(self.words[0].text)
            if gap > _WIDE_GAP * size and not labelled:
                parts.append([])
            parts[-1].append(word)
        return [Line(page=self.page, words=words) for words in parts]


def _is_justified(spaces: list[float], size: float) -> bool:
    """Whether wide spaces come from a line stretched to the margin: then all of them are alike."""
    return len(spaces) >= 3 and max(spaces) < 3 * size and max(spaces) - min(spaces) < 0.15 * max(spaces)


def words_of(page: pypdfium2.PdfPage) -> list[Word]:
    """The words of a page in the order in which they are drawn; those nobody can see are flagged."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    handle = textpage.raw
    characters = [raw.FPDFText_GetUnicode(handle, index) for index in range(textpage.count_chars())]
    text = "".join(chr(code) if code < 0x110000 else "" for code in characters)
    look = _Look(raw=raw, page=page, textpage=handle, box=page.get_bbox())
    words: list[Word] = []
    start: int | None = None
    for index, sign in enumerate(text + " "):
        if sign.isspace() or sign == _HYPHEN:
            if start is not None:
                words.extend(look.words(text, start, index))
                if sign == _HYPHEN and words:
                    words[-1].text += _HYPHEN
            start = None
        elif start is None:
            start = index
    textpage.close()
    _turn(words, max(look.turns, key=lambda turn: look.turns[turn]) if look.turns else 0)
    return words


def lines_of(words: list[Word], page: int) -> list[Line]:
    """Words set into lines, in the order in which they are drawn."""
    lines: list[Line] = []
    for word in words:
        line = lines[-1] if lines else None
        if line is not None and not line.breaks and _is_next(line, word):
            last = line.words[-1]
            close = word.x0 - last.x1 < 0.12 * max(line.size, word.size)
            word.glued = word.glued or (close and abs(word.size - last.size) > 0.1 * line.size)
            line.words.append(word)
            if word.size > line.size:
                line.y, line.size = word.y, word.size
        else:
            word.glued = False
            line = Line(page=page, words=[word])
            lines.append(line)
        if word.text.endswith(_HYPHEN):
            word.text = word.text[:-1] + "-"
            line.breaks = True
    for line in lines:
        line.settle()
        for word in line.words:
            raised = word.y > line.y + 0.12 * line.size or word.glued or word is line.words[0]
            word.mark = word.size < _MARK_SIZE * line.size and raised and bool(_MARK.fullmatch(word.text))
        line.settle()
        line.breaks = line.breaks or line.words[-1].text.endswith(("-", "\u00ad"))
    return lines


def _is_next(line: Line, word: Word) -> bool:
    """Whether a word stands to the right of a line's last one, on about the same height."""
    size = max(line.size, word.size)
    return abs(word.y - line.y) < _SAME_LINE * size and word.x0 > line.words[-1].x1 - 0.5 * size


@dataclass(frozen=True, slots=True, kw_only=True)
class _Type:
    """How one run of a page is set."""

    size: float
    turn: int
    bold: bool
    white: bool
    ghost: bool


@dataclass(slots=True)
class _Look:
    """Asks PDFium about single characters. `turns` counts the directions of writing, in quarter turns."""

    raw: Any
    page: pypdfium2.PdfPage
    textpage: Any
    box: tuple[float, float, float, float]
    turns: dict[int, int] = field(default_factory=dict)
    types: dict[int, _Type] = field(default_factory=dict)
    grounds: list[tuple[float, float, float, float]] | None = None

    def words(self, text: str, start: int, end: int) -> list[Word]:
        """The word at [start, end), in parts where a footnote mark hangs on it."""
        chunk = text[start:end]
        cut = _SPLIT.search(chunk) if len(chunk) > 1 else None
        if cut and cut.start() > 0:
            small = start + cut.start()
            if self._size(small) < _MARK_SIZE * self._size(small - 1):
                after = small + len(cut[0].rstrip(".,;:)"))
                return self._parts(text, start, small, after, end)
        elif cut and self._size(start) < _MARK_SIZE * self._size(start + cut.end()):
            return self._parts(text, start, start + cut.end(), end)
        return self._parts(text, start, end)

    def _parts(self, text: str, *cuts: int) -> list[Word]:
        spans = [(a, b) for a, b in itertools.pairwise(cuts) if b > a]
        return [self._word(text, a, b, glued=number > 0) for number, (a, b) in enumerate(spans)]

    def _word(self, text: str, start: int, end: int, *, glued: bool) -> Word:
        left0, right0, low0, high0 = self._char_box(start)
        left1, right1, low1, high1 = self._char_box(end - 1)
        x, y = ctypes.c_double(), ctypes.c_double()
        self.raw.FPDFText_GetCharOrigin(self.textpage, start, x, y)
        look = self._type(start)
        self.turns[look.turn] = self.turns.get(look.turn, 0) + end - start
        upright = look.turn in (0, 2)
        middle = (min(left0, left1) + max(right0, right1)) / 2, (min(low0, low1) + max(high0, high1)) / 2
        return Word(
            text=text[start:end],
            x0=min(left0, left1) if upright else min(low0, low1),
            x1=max(right0, right1) if upright else max(high0, high1),
            y=y.value if upright else x.value,
            size=round(look.size * 2) / 2,
            bold=look.bold,
            glued=glued,
            unseen=look.size < _TINY or not _within(middle, self.box) or (look.white and not self._on_ground(middle)),
            ghost=look.ghost,
        )

    def _type(self, index: int) -> _Type:
        """How a character is set; the characters of one text object are all set alike."""
        thing = self.raw.FPDFText_GetTextObject(self.textpage, index)
        key = ctypes.cast(thing, ctypes.c_void_p).value if thing else None
        known = self.types.get(key) if key else None
        if known is None:
            matrix = self._matrix(index)
            known = _Type(
                size=self._size(index),
                turn=round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4,
                bold=self.raw.FPDFText_GetFontWeight(self.textpage, index) >= _BOLD or self._is_bold_font(index),
                white=self._is_white(index),
                ghost=bool(thing) and self.raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE_MODE,
            )
            if key:
                self.types[key] = known
        return known

    def _char_box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of a character."""
        left, right, low, high = (ctypes.c_double() for _ in range(4))
        self.raw.FPDFText_GetCharBox(self.textpage, index, left, right, low, high)
        return left.value, right.value, low.value, high.value

    def _matrix(self, index: int) -> Any:
        matrix = self.raw.FS_MATRIX()
        self.raw.FPDFText_GetMatrix(self.textpage, index, matrix)
        return matrix

    def _size(self, index: int) -> float:
        """The size on paper: many programs write a size of 1 and enlarge it by the matrix."""
        matrix = self._matrix(index)
        return float(self.raw.FPDFText_GetFontSize(self.textpage, index)) * math.hypot(matrix.c, matrix.d)

    def _is_bold_font(self, index: int) -> bool:
        buffer = ctypes.create_string_buffer(128)
        self.raw.FPDFText_GetFontInfo(self.textpage, index, buffer, 128, None)
        return b"bold" in buffer.value.lower()

    def _is_white(self, index: int) -> bool:
        """Whether a character is white or see-through."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        self.raw.FPDFText_GetFillColor(self.textpage, index, red, green, blue, alpha)
        return not alpha.value or min(red.value, green.value, blue.value) >= _NEARLY_WHITE

    def _on_ground(self, middle: tuple[float, float]) -> bool:
        """Whether a point lies on a coloured area or on a picture."""
        if self.grounds is None:
            self.grounds = list(self._find_grounds())
        return any(_within(middle, ground) for ground in self.grounds)

    def _find_grounds(self) -> Iterator[tuple[float, float, float, float]]:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        for thing in self.page.get_objects(filter=(self.raw.FPDF_PAGEOBJ_PATH, self.raw.FPDF_PAGEOBJ_IMAGE)):
            if thing.type == self.raw.FPDF_PAGEOBJ_PATH:
                self.raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
                if not alpha.value or min(red.value, green.value, blue.value) >= _NEARLY_WHITE:
                    continue
            yield thing.get_bounds()


def _within(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _turn(words: list[Word], turn: int) -> None:
    """Turns a page upright where most of it is written sideways or upside down."""
    for word in words if turn else ():
        if turn in (2, 3):
            word.x0, word.x1 = -word.x1, -word.x0
        if turn in (1, 2):
            word.y = -word.y
