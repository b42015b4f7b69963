"""The learner's own folder, and notes about each task."""

import atexit
import functools
import os
import shutil
import tempfile
from pathlib import Path

import platformdirs

from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.judge.outcome import Outcome
from autograder.judge.verdict import Verdict
from course import progress_file

# The note for each verdict. A `broken` task changes no note.
NOTED = {
    Verdict.PASS: progress_file.PASSED,
    Verdict.ERROR: progress_file.RAISED,
    Verdict.BLANK: progress_file.NOT_STARTED,
}
NOT_KEPT = (
    "`{}` cannot be written, so nothing is kept of this check. Make the folder writable: your "
    "progress stands there."
)


def folder() -> Path:
    """Make and give the user's own folder for the secret and the journal of practice.

    If it cannot be written, give a folder that lasts as long as this process.
    """
    return _own() if not problem() else _passing()


def problem() -> str:
    """Return a sentence if the user's own folder cannot be written, or an empty string."""
    path = _own()
    heldout = HeldoutFolder(path)
    try:
        heldout.make()
    except OSError:
        return NOT_KEPT.format(path)
    return "" if os.access(heldout.path, os.W_OK | os.X_OK) else NOT_KEPT.format(path)


def _own() -> Path:
    return platformdirs.user_data_path("heldout") / "practice"


@functools.cache
def _passing() -> Path:
    path = Path(tempfile.mkdtemp(prefix="heldout-practice-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    HeldoutFolder(path).make()
    return path


def note(outcome: Outcome) -> None:
    """Write the result of each task into the learner's notes, unless no check has judged it."""
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.BROKEN and not task.task.by_hand:
            result = NOTED.get(task.verdict, progress_file.NOT_YET)
            progress_file.write(outcome.exercise, name, outcome=result)
