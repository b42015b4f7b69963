"""Alembic runs this file for each of its commands. `upgrade.py` and `__main__.py` give the connection."""

from alembic import context

from autograder.portal.migrations.upgrade import OPTIONS
from autograder.portal.staff_rows import Row

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata, **OPTIONS)
context.run_migrations()
