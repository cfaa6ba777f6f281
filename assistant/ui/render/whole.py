"""The tab Lausunto as far as it is looked at: coverage and what to do next, the preview, the sections with their approval.

A statement's sentences are numbered as one answer: its pills and cards carry a turn of their own, which no question of the chat has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.export.parts import moment, section_name, section_paragraphs
from assistant.statement import Approval, Section, Statement
from assistant.text.html import Html, icon, join, tag
from assistant.text.numbering import Source, number, place
from assistant.text.wording import say
from assistant.types import Claim, Language, Quote
from assistant.ui.render.answer import origin, pills, said
from assistant.ui.render.cards import byline, digest_mark, excerpt, links, source_id
from assistant.ui.render.column import side as column
from assistant.ui.render.header import deadline
from assistant.ui.render.paper import Block, blocks
from assistant.ui.render.prose import tidy

TURN = 900_000
"""The turn that the ids of the statement's pills and cards carry: no conversation gets so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """All that the tab shows. `top` are the blocks before the first section as they will leave, `about` those of the page on
    the use of AI; `last` is the newest approval of each section by its id, also where the text has changed since;
    `languages` are the statement's choices, `written` those that have a section."""

    statement: Statement
    top: tuple[Block, ...] = ()
    about: tuple[Block, ...] = ()
    last: Mapping[str, Approval] = field(default_factory=dict)
    languages: tuple[Language, ...] = (Language.FI,)
    written: tuple[Language, ...] = ()

    @property
    def unapproved(self) -> tuple[Section, ...]:
        """Sections whose newest version nobody has approved."""
        return tuple(section for section in self.statement.sections if section.approval is None)


def button(
    words: str, do: str, *, named: str | None = None, look: str = "quiet", **more: str | int | bool | None
) -> Html:
    """A button whose press is sent as the deed `do`; `named` is its whole name where the words alone say too little."""
    return tag("button", words, type="button", class_=look, data_do=do, aria_label=named, **more)


def leading(words: Sequence[str | None], where: str, *, look: str = "quiet", **more: str | None) -> Html:
    """A button that only leads elsewhere: to a part of this tab (its id), or to another tab ("tab:positions")."""
    return tag("button", *words, type="button", class_=look, data_go=where, **more)


def part(key: str, identity: str, hint: str | None, *inside: str | None, language: Language) -> Html:
    """A part of the tab under its heading; the heading can be led to."""
    return tag(
        "section",
        tag("h2", say(f"whole.{key}", language), id=identity, tabindex=-1),
        tag("p", hint, class_="hint") if hint else None,
        *inside,
        class_="part",
        aria_labelledby=identity,
    )


# The head


def _next(whole: Whole, language: Language) -> Html:
    """One sentence on what comes next, and the button that leads there."""
    waiting, left = len(whole.statement.open), len(whole.unapproved)
    if waiting:
        key, values, where = "next_check", {"n": waiting}, "whole-check-title"
    elif left:
        key, values, where = "next_approve", {"n": left}, "whole-sections-title"
    else:
        key, values, where = "next_leave", {}, "whole-files-title"
    one = "_one" if 1 in values.values() else ""
    return tag(
        "div",
        tag("p", tag("strong", say("whole.next", language)), " ", say(f"whole.{key}{one}", language, **values)),
        leading([say(f"whole.{key}_button", language)], where, look="primary"),
        class_="whole-next",
    )


def _without(whole: Whole, language: Language) -> Html | None:
    names = [tidy(held.name) for held in whole.statement.without]
    if not names:
        return None
    return tag(
        "details",
        tag("summary", say("whole.without_one" if len(names) == 1 else "whole.without", language, n=len(names))),
        tag("ul", *(tag("li", name) for name in names)),
        leading([say("whole.to_positions", language)], "tab:positions"),
        class_="without",
    )


def _languages(whole: Whole, language: Language) -> Html | None:
    if len(whole.languages) < 2:
        return None
    choices = (
        tag(
            "button",
            say(f"ui.language_{one}", language),
            type="button",
            class_="tongue",
            data_do="speak",
            data_language=one.value,
            aria_pressed="true" if one is whole.statement.language else "false",
        )
        for one in whole.languages
    )
    return tag(
        "div",
        tag("span", say("whole.language", language), id="whole-language"),
        *choices,
        role="group",
        aria_labelledby="whole-language",
        class_="speak",
    )


