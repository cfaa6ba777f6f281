"""Serves the page on this machine: one FastAPI application, the same page in three languages, no way out.

`serve` runs until it is stopped; `application` builds what it runs. Importing this module imports no Gradio.
"""

from __future__ import annotations

import atexit
import ipaddress
import os
import re
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.middleware.cors import CORSMiddleware

from assistant.errors import LausuntoError, UsageError
from assistant.export.blocks import Format, What
from assistant.text.wording import explain, say
from assistant.types import Language
from assistant.ui.download import handed
from assistant.ui.evaluating import Evaluating
from assistant.ui.guard import Guard
from assistant.ui.opening import FILES, Opening, own_file
from assistant.ui.product import Product
from assistant.ui.render.document import document_page
from assistant.ui.render.prose import Span

_HERE = Path(__file__).parent
_MARK = re.compile(r"(\d{1,9})-(\d{1,9})")
NAMES = ("127.0.0.1", "localhost", "::1")
"""The names of this machine that the page answers to."""


def _quiet(folder: str) -> None:
    """Before Gradio is imported: it counts no visits, asks no hub, and keeps uploads in a folder of this run."""
    os.environ.update(
        GRADIO_ANALYTICS_ENABLED="False",
        GRADIO_TEMP_DIR=folder,
        GRADIO_SHARE="False",
        HF_HUB_OFFLINE="1",
        HF_HUB_DISABLE_TELEMETRY="1",
    )


def _own_routes(app: FastAPI, product: Product) -> None:
    """Health, a whole document with its quoted words boxed, files to hand in; before the page, which takes every other path."""
    css = (_HERE / "document.css").read_text(encoding="utf-8")

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        return JSONResponse({"ok": True})

    @app.get("/own/{name}")
    def own(name: str) -> Response:
        if name not in FILES:
            return Response(status_code=404)
        return Response(own_file(name), media_type=FILES[name])

    @app.get("/{language}/document/{identity}")
    def document(language: Language, identity: str, m: Annotated[list[str] | None, Query()] = None) -> Response:
        spans: list[Span] = [(int(f[1]), int(f[2])) for f in map(_MARK.fullmatch, m or ()) if f]
        try:
            return HTMLResponse(document_page(product.document(identity), spans, language, css))
        except LausuntoError as error:
            return Response(explain(error, language), status_code=404, media_type="text/plain")

    @app.get("/{language}/export/{what}.{form}")
    def export(
        language: Language, what: What, form: Format, text: Language = Language.FI, marks: bool = False
    ) -> Response:
        return handed(product, what, form, text=text, marks=marks, language=language)


def application(product: Product, *, names: tuple[str, ...] = NAMES) -> FastAPI:
    """The whole web application, to be run by any ASGI server. Imports Gradio, which takes seconds."""
    folder = tempfile.mkdtemp(prefix="lausuntoapuri-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _quiet(folder)
    from assistant.ui.page import mount

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    _own_routes(app, product)
    # One for the three pages: a run that is under way is the same on each.
    evaluating = Evaluating(product.settings)
    atexit.register(evaluating.close)
    for language in Language:
        mount(app, product, evaluating, language)
    app.add_middleware(Opening)
    # What is added last runs first. With no origin allowed, Gradio's own habit of echoing any origin has no effect.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(Guard, names=names, default=Language(product.settings.language))
    return app


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address. Raises UsageError off this machine, LausuntoError when the port is taken."""
    try:
        inward = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inward = False
    if not inward:
        raise UsageError("host_refused", host=host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # So that a restart does not wait for the closed connections of the last run.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise LausuntoError("port_in_use", port=port, other=_free(host, family, port)) from error
    return listener


def _free(host: str, family: int, port: int) -> int:
    """A port near the taken one that is free right now."""
    for other in range(port + 1, min(port + 50, 65536)):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((host, other)) != 0:
                return other
    return port + 1


class _Server(uvicorn.Server):
    """Says where the page is once it answers."""

    words = ""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Uvicorn's own, then one line on standard output."""
        await super().startup(sockets)
        if self.started:
            print(self.words, flush=True)


def serve(product: Product, host: str, port: int) -> None:
    """Serves the page until interrupted and prints its address.

    Raises UsageError for an address beyond this machine (there is no login yet) and LausuntoError for a taken port,
    both before anything slow is done.
    """
    listener = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        application(product), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3
    )
    server = _Server(config)
    server.words = say("ui.address", product.settings.language, address=f"http://{shown}:{port}/")
    with listener:
        server.run(sockets=[listener])
