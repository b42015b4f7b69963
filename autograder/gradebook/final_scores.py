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
from sqlalchemy import Select, select

from autograder.gradebook.by_hand import OUTDATED
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
    )
    by_person, commented = _by_person(assignment), _outdated(book, assignment)
    marks: dict[str, dict[Task, Mark]] = {}
    for student, name, cell, auto, manual, extra, flag in book.db.execute(wanted):
        task = (name, cell)
        outdated = bool(flag) and manual is not None and (student, task) in commented
        mark = Mark(auto, manual, extra or 0.0, task in by_person, outdated)
        marks.setdefault(student, {})[task] = mark
    return marks


def _of_assignment(
    wanted: Select[Any], kind: type[Grade | Comment], assignment: Assignment
) -> Select[Any]:
    """Select from all entries of this kind in an assignment, with their cells and students."""
    return (
        wanted.join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(kind, kind.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == kind.cell_id)
        .where(SubmittedAssignment.assignment_id == assignment.id)
    )


def _by_person(assignment: Assignment) -> set[Task]:
    """Name the cells that a student writes and a person marks."""
    return {
        (book.name, cell.name)
        for book in assignment.notebooks
        for cell in book.grade_cells
        if cell.name in {each.name for each in book.solution_cells}
    }


def _outdated(book: Gradebook, assignment: Assignment) -> set[tuple[str, Task]]:
    """Find the students and cells whose comment says that the mark is for an earlier answer."""
    wanted = _of_assignment(
        select(SubmittedAssignment.student_id, Notebook.name, BaseCell.name), Comment, assignment
    ).where(Comment.auto_comment == OUTDATED)
    return {(student, (name, cell)) for student, name, cell in book.db.execute(wanted)}
