"""From the tab Kysy to the tab Kannat: the sources of an answer added to the grounds of a proposal. No Gradio here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.text.numbering import number
from assistant.text.wording import say
from assistant.types import Quote
from assistant.ui.positions_desk import Desk
from assistant.ui.render.offer import ALL, Offer, fold_id, is_ground
from assistant.ui.talk import Stage, Talk, fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is offered now, and what came of a press; without an offer, what is shown stays as it is. `told` is for the line that
    tells, a fault or not."""

    offer: Offer | None = None
    told: str = ""
    failed: bool = False


def offering(desk: Desk) -> Offer:
    """What can be added to what; nothing where the workspace cannot be read, for the tab Kannat tells of that."""
    try:
        return desk.offer()
    except Exception as error:  # noqa: BLE001 - logged by `fault`; answers are shown without it
        fault(error, desk.language)
        return Offer()


def added(desk: Desk, talk: Talk, told: Mapping[str, str]) -> Outcome:
    """Adds what was pressed; what the browser sent may be anything. What fails is said at the fold that was pressed."""
    turn, n = (_whole(told.get(name, "")) for name in ("turn", "n"))
    quotes = _quotes(talk, turn, n)
    if not quotes:
        return Outcome(told=say("ui.no_such_source", desk.language), failed=True)
    try:
        by = told.get("by", "").strip() or desk.name
        if by:
            proposal = desk.bring(told.get("ground", ""), quotes, by)
            return Outcome(offer=offering(desk), told=is_ground(proposal, desk.language) + ".")
        words = say("positions.name_first", desk.language)
    except Exception as error:  # noqa: BLE001 - said in words
        words = fault(error, desk.language)
    return Outcome(offer=replace(offering(desk), wrong={fold_id(turn, n): words}))


def _whole(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else -1


def _quotes(talk: Talk, turn: int, n: int) -> tuple[Quote, ...]:
    """The quotes of a numbered source of an answer, or of all its sources."""
    for item in talk:
        if item.n == turn and item.stage is Stage.DONE:
            return tuple(quote for one in number(item.claims) if n in (ALL, one.n) for quote in one.quotes)
    return ()
