"""A chat server of OpenAI's two APIs that plays a script: good replies, and every way of failing we know.

    with scripted(reply="Hei.") as server:
        ... server.url, server.requests ...
    with scripted(fault="cut") as server: ...
    with scripted(fault="500", times=2, reply="Hei.") as server:     # fails twice, then answers

`reply` is a text; a list of texts, one a request, the last of them repeated; or a function from the request's `Seen` to a
text. `requests` holds each request as it came, `left` is set when a client went away before the end.
"""

from __future__ import annotations

import email.utils
import json
import select
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

MODEL = "scripted"

HALF = "Palstamaksu on 28 euroa vuodessa. Maksu"
"""What a server says before it fails in the middle."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def responses(self) -> bool:
        """Whether it came to the Responses API."""
        return self.path.endswith("/responses")

    @property
    def text(self) -> str:
        """Every message's text, one after another."""
        said = self.body.get("messages") or self.body.get("input") or []
        return "\n".join(_text_of(message.get("content")) for message in said)

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON schema that the reply was asked to keep to."""
        told = self.body.get("response_format", {}).get("json_schema") or self.body.get("text", {}).get("format") or {}
        schema: dict[str, Any] | None = told.get("schema")
        return schema


def _text_of(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content or [])


Reply = str | Sequence[str] | Callable[[Seen], str]


@dataclass(kw_only=True)
class Scripted:
    """The server's address, what it was asked and whether anyone left early."""

    url: str
    reply: Reply = "Hei."
    fault: str | None = None
    times: int | None = None
    pause: float = 0.0
    piece: int = 12
    usage: bool = True
    finish: str = "stop"
    requests: list[Seen] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    under_way: int = 0
    most_under_way: int = 0

    def says(self, seen: Seen, nth: int) -> str:
        """The reply to the nth request."""
        if callable(self.reply):
            return self.reply(seen)
        if isinstance(self.reply, str):
            return self.reply
        return self.reply[min(nth, len(self.reply) - 1)]


