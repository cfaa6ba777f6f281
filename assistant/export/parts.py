"""What several papers share: the case's data as fields, days and hours, names of sections, and the file's own properties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.export.blocks import Block, Paper, Run, Runs, What, cell, clean, one_line
from assistant.export.names import called
from assistant.statement import Section, Stance, Statement, paragraphs
from assistant.text.clock import local
from assistant.text.wording import day, say, texts
from assistant.types import Claim, Finding, Language

MADE_WITH = "Lausuntoapuri"
NO_MODEL = frozenset({"", "extractive"})
"""Names under which no language model wrote."""


def tell(name: str, language: Language, /, **values: object) -> str:
    """A text of section `export`."""
    return say(f"export.{name}", language, **values)


def moment(at: dt.datetime, language: Language) -> str:
    """Day and hour as they are written: 9.2.2026 klo 14.05."""
    here = local(at)
    return tell("moment", language, day=day(here, language), hour=here.hour, minute=f"{here.minute:02d}")


def given(statement: Statement, now: dt.datetime) -> dt.date:
    """The statement's day: that of the meeting, else the day it is made."""
    return statement.case.meeting or local(now).date()


def stance(value: Stance, language: Language) -> str:
    """A stance in words."""
    return tell(f"stance_{value.value}", language)


def body(statement: Statement) -> str:
    """Who decides, in the paper's language."""
    return called(one_line(statement.case.deciding_body), statement.language)


def requester(statement: Statement) -> str:
    """Who asked, in the paper's language."""
    return called(one_line(statement.case.requester), statement.language)


def matter(statement: Statement) -> str:
    """What the statement is about: the case's title, or what the case is called."""
    return one_line(statement.case.title) or one_line(statement.case.name)


def section_name(section: Section) -> str:
    """How a section is headed: the proposal's printed number, where it has one, and its title."""
    return one_line(section.proposal.name) or section.proposal.id


def section_text(section: Section) -> str:
    """A section's words as they are pasted into a form: paragraphs parted by an empty line."""
    told = (" ".join(clean(claim.text) for claim in group) for group in section_paragraphs(section))
    return "\n\n".join(told)


def section_paragraphs(section: Section) -> tuple[tuple[Claim, ...], ...]:
    """The paragraphs that have words, in order: what paragraphs are counted by in every paper."""
    worded = tuple(claim for claim in section.version.claims if clean(claim.text))
    return paragraphs(worded)


def fields(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, Runs], ...]:
    """Rows of labels and words, those without words left out."""
    return tuple((label, cell(word)) for label, word in rows if one_line(word))


def link(url: str) -> Runs:
    """An address that leads where it says."""
    return (Run(one_line(url), url=one_line(url)),)


def about_request(statement: Statement) -> str:
    """The request's own number and day, as much as is known."""
    language, case = statement.language, statement.case
    number = one_line(case.requester_register_number)
    opened = tell("request_of", language, day=day(case.opened, language)) if case.opened else ""
    return f"{number} ({opened[:1].lower()}{opened[1:]})" if number and opened else number or opened


def models(statement: Statement, more: Iterable[str] = ()) -> tuple[str, ...]:
    """The language models that wrote, in order and without repeats."""
    named = (*(section.version.model for section in statement.sections), *more)
    return tuple(dict.fromkeys(name for name in named if name not in NO_MODEL))


def told(finding: Finding, language: Language) -> str:
    """A finding in words, or the name of its check where nothing tells it."""
    return worded(finding.message, language, finding.values) or finding.check


def worded(code: str, language: Language, values: Mapping[str, str]) -> str:
    """The text of a code (`section.name`, or a name in `finding`, `check` or `note`), nothing where there is none."""
    section, _, name = code.rpartition(".")
    for place in (section,) if section else ("finding", "check", "note"):
        if name in texts().get(place, {}):
            try:
                return say(f"{place}.{name}", language, **values)
            except (KeyError, IndexError):
                return ""
    return ""


def paper(
    what: What,
    statement: Statement,
    blocks: Iterable[Block],
    *,
    name: str,
    data: Mapping[str, Any],
    subject: str = "",
) -> Paper:
    """A paper with the properties that all of a statement's papers have. No person is named in them: the author is the body
    that decides. Keywords and properties say that a program helped (AI Act, 2024/1689, article 50)."""
    language = statement.language
    return Paper(
        what=what,
        name=one_line(name),
        language=language,
        blocks=tuple(blocks),
        subject=one_line(subject or matter(statement)),
        author=body(statement),
        keywords=tell("drafted_with_program", language),
        running=one_line(statement.case.register_number),
        properties={
            "DraftedWith": MADE_WITH,
            "LanguageModel": ", ".join(map(one_line, models(statement))) or "none",
        },
        data=data,
    )
