"""The tab Lausunto: the whole as it will leave, the check, the approval, the files.

Every deed ends in the same way: one line on what came of it, and the tab drawn anew from what is kept.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.drafting import Drafting
from assistant.errors import ConflictError, StoreError, UsageError
from assistant.export.blocks import Title, What
from assistant.export.files import build
from assistant.export.parts import section_name
from assistant.statement import Section, Version, paragraphs
from assistant.text import clock
from assistant.text.html import Html, icon, tag
from assistant.text.wording import explain, say
from assistant.types import Language
from assistant.ui.product import Product
from assistant.ui.render import checking, leaving, whole
from assistant.ui.render.prose import shorten
from assistant.ui.render.whole import Whole
from assistant.ui.talk import fault

_SCRIPT = (Path(__file__).parent / "statement.js").read_text(encoding="utf-8")
_SPOKEN = (Language.FI, Language.SV)
"""The languages a statement can be in."""
LAST_BY = "last_by"
"""The workspace's note of the name that was last used."""
NAMED = 60
"""Characters of a section's name in the line on what was done."""

Parts = tuple[Html, ...]
"""The parts of the tab in the order of `Widgets.parts`."""


# What is shown


def choices(drafting: Drafting, language: Language) -> tuple[tuple[Language, ...], Language]:
    """The languages the statement may be in, and the one to begin with: the screen's where sections are in it, else theirs."""
    written = tuple(one for one in _SPOKEN if drafting.workspace.sections(one))
    asked = tuple(one for one in drafting.case.languages if one in _SPOKEN)
    offered = tuple(one for one in _SPOKEN if one in {*written, *asked, language})
    if language in written:
        return offered, language
    return offered, next(iter((*written, *asked)), Language.FI)


def gathered(drafting: Drafting, wanted: str, language: Language) -> Whole:
    """All that the tab shows; `wanted` is the statement's chosen language, empty before one is chosen."""
    offered, first = choices(drafting, language)
    statement = drafting.statement(next((one for one in offered if one == wanted), first))
    if not statement.sections:
        written = tuple(one for one in _SPOKEN if drafting.statement(one).sections)
        return Whole(statement=statement, languages=offered, written=written)
    now = dt.datetime.now(dt.UTC)
    top = build(What.STATEMENT, statement, now=now).blocks
    before = next((n for n, block in enumerate(top) if n and not isinstance(block, Title)), 0) + 1
    history = {section.id: drafting.versions(section.id) for section in statement.sections}
    last = {section.id: drafting.workspace.approval(section.id) for section in statement.sections}
    return Whole(
        statement=statement,
        top=top[:before],
        about=build(What.AI_USE, statement, history=history, now=now).blocks,
        last={name: approval for name, approval in last.items() if approval},
        languages=offered,
    )


def drawn(drafting: Drafting, wanted: str, language: Language) -> Parts:
    """The parts of the tab and the source column, as things stand now."""
    held = gathered(drafting, wanted, language)
    today = clock.today()
    column = whole.side(held.statement, language)
    if not held.statement.sections:
        return (whole.empty(held, language), *(Html(""),) * 6, column)
    return (
        whole.head(held, today, language),
        checking.check(held, language),
        whole.preview(held, checking.anchors(held.statement), language),
        whole.sections(held, language),
        leaving.files(held, language),
        leaving.form(held, language),
        leaving.afterwards(held, language),
        column,
    )


def line(words: str, *, failed: bool = False) -> Html:
    """The line on what came of a deed; each is new, so that the same words twice are said twice."""
    if not words:
        return Html("")
    drawing = icon("failed" if failed else "done")
    return tag("p", drawing, tag("span", words), class_="told bad" if failed else "told", data_at=time.monotonic_ns())


# Deeds


def with_sentence(version: Version, at: int, words: str) -> str:
    """The version's text with one sentence in other words, or without it; a paragraph left empty goes too."""
    n, kept = 0, []
    for group in paragraphs(version.claims):
        texts = [words if n + k == at else claim.text for k, claim in enumerate(group)]
        n += len(group)
        kept.append(" ".join(text for text in texts if text.strip()))
    return "\n\n".join(part for part in kept if part)


