"""`heldout report`: what a graded class says of an exercise's checks, on the screen or as a page."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from autograder.author.exercise import Exercise
from autograder.cli.tables import Name, Whole, settled
from autograder.errors import CourseError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.course_folder import CourseFolder
from autograder.report import item_analysis
from autograder.report.item_analysis import Class, Item, UnknownFailure

# Names of a cluster's students that are shown.
NAMES = 4


def report(exercise: Exercise, graded: Class, *, as_json: bool) -> None:
    """Print each check's real-life figures, suspect checks, and failures that match no known mistake."""
    found, unknown = (
        item_analysis.items(graded, exercise),
        item_analysis.unknown_failures(graded, exercise),
    )
    if as_json:
        told = [asdict(item) | {"suspect": item.suspect} for item in found]
        unknown_failures = [asdict(stranger) for stranger in unknown]
        record = {"exercise": exercise.slug, "students": len(graded)}
        print(json.dumps(record | {"checks": told, "unknown": unknown_failures}))
        return
    console = Console()
    console.print(f"{exercise.title}: {len(graded)} students", style="bold", highlight=False)
    console.print(item_table(found))
    for item in found:
        if item.suspect:
            console.print(f"  look at {item.check}: {item.suspect}", style="red", highlight=False)
    if unknown:
        console.print(stranger_table(unknown))


def item_table(found: list[Item]) -> Table:
    """Checks down; who fails, and whether they are those who fail the others."""
    table = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("check")
    for name in ("answers", "fail", "of the\nbest", "discrimi-\nnation"):
        table.add_column(name, justify="right")
    task = ""
    for item in found:
        if item.task != task:
            task = item.task
            table.add_row(Name(task, style="bold"))
        discrimination = "–" if item.discrimination is None else f"{item.discrimination:.2f}"
        shares = (f"{item.failing:.0%}", f"{item.best_failing:.0%}", discrimination)
        figures = map(Whole, (str(item.answers), *shares))
        table.add_row(Name("  " + item.check.removeprefix("test_")), *figures)
    return settled(table)


def stranger_table(unknown: list[UnknownFailure]) -> Table:
    """Ways to fail that are no known mistake's, and who failed so."""
    table = Table(title="Unlike any known mistake", title_justify="left", box=SIMPLE)
    for name in ("task", "students", "fails"):
        table.add_column(name)
    for stranger in unknown:
        more = len(stranger.students) - NAMES
        who = ", ".join(stranger.students[:NAMES]) + (f" and {more} more" if more > 0 else "")
        fails = "\n".join(
            f"{check.removeprefix('test_')}: {how}" for check, how in stranger.failures
        )
        cells = (stranger.task, for_terminal(who), for_terminal(fails))
        table.add_row(*map(Name, cells))
    return settled(table)


def write_page(
    room: CourseFolder, graded: Sequence[tuple[Exercise, Class]], path: Path, *, quiet: bool
) -> None:
    """Write the instructor's page on these exercises, and tell where it is unless `quiet`."""
    # Jinja2 and SciPy are nothing that the table on the screen should wait for.
    from autograder.report import page, summary

    if not graded:
        raise CourseError(
            "Nobody was graded so far in an exercise of the catalogue: `heldout grade`. "
            "Notebooks that carry their own tests are not reported on."
        )
    summaries = [summary.read(room, exercise, students) for exercise, students in graded]
    text = page.render(summaries, room.coursedir.course_id or room.root.name, datetime.now(UTC))
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise CourseError(
            f"`{path}` cannot be written: {error.strerror}. Give a file in a folder that is yours."
        ) from None
    if not quiet:
        print(f"Wrote {path}: {len(summaries)} exercise(s), {len(text.encode()) >> 10} KiB.")
