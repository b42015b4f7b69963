"""Databases for tests: SQLite's in a folder, or those of a PostgreSQL server of the tests' own.

The server is Debian's. It listens on a socket in its folder, and not on the network.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path

# Makes a database, in this folder if it is SQLite's; gives its address.
NewDatabase = Callable[[Path], AbstractContextManager[str]]
BINARIES = Path("/usr/lib/postgresql")
# The server refuses to be root.
USER = "postgres" if os.getuid() == 0 else None
_numbers = count()


@dataclass(frozen=True)
class Server:
    """A server whose data and socket lie in `folder`."""

    folder: Path

    @contextmanager
    def database(self) -> Iterator[str]:
        """Make a database; give its address. It is deleted afterwards."""
        name = f"heldout{next(_numbers)}"
        self.sql(f"CREATE DATABASE {name}")
        yield f"postgresql+psycopg://heldout@/{name}?host={self.folder}"
        self.sql(f"DROP DATABASE {name} WITH (FORCE)")

    def sql(self, statement: str) -> None:
        """Run a statement outside of all transactions."""
        # Only tests with the mark `postgres` need the extra.
        import psycopg

        address = f"host={self.folder} user=heldout dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        self.run("pg_ctl", "-D", "data", "-o", options, "-l", "log", "-w", "start")

    def stop(self) -> None:
        """Stop the server as a power cut does."""
        self.run("pg_ctl", "-D", "data", "-m", "immediate", "stop")

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs in the folder."""
        command = [str(max(BINARIES.glob("*/bin")) / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, user=USER, cwd=self.folder)


@contextmanager
def server() -> Iterator[Server]:
    """Make a server, and start it. Afterwards nothing of it is left."""
    folder = Path(tempfile.mkdtemp(prefix="heldout-postgres-"))
    if USER:
        shutil.chown(folder, USER, USER)
    made = Server(folder)
    try:
        made.run("initdb", "-D", "data", "--auth=trust", "--username=heldout", "--no-sync")
        made.start()
        yield made
        made.stop()
    finally:
        shutil.rmtree(folder)


def sqlite(folder: Path) -> AbstractContextManager[str]:
    """Give the address of SQLite's database in this folder."""
    return nullcontext(f"sqlite:///{folder}/portal.db")
