"""The blocks of a paper (`assistant.export.blocks`) as they are seen on the page."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.export.blocks import Block, Fields, Heading, Items, Look, Paragraph, Runs, Table, Title
from assistant.text.html import Html, join, outside, tag

__all__ = ["Block", "blocks"]


def _runs(runs: Runs) -> Html:
    shown = []
    for run in runs:
        where = outside(run.url)
        words = tag("a", run.shown, href=where, target="_blank", rel="noopener noreferrer") if where else run.shown
        shown.append(words)
    return join(shown, " ")


def _paragraph(held: Paragraph) -> Html:
    if held.look is Look.QUOTE:
        return tag("blockquote", _runs(held.runs))
    return tag("p", _runs(held.runs), class_="small" if held.look is Look.NOTE else None)


def _fields(held: Fields) -> Html:
    rows = (tag("div", tag("dt", label), tag("dd", _runs(runs))) for label, runs in held.rows)
    return tag("dl", *rows, class_="paper-fields")


def _table(held: Table) -> Html:
    """A table; in a narrow place each cell is led by its column's name."""
    rows = (
        tag(
            "tr",
            *(
                tag("th", _runs(cell), scope="row")
                if n == 0 and _runs(cell)
                else tag("td", _runs(cell), data_label=label)
                for n, (label, cell) in enumerate(zip(held.header, row, strict=True))
            ),
        )
        for row in held.rows
    )
    return tag(
        "table",
        tag("caption", held.caption, class_="unseen"),
        tag("thead", tag("tr", *(tag("th", label, scope="col") for label in held.header))),
        tag("tbody", *rows),
        class_="paper-table",
    )


def _items(held: Items) -> Html:
    return tag("ol" if held.numbered else "ul", *(tag("li", _runs(item)) for item in held.items), class_="paper-items")


def _block(held: Block, level: int) -> Html:
    match held:
        case Title():
            return tag(f"h{level}", held.text, class_="paper-title")
        case Heading():
            return tag(f"h{min(level + held.level, 6)}", held.text)
        case Paragraph():
            return _paragraph(held)
        case Items():
            return _items(held)
        case Fields():
            return _fields(held)
        case Table():
            return _table(held)


def blocks(held: Iterable[Block], *, level: int) -> Html:
    """The blocks in order. The paper's title is a heading of `level`, its headings lie under that."""
    return join(_block(block, level) for block in held)
