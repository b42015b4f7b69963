"""The portal's tables, version by version: migrations make them, and carry every row over."""

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import old_portals
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import NewDatabase
from sqlalchemy import Column, Connection, Integer, MetaData, Table, create_engine

from autograder.errors import PortalError
from autograder.portal import audit_chain, table_version
from autograder.portal.database import Database
from autograder.portal.migrations import __main__ as next_migration
from autograder.portal.migrations import upgrade
from autograder.portal.rows import Text
from autograder.portal.staff_rows import Row

WHAT_TO_DO = """`rows.py` and the migrations make different tables. Write the next migration:
    python -m autograder.portal.migrations "what changes, in a few words"
Then read and format the new file in `autograder/portal/migrations/versions`. The README of the portal
says more. The differences: """


@pytest.fixture
def url(new_database: NewDatabase, tmp_path: Path) -> Iterator[str]:
    with new_database(tmp_path) as made:
        yield made


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def run(url: str, statement: str) -> None:
    with connected(url) as connection:
        connection.exec_driver_sql(statement)


def expect_same_tables(connection: Connection, metadata: MetaData) -> None:
    context = MigrationContext.configure(connection, opts=upgrade.OPTIONS)
    differences = compare_metadata(context, metadata)
    if differences:
        pytest.fail(WHAT_TO_DO + "\n".join(map(str, differences)), pytrace=False)


def test_migrations_make_the_tables_of_rows_py(url: str) -> None:
    Database(url).close()
    with connected(url) as connection:
        expect_same_tables(connection, Row.metadata)


def test_who_forgets_a_migration_is_told_what_to_do(url: str) -> None:
    changed = MetaData()
    for table in Row.metadata.tables.values():
        table.to_metadata(changed)
    changed.tables["person"].append_column(Column("of_this_test", Text))
    Database(url).close()
    with (
        connected(url) as connection,
        pytest.raises(pytest.fail.Exception, match=r"(?s)Write the next migration.*of_this_test"),
    ):
        expect_same_tables(connection, changed)


def test_migration_1_makes_what_version_1_had(new_database: NewDatabase, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    with new_database(tmp_path) as new, new_database(tmp_path / "old") as old:
        old_portals.make(old, filled=False)
        with connected(new) as connection:
            upgrade.upgrade(connection, "0001")
            made = old_portals.tables(connection)
        with connected(old) as connection:
            expected = old_portals.tables(connection)
    del made[table_version.ALEMBIC]
    assert made == expected


def test_filled_database_of_version_1_arrives_whole(url: str) -> None:
    old_portals.make(url)
    with connected(url) as connection:
        before = old_portals.rows(connection)
    with Database(url) as database, database.read() as session:
        chain = audit_chain.verify(session)
    with connected(url) as connection:
        after = old_portals.rows(connection)
        expect_same_tables(connection, Row.metadata)
    assert (chain.entries, chain.broken) == (5, None)
    assert {row["student"]: row["signed_in_at"] for row in after["person"]} == {
        "ann": 1100.7,
        "bob": None,
        "prof": None,
    }
    del before[table_version.GUARD]
    for table, rows in before.items():
        assert rows, table
        kept = [{name: row[name] for name in rows[0]} for row in after[table]]
        assert sorted(kept, key=repr) == rows, table


def test_older_version_of_held_out_is_told_of_the_new_tables(url: str) -> None:
    """It reads its own number, and refuses every other one."""
    Database(url).close()
    with connected(url) as connection:
        assert connection.exec_driver_sql("SELECT version FROM portal_version").all() == [(2,)]


def test_current_database_is_opened_without_alembic(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_portals.make(url)
    monkeypatch.setitem(sys.modules, upgrade.__name__, None)
    with pytest.raises(ImportError):
        Database(url)
    monkeypatch.undo()
    Database(url).close()
    monkeypatch.setitem(sys.modules, upgrade.__name__, None)
    Database(url).close()


def test_migration_that_fails_changes_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(entry: object) -> str:
        raise OSError("a power cut")

    old_portals.make(url)
    with connected(url) as connection:
        before = old_portals.tables(connection), old_portals.rows(connection)
    monkeypatch.setattr(audit_chain, "digest", fail)
    with pytest.raises(OSError, match="a power cut"):
        Database(url)
    with connected(url) as connection:
        assert (old_portals.tables(connection), old_portals.rows(connection)) == before
    monkeypatch.undo()
    Database(url).close()


# Only SQLite makes tables anew, and cannot look after their keys meanwhile.
@pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)
def test_rows_that_refer_to_nothing_are_told(url: str) -> None:
    old_portals.make(url)
    run(url, "INSERT INTO session VALUES ('00', 'nobody', '', 0, 0)")
    with pytest.raises(PortalError, match="rows refer to rows that are not there.*'session'"):
        Database(url)
    run(url, "DELETE FROM session WHERE sha256 = '00'")
    with Database(url) as database, database.write() as session:
        # Keys are looked after again.
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_two_that_open_a_database_at_once_migrate_it_once(url: str) -> None:
    old_portals.make(url)
    with ThreadPoolExecutor(2) as pool:
        for opened in [pool.submit(Database, url) for _ in range(2)]:
            opened.result().close()
    with connected(url) as connection:
        expect_same_tables(connection, Row.metadata)


@pytest.mark.parametrize("table", [table_version.ALEMBIC, table_version.GUARD])
def test_database_of_a_later_version_is_refused(url: str, table: str) -> None:
    if table == table_version.GUARD:
        run(url, "CREATE TABLE portal_version (version INTEGER)")
        run(url, "INSERT INTO portal_version VALUES (9001)")
    else:
        Database(url).close()
        run(url, f"UPDATE {table} SET version_num = '9001'")
    with pytest.raises(
        PortalError, match=f"version 9001 .* Expected: {int(table_version.newest())} or"
    ):
        Database(url)


def test_version_of_nbgraders_gradebook_is_left_alone(url: str) -> None:
    run(url, "CREATE TABLE alembic_version (version_num VARCHAR)")
    run(url, "INSERT INTO alembic_version VALUES ('nbgrader')")
    Database(url).close()
    with connected(url) as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
    assert found == [("nbgrader",)]


def test_tables_of_another_program_are_told(url: str) -> None:
    run(url, "CREATE TABLE assignment (id INTEGER)")
    with pytest.raises(PortalError, match=r"assignment.* already exists"):
        Database(url)


def test_files_of_migrations_have_the_numbers_in_them() -> None:
    script = ScriptDirectory(str(Path(upgrade.__file__).parent))
    assert script.get_heads() == [table_version.newest()]
    for each in script.walk_revisions():
        assert Path(each.path).name.startswith(f"v{each.revision}_")


def test_next_migration_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(Path(upgrade.__file__).parent, folder)

    def copied(connection: Connection) -> object:
        made = upgrade.configuration(connection)
        made.set_main_option("script_location", str(folder))
        return made

    number = int(table_version.newest()) + 1
    monkeypatch.setattr(next_migration, "configuration", copied)
    monkeypatch.setattr(sys, "argv", ["", "more of it"])
    more = Table("more", Row.metadata, Column("id", Integer, primary_key=True), Column("a", Text))
    try:
        next_migration.main()
    finally:
        Row.metadata.remove(more)
    written = (folder / "versions" / f"v{number:04}_more_of_it.py").read_text("utf-8")
    assert f"revision = '{number:04}'" in written
    assert "op.create_table('more'" in written
    assert "sa.Column('a', sa.String()" in written
    assert "person" not in written


def test_next_migration_needs_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [""])
    with pytest.raises(SystemExit, match="in a few words"):
        next_migration.main()
