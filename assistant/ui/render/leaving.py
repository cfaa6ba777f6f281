"""What leaves: files to hand in, the fields of the request's form, the page on the use of AI, the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.export.blocks import Format, What
from assistant.export.form import arrange
from assistant.export.parts import moment, section_name, section_text
from assistant.statement import Event, Statement
from assistant.text.html import Html, icon, tag
from assistant.text.wording import say, texts
from assistant.types import Language
from assistant.ui.render.paper import blocks
from assistant.ui.render.prose import shorten, tidy
from assistant.ui.render.whole import Whole, leading, part

_TEXTS = (Format.DOCX, Format.ODT, Format.PDF, Format.MD, Format.TXT)
FILES: Mapping[What, tuple[Format, ...]] = {
    What.STATEMENT: _TEXTS,
    What.ANNEX: _TEXTS,
    What.AGENDA: _TEXTS,
    What.AI_USE: _TEXTS,
}
"""The papers in the order they are offered, and their formats."""
NEEDS_CLEAR = frozenset({What.STATEMENT, What.FORM})
"""What cannot be handed in while findings are open."""
EVENTS = 200
"""Lines of the log shown, the newest."""


def address(what: What, form: Format, text: Language, *, marks: bool = False) -> str:
    """Where a file is fetched, relative to the page."""
    return f"export/{what.value}.{form.value}?text={text.value}" + ("&marks=1" if marks else "")


def _why(statement: Statement, language: Language) -> Html:
    """Why the statement cannot leave yet, and the way to what stops it."""
    n = len(statement.open)
    words = say("whole.blocked_one" if n == 1 else "whole.blocked", language, n=n)
    return tag(
        "div",
        tag("p", icon("failed"), tag("span", words), id="whole-why"),
        leading([say("whole.next_check_button", language)], "whole-check-title"),
        class_="whole-why",
    )


def _file(what: What, form: Format, text: Language, blocked: bool, language: Language) -> Html:
    name = say("whole.file", language, paper=say(f"whole.paper_{what.name.lower()}", language), form=form.value.upper())
    if blocked:
        return tag(
            "button",
            form.value.upper(),
            type="button",
            class_="quiet blocked",
            aria_label=name,
            aria_describedby="whole-why",
            data_go="whole-check-title",
            data_say=say("whole.blocked_short", language),
        )
    return tag(
        "a",
        form.value.upper(),
        href=address(what, form, text),
        class_="quiet",
        aria_label=name,
        data_file=what.value,
        data_making=say("whole.making", language, name=name),
        data_made=say("whole.made", language, name=name),
        data_lost=say("whole.not_made", language),
    )


def _paper(what: What, statement: Statement, language: Language) -> Html:
    blocked = what in NEEDS_CLEAR and bool(statement.open)
    name = what.name.lower()
    marks = what is What.STATEMENT and tag(
        "label",
        tag("input", type="checkbox", id="whole-marks", data_marks="statement"),
        tag("span", say("whole.with_marks", language)),
        class_="switch",
    )
    return tag(
        "li",
        tag(
            "div",
            tag("h3", say(f"whole.paper_{name}", language)),
            tag("p", say(f"whole.paper_{name}_hint", language), class_="small"),
            marks or None,
        ),
        tag(
            "div", *(_file(what, form, statement.language, blocked, language) for form in FILES[what]), class_="formats"
        ),
        _why(statement, language) if blocked else None,
    )


def files(whole: Whole, language: Language) -> Html:
    """The papers and their formats; what cannot leave says why and leads to the check."""
    papers = tag("ul", *(_paper(what, whole.statement, language) for what in FILES), class_="whole-files")
    return part("files", "whole-files-title", say("whole.files_hint", language), papers, language=language)


# The request's form


def _copy(words: str, name: str, statement: Statement, language: Language) -> Html:
    label = say("whole.copy_field", language)
    if statement.open:
        return tag(
            "button",
            icon("copy"),
            tag("span", label),
            type="button",
            class_="quiet blocked",
            aria_label=f"{label}: {name}",
            aria_describedby="whole-why",
            data_go="whole-check-title",
            data_say=say("whole.blocked_short", language),
        )
    return tag(
        "button",
        icon("copy"),
        # The first word changes for a while when it has been copied.
        tag("span", label),
        tag("span", f": {name}", class_="unseen"),
        type="button",
        class_="quiet",
        data_copy=words,
        data_done=say("whole.copied_now", language),
        data_said=say("whole.copied", language, name=name),
    )


def _field(name: str, words: str, statement: Statement, language: Language) -> Html:
    count = say("whole.characters", language, n=f"{len(words):,}".replace(",", "\u00a0"))
    short = shorten(name, 120)
    return tag(
        "li",
        tag("h3", tidy(name), lang=statement.language),
        tag("p", count, class_="small") if words else tag("p", say("whole.no_answer", language), class_="small"),
        _copy(words, short, statement, language) if words else None,
        tag(
            "details",
            tag("summary", say("whole.show_text", language), aria_label=f"{say('whole.show_text', language)}: {short}"),
            tag("div", words, class_="field-text", lang=statement.language),
        )
        if words
        else None,
    )


def form(whole: Whole, language: Language) -> Html:
    """The fields in the order of the request's questions, each with its text, its length and a button that copies it."""
    statement = whole.statement
    placed, left = arrange(statement)
    # A proposal has its own printed number; a question is counted.
    count = bool(statement.case.questions)
    rows = [
        _field(f"{held.n}. {held.question}" if count else held.question, held.text, statement, language)
        for held in placed
    ]
    unplaced = [_field(section_name(one), section_text(one), statement, language) for one in left]
    return part(
        "form",
        "whole-form-title",
        say("whole.form_hint", language),
        tag("ol", *rows, class_="whole-fields"),
        tag("p", say("whole.unplaced", language)) if unplaced else None,
        tag("ol", *unplaced, class_="whole-fields") if unplaced else None,
        language=language,
    )


