"""`heldout feedback` on the screen: how many pages were written, and which are missing."""

import json
from collections.abc import Sequence

import typer

from autograder.errors import CourseError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.publisher import without_feedback, write_feedback

EVERYBODY = "*"


def write_pages(course: CourseFolder, slugs: Sequence[str], student: str, *, as_json: bool) -> bool:
    """Write the pages of these exercises, or of all; tell whether none is missing.

    Raises `CourseError` if nobody was graded in a named exercise.
    """
    chosen = slugs or course.assignments()
    pages: dict[str, list[str]] = {}
    problems: dict[str, dict[str, str]] = {}
    for slug in chosen:
        written = write_feedback(course, slug, student)
        pages[slug] = [str(path) for path in written.paths]
        problems[slug] = written.unwritten
    for slug in slugs:
        if not pages[slug]:
            subject = "Nobody was" if student == EVERYBODY else f"`{student}` was not"
            raise CourseError(f"{subject} graded in `{slug}` so far: `heldout grade {slug}`.")
    if as_json:
        typer.echo(json.dumps(pages))
    else:
        for slug, paths in pages.items():
            if paths:
                typer.echo(f"{slug}: {len(paths)} page(s) under {course.root / 'feedback'}")
    missing = {slug: without_feedback(course, slug, student) for slug in chosen}
    for slug, students in missing.items():
        for name in students:
            problem = problems[slug].get(name, "its page was removed.")
            typer.echo(for_terminal(f"{slug}: no page for {name}: {problem}"), err=True)
        if students:
            typer.echo(f"`{course.heldout_folder.log}` has the traceback of each.", err=True)
    return not any(missing.values())
