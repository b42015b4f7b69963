"""`heldout report`: how a graded class did on each check, on the screen or as a page."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from autograder.author.exercise import Exercise
from autograder.cli.tables import Name, Whole, fitted
from autograder.errors import CourseError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.course_folder import CourseFolder
from autograder.judge.verdict import Verdict
from autograder.report import item_analysis, summary
from autograder.report.item_analysis import Class, Item, UnknownFailure

# How many students are named who failed in the same unknown way.
NAMES = 4


def report_all(
    course: CourseFolder, slugs: Sequence[str], html: Path | None, *, as_json: bool
) -> None:
    """Report on these exercises, or on all that were graded; write the page if `html` is a file.

    Raises `CourseError` if a named exercise has no hidden checks or was not graded.
    """
    classes = []
    for slug in slugs or course.catalogue.order:
        if slug not in course.catalogue and slug in course.assignments():
            raise CourseError(
                f"`{slug}` has its tests in its cells. A report is about hidden checks, so it "
                "covers exercises of a catalogue only."
            )
        exercise = course.catalogue.load(slug)
        graded = course.journal.outcomes(exercise)
        if graded:
            classes.append((exercise, graded))
        elif slugs:
            raise CourseError(f"Nobody was graded in `{slug}` so far: `heldout grade {slug}`.")
    if as_json or not html:
        for exercise, graded in classes:
            report(course, exercise, graded, as_json=as_json)
    if html:
        write_page(course, classes, html, quiet=as_json)


def report(course: CourseFolder, exercise: Exercise, graded: Class, *, as_json: bool) -> None:
    """Print the figures of each check, suspect checks, and failures unlike any known mistake."""
    items = item_analysis.items(graded, exercise)
    unknown = item_analysis.unknown_failures(graded, exercise)
    by_hand = _by_hand(course, exercise, graded)
    if as_json:
        record = {
            "exercise": exercise.slug,
            "students": len(graded),
            "checks": [asdict(item) | {"suspect": item.suspect} for item in items],
            "unknown": [asdict(failure) for failure in unknown],
            "by_hand": {task: dict(counts) for task, counts in by_hand.items()},
        }
        print(json.dumps(record))
        return
    console = Console()
    console.print(f"{exercise.title}: {len(graded)} students", style="bold", highlight=False)
    console.print(item_table(items))
    for task, counts in by_hand.items():
        shown = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
        console.print(f"  {task} (a person marks it): {shown or 'nobody waits'}", highlight=False)
    for item in items:
        if item.suspect:
            console.print(f"  look at {item.check}: {item.suspect}", style="red", highlight=False)
    if unknown:
        console.print(unknown_failure_table(unknown))


def _by_hand(
    course: CourseFolder, exercise: Exercise, graded: Class
) -> dict[str, Counter[Verdict]]:
    """Count the verdicts on each task that a person marks. Its points are in the gradebook."""
    finals = course.ledger(exercise.slug).standing
    counts = summary.verdicts(exercise, graded, finals)
    return {task.name: counts[task.name] for task in exercise.tasks if task.by_hand}


def item_table(items: Sequence[Item]) -> Table:
    """Show for each check how many failed it, and whether these also fail other checks."""
    table = Table(box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("check")
    for name in ("answers", "fail", "of the\nbest", "discrimi-\nnation"):
        table.add_column(name, justify="right")
    task = ""
    for item in items:
        if item.task != task:
            task = item.task
            table.add_row(Name(task, style="bold"))
        discrimination = "–" if item.discrimination is None else f"{item.discrimination:.2f}"
        shares = (f"{item.failing:.0%}", f"{item.best_failing:.0%}", discrimination)
        figures = map(Whole, (str(item.answers), *shares))
        table.add_row(Name("  " + item.check.removeprefix("test_")), *figures)
    return fitted(table)


def unknown_failure_table(unknown: Sequence[UnknownFailure]) -> Table:
    """Show each way to fail that matches no known mistake, and the students who failed so."""
    table = Table(title="Unlike any known mistake", title_justify="left", box=SIMPLE)
    for name in ("task", "students", "fails"):
        table.add_column(name)
    for failure in unknown:
        more = len(failure.students) - NAMES
        names = ", ".join(failure.students[:NAMES]) + (f" and {more} more" if more > 0 else "")
        fails = "\n".join(
            f"{check.removeprefix('test_')}: {how}" for check, how in failure.failures
        )
        cells = (failure.task, for_terminal(names), for_terminal(fails))
        table.add_row(*map(Name, cells))
    return fitted(table)


def write_page(
    course: CourseFolder, graded: Sequence[tuple[Exercise, Class]], path: Path, *, quiet: bool
) -> None:
    """Write the instructor's page, and print where it is unless `quiet`."""
    # Jinja2 and SciPy are slow to import, and the table on the screen does not need them.
    from autograder.report import page, summary

    if not graded:
        raise CourseError(
            "Nobody was graded so far in an exercise of the catalogue: `heldout grade`. "
            "Notebooks with tests in their cells are not in the report."
        )
    summaries = [summary.read(course, exercise, students) for exercise, students in graded]
    text = page.render(summaries, course.coursedir.course_id or course.root.name, datetime.now(UTC))
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise CourseError(
            f"`{path}` cannot be written: {error.strerror}. Name a file in a folder where you may write."
        ) from None
    if not quiet:
        print(f"Wrote {path}: {len(summaries)} exercise(s), {len(text.encode()) >> 10} KiB.")
