"""The portal's database: SQLite in the course, or PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from autograder.closeable import Closeable
from autograder.errors import PortalError
from autograder.gradebook import write_ahead_log
from autograder.portal.rows import Row

# The version of the tables. A database of a later version is refused.
VERSION = 1
# Locks of PostgreSQL, by their numbers: what they let one transaction do at a time.
TABLES, CLAIMS, PEOPLE, OFFERED, STANDINGS = range(4845, 4850)

# SQLite's transactions read one state by themselves.
_OF_ONE_STATE: dict[str, Any] = {
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
}


class Database(Closeable):
    """Opens the database at `url`, and makes its tables. Threads may share it. Raises `PortalError`."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self._engine = _engine(url)
        self._writing = self._engine.execution_options(immediate=True)
        self._reading = self._engine.execution_options(**_OF_ONE_STATE.get(self._engine.name, {}))
        with self._reported(), self._writing.begin() as connection:
            _make_tables(connection)

    @classmethod
    def at(cls, path: Path) -> "Database":
        """Open the SQLite database in this file, which is made if it is not there."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(f"sqlite:///{path}")

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that reads one state of the database."""
        with self._reported(), Session(self._reading, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session whose changes are on disk when the block ends, all of them or none.

        On SQLite only one such block runs at a time: others wait. On PostgreSQL a block sees what others
        have committed meanwhile. There `one_at_a_time` keeps them out.
        """
        with self._reported(), Session(self._writing, expire_on_commit=False) as session:
            yield session
            session.commit()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        # The last one: every connection was in use for too long.
        except (OperationalError, PoolTimeout) as error:
            where = self.url.render_as_string(hide_password=True)
            raise PortalError(
                f"The portal's database `{where}` cannot be used: {getattr(error, 'orig', error)}. "
                "What was accepted is not lost. Make room, or start the database, and try again."
            ) from error


def one_at_a_time(transaction: Connection | Session, lock: int) -> None:
    """Wait for this lock, and hold it until the transaction ends. On SQLite all of them do anyway."""
    bind = transaction.get_bind() if isinstance(transaction, Session) else transaction
    if bind.dialect.name == "postgresql":
        transaction.execute(select(func.pg_advisory_xact_lock(lock)))


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return engine


def _settings(connection: sqlite3.Connection, _: object) -> None:
    # The driver would begin transactions by itself, and too late.
    connection.isolation_level = None
    write_ahead_log.turn_on(connection)
    # A receipt is sent after the commit. So each commit is flushed to the disk.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _make_tables(connection: Connection) -> None:
    # Of two processes that start at once, the second waits here and finds all tables.
    one_at_a_time(connection, TABLES)
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS portal_version (version INTEGER)")
    found: Any = connection.exec_driver_sql("SELECT max(version) FROM portal_version").scalar()
    if found is None:
        connection.exec_driver_sql(f"INSERT INTO portal_version VALUES ({VERSION})")
    elif found != VERSION:
        raise PortalError(
            f"The portal's database has version {found} of its tables. Expected: {VERSION}. "
            "Start the version of Held-out that made it."
        )
    Row.metadata.create_all(connection)
