"""The tab Kannat: the register of proposals, and for each its stance, grounds, draft and versions.

Every handler does one thing at the visitor's desk and draws what is there then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.text.html import Html, icon, tag
from assistant.text.wording import say
from assistant.types import Language
from assistant.ui import positions_view as view
from assistant.ui.positions_desk import Desk, Told
from assistant.ui.product import Product
from assistant.ui.render.column import side
from assistant.ui.stopping import Errands
from assistant.ui.talk import fault

_SCRIPT = (Path(__file__).parent / "positions.js").read_text(encoding="utf-8")

Drawn = tuple[Any, ...]
"""The desk, the line that tells, the body, the source column, the tab, the strip of what is being made."""

BEAT = 1.0
"""Seconds between two looks at what is being made."""

_HALT = """
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-do=halt]')) trigger('halt', {});
});
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Widgets:
    """What the tab consists of."""

    tab: gr.Tab
    desk: gr.State
    told: gr.HTML
    body: gr.HTML
    making: gr.HTML


def tab(product: Product, language: Language) -> Widgets:
    """Places the tab; it is filled when it is opened. `connect` gives it life."""
    with gr.Tab(say("positions.tab", language), id="positions", elem_id="tab-positions") as this:
        desk = gr.State(None)
        body = gr.HTML(view.loading(language), elem_id="positions", js_on_load=_SCRIPT, apply_default_css=False)
        making = gr.HTML("", elem_id="positions-making", js_on_load=_HALT, apply_default_css=False)
        told = gr.HTML("", elem_id="positions-told", js_on_load=None, apply_default_css=False)
    return Widgets(tab=this, desk=desk, told=told, body=body, making=making)


def empty_column(language: Language) -> Html:
    """The source column before a proposal is opened."""
    return side("positions-sources", [], say("positions.sources_empty", language), language)


def _fault(words: str) -> Html:
    fault_line = tag("p", icon("failed"), tag("span", words), class_="fault", role="alert")
    return tag("div", fault_line, class_="positions")


def _draw(desk: Desk) -> Drawn:
    making = view.making(desk)
    # Whatever keeps the workspace or the library from being read, the page says so in place of the register.
    try:
        return desk, view.told(desk), view.body(desk), view.column(desk), gr.Tab(label=view.label(desk)), making
    except Exception as error:  # noqa: BLE001
        desk.opened, desk.told = "", ""
        return desk, view.told(desk), _fault(fault(error, desk.language)), gr.skip(), gr.skip(), making


def _payload(event: gr.EventData) -> Told:
    """What the browser sent, as strings: it may hold anything."""
    return {str(name): str(value) for name, value in event._data.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Events:
    """What each thing that a visitor does makes of the tab."""

    product: Product
    errands: Errands
    language: Language

    def opened(self, desk: Desk | None) -> Drawn:
        """The tab is opened."""
        desk = desk or Desk(self.product, self.language)
        with desk.lock:
            desk.refresh()
            return _draw(desk)

    def act(self, desk: Desk | None, event: gr.EventData) -> Drawn:
        """Something short."""
        told = _payload(event)
        if desk is None:
            return self.lost(told)
        with desk.lock:
            desk.act(told.get("do", ""), told)
            return _draw(desk)

    def work(self, desk: Desk | None, event: gr.EventData, visit: gr.Request) -> Iterator[Drawn]:
        """Something that may be long."""
        told = _payload(event)
        if desk is None:
            yield self.lost(told)
            return
        # The lock is taken anew for each step: the steps of a generator may run in different threads. While something is made
        # it is free, so that everything else at the desk goes on.
        with desk.lock:
            job = desk.begin(told.get("do", ""), told)
            begun = _draw(desk)
        yield begun
        if job is None:
            return
        try:
            with self.errands.held(visit.session_hash, job.errand):
                for _ in job.beats(BEAT):
                    yield (*(gr.skip(),) * 5, view.making(desk))
            with desk.lock:
                desk.finish(job, told)
                done = _draw(desk)
            yield done
        finally:
            if desk.job is job:
                desk.job = None

    def halt(self, desk: Desk | None) -> None:
        """What is being made is stopped; `work` tells of it."""
        job = desk.job if desk else None
        if job is not None:
            job.errand.stop()

    def save(self, desk: Desk | None, event: gr.EventData) -> Drawn:
        """What is being typed is kept."""
        told = _payload(event)
        if desk is None:
            return self.lost(told)
        with desk.lock:
            whole = desk.save(told)
            return _draw(desk) if whole else (desk, view.told(desk), *(gr.skip(),) * 4)

    def lost(self, told: Told) -> Drawn:
        """The program was started anew under an open page: nothing is known of what had been seen there."""
        desk = Desk(self.product, self.language)
        desk.told, desk.failed = say("positions.reopen", self.language), True
        desk.serial = -1
        if told.get("do") == "open" or not told.get("proposal"):
            desk.act(told.get("do", ""), told)
        return _draw(desk)


def connect(widgets: Widgets, sources: gr.HTML, product: Product, errands: Errands, language: Language) -> None:
    """The events of the tab; `sources` is the column that the opened proposal's sources fill, `errands` what each visit waits for."""
    events = _Events(product=product, errands=errands, language=language)
    here = [widgets.desk]
    out = [widgets.desk, widgets.told, widgets.body, sources, widgets.tab, widgets.making]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "multiple"}
    widgets.tab.select(events.opened, here, out, queue=False, **quiet)
    widgets.body.act(events.act, here, out, queue=False, **quiet)
    widgets.body.save(events.save, here, out, queue=False, **quiet)
    for place in (widgets.body, widgets.making):
        place.halt(events.halt, here, None, queue=False, **quiet)
    widgets.body.work(events.work, here, out, concurrency_limit=8, concurrency_id="draft", **quiet)


def counted(product: Product, language: Language) -> Any:
    """The tab's name with its meter, as when the page is opened."""
    try:
        return gr.Tab(label=view.label(Desk(product, language)))
    except Exception as error:  # noqa: BLE001 - logged by `fault`; the tab itself tells it when it is opened
        fault(error, language)
        return gr.skip()
