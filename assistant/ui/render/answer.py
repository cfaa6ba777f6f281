"""One question and its answer: sentences, numbered pills, what is missing, what to do next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text import wording
from assistant.text.html import Html, icon, join, tag
from assistant.text.numbering import Source, number, number_of
from assistant.text.wording import say, texts
from assistant.types import Answer, Claim, Language, Origin, Quote, Status
from assistant.ui.render.cards import byline, digest_mark, near_id, source_id
from assistant.ui.render.offer import ALL, Offer, offered
from assistant.ui.render.plain import copied
from assistant.ui.render.prose import shorten, tidy

TIP = 420
"""Characters of a quote shown on hover or focus; the card shows it whole."""

GLUED = 24
"""Characters of a last word that may be held on one line with its pill; a longer one may have to break."""

_NOT_FOUND = frozenset({Status.NO_SOURCES, Status.NOT_SUPPORTED, Status.CLARIFY, Status.OUT_OF_SCOPE})


def remark(code: str, language: Language, values: dict[str, str] | None = None) -> str:
    """A remark by its code: `section.name`, or a name of section `note`. Empty when the wording lacks it."""
    section, _, name = code.rpartition(".")
    key = f"{section or 'note'}.{name}"
    if name not in texts().get(section or "note", {}):
        return ""
    return say(key, language, **(values or {}))


def _runs(claim: Claim) -> list[tuple[str, bool]]:
    """The sentence on one line, in runs that are a source's words within quotation marks or the frame around them."""
    if claim.origin is not Origin.QUOTED:
        return [(tidy(claim.text), False)]
    # Only the quotes themselves: a frame may name a section of its source between quotation marks too.
    quoted = {mark + tidy(quote.text) + "”" for quote in claim.quotes for mark in "”“"}
    longest_first = "|".join(re.escape(words) for words in sorted(quoted, key=len, reverse=True))
    return [(part, part in quoted) for part in re.split(f"({longest_first})", tidy(claim.text)) if part]


def said(claim: Claim, numbers: Sequence[Html], spoken: Language | None = None) -> Html:
    """The sentence and its pills; the last word and the first pill stay on one line.

    `spoken` is the sentence's language; quoted words are in that of their document.
    """
    written = {quote.passage.document.language for quote in claim.quotes}
    quote_lang = written.pop() if len(written) == 1 else None

    def _run(words: str, quoted: bool) -> Html:
        return tag("span", words, class_="words" if quoted else None, lang=quote_lang if quoted else spoken)

    runs = _runs(claim)
    if not numbers or not runs:
        return join(_run(*run) for run in runs)
    words, quoted = runs[-1]
    head, space, tail = words.rpartition(" ")
    if len(tail) > GLUED:
        head, space, tail = words, " ", ""
    held = tag("span", _run(tail, quoted), " " if tail else None, numbers[0], class_="held")
    return join([*(_run(*run) for run in runs[:-1]), _run(head + space, quoted), held, *numbers[1:]])


def _tip(n: int, quote: Quote, identity: str, language: Language) -> Html:
    document = quote.passage.document
    return tag(
        "span",
        tag("span", wording.quoted(shorten(quote.text, TIP), language), class_="tip-words", lang=document.language),
        tag(
            "span",
            f"{n} · {tidy(document.title)} · {' · '.join(byline(document, quote.page, language))} ",
            digest_mark(document, language),
            class_="tip-from",
        ),
        role="tooltip",
        id=identity,
        class_="tip",
    )


def pills(claim: Claim, sources: Sequence[Source], turn: int, index: int, language: Language) -> list[Html]:
    """A numbered link a source, each with the quote to show on hover or focus."""
    first: dict[int, Quote] = {}
    for quote in claim.quotes:
        first.setdefault(number_of(quote, sources), quote)
    drawn = []
    for n, quote in first.items():
        identity = f"t{turn}-c{index}-q{n}"
        pill = tag(
            "a",
            str(n),
            class_="pill",
            href=f"#{source_id(turn, n)}",
            aria_label=say("ui.pill", language, n=n, title=tidy(quote.passage.document.title)),
            aria_describedby=identity,
        )
        drawn.append(tag("span", pill, _tip(n, quote, identity, language), class_="cite"))
    return drawn


