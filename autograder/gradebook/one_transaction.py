"""A database session in which a submission is one transaction, however often nbgrader commits."""

from collections.abc import Hashable
from functools import cache
from typing import Any

from nbgrader.api import Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Column, Connection, Engine, create_engine, event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

# The database computes sums in these entries, from the marks of others.
SUMS = (SubmittedNotebook, SubmittedAssignment, Student)


class OneTransaction(Session):
    """A session in which `commit` keeps what was changed for the next query; `end` commits."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.found: dict[tuple[Hashable, ...], Any] = {}

    def commit(self) -> None:
        """Write new entries. Sums are read again when they are next asked for, after all changes."""
        if self.deleted:
            self.flush()
            self.found.clear()
            self.expire_all()
            return
        # nbgrader sets most comments to what they are.
        changed = [entry for entry in self.dirty if self.is_modified(entry)]
        sums = [entry for entry in self.identity_map.values() if isinstance(entry, SUMS)]
        if not (self.new or changed):
            return
        if self.new:
            self.flush()
        for entry in (*changed, *sums):
            self.expire(entry, _computed(entry.__class__))

    def rollback(self) -> None:
        self.found.clear()
        super().rollback()

    def end(self, *, keep: bool) -> None:
        """Commit or roll back, and forget all entries."""
        try:
            if keep and self.is_active:
                super().commit()
            else:
                self.rollback()
        finally:
            self.close()


@cache
def _computed(kind: Hashable) -> list[str]:
    """Name the attributes of an entry that the database computes."""
    return [
        each.key for each in inspect(kind).column_attrs if not isinstance(each.columns[0], Column)
    ]


def engine(url: str) -> Engine:
    """Make an engine for such sessions. Each transaction of SQLite's begins as a writer's."""
    # Nothing stays open between two submissions.
    made = create_engine(url, poolclass=NullPool)
    if made.dialect.name == "sqlite":
        # Python's sqlite3 would begin late. Then two writers could each wait for the other one.
        event.listen(made, "connect", _begin_ourselves)
        event.listen(made, "begin", _begin_to_write)
    return made


def _begin_ourselves(connection: Any, _: object) -> None:
    connection.isolation_level = None


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
