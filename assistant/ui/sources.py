"""The source column: always there on a wide screen, a sheet that slides up on a phone."""

from __future__ import annotations

import gradio as gr

from assistant.types import Language
from assistant.ui.render.log import column


def source_column(language: Language) -> gr.HTML:
    """Places the column, empty. The tab that answers fills it."""
    return gr.HTML(column((), language), elem_id="column", js_on_load=None, apply_default_css=False)
