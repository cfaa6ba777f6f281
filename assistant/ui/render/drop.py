"""The file field: a label to press or drop files on, a list of what was chosen. `drop.js` gives it life."""

from __future__ import annotations

from assistant.text.html import Html, icon, tag
from assistant.text.wording import say
from assistant.types import Language

ENDINGS = (".md", ".txt", ".html", ".htm", ".docx", ".odt", ".pdf", ".jsonl")


def drop(language: Language, limit_mb: int) -> Html:
    """The field as a template of a Gradio HTML component: it must hold no template signs of its own."""
    drawn = tag(
        "div",
        tag(
            "label",
            tag("input", type="file", multiple=True, accept=",".join(ENDINGS)),
            icon("upload"),
            tag("span", tag("strong", say("ui.choose_files", language)), " ", say("ui.or_drop", language)),
            class_="drop-zone",
        ),
        tag("ul", class_="chosen", aria_label=say("ui.files", language)),
        tag("p", role="status", class_="drop-status"),
        class_="drop",
        data_endings=",".join(ENDINGS),
        data_limit=limit_mb * 1024 * 1024,
        data_drop=say("ui.drop_file", language),
        data_sending=say("ui.sending", language, name="{name}"),
        data_wrong=say("error.unsupported", language, name="{name}"),
        data_large=say("error.too_large", language, name="{name}", limit=limit_mb),
        data_lost=say("ui.not_sent", language, name="{name}"),
    )
    # A lone brace is no template sign; a doubled one, a dollar's or a backtick would be.
    if any(sign in drawn for sign in ("{{", "${", "`")):
        raise ValueError("the file field holds a template sign")
    return drawn
