"""`heldout grade` of classes that have not changed: shown as they were, without nbgrader or Keras."""

import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from autograder.cli.class_shown import ShownClass, print_graded, print_refused
from autograder.gradebook.course_lock import course_lock
from autograder.gradebook.kept_class import KeptClass, path_of


def show_all(
    course: Path, slugs: Sequence[str], student: str, *, unsafe: bool, as_json: bool
) -> bool | None:
    """Show these classes, or all with submissions, if none has changed; otherwise print nothing.

    Tells whether every submission is graded, and gives `None` if a class must be graded.
    """
    course = course.resolve()
    chosen = slugs or sorted({path.name for path in course.glob("submitted/*/*")})
    # Often no class is kept. Then the course need not be looked at.
    if not chosen or not all(path_of(course, slug).is_file() for slug in chosen):
        return None
    classes = []
    with course_lock(course):
        for slug in chosen:
            started = time.monotonic()
            kept = KeptClass.load(course, slug, unsafe=unsafe)
            if kept is None or (student and student not in kept.graded):
                return None
            classes.append((kept.of_one(student) if student else kept, started))
    if not slugs:
        classes.sort(key=lambda pair: pair[0].place)
    console = Console(quiet=as_json)
    for kept, started in classes:
        _show(kept, time.monotonic() - started, console, as_json=as_json)
    return not any(kept.refused for kept, _ in classes)


def _show(kept: KeptClass, seconds: float, console: Console, *, as_json: bool) -> None:
    points = kept.ledger.points
    for student, result in sorted(kept.graded.items()):
        final = kept.ledger.standing[student]
        print_graded(result, final, points, console, pending=False, as_json=as_json)
    for refused in kept.refused:
        print_refused(refused, as_json=as_json)
    exercise = kept.exercise
    shown = ShownClass(exercise.slug, exercise, kept.graded, kept.refused, kept.ledger, kept.level)
    shown.show(console, seconds)
