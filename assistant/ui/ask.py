"""The tab Kysy: a chat whose every sentence points at its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.text.wording import say
from assistant.types import Language
from assistant.ui import talk as talking
from assistant.ui.product import Product
from assistant.ui.render.log import column, log
from assistant.ui.talk import Talk

_BUTTONS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask], [data-retry]');
  if (!button) return;
  if (button.dataset.ask) trigger('ask', {question: button.dataset.ask});
  else trigger('retry', {});
});
"""

Drawn = tuple[Talk, str, str]
"""The conversation, the log's HTML and the source column's."""


def tab(product: Product, language: Language, sources: gr.HTML) -> None:
    """The tab with its events; `sources` is the column that its answers fill."""
    suggestions = product.suggestions(language)

    def draw(talk: Talk) -> Drawn:
        return talk, log(talk, suggestions, language), column(talk, language)

    def put(question: str, talk: Talk) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            yield (*draw(talk), question)
            return
        for now in talking.ask(product, talk, question, language):
            yield (*draw(now), "" if now[-1].question == question.strip() else gr.skip())

    def start(talk: Talk, event: gr.EventData) -> Iterator[Drawn]:
        question = str(event._data.get("question", ""))
        if question in suggestions:
            yield from map(draw, talking.ask(product, talk, question, language))

    def retry(talk: Talk) -> Iterator[Drawn]:
        earlier, question = talking.again(talk)
        if question:
            yield from map(draw, talking.ask(product, earlier, question, language))

    def stop(talk: Talk) -> Drawn:
        return draw(talking.stop(talk))

    with gr.Tab(say("ui.tab_ask", language), id="ask", elem_id="tab-ask"):
        state = gr.State(())
        shown = gr.HTML(
            log((), suggestions, language), elem_id="log", js_on_load=_BUTTONS, apply_default_css=False
        )
        with gr.Row(elem_id="composer"):
            box = gr.Textbox(
                label=say("ui.question", language),
                placeholder=say("ui.question_hint", language),
                lines=1,
                max_lines=6,
                max_length=product.settings.max_question,
                autofocus=False,
                container=True,
                scale=1,
                min_width=0,
                elem_id="question",
            )
            send = gr.Button(say("ui.send", language), variant="primary", scale=0, min_width=96, elem_id="send")
            halt = gr.Button(say("ui.stop", language), scale=0, min_width=96, elem_id="stop")
    out = [state, shown, sources]
    common: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        "concurrency_limit": 8,
        "concurrency_id": "ask",
    }
    asked = gr.on([send.click, box.submit], put, [box, state], [*out, box], trigger_mode="once", **common)
    started = shown.ask(start, [state], out, trigger_mode="once", **common)
    retried = shown.retry(retry, [state], out, trigger_mode="once", **common)
    halt.click(
        stop,
        [state],
        out,
        cancels=[asked, started, retried],
        show_progress="hidden",
        api_visibility="private",
        queue=False,
    )
