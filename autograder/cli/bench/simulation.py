"""`heldout bench simulate`: a plan for a large class, from the timings of a graded course."""

import json
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from autograder.bench import simulate
from autograder.bench.simulate import Costs, Plan
from autograder.cli.bench.progress_bar import progress_bar
from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder


def run(course: CourseFolder, slug: str, students: int, feed: int, *, as_json: bool) -> None:
    """Plan a class of so many `students`, and print how long it takes on how many workers.

    `feed` outcomes are written into real test databases, to measure what each costs.
    """
    console = Console(quiet=as_json)
    timings = course.journal.timings(slug)
    if not timings:
        raise CourseError(f"`{slug}` was never graded in `{course.root}`: no timings to plan from.")
    intake, journal, gradebook = _head_seconds(course, slug, feed, console)
    run_seconds = [whole for whole, _ in timings]
    costs = Costs(run_seconds, intake, statistics.mean(journal), statistics.mean(gradebook))
    plans = [simulate.plan(students, workers, costs) for workers in simulate.WORKERS]
    student_share = sum(own for _, own in timings) / sum(run_seconds)
    if as_json:
        record = {
            "fed": feed,
            "student_share": student_share,
            "sitting": statistics.mean(run_seconds),
            "taking_in": intake,
            "journal": simulate.trend(journal),
            "gradebook": simulate.trend(gradebook),
            "plans": [asdict(plan) for plan in plans],
        }
        print(json.dumps(record))
    for line in _sentences(slug, costs, student_share, feed, simulate.trend(gradebook)):
        console.print(line, highlight=False)
    console.print(_table(students, plans))


def _head_seconds(
    course: CourseFolder, slug: str, feed: int, console: Console
) -> tuple[float, list[float], list[float]]:
    """Measure the head's work: reading a submission, and each write to journal and gradebook."""
    graded, intake = simulate.recorded(course, slug)
    with tempfile.TemporaryDirectory(prefix="heldout-feed-") as made, progress_bar(console) as bar:
        folder = Path(made)
        task = bar.add_task("Writing to the journal, then to the gradebook", total=2 * feed)
        journal = simulate.feed_journal(graded, feed, folder, lambda: bar.advance(task))
        gradebook = simulate.feed_gradebook(
            course, slug, graded, feed, folder, lambda: bar.advance(task)
        )
    return intake, journal, gradebook


def _sentences(
    slug: str, costs: Costs, student_share: float, feed: int, trend: Sequence[float]
) -> Iterator[str]:
    mean = statistics.mean(costs.run_seconds)
    yield (
        f"{slug}: {len(costs.run_seconds)} recorded run(s) of {mean:.2f} s on average; "
        f"{student_share:.0%} of that is the student's code."
    )
    blocks = ", ".join(f"{seconds * 1000:.0f}" for seconds in trend)
    yield (
        f"The head process takes {costs.head * 1000:.0f} ms a submission: reading "
        f"{costs.intake * 1000:.0f}, journal {costs.journal * 1000:.1f}, nbgrader "
        f"{costs.gradebook * 1000:.0f} ms ({feed} measured; in blocks of {simulate.BLOCK}: "
        f"{blocks} ms)."
    )
    yield f"It is fully busy with {mean / costs.head:.0f} workers; more workers do not help."


def _table(students: int, plans: Sequence[Plan]) -> Table:
    table = Table(box=SIMPLE, title=f"A class of {students}", title_justify="left")
    for name in ("workers", "hours", "workers busy", "head busy"):
        table.add_column(name, justify="right")
    for plan in plans:
        hours = f"{plan.seconds / 3600:.2f}"
        table.add_row(str(plan.workers), hours, f"{plan.workers_busy:.0%}", f"{plan.head_busy:.0%}")
    return table
