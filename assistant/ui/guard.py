"""What stands before every request: who may ask, which language, and the headers of every response.

There is no login yet, so only this machine's own names are answered (a page elsewhere could otherwise point its own
name at 127.0.0.1), and a page from another address may not send anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.types import Language

COOKIE = "lausuntoapuri_lang"
_YEAR = 365 * 24 * 3600

# Gradio's bundle needs the two unsafe words; what they leave open (inline script) is closed by escaping.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    ]
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_UNCHANGING = ("/assets/", "/static/", "/own/")


def remembered(headers: Headers, default: Language) -> Language:
    """The language of the cookie, else the default."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        return Language(morsel.value) if morsel else default
    except (CookieError, ValueError):
        return default


def welcome(scope: Scope, default: Language) -> Response:
    """The way from `/` to the page in the asked or remembered language; an asked one is remembered."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
    language = Language(asked) if asked in set(Language) else remembered(Headers(scope=scope), default)
    response = RedirectResponse(f"/{language}/", status_code=303)
    if asked in set(Language):
        response.set_cookie(COOKIE, asked, max_age=_YEAR, httponly=True, samesite="lax", path="/")
    return response


def refused(headers: Headers, method: str, names: Sequence[str]) -> bool:
    """Whether the request names another host, or would change something from a page of another origin."""
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in names:
        return True
    origin = headers.get("origin")
    return method not in ("GET", "HEAD") and origin is not None and urlsplit(origin).netloc != host


class Guard:
    """ASGI middleware; it adds headers as a response starts, so streams pass untouched."""

    def __init__(self, app: ASGIApp, *, names: Sequence[str], default: Language) -> None:
        self.app = app
        self.names = names
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers `/` itself, refuses strangers, passes the rest on."""
        if scope["type"] != "http":
            # The page uses no web socket; lifespan must pass.
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                lasting = any(part in scope["path"] for part in _UNCHANGING)
                headers["cache-control"] = "private, max-age=3600" if lasting else "no-store"
            await send(message)

        if refused(Headers(scope=scope), scope["method"], self.names):
            await PlainTextResponse("421 Misdirected Request", 421)(scope, receive, with_headers)
        elif scope["path"] == "/" and scope["method"] in ("GET", "HEAD"):
            await welcome(scope, self.default)(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)
