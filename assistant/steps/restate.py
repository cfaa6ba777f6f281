"""Restate: a follow-up made to stand alone by a language model, or narrower questions offered for one that is too open.

What the model gives is looked at by code: one plain question in the language of the asking, with no number that nobody asked
about. It is searched with beside the words as they were asked, never instead of them. Nothing is answered here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.ports import ChatModel, ChatRequest, Message, Speaker, Usage
from assistant.text.facts import tokens
from assistant.text.finnish import content_words
from assistant.text.prompts import load
from assistant.text.terms import in_finnish
from assistant.types import Question, Turn
from assistant.writers.model import short_reply
from assistant.writers.verifying import guard, plain_question, same_words

FEW = 3
"""A first question with more topic words than this is never too open, and the model is not asked."""
BEFORE = 4
"""Earlier questions that are told."""
OFFERS = (2, 3)
"""The fewest and the most questions offered."""
SCHEMA: dict[str, Any] = {
    "title": "question",
    "type": "object",
    "properties": {
        "question": {"type": "string"},
        "open": {"type": "boolean"},
        "offers": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["question", "open", "offers"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Restated:
    """The question to search with; `offers` are questions to ask back with, none where it is plain enough; `calls` what it took."""

    question: Question
    offers: tuple[str, ...] = ()
    calls: tuple[Usage, ...] = ()


def restate(
    chat: ChatModel, question: Question, conversation: Sequence[Turn], *, longest: int, until: float
) -> Restated:
    """The question with the model's wording of it beside its own, or as it was where the model fails or gives nothing usable."""
    if not conversation and len(content_words(question.text, question.language)) > FEW:
        return Restated(question=question)
    prompt = load("model-understand", question.language)
    before = [turn.question for turn in conversation[-BEFORE:]]
    asked = prompt.fill("question", before="\n".join(f"- {text}" for text in before) or "–", question=question.text)
    request = ChatRequest(
        messages=(
            Message(speaker=Speaker.SYSTEM, text=prompt.texts["system"]),
            Message(speaker=Speaker.USER, text=asked),
        ),
        prompt=prompt.id,
        schema=SCHEMA,
        longest=300,
        until=until,
    )
    reply, calls = short_reply(chat, request)
    told = reply or {}
    known = tokens("\n".join((question.text, *before)))
    guarded = guard(question.language, prompt.texts["system"], "")

    def usable(text: object) -> bool:
        return isinstance(text, str) and plain_question(text, guarded) and tokens(text) <= known

    offers = tuple(dict.fromkeys(" ".join(text.split()) for text in _listed(told.get("offers")) if usable(text)))
    fewest, most = OFFERS
    if told.get("open") is True and len(offers) >= fewest and not conversation:
        return Restated(question=question, offers=offers[:most], calls=tuple(calls))
    wording = told.get("question")
    fits = isinstance(wording, str) and len(f"{question.text} {wording}") <= longest
    if not conversation or not fits or not usable(wording) or same_words(str(wording), question.text):
        return Restated(question=question, calls=tuple(calls))
    standalone = " ".join(f"{question.text} {wording}".split())
    search = in_finnish(standalone, question.language)
    return Restated(question=replace(question, standalone=standalone, search=search), calls=tuple(calls))


def _listed(held: object) -> list[Any]:
    return held if isinstance(held, list) else []
