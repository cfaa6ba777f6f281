"""Source text made readable in running prose: white space tidied, marked stretches kept in step.

The source itself is never changed; what is shown differs from it in white space alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.text.html import Html, join, tag

Span = tuple[int, int]
"""Start and end, counted in characters; end exclusive."""

_SPACE = re.compile(r"\s+")
# "työ-\nja elinkeinoelämä" keeps its space: the hyphen stands for a part left out, not for a word cut in two.
_LEFT_OUT = re.compile(r"(?:ja|tai|sekä|eli|och|eller)\b")


def _between(text: str, start: int, end: int, *, paragraphs: bool) -> str:
    """What stands in place of the white space at start..end."""
    space = text[start:end]
    after_hyphen = start >= 2 and text[start - 1] == "-" and text[start - 2].isalnum()
    if "\n" in space and after_hyphen and end < len(text) and text[end].isalpha():
        return " " if _LEFT_OUT.match(text, end) else ""
    return "\n" if paragraphs and space.count("\n") > 1 else " "


def pieces(text: str, marks: Sequence[Span] = (), *, paragraphs: bool = False) -> list[tuple[str, bool]]:
    """The tidied text in runs, each with whether it lies within a mark.

    With `paragraphs`, a blank line stays a line break; else all white space becomes one blank.
    """
    # Each mark has its own number, so that two quotes side by side stay two.
    flags = [0] * len(text)
    for n, (start, end) in enumerate(marks, start=1):
        for i in range(max(start, 0), min(end, len(text))):
            flags[i] = n
    shown: list[tuple[str, int]] = []
    at = 0
    for gap in _SPACE.finditer(text):
        shown.extend((text[i], flags[i]) for i in range(at, gap.start()))
        at = gap.end()
        if gap.start() == 0 or at == len(text):
            continue
        held = flags[at] if flags[gap.start() - 1] == flags[at] else 0
        shown.extend((char, held) for char in _between(text, gap.start(), at, paragraphs=paragraphs))
    shown.extend((text[i], flags[i]) for i in range(at, len(text)))
    return [("".join(char for char, _ in run), n > 0) for n, run in groupby(shown, key=lambda pair: pair[1])]


def tidy(text: str) -> str:
    """The text on one line."""
    return "".join(run for run, _ in pieces(text))


def marked(text: str, marks: Sequence[Span], *, paragraphs: bool = True) -> Html:
    """The tidied text with its marked stretches in <mark>."""
    return join(tag("mark", run) if held else run for run, held in pieces(text, marks, paragraphs=paragraphs))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of the tidied text, cut between words, with an ellipsis where cut."""
    whole = tidy(text)
    if len(whole) <= limit:
        return whole
    cut = whole[:limit]
    return (cut[: cut.rindex(" ")] if " " in cut else cut).rstrip(" ,;:.–-") + " …"


def window(text: str, marks: Sequence[Span], limit: int) -> Span:
    """The stretch of about `limit` characters that holds all marks, cut at sentence ends or between words."""
    if len(text) <= limit:
        return 0, len(text)
    first, last = (min(s for s, _ in marks), max(e for _, e in marks)) if marks else (0, 0)
    spare = max(limit - (last - first), 0)
    start, end = max(first - spare // 2, 0), min(last + spare // 2 + spare % 2, len(text))
    if start:
        stop = text.find(". ", start, first)
        space = text.find(" ", start, first)
        start = stop + 2 if stop >= 0 else space + 1 if space >= 0 else first
    if end < len(text):
        stop = text.rfind(". ", last, end)
        space = text.rfind(" ", last, end)
        end = stop + 1 if stop >= 0 else space if space >= 0 else last
    return start, max(end, last, start + 1)
