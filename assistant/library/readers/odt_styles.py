"""What an OpenDocument text's styles say: roles of paragraphs, hidden text, and how lists and headings are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.library.readers.numbers import Level

if TYPE_CHECKING:
    from lxml import etree

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_CHAIN_LIMIT = 20
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_POINTS = re.compile(r"([\d.]+)pt$")
_TINY_POINTS = 2.0
_WHITE = "#ffffff"


@dataclass
class Styles:
    """The styles by name, the list styles by name, and the numbering of headings."""

    styles: dict[str, etree._Element] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    found: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def chain(self, name: str | None) -> list[etree._Element]:
        """The style and its parents, nearest first."""
        chain: list[etree._Element] = []
        while name in self.styles and len(chain) < _CHAIN_LIMIT:
            chain.append(self.styles[name])
            name = chain[-1].get(f"{STYLE}parent-style-name")
        return chain

    def is_title(self, name: str | None) -> bool:
        """Whether a paragraph is the document's title."""
        names = [name, *(style.get(f"{STYLE}parent-style-name") for style in self.chain(name))]
        return "Title" in names

    def value(self, name: str | None, attribute: str) -> str | None:
        """A text property of a style, from the nearest that gives it."""
        if name is None:
            return None
        key = (name, attribute)
        if key not in self.found:
            self.found[key] = next(
                (
                    value
                    for style in self.chain(name)
                    for properties in style.iter(f"{STYLE}text-properties", f"{STYLE}paragraph-properties")
                    if (value := properties.get(attribute)) is not None
                ),
                None,
            )
        return self.found[key]

    def is_hidden(self, name: str | None, *, on_paper: bool) -> bool:
        """Whether text of this style cannot be seen: hidden, of two points or less, or, `on_paper`, white on white."""
        if self.value(name, f"{TEXT}display") == "none":
            return True
        points = _POINTS.match(self.value(name, f"{FO}font-size") or "")
        if points and float(points[1]) <= _TINY_POINTS:
            return True
        ground = self.value(name, f"{FO}background-color") or "transparent"
        return on_paper and ground == "transparent" and (self.value(name, f"{FO}color") or "").lower() == _WHITE

    def is_bold(self, name: str | None, base: str | None) -> bool:
        """Whether text of a style is bold in a paragraph of style `base`."""
        weight = self.value(name, f"{FO}font-weight") or self.value(base, f"{FO}font-weight")
        return weight in ("bold", "600", "700", "800", "900")


def load_styles(*roots: etree._Element | None) -> Styles:
    """The styles of styles.xml and content.xml; of two with one name the later holds."""
    styles = Styles()
    for root in roots:
        if root is None:
            continue
        for element in root.iter(f"{STYLE}style"):
            # Families may share a name; only paragraphs and spans are asked about.
            if element.get(f"{STYLE}family") in ("paragraph", "text"):
                styles.styles[str(element.get(f"{STYLE}name"))] = element
        for element in root.iter(f"{TEXT}list-style"):
            styles.lists[str(element.get(f"{STYLE}name"))] = _levels(element)
        for element in root.iter(f"{TEXT}outline-style"):
            styles.outline = _levels(element)
    return styles


def _levels(element: etree._Element) -> dict[int, Level]:
    """How the levels of a list are numbered, from 0; bullets have no number."""
    levels = {}
    for child in element:
        place = int(child.get(f"{TEXT}level") or 1) - 1
        form = _FORMS.get(child.get(f"{STYLE}num-format") or "", "none")
        shown = int(child.get(f"{TEXT}display-levels") or 1)
        numbers = ".".join(f"%{level + 1}" for level in range(max(0, place - shown + 1), place + 1))
        prefix, suffix = child.get(f"{STYLE}num-prefix") or "", child.get(f"{STYLE}num-suffix") or ""
        start = child.get(f"{TEXT}start-value") or "1"
        levels[place] = Level(
            form=form, pattern=f"{prefix}{numbers}{suffix}", start=int(start) if start.isdigit() else 1
        )
    return levels
