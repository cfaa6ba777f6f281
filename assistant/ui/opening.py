"""The first bytes of the page: Gradio's opening HTML made ours before the browser sees it.

Gradio's own opening is in English, names its makers' web pages, and loads our style and script only after its own;
then its built-in texts would come in the browser's language and the page would jump. What is found is replaced, what
a later version words otherwise is left as it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import evals
from assistant.text.wording import say
from assistant.types import Language

_HERE = Path(__file__).parent
STYLES = ("style.css", "positions.css", "statement.css", "report_parts.css", "evaluation.css")
FILES = {**dict.fromkeys(STYLES, "text/css"), "page.js": "text/javascript"}
"""Our own files, served under /own/, and their media types."""
_ELSEWHERE = {"report_parts.css": Path(evals.__file__).parent}
"""Files that do not lie beside this one: the report of a run has the same sheet."""

_TOLD = ("busy_server", "file_too_large", "connection_lost", "failed_elsewhere")
"""Texts that the script shows where Gradio would show its own English ones."""

_FOREIGN = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>|<link rel="manifest"[^>]*>')


def own_file(name: str) -> bytes:
    """One of our own files. Raises KeyError for any other name."""
    FILES[name]
    return (_ELSEWHERE.get(name, _HERE) / name).read_bytes()


def _address(name: str) -> str:
    """The address of an own file; it changes with the content, so that a browser may keep it."""
    return f"/own/{name}?{hashlib.sha256(own_file(name)).hexdigest()[:12]}"


_DRAWING = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='#1d4ed8'/>"
    "<path d='M8 10h6v6c0 4-2 6-5 7M18 10h6v6c0 4-2 6-5 7' fill='none' stroke='#fff' stroke-width='2.6'/></svg>"
)
_FAVICON = f'<link rel="icon" href="data:image/svg+xml,{quote(_DRAWING)}">'


def head(language: Language) -> str:
    """What goes first into the head: texts for the script, the script, the style."""
    given = {"language": language, "told": {name: say(f"ui.{name}", language) for name in _TOLD}}
    # Within a script only "</" could end it; a text of ours holds none, and this keeps it so.
    texts = json.dumps(given).replace("</", "<\\/")
    return (
        '<meta name="color-scheme" content="light">'
        f"<title>{say('ui.title', language)}</title>"
        f"<script>window.lausuntoapuri = {texts};</script>"
        f"{_FAVICON}"
        f'<script src="{_address("page.js")}"></script>'
        + "".join(f'<link rel="stylesheet" href="{_address(name)}">' for name in STYLES)
    )


def opened(html: str, language: Language) -> str:
    """Gradio's opening HTML in our language, without its makers' cards, with our head first."""
    html = _FOREIGN.sub("", html).replace('lang="en"', f'lang="{language}"', 1)
    return html.replace("<head>", f"<head>{head(language)}", 1)


class Opening:
    """ASGI middleware that rewrites the page `/{language}/` and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Holds the page's body back until it is whole."""
        name = scope.get("path", "").strip("/")
        if scope["type"] != "http" or name not in set(Language) or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = b"".join(parts)
            if "text/html" in Headers(raw=start["headers"]).get("content-type", ""):
                body = opened(body.decode("utf-8"), Language(name)).encode("utf-8")
                MutableHeaders(scope=start)["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, hold)
