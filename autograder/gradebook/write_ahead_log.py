"""SQLite's write-ahead log: with it, readers do not wait for the writer."""

import sqlite3
import time

PATIENCE_S, PAUSE_S = 30.0, 0.01


def turn_on(connection: sqlite3.Connection, patience_s: float = PATIENCE_S) -> None:
    """Turn the log on. Raises `sqlite3.OperationalError` where the file stays locked.

    A file keeps the mode. So only the first connection to a new file changes anything.
    """
    until = time.monotonic() + patience_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        # Of two connections that both want to change the mode, SQLite tells one "locked" at once.
        # Its own timeout does not wait here, since both would wait for each other.
        except sqlite3.OperationalError as error:
            # The lower byte of an extended code says what kind it is.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(PAUSE_S)