@contextmanager
def scripted(
    reply: Reply = "Hei.",
    *,
    fault: str | None = None,
    times: int | None = None,
    pause: float = 0.0,
    piece: int = 12,
    usage: bool = True,
    finish: str = "stop",
) -> Iterator[Scripted]:
    """A running server. A `fault` is played `times` times, else each time; `pause` goes before each piece of `piece`
    characters; without `usage` nothing is told of tokens; `finish` is why the reply ends."""
    if fault is not None and fault not in FAULTS:
        raise KeyError(fault)
    server = _Server(("127.0.0.1", 0), _Handler)
    port = server.server_address[1]
    scheme = "https" if fault == "tls" else "http"
    server.script = Scripted(
        url=f"{scheme}://127.0.0.1:{port}/v1",
        reply=reply,
        fault=fault,
        times=times,
        pause=pause,
        piece=piece,
        usage=usage,
        finish=finish,
    )
    if fault == "refused":
        server.server_close()
        yield server.script
        return
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.script
    finally:
        server.script.over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class _LeftError(Exception):
    """The client is gone, or the server is being stopped."""


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False
    request_queue_size = 64
    script: Scripted

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave are part of the play."""


class _Handler(socketserver.StreamRequestHandler):
    server: _Server
    disable_nagle_algorithm = True

    def handle(self) -> None:
        script = self.server.script
        try:
            seen = self._read()
        except (ValueError, OSError):
            return  # not HTTP: a handshake of TLS, or a client that only knocked
        nth = len(script.requests)
        script.requests.append(seen)
        script.moments.append(time.monotonic())
        script.under_way += 1
        script.most_under_way = max(script.most_under_way, script.under_way)
        failing = script.fault is not None and (script.times is None or nth < script.times)
        try:
            if failing and script.fault is not None:
                FAULTS[script.fault](self, seen)
            else:
                self.good(seen, script.says(seen, nth))
        except (_LeftError, OSError):
            if not script.over.is_set():
                script.left.set()
        finally:
            script.under_way -= 1

    def _read(self) -> Seen:
        first = self.rfile.readline(8_192).decode("ascii").split()
        if len(first) != 3:
            raise ValueError
        headers: dict[str, str] = {}
        while line := self.rfile.readline(65_536).strip():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        body = self.rfile.read(int(headers.get("content-length", "0")))
        return Seen(path=first[1], headers=headers, body=json.loads(body or b"{}"))

    # How bytes go out

    def send(self, data: bytes) -> None:
        """Writes, unless the client has left."""
        self.wait(0)
        self.wfile.write(data)

    def wait(self, seconds: float) -> None:
        """Waits, and raises as soon as the client leaves or the server is stopped."""
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            readable, _, _ = select.select([self.connection], [], [], max(0.0, min(left, 0.02)))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise _LeftError
            if self.server.script.over.is_set():
                raise _LeftError
            if left <= 0:
                return

    def forever(self) -> None:
        """Says nothing until the client leaves."""
        self.wait(600)

    def head(self, status: str = "200 OK", kind: str = "text/event-stream", **more: str) -> None:
        """The status line and the headers of a chunked body."""
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", "Transfer-Encoding: chunked"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
        self.send("\r\n".join([*lines, "", ""]).encode())

    def chunk(self, data: bytes) -> None:
        """One chunk of the body."""
        self.send(b"%x\r\n%s\r\n" % (len(data), data))

    def end(self) -> None:
        """The body is whole."""
        self.send(b"0\r\n\r\n")

    def whole(self, status: str, body: dict[str, Any], **more: str) -> None:
        """A short JSON answer."""
        self.head(status, "application/json", **more)
        self.chunk(json.dumps(body).encode())
        self.end()

    def broken_off(self) -> None:
        """The connection is reset, as when the process dies."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    # What it says

    def good(self, seen: Seen, text: str) -> None:
        """A whole reply."""
        script = self.server.script
        self.head()
        self.begin(seen)
        for at in range(0, len(text), script.piece):
            if script.pause:
                self.wait(script.pause)
            self.piece(seen, text[at : at + script.piece])
        self.finish(seen, text)
        self.end()

    def begin(self, seen: Seen) -> None:
        """What comes before the first word."""
        if not seen.responses:
            self.chunk(_line(_completion({"role": "assistant", "content": ""})))
            return
        item = {"id": "msg_1", "type": "message", "role": "assistant", "status": "in_progress", "content": []}
        part = {"type": "output_text", "text": "", "annotations": []}
        where = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
        self.chunk(_event("response.created", response=_response("in_progress")))
        self.chunk(_event("response.output_item.added", output_index=0, item=item))
        self.chunk(_event("response.content_part.added", part=part, **where))

    def piece(self, seen: Seen, text: str) -> None:
        """Some words."""
        self.chunk(_piece(seen, text))

    def finish(self, seen: Seen, text: str) -> None:
        """The reason for ending, the tokens, and the mark of the end."""
        script = self.server.script
        read, written = max(1, len(seen.text) // 4), max(1, len(text) // 4)
        if seen.responses:
            status = {"stop": "completed"}.get(script.finish, "incomplete")
            usage = {
                "input_tokens": read,
                "output_tokens": written,
                "total_tokens": read + written,
                "input_tokens_details": {"cached_tokens": 0},
                "output_tokens_details": {"reasoning_tokens": 0},
            }
            response = _response(status, text=text, usage=usage if script.usage else None)
            if status == "incomplete":
                reason = "max_output_tokens" if script.finish == "length" else script.finish
                response["incomplete_details"] = {"reason": reason}
            self.chunk(_event(f"response.{status}", response=response))
            return
        self.chunk(_line(_completion({}, script.finish)))
        if script.usage and seen.body.get("stream_options", {}).get("include_usage"):
            usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
            self.chunk(_line({**_completion({}), "choices": [], "usage": usage}))
        self.chunk(b"data: [DONE]\n\n")


def _line(body: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def _event(kind: str, **body: Any) -> bytes:
    return f"event: {kind}\n".encode() + _line({"type": kind, "sequence_number": 0, **body})


def _piece(seen: Seen, text: str) -> bytes:
    if not seen.responses:
        return _line(_completion({"content": text}))
    where = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    return _event("response.output_text.delta", delta=text, logprobs=[], **where)


def _completion(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": [choice]}


def _response(status: str, *, text: str = "", usage: dict[str, Any] | None = None) -> dict[str, Any]:
    part = {"type": "output_text", "text": text, "annotations": []}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": [part]}
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "status": status,
        "model": MODEL,
        "output": [message] if text else [],
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "parallel_tool_calls": True,
        "temperature": 0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1,
        "usage": usage,
    }


# Faults


def _status(status: str, message: str = "scripted", kind: str = "server_error", code: str | None = None) -> Any:
    def play(server: _Handler, seen: Seen) -> None:
        server.whole(status, {"error": {"message": message, "type": kind, "param": None, "code": code}})

    return play


def _busy(server: _Handler, seen: Seen, after: str | None) -> None:
    body = {"error": {"message": "Rate limit reached", "type": "requests", "code": "rate_limit_exceeded"}}
    server.whole("429 Too Many Requests", body, **({"Retry_After": after} if after else {}))


def _silence(server: _Handler, seen: Seen) -> None:
    server.forever()


def _stalled(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.piece(seen, HALF)
    server.forever()


def _no_body(server: _Handler, seen: Seen) -> None:
    server.head()
    server.forever()


def _drip(server: _Handler, seen: Seen) -> None:
    server.head()
    for byte in _piece(seen, HALF * 20):
        server.chunk(bytes([byte]))
        server.wait(1)


def _headers(server: _Handler, seen: Seen) -> None:
    server.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n")
    for nth in range(100_000):
        server.send(f"X-{nth}: {'x' * 20}\r\n".encode())
        server.wait(0.02)


def _keep_alive(server: _Handler, seen: Seen) -> None:
    server.head()
    for _ in range(100_000):
        server.chunk(b": still here\n\n")
        server.wait(0.05)


def _cut(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.piece(seen, HALF)
    server.send(b"40\r\ndata: {")


def _dies(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.piece(seen, HALF)
    server.wait(0.05)
    server.broken_off()


def _dies_first(server: _Handler, seen: Seen) -> None:
    server.broken_off()


def _ended(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.piece(seen, HALF)
    server.end()


def _body(data: bytes, kind: str = "text/event-stream", **more: str) -> Any:
    def play(server: _Handler, seen: Seen) -> None:
        server.head(kind=kind, **more)
        server.chunk(data)
        server.end()

    return play


def _bad_json(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.chunk(b'data: {"id": "c1", "choices": [{"delta": \n\n')
    server.end()


def _bad_shape(server: _Handler, seen: Seen) -> None:
    server.head()
    server.chunk(_event("response.output_text.delta", delta=7) if seen.responses else _line({"choices": "none"}))
    server.end()


def _empty_choices(server: _Handler, seen: Seen) -> None:
    server.head()
    for _ in range(3):
        server.chunk(_line({**_completion({}), "choices": []}))
    server.chunk(b"data: [DONE]\n\n")
    server.end()


def _nothing(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.finish(seen, "")
    server.end()


def _ten_mb(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    for _ in range(1_000):
        server.piece(seen, "x" * 10_000)
    server.finish(seen, "")
    server.end()


def _ten_mb_piece(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.chunk(_enormous(seen.responses))
    server.finish(seen, "")
    server.end()


@cache
def _enormous(responses: bool) -> bytes:
    return _piece(Seen(path="/responses" if responses else "/", headers={}, body={}), "x" * 10_000_000)


def _ten_mb_line(server: _Handler, seen: Seen) -> None:
    server.head()
    for _ in range(1_000):
        server.chunk(b"data: " + b"x" * 10_000)
    server.end()


def _utf8(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.chunk(_piece(seen, "Määrä").replace("ä".encode(), b"\xe4"))
    server.finish(seen, "Määrä")
    server.end()


def _redirect(server: _Handler, seen: Seen) -> None:
    there = server.server.script.url.replace("/v1", f"/elsewhere{seen.path}").replace("127.0.0.1", "localhost")
    server.whole("307 Temporary Redirect", {}, Location=there)


def _without_schema(server: _Handler, seen: Seen) -> None:
    if seen.schema is not None:
        said = "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."
        body = {"error": {"message": said, "type": "invalid_request_error", "param": "response_format", "code": None}}
        server.whole("400 Bad Request", body)
    else:
        server.good(seen, server.server.script.says(seen, len(server.server.script.requests) - 1))


def _without_temperature(server: _Handler, seen: Seen) -> None:
    if "temperature" in seen.body:
        said = "Unsupported value: 'temperature' does not support 0 with this model."
        body = {"error": {"message": said, "type": "invalid_request_error", "param": "temperature", "code": None}}
        server.whole("400 Bad Request", body)
    else:
        server.good(seen, server.server.script.says(seen, len(server.server.script.requests) - 1))


def _prose(server: _Handler, seen: Seen) -> None:
    server.good(seen, "Toki! Tässä vastaus: palstamaksu on 28 euroa. Kysy lisää.")


def _error_event(server: _Handler, seen: Seen) -> None:
    server.head()
    server.begin(seen)
    server.piece(seen, HALF)
    if seen.responses:
        failed = {**_response("failed"), "error": {"code": "server_error", "message": "scripted"}}
        server.chunk(_event("response.failed", response=failed))
    else:
        server.chunk(_line({"error": {"message": "scripted", "type": "server_error", "code": None}}))
    server.end()


_CONTEXT = "This model's maximum context length is 2048 tokens. However, your messages resulted in 9000 tokens."
_QUOTA = "You exceeded your current quota, please check your plan and billing details."

FAULTS: dict[str, Callable[[Any, Seen], None]] = {
    "refused": _silence,
    "tls": _silence,
    "silence": _silence,
    "no_body": _no_body,
    "stalled": _stalled,
    "drip": _drip,
    "headers": _headers,
    "keep_alive": _keep_alive,
    "429": lambda server, seen: _busy(server, seen, None),
    "429_after": lambda server, seen: _busy(server, seen, "1"),
    "429_date": lambda server, seen: _busy(server, seen, email.utils.formatdate(time.time() + 1.5, usegmt=True)),
    "429_long": lambda server, seen: _busy(server, seen, "3600"),
    "quota": _status("429 Too Many Requests", _QUOTA, "insufficient_quota", "insufficient_quota"),
    "400": _status("400 Bad Request", "Something is off.", "invalid_request_error"),
    "401": _status(
        "401 Unauthorized", "Incorrect API key provided: sk-aaa.", "invalid_request_error", "invalid_api_key"
    ),
    "403": _status("403 Forbidden"),
    "404": _status("404 Not Found", "The model does not exist", "invalid_request_error", "model_not_found"),
    "context": _status("400 Bad Request", _CONTEXT, "invalid_request_error", "context_length_exceeded"),
    "filtered": _status("400 Bad Request", "The prompt was filtered.", "invalid_request_error", "content_filter"),
    "500": _status("500 Internal Server Error"),
    "503": _status("503 Service Unavailable"),
    "cut": _cut,
    "dies": _dies,
    "dies_first": _dies_first,
    "ended": _ended,
    "bad_json": _bad_json,
    "bad_shape": _bad_shape,
    "empty_choices": _empty_choices,
    "nothing": _nothing,
    "empty_body": _body(b""),
    "wrong_type": _body(b"<html><body>Kirjaudu sisaan</body></html>", "text/html"),
    "not_gzip": _body(b"\x1f\x8b\x08\x00not gzip at all", Content_Encoding="gzip"),
    "ten_mb": _ten_mb,
    "ten_mb_piece": _ten_mb_piece,
    "ten_mb_line": _ten_mb_line,
    "utf8": _utf8,
    "redirect": _redirect,
    "without_schema": _without_schema,
    "without_temperature": _without_temperature,
    "schema_ignored": _prose,
    "error_event": _error_event,
}
"""By name. `without_…` answer well when the part they do not know is left out; the rest never do."""
