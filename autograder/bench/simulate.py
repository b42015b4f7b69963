"""Simulates a class of thousands on many workers, from timings of a graded course.

One head process reads submissions, keeps the journal and writes the gradebook. At some number of
workers it is fully busy, and more workers do not help.
"""

import heapq
import random
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import BenchError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import Graded
from autograder.gradebook.journal import Journal
from autograder.gradebook.publisher import Publisher
from autograder.gradebook.submission_grader import grade

WORKERS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
# One point of the trend is the median of so many submissions.
BLOCK = 500


@dataclass(frozen=True)
class Costs:
    """Measured seconds: of each run on a worker, and of the head's steps for one submission."""

    run_seconds: Sequence[float]
    intake: float
    journal: float
    gradebook: float

    @property
    def head(self) -> float:
        """Seconds of the head for one submission, all steps together."""
        return self.intake + self.journal + self.gradebook


@dataclass(frozen=True)
class Plan:
    """A class on `workers` workers: total seconds, and how busy workers and head are (0 to 1)."""

    workers: int
    seconds: float
    workers_busy: float
    head_busy: float


def plan(count: int, workers: int, costs: Costs, seed: int = 0) -> Plan:
    """Simulate a class: the head reads each submission, a worker runs it, the head writes it."""
    draw = random.Random(seed)
    free = [0.0] * workers
    head, busy, last = 0.0, 0.0, 0.0
    # When each finished run was done. It waits here: the head reads the next submission first.
    done: list[float] = []
    for _ in range(count):
        worker = heapq.heappop(free)
        while done and done[0] <= max(head, worker - costs.intake):
            head = max(head, heapq.heappop(done)) + costs.journal + costs.gradebook
        head += costs.intake
        started = max(head, worker)
        seconds = draw.choice(costs.run_seconds)
        busy += seconds
        heapq.heappush(free, started + seconds)
        heapq.heappush(done, started + seconds)
        last = max(last, started + seconds)
    while done:
        head = max(head, heapq.heappop(done)) + costs.journal + costs.gradebook
    total = max(head, last)
    return Plan(workers, total, busy / (total * workers), count * costs.head / total)


def recorded(course: CourseFolder, slug: str) -> tuple[list[Graded], float]:
    """Read a graded class again; return it, and the head's CPU seconds for one submission."""
    # Each file is parsed, as in a class that nobody has read before.
    course.sandboxed_calls().kept = None
    students = course.students(slug)
    # Imports, the exercise and the sandbox are started once for a class, however large it is.
    for student in students[:1]:
        grade(course, slug, student)
    started = time.process_time()
    results = [grade(course, slug, student) for student in students]
    cpu = time.process_time() - started
    graded = [result for result in results if isinstance(result, Graded)]
    return graded, cpu / max(1, len(results))


def feed_journal(
    graded: Sequence[Graded], count: int, folder: Path, fed: Callable[[], None]
) -> list[float]:
    """Write recorded outcomes into a real journal, as grading does; return seconds for each."""
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
    course: CourseFolder,
    slug: str,
    graded: Sequence[Graded],
    count: int,
    folder: Path,
    fed: Callable[[], None],
) -> list[float]:
    """Write recorded outcomes into a real gradebook by nbgrader; return seconds for each."""
    root = folder / "course"
    shutil.copytree(course.root / "source" / slug, root / "source" / slug)
    shutil.copy(course.root / "nbgrader_config.py", root)
    with CourseFolder(root, unsafe=course.unsafe) as test_course:
        test_course.register_assignment(slug)
        return _feed(Publisher(test_course, slug), course, graded, count, fed)


def _feed(
    publisher: Publisher,
    course: CourseFolder,
    graded: Sequence[Graded],
    count: int,
    fed: Callable[[], None],
) -> list[float]:
    root, slug = publisher.course.root, publisher.slug
    times = []
    for number in range(count):
        original = graded[number % len(graded)]
        student = f"student{number}"
        target = root / "submitted" / student / slug
        shutil.copytree(course.root / "submitted" / original.student / slug, target)
        started = time.perf_counter()
        problem = publisher.publish(replace(original, student=student))
        times.append(time.perf_counter() - started)
        if problem is not None:
            raise BenchError(f"nbgrader refused an outcome that it accepted before: {problem.why}")
        fed()
    return times


def trend(times: Sequence[float]) -> list[float]:
    """The median of each block: it rises if a full database is slower than an empty one."""
    blocks = [times[start : start + BLOCK] for start in range(0, len(times), BLOCK)]
    return [statistics.median(block) for block in blocks]
