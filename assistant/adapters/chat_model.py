"""A chat model over any of LangChain's: in a thread of its own, so that its deadline holds whatever the server does."""

from __future__ import annotations

import asyncio
import math
import os
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.adapters.chat_faults import FailedError, Told, is_context, status_of, tell, words
from assistant.adapters.chat_reply import END, Reply
from assistant.adapters.chat_wire import MOST
from assistant.errors import ModelError
from assistant.ports import ChatRequest, Speaker, Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from tenacity import RetryCallState

CHARACTERS_A_TOKEN = 3.5
"""For estimates. Counting with a tokenizer would fetch tables from outside."""

LONGEST_REPLY = 1_000_000
CHARACTERS_OF_LONGEST = 8
"""No model's tokens are longer than this on an average; a reply that goes past it is not heeding its limit."""

BYTES, BYTES_A_TOKEN = 500_000, 1_000
"""What a whole answer may have on the wire: an event takes some 300 bytes, and the last may hold the reply once more."""

Put = Callable[[object], None]
Parameters = Callable[[ChatRequest, frozenset[str]], dict[str, Any]]

COMPLAINTS: Mapping[str, tuple[str, ...]] = {
    "schema": ("response_format", "json_schema", "text.format", "structured output", "grammar", "guided"),
    "temperature": ("temperature",),
    "longest": ("max_tokens", "max_completion_tokens", "max_output_tokens"),
    "usage": ("stream_options", "include_usage"),
}
"""The parts of a call that a server may not take, and the words it complains of them with."""


@dataclass(kw_only=True, eq=False)
class LangChainModel:
    """The seam's ChatModel. `parameters` gives what goes with a request's messages when some parts are left out; `marked`
    tells that replies of this model say why they end, so that one that does not was cut off."""

    name: str
    host: str
    local: bool
    context: int
    inner: BaseChatModel
    parameters: Parameters
    marked: bool
    timeout: float
    retries: int
    at_once: int
    _left_out: set[str] = field(default_factory=set, init=False)
    _turn: asyncio.Semaphore | None = field(default=None, init=False)

    def stream(self, request: ChatRequest) -> Iterator[str | Usage]:
        """The seam's promise. The call begins at once; the reply may be closed from any thread."""
        until = time.monotonic() + self.timeout if request.until is None else request.until
        source: queue.SimpleQueue[object] = queue.SimpleQueue()
        call = asyncio.run_coroutine_threadsafe(self._call(request, until, source.put), _loop())
        late = self._fault("model_timeout", retryable=True)
        return Reply(source, until=until, stop=call.cancel, late=late)

    def _fault(self, code: str, *, retryable: bool = False) -> ModelError:
        return ModelError(code, retryable=retryable, name=self.name, host=self.host)

    async def _call(self, request: ChatRequest, until: float, put: Put) -> None:
        """Puts the pieces, the usage and how it ended; raises nothing but its own cancellation."""
        ended: object = END
        try:
            ended = await self._within(request, until, put)
        except FailedError as failed:
            ended = failed.told.error
        finally:
            put(ended)

    async def _within(self, request: ChatRequest, until: float, put: Put) -> object:
        """The same within the deadline: END, or how it failed."""
        if self._turn is None:
            self._turn = asyncio.Semaphore(self.at_once)
        waiting = True
        try:
            async with asyncio.timeout(until - time.monotonic()), self._turn:
                waiting = False
                await self._tries(request, until, put)
        except TimeoutError:
            return self._fault("model_busy" if waiting else "model_timeout", retryable=True)
        return END

    async def _tries(self, request: ChatRequest, until: float, put: Put) -> None:
        """Tries until a reply begins, each time after a longer while, or after as long as the server asks."""
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter, wait_random

        backing_off, spread = wait_exponential_jitter(initial=0.5, max=8, jitter=0.5), wait_random(0, 0.1)

        def pause(state: RetryCallState) -> float:
            fault = state.outcome.exception() if state.outcome else None
            asked = fault.told.after if isinstance(fault, FailedError) else None
            return backing_off(state) if asked is None else asked + spread(state)

        def too_late(state: RetryCallState) -> bool:
            return time.monotonic() + state.upcoming_sleep >= until

        begun = False

        def told(said: object) -> None:
            nonlocal begun
            begun = True
            put(said)

        retrying = AsyncRetrying(
            sleep=asyncio.sleep,
            wait=pause,
            stop=lambda state: stop_after_attempt(self.retries + 1)(state) or too_late(state),
            retry=retry_if_exception(lambda fault: isinstance(fault, FailedError) and fault.told.again and not begun),
            reraise=True,
        )
        await retrying(self._try, request, told)

    async def _try(self, request: ChatRequest, put: Put) -> None:
        """One try; once more for each part of the call that the server turns out not to take. Raises FailedError."""
        messages = _messages(request)
        while True:
            left_out = frozenset(self._left_out)
            try:
                async with self._failing(left_out):
                    await self._read(request, messages, left_out, put)
            except _ComplainedError as complaint:
                self._left_out.add(complaint.part)
            else:
                return

    @asynccontextmanager
    async def _failing(self, left_out: frozenset[str]) -> AsyncIterator[None]:
        try:
            yield
        except Exception as fault:
            part = _complaint(fault)
            # Told of what went with this very call: another one may have learnt the same meanwhile.
            if part and part not in left_out:
                raise _ComplainedError(part) from fault
            raise FailedError(tell(fault, name=self.name, host=self.host)) from fault

    async def _read(
        self, request: ChatRequest, messages: list[BaseMessage], left_out: frozenset[str], put: Put
    ) -> None:
        most = min(LONGEST_REPLY, CHARACTERS_OF_LONGEST * request.longest)
        MOST.set(BYTES + BYTES_A_TOKEN * request.longest)
        written, blank, ending, usage = 0, True, "", (0, 0)
        async with aclosing(self.inner.astream(messages, **self.parameters(request, left_out))) as chunks:  # type: ignore[type-var]  # astream gives a generator
            async for chunk in chunks:
                text = str(chunk.text)
                ending = _ending(chunk.response_metadata) or ending
                counted = getattr(chunk, "usage_metadata", None)
                if counted:
                    usage = counted["input_tokens"], counted["output_tokens"]
                if not text:
                    continue
                blank = blank and not text.strip()
                if written < most:
                    put(text[: most - written])
                written += len(text)
                if written > most:
                    raise FailedError(Told(error=self._fault("model_too_long")))
        if ending in ("content_filter", "refusal"):
            raise FailedError(Told(error=self._fault("model_filtered")))
        if blank:
            raise FailedError(Told(error=self._fault("model_bad_reply", retryable=True)))
        if self.marked and not ending:
            raise FailedError(Told(error=self._fault("model_unreachable", retryable=True)))
        put(self._usage(request, *usage, written))

    def _usage(self, request: ChatRequest, read: int, told: int, written: int) -> Usage:
        if read or told:
            return Usage(model=self.name, prompt=request.prompt, read=read, written=told)
        return estimate(self.name, request, written)


