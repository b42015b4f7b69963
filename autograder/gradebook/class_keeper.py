"""Decides whether a graded class may be kept, and keeps it: `KeptClass` shows it again."""

import sys
from pathlib import Path

from autograder.author.exercise import Exercise
from autograder.gradebook import steps
from autograder.gradebook.batch import Batch
from autograder.gradebook.class_state import ClassState, NoState
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.executors import LOCAL
from autograder.gradebook.graded import Graded
from autograder.gradebook.kept_class import KeptClass
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.release import SQLITE
from autograder.judge.verdict import Verdict


class ClassKeeper:
    """Watches one run over a whole class. Make it before the first submission is read."""

    def __init__(self, course: CourseFolder, exercise: Exercise | None) -> None:
        self.course = course
        self.exercise = exercise
        self._before = ""
        if exercise is not None and _is_plain(course, exercise):
            self._state = ClassState(course.root, exercise, course.unsafe)
            try:
                self._before = self._state.inputs()
            except (NoState, OSError):
                return

    def state(self) -> str:
        """Give the class's state after the run; read the ledger after this. Empty: it is not kept."""
        if not self._before:
            return ""
        try:
            same = self._before == self._state.inputs()
            return self._state.whole() if same else ""
        except (NoState, OSError):
            return ""

    def keep(
        self, state: str, batch: Batch, graded: dict[str, Graded], ledger: Ledger, level: str
    ) -> None:
        """Keep the class under this state if the same command would show the same again."""
        if not state or self.exercise is None or not self._is_settled(batch, graded, ledger):
            return
        place = self.course.assignments().index(batch.slug)
        kept = KeptClass(self.exercise, level, place, graded, batch.refused, ledger)
        kept.save(self.course.root, state)

    def _is_settled(self, batch: Batch, graded: dict[str, Graded], ledger: Ledger) -> bool:
        judged = (task for result in graded.values() for task in result.outcome.tasks.values())
        return (
            not steps.notices.told
            and not any(refused.fault for refused in batch.refused)
            and all(task.verdict is not Verdict.BROKEN for task in judged)
            and all(ledger.standing.get(name) == batch.expected[name] for name in graded)
            and _is_watched(ledger.plugin, self.course.root)
        )


def _is_plain(course: CourseFolder, exercise: Exercise) -> bool:
    """Tell whether `ClassState` sees all that this class's results depend on."""
    slug, root = exercise.slug, course.root
    layout = {
        "submitted": root / "submitted" / "*" / slug,
        "autograded": root / "autograded" / "*" / slug,
        "source": root / "source" / "." / slug,
    }
    return (
        course.on == LOCAL
        and not exercise.limits.gpu
        and course.coursedir.db_url == f"{SQLITE}{root / 'gradebook.db'}"
        and all(
            course.folder(step, slug, "." if step == "source" else "*") == folder
            for step, folder in layout.items()
        )
    )


def _is_watched(plugin: object, root: Path) -> bool:
    """Tell whether a plugin for late penalties is nbgrader's, or a file beside the settings."""
    module = type(plugin).__module__
    if plugin is None or module.partition(".")[0] == "nbgrader":
        return True
    file = getattr(sys.modules.get(module), "__file__", None)
    return file is not None and Path(file).resolve().parent == root
