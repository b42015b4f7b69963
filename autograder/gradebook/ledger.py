"""Final scores of an assignment: those in the gradebook, and those that a new outcome would make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from autograder.author.exercise import SCORE
from autograder.gradebook.final_score import Final, Mark, Task
from autograder.judge.outcome import Outcome, TaskOutcome

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from nbgrader.plugins import LateSubmissionPlugin

Lateness = tuple[datetime | None, timedelta | None]


@dataclass(frozen=True)
class Ledger:
    """The existing final scores by student, and all that decides about a new one.

    `cells` has the maximum points of each cell. `late` has each submission's time and extension.
    `plugin` is `None` where a course has removed nbgrader's step for lateness.
    """

    cells: Mapping[Task, float]
    standing: Mapping[str, Final]
    due: datetime | None
    late: Mapping[str, Lateness]
    plugin: LateSubmissionPlugin | None

    @classmethod
    def read(
        cls,
        book: Gradebook,
        slug: str,
        plugin: LateSubmissionPlugin | None = None,
        student: str = "",
    ) -> Ledger:
        """Read an assignment from the gradebook. An unknown assignment gives an empty ledger.

        With a `student`, the scores of others are left out.
        """
        # The screen shows a class that has not changed without nbgrader, whose import takes a second.
        from nbgrader.api import MissingEntry, SubmittedAssignment
        from sqlalchemy import select

        from autograder.gradebook.final_scores import cells_of, finals_of

        try:
            assignment = book.find_assignment(slug)
        except MissingEntry:
            return cls({}, {}, None, {}, plugin)
        query = select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
        ).where(SubmittedAssignment.assignment_id == assignment.id)
        late = {student: (when, extension) for student, when, extension in book.db.execute(query)}
        finals = finals_of(book, assignment, student)
        standing = {student: final for student, final in finals.items() if final.marks}
        return cls(cells_of(assignment), standing, assignment.duedate, late, plugin)

    @property
    def points(self) -> float:
        """The maximum score."""
        return sum(self.cells.values())

    def after(
        self,
        student: str,
        outcomes: Mapping[str, Outcome],
        handed_in: datetime | None,
        published: Mapping[str, str] = MappingProxyType({}),
    ) -> Final:
        """Work out the final score once these outcomes, by notebook, are published.

        Marks by hand stay. `handed_in` is the submission's time; `None` means the gradebook's time.
        `published` has the keys of the outcomes that are published now, by task.
        """
        # Not at the top: the screen shows a class that has not changed, and reads no notebook.
        from autograder.gradebook import by_hand

        before = self.standing.get(student)
        marks = dict(before.marks) if before else dict.fromkeys(self.cells, Mark())
        for cell in self.cells:
            # nbgrader gives 0 for a missing notebook.
            if cell[0] not in outcomes:
                marks[cell] = replace(marks.get(cell, Mark()), auto=0.0)
        for cell, task in self.by_cell(outcomes).items():
            mark = marks.get(cell, Mark())
            outdated = task.task.by_hand and by_hand.is_outdated(
                task, published, mark.manual, before=mark.outdated
            )
            marks[cell] = replace(mark, auto=task.score, outdated=outdated)
        penalties = (
            self.penalty(student, self._score(name, marks), handed_in) for name in outcomes
        )
        return Final(sum(penalties), marks)

    def by_cell(self, outcomes: Mapping[str, Outcome]) -> dict[Task, TaskOutcome]:
        """Give each task's outcome by its cell in the gradebook."""
        return {
            self._cell(name, task_name): task
            for name, outcome in outcomes.items()
            for task_name, task in outcome.tasks.items()
        }

    def _cell(self, name: str, task: str) -> Task:
        score_cell = (name, task + SCORE)
        return score_cell if score_cell in self.cells else (name, task)

    @staticmethod
    def _score(name: str, marks: Mapping[Task, Mark]) -> float:
        return sum(mark.score or 0.0 for cell, mark in marks.items() if cell[0] == name)

    def penalty(self, student: str, score: float, handed_in: datetime | None) -> float:
        """Ask the course's plugin what is taken off, as nbgrader's `AssignLatePenalties` does."""
        known, extension = self.late.get(student, (None, None))
        when = handed_in or known
        if self.plugin is None or when is None or self.due is None:
            return 0.0
        seconds = (when - self.due - (extension or timedelta())).total_seconds()
        if seconds <= 0:
            return 0.0
        penalty = self.plugin.late_submission_penalty(student, score, seconds)
        return 0.0 if penalty is None else min(max(0.0, penalty), score)
