"""Where a learner practises: a folder of their own, and notes of what came of each task."""

from pathlib import Path

import platformdirs

from autograder.gradebook.heldout_folder import HeldoutFolder
from autograder.judge.outcome import Outcome
from autograder.judge.verdict import Verdict
from course import progress_file

# What a verdict is in a learner's notes; a task that could not be judged leaves them as they are.
NOTED = {
    Verdict.PASS: progress_file.PASSED,
    Verdict.ERROR: progress_file.RAISED,
    Verdict.BLANK: progress_file.NOT_STARTED,
}


def folder() -> Path:
    """The user's own folder for the secret and the journal of practice."""
    path = platformdirs.user_data_path("heldout") / "practice"
    HeldoutFolder(path).make()
    return path


def note(outcome: Outcome) -> None:
    """Write down where the learner stands now; what could not be judged changes nothing."""
    for name, task in outcome.tasks.items():
        if task.verdict is not Verdict.BROKEN:
            said = NOTED.get(task.verdict, progress_file.NOT_YET)
            progress_file.write(outcome.exercise, name, outcome=said)
