"""The learner's own folder, and notes about each task."""

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


def folder() -> Path:
    """Make and give the user's own folder for the secret and the journal of practice."""
    path = platformdirs.user_data_path("heldout") / "practice"
    HeldoutFolder(path).make()
    return path


def note(outcome: Outcome) -> None:
    """Write the result of each task into the learner's notes, unless no check has judged it."""
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.BROKEN and not task.task.by_hand:
            result = NOTED.get(task.verdict, progress_file.NOT_YET)
            progress_file.write(outcome.exercise, name, outcome=result)
