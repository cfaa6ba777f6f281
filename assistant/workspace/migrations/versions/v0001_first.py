"""The first shape: register, positions, versions with the sources they quote, approvals, log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    """Makes every table."""
    op.create_table("notes", sa.Column("name", sa.Text, primary_key=True), *_text("value"))
    op.create_table(
        "cases",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("current", sa.Boolean, nullable=False),
        *_text("title", "requester", "requester_register_number", "register_number"),
        sa.Column("opened", sa.Date),
        sa.Column("deadline", sa.Date),
        *_text("url", "consultation_id", "respondent", "deciding_body"),
        sa.Column("meeting", sa.Date),
        *_text("languages", "questions"),
    )
    _register()
    _work()
    op.create_table(
        "events",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        *_text("by", "action", "subject", "details", "digest"),
    )


def _register() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("ordinal", sa.Integer, nullable=False, index=True),
        *_text("number", "title", "text"),
        sa.Column("document", sa.Text, nullable=False, index=True),
        sa.Column("page", sa.Integer),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        *_text("references", "found_as", "state", "confirmed_by"),
        sa.Column("digest", sa.Boolean, nullable=False),
        sa.Column("touched", sa.Boolean, nullable=False),
    )
    op.create_table(
        "positions",
        sa.Column("proposal", sa.Text, sa.ForeignKey("proposals.id", ondelete="CASCADE"), primary_key=True),
        *_text("stance", "wishes", "grounds"),
        sa.Column("revision", sa.Integer, nullable=False),
        *_text("by"),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("proposal", sa.Text, sa.ForeignKey("positions.proposal", ondelete="CASCADE"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        *_text("id", "text", "source"),
        sa.Column("date", sa.Date),
    )


def _work() -> None:
    op.create_table(
        "sections",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("proposal", sa.Text, sa.ForeignKey("proposals.id"), nullable=False, index=True),
        *_text("language"),
    )
    op.create_table(
        "versions",
        sa.Column("section", sa.Text, sa.ForeignKey("sections.id"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        *_text("stance", "claims", "kind", "by"),
        sa.Column("at", sa.DateTime, nullable=False),
        *_text("wishes", "facts", "instruction", "model", "prompt"),
    )
    op.create_table(
        "sources",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("document", sa.Text, nullable=False, index=True),
        *_text("title"),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("section", sa.Text, nullable=False, index=True),
        sa.Column("version", sa.Integer, nullable=False),
        *_text("by"),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(["section", "version"], ["versions.section", "versions.n"]),
    )
    op.create_table(
        "acceptances",
        sa.Column("id", sa.Integer, primary_key=True),
        *_text("finding", "by"),
        sa.Column("at", sa.DateTime, nullable=False),
        *_text("message"),
        sa.UniqueConstraint("finding", "by"),
    )
    op.create_table(
        "typings",
        sa.Column("section", sa.Text, sa.ForeignKey("sections.id"), primary_key=True),
        sa.Column("by", sa.Text, primary_key=True),
        *_text("text"),
        sa.Column("based_on", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """There is nothing before the first step."""
    raise NotImplementedError
