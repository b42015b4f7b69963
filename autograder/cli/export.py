"""`heldout export` on the screen: what was written, and who is not in it."""

import typer
from nbgrader.api import Gradebook

from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.export import EXPORTERS


def export(room: CourseFolder, to: str, slugs: list[str], *, roster: str, output: str) -> bool:
    """Write the file, with the course's settings of nbgrader's plug-in; tell if nobody was left out."""
    exporter = EXPORTERS[to](config=room.config)
    for name, given in (("assignment", slugs), ("roster", roster), ("to", output)):
        if given:
            setattr(exporter, name, given)
    with Gradebook(room.coursedir.db_url, room.coursedir.course_id) as book:
        written = exporter.write(book)
    verb = "Replaced" if written.replaced else "Wrote"
    counts = f"{written.students} student(s), {written.assignments} assignment(s)"
    typer.echo(f"{verb} {written.path}: {counts}.")
    for words in written.warnings + written.left_out:
        typer.echo(for_terminal(words), err=True)
    return not written.left_out
