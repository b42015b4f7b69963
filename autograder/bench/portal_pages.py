"""Starts the portal's process of the pages on a course that holds students and one assignment."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from autograder.errors import BenchError
from autograder.portal import people, service, sign_in
from autograder.portal.database import Database
from autograder.portal.people import NewPerson
from autograder.portal.portal_folder import PortalFolder
from autograder.portal.rows import Assignment

SLUG = "measured"
# A notebook with a few pictures in it.
BYTES = 300_000
START_SECONDS = 60


@dataclass(frozen=True)
class Student:
    """Somebody who hands in: the token of a program, and the cookie of a browser."""

    token: str
    cookie: str

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a browser that has signed in."""
        return {"Cookie": f"heldout={self.cookie}"}

    def notebook(self, number: int) -> bytes:
        """Make a notebook like no other."""
        return b'{"number": %d, "padding": "' % number + b"x" * BYTES + b'"}'


@dataclass(frozen=True)
class Pages:
    """The process of the pages, its course's folder and database, and the students."""

    course: Path
    url: str
    database: Database
    students: list[Student]
    process: psutil.Process

    @property
    def mib(self) -> float:
        """Tell how much memory the process holds, in MiB."""
        return float(self.process.memory_info().rss) / (1 << 20)


@contextmanager
def pages(students: int) -> Iterator[Pages]:
    """Start the pages as `heldout serve` does, without a process that grades. Raises `BenchError`."""
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        course = Path(folder)
        url = f"sqlite:///{PortalFolder(course).database}"
        with (
            Database.at(PortalFolder(course).database) as database,
            _process(course, url) as (address, process),
        ):
            made = _students(database, students)
            yield Pages(course, address, database, made, process)


def _students(database: Database, count: int) -> list[Student]:
    with database.write() as session:
        hash_ = people.hash_password("measured-only")
        rows = [people.person(NewPerson(f"student{number}"), hash_) for number in range(count)]
        session.add_all(rows)
        session.add(
            Assignment(
                slug=SLUG,
                title=SLUG,
                notebook=f"{SLUG}.ipynb",
                tasks=[{"name": "task0", "points": 3}],
                points=3.0,
                position=0,
                release_sha256="",
            )
        )
        session.flush()
        ids = [row.id for row in rows]
    return [
        Student(sign_in.make_token(database, each, "bench"), sign_in.open_session(database, each))
        for each in ids
    ]


@contextmanager
def _process(course: Path, database: str) -> Iterator[tuple[str, psutil.Process]]:
    listening = service.listen("127.0.0.1:0")
    url = "http://{}:{}".format(*listening.getsockname()[:2])
    environment = os.environ | service.Settings(course, url, database).environment
    fd = listening.fileno()
    process = subprocess.Popen(
        [sys.executable, "-m", service.PAGES],
        env=environment | {"HELDOUT_SOCKET": str(fd)},
        pass_fds=(fd,),
    )
    try:
        httpx.get(f"{url}/healthz", timeout=START_SECONDS)
        yield url, psutil.Process(process.pid)
    except httpx.HTTPError as error:
        raise BenchError(f"The pages did not answer: {error}.") from error
    finally:
        process.terminate()
        process.wait()
        listening.close()
