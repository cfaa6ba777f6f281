"""A source of an answer offered as a ground: under a fold, a button for each confirmed proposal, and what it already is a ground of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.statement import Proposal, ground_id
from assistant.text.html import Html, icon, join, tag
from assistant.text.numbering import place
from assistant.text.wording import say
from assistant.types import Language, Quote
from assistant.ui.render import fields
from assistant.ui.render.prose import shorten, tidy

ALL = 0
"""In place of a source's number: all sources of the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Confirmed proposals, the ids of the quotes added to each, who works here; `wrong` is what is said at a fold, by its id."""

    proposals: tuple[Proposal, ...] = ()
    added: Mapping[str, Collection[str]] = field(default_factory=dict)
    name: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def fold_id(turn: int, n: int) -> str:
    """The id of the fold at source `n` of an answer, or of its own with ALL."""
    return f"t{turn}-g{n}"


def called(proposal: Proposal) -> str:
    """What a proposal is called within a sentence: the bare number where one is printed, else the title in quotation marks."""
    last = proposal.number.split()[-1].strip(".:)") if proposal.number.split() else ""
    return last if any(char.isdigit() for char in last) else f"”{shorten(proposal.title, 80)}”"


def is_ground(proposal: Proposal, language: Language) -> str:
    """That something has been added to a proposal's grounds."""
    return say("ui.is_ground_of", language, name=called(proposal))


def offered(
    offer: Offer, quotes: Sequence[Quote], turn: int, n: int, language: Language, *, of: str = ""
) -> Html | None:
    """The fold, and above it what the quotes already are grounds of; nothing where no proposal is confirmed.

    `of` is the source's title, for those who do not see which card the fold is on.
    """
    if not offer.proposals or not quotes:
        return None
    ids = {ground_id(quote) for quote in quotes}
    inside = [proposal for proposal in offer.proposals if ids <= set(offer.added.get(proposal.id, ()))]
    identity = fold_id(turn, n)
    wrong = offer.wrong.get(identity, "")
    label = say("ui.add_ground" if len({place(quote) for quote in quotes}) == 1 else "ui.add_grounds", language)
    rows = [
        tag("li", _there(proposal, language) if proposal in inside else _button(proposal, turn, n))
        for proposal in offer.proposals
    ]
    return tag(
        "div",
        *(
            tag("p", icon("done"), tag("span", is_ground(proposal, language)), class_="is-ground")
            for proposal in inside
        ),
        tag(
            "details",
            tag("summary", icon("plus"), tag("span", label, tag("span", f": {of}", class_="unseen") if of else None)),
            tag(
                "div",
                None if offer.name else _name(identity, wrong, language),
                tag("p", icon("failed"), tag("span", wrong), class_="fault", role="alert")
                if wrong and offer.name
                else None,
                tag("p", say("ui.add_ground_to", language), class_="small", id=f"{identity}-to"),
                tag("ul", *rows, aria_labelledby=f"{identity}-to"),
                class_="offered",
            ),
            id=identity,
            open=bool(wrong),
            data_wrong=bool(wrong),
        ),
        class_="to-grounds",
    )


def told_line(words: str, *, failed: bool) -> Html:
    """What came of a press, announced as it appears. What went well can be seen at the source itself; a fault is shown here."""
    return tag(
        "div",
        tag("p", "" if failed else words, role="status", class_="unseen"),
        tag("p", *((icon("failed"), tag("span", words)) if failed else ()), role="alert", class_="told-line bad"),
        class_="told-strip",
    )


def _name(identity: str, wrong: str, language: Language) -> Html:
    """Who adds: asked for until it is known at this page."""
    return fields.line(
        "by", say("positions.your_name", language), identity=f"{identity}-by", wrong=wrong, maxlength=120
    )


def _button(proposal: Proposal, turn: int, n: int) -> Html:
    return tag(
        "button",
        tag("span", shorten(proposal.name, 120)),
        type="button",
        class_="quiet",
        data_ground=proposal.id,
        data_turn=turn,
        data_n=n,
    )


def _there(proposal: Proposal, language: Language) -> Html:
    told = join([tidy(proposal.name), ", ", say("ui.is_ground", language)])
    return tag("p", icon("done"), tag("span", told), class_="there")
