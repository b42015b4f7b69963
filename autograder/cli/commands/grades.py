"""`grade`, `feedback`, `history`, `report` and `export`: from notebooks to scores, and what they tell."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.cli.current_course import current_course
from autograder.cli.options import Cluster, Exercises, Json, NoCache, Unsafe
from autograder.cli.sentences import ignore_interrupts


def grade(
    exercises: Exercises = None,
    student: Annotated[str, typer.Option(help="Grade only this student.")] = "",
    jobs: Annotated[
        int, typer.Option(help="Submissions at once; 0: as many as cores and memory allow.")
    ] = 0,
    yes: Annotated[
        bool, typer.Option("--yes", help="Overwrite existing scores without asking.")
    ] = False,
    no_cache: NoCache = False,
    cluster: Cluster = "",
    unsafe: Unsafe = False,
    as_json: Json = False,
) -> None:
    """Grade the notebooks in `submitted/`, and write the scores into the gradebook.

    New scores are written at once. Before existing scores change, `grade` lists
    the changes and asks. Without a terminal it changes them only with --yes.

    After Ctrl-C, run the same command again: it continues where it stopped.
    """
    if not (no_cache or cluster):
        from autograder.cli import unchanged

        complete = unchanged.show_all(
            Path.cwd(), exercises or [], student, unsafe=unsafe, as_json=as_json
        )
        if complete is not None:
            raise typer.Exit(0 if complete else 1)
    from autograder.cli import start_imports

    # First of all: Keras's import in another process takes longer than all imports below.
    supervisor = None
    if not cluster:
        supervisor = start_imports.start(Path.cwd(), exercises or [], unsafe=unsafe)
    from autograder.cli.grading import Options, grade_all

    options = Options(jobs, yes, no_cache, as_json)
    with current_course(unsafe=unsafe, cluster=cluster, supervisor=supervisor) as course:
        complete = grade_all(course, exercises or [], student, options)
    ignore_interrupts()
    raise typer.Exit(0 if complete else 1)


def feedback(
    exercises: Exercises = None,
    student: Annotated[
        str, typer.Option(help="Write only this student's pages.", show_default=False)
    ] = "*",
    as_json: Json = False,
) -> None:
    """Write the feedback pages that students read."""
    from autograder.cli.feedback_pages import write_pages

    with current_course() as course:
        complete = write_pages(course, exercises or [], student, as_json=as_json)
    raise typer.Exit(0 if complete else 1)


def history(
    student: Annotated[str, typer.Argument(help="The student's name.")],
    exercise: Annotated[str, typer.Argument(help="The exercise.")],
    as_json: Json = False,
) -> None:
    """Show every score that a student had in an exercise, and why it changed."""
    from autograder.cli.history import show_history
    from autograder.errors import CourseError

    with current_course() as course:
        final = course.ledger(exercise).standing.get(student)
        if not show_history(course.journal, student, exercise, final, as_json=as_json):
            raise CourseError(f"`{student}` was not graded in `{exercise}` so far.")


def report(
    exercises: Exercises = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the instructor's page to this file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show how a graded class did on each check, and which checks look suspect.

    With --html, write one page that also shows scores, misconceptions, late
    students and pairs of similar answers.
    """
    from autograder.cli.report import report_all

    with current_course() as course:
        report_all(course, exercises or [], html, as_json=as_json)


def export(
    to: Annotated[
        Literal["csv", "canvas", "moodle"],
        typer.Option(help="A table for people, or a file to import into an LMS."),
    ],
    exercises: Annotated[
        list[str] | None,
        typer.Argument(metavar="EXERCISE", help="Exercises; without any, all graded ones."),
    ] = None,
    roster: Annotated[
        str, typer.Option(metavar="CSV", help="File with each student's account in the LMS.")
    ] = "",
    output: Annotated[
        str, typer.Option(metavar="FILE", help="File to write; `grades-….csv` if not given.")
    ] = "",
) -> None:
    """Write the final scores into a CSV file, for people, Canvas or Moodle.

    Students who match no single LMS account are listed and left out. The exit
    status is then 1.
    """
    from autograder.cli.export import export as write

    with current_course() as course:
        complete = write(course, to, exercises or [], roster=roster, output=output)
    raise typer.Exit(0 if complete else 1)