class UndoneError(Exception):
    """A deed that cannot be done, with what to tell about it. Nothing was written."""


Deed = Mapping[str, str]
"""What the page sends: `do`, and what the deed is about. It comes from a browser and may hold anything."""


def _named(section: Section) -> str:
    return shorten(section_name(section), NAMED)


def _seen(drafting: Drafting, deed: Deed) -> Version:
    """The version that the person saw when doing the deed. Raises StoreError for a version that there is not."""
    try:
        return drafting.workspace.version(deed.get("id", ""), int(deed.get("n", "")))
    except ValueError as error:
        raise StoreError("unknown_section", id=deed.get("id", "")) from error


def _sentence(version: Version, deed: Deed) -> int | None:
    """The index of the sentence a deed is about, None for the whole section. Raises UsageError for one there is not."""
    told = deed.get("claim", "")
    if not told:
        return None
    if told.isdecimal() and int(told) < len(version.claims):
        return int(told)
    raise UsageError("unknown_finding", id=deed.get("finding", ""))


def _left(drafting: Drafting, words: str, text: Language, language: Language) -> str:
    return f"{words} {say('whole.left_open', language, n=len(drafting.statement(text).open))}"


def _accept(drafting: Drafting, deed: Deed, by: str, text: Language, language: Language) -> str:
    drafting.accept(deed.get("finding", ""), by, text)
    return _left(drafting, say("whole.did_accept", language), text, language)


def _mend(drafting: Drafting, deed: Deed, by: str, text: Language, language: Language) -> str:
    version = _seen(drafting, deed)
    at = _sentence(version, deed)
    words = deed.get("text", "").strip()
    if not words:
        raise UndoneError(say("whole.mend_empty", language))
    new = words if at is None else with_sentence(version, at, words)
    if new == version.text:
        raise UndoneError(say("whole.unchanged", language))
    drafting.edit(version.section, new, by=by, expected=version.n)
    return _left(drafting, say("whole.did_mend", language), text, language)


def _drop(drafting: Drafting, deed: Deed, by: str, text: Language, language: Language) -> str:
    version = _seen(drafting, deed)
    at = _sentence(version, deed)
    new = "" if at is None else with_sentence(version, at, "")
    if not new:
        raise UndoneError(say("whole.last_sentence", language))
    drafting.edit(version.section, new, by=by, expected=version.n)
    return _left(drafting, say("whole.did_drop", language), text, language)


def _approve(drafting: Drafting, deed: Deed, by: str, text: Language, language: Language) -> str:
    section = next((one for one in drafting.statement(text).sections if one.id == deed.get("id")), None)
    if section is None:
        raise StoreError("unknown_section", id=deed.get("id", ""))
    if str(section.version.n) != deed.get("n"):
        raise UndoneError(say("whole.approve_changed", language, title=_named(section)))
    drafting.workspace.approve(section.id, section.version.n, by)
    return say("whole.did_approve", language, title=_named(section))


def _approve_all(drafting: Drafting, deed: Deed, by: str, text: Language, language: Language) -> str:
    """Only the versions that were on the screen: one made meanwhile has not been read."""
    seen = set(deed.get("seen", "").split())
    done = 0
    for section in drafting.statement(text).sections:
        if section.approval is not None:
            continue
        if f"{section.id}:{section.version.n}" not in seen:
            raise UndoneError(say("whole.approve_changed", language, title=_named(section)))
        drafting.workspace.approve(section.id, section.version.n, by)
        done += 1
    return say("whole.did_approve_all", language, n=done)


def _move(drafting: Drafting, deed: Deed, by: str, text: Language, language: Language) -> str:
    sections = drafting.statement(text).sections
    n = next((k for k, one in enumerate(sections) if one.id == deed.get("id")), None)
    if n is None:
        raise StoreError("unknown_section", id=deed.get("id", ""))
    to = n + (-1 if deed.get("way") == "up" else 1)
    if 0 <= to < len(sections):
        register = [proposal.id for proposal in drafting.proposals()]
        drafting.workspace.move(sections[n].proposal.id, register.index(sections[to].proposal.id) + 1, by)
    place = min(max(to, 0), len(sections) - 1) + 1
    return say("whole.did_move", language, title=_named(sections[n]), place=place, total=len(sections))


