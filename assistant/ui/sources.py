"""The source column: always there on a wide screen, a sheet that slides up on a phone.

Each tab that shows sources has its own, so that going from tab to tab loses nothing; the style sheet shows the open tab's.
"""

from __future__ import annotations

import gradio as gr

from assistant.text.html import Html
from assistant.types import Language
from assistant.ui import ask
from assistant.ui.render.log import column


def source_column(language: Language) -> gr.HTML:
    """Places the column of the tab Kysy, empty. The tab fills it and hears what is pressed in it."""
    return gr.HTML(column((), language), elem_id="column", js_on_load=ask.GROUNDS, apply_default_css=False)


def tab_column(tab: str, empty: Html) -> gr.HTML:
    """Places the column of another tab, by the tab's id."""
    return gr.HTML(empty, elem_id=f"column-{tab}", elem_classes="tab-column", js_on_load=None, apply_default_css=False)
