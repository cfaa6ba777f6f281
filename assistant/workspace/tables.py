"""The tables of the workspace as they are now; `migrations/` tells how they came to be. Portable types only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator


def utc(moment: dt.datetime) -> dt.datetime:
    """A moment in UTC; one without a zone is taken to be in it already."""
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC, to the microsecond. Kept without its zone, which SQLite has no type for."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        """On its way in."""
        return None if value is None else utc(value).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        """On its way out."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


META = sa.MetaData()


def _text(name: str, **more: Any) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, **more)


def _number(name: str, **more: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, **more)


notes = sa.Table("notes", META, sa.Column("name", sa.Text, primary_key=True), _text("value"))

cases = sa.Table(
    "cases",
    META,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("current", sa.Boolean, nullable=False),
    _text("title"),
    _text("requester"),
    _text("requester_register_number"),
    _text("register_number"),
    sa.Column("opened", sa.Date),
    sa.Column("deadline", sa.Date),
    _text("url"),
    _text("consultation_id"),
    _text("respondent"),
    _text("deciding_body"),
    sa.Column("meeting", sa.Date),
    _text("languages"),
    _text("questions"),
)

proposals = sa.Table(
    "proposals",
    META,
    sa.Column("id", sa.Text, primary_key=True),
    _number("ordinal", index=True),
    _text("number"),
    _text("title"),
    _text("text"),
    _text("document", index=True),
    sa.Column("page", sa.Integer),
    _number("start"),
    _number("end"),
    _text("references"),
    _text("found_as"),
    _text("state"),
    _text("confirmed_by"),
    sa.Column("digest", sa.Boolean, nullable=False),
    # Whether a person has said or changed something; what nobody touched goes with its memo.
    sa.Column("touched", sa.Boolean, nullable=False),
)

positions = sa.Table(
    "positions",
    META,
    sa.Column("proposal", sa.Text, sa.ForeignKey("proposals.id", ondelete="CASCADE"), primary_key=True),
    _text("stance"),
    _text("wishes"),
    _text("grounds"),
    _text("added", server_default="[]"),
    _number("revision"),
    _text("by"),
    sa.Column("at", Moment, nullable=False),
)

facts = sa.Table(
    "facts",
    META,
    sa.Column("proposal", sa.Text, sa.ForeignKey("positions.proposal", ondelete="CASCADE"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    _text("id"),
    _text("text"),
    _text("source"),
    sa.Column("date", sa.Date),
)

sections = sa.Table(
    "sections",
    META,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("proposal", sa.Text, sa.ForeignKey("proposals.id"), nullable=False, index=True),
    _text("language"),
)

versions = sa.Table(
    "versions",
    META,
    sa.Column("section", sa.Text, sa.ForeignKey("sections.id"), primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    _text("stance"),
    _text("claims"),
    _text("kind"),
    _text("by"),
    sa.Column("at", Moment, nullable=False),
    _text("wishes"),
    _text("facts"),
    _text("instruction"),
    _text("model"),
    _text("prompt"),
)

sources = sa.Table(
    "sources",
    META,
    sa.Column("key", sa.Text, primary_key=True),
    _text("document", index=True),
    _text("title"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

approvals = sa.Table(
    "approvals",
    META,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("section", index=True),
    _number("version"),
    _text("by"),
    sa.Column("at", Moment, nullable=False),
    sa.ForeignKeyConstraint(["section", "version"], ["versions.section", "versions.n"]),
)

acceptances = sa.Table(
    "acceptances",
    META,
    sa.Column("id", sa.Integer, primary_key=True),
    _text("finding"),
    _text("by"),
    sa.Column("at", Moment, nullable=False),
    _text("message"),
    sa.UniqueConstraint("finding", "by"),
)

typings = sa.Table(
    "typings",
    META,
    sa.Column("section", sa.Text, sa.ForeignKey("sections.id"), primary_key=True),
    sa.Column("by", sa.Text, primary_key=True),
    _text("text"),
    _number("based_on"),
    sa.Column("at", Moment, nullable=False),
)

events = sa.Table(
    "events",
    META,
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    _text("by"),
    _text("action"),
    _text("subject"),
    _text("details"),
    _text("digest"),
)
