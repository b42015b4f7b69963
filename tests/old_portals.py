"""Portals' databases as Held-out 0.2 made them: version 1 of the tables, by `create_all`."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.engine import make_url

# The statements that SQLAlchemy sent then, and rows in every table.
STATEMENTS = Path(__file__).parent / "portal_version_1"


def make(url: str, *, filled: bool = True) -> None:
    """Make the tables of version 1 in an empty database, and fill them."""
    files = [make_url(url).get_backend_name(), *(["rows"] if filled else [])]
    engine = create_engine(url)
    with engine.begin() as connection:
        for file in files:
            for statement in (STATEMENTS / f"{file}.sql").read_text("utf-8").split(";\n"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
    engine.dispose()


def rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Read all rows of a database, in an order of their own."""
    found = {}
    for table in inspect(connection).get_table_names():
        result = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()
        found[table] = sorted(map(dict, result), key=repr)
    return found


def tables(connection: Connection) -> dict[str, Any]:
    """Describe all tables: columns, keys and indexes."""
    inspector = inspect(connection)
    return {
        name: {
            "columns": {
                each["name"]: (str(each["type"]), each["nullable"], each["default"])
                for each in inspector.get_columns(name)
            },
            "key": inspector.get_pk_constraint(name)["constrained_columns"],
            "others": sorted(
                (each["constrained_columns"], each["referred_table"], each["referred_columns"])
                for each in inspector.get_foreign_keys(name)
            ),
            "unique": sorted(
                each["column_names"] for each in inspector.get_unique_constraints(name)
            ),
            "indexes": sorted(
                (each["name"], each["column_names"], bool(each["unique"]))
                for each in inspector.get_indexes(name)
            ),
        }
        for name in inspector.get_table_names()
    }
