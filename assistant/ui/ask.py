"""The tab Kysy: a chat whose every sentence points at its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.errand import Errand
from assistant.text.wording import say
from assistant.types import Language
from assistant.ui import talk as talking
from assistant.ui import to_grounds
from assistant.ui.positions_desk import Desk
from assistant.ui.product import Product
from assistant.ui.render.log import column, log
from assistant.ui.render.mode import about
from assistant.ui.render.offer import Offer, told_line
from assistant.ui.stopping import Errands
from assistant.ui.talk import Talk

_BUTTONS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask], [data-retry], [data-fresh]');
  if (!button) return;
  if (button.dataset.ask) trigger('ask', {question: button.dataset.ask});
  else trigger('fresh' in button.dataset ? 'fresh' : 'retry', {});
});
"""

GROUNDS = """
let pressed = '';
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ground]');
  if (!button) return;
  const fold = button.closest('details');
  const field = fold.querySelector('input');
  pressed = fold.id;
  const { ground, turn, n } = button.dataset;
  trigger('ground', { ground, turn, n, by: field ? field.value : '' });
});
watch('value', () => {
  const fold = pressed && document.getElementById(pressed);
  if (!fold) return;
  pressed = '';
  fold.open = fold.hasAttribute('data-wrong');
  // The page's own script brings the cards that are looked at back in the next frame.
  const lead = () => (fold.querySelector('input[aria-invalid]') ?? fold.querySelector('summary')).focus();
  requestAnimationFrame(() => requestAnimationFrame(lead));
});
"""
"""The script of what holds folds of `render/offer.py`: what is pressed is sent, and the focus goes where one may go on."""

Drawn = tuple[Talk, str, str]
"""The conversation, the log's HTML and the source column's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Widgets:
    """What the tab consists of."""

    tab: gr.Tab
    state: gr.State
    log: gr.HTML
    told: gr.HTML
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button


def tab(product: Product, language: Language) -> Widgets:
    """Places the tab; `connect` gives it life."""
    with gr.Tab(say("ui.tab_ask", language), id="ask", elem_id="tab-ask") as this:
        state = gr.State(())
        shown = gr.HTML(
            log((), product.suggestions(language), language, about=about(product.settings, language)),
            elem_id="log",
            js_on_load=_BUTTONS + GROUNDS,
            apply_default_css=False,
        )
        told = gr.HTML("", elem_id="ask-told", js_on_load=None, apply_default_css=False)
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
    return Widgets(tab=this, state=state, log=shown, told=told, box=box, send=send, stop=stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """A conversation drawn in a language."""

    product: Product
    language: Language
    suggestions: tuple[str, ...]

    def draw(self, talk: Talk, offer: Offer | None) -> Drawn:
        first = () if talk else about(self.product.settings, self.language)
        drawn = log(talk, self.suggestions, self.language, offer, about=first)
        shown = drawn, column(talk, self.language, offer)
        return talk, *shown

    def desk(self, held: Desk | None) -> Desk:
        """The visitor's desk, a new one before the tab Kannat has been opened."""
        return held or Desk(self.product, self.language)

    def at(self, desk: Desk | None) -> Callable[[Talk], Drawn]:
        """Draws what is offered now; read once, for an answer is drawn many times."""
        offer = to_grounds.offering(self.desk(desk))
        return lambda talk: self.draw(talk, offer)


def connect(
    widgets: Widgets,
    sources: gr.HTML,
    desks: gr.State,
    product: Product,
    errands: Errands,
    blocks: gr.Blocks,
    language: Language,
) -> None:
    """The events of the tab; `sources` is the column that its answers fill, `desks` holds the visitor's desk of the tab Kannat,
    `errands` what each visit waits for."""
    suggestions = product.suggestions(language)
    drawing = _Drawing(product=product, language=language, suggestions=suggestions)

    def asked(question: str, talk: Talk, visit: gr.Request) -> Iterator[Talk]:
        errand = Errand()
        with errands.held(visit.session_hash, errand):
            yield from talking.ask(product, talk, question, language, errand)

    def put(question: str, talk: Talk, desk: Desk | None, visit: gr.Request) -> Iterator[tuple[Any, ...]]:
        draw = drawing.at(desk)
        if not question.strip():
            yield (*draw(talk), gr.skip())
            return
        for n, now in enumerate(asked(question, talk, visit)):
            # Emptied once, when the question is safely in the log: what is typed meanwhile is the next question.
            yield (*draw(now), "" if n == 0 else gr.skip())

    def start(talk: Talk, desk: Desk | None, event: gr.EventData, visit: gr.Request) -> Iterator[Drawn]:
        question = str(event._data.get("question", ""))
        if question in (*suggestions, *talking.offers(talk)):
            yield from map(drawing.at(desk), asked(question, talk, visit))

    def retry(talk: Talk, desk: Desk | None, visit: gr.Request) -> Iterator[Drawn]:
        earlier, question = talking.again(talk)
        if question:
            yield from map(drawing.at(desk), asked(question, earlier, visit))

    def stop(talk: Talk, desk: Desk | None, visit: gr.Request) -> Drawn:
        errands.stop(visit.session_hash)
        return drawing.at(desk)(talking.stop(talk))

    out = [widgets.state, widgets.log, sources]
    here = [widgets.state, desks]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    one: dict[str, Any] = {**quiet, "trigger_mode": "once", "concurrency_limit": 8, "concurrency_id": "ask"}
    running = [
        gr.on([widgets.send.click, widgets.box.submit], put, [widgets.box, *here], [*out, widgets.box], **one),
        widgets.log.ask(start, here, out, **one),
        widgets.log.retry(retry, here, out, **one),
    ]
    widgets.log.fresh(lambda: drawing.draw((), None), None, out, trigger_mode="once", queue=False, **quiet)
    # Drawn anew when the page is opened: a day's limit may have been reached meanwhile, or a new day begun.
    blocks.load(lambda: drawing.draw((), None)[1], None, [widgets.log], queue=False, **quiet)
    widgets.stop.click(stop, here, out, cancels=running, queue=False, **quiet)
    _connect_grounds(widgets, sources, desks, drawing)


def _connect_grounds(widgets: Widgets, sources: gr.HTML, desks: gr.State, drawing: _Drawing) -> None:
    """Sources added to grounds, from the cards and from under an answer."""

    def ground(talk: Talk, held: Desk | None, event: gr.EventData) -> tuple[Any, ...]:
        desk = drawing.desk(held)
        with desk.lock:
            made = to_grounds.added(desk, talk, {str(name): str(value) for name, value in event._data.items()})
        shown = drawing.draw(talk, made.offer)[1:] if made.offer else (gr.skip(), gr.skip())
        return (*shown, told_line(made.told, failed=made.failed), desk)

    def back(talk: Talk, desk: Desk | None) -> tuple[Any, ...]:
        # What is offered may have changed in the tab Kannat meanwhile; an answer on its way is left alone.
        if not talk or talk[-1].stage is talking.Stage.RUNNING:
            return gr.skip(), gr.skip()
        return drawing.at(desk)(talk)[1:]

    here, shown = [widgets.state, desks], [widgets.log, sources]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    for place in shown:
        place.ground(ground, here, [*shown, widgets.told, desks], trigger_mode="once", **quiet)
    widgets.tab.select(back, here, shown, **quiet)
