"""Times how long the portal takes to accept a notebook, at a steady rate of uploads."""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

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
class Accepted:
    """How many uploads were accepted, and how long a receipt took, in seconds."""

    count: int
    median: float
    p95: float
    longest: float


def measure(rate: float, seconds: float, students: int) -> Accepted:
    """Hand in `rate` notebooks a second for so long, by `students` in turn. Raises `BenchError`."""
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        course = Path(folder)
        with Database.at(PortalFolder(course).database) as database:
            tokens = _people(database, students)
        with _pages(course) as url:
            times = asyncio.run(_hand_in(url, tokens, rate, round(rate * seconds)))
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return Accepted(len(times), statistics.median(times), p95, ordered[-1])


def _people(database: Database, students: int) -> list[str]:
    names = [f"student{number}" for number in range(students)]
    people.add(database, map(NewPerson, names))
    with database.write() as session:
        session.add(
            Assignment(
                slug=SLUG,
                title=SLUG,
                notebook=f"{SLUG}.ipynb",
                tasks=[],
                points=0.0,
                position=0,
                release_sha256="",
            )
        )
        ids = [row.id for row in people.everybody(session)]
    return [sign_in.make_token(database, person, "bench") for person in ids]


@contextmanager
def _pages(course: Path) -> Iterator[str]:
    """Start the process of the pages, as `heldout serve` does, without one that grades."""
    listening = service.listen("127.0.0.1:0")
    url = "http://{}:{}".format(*listening.getsockname()[:2])
    settings = service.Settings(course, url, f"sqlite:///{PortalFolder(course).database}")
    environment = os.environ | settings.environment
    fd = listening.fileno()
    process = subprocess.Popen(
        [sys.executable, "-m", service.PAGES],
        env=environment | {"HELDOUT_SOCKET": str(fd)},
        pass_fds=(fd,),
    )
    try:
        httpx.get(f"{url}/healthz", timeout=START_SECONDS)
        yield url
    except httpx.HTTPError as error:
        raise BenchError(f"The pages did not answer: {error}.") from error
    finally:
        process.terminate()
        process.wait()
        listening.close()


async def _hand_in(url: str, tokens: list[str], rate: float, count: int) -> list[float]:
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        started = time.monotonic()

        async def one(number: int) -> float:
            # On time, whether or not the ones before it were answered.
            await asyncio.sleep(max(0.0, started + number / rate - time.monotonic()))
            token = tokens[number % len(tokens)]
            content = b'{"number": %d, "padding": "' % number + b"x" * BYTES + b'"}'
            sent = time.monotonic()
            answer = await client.post(
                f"/api/assignments/{SLUG}/submissions",
                content=content,
                headers={"Authorization": f"Bearer {token}"},
            )
            if answer.status_code != 201:
                raise BenchError(f"An upload got {answer.status_code}: {answer.text[:200]}.")
            return time.monotonic() - sent

        return await asyncio.gather(*map(one, range(count)))
