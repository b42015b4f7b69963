"""Reads the final scores of an assignment from nbgrader's gradebook."""

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import ColumnElement, select

from autograder.gradebook.final_score import Final, Mark, Task, short_name


def cells_of(assignment: Assignment) -> dict[Task, float]:
    """Give the maximum points of each cell that has points."""
    return {
        (book.name, cell.name): float(cell.max_score)
        for book in assignment.notebooks
        for cell in (*book.grade_cells, *book.task_cells)
    }


def finals_of(book: Gradebook, assignment: Assignment, student: str = "") -> dict[str, Final]:
    """Read the final scores of an assignment, by student: all of them, or one student's."""
    # Columns, not objects: nbgrader's objects ask the database again for each of their numbers.
    wanted = select(
        SubmittedAssignment.student_id,
        SubmittedAssignment.late_submission_penalty,
    ).where(*_chosen(assignment, student))
    marks = _marks(book, assignment, student)
    return {
        owner: Final(float(late or 0), marks.get(owner, {}))
        for owner, late in book.db.execute(wanted)
    }


def _chosen(assignment: Assignment, student: str) -> list[ColumnElement[bool]]:
    chosen = [SubmittedAssignment.assignment_id == assignment.id]
    return [*chosen, SubmittedAssignment.student_id == student] if student else chosen


def _marks(book: Gradebook, assignment: Assignment, student: str) -> dict[str, dict[Task, Mark]]:
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
        .where(*_chosen(assignment, student))
    )
    marks: dict[str, dict[Task, Mark]] = {}
    for owner, name, cell, auto, manual, extra in book.db.execute(wanted):
        marks.setdefault(owner, {})[name, cell] = Mark(auto, manual, extra or 0.0)
    return marks


def comments_of(
    book: Gradebook, assignment: Assignment, student: str = ""
) -> dict[str, dict[str, str]]:
    """Read the comments that persons have written, by student and task: all, or one student's."""
    wanted = (
        select(SubmittedAssignment.student_id, Notebook.name, BaseCell.name, Comment.manual_comment)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Comment, Comment.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Comment.cell_id)
        .where(*_chosen(assignment, student), Comment.manual_comment != "")
    )
    cells = cells_of(assignment)
    comments: dict[str, dict[str, str]] = {}
    for owner, name, cell, comment in book.db.execute(wanted):
        comments.setdefault(owner, {})[short_name((name, cell), cells)] = comment
    return comments
