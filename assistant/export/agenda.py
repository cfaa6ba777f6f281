"""The agenda item that puts the statement before the body that decides.

Only what the case and the statement hold is told. Who prepares and who presents, the decision and the appeal are left as
empty fields: they are for people to fill, and whether a decision can be appealed is for a lawyer to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from assistant.export.blocks import (
    Block,
    Fields,
    Heading,
    Items,
    Paper,
    Paragraph,
    Run,
    Table,
    Title,
    What,
    cell,
    one_line,
    text,
)
from assistant.export.names import allative, elative, within
from assistant.export.parts import (
    body,
    fields,
    given,
    link,
    matter,
    paper,
    requester,
    section_name,
    stance,
    tell,
)
from assistant.statement import Statement
from assistant.text.wording import day
from assistant.types import Language

SERVICE = "lausuntopalvelu.fi"


def build(statement: Statement, *, now: dt.datetime) -> Paper:
    """The item: title, body, day and number; account; roles; numbered proposed decision; attachment; fields left to fill."""
    language, case = statement.language, statement.case
    rows = (
        (tell("deciding_body", language), body(statement)),
        (tell("meeting_day", language), day(case.meeting, language) if case.meeting else ""),
        (tell("register_number", language), case.register_number),
        (tell("request_number", language), case.requester_register_number),
    )
    points = decision(statement)
    blocks: list[Block] = [
        Title(title(statement)),
        Fields(fields(rows)),
        Heading(1, tell("account", language)),
        *_account(statement),
        Fields(tuple((tell(role, language), ()) for role in ("preparer", "presenter"))),
        Heading(1, tell("proposed_decision", language)),
        text(_decides(statement)),
        Items(tuple(cell(point) for point in points), numbered=True),
        Fields(((tell("decision", language), ()),)),
        Heading(1, tell("attachments", language)),
        Items((cell(_attached(statement)),)),
        Fields(((tell("appeal", language), ()),)),
    ]
    return paper(
        What.AGENDA,
        statement,
        blocks,
        name=title(statement),
        data={
            "deciding_body": body(statement),
            "meeting": case.meeting.isoformat() if case.meeting else None,
            "register_number": case.register_number,
            "date": given(statement, now).isoformat(),
            "proposals": [
                {"proposal": held.proposal.id, "title": section_name(held), "stance": held.version.stance.value}
                for held in statement.sections
            ],
            "proposed_decision": list(points),
            "attachments": [_attached(statement)],
        },
    )


def title(statement: Statement) -> str:
    """ "Lausunnon antaminen X:lle Y:stä", or as much of it as can be bent surely, the rest after a colon."""
    about, to = matter(statement), _to(statement)
    language = statement.language
    if language is not Language.FI:
        return tell("giving_to", language, to=to, matter=about) if to else tell("giving", language, to="", matter=about)
    bent = elative(about)
    if to and bent:
        return tell("giving_to", language, to=to, matter=bent)
    return tell("giving", language, to=f" {to}" if to else "", matter=about)


def decision(statement: Statement) -> tuple[str, ...]:
    """The points of the proposed decision: give the statement, see that it is handed in by the deadline."""
    language, case, to = statement.language, statement.case, _to(statement)
    if to:
        give = tell("decide_giving_to", language, to=to)
    elif requester(statement):
        give = tell("decide_giving_named", language, name=requester(statement))
    else:
        give = tell("decide_giving", language)
    through_service = bool(case.consultation_id) or SERVICE in case.url.lower()
    how = "store" if through_service else "deliver"
    if case.deadline:
        return give, tell(f"decide_{how}_by", language, day=day(case.deadline, language))
    return give, tell(f"decide_{how}", language)


def _to(statement: Statement) -> str:
    """To whom, bent or with its preposition; nothing where the form is not sure."""
    name = requester(statement)
    if not name:
        return ""
    if statement.language is Language.FI:
        return allative(name) or ""
    return tell("to", statement.language, name=within(name))


def _decides(statement: Statement) -> str:
    name = body(statement)
    return tell("decides", statement.language, body=name or tell("the_body", statement.language))


def _attached(statement: Statement) -> str:
    return tell("statement_about", statement.language, matter=matter(statement))


def _account(statement: Statement) -> Iterator[Block]:
    language, case = statement.language, statement.case
    if requester(statement):
        yield text(tell("asked_by", language, name=requester(statement), matter=matter(statement)), *_times(statement))
    else:
        yield text(tell("asked", language, matter=matter(statement)), *_times(statement))
    if statement.sections:
        yield text(tell("stances_follow", language))
        yield Table(
            caption=tell("stances_of_proposals", language),
            header=(tell("proposal", language), tell("stance", language)),
            rows=tuple(
                (cell(section_name(held)), cell(stance(held.version.stance, language))) for held in statement.sections
            ),
            shares=(68, 32),
        )
    if statement.without:
        yield text(tell("without_follow", language))
        yield Items(tuple(cell(one_line(held.name) or held.id) for held in statement.without))
    yield text(tell("statement_attached", language))
    if case.url:
        yield Paragraph((Run(tell("request_material", language)), *link(case.url)))


def _times(statement: Statement) -> Iterator[str]:
    language, case = statement.language, statement.case
    opened = day(case.opened, language) if case.opened else ""
    deadline = day(case.deadline, language) if case.deadline else ""
    if opened and deadline:
        yield tell("opened_and_ends", language, opened=opened, deadline=deadline)
    elif deadline:
        yield tell("ends", language, deadline=deadline)
    elif opened:
        yield tell("opened", language, opened=opened)
