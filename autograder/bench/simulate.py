"""A class of thousands on many workers, planned from what was measured of this course.

One process heads it all: it takes submissions in, keeps the journal and writes the gradebook. So
there is a number of workers above which more of them do not help.
"""

import heapq
import random
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.journal import Journal
from autograder.gradebook.publisher import Publisher
from autograder.gradebook.submission import Graded
from autograder.gradebook.submission_grader import grade

WORKERS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
# So many of the fed submissions are one point of the trend.
BLOCK = 500


@dataclass(frozen=True)
class Costs:
    """What was measured: seconds of each sitting, and of the head for one submission."""

    sittings: Sequence[float]
    taking_in: float
    journal: float
    gradebook: float

    @property
    def head(self) -> float:
        """All that the one process in front must do for a submission."""
        return self.taking_in + self.journal + self.gradebook


@dataclass(frozen=True)
class Plan:
    """A class on so many workers: seconds in all, and how busy workers and head are (0 to 1)."""

    workers: int
    seconds: float
    workers_busy: float
    head_busy: float


def plan(count: int, workers: int, costs: Costs, seed: int = 0) -> Plan:
    """Play a class through: each submission is taken in, waits for a worker, and is written down."""
    draw = random.Random(seed)
    free = [0.0] * workers
    head, busy, last = 0.0, 0.0, 0.0
    # Whoever is done waits here for the head, which takes in the next one first.
    done: list[float] = []
    for _ in range(count):
        worker = heapq.heappop(free)
        while done and done[0] <= max(head, worker - costs.taking_in):
            head = max(head, heapq.heappop(done)) + costs.journal + costs.gradebook
        head += costs.taking_in
        started = max(head, worker)
        seconds = draw.choice(costs.sittings)
        busy += seconds
        heapq.heappush(free, started + seconds)
        heapq.heappush(done, started + seconds)
        last = max(last, started + seconds)
    while done:
        head = max(head, heapq.heappop(done)) + costs.journal + costs.gradebook
    total = max(head, last)
    return Plan(workers, total, busy / (total * workers), count * costs.head / total)


def recorded(room: CourseFolder, slug: str) -> tuple[list[Graded], float]:
    """Take in a graded class again; gives it, and the head's CPU seconds for one submission."""
    started = time.process_time()
    results = [grade(room, slug, student) for student in room.students(slug)]
    cpu = time.process_time() - started
    graded = [result for result in results if isinstance(result, Graded)]
    return graded, cpu / max(1, len(results))


def feed_journal(
    graded: Sequence[Graded], count: int, folder: Path, fed: Callable[[], None]
) -> list[float]:
    """Enter recorded outcomes into a real journal, as grading does; gives seconds a submission."""
    journal = Journal(folder / "journal.db")
    times = []
    for number in range(count):
        outcome = graded[number % len(graded)].outcome
        started = time.perf_counter()
        run = journal.begin(f"{outcome.key}{number}", outcome)
        for task in outcome.tasks.values():
            journal.judged(run, replace(task, key=f"{task.key}{number}"))
        journal.end(run, outcome)
        journal.publish(f"student{number}", outcome)
        times.append(time.perf_counter() - started)
        fed()
    journal.close()
    return times


def feed_gradebook(
    room: CourseFolder,
    slug: str,
    graded: Sequence[Graded],
    count: int,
    folder: Path,
    fed: Callable[[], None],
) -> list[float]:
    """Write recorded outcomes into a real gradebook by nbgrader; gives seconds a submission."""
    root = folder / "course"
    shutil.copytree(room.root / "source" / slug, root / "source" / slug)
    shutil.copy(room.root / "nbgrader_config.py", root)
    with CourseFolder(root, unsafe=room.unsafe) as fresh:
        fresh.register_assignment(slug)
        return _feed(Publisher(fresh, slug), room, graded, count, fed)


def _feed(
    publisher: Publisher,
    room: CourseFolder,
    graded: Sequence[Graded],
    count: int,
    fed: Callable[[], None],
) -> list[float]:
    root, slug = publisher.course.root, publisher.slug
    times = []
    for number in range(count):
        one = graded[number % len(graded)]
        student = f"student{number}"
        target = root / "submitted" / student / slug
        shutil.copytree(room.root / "submitted" / one.student / slug, target)
        started = time.perf_counter()
        problem = publisher.publish(replace(one, student=student))
        times.append(time.perf_counter() - started)
        if problem is not None:
            raise RuntimeError(f"nbgrader refused what it had taken before: {problem.why}")
        fed()
    return times


def trend(times: Sequence[float]) -> list[float]:
    """Medians of each block in turn: whether a full database is slower than an empty one."""
    blocks = [times[start : start + BLOCK] for start in range(0, len(times), BLOCK)]
    return [statistics.median(block) for block in blocks]
