"""The writer with a language model: its sentences, each held to the very words of a source before anybody sees it.

The model is given numbered passages and returns sentences with passage numbers and words; code finds the words or refuses the
sentence (`verifying`, and the check it is made with). What is refused is asked for once more, in one call. When the model fails,
or nothing of what it says holds, the answer is put together by the writer without a model from the same evidence, and says so.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from assistant.errors import ModelError
from assistant.ports import ChatModel, ChatRequest, Message, Speaker, Usage, Writer
from assistant.text.prompts import Prompt, load
from assistant.text.quotes import tidy
from assistant.text.wording import explain, say
from assistant.types import Claim, Evidence, Finding, Language, Origin, Severity
from assistant.writers.evidence import Shown, marked, shown
from assistant.writers.replies import LONGEST_REPLY, QUOTES, TOKEN, Reader, Said, loaded, schema_of, strict
from assistant.writers.verifying import Check, Guard, Refused, guard, read, same_words

T = TypeVar("T")

LEAST_ANSWERABLE = 0.05
"""How likely the evidence must be to hold an answer, by the fitted model, for the language model to be asked at all. Low, as
the model may find what the fitted one does not: on the dev questions of `evals/sets` (embedded embedder) 9 of 110 answerable ones
stay below it, where the writer without a model is silent on 29; of 24 near misses without an answer 7 do, of 20 questions on
other matters altogether 8. What passes is the language model's to leave unanswered."""
MOST = 6
"""Sentences asked for; a question's parts share them."""
READ = 24
"""Sentences read of one reply, good or not."""
REPLY = 1_200
"""Tokens of a reply; less where the context is small."""
FAILURES = 6
"""Refused sentences that are asked for once more."""
LEAST_SECONDS = 1.0
"""Seconds that must be left for another call to be made."""

SCHEMA: dict[str, Any] = schema_of({"quotes": QUOTES, "text": {"type": "string"}}, "answer")
"""The shape of a reply."""
LOOK_SCHEMA: dict[str, Any] = strict({"supported": {"type": "boolean"}}, "look")


@dataclass(slots=True)
class _Work:
    """One answer on its way: what was given, what has been taken and refused so far, and why the model stopped, if it did.
    `first` is the index that the answer's first new sentence has among all of the question's."""

    evidence: Evidence
    given: Shown
    guarded: Guard
    prompt: Prompt
    most: int
    until: float
    told: Sequence[Claim]
    first: int
    taken: list[Claim] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    stopped: str = ""
    replied: bool = False

    @property
    def language(self) -> Language:
        """The language of the question, which is the answer's."""
        return self.evidence.question.language

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.until - time.monotonic()

    def ended(self) -> bool:
        """Whether the model failed or ran out of time."""
        return bool(self.stopped)

    def next_index(self) -> int:
        """The index that the next sentence will have."""
        return self.first + sum(claim not in self.told for claim in self.taken)


