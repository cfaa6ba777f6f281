"""The headings of a document as a tree, over its blocks: what stands under what, in spite of levels that a reader had to
guess.

A printed number is trusted more than a level: "5.3" is under "5" however its type looks, and "6" is not. Lines of a
table of contents and running heads that a reader left in are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text import printed
from assistant.text.printed import Chapter, Printed
from assistant.types import Block, BlockKind, Document

_ENTRY = re.compile(r"(?P<title>.*?\S)(?:\s*(?:\.\s?|…\s?|\|\s?){2,}|\s*\||\s+)\s*\d{1,3}\s*$", re.DOTALL)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}\s*$|…\s*\d{1,3}\s*$")
_SHORT = 80
_PARAGRAPH = re.compile(r"\S.*?(?=\n[ \t]*\n|\s*\Z)", re.DOTALL)


@dataclass(slots=True, kw_only=True)
class Unit:
    """A block with its words. `parent` is the index of the heading it stands under, -1 for none.

    Of a heading, `number` and `title` are its parts as printed, and `chapter` is what it says of what stands under it.
    """

    block: Block
    text: str
    number: str = ""
    mark: str = ""
    title: str = ""
    chapter: Chapter = Chapter.PLAIN
    level: int = 0
    parent: int = -1

    @property
    def heading(self) -> bool:
        """Whether other units stand under it."""
        return self.level > 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The units of a document in order, without tables of contents and running heads; `text` is the document's."""

    units: tuple[Unit, ...]
    text: str

    def end(self, index: int) -> int:
        """Where what stands under a heading ends: the index after its last unit."""
        last = index + 1
        while last < len(self.units) and index in self.path(last):
            last += 1
        return last

    def path(self, index: int) -> list[int]:
        """The headings that a unit stands under, nearest first."""
        found = []
        while (index := self.units[index].parent) >= 0:
            found.append(index)
        return found

    def under(self, index: int) -> list[int]:
        """The headings right below a heading."""
        return [k for k in range(index + 1, self.end(index)) if self.units[k].heading and self.units[k].parent == index]

    def within(self, index: int, *chapters: Chapter) -> bool:
        """Whether a unit stands under a chapter of these sorts, or is the heading of one."""
        return any(self.units[k].chapter in chapters for k in (index, *self.path(index)) if self.units[k].heading)

    def section_end(self, index: int) -> int:
        """Where what belongs to a unit ends: of a heading its section; elsewhere the next heading that is no part of the
        section that the unit stands in ("Perustelut")."""
        unit = self.units[index]
        if unit.heading:
            return self.end(index)
        for k in range(index + 1, len(self.units)):
            one = self.units[k]
            if one.heading and not (unit.parent >= 0 and unit.parent in self.path(k) and printed.is_part(one.title)):
                return k
        return len(self.units)

    def number_of(self, index: int) -> Printed:
        """The number a unit begins with, an empty one where it has none."""
        block = self.units[index].block
        look = printed.heading_number if block.kind is BlockKind.HEADING else printed.item_number
        none = Printed(word="", number="", start=block.start, rest=block.start)
        return look(self.text, block.start, block.end) or none


def outline(document: Document) -> Outline:
    """The outline of a document. Where a reader gave no blocks, its paragraphs are taken."""
    text = document.text
    blocks = document.blocks or [
        Block(kind=BlockKind.PARAGRAPH, start=found.start(), end=found.end()) for found in _PARAGRAPH.finditer(text)
    ]
    units = [_unit(text, block) for block in blocks]
    units = _without_contents(units)
    for index, unit in enumerate(units):
        _settle(unit, units[index + 1] if index + 1 < len(units) else None)
    return Outline(tuple(_with_parents(units)), text)


def _unit(text: str, block: Block) -> Unit:
    return Unit(block=block, text=text[block.start : block.end])


