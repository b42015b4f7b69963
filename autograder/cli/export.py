"""`heldout export` on the screen: the file that was written, and students who are not in it."""

import typer
from nbgrader.api import Gradebook

from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.export import EXPORTERS


def export(course: CourseFolder, to: str, slugs: list[str], *, roster: str, output: str) -> bool:
    """Write the file with the settings of nbgrader's exporter; tell whether nobody is left out."""
    exporter = EXPORTERS[to](config=course.config)
    for setting, value in (("assignment", slugs), ("roster", roster), ("to", output)):
        if value:
            setattr(exporter, setting, value)
    with Gradebook(course.coursedir.db_url, course.coursedir.course_id) as book:
        written = exporter.write(book)
    verb = "Replaced" if written.replaced else "Wrote"
    counts = f"{written.students} student(s), {written.assignments} assignment(s)"
    typer.echo(f"{verb} {written.path}: {counts}.")
    for sentence in written.warnings + written.left_out:
        typer.echo(for_terminal(sentence), err=True)
    return not written.left_out
