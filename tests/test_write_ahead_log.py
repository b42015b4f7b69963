"""The write-ahead log is turned on, however many connections ask at once."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.gradebook import write_ahead_log


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept.db"


def test_many_at_once(file):
    for number in range(40):
        path = file.with_name(f"{number}.db")
        together = threading.Barrier(8)

        def asked(_, path=path, together=together):
            # Without a timeout of SQLite's own, the pauses between tries are all that helps.
            connection = sqlite3.connect(path, timeout=0)
            together.wait()
            write_ahead_log.turn_on(connection)
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            connection.close()
            return mode

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(asked, range(8))) == {"wal"}


def test_a_file_that_stays_locked_is_told(file):
    holder, other = sqlite3.connect(file), sqlite3.connect(file, timeout=0)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        write_ahead_log.turn_on(other, patience_s=0.05)
    holder.close()
    write_ahead_log.turn_on(other)
    other.close()


def test_another_fault_is_not_waited_for(file):
    file.write_bytes(b"this is no database" * 100)
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        write_ahead_log.turn_on(connection)
    connection.close()
