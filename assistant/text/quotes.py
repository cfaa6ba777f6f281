"""Finding quoted words in a source, and saying whether words are verbatim. There is no fuzzy matching.

Two texts are the same words when, after NFC, soft hyphens and zero-width marks are dropped and every dash, quotation
mark and run of white space is written one way, they are equal. Case stays.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.types import Passage, Quote

_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
_MARKS = frozenset("\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb\u2032\u2033")
_WRITTEN = dict.fromkeys(_DROPPED, "") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_MARKS, '"')


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in its one way of writing, and for each of its characters the offset it came from."""
    out: list[str] = []
    came_from: list[int] = []
    for at, char in enumerate(text):
        written = " " if char.isspace() else _WRITTEN.get(char, char)
        if not written or (written == " " and out and out[-1] == " "):
            continue
        out.append(written)
        came_from.append(at)
    return "".join(out), came_from


def fold(text: str) -> str:
    """The one way of writing in which words are compared."""
    return _folded(unicodedata.normalize("NFC", text))[0].strip()


def find(words: str, passage: Passage) -> Quote | None:
    """The first place in the passage that holds the words, or None. The stored text is NFC already (readers see to it)."""
    wanted = fold(words)
    if not wanted:
        return None
    held, came_from = _folded(passage.text)
    at = held.find(wanted)
    if at < 0:
        return None
    first, last = came_from[at], came_from[at + len(wanted) - 1]
    return Quote(passage=passage, start=passage.start + first, end=passage.start + last + 1)


def verbatim(words: str, source: str) -> bool:
    """Whether the words stand in the source."""
    return fold(words) in fold(source)


_BROKEN_LINE = re.compile(r"(?<=\w)-\n\s*(?!(?:ja|tai|sekä|eli|och|eller|and|or)\b)(?=\w)")


def tidy(text: str) -> str:
    """Words as they are shown: line breaks and runs of spaces become one space, a word parted at a hyphen is joined."""
    return re.sub(r"\s+", " ", _BROKEN_LINE.sub("-", text)).strip()
