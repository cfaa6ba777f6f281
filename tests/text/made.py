"""Documents and passages made in a line."""

from __future__ import annotations

import datetime as dt

from assistant.types import Block, Document, Kind, Page, Passage, Quote


def document(
    text: str,
    *,
    id: str = "d1",
    title: str = "Otsikko",
    kind: Kind = Kind.RESEARCH,
    body: str | None = None,
    date: dt.date | None = None,
    pages: tuple[Page, ...] = (),
    blocks: tuple[Block, ...] = (),
    source: str = "",
    url: str | None = None,
    digest: bool = False,
) -> Document:
    """A document of the given words."""
    return Document(
        id=id,
        external_id=id,
        kind=kind,
        title=title,
        text=text,
        body=body,
        date=date,
        pages=pages,
        blocks=blocks,
        source=source,
        url=url,
        digest=digest,
    )


def passage(text: str | Document, *, heading: tuple[str, ...] = (), start: int = 0, end: int | None = None) -> Passage:
    """A passage of a document, all of it unless told."""
    held = document(text) if isinstance(text, str) else text
    stop = len(held.text) if end is None else end
    return Passage(id=f"{held.id}:{start}:{stop}", document=held, heading=heading, start=start, end=stop)


def quote(held: Passage, words: str) -> Quote:
    """The place of words that stand in a passage just so."""
    start = held.start + held.text.index(words)
    return Quote(passage=held, start=start, end=start + len(words))
