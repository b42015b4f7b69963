"""Reads the final scores of an assignment from nbgrader's gradebook."""

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from autograder.gradebook.final_score import Final, Mark, Task


def cells_of(assignment: Assignment) -> dict[Task, float]:
    """Give the maximum points of each cell that has points."""
    return {
        (book.name, cell.name): float(cell.max_score)
        for book in assignment.notebooks
        for cell in (*book.grade_cells, *book.task_cells)
    }


def finals_of(book: Gradebook, assignment: Assignment) -> dict[str, Final]:
    """Read all final scores of an assignment, by student."""
    # Columns, not objects: nbgrader's objects ask the database again for each of their numbers.
    wanted = select(
        SubmittedAssignment.student_id,
        SubmittedAssignment.late_submission_penalty,
    ).where(SubmittedAssignment.assignment_id == assignment.id)
    marks = _marks(book, assignment)
    return {
        student: Final(float(late or 0), marks.get(student, {}))
        for student, late in book.db.execute(wanted)
    }


def _marks(book: Gradebook, assignment: Assignment) -> dict[str, dict[Task, Mark]]:
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
    marks: dict[str, dict[Task, Mark]] = {}
    for student, name, cell, auto, manual, extra in book.db.execute(wanted):
        marks.setdefault(student, {})[name, cell] = Mark(auto, manual, extra or 0.0)
    return marks