def head(whole: Whole, today: dt.date, language: Language) -> Html:
    """How much is covered, how long there is, the statement's language, and what to do next."""
    done = len(whole.statement.sections)
    total = done + len(whole.statement.without)
    limit = whole.statement.case.deadline
    covered = say("whole.coverage", language, done=done, total=total)
    facts = [
        tag(
            "li",
            tag("span", covered, id="whole-covered"),
            tag("progress", value=done, max=max(total, 1), aria_labelledby="whole-covered"),
            class_="covered",
        ),
        tag("li", icon("clock"), deadline(limit, today, language)) if limit else None,
    ]
    return tag(
        "div",
        tag("h2", say("whole.title", language), id="whole-title", tabindex=-1),
        tag("ul", *facts, class_="whole-facts"),
        _languages(whole, language),
        _next(whole, language) if done else None,
        _without(whole, language) if done else None,
        # What the script needs to know.
        tag(
            "span",
            id="whole-paper-language",
            hidden=True,
            data_spoken=whole.statement.language.value,
            data_nameless=say("whole.name_missing", language),
        ),
        class_="whole-head",
    )


def empty(whole: Whole, language: Language) -> Html:
    """What the tab is for, while there is no section in the chosen language; where there are in another, the way to it."""
    written = [one for one in whole.written if one is not whole.statement.language]
    elsewhere = "; ".join(say(f"ui.language_{one}", language) for one in written)
    return tag(
        "section",
        tag("h2", say("whole.empty_title", language), id="whole-empty", tabindex=-1),
        tag("p", say("whole.empty_here" if written else "whole.empty", language, languages=elsewhere)),
        _languages(whole, language) if written else None,
        tag("ol", *(tag("li", say(f"whole.empty_{n}", language)) for n in (1, 2, 3))),
        leading([say("whole.to_positions", language)], "tab:positions", look="primary"),
        class_="part whole-empty",
        aria_labelledby="whole-empty",
    )


# The preview


def _sentence(
    claim: Claim, at: int, sources: tuple[Source, ...], found: str | None, language: Language, spoken: Language
) -> Html:
    told = found and tag(
        "a", icon("failed"), say("whole.remark", language), href=f"#{found}", class_="remark", data_go=found
    )
    return tag(
        "span",
        said(claim, pills(claim, sources, TURN, at, language), spoken if spoken is not language else None),
        " ",
        origin(claim, language),
        told,
        class_=f"sentence {claim.origin}" + (" found" if found else ""),
        id=f"t{TURN}-c{at}",
    )


def _paragraphs(
    section: Section, first: int, sources: tuple[Source, ...], places: Mapping[str, str], language: Language
) -> Iterator[Html]:
    index = {id(claim): n for n, claim in enumerate(section.version.claims)}
    for group in section_paragraphs(section):
        numbered = [(claim, index[id(claim)]) for claim in group]
        yield tag(
            "p",
            join(
                (
                    _sentence(
                        claim, first + n, sources, places.get(f"{section.id}:{n}"), language, section.version.language
                    )
                    for claim, n in numbered
                ),
                " ",
            ),
        )


def preview(whole: Whole, places: Mapping[str, str], language: Language) -> Html:
    """The statement as it will leave. Origins, pills and remarks are drawn too, and shown when they are asked for.

    `places` names the id of the finding of a sentence by its section's id and its index, joined by a colon.
    """
    sources = number(whole.statement.claims)
    shown, at = [], 0
    for section in whole.statement.sections:
        shown.append(tag("h4", section_name(section)))
        shown.extend(_paragraphs(section, at, sources, places, language))
        at += len(section.version.claims)
    switch = tag(
        "label",
        tag("input", type="checkbox", data_show="origins", id="whole-origins"),
        tag("span", say("whole.show_origins", language)),
        class_="switch",
    )
    paper = tag(
        "article",
        blocks(whole.top, level=3),
        join(shown),
        class_="whole-paper",
        id=f"t{TURN}",
        tabindex=-1,
        lang=whole.statement.language,
        aria_label=say("whole.preview", language),
    )
    return part("preview", "whole-preview-title", say("whole.preview_hint", language), switch, paper, language=language)


# Sections: order and approval


def _approved(section: Section, last: Approval | None, language: Language) -> Html:
    if section.approval:
        when = moment(section.approval.at, language)
        words = say("whole.approved", language, by=section.approval.by, at=when, n=section.approval.version)
        return tag("p", icon("done"), tag("span", words), class_="state good")
    if last:
        words = say("whole.changed_since", language, by=last.by, at=moment(last.at, language), old=last.version)
        return tag("p", icon("retry"), tag("span", words), class_="state changed")
    return tag("p", icon("clock"), tag("span", say("whole.unapproved", language)), class_="state")


