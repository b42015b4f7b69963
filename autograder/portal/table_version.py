"""The version of the portal's tables: which one a database has, and which one is the newest."""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect

from autograder.errors import PortalError

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"
# Alembic's own table, with the number of the migration that ran last.
ALEMBIC = "portal_alembic_version"
# The table in which a database of version 1 has its number. An older Held-out reads it, and refuses.
GUARD = "portal_version"
FIRST = "0001"


@cache
def newest() -> str:
    """Give the number of the newest version, by the names of the migrations: `v0002_audit.py`."""
    return max(path.name[1:5] for path in MIGRATIONS.glob("v*.py"))


def is_newest(connection: Connection) -> bool:
    """Tell whether the tables of a database are as they should be. Raises `PortalError` for later ones.

    It reads alone, and needs no Alembic.
    """
    found = _version(connection)
    if found > newest():
        raise PortalError(
            f"The portal's database has version {int(found)} of its tables. Expected: "
            f"{int(newest())} or an earlier one. Start the version of Held-out that made it."
        )
    return found == newest()


def first_version(connection: Connection) -> bool:
    """Tell whether a database has version 1, from before Alembic counted."""
    return not _number_in(connection, ALEMBIC) and _version(connection) == FIRST


def _version(connection: Connection) -> str:
    """Give a database's version; empty for a new database."""
    return _number_in(connection, ALEMBIC) or _number_in(connection, GUARD)


def _number_in(connection: Connection, table: str) -> str:
    if not inspect(connection).has_table(table):
        return ""
    column = "version_num" if table == ALEMBIC else "version"
    found = connection.exec_driver_sql(f"SELECT max({column}) FROM {table}").scalar()
    return f"{int(found):04}" if found is not None else ""
