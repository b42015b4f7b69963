"""Writes the next migration: `python -m autograder.portal.migrations "people have an address"`."""

import sys

from alembic import command
from sqlalchemy import create_engine

from autograder.portal.migrations.upgrade import configuration, upgrade
from autograder.portal.table_version import newest


def main() -> None:
    """Compare `rows.py` with the tables that the migrations make, and write what is missing."""
    if len(sys.argv) != 2:
        sys.exit('Expected: python -m autograder.portal.migrations "what changes, in a few words"')
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        number = f"{int(newest()) + 1:04}"
        command.revision(configuration(connection), sys.argv[1], autogenerate=True, rev_id=number)


if __name__ == "__main__":
    main()