class _ComplainedError(Exception):
    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(part)


def estimate(name: str, request: ChatRequest, written: int) -> Usage:
    """The usage of a call that nobody counted, from characters: those of its messages and the `written` ones."""
    read = math.ceil(sum(len(message.text) for message in request.messages) / CHARACTERS_A_TOKEN)
    told = math.ceil(written / CHARACTERS_A_TOKEN)
    return Usage(model=name, prompt=request.prompt, read=read, written=told, estimated=True)


def _messages(request: ChatRequest) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds = {Speaker.SYSTEM: SystemMessage, Speaker.USER: HumanMessage, Speaker.ASSISTANT: AIMessage}
    return [kinds[message.speaker](content=message.text) for message in request.messages]


def _complaint(fault: BaseException) -> str | None:
    """The part of the call that a server says it does not take."""
    if status_of(fault) not in (400, 422, 501):
        return None
    said = words(fault)
    if is_context(said):  # such words often name the limit of the reply too
        return None
    return next((part for part, marks in COMPLAINTS.items() if any(mark in said for mark in marks)), None)


def _ending(metadata: Mapping[str, Any]) -> str:
    """Why a reply ends, where a chunk tells it: by the names of OpenAI's two APIs and of others."""
    reason = metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("done_reason")
    details = metadata.get("incomplete_details") or {}
    status = metadata.get("status")
    if not reason and status in ("completed", "incomplete"):
        reason = (details.get("reason") if isinstance(details, Mapping) else None) or status
    return str(reason or "")


# One loop serves every model of the process; connections stay open between calls.
_loops: list[asyncio.AbstractEventLoop] = []
_making = threading.Lock()
if hasattr(os, "register_at_fork"):  # a child process has the list, and not the thread
    os.register_at_fork(after_in_child=_loops.clear)


def _loop() -> asyncio.AbstractEventLoop:
    with _making:
        if not _loops:
            loop = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, name="chat", daemon=True).start()
            _loops.append(loop)
        return _loops[0]
