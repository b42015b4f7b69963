"""Times how soon open pages show their results, while a class hands in.

Each student hands one notebook in and keeps its page open, as a browser does. A stand-in grades: it
enters a result as soon as something waits.
"""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from autograder.bench.accepting import Times, hand_in
from autograder.bench.portal_pages import Pages, Student, pages
from autograder.errors import BenchError
from autograder.portal import job_queue
from autograder.portal.database import Database
from autograder.portal.rows import DONE, Result, Submission

# A page that has not shown its result by then has lost it.
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True)
class Answered:
    """How long receipts took, how soon results were shown, and the memory of the pages, in MiB."""

    receipts: Times
    shown: Times
    mib_before: float
    mib_after: float


@dataclass
class _Class:
    """A class that hands in: what was measured so far."""

    served: Pages
    client: httpx.AsyncClient
    graded_at: dict[str, float]
    receipts: list[float]
    shown: list[float]

    async def one(self, number: int, at: float, all_shown: asyncio.Event) -> None:
        """Hand in at a time, and keep the page open until everybody has seen a result."""
        student = self.served.students[number]
        await asyncio.sleep(max(0.0, at - time.monotonic()))
        sent = time.monotonic()
        submission = await hand_in(self.client, student, number)
        self.receipts.append(time.monotonic() - sent)
        async with self.client.stream("GET", "/events", headers=student.headers) as stream:
            if stream.status_code != 200:
                raise BenchError(f"A stream got {stream.status_code}.")
            async for line in stream.aiter_lines():
                if line.startswith("data:") and await self._is_shown(student, submission):
                    break
            self.shown.append(time.time() - self.graded_at[submission])
            if len(self.shown) == len(self.served.students):
                all_shown.set()
            await all_shown.wait()

    async def _is_shown(self, student: Student, submission: str) -> bool:
        """Load the page, as the browser does when the stream says that something has changed."""
        page = await self.client.get(f"/s/{submission}", headers=student.headers)
        if page.status_code != 200:
            raise BenchError(f"A page got {page.status_code}.")
        return "data-live" not in page.text


def measure(seconds: float, students: int) -> Answered:
    """Let a class hand in, evenly spread over so long. Raises `BenchError`."""
    with pages(students) as served, _grading(served.database) as graded_at:
        before = served.mib
        receipts, shown = asyncio.run(_hand_in_all(served, graded_at, seconds))
        return Answered(Times.of(receipts), Times.of(shown), before, served.mib)


async def _hand_in_all(
    served: Pages, graded_at: dict[str, float], seconds: float
) -> tuple[list[float], list[float]]:
    count = len(served.students)
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=served.url, timeout=PATIENCE_SECONDS, limits=limits
    ) as client:
        measured = _Class(served, client, graded_at, [], [])
        started, all_shown = time.monotonic(), asyncio.Event()
        steps = (started + seconds * number / count for number in range(count))
        async with asyncio.TaskGroup() as tasks:
            for number, at in enumerate(steps):
                tasks.create_task(measured.one(number, at, all_shown))
    return measured.receipts, measured.shown


@contextmanager
def _grading(database: Database) -> Iterator[dict[str, float]]:
    """Grade what waits, in a thread; give the time of each result."""
    stop, graded_at = threading.Event(), dict[str, float]()

    def grade() -> None:
        while not stop.is_set():
            claimed = job_queue.claim(database, "stand-in")
            if claimed is None:
                stop.wait(0.05)
            else:
                graded_at[claimed.id] = _enter(database, claimed)

    thread = threading.Thread(target=grade)
    thread.start()
    try:
        yield graded_at
    finally:
        stop.set()
        thread.join()


def _enter(database: Database, submission: Submission) -> float:
    """Enter a result; tell when."""
    task = {"name": "measured", "verdict": "pass", "score": 0.0, "points": 0.0, "text": "Correct"}
    now = time.time()
    with database.write() as session:
        row = session.get_one(Submission, submission.id)
        row.contents = {"problem": "", "tasks": {}}
        row.result = Result(tasks=[task], score=0.0, graded_at=now, seconds=0.0)
        job_queue.end(session, submission, DONE)
    return now
