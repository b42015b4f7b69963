"""Brings the portal's tables to the newest version. It imports Alembic, which takes a moment."""

import threading
from typing import Any, Literal

from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from sqlalchemy import Connection

from autograder.portal.rows import Text
from autograder.portal.table_version import ALEMBIC, FIRST, GUARD, first_version

# Alembic keeps what it works on for the whole process.
_one_thread = threading.Lock()


def upgrade(connection: Connection, version: str = "head") -> None:
    """Carry the tables over to a version, in this connection's transaction."""
    with _one_thread:
        config = configuration(connection)
        if first_version(connection):
            command.stamp(config, FIRST)
        command.upgrade(config, version)


def configuration(connection: Connection) -> Config:
    """Give the settings of Alembic's commands, which then use this connection."""
    config = Config()
    config.set_main_option("script_location", "autograder.portal:migrations")
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _is_compared(name: str | None, kind: str, _: object) -> bool:
    return (kind, name) != ("table", GUARD)


def _written(kind: str, thing: object, _: AutogenContext) -> str | Literal[False]:
    # `rows.py` changes, and a migration stays as it is.
    return "sa.String()" if kind == "type" and isinstance(thing, Text) else False


# How Alembic compares and writes tables.
OPTIONS: dict[str, Any] = {
    # nbgrader's gradebook has the table with the usual name.
    "version_table": ALEMBIC,
    "include_name": _is_compared,
    "render_item": _written,
    # SQLite changes a column by making its table anew.
    "render_as_batch": True,
}
