"""What a Word document's styles, numbering and core properties say, looked up through the chains of based-on styles."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.library.readers.archive import parse_part
from assistant.library.readers.numbers import Counter, Level

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"(?:heading|otsikko|rubrik)\s*([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(
    r"(?:toc|sisluet|sisällysluettelo|innehållsförteckning|contents)\s*(?:[1-9]|heading)?$", re.I
)
_CHAIN_LIMIT = 20
_TINY_HALF_POINTS = 4
_WHITE = "FFFFFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph or character style as written."""

    name: str
    based_on: str | None
    element: etree._Element


@dataclass
class Styles:
    """The styles by id, the lists by id, and the running numbers while a document is read."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)  # numId: (counter, levels)
    counters: dict[str, Counter] = field(default_factory=dict)

    def chain(self, style: str | None) -> list[Style]:
        """The style and those it is based on, nearest first."""
        found: list[Style] = []
        while style in self.styles and len(found) < _CHAIN_LIMIT:
            found.append(self.styles[style])
            style = found[-1].based_on
        return found

    def settings(self, properties: etree._Element | None, style: str | None, where: str) -> list[etree._Element]:
        """The `pPr` or `rPr` elements that hold for something, nearest first."""
        own = [] if properties is None else [properties]
        return own + [inner for s in self.chain(style) if (inner := s.element.find(W + where)) is not None]

    def role(self, properties: etree._Element | None, style: str | None) -> tuple[str, int]:
        """("title" | "contents" | "heading" | "", level) of a paragraph."""
        for known in self.chain(style):
            name = known.name.strip()
            if name.lower() == "title":
                return "title", 0
            if _CONTENTS_NAME.match(name):
                return "contents", 0
            if match := _HEADING_NAME.match(name):
                return "heading", int(match[1])
        outline = value_of(self.settings(properties, style, "pPr"), "outlineLvl")
        if outline is not None and outline.isdigit() and int(outline) < 9:
            return "heading", int(outline) + 1
        return "", 0

    def is_hidden(self, run: etree._Element | None, style: str | None, *, on_paper: bool) -> bool:
        """Whether a run cannot be seen: hidden, of two points or less, or, `on_paper`, white on white."""
        own = run.find(f"{W}rStyle") if run is not None else None
        chain = self.settings(run, own.get(W + "val") if own is not None else None, "rPr")
        chain += self.settings(None, style, "rPr")
        if _is_on(chain, "vanish"):
            return True
        size = value_of(chain, "sz")
        if size is not None and size.isdigit() and int(size) <= _TINY_HALF_POINTS:
            return True
        shaded = any(element.find(W + tag) is not None for element in chain for tag in ("shd", "highlight"))
        return on_paper and not shaded and (value_of(chain, "color") or "").upper() == _WHITE

    def is_bold(self, run: etree._Element | None, style: str | None) -> bool:
        """Whether a run is bold."""
        own = run.find(f"{W}rStyle") if run is not None else None
        chain = self.settings(run, own.get(W + "val") if own is not None else None, "rPr")
        return _is_on(chain + self.settings(None, style, "rPr"), "b")

    def label(self, properties: etree._Element | None, style: str | None) -> str | None:
        """The label of a list item or a numbered heading, "" for a bullet; None for a paragraph in no list."""
        number: str | None = None
        depth: str | None = None
        for element in self.settings(properties, style, "pPr"):
            numbering = element.find(f"{W}numPr")
            if numbering is not None:
                number = number or value_of([numbering], "numId")
                depth = depth or value_of([numbering], "ilvl")
            if number is not None:
                break
        if number is None or number == "0" or number not in self.lists:
            return None
        counter, levels = self.lists[number]
        place = int(depth) if depth and depth.isdigit() else 0
        return self.counters.setdefault(counter, Counter()).next_label(levels, place)


def value_of(elements: list[etree._Element], tag: str) -> str | None:
    """The `w:val` of the nearest element of that name."""
    for element in elements:
        found = element.find(W + tag)
        if found is not None:
            return found.get(W + "val")
    return None


def load_styles(archive: zipfile.ZipFile) -> Styles:
    """The styles and lists of a document; empty where it has none."""
    styles = Styles()
    root = parse_part(archive, "word/styles.xml")
    for element in root.iter(f"{W}style") if root is not None else ():
        key = element.get(f"{W}styleId")
        if not key:
            continue
        name = value_of([element], "name") or key
        styles.styles[key] = Style(name=name, based_on=value_of([element], "basedOn"), element=element)
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
            styles.default = key
    numbering = parse_part(archive, "word/numbering.xml")
    if numbering is not None:
        _load_lists(numbering, styles)
    return styles


def _load_lists(numbering: etree._Element, styles: Styles) -> None:
    """Fills `styles.lists`. Lists that share a definition count on together unless one restarts a level."""
    abstract = {
        str(element.get(f"{W}abstractNumId")): {
            int(level.get(f"{W}ilvl") or 0): _level(level) for level in element.findall(f"{W}lvl")
        }
        for element in numbering.findall(f"{W}abstractNum")
    }
    for number in numbering.findall(f"{W}num"):
        key, base = str(number.get(f"{W}numId")), value_of([number], "abstractNumId") or ""
        levels = dict(abstract.get(base, {}))
        counter = f"abstract {base}"
        for override in number.findall(f"{W}lvlOverride"):
            place = int(override.get(f"{W}ilvl") or 0)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[place] = _level(own)
            start = value_of([override], "startOverride")
            if start is not None and start.isdigit() and place in levels:
                old = levels[place]
                levels[place] = Level(form=old.form, pattern=old.pattern, start=int(start))
                counter = f"list {key}"
        styles.lists[key] = (counter, levels)


def _level(element: etree._Element) -> Level:
    start = value_of([element], "start") or "1"
    return Level(
        form=value_of([element], "numFmt") or "decimal",
        pattern=value_of([element], "lvlText") or "",
        start=int(start) if start.isdigit() else 1,
    )


def _is_on(elements: list[etree._Element], tag: str) -> bool:
    """Whether the nearest switch of that name is on; it is on without a value."""
    for element in elements:
        found = element.find(W + tag)
        if found is not None:
            return found.get(f"{W}val") not in ("0", "false", "off")
    return False
