"""The HTTP client that chat models are reached by: it never follows a redirect, and never takes in more than it was told to.

Proxies and certificates of the environment hold for other machines; what goes to this machine goes there straight.
"""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import TYPE_CHECKING

from assistant.errors import ModelError

if TYPE_CHECKING:
    import httpx2

MOST: ContextVar[int] = ContextVar("most", default=2_000_000)
"""Bytes that one answer may have, set by who calls."""

CONNECT = 10.0
"""Seconds for making a connection, so that there is time for another try."""


def is_local(host: str) -> bool:
    """Whether a host's name or address is this machine by its very form; nothing is looked up."""
    host = host.strip("[]").lower().rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def client(*, name: str, host: str, local: bool, timeout: float, at_once: int) -> httpx2.AsyncClient:
    """A client for one model. Answers that are not a stream of events, that are packed, or that are longer than MOST end
    in ModelError."""
    import httpx2

    class Counted(httpx2.AsyncByteStream):
        """A body that breaks off when it has grown too long."""

        def __init__(self, inner: httpx2.AsyncByteStream, most: int) -> None:
            self._inner, self._left = inner, most

        async def __aiter__(self) -> AsyncIterator[bytes]:
            async for data in self._inner:
                self._left -= len(data)
                if self._left < 0:
                    raise ModelError("model_too_long", name=name, host=host)
                yield data

        async def aclose(self) -> None:
            await self._inner.aclose()

    async def guard(response: httpx2.Response) -> None:
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        packed = response.headers.get("content-encoding", "identity").strip().lower()
        # A packed body may unfold to any length, past the count of its bytes; none was asked for.
        if packed not in ("", "identity") or (response.is_success and kind != "text/event-stream"):
            raise ModelError("model_bad_reply", retryable=True, name=name, host=host)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = Counted(response.stream, MOST.get())

    return httpx2.AsyncClient(
        follow_redirects=False,
        trust_env=not local,
        timeout=httpx2.Timeout(timeout, connect=min(timeout, CONNECT)),
        limits=httpx2.Limits(max_connections=at_once + 2, max_keepalive_connections=at_once, keepalive_expiry=15),
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [guard]},
    )
