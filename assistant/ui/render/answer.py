"""One question and its answer: sentences, numbered pills, what is missing, what to do next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text import wording
from assistant.text.html import Html, icon, join, tag
from assistant.text.numbering import Source, number, number_of
from assistant.text.wording import say, texts
from assistant.types import Answer, Claim, Finding, Language, Origin, Quote, Severity, Status
from assistant.ui.render.cards import byline, digest_mark, near_id, source_id
from assistant.ui.render.offer import ALL, Offer, offered
from assistant.ui.render.plain import copied
from assistant.ui.render.prose import shorten, tidy
from assistant.ui.used import Used

TIP = 420
"""Characters of a quote shown on hover or focus; the card shows it whole."""

GLUED = 24
"""Characters of a last word that may be held on one line with its pill; a longer one may have to break."""

_NOT_FOUND = frozenset({Status.NO_SOURCES, Status.NOT_SUPPORTED, Status.CLARIFY, Status.OUT_OF_SCOPE})


def remark(code: str, language: Language, values: dict[str, str] | None = None) -> str:
    """A remark by its code: `section.name`, or a name of section `note` or `finding`. Empty when the wording lacks it."""
    section, _, name = code.rpartition(".")
    for held in (section,) if section else ("note", "finding"):
        if name in texts().get(held, {}):
            return say(f"{held}.{name}", language, **(values or {}))
    return ""


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


def sentences(
    claims: Sequence[Claim],
    turn: int,
    language: Language,
    spoken: Language | None = None,
    findings: Sequence[Finding] = (),
) -> Html:
    """The claims in order, a paragraph each; `spoken` is their language where it is not the page's. One that no source bears out
    says so before its words, and what was found of it after them."""
    sources = number(claims)
    return join(
        tag(
            "p",
            _flag(claim, language),
            said(claim, pills(claim, sources, turn, index, language), spoken),
            " ",
            None if claim.origin is Origin.UNSUPPORTED else origin(claim, language),
            *(tag("span", why, class_="flag-why") for why in _whys(_of_claim(findings, claims, index), language)),
            class_=f"claim {claim.origin}",
            id=f"t{turn}-c{index}",
        )
        for index, claim in enumerate(claims)
    )


def _flag(claim: Claim, language: Language) -> Html | None:
    if claim.origin is not Origin.UNSUPPORTED:
        return None
    return tag("span", origin(claim, language), " ", class_="flag")


def _of_claim(findings: Sequence[Finding], claims: Sequence[Claim], index: int) -> list[Finding]:
    """What was found of one sentence that no source bears out."""
    if claims[index].origin is not Origin.UNSUPPORTED:
        return []
    return [found for found in findings if found.claim == index]


def _whys(findings: Sequence[Finding], language: Language) -> list[str]:
    """Why a sentence is flagged, without saying the sentence again."""
    with_reason = [found for found in findings if "reason" in found.values]
    told = [say("ui.flag_why", language, reason=found.values["reason"]) for found in with_reason]
    return told + _words([found for found in findings if found not in with_reason], language)


def _words(findings: Sequence[Finding], language: Language) -> list[str]:
    told = dict.fromkeys(remark(found.message, language, dict(found.values)) for found in findings)
    return [words for words in told if words]


def _notes(answer: Answer, language: Language) -> Html:
    """What was found of the answer as a whole, what weighs first; calm, for the sentences above have been checked."""
    beside = [f for index in range(len(answer.claims)) for f in _of_claim(answer.findings, answer.claims, index)]
    rest = [found for found in answer.findings if found not in beside]
    heavy = _words([found for found in rest if found.severity is not Severity.INFO], language)
    light = [words for words in _words(rest, language) if words not in heavy]
    return join(
        [
            *(tag("p", icon("unclear"), tag("span", words), class_="note weighs") for words in heavy),
            *(tag("p", words, class_="note") for words in light),
        ]
    )


def _used(took: Used | None, language: Language) -> Html | None:
    """Tokens and euros of the answer and of the day, in small print; nothing where no model was asked."""
    if took is None:
        return None
    amount = _amount(took.tokens, took.euros, took.priced, language)
    if took.estimated:
        amount = say("ui.used_about", language, amount=amount)
    parts = [say("ui.used_answer", language, amount=amount)]
    if took.day is not None:
        amount = _amount(took.day.tokens, took.day.euros, took.priced, language)
        key = "ui.used_day_of" if took.limit else "ui.used_day"
        parts.append(say(key, language, amount=amount, limit=whole(took.limit, language)))
    return tag("p", say("ui.used", language, model=took.model), " ", " · ".join(parts), class_="used small")


def _amount(tokens: int, euros: float, priced: bool, language: Language) -> str:
    told = say("ui.tokens", language, n=whole(tokens, language))
    if not priced:
        return told
    # Cents are too coarse for one answer.
    cost = f"{euros:.2f}" if euros >= 1 else f"{euros:.4f}"
    return f"{told}, {say('ui.euros', language, amount=cost if language is Language.EN else cost.replace('.', ','))}"


def whole(n: int, language: Language) -> str:
    """A whole number with its thousands apart, as the language writes it."""
    return f"{n:,}".replace(",", "," if language is Language.EN else "\u00a0")


def _asked_back(answer: Answer, language: Language, took: Used | None) -> Html:
    """Narrower questions to choose from; each asks itself when it is pressed."""
    why, *offers = answer.claims
    spoken = answer.language if answer.language != language else None
    buttons = (
        tag("li", tag("button", offer.text, type="button", class_="starter", data_ask=offer.text, lang=spoken))
        for offer in offers
    )
    return tag(
        "div",
        tag("p", icon("unclear"), say("status.clarify", language), class_="verdict"),
        tag("p", why.text, lang=spoken),
        tag("ul", *buttons, class_="starters"),
        tag("p", say("ui.clarify_else", language), class_="small"),
        _notes(answer, language),
        _used(took, language),
        class_="answer clarify",
    )


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


def body(answer: Answer, turn: int, language: Language, took: Used | None = None) -> Html:
    """The whole answer; one that quotes nothing has its own calm look."""
    if answer.status is Status.CLARIFY and answer.claims:
        return _asked_back(answer, language, took)
    spoken = answer.language if answer.language != language else None
    lines = sentences(answer.claims, turn, language, spoken, answer.findings)
    if answer.status in _NOT_FOUND:
        searched: str | None = say("ui.searched", language, documents=answer.evidence.documents)
        # Where the answer itself already tells how much was searched, it is not said twice.
        if any(re.search(rf"\b{answer.evidence.documents}\b", claim.text) for claim in answer.claims):
            searched = None
        return tag(
            "div",
            tag("p", icon("search"), say(f"status.{answer.status}", language), class_="verdict"),
            lines,
            _notes(answer, language),
            _nearest(answer, turn, language),
            _used(took, language),
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
        _used(took, language),
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
