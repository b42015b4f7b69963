"""Reads the final scores of an assignment from nbgrader's gradebook."""

from typing import Any

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
from sqlalchemy import ColumnElement, Select, select

from autograder.gradebook.by_hand import OUTDATED
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
    wanted = _of_assignment(
        select(
            SubmittedAssignment.student_id,
            Notebook.name,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        ),
        Grade,
        assignment,
        student,
    )
    by_person, commented = _by_person(assignment), _outdated(book, assignment, student)
    marks: dict[str, dict[Task, Mark]] = {}
    for owner, name, cell, auto, manual, extra, flag in book.db.execute(wanted):
        task = (name, cell)
        outdated = bool(flag) and manual is not None and (owner, task) in commented
        mark = Mark(auto, manual, extra or 0.0, task in by_person, outdated)
        marks.setdefault(owner, {})[task] = mark
    return marks


def _of_assignment(
    wanted: Select[Any], kind: type[Grade | Comment], assignment: Assignment, student: str
) -> Select[Any]:
    """Select from the entries of this kind in an assignment, with their cells and students."""
    return (
        wanted.join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(kind, kind.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == kind.cell_id)
        .where(*_chosen(assignment, student))
    )


def comments_of(
    book: Gradebook, assignment: Assignment, student: str = ""
) -> dict[str, dict[str, str]]:
    """Read the comments that persons have written, by student and task: all, or one student's."""
    columns = (SubmittedAssignment.student_id, Notebook.name, BaseCell.name, Comment.manual_comment)
    wanted = _of_assignment(select(*columns), Comment, assignment, student)
    cells = cells_of(assignment)
    comments: dict[str, dict[str, str]] = {}
    for owner, name, cell, comment in book.db.execute(wanted.where(Comment.manual_comment != "")):
        comments.setdefault(owner, {})[short_name((name, cell), cells)] = comment
    return comments


def _by_person(assignment: Assignment) -> set[Task]:
    """Name the cells that a student writes and a person marks."""
    return {
        (book.name, cell.name)
        for book in assignment.notebooks
        for cell in book.grade_cells
        if cell.name in {each.name for each in book.solution_cells}
    }


def _outdated(book: Gradebook, assignment: Assignment, student: str) -> set[tuple[str, Task]]:
    """Find the students and cells whose comment says that the mark is for an earlier answer."""
    columns = (SubmittedAssignment.student_id, Notebook.name, BaseCell.name)
    wanted = _of_assignment(select(*columns), Comment, assignment, student)
    rows = book.db.execute(wanted.where(Comment.auto_comment == OUTDATED))
    return {(owner, (name, cell)) for owner, name, cell in rows}
