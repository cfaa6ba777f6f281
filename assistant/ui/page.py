"""The frame: header, tabs, the source column beside them. One page a language, each with its own fixed texts."""

from __future__ import annotations

import gradio as gr
from fastapi import FastAPI

from assistant.errors import LausuntoError
from assistant.text import clock
from assistant.text.html import Html
from assistant.text.wording import say
from assistant.types import Language
from assistant.ui import ask, evaluation, library, positions, statement
from assistant.ui.evaluating import Evaluating
from assistant.ui.product import Product
from assistant.ui.render.header import header
from assistant.ui.sources import source_column, tab_column
from assistant.ui.stopping import Errands
from assistant.ui.theme import theme


def _header(product: Product, language: Language) -> Html:
    try:
        status = product.status()
    except LausuntoError:
        status = None
    return header(product.case, product.settings, status, clock.today(), language)


def page(product: Product, evaluating: Evaluating, language: Language) -> gr.Blocks:
    """The whole page in one language."""
    blocks = gr.Blocks(
        title=say("ui.title", language),
        fill_width=True,
        fill_height=True,
        analytics_enabled=False,
        delete_cache=(3600, 3600),
    )
    with blocks:
        top = gr.HTML(_header(product, language), elem_id="top", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="frame", equal_height=True):
            with gr.Column(scale=5, min_width=0, elem_id="work"), gr.Tabs(elem_id="tabs"):
                asking = ask.tab(product, language)
                standing = positions.tab(product, language)
                whole = statement.tab(product, language)
                library.tab(product, language)
                measured = evaluation.tab(evaluating, language)
            with gr.Column(scale=3, min_width=0, elem_id="sources"):
                column = source_column(language)
                beside_positions = tab_column("positions", positions.empty_column(language))
                beside_statement = tab_column("statement", Html(""))
                tab_column("evaluation", evaluation.guide(language))
        # Drawn anew when the page is opened: days to the deadline pass while the program runs.
        blocks.load(
            lambda: _header(product, language),
            None,
            [top],
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )
        blocks.load(
            lambda: positions.counted(product, language),
            None,
            [standing.tab],
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )
        errands = Errands()

        def left(visit: gr.Request) -> None:
            errands.stop(visit.session_hash)

        # Nobody waits for an answer on a page that was left: its model writes no further.
        blocks.unload(left)
        ask.connect(asking, column, standing.desk, product, errands, blocks, language)
        positions.connect(standing, beside_positions, product, errands, language)
        statement.connect(whole, beside_statement, product, language)
        evaluation.connect(measured, evaluating, blocks, language)
    blocks.queue(default_concurrency_limit=8, max_size=64, api_open=False)
    return blocks


def mount(app: FastAPI, product: Product, evaluating: Evaluating, language: Language) -> None:
    """Adds the page in a language to the application, under /fi, /sv or /en."""
    gr.mount_gradio_app(
        app,
        page(product, evaluating, language),
        path=f"/{language}",
        theme=theme(),
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
