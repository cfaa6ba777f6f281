"""Quotes that a person adds to a position's grounds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A position made before has none."""
    op.add_column("positions", sa.Column("added", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Steps are taken forward alone."""
    raise NotImplementedError
