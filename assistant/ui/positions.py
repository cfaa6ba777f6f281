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
from assistant.ui.talk import fault

_SCRIPT = (Path(__file__).parent / "positions.js").read_text(encoding="utf-8")

Drawn = tuple[Any, ...]
"""The desk, the line that tells, the body, the source column, the tab."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Widgets:
    """What the tab consists of."""

    tab: gr.Tab
    desk: gr.State
    told: gr.HTML
    body: gr.HTML


def tab(product: Product, language: Language) -> Widgets:
    """Places the tab; it is filled when it is opened. `connect` gives it life."""
    with gr.Tab(say("positions.tab", language), id="positions", elem_id="tab-positions") as this:
        desk = gr.State(None)
        body = gr.HTML(view.loading(language), elem_id="positions", js_on_load=_SCRIPT, apply_default_css=False)
        told = gr.HTML("", elem_id="positions-told", js_on_load=None, apply_default_css=False)
    return Widgets(tab=this, desk=desk, told=told, body=body)


def empty_column(language: Language) -> Html:
    """The source column before a proposal is opened."""
    return side("positions-sources", [], say("positions.sources_empty", language), language)


def _fault(words: str) -> Html:
    fault_line = tag("p", icon("failed"), tag("span", words), class_="fault", role="alert")
    return tag("div", fault_line, class_="positions")


def _draw(desk: Desk, busy: str = "") -> Drawn:
    # Whatever keeps the workspace or the library from being read, the page says so in place of the register.
    try:
        return desk, view.told(desk), view.body(desk, busy), view.column(desk), gr.Tab(label=view.label(desk))
    except Exception as error:  # noqa: BLE001
        desk.opened, desk.told = "", ""
        return desk, view.told(desk), _fault(fault(error, desk.language)), gr.skip(), gr.skip()


def _payload(event: gr.EventData) -> Told:
    """What the browser sent, as strings: it may hold anything."""
    return {str(name): str(value) for name, value in event._data.items()}


_BUSY = {"draft": "positions.drafting"}


def connect(widgets: Widgets, sources: gr.HTML, product: Product, language: Language) -> None:
    """The events of the tab; `sources` is the column that the opened proposal's sources fill."""

    def opened(desk: Desk | None) -> Drawn:
        desk = desk or Desk(product, language)
        with desk.lock:
            desk.refresh()
            return _draw(desk)

    def act(desk: Desk | None, event: gr.EventData) -> Drawn:
        told = _payload(event)
        if desk is None:
            return lost(told)
        with desk.lock:
            desk.act(told.get("do", ""), told)
            return _draw(desk)

    def work(desk: Desk | None, event: gr.EventData) -> Iterator[Drawn]:
        told = _payload(event)
        if desk is None:
            yield lost(told)
            return
        # The lock is taken anew for each step: the steps of a generator may run in different threads.
        with desk.lock:
            desk.working()
            begun = _draw(desk, _BUSY.get(told.get("do", ""), "positions.changing"))
        yield begun
        with desk.lock:
            desk.act(told.get("do", ""), told)
            done = _draw(desk)
        yield done

    def save(desk: Desk | None, event: gr.EventData) -> Drawn:
        told = _payload(event)
        if desk is None:
            return lost(told)
        with desk.lock:
            whole = desk.save(told)
            return _draw(desk) if whole else (desk, view.told(desk), *(gr.skip(),) * 3)

    def lost(told: Told) -> Drawn:
        """The program was started anew under an open page: nothing is known of what had been seen there."""
        desk = Desk(product, language)
        desk.told, desk.failed = say("positions.reopen", language), True
        desk.serial = -1
        if told.get("do") == "open" or not told.get("proposal"):
            desk.act(told.get("do", ""), told)
        return _draw(desk)

    out = [widgets.desk, widgets.told, widgets.body, sources, widgets.tab]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "multiple"}
    widgets.tab.select(opened, [widgets.desk], out, queue=False, **quiet)
    widgets.body.act(act, [widgets.desk], out, queue=False, **quiet)
    widgets.body.save(save, [widgets.desk], out, queue=False, **quiet)
    widgets.body.work(work, [widgets.desk], out, concurrency_limit=8, concurrency_id="draft", **quiet)


def counted(product: Product, language: Language) -> Any:
    """The tab's name with its meter, as when the page is opened."""
    try:
        return gr.Tab(label=view.label(Desk(product, language)))
    except Exception as error:  # noqa: BLE001 - logged by `fault`; the tab itself tells it when it is opened
        fault(error, language)
        return gr.skip()
