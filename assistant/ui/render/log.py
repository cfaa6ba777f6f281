"""The chat log and the source column, drawn from the whole conversation each time."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.html import Html, icon, join, tag
from assistant.text.numbering import number
from assistant.text.wording import say
from assistant.types import Language
from assistant.ui.render.answer import actions, body, sentences
from assistant.ui.render.cards import shelf
from assistant.ui.render.offer import Offer
from assistant.ui.render.prose import shorten
from assistant.ui.talk import Exchange, Stage, Talk

LONGEST = 400
"""Characters of a question shown as the heading of its answer."""


def welcome(suggestions: Sequence[str], about: Sequence[str], language: Language) -> Html:
    """What this is, line by line, and questions to start with."""
    starters = (
        tag("li", tag("button", question, type="button", class_="starter", data_ask=question))
        for question in suggestions
    )
    return tag(
        "div",
        tag("h2", say("ui.welcome", language)),
        *(tag("p", line) for line in about),
        tag("h3", say("ui.starters", language)) if suggestions else None,
        tag("ul", *starters, class_="starters") if suggestions else None,
        class_="welcome",
    )


def _retry(language: Language) -> Html:
    return tag(
        "button", icon("retry"), tag("span", say("ui.retry", language)), type="button", class_="quiet", data_retry=True
    )


def _edit(question: str, language: Language) -> Html:
    return tag("button", say("ui.edit", language), type="button", class_="quiet", data_edit=question)


def _unfinished(exchange: Exchange, language: Language) -> Html:
    lines = sentences(exchange.claims, exchange.n, language)
    if exchange.stage is Stage.RUNNING:
        key = "ui.working_on" if exchange.claims else "ui.working"
        end = tag("p", tag("span", class_="pulse", aria_hidden="true"), say(key, language), class_="working")
    elif exchange.stage is Stage.STOPPED:
        end = join(
            [
                tag("p", say("ui.stopped", language), class_="note"),
                tag("p", _retry(language), _edit(exchange.question, language), class_="actions"),
            ]
        )
    else:
        end = tag(
            "div",
            tag("p", icon("failed"), tag("span", exchange.fault)),
            tag("p", _retry(language), _edit(exchange.question, language), class_="actions"),
            class_="fault",
        )
    return tag("div", lines, end, class_="answer")


def exchange(item: Exchange, language: Language, *, last: bool = True, offer: Offer | None = None) -> Html:
    """One question with its answer as far as it has come; the last one offers to begin anew."""
    fresh = None
    if last and item.stage is not Stage.RUNNING:
        fresh = tag("p", tag("button", say("ui.fresh", language), type="button", class_="plain", data_fresh=True))
    done = item.answer if item.stage is Stage.DONE else None
    return tag(
        "article",
        tag("h2", shorten(item.question, LONGEST), id=f"t{item.n}-q", class_="question"),
        body(done, item.n, language, item.used) if done else _unfinished(item, language),
        actions(done, item.question, item.n, language, offer) if done else None,
        fresh,
        id=f"t{item.n}",
        class_="exchange",
        tabindex=-1,
        aria_labelledby=f"t{item.n}-q",
        data_stage=item.stage,
    )


def log(
    talk: Talk,
    suggestions: Sequence[str],
    language: Language,
    offer: Offer | None = None,
    *,
    about: Sequence[str] = (),
) -> Html:
    """The whole log; before the first question, the welcome with what it is `about`. With an `offer`, finished answers can be added
    to grounds."""
    inside = join(exchange(item, language, last=item is talk[-1], offer=offer) for item in talk)
    if not talk:
        inside = welcome(suggestions, about, language)
    return tag("div", inside, class_="log", role="log", aria_label=say("ui.log", language))


def column(talk: Talk, language: Language, offer: Offer | None = None) -> Html:
    """The source column: the cards of every exchange, the last one's shown and the others' waiting behind it."""
    shelves = []
    for item in talk:
        sources = number(item.claims)
        nearest = item.answer.nearest if item.answer else ()
        if sources or nearest:
            held = offer if item.stage is Stage.DONE else None
            shelves.append((item, shelf(sources, () if sources else nearest, item.n, language, held)))
    empty = tag("p", say("ui.sources_empty", language), class_="hint")
    last = talk[-1] if talk else None
    sections = [
        tag(
            "section",
            tag("p", shorten(item.question, 160), class_="of-question"),
            cards,
            class_="shelf",
            data_turn=item.n,
            hidden=item is not last,
            aria_label=say("ui.sources_of", language, question=item.question),
        )
        for item, cards in shelves
    ]
    shown = bool(shelves) and shelves[-1][0] is last
    return tag(
        "div",
        tag(
            "div",
            tag("h2", say("ui.sources", language), id="sources-title"),
            tag(
                "button",
                icon("close"),
                tag("span", say("ui.close", language)),
                type="button",
                class_="quiet only-narrow",
                data_close=True,
            ),
            class_="side-head",
        ),
        tag(
            "div",
            tag("div", empty, hidden=shown, class_="no-sources"),
            *sections,
            class_="side-body",
            tabindex=0,
            role="region",
            aria_labelledby="sources-title",
        ),
        class_="side",
    )
