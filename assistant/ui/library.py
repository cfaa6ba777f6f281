"""The tab Aineisto: what is in, adding to it, taking out of it, and what the search sees."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.text.wording import say
from assistant.types import Kind, Language, Progress
from assistant.ui import adding
from assistant.ui.product import Product
from assistant.ui.render import shelf
from assistant.ui.render.html import Html
from assistant.ui.talk import fault

ENDINGS = [".md", ".txt", ".html", ".docx", ".odt", ".pdf", ".jsonl"]

_BUTTONS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-remove]');
  if (button) trigger('remove', {id: button.dataset.remove});
});
"""
_EVENT: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def _table(product: Product, wanted: str, language: Language) -> Html:
    # Whatever keeps the catalogue from being read, the page says so in place of the table.
    try:
        return shelf.table(product.documents(), wanted, language)
    except Exception as error:  # noqa: BLE001
        return shelf.message(fault(error, language), failed=True)


def _taken_in(
    product: Product, files: list[str], kind: str, body: str, date: str, language: Language
) -> Iterator[tuple[Html, bool]]:
    """What to show while files are added, each with whether they have been dealt with."""
    if not files:
        yield shelf.message(say("ui.no_files", language), failed=True), False
        return
    try:
        label = adding.Label(kind=Kind(kind) if kind else None, body=body.strip() or None, date=adding.read_date(date))
    except ValueError:
        yield shelf.message(say("ui.bad_date", language, date=date), failed=True), False
        return
    paths = [Path(file) for file in files]
    yield shelf.starting([path.name for path in paths], language), False
    began = time.monotonic()
    try:
        for told in adding.add(product, paths, label):
            if isinstance(told, Progress):
                yield shelf.progress(told, time.monotonic() - began, language), False
            else:
                yield shelf.outcomes(told, language), True
    except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
        yield shelf.message(fault(error, language), failed=True), True


def _add_section(product: Product, language: Language, wanted: gr.Textbox, table: gr.HTML) -> None:
    """Files, what they are, the button, and what becomes of them."""
    kinds = [(say("ui.kind_from_file", language), "")] + [(say(f"kind.{kind}", language), kind.value) for kind in Kind]
    with gr.Column(elem_id="add", elem_classes="panel"):
        gr.HTML(shelf.heading("ui.add_title", "ui.add_hint", language), apply_default_css=False)
        files = gr.File(
            label=say("ui.files", language), file_count="multiple", file_types=ENDINGS, height=140, elem_id="files"
        )
        with gr.Row(elem_classes="fields"):
            kind = gr.Dropdown(kinds, value="", label=say("ui.kind", language), filterable=False, min_width=180)
            body = gr.Textbox(label=say("ui.body", language), placeholder=say("ui.body_hint", language), min_width=180)
            date = gr.Textbox(label=say("ui.date", language), placeholder=say("ui.date_hint", language), min_width=140)
        add = gr.Button(say("ui.add", language), variant="primary", elem_id="add-button", scale=0)
        told = gr.HTML("", elem_id="added", js_on_load=None, apply_default_css=False)

    def taken(files: list[str] | None, kind: str, body: str, date: str, filter_: str) -> Iterator[tuple[Any, ...]]:
        for shown, done in _taken_in(product, files or [], kind, body, date, language):
            yield shown, _table(product, filter_, language) if done else gr.skip(), None if done else gr.skip()

    add.click(taken, [files, kind, body, date, wanted], [told, table, files], trigger_mode="once", **_EVENT)


def _search_section(product: Product, language: Language) -> None:
    """A query and the passages that the search finds for it."""

    def look(query: str) -> Html:
        if not query.strip():
            return Html("")
        try:
            return shelf.hits(product.search(query.strip(), k=10), query, language)
        except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
            return shelf.message(fault(error, language), failed=True)

    with gr.Column(elem_id="try-search", elem_classes="panel"):
        gr.HTML(shelf.heading("ui.search_title", "ui.search_hint", language), apply_default_css=False)
        with gr.Row(elem_classes="fields"):
            query = gr.Textbox(label=say("ui.search_words", language), scale=1, min_width=0, elem_id="search-words")
            go = gr.Button(say("ui.search", language), scale=0, min_width=96, elem_id="search-button")
        found = gr.HTML("", elem_id="found", js_on_load=None, apply_default_css=False)
    gr.on([query.submit, go.click], look, [query], [found], **_EVENT)


def tab(product: Product, language: Language) -> None:
    """The tab with its events."""

    def listed(wanted: str) -> Html:
        return _table(product, wanted, language)

    def remove(wanted: str, event: gr.EventData) -> tuple[Html, Html]:
        try:
            gone = product.remove([str(event._data.get("id", ""))])
            told = shelf.message(say("ui.removed", language) if gone else "")
        except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
            told = shelf.message(fault(error, language), failed=True)
        return _table(product, wanted, language), told

    with gr.Tab(say("ui.tab_library", language), id="library", elem_id="tab-library") as this:
        wanted = gr.Textbox(label=say("ui.filter", language), elem_id="filter", render=False)
        table = gr.HTML(
            listed(""), elem_id="table", js_on_load=_BUTTONS, apply_default_css=False, render=False
        )
        _add_section(product, language, wanted, table)
        with gr.Column(elem_id="listing", elem_classes="panel"):
            gr.HTML(shelf.heading("ui.listing_title", "ui.listing_hint", language), apply_default_css=False)
            wanted.render()
            told = gr.HTML("", elem_id="removed", js_on_load=None, apply_default_css=False)
            table.render()
        _search_section(product, language)
    this.select(listed, [wanted], [table], **_EVENT)
    wanted.change(listed, [wanted], [table], trigger_mode="always_last", **_EVENT)
    table.remove(remove, [wanted], [table, told], **_EVENT)
