"""A conversation as the screen keeps it, and how one question moves it forward. No Gradio here."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import structlog

from assistant.errand import Errand
from assistant.errors import LausuntoError, StoppedError
from assistant.text.wording import explain, say
from assistant.types import Answer, Claim, Language, Status, Turn
from assistant.ui.product import Product
from assistant.ui.used import Used, used

KEPT = 20
"""Exchanges kept on the screen; older ones leave it."""


class Stage(StrEnum):
    """How far one exchange is."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and what has come of it so far. `n` counts a conversation's exchanges from 1 and never changes."""

    n: int
    question: str
    stage: Stage = Stage.RUNNING
    claims: tuple[Claim, ...] = ()
    answer: Answer | None = None
    fault: str = ""
    used: Used | None = None


Talk = tuple[Exchange, ...]


def turns(talk: Talk) -> tuple[Turn, ...]:
    """The conversation as the product takes it: finished exchanges with the passages they quoted."""
    return tuple(
        Turn(question=exchange.question, quotes=tuple(quote for claim in exchange.claims for quote in claim.quotes))
        for exchange in talk
        if exchange.stage is Stage.DONE
    )


def fault(error: Exception, language: Language) -> str:
    """What to tell the user: the error's own words, or for an unforeseen one a short id that the log has too."""
    if isinstance(error, LausuntoError):
        return explain(error, language)
    identity = secrets.token_hex(2)
    # The frames without their variables: those hold questions and sources, which no log may.
    frames = "".join(traceback.format_tb(error.__traceback__))
    structlog.get_logger(__name__).error("unexpected", id=identity, kind=type(error).__name__, frames=frames)
    return say("error.unexpected", language, id=identity)


def ask(
    product: Product, talk: Talk, question: str, language: Language, errand: Errand | None = None
) -> Iterator[Talk]:
    """The conversation after each thing that happens: the question put, every checked sentence, the end.

    An error ends the exchange as FAILED with its explanation; earlier exchanges and sentences stay. When the errand is stopped from
    elsewhere it ends as STOPPED, at once even where a model is silent.
    """
    errand = errand or Errand()
    now = Exchange(n=talk[-1].n + 1 if talk else 1, question=question.strip())
    earlier = talk[-KEPT + 1 :]
    yield (*earlier, now)
    try:
        for part in errand.each(product.stream(now.question, conversation=turns(earlier), language=language)):
            if isinstance(part, Answer):
                took = used(errand.calls, product.settings)
                now = replace(now, stage=Stage.DONE, claims=part.claims, answer=part, used=took)
            else:
                now = replace(now, claims=(*now.claims, part))
            yield (*earlier, now)
    except StoppedError:
        yield (*earlier, replace(now, stage=Stage.STOPPED))
        return
    # The one place where anything unforeseen in an answer is turned into words for the user.
    except Exception as error:  # noqa: BLE001
        yield (*earlier, replace(now, stage=Stage.FAILED, fault=fault(error, language)))
        return
    if now.stage is Stage.RUNNING:
        yield (*earlier, replace(now, stage=Stage.STOPPED))


def offers(talk: Talk) -> tuple[str, ...]:
    """The narrower questions that the last answer asks back with, none where it is an answer."""
    last = talk[-1].answer if talk else None
    if last is None or last.status is not Status.CLARIFY:
        return ()
    # The first sentence says why it is asked.
    return tuple(claim.text for claim in last.claims[1:])


def stop(talk: Talk) -> Talk:
    """The conversation when its running exchange has been stopped by the user."""
    if talk and talk[-1].stage is Stage.RUNNING:
        return (*talk[:-1], replace(talk[-1], stage=Stage.STOPPED))
    return talk


def again(talk: Talk) -> tuple[Talk, str]:
    """The conversation without its last exchange, and that exchange's question, to ask it anew."""
    return (talk[:-1], talk[-1].question) if talk else (talk, "")
