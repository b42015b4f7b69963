"""Version 2: the audit log is a chain that nobody can change, and people have a last sign-in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from alembic import op

from autograder.portal.audit_chain import NO_ENTRY, digest

revision = "0002"
down_revision = "0001"

NEW = ("before", "after", "previous", "sha256")
ROWS_AT_ONCE = 5000
LAST_SIGN_INS = """
UPDATE person SET signed_in_at = last.at
FROM (SELECT actor, max(at) AS at FROM audit WHERE action = 'signed in' GROUP BY actor) AS last
WHERE last.actor = person.student
"""
REFUSAL = "The audit log is append-only."
# With `INSERT OR REPLACE`, SQLite deletes a row without the trigger for it.
SQLITE = (
    f"""CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()""",
    """CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()""",
)


@dataclass
class Entry:
    """An entry of version 1, and what it gets."""

    seq: int
    at: float
    actor: str
    action: str
    object: str
    address: str
    previous: str
    before: str = ""
    after: str = ""


def upgrade() -> None:
    """Change the tables, and chain the entries that are there."""
    op.add_column("person", sa.Column("signed_in_at", sa.Double(), nullable=True))
    op.execute(LAST_SIGN_INS)
    for name in NEW:
        op.add_column("audit", sa.Column(name, sa.String(), nullable=True))
    chain(op.get_bind())
    with op.batch_alter_table("audit") as audit:
        for name in NEW:
            audit.alter_column(name, existing_type=sa.String(), nullable=False)
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)
    # An older Held-out reads this number, and refuses.
    op.execute("UPDATE portal_version SET version = 2")


def chain(connection: sa.Connection) -> None:
    """Give each entry the hash of the one before it, and its own."""
    change = sa.text(
        "UPDATE audit SET before = '', after = '', previous = :previous, sha256 = :sha256 "
        "WHERE seq = :seq"
    )
    previous = NO_ENTRY
    for rows in pages(connection):
        changes = []
        for row in rows:
            fields = (row.seq, row.at, row.actor, row.action, row.object, row.address)
            sha256 = digest(Entry(*fields, previous=previous))
            changes.append({"seq": row.seq, "previous": previous, "sha256": sha256})
            previous = sha256
        connection.execute(change, changes)


def pages(connection: sa.Connection) -> Iterator[Any]:
    """Read the entries in their order, some at a time: a long log does not fit into memory."""
    wanted = sa.text(
        "SELECT seq, at, actor, action, object, address FROM audit WHERE seq > :seq "
        f"ORDER BY seq LIMIT {ROWS_AT_ONCE}"
    )
    seq = -1
    while rows := connection.execute(wanted, {"seq": seq}).all():
        yield rows
        seq = rows[-1].seq
