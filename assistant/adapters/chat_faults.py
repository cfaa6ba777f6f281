"""What went wrong with a chat model, in the product's own codes.

This is the one edge where providers' errors meet our tree. Their texts go no further: they may hold keys, addresses and the
words that were sent.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import ModelError

PASSING = frozenset({408, 409, 429})
"""HTTP statuses below 500 that may pass."""

_UNREACHABLE = frozenset(
    "APIConnectionError ConnectError ConnectTimeout NetworkError ReadError WriteError RemoteProtocolError "
    "ClientConnectorError ServerDisconnectedError".split()
)
_TIMEOUT = frozenset("APITimeoutError ReadTimeout WriteTimeout PoolTimeout StreamChunkTimeoutError".split())
_BAD = frozenset(
    "LocalProtocolError DecodingError ValidationError APIResponseValidationError OutputParserException".split()
)
_QUOTA = ("insufficient_quota", "billing_hard_limit", "credit balance")
_CONTEXT = (
    "context_length",
    "context length",
    "context window",
    "context size",
    "exceed_context",
    "too many tokens",
    "prompt is too long",
)
_FILTERED = ("content_filter", "responsibleaipolicy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fault in our words; whether the same call is worth another try at once, and how long the server asks to wait."""

    error: ModelError
    again: bool = False
    after: float | None = None


class FailedError(Exception):
    """One try failed; `told` says how."""

    def __init__(self, told: Told) -> None:
        self.told = told
        super().__init__(told.error.code)


def tell(fault: BaseException, *, name: str, host: str) -> Told:
    """Any exception of a provider's client as ours; `name` is the model's, `host` where it is."""
    chain = list(_chain(fault))
    for held in chain:
        if isinstance(held, FailedError):
            return held.told
        if isinstance(held, ModelError):
            return Told(error=held)

    def made(code: str, *, retryable: bool = False, again: bool = False, after: float | None = None) -> Told:
        return Told(error=ModelError(code, retryable=retryable, name=name, host=host), again=again, after=after)

    status = status_of(fault)
    if status is not None:
        return _of_status(status, words(fault), wait(fault), made)
    return _of_kind(fault, chain, made)


def _of_kind(fault: BaseException, chain: list[BaseException], made: Any) -> Told:
    """What there is no status of: the connection, or what came through it."""
    kinds = {kind.__name__ for held in chain for kind in type(held).__mro__}
    told: Told
    if any(isinstance(held, ssl.SSLError) for held in chain):
        told = made("model_tls")
    elif kinds & _TIMEOUT or isinstance(fault, TimeoutError):
        told = made("model_timeout", retryable=True, again=True)
    elif any(isinstance(held, UnicodeDecodeError | json.JSONDecodeError) for held in chain) or kinds & _BAD:
        told = made("model_bad_reply", retryable=True)
    elif kinds & _UNREACHABLE or any(isinstance(held, OSError) for held in chain):
        told = made("model_unreachable", retryable=True, again=True)
    elif "APIError" in kinds or type(fault) is ValueError:
        told = _of_event(words(fault), made)
    elif isinstance(fault, ValueError | TypeError | LookupError | AttributeError):
        told = made("model_bad_reply", retryable=True)
    else:
        told = made("model_error", retryable=True)
    return told


def _of_event(said: str, made: Any) -> Told:
    """An error that came inside a stream: with OpenAI's client an APIError without a status, with LangChain a ValueError."""
    told: Told
    if _any(_QUOTA, said):
        told = made("model_quota")
    elif "rate_limit" in said:
        told = made("model_busy", retryable=True, again=True)
    elif "no generation" in said:
        told = made("model_bad_reply", retryable=True)
    else:
        told = made("model_error", retryable=True, again=True)
    return told


def _of_status(status: int, said: str, after: float | None, made: Any) -> Told:
    told: Told
    if status == 429 and _any(_QUOTA, said):
        told = made("model_quota")
    elif status == 429:
        told = made("model_busy", retryable=True, again=True, after=after)
    elif status in PASSING or status >= 500:
        told = made("model_timeout" if status == 408 else "model_error", retryable=True, again=True, after=after)
    elif status in (401, 403):
        told = made("model_refused")
    elif status == 402:
        told = made("model_quota")
    elif status == 404:
        told = made("model_not_found")
    elif status == 413 or is_context(said):
        told = made("model_context")
    elif _any(_FILTERED, said):
        told = made("model_filtered")
    else:
        # 3xx is told as a reply that is no reply: text is never sent on to another address.
        told = made("model_bad_reply" if status < 400 else "model_error")
    return told


def words(fault: BaseException) -> str:
    """What the server said of the fault, in small letters; to be looked at here and never shown."""
    return " ".join(f"{held} {getattr(held, 'body', '')} {getattr(held, 'code', '')}" for held in _chain(fault)).lower()


def is_context(said: str) -> bool:
    """Whether a server's words are about a request that does not fit in the model's context."""
    return _any(_CONTEXT, said)


def status_of(fault: BaseException) -> int | None:
    """The HTTP status, where there is one."""
    return next((held for held in map(_status, _chain(fault)) if held is not None), None)


def wait(fault: BaseException) -> float | None:
    """The seconds that the server asks to wait: Retry-After as seconds or as a date, or its sibling in milliseconds."""
    for held in _chain(fault):
        headers = getattr(getattr(held, "response", None), "headers", None)
        if headers is not None:
            return waits(headers)
    return None


def waits(headers: Mapping[str, str]) -> float | None:
    """The same from headers, None where they tell nothing that can be read. Never below zero."""
    exact = headers.get("retry-after-ms")
    told = headers.get("retry-after")
    try:
        if exact:
            return max(0.0, float(exact) / 1_000)
        return max(0.0, float(told)) if told else None
    except ValueError:
        pass
    try:
        moment = email.utils.parsedate_to_datetime(told or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds())


def _status(fault: BaseException) -> int | None:
    for holder in (fault, getattr(fault, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if fault is None:
            return
        yield fault
        fault = fault.__cause__ or fault.__context__


def _any(marks: tuple[str, ...], said: str) -> bool:
    return any(mark in said for mark in marks)
