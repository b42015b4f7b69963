"""The locks of PostgreSQL by which transactions wait for each other. SQLite lets one write at a time."""

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

# By their numbers: what they let one transaction, or one process, do at a time.
TABLES, CLAIMS, PEOPLE, OFFERED, STANDINGS, GRADING, AUDIT, DECISIONS = range(4845, 4853)


def one_at_a_time(transaction: Connection | Session, lock: int) -> None:
    """Wait for this lock, and hold it until the transaction ends. On SQLite all of them do anyway."""
    bind = transaction.get_bind() if isinstance(transaction, Session) else transaction
    if bind.dialect.name == "postgresql":
        transaction.execute(select(func.pg_advisory_xact_lock(lock)))
