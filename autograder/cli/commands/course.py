"""`demo`, `init` and `release`: what an instructor does before anybody hands in."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.current_course import current_course, quiet_nbgrader
from autograder.cli.options import CatalogueRoot, Exercises, Json, Unsafe


def demo(
    directory: Annotated[Path, typer.Argument(help="Where to make the course.")] = Path(
        "heldout-demo"
    ),
    exercise: Annotated[
        str, typer.Option(help="The exercise to show. Without it: the quickest one.")
    ] = "",
    every: Annotated[
        bool, typer.Option("--all", help="Hand in every known answer, not sixteen of them.")
    ] = False,
    catalogue: CatalogueRoot = "",
    unsafe: Unsafe = False,
) -> None:
    """Make a course, grade a class of known submissions, and show the results."""
    from autograder.cli import demo as demonstration

    quiet_nbgrader()
    demonstration.run(directory, slug=exercise, every=every, catalogue=catalogue, unsafe=unsafe)


def init(
    directory: Annotated[Path, typer.Argument(help="The course's directory.")],
    catalogue: CatalogueRoot = "",
) -> None:
    """Make a course directory for `heldout` and `nbgrader`."""
    from autograder.gradebook.course_folder import CourseFolder

    course = CourseFolder.init(directory, catalogue)
    typer.echo(f"Made {course.root} with {len(course.catalogue.order)} exercise(s).")
    typer.echo(f"Next: cd {directory} && heldout release {course.catalogue.order[0]}")


def release(
    exercises: Exercises = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Replace a release that has submissions. Scores of unchanged tasks are kept.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Build the notebooks for students, and enter their cells into the gradebook."""
    from autograder.cli.releasing import release_all

    with current_course() as course:
        chosen = exercises or list(course.catalogue.order)
        release_all(course, chosen, replace=replace, as_json=as_json)
