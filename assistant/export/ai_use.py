"""The page on the use of a program and of AI: what wrote, by which prompts, and what people chose, changed and approved.

It tells only what the statement, its log and the versions given hold. Where an earlier version of a section is not among them, the page
says of which versions it speaks.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.export.annex import acceptances, accepted_table
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
from assistant.statement import Approval, Event, Section, Stance, Statement, Version, VersionKind
from assistant.text.wording import day, say
from assistant.types import Language, Origin

History = Mapping[str, Sequence[Version]]
"""The kept versions of sections by the sections' ids."""

KEPT, SAVED, APPROVED = "version_kept", "position_saved", "section_approved"
"""Events of the log: a version of the section `subject` was kept, the position on the proposal `subject` was saved, a version of the
section `subject` was approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How one version came to be."""

    n: int
    kind: VersionKind
    stance: Stance
    by: str
    at: dt.datetime
    model: str
    prompt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known of a section: its versions and their approvals oldest first, and the event with which a person chose its stance."""

    section: Section
    versions: tuple[Made, ...]
    approvals: tuple[Approval, ...]
    choice: Event | None

    @property
    def whole(self) -> bool:
        """Whether every version is known."""
        return len(self.versions) == self.section.version.n


def build(statement: Statement, *, history: History | None = None, now: dt.datetime) -> Paper:
    """The page. Versions come from `history` where it is given, else from the statement's log."""
    language = statement.language
    pasts = tuple(_past(section, statement.events, history or {}) for section in statement.sections)
    every = [version for past in pasts for version in past.versions]
    wrote = models(statement, (version.model for version in every))
    prompts = tuple(dict.fromkeys(version.prompt for version in every if version.prompt))
    rows = (
        (tell("matter", language), matter(statement)),
        (tell("register_number", language), statement.case.register_number),
        (tell("giver", language), body(statement)),
        (tell("day", language), day(given(statement, now), language)),
    )
    accepted = acceptances(statement)
    blocks: list[Block] = [
        Title(tell("ai_use", language)),
        Fields(fields(rows)),
        text(tell("ai_notice", language)),
        text(_responsible(statement)),
        Heading(1, tell("model", language)),
        *_model(wrote, language, whole=all(past.whole for past in pasts)),
        Heading(1, tell("prompts", language)),
        *_prompts(prompts, language),
        Heading(1, tell("origins", language)),
        _origins(statement),
        Heading(1, tell("people", language)),
        text(tell("people_explained", language)),
    ]
    for past in pasts:
        blocks.append(Heading(2, section_name(past.section)))
        blocks.append(_people(past, language))
    blocks.append(Heading(1, tell("accepted", language)))
    blocks.append(accepted_table(statement) if accepted else text(tell("none_accepted", language)))
    return paper(
        What.AI_USE,
        statement,
        blocks,
        name=tell("ai_use_about", language, matter=matter(statement)),
        data={
            "models": list(wrote),
            "prompts": list(prompts),
            "sections": [_data(past) for past in pasts],
            "accepted": [{"finding": held.finding, "by": held.by, "at": held.at.isoformat()} for held in accepted],
        },
    )


def _past(section: Section, events: tuple[Event, ...], history: History) -> Past:
    """The versions that are known, up to the one handed in."""
    newest = section.version
    logged = (_made(event) for event in events if event.action == KEPT and event.subject == section.id)
    known = {made.n: made for made in logged if made and made.n < newest.n}
    known |= {version.n: _as_made(version) for version in history.get(section.id, ()) if version.n < newest.n}
    known[newest.n] = _as_made(newest)
    return Past(
        section=section,
        versions=tuple(known[n] for n in sorted(known)),
        approvals=_approvals(section, events),
        choice=_choice(section, events),
    )


def _as_made(version: Version) -> Made:
    return Made(
        n=version.n,
        kind=version.kind,
        stance=version.stance,
        by=version.by,
        at=version.at,
        model=version.model,
        prompt=version.prompt,
    )


def _made(event: Event) -> Made | None:
    """A version by the event that kept it; None where the event does not tell it."""
    told: Mapping[str, str] = event.details
    try:
        return Made(
            n=int(told["n"]),
            kind=VersionKind(told["kind"]),
            stance=Stance(told["stance"]),
            by=event.by,
            at=event.at,
            model=told.get("model", ""),
            prompt=told.get("prompt", ""),
        )
    except (KeyError, ValueError):
        return None


def _approvals(section: Section, events: tuple[Event, ...]) -> tuple[Approval, ...]:
    """Every approval of a version up to the one handed in: those the log tells, and the one that stands."""
    told = [
        Approval(section=section.id, version=int(event.details["n"]), by=event.by, at=event.at)
        for event in events
        if event.action == APPROVED and event.subject == section.id and event.details.get("n", "").isdecimal()
    ]
    told = [held for held in told if held.version <= section.version.n]
    if section.approval:
        newest = section.approval
        if told and (told[-1].version, told[-1].by) == (newest.version, newest.by):
            told.pop()  # the same one, logged a moment later
        told.append(newest)
    return tuple(told)


def _choice(section: Section, events: tuple[Event, ...]) -> Event | None:
    """The save with which the stance of the section was last chosen, before its version was made; later saves of the same
    stance (wishes, facts) are not choices."""
    chosen: Event | None = None
    for event in events:
        if event.action != SAVED or event.subject != section.proposal.id or event.at > section.version.at:
            continue
        if chosen is None or event.details.get("stance") != chosen.details.get("stance"):
            chosen = event
    return chosen if chosen and chosen.details.get("stance") == section.version.stance.value else None


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


def _people(past: Past, language: Language) -> Table:
    done = [
        (
            version.n,
            tell(f"kind_{version.kind.value}", language),
            stance(version.stance, language),
            version.by,
            version.at,
        )
        for version in past.versions
    ]
    done += [(held.version, tell("approved", language), "", held.by, held.at) for held in past.approvals]
    done.sort(key=lambda row: row[0])  # each approval after the version that it is of
    rows = [(tell("version", language, n=n), what, words, by, moment(at, language)) for n, what, words, by, at in done]
    if past.choice:
        words = stance(past.section.version.stance, language)
        rows.insert(0, ("", tell("chosen", language), words, past.choice.by, moment(past.choice.at, language)))
    if past.section.approval is None:
        rows.append((tell("version", language, n=past.section.version.n), tell("not_approved", language), "", "", ""))
    return Table(
        caption=tell("people_of", language, section=section_name(past.section)),
        header=tuple(tell(name, language) for name in ("which_version", "done", "stance", "by", "at")),
        rows=tuple(tuple(cell(word) for word in row) for row in rows),
        shares=(14, 26, 22, 19, 19),
    )


def _data(past: Past) -> dict[str, object]:
    held, choice, section = past.section.approval, past.choice, past.section
    return {
        "proposal": section.proposal.id,
        "title": section_name(section),
        "stance": section.version.stance.value,
        "chosen": {"by": choice.by, "at": choice.at.isoformat()} if choice else None,
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
            for version in past.versions
        ],
        "approved": _approval_data(held) if held else None,
        "approvals": [_approval_data(one) for one in past.approvals],
    }


def _approval_data(held: Approval) -> dict[str, object]:
    return {"version": held.version, "by": held.by, "at": held.at.isoformat()}
