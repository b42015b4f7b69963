"""Version 0004: names in the gradebook; no seconds for a report."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Change the tables."""
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(
            sa.Column("written_name", sa.String(), nullable=False, server_default="")
        )
    with op.batch_alter_table("report") as batch_op:
        batch_op.drop_column("seconds")
