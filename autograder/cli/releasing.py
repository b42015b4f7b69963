"""`heldout release` on the screen: where students' notebooks are, and what has changed."""

import json
from collections.abc import Sequence

from rich.console import Console

from autograder.errors import CourseError
from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.release import Replaced


def release_all(room: CourseFolder, slugs: Sequence[str], *, replace: bool, as_json: bool) -> None:
    """Release these exercises, one after the other; `replace` keeps what is graded already."""
    console = Console(quiet=as_json)
    made = {}
    for slug in slugs:
        if slug not in room.catalogue and slug in room.assignments():
            raise CourseError(
                f"`{slug}` is an assignment of your own, with its tests in its cells: "
                f"`nbgrader generate_assignment {slug}` releases it."
            )
        done = Replaced(None, ())
        if replace:
            path, done = room.replace_release(slug)
        else:
            path = room.release(slug)
        made[slug] = str(path)
        console.print(f"Released {path}", markup=False, highlight=False, soft_wrap=True)
        _tell(console, slug, done)
    if as_json:
        print(json.dumps(made))


def _tell(console: Console, slug: str, done: Replaced) -> None:
    if done.backup is None:
        return
    said = [
        f"Its tasks or points have changed. Next: heldout grade {slug}",
        f"The gradebook as it was: {done.backup}",
    ]
    said += [f"Went with its task, and stands in that copy: {mark}" for mark in done.lost]
    for line in said:
        console.print(for_terminal(line), markup=False, highlight=False, soft_wrap=True)
