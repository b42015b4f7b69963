"""The course's notebooks import this: checks that answer at once, hints, and your progress."""

import os
from collections.abc import Callable

# TensorFlow's notes about its build help no learner. Without oneDNN it sums as in grading.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

from course import quiet_import
from course.exercise import Exercise, folder_of, folders
from course.progress_file import damage, read
from course.progress_table import Progress
from course.submit import submit

quiet_import.install()
__all__ = ["open_exercise", "progress", "solution", "submit"]
_open: list[Exercise] = []


def open_exercise(slug: str) -> tuple[Callable[[str], None], Callable[[str], None]]:
    """Return the functions `check` and `hint` of one exercise.

    Each takes the name of a task, shows its answer below the cell, and returns None. Raises
    `UnknownName`, which suggests the nearest name.

        check, hint = open_exercise("dropout")
        check("mask")
    """
    _open[:] = [Exercise(folder_of(slug))]
    # While you read, so that your first `check` need not wait for it.
    _open[0].prepare()
    return _open[0].check, _open[0].hint


def solution(task: str = "", *more: object) -> None:
    """Show the reference answer to a task of the exercise that was opened last.

    It asks once before, unless you have passed the task.
    """
    if not _open:
        raise LookupError("No exercise is open: run the cell with `open_exercise` first.")
    _open[0].solution(task, *more)


def progress() -> Progress:
    """Return a table of your progress in every exercise, and what comes next."""
    return Progress(folders(), read(), damage())
