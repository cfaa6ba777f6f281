"""A whole document as a page of its own, with the quoted words boxed where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.html import Html, icon, join, outside, tag
from assistant.text.wording import say
from assistant.types import Block, BlockKind, Document, Language
from assistant.ui.render.answer import remark
from assistant.ui.render.cards import byline, digest_mark
from assistant.ui.render.prose import Span, pieces


def _blocks(document: Document) -> list[Block]:
    """The document's blocks; where a reader gave none, its paragraphs."""
    if document.blocks:
        return list(document.blocks)
    found, at = [], 0
    for part in document.text.split("\n\n"):
        if part.strip():
            found.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(part)))
        at += len(part) + 2
    return found


def _block(document: Document, block: Block, marks: Sequence[Span], numbered: list[int]) -> Html:
    text = document.text[block.start : block.end]
    spans = [(s - block.start, e - block.start) for s, e in marks if s < block.end and e > block.start]
    parts: list[str] = []
    for run, held in pieces(text, spans, paragraphs=True):
        if held:
            numbered[0] += 1
            parts.append(tag("mark", run, id=f"m{numbered[0]}"))
        else:
            parts.append(run)
    heading = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
    return tag("h2" if heading else "p", *parts, class_=f"{block.kind} level-{block.level}")


def document_page(document: Document, marks: Sequence[Span], language: Language, css: str) -> str:
    """A complete HTML page. The first mark has the id m1, so that the address can lead to it."""
    numbered = [0]
    shown: list[Html] = []
    page: int | None = None
    for block in _blocks(document):
        number = document.page_at(block.start)
        if number != page and number is not None:
            shown.append(tag("p", say("ui.page", language, n=number), class_="page-number"))
            page = number
        shown.append(_block(document, block, marks, numbered))
    where = outside(document.url)
    original = where and tag(
        "a", say("ui.original", language), icon("out"), href=where, target="_blank", rel="noopener noreferrer"
    )
    notes = [note for note in (remark(code, language) for code in document.notes) if note]
    head = tag(
        "header",
        tag("p", say("ui.title", language), class_="small"),
        tag("h1", document.title, lang=document.language),
        tag("p", " · ".join(byline(document, None, language)), " ", digest_mark(document, language), class_="byline"),
        tag("p", say("ui.digest_warning", language), class_="note") if document.digest else None,
        *(tag("p", note, class_="note") for note in notes),
        tag("p", original, class_="links") if original else None,
    )
    body = tag("body", tag("main", head, tag("div", join(shown), lang=document.language), class_="paper"))
    # The style sheet is ours and holds no markup; everything else has been escaped.
    style = Html(f"<style>{css}</style>")
    title = tag("title", f"{document.title} – {say('ui.title', language)}")
    meta = Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">')
    return f"<!doctype html>\n{tag('html', tag('head', meta, title, style), body, lang=language)}"
