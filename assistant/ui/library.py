"""The tab Aineisto: what is in, adding to it, taking out of it, and what the search sees."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.utils import get_upload_folder

from assistant.text.html import Html
from assistant.text.wording import say
from assistant.types import AddState, Kind, Language, Progress
from assistant.ui import adding
from assistant.ui.product import Product
from assistant.ui.render import shelf
from assistant.ui.render.drop import drop
from assistant.ui.talk import fault

_HERE = Path(__file__).parent

_BUTTONS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-remove]');
  if (button) trigger('remove', {id: button.dataset.remove});
});
"""
_LONG: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# A short reply comes in the request itself: sooner than through the queue, and nothing is left open when a page is left.
_SHORT: dict[str, Any] = {**_LONG, "queue": False}


def _table(product: Product, wanted: str, language: Language) -> Html:
    # Whatever keeps the catalogue from being read, the page says so in place of the table.
    try:
        return shelf.table(product.documents(), wanted, language)
    except Exception as error:  # noqa: BLE001
        return shelf.message(fault(error, language), failed=True)


def _taken_in(
    product: Product, files: str, kind: str, body: str, date: str, language: Language
) -> Iterator[tuple[Html, bool, bool]]:
    """What to show while files are added, each with whether they have been dealt with, and whether every one was taken in."""
    paths = adding.sent(files, Path(get_upload_folder()))
    if not paths:
        yield shelf.message(say("ui.no_files", language), failed=True), False, False
        return
    try:
        label = adding.Label(kind=Kind(kind) if kind else None, body=body.strip() or None, date=adding.read_date(date))
    except ValueError:
        yield shelf.message(say("ui.bad_date", language, date=date), failed=True), False, False
        return
    yield shelf.starting([path.name for path in paths], language), False, False
    began = time.monotonic()
    try:
        for told in adding.add(product, paths, label):
            if isinstance(told, Progress):
                yield shelf.progress(told, time.monotonic() - began, language), False, False
            else:
                yield shelf.outcomes(told, language), True, all(one.state is not AddState.FAILED for one in told)
    except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
        yield shelf.message(fault(error, language), failed=True), True, False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Adding:
    """The part of the tab where files are added."""

    files: gr.HTML
    kind: gr.Dropdown
    body: gr.Textbox
    date: gr.Textbox
    add: gr.Button
    told: gr.HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    """The part of the tab that lists what is in."""

    wanted: gr.Textbox
    told: gr.HTML
    table: gr.HTML


def _add_section(product: Product, language: Language) -> _Adding:
    kinds = [(say("ui.kind_from_file", language), "")] + [(say(f"kind.{kind}", language), kind.value) for kind in Kind]
    with gr.Column(elem_id="add"):
        gr.HTML(shelf.heading("ui.add_title", "ui.add_hint", language), apply_default_css=False)
        # Gradio's own file field has English labels and small targets; this one sends through the same upload route.
        files = gr.HTML(
            "[]",
            html_template=drop(language, product.settings.max_file_mb),
            js_on_load=(_HERE / "drop.js").read_text(encoding="utf-8"),
            apply_default_css=False,
            elem_id="files",
        )
        with gr.Row(elem_classes="fields"):
            kind = gr.Dropdown(kinds, value="", label=say("ui.kind", language), filterable=False, min_width=180)
            body = gr.Textbox(label=say("ui.body", language), placeholder=say("ui.body_hint", language), min_width=180)
            date = gr.Textbox(label=say("ui.date", language), placeholder=say("ui.date_hint", language), min_width=140)
        add = gr.Button(say("ui.add", language), variant="primary", elem_id="add-button", scale=0)
        told = gr.HTML("", elem_id="added", js_on_load=None, apply_default_css=False)
    return _Adding(files=files, kind=kind, body=body, date=date, add=add, told=told)


def _listing_section(language: Language) -> _Listing:
    with gr.Column(elem_id="listing"):
        gr.HTML(shelf.heading("ui.listing_title", "ui.listing_hint", language), apply_default_css=False)
        wanted = gr.Textbox(label=say("ui.filter", language), elem_id="filter")
        told = gr.HTML("", elem_id="removed", js_on_load=None, apply_default_css=False)
        # Filled when the tab is opened: a long table would make every first page heavy, and be old by then.
        table = gr.HTML("", elem_id="table", js_on_load=_BUTTONS, apply_default_css=False)
    return _Listing(wanted=wanted, told=told, table=table)


def _search_section(product: Product, language: Language) -> None:
    """A query and the passages that the search finds for it."""

    def look(query: str) -> Html:
        if not query.strip():
            return Html("")
        try:
            return shelf.hits(product.search(query.strip(), k=10), query, language)
        except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
            return shelf.message(fault(error, language), failed=True)

    with gr.Column(elem_id="try-search"):
        gr.HTML(shelf.heading("ui.search_title", "ui.search_hint", language), apply_default_css=False)
        with gr.Row(elem_classes="fields"):
            query = gr.Textbox(label=say("ui.search_words", language), scale=1, min_width=0, elem_id="search-words")
            go = gr.Button(say("ui.search", language), scale=0, min_width=96, elem_id="search-button")
        found = gr.HTML("", elem_id="found", js_on_load=None, apply_default_css=False)
    gr.on([query.submit, go.click], look, [query], [found], **_SHORT)


def tab(product: Product, language: Language) -> None:
    """The tab with its events."""
    with gr.Tab(say("ui.tab_library", language), id="library", elem_id="tab-library") as this:
        new = _add_section(product, language)
        listing = _listing_section(language)
        _search_section(product, language)

    def taken(files: str, kind: str, body: str, date: str, wanted: str) -> Iterator[tuple[Any, ...]]:
        for shown, done, good in _taken_in(product, files, kind, body, date, language):
            table, left = (_table(product, wanted, language), "[]") if done else (gr.skip(), gr.skip())
            # What was said of these files is not true of the next ones; after a fault it is still there to try again with.
            yield shown, table, left, *(("",) * 3 if good else (gr.skip(),) * 3)

    def listed(wanted: str) -> Html:
        return _table(product, wanted, language)

    def remove(wanted: str, event: gr.EventData) -> tuple[Html, Html]:
        try:
            gone = product.remove([str(event._data.get("id", ""))])
            told = shelf.message(say("ui.removed", language) if gone else "")
        except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
            told = shelf.message(fault(error, language), failed=True)
        return _table(product, wanted, language), told

    given = [new.files, new.kind, new.body, new.date, listing.wanted]
    new.add.click(
        taken, given, [new.told, listing.table, new.files, new.kind, new.body, new.date], trigger_mode="once", **_LONG
    )
    # A remark on the last attempt goes when new files are chosen; what was told of added files stays.
    new.files.change(lambda files: gr.skip() if files == "[]" else "", [new.files], [new.told], **_SHORT)
    this.select(listed, [listing.wanted], [listing.table], **_SHORT)
    listing.wanted.change(listed, [listing.wanted], [listing.table], trigger_mode="always_last", **_SHORT)
    listing.table.remove(remove, [listing.wanted], [listing.table, listing.told], **_SHORT)
