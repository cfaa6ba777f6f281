"""Two people on one thing: both texts side by side, and a choice. Nothing has been overwritten when this is shown."""

from __future__ import annotations

from assistant.statement import Position, Version
from assistant.text.html import Html, icon, tag
from assistant.text.wording import say
from assistant.types import Language
from assistant.ui.render.fields import button
from assistant.ui.render.positions import own_stance
from assistant.ui.render.prose import tidy
from assistant.ui.render.section import moment


def _panel(told: str, theirs: Html, mine: Html, keep: str, take: str, language: Language) -> Html:
    return tag(
        "section",
        tag("h3", icon("failed"), tag("span", say("positions.conflict", language)), id="conflict", tabindex=-1),
        tag("p", told),
        tag(
            "div",
            tag("div", tag("h4", say("positions.conflict_theirs", language)), theirs),
            tag("div", tag("h4", say("positions.conflict_mine", language)), mine),
            class_="pair",
        ),
        tag(
            "div",
            button("keep_mine", say(keep, language), class_="quiet yes", data_long=True, id="keep-mine"),
            button("take_theirs", say(take, language), id="take-theirs"),
            class_="tools",
        ),
        class_="notice warning conflict",
        aria_labelledby="conflict",
    )


def _paragraphs(words: str) -> Html:
    return tag("div", *(tag("p", tidy(part)) for part in words.split("\n\n") if part.strip()), class_="conflict-text")


def sections(theirs: Version, mine: str, language: Language) -> Html:
    """A section that somebody changed while it was being edited here."""
    told = say("positions.conflict_section", language, by=theirs.by or "–", at=moment(theirs.at, language), n=theirs.n)
    return _panel(
        told,
        _paragraphs(theirs.text),
        _paragraphs(mine),
        "positions.keep_mine_version",
        "positions.take_their_version",
        language,
    )


def _position(held: Position, language: Language) -> Html:
    facts = [tag("li", tidy(fact.text)) for fact in held.facts]
    return tag(
        "div",
        tag("p", own_stance(held.stance, language)),
        tag("p", tidy(held.wishes))
        if held.wishes.strip()
        else tag("p", say("positions.no_wishes", language), class_="hint"),
        tag("ul", *facts) if facts else None,
        tag("p", say("positions.grounds_count", language, n=len(held.grounds)), class_="small"),
        class_="conflict-text",
    )


def positions(theirs: Position, mine: Position, language: Language) -> Html:
    """A stance, wishes, facts or grounds that somebody changed meanwhile."""
    at = moment(theirs.at, language) if theirs.at else "–"
    told = say("positions.conflict_position", language, by=theirs.by or "–", at=at)
    return _panel(
        told,
        _position(theirs, language),
        _position(mine, language),
        "positions.keep_mine",
        "positions.take_theirs",
        language,
    )