def _row(whole: Whole, n: int, language: Language) -> Html:
    section = whole.statement.sections[n]
    title = tidy(section_name(section))
    waiting = len([f for f in whole.statement.open if f in section.findings])
    key = "whole.open_one" if waiting == 1 else "whole.open"
    version = say("whole.version", language, n=section.version.n)
    last = n == len(whole.statement.sections) - 1

    def move(way: str, off: bool) -> Html | None:
        words = say(f"whole.{way}", language)
        if off:
            return None
        return button(
            words, "move", named=f"{words}: {title}", data_id=section.id, data_way=way, id=f"whole-{way}-{section.id}"
        )

    approve = say("whole.approve", language)
    return tag(
        "li",
        tag(
            "div",
            tag("h3", title, lang=section.version.language),
            tag("p", version, f" · {say(key, language, n=waiting)}" if waiting else None, class_="small"),
            _approved(section, whole.last.get(section.id), language),
        ),
        tag(
            "div",
            move("up", n == 0),
            move("down", last),
            None
            if section.approval
            else button(
                approve,
                "approve",
                named=f"{approve}: {title}",
                look="quiet strong",
                data_id=section.id,
                data_n=section.version.n,
                id=f"whole-approve-{section.id}",
            ),
            class_="row-actions",
        ),
        id=f"whole-row-{section.id}",
        tabindex=-1,
    )


def sections(whole: Whole, language: Language) -> Html:
    """The sections in their order: moving them, and approving each or all."""
    left = len(whole.unapproved)
    seen = " ".join(f"{section.id}:{section.version.n}" for section in whole.unapproved)
    done = len(whole.statement.sections) - left
    rows = tag("ol", *(_row(whole, n, language) for n in range(len(whole.statement.sections))), class_="whole-rows")
    everything = tag(
        "p",
        tag("span", say("whole.approved_count", language, done=done, total=done + left)),
        button(
            say("whole.approve_all", language), "approve_all", look="primary", data_seen=seen, id="whole-approve-all"
        )
        if left
        else None,
        class_="whole-all",
    )
    return part(
        "sections", "whole-sections-title", say("whole.sections_hint", language), rows, everything, language=language
    )


# The source column


def _card(source: Source, used: Sequence[str], language: Language) -> Html:
    passages: dict[str, list[Quote]] = {}
    for quote in source.quotes:
        passages.setdefault(quote.passage.id, []).append(quote)
    document = source.document
    path = " › ".join(tidy(one) for one in source.heading)
    shown = (excerpt(quotes[0].passage, quotes, language) for quotes in passages.values())
    return tag(
        "li",
        tag(
            "h3", tag("span", str(source.n), class_="number"), tag("span", tidy(document.title), lang=document.language)
        ),
        tag("p", path, class_="heading", lang=document.language) if path else None,
        tag(
            "p",
            " · ".join(byline(document, source.page, language)),
            " ",
            digest_mark(document, language),
            class_="byline",
        ),
        join(shown),
        tag("p", say("ui.digest_warning", language), class_="small") if document.digest else None,
        tag("p", say("whole.used_in", language, sections="; ".join(used)), class_="small"),
        links(document, [(quote.start, quote.end) for quote in source.quotes], language),
        tag("a", icon("back"), say("whole.back", language), href=f"#t{TURN}", class_="back"),
        id=source_id(TURN, source.n),
        class_="card",
        tabindex=-1,
    )


def _used(statement: Statement, source: Source) -> list[str]:
    held = (
        section_name(section)
        for section in statement.sections
        if any(place(quote) == place(source.quotes[0]) for claim in section.version.claims for quote in claim.quotes)
    )
    return [tidy(name) for name in held]


def shelf(statement: Statement, language: Language) -> Html:
    """The cards of every source of the statement, numbered as in the files."""
    cards = (_card(source, _used(statement, source), language) for source in number(statement.claims))
    return tag("ol", *cards, class_="cards")


def side(statement: Statement, language: Language) -> Html:
    """The source column of this tab."""
    held = tag(
        "section",
        tag("p", say("whole.sources_hint", language), class_="of-question"),
        shelf(statement, language),
        class_="shelf",
        data_turn=TURN,
        aria_label=say("whole.sources_of", language),
    )
    shown = [held] if number(statement.claims) else []
    return column("whole-sources-title", shown, say("whole.sources_empty", language), language)
