"""`heldout grade` on the screen: progress while it runs, then a table and a summary."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column

from autograder.cli import score_changes
from autograder.cli.class_shown import ShownClass, print_graded, print_refused
from autograder.cli.graded_record import tally
from autograder.errors import CourseError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.batch import Batch
from autograder.gradebook.class_keeper import ClassKeeper
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.course_lock import course_lock
from autograder.gradebook.graded import Graded
from autograder.judge.outcome import Outcome

NOT_RELEASED = (
    "`{}` has submissions and was never released: it is left out. Release it first: `{}`."
)

LENT = "The portal finishes what it grades now, and then lends the course."


@dataclass
class Options:
    """Options of `heldout grade`; `jobs` is how many submissions run at once, 0: as many as fit."""

    jobs: int = 0
    yes: bool = False
    no_cache: bool = False
    as_json: bool = False


def grade_all(course: CourseFolder, slugs: Sequence[str], student: str, options: Options) -> bool:
    """Grade these exercises, or all that have submissions; tell whether every score is written.

    Raises `CourseError` if a named exercise cannot be graded. If none is named, an exercise that
    cannot be graded is reported, and the others are graded.
    """
    chosen = slugs or _with_submissions(course, student)
    unreleased = [] if slugs else [slug for slug in chosen if not course.is_released(slug)]
    for slug in unreleased:
        typer.echo(NOT_RELEASED.format(slug, course.how_to_release(slug)), err=True)
    complete = not unreleased
    for slug in chosen:
        if slug in unreleased:
            continue
        try:
            complete &= grade_class(course, slug, student, options)[1]
        except CourseError as error:
            if slugs:
                raise
            typer.echo(str(error), err=True)
            complete = False
    return complete


def _with_submissions(course: CourseFolder, student: str) -> list[str]:
    slugs = [
        slug
        for slug in course.assignments()
        if (students := course.students(slug)) and (not student or student in students)
    ]
    if not slugs:
        subject = f"`{student}` has" if student else "Nobody has"
        raise CourseError(f"{subject} submitted anything in `{course.root}/submitted`.")
    return slugs


def grade_class(
    course: CourseFolder, slug: str, student: str = "", options: Options | None = None
) -> tuple[dict[str, Graded], bool]:
    """Grade a class, or one student, and print the result.

    Returns what was graded, by student, and whether every score is written.
    """
    options = options or Options()
    exercise = course.exercise(slug)
    students = _students(course, slug, student)
    if exercise is not None:
        course.expect_released(exercise)
    console = Console(quiet=options.as_json)
    with course_lock(course.root, lambda: typer.echo(LENT, err=True)):
        with console.status(f"Joining the nodes of {course.on}" if course.on else "Starting"):
            executor = course.services.executor
        keeper = ClassKeeper(course, None if student else exercise)
        batch = Batch(course, slug, students, options.jobs, options.no_cache)
        started = time.monotonic()
        graded = _run(batch, executor.notices, console, as_json=options.as_json)
        seconds = time.monotonic() - started
        written = score_changes.settle(batch, console, yes=options.yes, as_json=options.as_json)
        unwritten = [] if written else [change.student for _, change in batch.pending]
        state = keeper.state() if written else ""
        ledger = course.ledger(slug)
        shown = ShownClass(slug, exercise, graded, batch.refused, ledger, executor.level, unwritten)
        shown.show(console, seconds)
        keeper.keep(state, batch, graded, ledger, executor.level)
    return graded, written and not batch.refused


def _students(course: CourseFolder, slug: str, student: str) -> list[str]:
    students = course.students(slug)
    if student and student not in students:
        raise CourseError(f"`{course.folder('submitted', slug, student)}` does not exist.")
    if not students:
        folder = course.folder("submitted", slug, "STUDENT")
        name = f"{slug}.ipynb" if course.exercise(slug) else "*.ipynb"
        raise CourseError(
            f"Nobody has submitted `{slug}`: expected notebooks at `{folder / name}`."
        )
    return [student] if student else students


def _run(batch: Batch, notices: list[str], console: Console, *, as_json: bool) -> dict[str, Graded]:
    """Grade, and print each submission when it is done: JSON, a line, or the progress bar."""
    graded: dict[str, Graded] = {}
    started = time.monotonic()
    try:
        with _progress(console) as progress:
            _print_notices(notices, console)
            bar = progress.add_task(f"Grading {batch.slug}", total=len(batch.students), details="")
            for result in batch.run():
                if isinstance(result, Graded):
                    # The notebooks of a whole class would fill the memory.
                    graded[result.student] = replace(result, notebooks={})
                    print_graded(
                        result,
                        batch.expected[result.student],
                        batch.ledger.points,
                        console,
                        pending=batch.holds(result),
                        as_json=as_json,
                    )
                else:
                    print_refused(result, as_json=as_json)
                _print_notices(notices, console)
                # Only a terminal shows the details, and working them out looks at the whole class.
                if console.is_terminal:
                    done = len(graded) + len(batch.refused)
                    details = _details(graded.values(), done / (time.monotonic() - started))
                    progress.update(bar, advance=1, details=details)
    except KeyboardInterrupt:
        console.print(
            f"Stopped. {len(graded)} of {len(batch.students)} submissions are graded, and their "
            "results are kept. Run the same command again to continue."
        )
        raise
    return graded


def _print_notices(notices: list[str], console: Console) -> None:
    # Where JSON goes to stdout, notices go to stderr.
    output = Console(stderr=True) if console.quiet else console
    while notices:
        output.print(for_terminal(notices.pop(0)), style="dim", markup=False, highlight=False)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        # A narrow screen cuts the details first, and keeps the bar and the time.
        TextColumn(
            "{task.fields[details]}",
            table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"),
        ),
        console=console,
        expand=True,
        disable=not console.is_terminal,
        transient=True,
    )


def _details(graded: Collection[Graded], rate: float) -> str:
    outcomes = [result.outcome for result in graded]
    return f"{rate:.1f}/s  {tally(outcomes)}  {_slowest(outcomes)}"


def _slowest(outcomes: Sequence[Outcome]) -> str:
    """Name the task that took longest so far, over all students."""
    tasks = (task for outcome in outcomes for task in outcome.tasks.values())
    slowest = max(tasks, key=lambda task: task.seconds, default=None)
    return f"slowest: {slowest.task.name} {slowest.seconds:.0f} s" if slowest else ""
