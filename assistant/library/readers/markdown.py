"""Reads Markdown with front matter: marks of emphasis, links and code are gone, their words stay.

Raw HTML is not interpreted and stays as text, except comments: a reader of the page never sees those.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.library.readers.compose import Piece, compose, is_bold_heading, line
from assistant.library.readers.formats import decode
from assistant.types import BlockKind, Reading

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SPACES = re.compile(r"[^\S\n\xa0]+")


def read(data: bytes) -> Iterator[Reading]:
    """One Reading; meta data from the front matter, the title from it or from the first `#` heading."""
    meta, text = _split(decode(data).lstrip("\n"))
    text, comments = _COMMENT.subn("", text)
    pieces = list(_pieces(_parser().parse(text)))
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            if piece.level == 1:
                pieces[index] = Piece(kind=BlockKind.TITLE, text=piece.text)
                meta.setdefault("title", line(piece.text))
            break
    yield compose(pieces, meta=meta, hidden=bool(comments))


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return (
        MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
        .disable(["html_block", "html_inline"])
        .enable(["table", "strikethrough"])
    )


def _split(text: str) -> tuple[dict[str, str], str]:
    """Front matter as strings, and the rest. What is not a mapping of plain values is text like any other."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    import yaml

    # The base loader makes strings of everything ("2026-02-09" stays a day, "1.10" stays 1.10) and runs nothing.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        values = yaml.load(match[1], Loader=loader)  # noqa: S506 - see above
    except yaml.YAMLError:
        return {}, text
    if not isinstance(values, dict):
        return {}, text
    meta = {key: value for key, value in values.items() if isinstance(key, str) and isinstance(value, str) and value}
    if "digest" in meta:
        meta["digest"] = "true" if meta["digest"].lower() in ("true", "yes", "on", "1") else "false"
    return meta, text[match.end() :]


def _pieces(tokens: list[Token]) -> Iterator[Piece]:  # noqa: C901, PLR0912 - a table of cases
    """The blocks of a parsed text in order."""
    lists: list[int | None] = []  # for each open list its next number, None for bullets
    mark, heading, cells = "", 0, list[str]()
    for index, token in enumerate(tokens):
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                mark = f"{token.info}{token.markup} " if token.info else ""
            case "tr_open":
                cells = []
            case "tr_close":
                if any(cells):
                    yield Piece(kind=BlockKind.ROW, text=" | ".join(cells))
            case "inline" if tokens[index - 1].type in ("th_open", "td_open"):
                cells.append(_words(token).replace("\n", " "))
            case "inline" if tokens[index - 1].type == "heading_open":
                heading = int(tokens[index - 1].tag[1:])
                yield Piece(kind=BlockKind.HEADING, text=_words(token).replace("\n", " "), level=heading)
            case "inline" if lists:
                lead = _lead(token)
                yield Piece(kind=BlockKind.ITEM, text=mark + _words(token), lead=lead and mark + lead)
                mark = ""
            case "inline":
                words = _words(token)
                if _is_bold(token) and is_bold_heading(words):
                    yield Piece(kind=BlockKind.HEADING, text=words, level=heading + 1)
                else:
                    yield Piece(kind=BlockKind.PARAGRAPH, text=words, lead=_lead(token))
            case "fence" | "code_block":
                yield Piece(kind=BlockKind.ITEM if lists else BlockKind.PARAGRAPH, text=token.content)


def _words(token: Token) -> str:
    """The readable words of an inline token; a line break in the source is a space, a forced one stays."""
    return _text(token.children or [])


def _lead(token: Token) -> str:
    """The words of the bold run that an inline token begins with."""
    children = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
    if not children or children[0].type != "strong_open":
        return ""
    return _text(list(itertools.takewhile(lambda child: child.type != "strong_close", children)))


def _text(children: list[Token]) -> str:
    parts = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n")
        else:
            parts.append(child.content)  # of an image its description
    return _SPACES.sub(" ", "".join(parts)).strip()


def _is_bold(token: Token) -> bool:
    """Whether all words of a paragraph stand in one bold run."""
    children = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
    if len(children) < 3 or children[0].type != "strong_open" or children[-1].type != "strong_close":
        return False
    return sum(child.type == "strong_open" for child in children) == 1
