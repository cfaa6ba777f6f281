"""The request's form: what to paste into each field, in the order of its questions, with the number of characters.

A section goes to one question alone: the first of those that name its proposal best. What found no question is not
dropped but told at the end; where the questions are not known, each proposal is a field of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.export.blocks import Block, Fields, Heading, Look, Paper, Title, What, cell, one_line, text
from assistant.export.parts import (
    fields,
    matter,
    paper,
    requester,
    section_name,
    section_text,
    stance,
    tell,
)
from assistant.statement import Proposal, Section, Statement
from assistant.text.wording import day
from assistant.types import Language

SHORTEST_TITLE = 8
"""Characters: a shorter title may stand in a question by chance, so it must be all of the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its number from 1, the question, and the sections that answer it, in the register's order."""

    n: int
    question: str
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """What is pasted: nothing where no section answers."""
        return "\n\n".join(section_text(section) for section in self.sections)


def build(statement: Statement) -> Paper:
    """The fields as a paper; its data are `fields` and, where sections found no question, `unplaced`."""
    language = statement.language
    placed, left = arrange(statement)
    rows = (
        (tell("recipient", language), requester(statement)),
        (tell("matter", language), matter(statement)),
        (tell("deadline", language), day(statement.case.deadline, language) if statement.case.deadline else ""),
    )
    blocks: list[Block] = [Title(tell("form", language)), Fields(fields(rows))]
    blocks.append(text(tell("form_explained" if statement.case.questions else "form_without_questions", language)))
    for held in placed:
        blocks.extend(_field(held, language))
    if left:
        blocks.append(Heading(1, tell("unplaced", language)))
        blocks.append(text(tell("unplaced_explained", language)))
        for section in left:
            blocks.extend(_answer(section_name(section), (section,), language, level=2))
    return paper(
        What.FORM,
        statement,
        blocks,
        name=tell("form_about", language, matter=matter(statement)),
        data={
            "fields": [_data(held) for held in placed],
            "unplaced": [_section_data(section) for section in left],
        },
    )


def arrange(statement: Statement) -> tuple[tuple[Field, ...], tuple[Section, ...]]:
    """The fields in order, and the sections that no question names."""
    if not statement.case.questions:
        own = tuple(
            Field(n=n, question=section_name(section), sections=(section,))
            for n, section in enumerate(statement.sections, start=1)
        )
        return own, ()
    chosen = {section.id: _question(section.proposal, statement.case.questions) for section in statement.sections}
    placed = tuple(
        Field(
            n=n,
            question=one_line(question),
            sections=tuple(section for section in statement.sections if chosen[section.id] == n - 1),
        )
        for n, question in enumerate(statement.case.questions, start=1)
    )
    return placed, tuple(section for section in statement.sections if chosen[section.id] is None)


def _plain(words: str) -> str:
    """Words alone, in small letters, parted by single spaces; a number keeps its inner points (2.1)."""
    return " ".join(re.findall(r"\d+(?:\.\d+)*|[^\W\d_]+", one_line(words).casefold()))


def _question(proposal: Proposal, questions: Sequence[str]) -> int | None:
    """The index of the first of the questions that name the proposal best, None where none does."""
    ranks = [_rank(proposal, question) for question in questions]
    best = max(ranks, default=0)
    return ranks.index(best) if best else None


def _rank(proposal: Proposal, question: str) -> int:
    """3: the question is the proposal's name, title or own words; 2: it holds the title; 1: it holds the printed number with its word
    ("Ehdotus 2.1"; a bare number may be anything)."""
    asked = _plain(question)
    named = {_plain(proposal.name), _plain(proposal.title), _plain(proposal.text)} - {""}
    if asked in named:
        return 3
    title, number = _plain(proposal.title), _plain(proposal.number)
    if len(title) >= SHORTEST_TITLE and f" {title} " in f" {asked} ":
        return 2
    worded = any(letter.isalpha() for letter in number) and any(letter.isdigit() for letter in number)
    return 1 if worded and f" {number} " in f" {asked} " else 0


def _field(held: Field, language: Language) -> Iterator[Block]:
    name = tell("field", language, n=held.n, question=held.question)
    yield from _answer(name, held.sections, language, level=1)


def _answer(name: str, sections: tuple[Section, ...], language: Language, *, level: int) -> Iterator[Block]:
    yield Heading(level, name)
    if not sections:
        yield text(tell("no_answer", language), look=Look.NOTE)
        return
    words = "\n\n".join(section_text(section) for section in sections)
    yield Fields(
        (
            (tell("stance", language), cell("; ".join(stance(held.version.stance, language) for held in sections))),
            (tell("characters", language), cell(str(len(words)))),
        )
    )
    for part in words.split("\n\n"):
        yield text(part)


def _data(held: Field) -> dict[str, object]:
    stances = {section.version.stance.value for section in held.sections}
    return {
        "n": held.n,
        "question": held.question,
        "text": held.text,
        "characters": len(held.text),
        "proposal": held.sections[0].proposal.id if held.sections else None,
        "stance": stances.pop() if len(stances) == 1 else None,
        "proposals": [section.proposal.id for section in held.sections],
    }


def _section_data(section: Section) -> dict[str, object]:
    words = section_text(section)
    return {
        "text": words,
        "characters": len(words),
        "proposal": section.proposal.id,
        "title": section_name(section),
        "stance": section.version.stance.value,
    }
