"""The line at the top: name, case, deadline, which model writes and where text goes, languages."""

from __future__ import annotations

import datetime as dt

from assistant.settings import Settings
from assistant.text.html import Html, icon, join, tag
from assistant.text.wording import day, say
from assistant.types import Case, Language, LibraryStatus
from assistant.ui.render.mode import exhausted, masking, mode

_NAMES = {Language.FI: "Suomeksi", Language.SV: "På svenska", Language.EN: "In English"}


def deadline(date: dt.date, today: dt.date, language: Language) -> str:
    """Days until the deadline, or calmly how long ago it was."""
    days = (date - today).days
    when = day(date, language)
    if days == 0:
        return say("ui.deadline_today", language, date=when)
    if days == 1:
        return say("ui.deadline_tomorrow", language, date=when)
    if days == -1:
        return say("ui.deadline_yesterday", language, date=when)
    if days < 0:
        return say("ui.deadline_past", language, date=when, days=-days)
    return say("ui.deadline_left", language, date=when, days=days)


def _languages(language: Language) -> Html:
    items = (
        tag(
            "a",
            choice.value.upper(),
            href=f"/?lang={choice}",
            lang=choice,
            hreflang=choice,
            aria_label=f"{choice.value.upper()}, {_NAMES[choice]}",
            aria_current="true" if choice is language else None,
        )
        for choice in Language
    )
    return tag("nav", *items, class_="languages", aria_label=say("ui.languages", language))


def header(
    case: Case | None, settings: Settings, status: LibraryStatus | None, today: dt.date, language: Language
) -> Html:
    """The header. `status` None means that the library cannot be read just now; then no mode is claimed."""
    chips: list[Html] = []
    masked = masking(settings, language) if status and not exhausted(settings) else ""
    if case and case.deadline:
        soon = 0 <= (case.deadline - today).days <= 7
        chip = deadline(case.deadline, today, language)
        chips.append(tag("li", icon("clock"), chip, class_="chip soon" if soon else "chip"))
    if status:
        chips.append(tag("li", icon("shield"), mode(settings, status, language), class_="chip"))
    if masked:
        held = masked == say("ui.masked", language)
        chips.append(tag("li", icon("done" if held else "failed"), masked, class_="chip" if held else "chip soon"))
    bar = tag(
        "div",
        tag("a", say("ui.skip", language), href="#question", class_="skip"),
        tag(
            "div",
            tag("h1", say("ui.title", language)),
            tag("p", case.name, class_="case") if case else None,
            class_="brand",
        ),
        join([tag("ul", *chips, class_="chips", aria_label=say("ui.chips", language))]) if chips else None,
        _languages(language),
        class_="bar sends" if masked else "bar",
    )
    # The empty line is where the script says what went wrong outside an answer.
    return join([bar, tag("p", id="told-now", role="alert")])
