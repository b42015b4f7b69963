"""The steps from each version of the portal's tables to the next, by Alembic."""
