"""The frame: header, tabs, the source column beside them. One page a language, each with its own fixed texts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import gradio as gr
from fastapi import FastAPI

from assistant.errors import LausuntoError
from assistant.text.wording import say
from assistant.types import Language
from assistant.ui import ask, library
from assistant.ui.product import Product
from assistant.ui.render.header import header
from assistant.ui.render.html import Html
from assistant.ui.sources import source_column
from assistant.ui.theme import theme

_HERE = Path(__file__).parent
_TOLD = ("busy_server", "file_too_large", "connection_lost", "failed_elsewhere")
"""Texts that the script shows where Gradio would show its own English ones."""


def _header(product: Product, language: Language) -> Html:
    try:
        status = product.status()
    except LausuntoError:
        status = None
    return header(product.case, product.settings, status, dt.date.today(), language)


def page(product: Product, language: Language) -> gr.Blocks:
    """The whole page in one language."""
    with gr.Blocks(
        title=say("ui.title", language),
        fill_width=True,
        fill_height=True,
        analytics_enabled=False,
        delete_cache=(3600, 3600),
    ) as blocks:
        # A callable, so that the days to the deadline are counted when the page is opened, not when it was built.
        gr.HTML(lambda: _header(product, language), elem_id="top", js_on_load=None)
        with gr.Row(elem_id="frame", equal_height=True):
            with gr.Column(scale=5, min_width=0, elem_id="work"):
                sources = source_column(language)
                with gr.Tabs(elem_id="tabs"):
                    ask.tab(product, language, sources)
                    library.tab(product, language)
            with gr.Column(scale=3, min_width=0, elem_id="sources"):
                sources.render()
    blocks.queue(default_concurrency_limit=8, max_size=64, api_open=False)
    return blocks


def _head(language: Language) -> str:
    """The script of the page, with the few texts it may have to show."""
    given = {"language": language, "told": {name: say(f"ui.{name}", language) for name in _TOLD}}
    # Within a script only "</" could end it; a text of ours holds none, and this keeps it so.
    start = f"window.lausuntoapuri = {json.dumps(given)};".replace("</", "<\\/")
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    return f'<meta name="color-scheme" content="light"><script>{start}\n{script}</script>'


def mount(app: FastAPI, product: Product, language: Language) -> None:
    """Adds the page in a language to the application, under /fi, /sv or /en."""
    gr.mount_gradio_app(
        app,
        page(product, language),
        path=f"/{language}",
        theme=theme(),
        css=(_HERE / "style.css").read_text(encoding="utf-8"),
        head=_head(language),
        footer_links=[],
        allowed_paths=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        show_error=False,
        max_file_size=f"{product.settings.max_file_mb}mb",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
