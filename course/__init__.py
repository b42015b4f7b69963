"""What the course's notebooks import: checks that answer at once, hints, and where you stand."""

import os
from collections.abc import Callable

# TensorFlow's notes of how it was built help no learner; without oneDNN it sums as when grading.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

from course.exercise import Exercise, folder_of, folders
from course.progress_file import Progress, read

__all__ = ["open_exercise", "progress", "solution"]
_open: list[Exercise] = []


def open_exercise(slug: str) -> tuple[Callable[[str], None], Callable[[str], None]]:
    """Return `check` and `hint` for one exercise; both take a task's name and show their answer."""
    _open[:] = [Exercise(folder_of(slug))]
    return _open[0].check, _open[0].hint


def solution(task: str) -> None:
    """Show our answer to a task of the exercise that was opened last; asks once before it does."""
    if not _open:
        raise LookupError("No exercise is open: run the cell with `open_exercise` first.")
    _open[0].solution(task)


def progress() -> Progress:
    """Where you stand in every exercise that is here, and what comes next."""
    return Progress(folders(), read())
