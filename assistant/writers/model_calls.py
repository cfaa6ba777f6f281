"""A call of a chat model that asks for sentences, and one more for those that were refused: what writers of sections share.

Who asks judges each sentence as it comes; here it is only seen to that a call ends, that what it took is told even when it
fails, and that what was refused is asked for once more with the reason.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.errors import ModelError
from assistant.ports import ChatModel, ChatRequest, Message, Speaker, Usage
from assistant.text.prompts import Prompt
from assistant.text.wording import explain, say
from assistant.types import Finding, Language, Severity
from assistant.writers.replies import LONGEST_REPLY, TOKEN, Reader, Said
from assistant.writers.verifying import Refused

READ = 40
"""Sentences read of one reply, good or not."""
REPLY = 2_000
"""Tokens of a reply; a quarter of a small context."""
FAILURES = 8
"""Refused sentences that are asked for once more."""
LEAST_SECONDS = 1.0
"""Seconds that must be left for another call to be made."""

Take = Callable[[Said], Refused | None]
"""Takes a sentence in, or tells why not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a model is asked: the prompt, its language and limits. `marks` are the members read beside text and quotes."""

    prompt: Prompt
    language: Language
    schema: Mapping[str, Any]
    marks: tuple[str, ...]
    until: float

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.until - time.monotonic()


@dataclass(slots=True)
class Outcome:
    """How the calls went: what was refused for good, and why the model stopped, if it did. `lost` counts what was refused and
    did not come back right, `replied` tells whether anything that the model said could be read at all."""

    refused: list[tuple[Said, Refused]] = field(default_factory=list)
    lost: int = 0
    stopped: str = ""
    replied: bool = False

    def ended(self) -> bool:
        """Whether the model failed or ran out of time."""
        return bool(self.stopped)


def longest(chat: ChatModel) -> int:
    """Tokens of a reply."""
    return min(REPLY, chat.context // (4 * TOKEN))


def room(chat: ChatModel, *texts: str) -> int:
    """Characters left for evidence beside the texts and the reply."""
    return chat.context - longest(chat) * TOKEN - sum(len(text) for text in texts)


def asked_twice(
    chat: ChatModel, asked: Asked, system: str, question: str, take: Take, outcome: Outcome
) -> Iterator[Usage]:
    """One call, and where something was refused one more for that. Nothing is raised: `outcome` tells what became of it."""
    messages = (Message(speaker=Speaker.SYSTEM, text=system), Message(speaker=Speaker.USER, text=question))
    yield from _called(chat, asked, messages, take, outcome)
    outcome.lost = len(outcome.refused)
    if not outcome.refused or outcome.ended() or asked.left <= LEAST_SECONDS:
        return
    before = list(outcome.refused)
    again = before[:FAILURES]
    told = {"sentences": [{**said.marks, "text": refused.text} for said, refused in again]}
    failures = "\n".join(
        f"- {named(said, refused)} → {why(refused.finding, asked.language)}" for said, refused in again
    )
    repair = (
        Message(speaker=Speaker.ASSISTANT, text=json.dumps(told, ensure_ascii=False)),
        Message(speaker=Speaker.USER, text=asked.prompt.fill("repair", failures=failures)),
    )
    if sum(len(message.text) for message in (*messages, *repair)) + longest(chat) * TOKEN > chat.context:
        return
    outcome.refused.clear()
    mended: list[Said] = []

    def take_again(said: Said) -> Refused | None:
        refused = take(said)
        if refused is None:
            mended.append(said)
        return refused

    yield from _called(chat, asked, (*messages, *repair), take_again, outcome)
    outcome.lost = max(len(before) - len(mended), len(outcome.refused))
    if outcome.ended():
        outcome.refused[:] = before
    else:
        outcome.refused += before[FAILURES:]


def named(said: Said, refused: Refused) -> str:
    """A refused sentence as the model is reminded of it: by its action and number where it has them, and its words."""
    marks = " ".join(said.marks[name] for name in ("action", "sentence") if name in said.marks)
    return f"{marks}: {refused.text}" if marks else refused.text


def _called(
    chat: ChatModel, asked: Asked, messages: tuple[Message, ...], take: Take, outcome: Outcome
) -> Iterator[Usage]:
    request = ChatRequest(
        messages=messages, prompt=asked.prompt.id, schema=asked.schema, longest=longest(chat), until=asked.until
    )
    reader = Reader(marks=asked.marks)
    counted: list[Usage] = []
    pieces = chat.stream(request)
    try:
        for said in _sentences(pieces, reader, counted, asked):
            refused = take(said)
            if refused is not None:
                outcome.refused.append((said, refused))
    except ModelError as fault:
        outcome.stopped = explain(fault, asked.language)
    except TimeoutError:
        outcome.stopped = say("model.late", asked.language)
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
    outcome.replied = outcome.replied or reader.objects > 0
    if not counted and reader.length:
        # What came before the end was paid for, though nobody counted it.
        read = sum(len(message.text) for message in messages) // TOKEN
        counted.append(
            Usage(model=chat.name, prompt=request.prompt, read=read, written=reader.length // TOKEN, estimated=True)
        )
    yield from counted


def _sentences(pieces: Iterator[str | Usage], reader: Reader, counted: list[Usage], asked: Asked) -> Iterator[Said]:
    """The sentences of a reply up to READ of them; ends after the piece with which the reply is too long. Raises TimeoutError."""
    seen = 0
    for piece in pieces:
        if isinstance(piece, Usage):
            counted.append(piece)
            continue
        for said in reader.feed(piece):
            seen += 1
            yield said
        if seen >= READ or reader.length > LONGEST_REPLY:
            return
        if asked.left <= 0:
            raise TimeoutError


def why(finding: Finding, language: Language) -> str:
    """The reason of a refusal in words."""
    return say(f"finding.{finding.message}", language, **finding.values)


def remark(message: str, severity: Severity, claim: int | None = None, **values: str) -> Finding:
    """A finding about what the model did."""
    return Finding(
        check="model", severity=severity, message=message, values=values, claim=claim, words=values.get("words", "")
    )


def fault(message: str, at_fault: str, **values: str) -> Finding:
    """What is wrong with a sentence; `words` are told in short."""
    words = shortened(at_fault)
    return Finding(
        check="model", severity=Severity.ERROR, message=message, values={"words": words, **values}, words=words
    )


def shortened(text: str, limit: int = 80) -> str:
    """Words on one line, no longer than the limit."""
    told = " ".join(text.split())
    return told if len(told) <= limit else f"{told[: limit - 1].rstrip()}…"


def because(outcome: Outcome, language: Language, nothing: str, unusable: str) -> str:
    """Why nothing came of it: the model's failure, or one of two reasons by their keys."""
    if outcome.stopped:
        return outcome.stopped
    tried: Sequence[object] = outcome.refused
    return say(unusable if tried or not outcome.replied else nothing, language)
