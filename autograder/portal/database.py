"""The portal's database: SQLite in the course, or PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from autograder.closeable import Closeable
from autograder.errors import CourseError, PortalError
from autograder.gradebook import write_ahead_log
from autograder.portal import audit, table_version
from autograder.portal.locks import GRADING, TABLES, one_at_a_time

# SQLite's transactions read one state by themselves.
_OF_ONE_STATE: dict[str, Any] = {
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
}


class Database(Closeable):
    """Opens the database at `url`, and makes its tables. Threads may share it. Raises `PortalError`."""

    def __init__(self, url: str) -> None:
        try:
            self.url = make_url(url)
            self._engine = _engine(url)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise PortalError(
                f"The portal's database cannot be opened: {error}. Expected: `--db "
                "postgresql+psycopg://USER@HOST/NAME`, and `pip install '.[postgres]'`."
            ) from error
        self._writing = self._engine.execution_options(immediate=True)
        self._reading = self._engine.execution_options(**_OF_ONE_STATE.get(self._engine.name, {}))
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

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
        have committed meanwhile. There `one_at_a_time` keeps them out. Entries of the audit log
        are written last, so that no transaction waits for another one while it holds the log's lock.
        """
        with self._reported(), Session(self._writing, expire_on_commit=False) as session:
            yield session
            audit.chain(session)
            session.commit()

    @contextmanager
    def only_grader(self) -> Iterator[None]:
        """Keep the grading process of another course or machine out. Raises `CourseError`.

        SQLite's file lies in the course, and the course's own lock does so.
        """
        if self.url.get_backend_name() == "sqlite":
            yield
            return
        alone = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with self._reported(), alone.connect() as connection:
            # Out of the pool: the lock ends with the connection, and so with the process.
            connection.detach()
            # The server learns within two minutes that a machine is gone.
            for name, value in (("idle", 60), ("interval", 10), ("count", 6)):
                connection.exec_driver_sql(f"SET tcp_keepalives_{name} = {value}")
            if not connection.scalar(select(func.pg_try_advisory_lock(GRADING))):
                raise CourseError(
                    f"Another grading process uses the database `{self._told_url}`. Expected: one "
                    "database for each course, and one `heldout serve`. Stop the other one."
                )
            yield

    def _prepare(self) -> None:
        try:
            with self._reported():
                with self._engine.begin() as connection:
                    if table_version.is_newest(connection):
                        return
                with self._writing.connect() as connection, _foreign_keys_off(connection):
                    _migrate(connection)
        except ProgrammingError as error:
            raise PortalError(
                f"No tables can be made in the database `{self._told_url}`: {error.orig}. "
                "Expected: an empty database that its user owns, or the portal's own."
            ) from error

    @property
    def _told_url(self) -> str:
        return self.url.render_as_string(hide_password=True)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        # The last one: every connection was in use for too long.
        except (OperationalError, PoolTimeout) as error:
            raise PortalError(
                f"The portal's database `{self._told_url}` cannot be used: "
                f"{getattr(error, 'orig', error)}. What was accepted is not lost. Make room, or "
                "start the database, and try again."
            ) from error
        except DatabaseError as error:
            # Its other subclasses are slips in our statements, or are expected by the caller.
            if type(error) is not DatabaseError:
                raise
            raise PortalError(
                f"The portal's database `{self._told_url}` is damaged: {error.orig}. Stop the "
                "service, and restore the database from a backup."
            ) from error


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


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let SQLite make a table anew to which others refer. It hears this outside of transactions only."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _migrate(connection: Connection) -> None:
    with connection.begin():
        # Of two processes that start at once, the second waits here and finds all tables.
        one_at_a_time(connection, TABLES)
        if table_version.is_newest(connection):
            return
        # Imported only here: it takes longer than all else that opens a database.
        from autograder.portal.migrations.upgrade import upgrade

        upgrade(connection)
        if connection.dialect.name == "sqlite":
            _expect_whole(connection)


def _expect_whole(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise PortalError(
            f"The portal's database cannot be carried over to version {int(table_version.newest())} "
            f"of its tables: rows refer to rows that are not there: {broken[:5]}. Nothing was "
            "changed. Start the version of Held-out that made it, and report this."
        )
