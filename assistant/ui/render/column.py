"""A source column of a tab that is no conversation: a head, and cards below it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.html import Html, icon, tag
from assistant.text.wording import say
from assistant.types import Language


def side(identity: str, sections: Sequence[Html], empty: str, language: Language) -> Html:
    """The column named by the id of its title; `empty` is said while there is nothing to show."""
    close = tag(
        "button",
        icon("close"),
        tag("span", say("ui.close", language)),
        type="button",
        class_="quiet only-narrow",
        data_close=True,
    )
    return tag(
        "div",
        tag("div", tag("h2", say("ui.sources", language), id=identity), close, class_="side-head"),
        tag(
            "div",
            tag("div", tag("p", empty, class_="hint"), hidden=bool(sections), class_="no-sources"),
            *sections,
            class_="side-body",
            tabindex=0,
            role="region",
            aria_labelledby=identity,
        ),
        class_="side",
    )