def origin(claim: Claim, language: Language) -> Html:
    """Where the sentence comes from, as a drawing and a word."""
    return tag(
        "span",
        icon(claim.origin.value),
        say(f"origin.{claim.origin}", language),
        class_=f"origin {claim.origin}",
    )


def sentences(claims: Sequence[Claim], turn: int, language: Language, spoken: Language | None = None) -> Html:
    """The claims in order, a paragraph each; `spoken` is their language where it is not the page's."""
    sources = number(claims)
    return join(
        tag(
            "p",
            said(claim, pills(claim, sources, turn, index, language), spoken),
            " ",
            origin(claim, language),
            class_=f"claim {claim.origin}",
            id=f"t{turn}-c{index}",
        )
        for index, claim in enumerate(claims)
    )


def _notes(answer: Answer, language: Language) -> Html:
    found = dict.fromkeys(remark(f.message, language, dict(f.values)) for f in answer.findings)
    return join(tag("p", note, class_="note") for note in found if note)


def _missing(answer: Answer, language: Language) -> Html | None:
    # Where the writer already says in a fixed sentence what the sources lack, it is not said twice.
    if not answer.missing or any(claim.origin is Origin.FORM for claim in answer.claims):
        return None
    return tag("p", say("ui.missing", language, parts="; ".join(tidy(part) for part in answer.missing)), class_="claim")


def _nearest(answer: Answer, turn: int, language: Language) -> Html | None:
    if not answer.nearest:
        return None
    rows = []
    for n, passage in enumerate(answer.nearest, start=1):
        document = passage.document
        where = " › ".join(tidy(part) for part in passage.heading)
        rows.append(
            tag(
                "li",
                tag(
                    "span",
                    tag("strong", tidy(document.title), lang=document.language),
                    tag("span", where, lang=document.language) if where else None,
                    tag(
                        "span",
                        " · ".join(byline(document, passage.page, language)),
                        " ",
                        digest_mark(document, language),
                        class_="byline",
                    ),
                    class_="near-what",
                ),
                tag(
                    "a",
                    say("ui.open", language),
                    href=f"#{near_id(turn, n)}",
                    class_="open",
                    aria_label=f"{say('ui.open', language)}: {tidy(document.title)}",
                ),
            )
        )
    return join([tag("h3", say("ui.nearest", language)), tag("ul", *rows, class_="nearest")])


def body(answer: Answer, turn: int, language: Language) -> Html:
    """The whole answer; one that quotes nothing has its own calm look."""
    spoken = answer.language if answer.language != language else None
    lines = sentences(answer.claims, turn, language, spoken)
    if answer.status in _NOT_FOUND:
        searched: str | None = say("ui.searched", language, documents=answer.evidence.documents)
        # Where the answer itself already tells how much was searched, it is not said twice.
        if any(re.search(rf"\b{answer.evidence.documents}\b", claim.text) for claim in answer.claims):
            searched = None
        return tag(
            "div",
            tag("p", icon("search"), say(f"status.{answer.status}", language), class_="verdict"),
            lines,
            _nearest(answer, turn, language),
            tag(
                "p",
                tag("span", searched, class_="small") if searched else None,
                tag("button", say("ui.to_library", language), type="button", class_="quiet", data_tab="library"),
                class_="next",
            ),
            class_="answer none",
        )
    verdict = answer.status is Status.PARTIAL
    return tag(
        "div",
        tag("p", icon("search"), say("status.partial", language), class_="verdict") if verdict else None,
        lines,
        _missing(answer, language),
        _notes(answer, language),
        class_="answer",
    )


def actions(answer: Answer, question: str, turn: int, language: Language, offer: Offer | None = None) -> Html:
    """What can be done with a finished answer."""
    quotes = [quote for claim in answer.claims for quote in claim.quotes]
    if not quotes:
        return Html("")
    return tag(
        "div",
        tag(
            "button",
            icon("copy"),
            tag("span", say("ui.copy", language)),
            type="button",
            class_="quiet",
            data_copy=copied(question, answer, language),
            data_done=say("ui.copied", language),
        ),
        tag("a", say("ui.see_sources", language), href=f"#{source_id(turn, 1)}", class_="quiet only-narrow"),
        offered(offer, quotes, turn, ALL, language) if offer else None,
        class_="actions",
    )
