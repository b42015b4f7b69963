"""The processes of a portal as tests start them: pages, graders, and a wait for what they do."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from autograder.portal import service

# The machine may be ten times slower than the one on which this was written.
PATIENCE = 500


def until(found: Callable[[], Any], what: str) -> Any:
    """Wait for something, generously."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if result := found():
            return result
        time.sleep(0.1)
    raise AssertionError(f"It did not happen: {what}.")


@contextmanager
def pages(course: Path, database: str) -> Iterator[str]:
    """Serve a course's pages at this database; give their address."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        more = {"HELDOUT_URL": url, "HELDOUT_SOCKET": str(listening.fileno())}
        with _running(service.PAGES, course, database, more, pass_fds=[listening.fileno()]):
            yield url


@contextmanager
def grader(course: Path, database: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Grade in a course, one submission at a time. The messages of the process go into `log`."""
    with (
        log.open("wb") as file,
        _running(service.GRADING, course, database, {"HELDOUT_JOBS": "1"}, stderr=file) as process,
    ):
        yield process


@contextmanager
def _running(
    module: str, course: Path, database: str, more: dict[str, str], **settings: Any
) -> Iterator[subprocess.Popen[bytes]]:
    environment = {
        "HELDOUT_COURSE": str(course),
        "HELDOUT_DATABASE": database,
        "HELDOUT_PARENT": str(os.getpid()),
    }
    command = [sys.executable, "-m", module]
    process = subprocess.Popen(command, env=os.environ | environment | more, **settings)
    with process:
        try:
            yield process
        finally:
            process.terminate()


def expect_nothing_run_twice(course: Path) -> None:
    """Expect of a course's journal that a run which has ended was never made again."""
    with closing(sqlite3.connect(course / ".heldout" / "journal.db")) as journal:
        runs = journal.execute("select key, seconds is not null from run order by id").fetchall()
    complete: set[str] = set()
    for key, has_ended in runs:
        assert key not in complete
        if has_ended:
            complete.add(key)
