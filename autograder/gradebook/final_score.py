"""A submission's final score as the gradebook has it: each task's marks, less what lateness costs."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from nbgrader.api import (
    BaseCell,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from autograder.author import notebook

# A notebook's name and a cell's.
Task = tuple[str, str]


@dataclass(frozen=True)
class Mark:
    """What a task has in the gradebook: by its checks, by hand (which counts instead), and on top."""

    auto: float | None = None
    manual: float | None = None
    extra: float = 0.0

    @property
    def score(self) -> float | None:
        """The task's points; `None` where nobody has scored it, which nbgrader calls zero."""
        found = self.auto if self.manual is None else self.manual
        return None if found is None else found + self.extra


@dataclass(frozen=True)
class Final:
    """A student's final score, as nbgrader exports it."""

    penalty: float
    marks: dict[Task, Mark]

    @property
    def score(self) -> float:
        """All points, less what lateness costs, as nbgrader sums them up."""
        return max(0.0, sum(score or 0.0 for score in self.tasks.values()) - self.penalty)

    @property
    def tasks(self) -> dict[Task, float | None]:
        """The points of each task."""
        return {name: mark.score for name, mark in self.marks.items()}

    @property
    def waits(self) -> bool:
        """Tell whether a task has no score yet.

        nbgrader's own flag stays with a task that a person has marked, once it is graded again.
        """
        return any(score is None for score in self.tasks.values())

    @property
    def is_scored(self) -> bool:
        """Tell whether anything of it has a score; of a file that nobody could read, nothing has."""
        return any(score is not None for score in self.tasks.values())

    @property
    def overruled(self) -> dict[Task, Mark]:
        """The tasks for which a person gave other points than the checks did."""
        return {n: m for n, m in self.marks.items() if m.manual not in (None, m.auto)}


def figure(score: float | None) -> str:
    """Write points as people read them: cents at most."""
    return "no score" if score is None else f"{round(score, 2):g}"


def short_name(task: Task, among: Collection[Task]) -> str:
    """Name a task without what we add to a cell's name, and with its notebook if there are more."""
    several = len({name for name, _ in among}) > 1
    cell = task[1].removesuffix(notebook.SCORE)
    return f"{task[0]}/{cell}" if several else cell


def cells_of(assignment: Any) -> dict[Task, float]:
    """Give the most points of each cell that has any."""
    return {
        (each.name, cell.name): float(cell.max_score)
        for each in assignment.notebooks
        for cell in (*each.grade_cells, *each.task_cells)
    }


def finals_of(book: Gradebook, assignment: Any) -> dict[str, Final]:
    """Read every submission's final score, by student."""
    # Columns, not objects: nbgrader's objects ask the database once for each of their figures.
    wanted = select(
        SubmittedAssignment.student_id,
        SubmittedAssignment.late_submission_penalty,
    ).where(SubmittedAssignment.assignment_id == assignment.id)
    marks = _marks(book, assignment)
    return {
        student: Final(float(late or 0), marks.get(student, {}))
        for student, late in book.db.execute(wanted)
    }


def _marks(book: Gradebook, assignment: Any) -> dict[str, dict[Task, Mark]]:
    wanted = (
        select(
            SubmittedAssignment.student_id,
            Notebook.name,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .where(SubmittedAssignment.assignment_id == assignment.id)
    )
    found: dict[str, dict[Task, Mark]] = {}
    for student, name, cell, auto, manual, extra in book.db.execute(wanted):
        found.setdefault(student, {})[name, cell] = Mark(auto, manual, extra or 0.0)
    return found