# Afterwards: who and what wrote, who did what


def _named(subject: str, names: Mapping[str, str]) -> str:
    return names.get(subject, "")


def _deed(event: Event, language: Language) -> str:
    known = event.action in texts().get("event", {})
    return say(f"event.{event.action}" if known else "whole.event_other", language)


def _event(event: Event, names: Mapping[str, str], language: Language) -> Html:
    what = _named(event.subject, names)
    form_ = event.details.get("format", "").upper()
    more = " · ".join(part_ for part_ in (what, form_) if part_)
    return tag(
        "tr",
        tag("td", moment(event.at, language)),
        tag("td", tidy(event.by) or say("whole.program", language)),
        tag("td", _deed(event, language), f": {more}" if more else None),
    )


def log(events: Sequence[Event], names: Mapping[str, str], language: Language) -> Html:
    """The newest lines of the log first; `names` tells what ids stand for."""
    newest = tuple(reversed(events))[:EVENTS]
    columns = ("log_when", "log_who", "log_what")
    head = (tag("th", say(f"whole.{key}", language), scope="col") for key in columns)
    table = tag(
        "table",
        tag("caption", say("whole.log_count", language, shown=len(newest), total=len(events))),
        tag("thead", tag("tr", *head)),
        tag("tbody", *(_event(event, names, language) for event in newest)),
        class_="whole-log",
    )
    return tag("details", tag("summary", say("whole.log", language)), table, id="whole-log")


def names(statement: Statement, language: Language) -> dict[str, str]:
    """What the log's ids are called: proposals, sections, papers."""
    told = {what.value: say(f"whole.paper_{what.name.lower()}", language) for what in What}
    for section in statement.sections:
        told[section.id] = told[section.proposal.id] = tidy(section.proposal.name)
    told.update({held.id: tidy(held.name) for held in statement.without})
    return told


def afterwards(whole: Whole, language: Language) -> Html:
    """Folded: the page on the use of AI as it will leave, and the log."""
    statement = whole.statement
    about = tag(
        "details",
        tag("summary", say("whole.about", language)),
        tag("div", blocks(whole.about, level=3), class_="whole-paper plain-paper", lang=statement.language),
        id="whole-about",
    )
    return part(
        "afterwards",
        "whole-afterwards-title",
        say("whole.afterwards_hint", language),
        about,
        log(statement.events, names(statement, language), language),
        language=language,
    )
