"""The tab Arviointi: the sets of questions put to the program, and how it did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import LausuntoError
from assistant.text.html import Html, tag
from assistant.text.wording import explain, say
from assistant.types import Language
from assistant.ui.evaluating import SAMPLE, Evaluating, State
from assistant.ui.render import evaluation as drawn

SECONDS = 2
"""How often a run that is under way is looked at."""
LISTED = 20
"""Runs that can be chosen to be shown."""
_QUICK, _WHOLE = "quick", "whole"
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Widgets:
    """What the tab consists of."""

    sets: gr.CheckboxGroup
    size: gr.Radio
    start: gr.Button
    stop: gr.Button
    status: gr.HTML
    shown: gr.Dropdown
    report: gr.HTML
    clock: gr.Timer


def tab(evaluating: Evaluating, language: Language) -> Widgets:
    """Places the tab; `connect` gives it life."""
    names = evaluating.sets()
    head = tag("div", tag("h2", say("evaluation.heading", language)), tag("p", say("evaluation.what", language)))
    with gr.Tab(say("ui.tab_evaluation", language), id="evaluation", elem_id="tab-evaluation"):
        gr.HTML(head, elem_id="evaluation-head", js_on_load=None, apply_default_css=False)
        sets = gr.CheckboxGroup(
            [(drawn.set_name(name, language), name) for name in names],
            value=list(names),
            label=say("evaluation.sets", language),
            elem_id="evaluation-sets",
            # What is ticked before the page's first answer has come would be drawn over by it: `opened` lets it be ticked.
            interactive=False,
        )
        size = gr.Radio(
            [
                (say("evaluation.quick", language, n=SAMPLE), _QUICK),
                (say("evaluation.whole", language), _WHOLE),
            ],
            value=_QUICK,
            label=say("evaluation.size", language),
            elem_id="evaluation-size",
        )
        with gr.Row(elem_id="evaluation-buttons"):
            start = gr.Button(
                say("evaluation.start", language), variant="primary", scale=0, min_width=180, elem_id="evaluation-start"
            )
            stop = gr.Button(
                say("evaluation.stop", language), scale=0, min_width=120, visible=False, elem_id="evaluation-stop"
            )
        status = gr.HTML("", elem_id="evaluation-status", js_on_load=None, apply_default_css=False)
        shown = gr.Dropdown([], label=say("evaluation.shown", language), elem_id="evaluation-run", visible=False)
        report = gr.HTML(
            drawn.run(None, language), elem_id="evaluation-report", js_on_load=None, apply_default_css=False
        )
        clock = gr.Timer(SECONDS, active=False)
    return Widgets(sets=sets, size=size, start=start, stop=stop, status=status, shown=shown, report=report, clock=clock)


def guide(language: Language) -> Html:
    """What the column beside the tab holds."""
    return drawn.guide(language)


class _Desk:
    """What the events of the tab do, over the one run of this program."""

    def __init__(self, evaluating: Evaluating, language: Language) -> None:
        self._evaluating = evaluating
        self._language = language

    def begin(self, sets: list[str], size: str) -> tuple[Any, ...]:
        """Starts a run over the chosen sets, or says why not."""
        try:
            self._evaluating.start(sets, quick=size == _QUICK)
        except LausuntoError as error:
            return self._fault(error), *_buttons(self._evaluating.state())
        return self._moving()

    def end(self) -> tuple[Any, ...]:
        """Stops the run."""
        self._evaluating.stop()
        return self._moving(ended="stopped")

    def look(self) -> tuple[Any, ...]:
        """How far the run is; once it has ended, its figures."""
        if self._evaluating.state().running:
            return *self._moving(), gr.skip(), gr.skip()
        return *self._moving(ended="done"), *self._listed()

    def opened(self) -> tuple[Any, ...]:
        """What is there when the page is opened; from here on sets can be chosen."""
        return gr.update(interactive=True), *self._moving(), *self._listed()

    def show(self, run: str) -> Html:
        """The figures of a run."""
        if run not in {str(known) for known, _ in self._evaluating.runs()}:
            return drawn.run(None, self._language)
        try:
            return drawn.run(self._evaluating.read(Path(run)), self._language)
        except LausuntoError as error:
            return self._fault(error)

    def _fault(self, error: LausuntoError) -> Html:
        return tag("p", explain(error, self._language), class_="fault", role="alert")

    def _moving(self, *, ended: str = "") -> tuple[Any, ...]:
        state = self._evaluating.state()
        return drawn.progress(state, self._language, ended=ended), *_buttons(state)

    def _listed(self) -> tuple[Any, Html]:
        """The runs to choose from, and the newest."""
        runs = self._evaluating.runs()[:LISTED]
        named = [(drawn.label(config, self._language), str(run)) for run, config in runs]
        newest = named[0][1] if named else ""
        return gr.update(choices=named, value=newest or None, visible=bool(runs)), self.show(newest)


def _buttons(state: State) -> tuple[Any, Any, Any]:
    return gr.update(interactive=not state.running), gr.update(visible=state.running), gr.Timer(active=state.running)


def connect(widgets: Widgets, evaluating: Evaluating, page: gr.Blocks, language: Language) -> None:
    """The events of the tab, and what it shows when the page is opened."""
    desk = _Desk(evaluating, language)
    moving = [widgets.status, widgets.start, widgets.stop, widgets.clock]
    whole = [*moving, widgets.shown, widgets.report]
    widgets.start.click(desk.begin, [widgets.sets, widgets.size], moving, **_QUIET)
    widgets.stop.click(desk.end, None, moving, **_QUIET)
    widgets.clock.tick(desk.look, None, whole, **_QUIET)
    widgets.shown.input(desk.show, [widgets.shown], [widgets.report], **_QUIET)
    page.load(desk.opened, None, [widgets.sets, *whole], **_QUIET)