class ModelWriter:
    """Owns nothing but what it was given. `answerable` tells how likely evidence holds an answer; `check` what is wrong with a
    claim; `fallback` writes where the model does not."""

    def __init__(
        self,
        chat: ChatModel,
        fallback: Writer,
        *,
        check: Check,
        answerable: Callable[[Evidence], float],
        timeout: float = 120,
        show_unsupported: bool = False,
        second_look: bool = False,
    ) -> None:
        self._chat = chat
        self._fallback = fallback
        self._check = check
        self._answerable = answerable
        self._timeout = timeout
        self._show = show_unsupported
        self._look_twice = second_look

    @property
    def name(self) -> str:
        """provider:model."""
        return self._chat.name

    def prompt(self, language: Language) -> str:
        """The identity of what the model is told."""
        return load("model-answer", language).id

    def answer(
        self, evidence: Evidence, told: Sequence[Claim] = (), parts: int = 1
    ) -> Iterator[Claim | Finding | Usage]:
        """QUOTED and SUPPORTED claims, each as soon as it is verified, UNSUPPORTED ones where the settings show them, with no
        quotes. None when the evidence is not likely to hold an answer: then no model is asked."""
        if self._answerable(evidence) < LEAST_ANSWERABLE:
            yield self._without(evidence)
            return
        work = self._begun(evidence, told, parts)
        if work.given.cut:
            shown_, found = str(len(work.given.passages)), str(len(evidence.hits))
            yield _remark("evidence_cut", Severity.INFO, shown=shown_, found=found)
        for said in self._written(work):
            # With a second look nothing is shown before it: a sentence once shown could not be taken back.
            if not (self._look_twice and isinstance(said, Claim)):
                yield said
        if self._look_twice:
            yield from self._looked(work)
        yield from self._rest(work)
        if any(claim.quotes for claim in work.taken):
            if work.ended():
                yield _remark("model_stopped", Severity.WARNING, reason=work.stopped)
            return
        yield self._fallen_back(work)
        yield from self._fallback.answer(evidence, told, parts)
        yield self._without(evidence)

    # The calls

    def _begun(self, evidence: Evidence, told: Sequence[Claim], parts: int) -> _Work:
        prompt = load("model-answer", evidence.question.language)
        most = max(2, MOST // parts)
        system = prompt.fill("system", most=most)
        given = shown(evidence, prompt, self._room(prompt, system, evidence))
        return _Work(
            evidence=evidence,
            given=given,
            guarded=guard(evidence.question.language, system, given.mark),
            prompt=prompt,
            most=most,
            until=time.monotonic() + self._timeout / parts,
            told=told,
            first=len(told),
        )

    @property
    def _longest(self) -> int:
        """Tokens of a reply: a quarter of a small context."""
        return min(REPLY, self._chat.context // (4 * TOKEN))

    def _room(self, prompt: Prompt, system: str, evidence: Evidence, also: int = 0) -> int:
        """Characters left for evidence beside everything else."""
        frame = len(prompt.texts["question"]) + len(evidence.question.standalone)
        return self._chat.context - len(system) - frame - self._longest * TOKEN - also

    def _written(self, work: _Work) -> Iterator[Claim | Usage]:
        """The first call, and where something was refused one more for that."""
        if not work.given.passages:
            work.stopped = say("model.no_room", work.language)
            return
        yield from self._called(work, self._messages(work))
        if work.refused and not work.ended() and work.left > LEAST_SECONDS:
            again = work.refused[:FAILURES]
            before = list(work.refused)
            work.refused.clear()
            yield from self._called(work, self._messages(work, again))
            if work.ended():
                work.refused[:] = before
            else:
                work.refused += before[FAILURES:]

    def _messages(self, work: _Work, again: Sequence[Refused] = ()) -> tuple[Message, ...]:
        system = work.prompt.fill("system", most=work.most)
        asked: list[Message] = []
        if again:
            said = json.dumps({"sentences": [{"text": refused.text} for refused in again]}, ensure_ascii=False)
            failures = "\n".join(f"- {refused.text} → {_why(refused.finding, work.language)}" for refused in again)
            asked = [
                Message(speaker=Speaker.ASSISTANT, text=said),
                Message(speaker=Speaker.USER, text=work.prompt.fill("repair", failures=failures)),
            ]
        room = self._room(work.prompt, system, work.evidence, sum(len(message.text) for message in asked))
        # The same passages have the same numbers; where the repair takes room, the last of them go.
        given = shown(work.evidence, work.prompt, room) if again else work.given
        question = work.prompt.fill("question", evidence=given.text, question=work.evidence.question.standalone)
        return (Message(speaker=Speaker.SYSTEM, text=system), Message(speaker=Speaker.USER, text=question), *asked)

    def _called(self, work: _Work, messages: tuple[Message, ...]) -> Iterator[Claim | Usage]:
        """One call: each good sentence as soon as the model has finished it. A model that fails leaves its reason."""
        request = ChatRequest(
            messages=messages, prompt=work.prompt.id, schema=SCHEMA, longest=self._longest, until=work.until
        )
        reader = Reader()
        counted = False
        seen = 0
        try:
            with letting_go(self._chat.stream(request)) as pieces:
                for piece in pieces:
                    if isinstance(piece, Usage):
                        counted = True
                        yield piece
                        continue
                    for said in reader.feed(piece):
                        seen += 1
                        claim = self._taken(work, said)
                        if claim is not None:
                            yield claim
                    if seen >= READ or reader.length > LONGEST_REPLY:
                        break
                    if work.left <= 0:
                        work.stopped = say("model.late", work.language)
                        break
        except ModelError as fault:
            work.stopped = explain(fault, work.language)
        work.replied = work.replied or reader.objects > 0
        if not counted and reader.length:
            # What came before the end was paid for, though nobody counted it.
            asked = sum(len(message.text) for message in messages)
            yield Usage(
                model=self.name,
                prompt=request.prompt,
                read=asked // TOKEN,
                written=reader.length // TOKEN,
                estimated=True,
            )

    def _taken(self, work: _Work, said: Said) -> Claim | None:
        """The claim, where it holds; else it is kept among the refused. The same sentence is not told twice."""
        told = read(said, work.given, work.guarded)
        if any(same_words(told.text, other.text) for other in work.taken):
            return None
        if isinstance(told, Refused):
            work.refused.append(told)
            return None
        faults = self._check(told, work.next_index())
        if faults:
            work.refused.append(Refused(text=told.text, finding=faults[0], fit=True))
            return None
        work.taken.append(told)
        return told

    # The second look

    def _looked(self, work: _Work) -> Iterator[Claim | Finding | Usage]:
        """Each claim after an independent call has weighed it. A doubt takes its quotes away; nothing is cleared by it."""
        held, work.taken = work.taken, []
        failed = False
        for claim in held:
            supported: bool | None = True
            if claim.origin is Origin.SUPPORTED:
                supported = None
                if work.left > LEAST_SECONDS:
                    supported, calls = self._asked_again(work, claim)
                    yield from calls
            if supported is False:
                words = _shortened(claim.text)
                yield _remark("second_look_doubts", Severity.WARNING, work.next_index(), words=words)
                claim = Claim(text=claim.text, origin=Origin.UNSUPPORTED)  # noqa: PLW2901 (flagged from here on)
            failed = failed or supported is None
            work.taken.append(claim)
            yield claim
        if failed:
            yield _remark("second_look_failed", Severity.INFO)

    def _asked_again(self, work: _Work, claim: Claim) -> tuple[bool | None, list[Usage]]:
        """Whether the quotes bear the sentence out, by a model that sees nothing else; None where it does not tell."""
        prompt = load("model-look", work.language)
        quotes = "\n\n".join(f"{quote.passage.document.title}: {tidy(quote.text)}" for quote in claim.quotes)
        mark = marked([quote.passage for quote in claim.quotes], claim.text)
        request = ChatRequest(
            messages=(
                Message(speaker=Speaker.SYSTEM, text=prompt.texts["system"]),
                Message(
                    speaker=Speaker.USER, text=prompt.fill("question", mark=mark, quotes=quotes, sentence=claim.text)
                ),
            ),
            prompt=prompt.id,
            schema=LOOK_SCHEMA,
            longest=100,
            until=work.until,
        )
        reply, calls = short_reply(self._chat, request)
        told = (reply or {}).get("supported")
        return (told if isinstance(told, bool) else None), calls

    # The end

    def _rest(self, work: _Work) -> Iterator[Claim | Finding]:
        """What failed twice: shown with a flag where the settings say so and its words are fit to be seen, else counted."""
        dropped = 0
        for refused in work.refused:
            if not (self._show and refused.fit):
                dropped += 1
                continue
            if any(same_words(refused.text, claim.text) for claim in work.taken):
                continue
            index = work.next_index()
            claim = Claim(text=refused.text, origin=Origin.UNSUPPORTED)
            work.taken.append(claim)
            yield claim
            words, reason = _shortened(refused.text), _why(refused.finding, work.language)
            yield _remark("said_unsupported", Severity.WARNING, index, words=words, reason=reason)
        if dropped:
            yield _remark("sentences_dropped", Severity.INFO, count=str(dropped))

    def _fallen_back(self, work: _Work) -> Finding:
        if work.ended():
            return _remark("model_fell_back", Severity.WARNING, reason=work.stopped)
        tried = bool(work.refused or work.taken) or not work.replied
        reason = say("model.unusable" if tried else "model.nothing", work.language)
        return _remark("model_fell_back", Severity.INFO, reason=reason)

    def _without(self, evidence: Evidence) -> Usage:
        """What tells the trace that the writer without a model wrote, or was silent: a call of no tokens."""
        prompt = self._fallback.prompt(evidence.question.language)
        return Usage(model=self._fallback.name, prompt=prompt, read=0, written=0)


def short_reply(chat: ChatModel, request: ChatRequest) -> tuple[dict[str, Any] | None, list[Usage]]:
    """The one object that a small call asks for, None where the model fails or does not give it; and what the call took."""
    calls: list[Usage] = []
    pieces: list[str] = []
    length = 0
    try:
        with letting_go(chat.stream(request)) as told:
            for piece in told:
                if isinstance(piece, Usage):
                    calls.append(piece)
                    continue
                pieces.append(piece)
                length += len(piece)
                if length > LONGEST_REPLY // 10:
                    break
    except ModelError:
        return None, calls
    return loaded("".join(pieces)), calls


@contextmanager
def letting_go(told: Iterator[T]) -> Iterator[Iterator[T]]:
    """Closes what is told bit by bit when its reader is done, at the end or before it: that stops the call behind it."""
    try:
        yield told
    finally:
        close = getattr(told, "close", None)
        if close is not None:
            close()


def _why(finding: Finding, language: Language) -> str:
    return say(f"finding.{finding.message}", language, **finding.values)


def _remark(message: str, severity: Severity, claim: int | None = None, **values: str) -> Finding:
    return Finding(
        check="model",
        severity=severity,
        message=message,
        values=values,
        claim=claim,
        words=values.get("words", ""),
    )


def _shortened(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