_DEEDS = {
    "accept": _accept,
    "mend": _mend,
    "drop": _drop,
    "approve": _approve,
    "approve_all": _approve_all,
    "move": _move,
}


def perform(drafting: Drafting, deed: Deed, by: str, text: Language, language: Language) -> Html:
    """Does what a person asked for and tells what came of it; errors are told in the same place."""
    done = _DEEDS.get(deed.get("do", ""))
    if done is None:
        return Html("")
    if not by.strip():
        return line(say("whole.name_missing", language), failed=True)
    try:
        return line(done(drafting, deed, by.strip(), text, language))
    except UndoneError as told:
        return line(str(told), failed=True)
    except ConflictError as error:
        # What was typed is not lost with the sentence that it was typed for.
        typed = deed.get("text", "").strip()
        kept = say("whole.yours", language, text=typed) if typed else ""
        return line(f"{explain(error, language)} {kept}".strip(), failed=True)
    except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
        return line(fault(error, language), failed=True)


# The tab


@dataclass(frozen=True, slots=True, kw_only=True)
class Widgets:
    """What the tab consists of."""

    tab: gr.Tab
    name: gr.Textbox
    wanted: gr.State
    told: gr.HTML
    parts: tuple[gr.HTML, ...]


_PARTS = ("head", "check", "preview", "sections", "files", "form", "afterwards")


def _html(name: str) -> gr.HTML:
    return gr.HTML("", elem_id=f"whole-{name}", js_on_load=_SCRIPT, apply_default_css=False, elem_classes="whole-part")


def tab(product: Product, language: Language) -> Widgets:
    """Places the tab; it is filled when it is opened. `connect` gives it life."""
    with gr.Tab(say("whole.tab", language), id="statement", elem_id="tab-statement") as this:
        wanted = gr.State("")
        told = _html("told")
        head = _html("head")
        name = gr.Textbox(
            label=say("whole.name", language),
            info=say("whole.name_hint", language),
            lines=1,
            max_lines=1,
            max_length=100,
            elem_id="whole-name",
        )
        rest = tuple(_html(part) for part in _PARTS[1:])
    return Widgets(tab=this, name=name, wanted=wanted, told=told, parts=(head, *rest))


def connect(widgets: Widgets, sources: gr.HTML, product: Product, language: Language) -> None:
    """The events of the tab; `sources` is the column that the statement's sources fill."""

    def shown(wanted: str) -> Parts:
        try:
            return drawn(product.drafting, wanted, language)
        except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
            told = tag("p", icon("failed"), tag("span", fault(error, language)), class_="fault", role="alert")
            return (told, *(gr.skip(),) * len(_PARTS))

    def opened(wanted: str) -> tuple[Any, ...]:
        return (product.drafting.workspace.note(LAST_BY) or "", Html(""), *shown(wanted))

    def act(by: str, wanted: str, event: gr.EventData) -> tuple[Any, ...]:
        deed = {str(name): str(value) for name, value in event._data.items()}
        if deed.get("do") == "speak":
            wanted = deed.get("language", "")
            name = say(f"ui.language_{wanted}", language) if wanted in _SPOKEN else ""
            return (line(say("whole.spoken", language, language=name)), wanted, *shown(wanted))
        if deed.get("do") == "look":
            return (gr.skip(), wanted, *shown(wanted))
        text = Language(deed["spoken"]) if deed.get("spoken") in _SPOKEN else Language.FI
        return (perform(product.drafting, deed, by, text, language), wanted, *shown(wanted))

    def remember(by: str) -> None:
        if by.strip():
            product.drafting.workspace.note(LAST_BY, by.strip())

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    parts = [*widgets.parts, sources]
    widgets.tab.select(opened, [widgets.wanted], [widgets.name, widgets.told, *parts], **quiet)
    widgets.name.blur(remember, [widgets.name], None, **quiet)
    for part in widgets.parts:
        part.act(
            act, [widgets.name, widgets.wanted], [widgets.told, widgets.wanted, *parts], trigger_mode="once", **quiet
        )
