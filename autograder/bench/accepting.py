"""Times how long the portal takes to accept a notebook, at a steady rate of uploads."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from autograder.bench.portal_pages import SLUG, Pages, Student, pages
from autograder.errors import BenchError


@dataclass(frozen=True)
class Times:
    """How many there were, and how long they took, in seconds."""

    count: int
    median: float
    p95: float
    longest: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        """Sum up."""
        ordered = sorted(seconds)
        p95 = ordered[int(0.95 * (len(ordered) - 1))]
        return cls(len(ordered), statistics.median(ordered), p95, ordered[-1])


def measure(rate: float, seconds: float, students: int) -> Times:
    """Hand in `rate` notebooks a second for so long, by `students` in turn. Raises `BenchError`."""
    with pages(students) as served:
        return asyncio.run(_hand_in_all(served, rate, round(rate * seconds)))


async def _hand_in_all(served: Pages, rate: float, count: int) -> Times:
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        started = time.monotonic()

        async def one(number: int) -> float:
            # On time, whether or not the ones before it were answered.
            await asyncio.sleep(max(0.0, started + number / rate - time.monotonic()))
            student = served.students[number % len(served.students)]
            sent = time.monotonic()
            await hand_in(client, student, number)
            return time.monotonic() - sent

        return Times.of(await asyncio.gather(*map(one, range(count))))


async def hand_in(client: httpx.AsyncClient, student: Student, number: int) -> str:
    """Hand a notebook in; give the submission's id. Raises `BenchError`."""
    answer = await client.post(
        f"/api/assignments/{SLUG}/submissions",
        content=student.notebook(number),
        headers={"Authorization": f"Bearer {student.token}"},
    )
    if answer.status_code != 201:
        raise BenchError(f"An upload got {answer.status_code}: {answer.text[:200]}.")
    return str(answer.json()["id"])
