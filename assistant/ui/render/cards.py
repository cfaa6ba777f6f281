"""The source column: one card a numbered source, the quoted words marked where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.html import Html, icon, join, outside, tag
from assistant.text.numbering import Source
from assistant.text.wording import day, say
from assistant.types import Document, Language, Passage, Quote
from assistant.ui.render.offer import Offer, offered
from assistant.ui.render.prose import Span, marked, tidy, window

EXCERPT = 700
"""Characters of a passage shown on its card before the rest is folded away."""


def source_id(turn: int, n: int) -> str:
    """The id of the card of source `n` of an answer."""
    return f"t{turn}-s{n}"


def near_id(turn: int, n: int) -> str:
    """The id of the card of the `n`th nearest passage of an answer that found nothing."""
    return f"t{turn}-n{n}"


def byline(document: Document, page: int | None, language: Language) -> list[str]:
    """Kind, body, date and page, as far as they are known, as a reader's list."""
    parts = [say(f"kind.{document.kind}", language)]
    if document.body:
        parts.append(tidy(document.body))
    if document.date:
        parts.append(day(document.date, language))
    if page is not None:
        parts.append(say("ui.page", language, n=page))
    return parts


def digest_mark(document: Document, language: Language) -> Html | None:
    """The mark of our own summary, None for a source in its own words."""
    return tag("span", say("ui.digest", language), class_="digest") if document.digest else None


def document_href(document: Document, spans: Sequence[Span] = ()) -> str:
    """The address of the whole document with stretches marked, relative to the page."""
    marks = "&".join(f"m={start}-{end}" for start, end in spans[:20])
    return f"document/{document.id}" + (f"?{marks}#m1" if marks else "")


def links(document: Document, spans: Sequence[Span], language: Language) -> Html:
    """To the whole text here, and to the original where it has a web address."""
    where = outside(document.url)
    title = tidy(document.title)
    original = where and tag(
        "a",
        say("ui.original", language),
        icon("out"),
        href=where,
        target="_blank",
        rel="noopener noreferrer",
        aria_label=f"{say('ui.original', language)}: {title}, {say('ui.new_tab', language)}",
    )
    here = tag(
        "a",
        say("ui.open_document", language),
        icon("page"),
        href=document_href(document, spans),
        target="_blank",
        rel="noopener",
        aria_label=f"{say('ui.open_document', language)}: {title}, {say('ui.new_tab', language)}",
    )
    return tag("p", here, original, class_="links")


def excerpt(passage: Passage, quotes: Sequence[Quote], language: Language) -> Html:
    """The passage's words with the quotes marked; what does not fit is under a fold."""
    text = passage.text
    marks = [(quote.start - passage.start, quote.end - passage.start) for quote in quotes]
    start, end = window(text, marks, EXCERPT)
    shown = marked(text[start:end], [(s - start, e - start) for s, e in marks])
    cut = tag(
        "blockquote",
        "… " if start else None,
        shown,
        " …" if end < len(text) else None,
        lang=passage.document.language,
    )
    if (start, end) == (0, len(text)):
        return cut
    whole = tag("blockquote", marked(text, marks), lang=passage.document.language)
    return join([cut, tag("details", tag("summary", say("ui.whole_passage", language)), whole)])


def _head(number: str | None, document: Document, heading: Sequence[str], language: Language) -> Html:
    path = " › ".join(tidy(part) for part in heading)
    return join(
        [
            tag(
                "h3",
                tag("span", number, class_="number") if number else None,
                tag("span", tidy(document.title), lang=document.language),
            ),
            tag("p", path, class_="heading", lang=document.language) if path else Html(""),
        ]
    )


def _by(document: Document, page: int | None, language: Language) -> Html:
    return tag("p", " · ".join(byline(document, page, language)), " ", digest_mark(document, language), class_="byline")


def source_card(
    source: Source, turn: int, language: Language, *, back: str = "ui.back_to_answer", offer: Offer | None = None
) -> Html:
    """One numbered source: where it is, what it says, the quoted words marked. `back` is the key of the way back; with an
    `offer`, the source can be added to a proposal's grounds."""
    passages: dict[str, list[Quote]] = {}
    for quote in source.quotes:
        passages.setdefault(quote.passage.id, []).append(quote)
    return tag(
        "li",
        _head(str(source.n), source.document, source.heading, language),
        _by(source.document, source.page, language),
        join(excerpt(quotes[0].passage, quotes, language) for quotes in passages.values()),
        tag("p", say("ui.digest_warning", language), class_="small") if source.document.digest else None,
        links(source.document, [(quote.start, quote.end) for quote in source.quotes], language),
        offered(offer, source.quotes, turn, source.n, language, of=tidy(source.document.title)) if offer else None,
        tag("a", icon("back"), say(back, language), href=f"#t{turn}", class_="back"),
        id=source_id(turn, source.n),
        class_="card",
        tabindex=-1,
    )


def near_card(passage: Passage, n: int, turn: int, language: Language) -> Html:
    """A passage that was found but answers nothing, to look at."""
    return tag(
        "li",
        _head(None, passage.document, passage.heading, language),
        _by(passage.document, passage.page, language),
        excerpt(passage, (), language),
        links(passage.document, [(passage.start, passage.end)], language),
        tag("a", icon("back"), say("ui.back_to_answer", language), href=f"#t{turn}", class_="back"),
        id=near_id(turn, n),
        class_="card near",
        tabindex=-1,
    )


def shelf(
    sources: Sequence[Source],
    nearest: Sequence[Passage],
    turn: int,
    language: Language,
    offer: Offer | None = None,
) -> Html:
    """The cards of one answer: its sources, or the nearest passages where it has none."""
    if sources:
        return tag("ol", *(source_card(source, turn, language, offer=offer) for source in sources), class_="cards")
    cards = (near_card(passage, n, turn, language) for n, passage in enumerate(nearest, start=1))
    return join(
        [
            tag("p", say("ui.nearest_intro", language), class_="small"),
            tag("ol", *cards, class_="cards"),
        ]
    )
