"""What a gradebook says of a class: final scores by assignment and student, with their tasks."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from nbgrader.api import (
    BaseCell,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from autograder.author import notebook
from autograder.books.classroom import ClassroomError
from course.names import did_you_mean

# A notebook's name and a cell's.
Task = tuple[str, str]


@dataclass(frozen=True)
class Final:
    """A student's final score, as nbgrader exports it; `waits` if a cell is to be graded by hand."""

    score: float
    penalty: float
    waits: bool
    tasks: dict[Task, float | None]


@dataclass(frozen=True)
class Sheet:
    """An assignment's final scores, by student; `tasks` are its cells with points, by name."""

    name: str
    max_score: float
    tasks: list[Task]
    finals: dict[str, Final]
    # Of whom nothing has a score yet: a file that nobody could read, say.
    unscored: tuple[str, ...] = ()

    def title(self, task: Task) -> str:
        """Name a task, without what we add to a cell's name, and with its notebook if there are more."""
        several = len({name for name, _ in self.tasks}) > 1
        cell = task[1].removesuffix(notebook.SCORE)
        return f"{self.name}: {task[0]}/{cell}" if several else f"{self.name}: {cell}"


@dataclass(frozen=True)
class Grades:
    """Sheets of a course, and its students as nbgrader knows them, by name."""

    sheets: list[Sheet]
    students: list[Student]

    @property
    def graded(self) -> list[Student]:
        """Whoever has a score in one of the sheets at least."""
        return [who for who in self.students if any(who.id in each.finals for each in self.sheets)]

    def row(self, student: str) -> list[Final | None]:
        """Give a student's finals, sheet by sheet."""
        return [sheet.finals.get(student) for sheet in self.sheets]

    @property
    def waiting(self) -> list[str]:
        """Whose score may change yet: something of it waits for a person."""
        return [
            who.id
            for who in self.students
            if any(final and final.waits for final in self.row(who.id))
            or any(who.id in sheet.unscored for sheet in self.sheets)
        ]


def read(
    book: Gradebook, assignments: Collection[str] = (), students: Collection[str] = ()
) -> Grades:
    """Read these assignments and students, or all that anything was graded of. Raises `ClassroomError`."""
    there = {each.name: each for each in book.assignments}
    for name in assignments:
        if name not in there:
            raise ClassroomError(
                f"The gradebook has no assignment `{name}`."
                + (did_you_mean(name, there) or f" It has: {', '.join(there)}.")
            )
    sheets = [_sheet(book, there[name], students) for name in dict.fromkeys(assignments or there)]
    for sheet in sheets if assignments else ():
        if not sheet.finals:
            raise ClassroomError(
                f"Nobody was graded in `{sheet.name}` so far: `heldout grade {sheet.name}`."
            )
    sheets = [sheet for sheet in sheets if sheet.finals]
    if not sheets:
        raise ClassroomError("Nobody was graded so far: there is nothing to export.")
    people = [who for who in book.students if not students or who.id in students]
    # nbgrader leaves the order to the database where a student has no name.
    people.sort(key=lambda who: (who.last_name or "", who.first_name or "", who.id))
    return Grades(sheets, people)


def _sheet(book: Gradebook, assignment: Any, students: Collection[str]) -> Sheet:
    cells = sorted(
        (each.name, cell.name)
        for each in assignment.notebooks
        for cell in (*each.grade_cells, *each.task_cells)
    )
    # Columns, not objects: nbgrader's objects ask the database once for each of their figures.
    scores = select(
        SubmittedAssignment.student_id,
        SubmittedAssignment.score,
        SubmittedAssignment.late_submission_penalty,
        SubmittedAssignment.needs_manual_grade,
    ).where(SubmittedAssignment.assignment_id == assignment.id)
    tasks = _tasks(book, assignment)
    finals = {
        student: Final(max(0.0, score - late), late, bool(waits), tasks.get(student, {}))
        for student, score, late, waits in book.db.execute(scores)
        if not students or student in students
    }
    unscored = [who for who, final in finals.items() if final.waits and not _any_score(final)]
    scored = {who: final for who, final in finals.items() if who not in set(unscored)}
    return Sheet(
        assignment.name, float(assignment.max_score), cells, scored, tuple(sorted(unscored))
    )


def _any_score(final: Final) -> bool:
    return any(score is not None for score in final.tasks.values())


def _tasks(book: Gradebook, assignment: Any) -> dict[str, dict[Task, float | None]]:
    wanted = (
        select(
            SubmittedAssignment.student_id,
            Notebook.name,
            BaseCell.name,
            Grade.score,
            Grade.auto_score,
            Grade.manual_score,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .where(SubmittedAssignment.assignment_id == assignment.id)
    )
    found: dict[str, dict[Task, float | None]] = {}
    for student, name, cell, score, auto, manual in book.db.execute(wanted):
        # nbgrader calls a task that nobody has scored zero.
        known = None if auto is None and manual is None else score
        found.setdefault(student, {})[name, cell] = known
    return found
