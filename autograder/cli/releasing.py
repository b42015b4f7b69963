"""`heldout release` on the screen: where the students' notebooks are, and what changed."""

import json
from collections.abc import Sequence

from rich.console import Console

from autograder.errors import CourseError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.release import Replaced


def release_all(
    course: CourseFolder, slugs: Sequence[str], *, replace: bool, as_json: bool
) -> None:
    """Release these exercises; with `replace`, even if there are submissions.

    Raises `CourseError` for an assignment that is not in the course's catalogue.
    """
    console = Console(quiet=as_json)
    paths = {}
    for slug in slugs:
        if slug not in course.catalogue and slug in course.assignments():
            raise CourseError(
                f"`{slug}` is your own assignment, with tests in its cells. Release it with "
                f"`nbgrader generate_assignment {slug}`."
            )
        replaced = Replaced(None, ())
        if replace:
            path, replaced = course.replace_release(slug)
        else:
            path = course.release(slug)
        paths[slug] = str(path)
        console.print(f"Released {path}", markup=False, highlight=False, soft_wrap=True)
        _show_replaced(console, slug, replaced)
    if as_json:
        print(json.dumps(paths))


def _show_replaced(console: Console, slug: str, replaced: Replaced) -> None:
    if replaced.backup is None:
        return
    lines = [
        f"Its tasks or points have changed. Next: heldout grade {slug}",
        f"A copy of the gradebook before the change: {replaced.backup}",
    ]
    lines += [f"Only that copy has this mark; its task is gone: {mark}" for mark in replaced.lost]
    for line in lines:
        console.print(for_terminal(line), markup=False, highlight=False, soft_wrap=True)
