"""The statement itself: who to, what about, and a section for each proposal. Nothing of how it was drafted is in it."""

from __future__ import annotations

import datetime as dt

from assistant.export.blocks import Block, Fields, Heading, Look, Paper, Paragraph, Run, Title, What, clean, text
from assistant.export.parts import (
    about_request,
    body,
    fields,
    given,
    matter,
    paper,
    requester,
    section_name,
    section_paragraphs,
    section_text,
    tell,
)
from assistant.statement import Section, Statement
from assistant.text.numbering import Source, number, number_of
from assistant.text.wording import day
from assistant.types import Claim


def build(statement: Statement, *, marks: bool, now: dt.datetime) -> Paper:
    """The statement; with `marks`, each sentence is followed by the numbers of its sources in the annex."""
    language, case = statement.language, statement.case
    sources = number(statement.claims) if marks else ()
    rows = (
        (tell("recipient", language), requester(statement)),
        (tell("matter", language), matter(statement)),
        (tell("reference", language), about_request(statement)),
        (tell("register_number", language), case.register_number),
        (tell("day", language), day(given(statement, now), language)),
        (tell("giver", language), body(statement)),
    )
    blocks: list[Block] = [Title(tell("statement", language)), Fields(fields(rows))]
    for section in statement.sections:
        blocks.append(Heading(1, section_name(section)))
        blocks.extend(_paragraph(group, sources) for group in section_paragraphs(section))
    if sources:
        blocks.append(text(tell("marks_explained", language), look=Look.NOTE))
    return paper(
        What.STATEMENT,
        statement,
        blocks,
        name=tell("statement_about", language, matter=matter(statement)),
        data={
            "recipient": requester(statement),
            "register_number": case.register_number,
            "date": given(statement, now).isoformat(),
            "sections": [_data(section, sources) for section in statement.sections],
        },
    )


def marks_of(claim: Claim, sources: tuple[Source, ...]) -> tuple[int, ...]:
    """The numbers of a sentence's sources, in order and without repeats; none where nothing is numbered."""
    if not sources:
        return ()
    return tuple(dict.fromkeys(number_of(quote, sources) for quote in claim.quotes))


def _paragraph(group: tuple[Claim, ...], sources: tuple[Source, ...]) -> Paragraph:
    return Paragraph(tuple(Run(claim.text, marks_of(claim, sources)) for claim in group))


def _data(section: Section, sources: tuple[Source, ...]) -> dict[str, object]:
    return {
        "proposal": section.proposal.id,
        "number": section.proposal.number,
        "title": section.proposal.title,
        "stance": section.version.stance.value,
        "text": section_text(section),
        "sentences": [
            {"text": clean(claim.text)} | ({"sources": list(marks_of(claim, sources))} if sources else {})
            for group in section_paragraphs(section)
            for claim in group
        ],
    }