def _settle(unit: Unit, following: Unit | None) -> None:
    """Sees to what the unit is as a heading. A short paragraph that names a chapter of proposals is one, and so is a title
    that says no more than that."""
    if unit.block.kind not in (BlockKind.HEADING, BlockKind.TITLE) and len(unit.text) > _SHORT:
        return
    words = printed.one_line(unit.text)
    number = printed.heading_number(words, 0, len(words))
    title = words[number.rest :] if number else words
    chapter = printed.chapter(title)
    named = chapter in (Chapter.PROPOSALS, Chapter.QUESTIONS) or (
        chapter in (Chapter.OTHERS, Chapter.SUMMARY)
        and title.rstrip(":").endswith(("ehdotukset", "ehdotuksista", "förslag"))
    )
    if unit.block.kind is BlockKind.HEADING:
        unit.level = max(1, unit.block.level) + 1
    elif unit.block.kind is BlockKind.TITLE and printed.is_bare(title):
        unit.level = 1
    elif (
        unit.block.kind is BlockKind.PARAGRAPH
        and named
        and following is not None
        and len(words) <= _SHORT
        and "\n" not in unit.text
        and not words.endswith((".", ",", ";", "?", "!"))
        and words[:1].isupper()
    ):
        unit.level = 100  # below every real heading that it stands under
    else:
        return
    unit.title, unit.chapter = title, chapter
    if number:
        unit.number, unit.mark = number.number, number.word


def _with_parents(units: Sequence[Unit]) -> list[Unit]:
    """Gives each unit the heading it stands under; drops a heading that only repeats one it would stand under."""
    kept: list[Unit] = []
    path: list[int] = []
    for unit in units:
        if unit.heading:
            words = printed.comparable(unit.text)
            if any(printed.comparable(kept[k].text) == words for k in path if kept[k].level == unit.level):
                continue
            while path and not _within(kept[path[-1]], unit, [kept[k] for k in path]):
                path.pop()
        unit.parent = path[-1] if path else -1
        if unit.heading:
            path.append(len(kept))
        kept.append(unit)
    return kept


def _within(above: Unit, heading: Unit, path: Sequence[Unit]) -> bool:
    """Whether a heading stands under the one above, by number where both have one, else by level."""
    if above.level == 100 and heading.level == 100:
        return False
    mine, its = _figures(heading), _figures(above)
    if mine and its:
        if len(mine) > len(its) and mine[: len(its)] == its:
            return True
        if len(mine) == len(its) > 1 and mine[:-1] == its[:-1] and mine > its:
            return False
        deeper = heading.level > above.level
        restarted = len(mine) == len(its) and (mine < its or bool(heading.mark) != bool(above.mark))
        return deeper or (restarted and above.chapter is Chapter.PROPOSALS)
    if mine and not its:
        # "5.4" ends what stands under an unnumbered heading inside "5.3".
        numbered = next((unit for unit in reversed(path) if _figures(unit)), None)
        if numbered is not None and len(mine) <= len(_figures(numbered)) and mine > _figures(numbered):
            return heading.level > above.level and heading.level > numbered.level
    return heading.level > above.level


def _figures(unit: Unit) -> tuple[int, ...]:
    """A heading's number as figures, empty for none or another one than of figures."""
    parts = unit.number.split(".")
    return tuple(int(part) for part in parts) if unit.number and all(part.isdigit() for part in parts) else ()


def _without_contents(units: Sequence[Unit]) -> list[Unit]:
    """Without the lines of tables of contents: those with leaders, those that repeat a later line and add a page to it,
    and all that end in a page under a heading that says so."""
    known = {printed.comparable(unit.text) for unit in units if unit.block.kind is BlockKind.HEADING}
    kept: list[Unit] = []
    contents = False
    for unit in units:
        paged = unit.text[-1:].isdigit()
        entry = _ENTRY.match(unit.text) if paged else None
        if unit.block.kind is BlockKind.HEADING and not entry:
            contents = printed.chapter(unit.text) is Chapter.CONTENTS
        if not (paged and _is_entry(unit.text, entry, known, contents=contents)):
            kept.append(unit)
    return kept


def _is_entry(text: str, entry: re.Match[str] | None, known: set[str], *, contents: bool) -> bool:
    rows = text.split("\n")
    listed = len(rows) > 1 and all(_ENTRY.match(row) for row in rows)
    repeats = entry is not None and (contents or printed.comparable(entry["title"]) in known)
    return repeats or listed or bool(_LEADERS.search(text))
