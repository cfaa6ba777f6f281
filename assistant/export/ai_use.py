"""The page on the use of a program and of AI: what wrote, by which prompts, and what people chose, changed and approved.

It tells only what the statement holds. Where the earlier versions of a section are not given, it says of which versions it speaks.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.export.annex import accepted_table
from assistant.export.blocks import Block, Fields, Heading, Items, Paper, Table, Title, What, cell, one_line, text
from assistant.export.names import within
from assistant.export.parts import (
    body,
    fields,
    given,
    matter,
    models,
    moment,
    paper,
    section_name,
    section_paragraphs,
    stance,
    tell,
)
from assistant.statement import Section, Statement, Version
from assistant.text.wording import day, say
from assistant.types import Language, Origin

History = Mapping[str, Sequence[Version]]


def build(statement: Statement, *, history: History | None, now: dt.datetime) -> Paper:
    """The page. `history` holds every kept version of each section by its id, oldest first; without it the newest speak."""
    language = statement.language
    made = {section.id: _versions(section, history) for section in statement.sections}
    every = [version for versions in made.values() for version in versions]
    wrote = models(statement, (version.model for version in every))
    prompts = tuple(dict.fromkeys(version.prompt for version in every if version.prompt))
    rows = (
        (tell("matter", language), matter(statement)),
        (tell("register_number", language), statement.case.register_number),
        (tell("giver", language), body(statement)),
        (tell("day", language), day(given(statement, now), language)),
    )
    blocks: list[Block] = [Title(tell("ai_use", language)), Fields(fields(rows))]
    blocks.append(text(tell("ai_notice", language)))
    blocks.append(text(_responsible(statement)))
    blocks.append(Heading(1, tell("model", language)))
    blocks.extend(_model(wrote, language, whole=_whole(statement, made)))
    blocks.append(Heading(1, tell("prompts", language)))
    blocks.extend(_prompts(prompts, language))
    blocks.append(Heading(1, tell("origins", language)))
    blocks.append(_origins(statement))
    blocks.append(Heading(1, tell("people", language)))
    blocks.append(text(tell("people_explained", language)))
    for section in statement.sections:
        blocks.append(Heading(2, section_name(section)))
        blocks.append(_people(section, made[section.id], language))
    blocks.append(Heading(1, tell("accepted", language)))
    blocks.append(accepted_table(statement) if statement.accepted else text(tell("none_accepted", language)))
    return paper(
        What.AI_USE,
        statement,
        blocks,
        name=tell("ai_use_about", language, matter=matter(statement)),
        data={
            "models": list(wrote),
            "prompts": list(prompts),
            "sections": [_data(section, made[section.id]) for section in statement.sections],
            "accepted": [
                {"finding": held.finding, "by": held.by, "at": held.at.isoformat()} for held in statement.accepted
            ],
        },
    )


def _versions(section: Section, history: History | None) -> tuple[Version, ...]:
    """The versions up to the one handed in, oldest first; that one alone where the others are not given."""
    kept = (history or {}).get(section.id, ())
    older = tuple(sorted((held for held in kept if held.n < section.version.n), key=lambda held: held.n))
    return (*older, section.version)


def _whole(statement: Statement, made: Mapping[str, tuple[Version, ...]]) -> bool:
    """Whether every version of every section is known."""
    return all(len(made[section.id]) == section.version.n for section in statement.sections)


def _responsible(statement: Statement) -> str:
    name = body(statement)
    language = statement.language
    return tell("responsible", language, body=within(name)) if name else tell("responsible_untold", language)


def _model(wrote: tuple[str, ...], language: Language, *, whole: bool) -> Iterator[Block]:
    if wrote:
        yield text(tell("models_used", language))
        yield Items(tuple(cell(name) for name in wrote))
    else:
        yield text(tell("no_model", language))
    if not whole:
        yield text(tell("newest_only", language))


def _prompts(prompts: tuple[str, ...], language: Language) -> Iterator[Block]:
    if not prompts:
        yield text(tell("no_prompts", language))
        return
    yield text(tell("prompts_explained", language))
    yield Items(tuple(cell(name) for name in prompts))


def _origins(statement: Statement) -> Table:
    language = statement.language
    counted = Counter(claim.origin for claim in statement.claims if one_line(claim.text))
    return Table(
        caption=tell("origins", language),
        header=(tell("origin", language), tell("what_it_is", language), tell("count", language)),
        rows=tuple(
            (
                cell(say(f"origin.{origin.value}", language)),
                cell(tell(f"origin_{origin.value}", language)),
                cell(str(counted[origin])),
            )
            for origin in Origin
        ),
        shares=(24, 58, 18),
    )


def _people(section: Section, versions: tuple[Version, ...], language: Language) -> Table:
    rows = [
        (
            tell("version", language, n=version.n),
            tell(f"kind_{version.kind.value}", language),
            stance(version.stance, language),
            version.by,
            moment(version.at, language),
        )
        for version in versions
    ]
    held = section.approval
    if held is None:
        rows.append((tell("version", language, n=section.version.n), tell("not_approved", language), "", "", ""))
    else:
        at = moment(held.at, language)
        rows.append((tell("version", language, n=held.version), tell("approved", language), "", held.by, at))
    return Table(
        caption=tell("people_of", language, section=section_name(section)),
        header=tuple(tell(name, language) for name in ("which_version", "done", "stance", "by", "at")),
        rows=tuple(tuple(cell(word) for word in row) for row in rows),
        shares=(14, 26, 22, 19, 19),
    )


def _data(section: Section, versions: tuple[Version, ...]) -> dict[str, object]:
    held = section.approval
    return {
        "proposal": section.proposal.id,
        "title": section_name(section),
        "stance": section.version.stance.value,
        "origins": Counter(claim.origin.value for group in section_paragraphs(section) for claim in group),
        "versions": [
            {
                "n": version.n,
                "kind": version.kind.value,
                "stance": version.stance.value,
                "by": version.by,
                "at": version.at.isoformat(),
                "model": version.model,
                "prompt": version.prompt,
            }
            for version in versions
        ],
        "approved": {"version": held.version, "by": held.by, "at": held.at.isoformat()} if held else None,
    }
