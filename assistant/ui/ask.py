"""The tab Kysy: a chat whose every sentence points at its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
  const button = event.target.closest('[data-ask], [data-retry], [data-fresh]');
  if (!button) return;
  if (button.dataset.ask) trigger('ask', {question: button.dataset.ask});
  else trigger('fresh' in button.dataset ? 'fresh' : 'retry', {});
});
"""

Drawn = tuple[Talk, str, str]
"""The conversation, the log's HTML and the source column's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Widgets:
    """What the tab consists of."""

    state: gr.State
    log: gr.HTML
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button


def tab(product: Product, language: Language) -> Widgets:
    """Places the tab; `connect` gives it life."""
    with gr.Tab(say("ui.tab_ask", language), id="ask", elem_id="tab-ask"):
        state = gr.State(())
        shown = gr.HTML(
            log((), product.suggestions(language), language),
            elem_id="log",
            js_on_load=_BUTTONS,
            apply_default_css=False,
        )
        with gr.Row(elem_id="composer"):
            box = gr.Textbox(
                label=say("ui.question", language),
                placeholder=say("ui.question_hint", language),
                lines=1,
                max_lines=6,
                scale=1,
                min_width=0,
                elem_id="question",
            )
            send = gr.Button(say("ui.send", language), variant="primary", scale=0, min_width=96, elem_id="send")
            stop = gr.Button(say("ui.stop", language), scale=0, min_width=96, elem_id="stop")
    return Widgets(state=state, log=shown, box=box, send=send, stop=stop)


def connect(widgets: Widgets, sources: gr.HTML, product: Product, language: Language) -> None:
    """The events of the tab; `sources` is the column that its answers fill."""
    suggestions = product.suggestions(language)

    def draw(talk: Talk) -> Drawn:
        return talk, log(talk, suggestions, language), column(talk, language)

    def put(question: str, talk: Talk) -> Iterator[tuple[Any, ...]]:
        if not question.strip():
            yield (*draw(talk), gr.skip())
            return
        for n, now in enumerate(talking.ask(product, talk, question, language)):
            # Emptied once, when the question is safely in the log: what is typed meanwhile is the next question.
            yield (*draw(now), "" if n == 0 else gr.skip())

    def start(talk: Talk, event: gr.EventData) -> Iterator[Drawn]:
        question = str(event._data.get("question", ""))
        if question in suggestions:
            yield from map(draw, talking.ask(product, talk, question, language))

    def retry(talk: Talk) -> Iterator[Drawn]:
        earlier, question = talking.again(talk)
        if question:
            yield from map(draw, talking.ask(product, earlier, question, language))

    out = [widgets.state, widgets.log, sources]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    one: dict[str, Any] = {**quiet, "trigger_mode": "once", "concurrency_limit": 8, "concurrency_id": "ask"}
    running = [
        gr.on([widgets.send.click, widgets.box.submit], put, [widgets.box, widgets.state], [*out, widgets.box], **one),
        widgets.log.ask(start, [widgets.state], out, **one),
        widgets.log.retry(retry, [widgets.state], out, **one),
    ]
    widgets.log.fresh(lambda: draw(()), None, out, trigger_mode="once", queue=False, **quiet)
    widgets.stop.click(
        lambda talk: draw(talking.stop(talk)), [widgets.state], out, cancels=running, queue=False, **quiet
    )
