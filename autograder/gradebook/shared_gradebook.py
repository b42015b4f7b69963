"""One gradebook for a run: nbgrader opens a new one in each of its steps, and commits cell by cell."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import inspect
from sqlalchemy.orm import scoped_session, sessionmaker

from autograder.gradebook import one_transaction
from autograder.gradebook.one_transaction import OneTransaction

Entry = TypeVar("Entry")
Marked = TypeVar("Marked", Grade, Comment)
# The gradebook that this thread's `Gradebook(...)` gives, while the thread writes a submission.
_here = threading.local()


class SharedGradebook(Gradebook):
    """nbgrader's gradebook with one engine, and one session and transaction a submission.

    Inside `submission()`, each `Gradebook(...)` that nbgrader or a course's own step opens in this
    thread is this object. It finds entries among those that its session has read already.
    """

    def __init__(
        self, db_url: str, course_id: str = "default_course", authenticator: Any = None
    ) -> None:
        if not hasattr(self, "url"):
            # nbgrader makes the tables.
            Gradebook(db_url, course_id).close()
            self.url = db_url
            self.engine = one_transaction.engine(db_url)
            make = sessionmaker(bind=self.engine, class_=OneTransaction, expire_on_commit=False)
            self.db = scoped_session(make)
            self._courses = {course_id}
        # Later calls come from `Gradebook(...)`, which gives this object again.
        self.course_id = course_id
        self.authenticator = authenticator
        if course_id not in self._courses:
            self.check_course(course_id)
            self._courses.add(course_id)

    def close(self) -> None:
        """Do nothing: each of nbgrader's steps closes what it shares with the others."""

    @contextmanager
    def submission(self) -> Iterator[None]:
        """Write a submission in one transaction; after an error, keep what nbgrader would have kept."""
        session = self.db()
        keep = False
        _here.gradebook = self
        try:
            yield
            keep = True
        except Exception:
            keep = True
            raise
        finally:
            _here.gradebook = None
            try:
                session.end(keep=keep)
            finally:
                self.db.remove()

    # These look among what has been read. If an entry is not there, nbgrader's own method looks.

    def find_assignment(self, name: str) -> Assignment:
        return self._found(super().find_assignment, name)

    def find_student(self, student_id: str) -> Student:
        return self._found(super().find_student, student_id)

    def find_submission(self, assignment: str, student: str) -> SubmittedAssignment:
        return self._found(super().find_submission, assignment, student)

    def find_notebook(self, name: str, assignment: str) -> Notebook:
        notebooks = self.find_assignment(assignment).notebooks
        found = next((each for each in notebooks if each.name == name), None)
        return found or super().find_notebook(name, assignment)

    def find_source_cell(self, name: str, notebook: str, assignment: str) -> SourceCell:
        cells = self.find_notebook(notebook, assignment).source_cells
        found = next((each for each in cells if each.name == name), None)
        return found or super().find_source_cell(name, notebook, assignment)

    def find_graded_cell(self, name: str, notebook: str, assignment: str) -> GradeCell | TaskCell:
        of = self.find_notebook(notebook, assignment)
        found = next(
            (each for each in (*of.grade_cells, *of.task_cells) if each.name == name), None
        )
        return found or super().find_graded_cell(name, notebook, assignment)

    def find_submission_notebook(
        self, notebook: str, assignment: str, student: str
    ) -> SubmittedNotebook:
        wanted = self.find_notebook(notebook, assignment)
        submission = self.find_submission(assignment, student)
        if _is_read(submission, "notebooks"):
            found = next((each for each in submission.notebooks if each.notebook is wanted), None)
        else:
            found = self._found(self._submitted_notebook, wanted.id, submission.id)
        return found or super().find_submission_notebook(notebook, assignment, student)

    def find_grade(self, grade_cell: str, notebook: str, assignment: str, student: str) -> Grade:
        of = self.find_notebook(notebook, assignment)
        submitted = self.find_submission_notebook(notebook, assignment, student)
        found = self._mark(Grade, "grades", submitted, of.grade_cells + of.task_cells, grade_cell)
        return found or super().find_grade(grade_cell, notebook, assignment, student)

    def find_comment(
        self, solution_cell: str, notebook: str, assignment: str, student: str
    ) -> Comment:
        of = self.find_notebook(notebook, assignment)
        submitted = self.find_submission_notebook(notebook, assignment, student)
        cells = of.solution_cells + of.task_cells
        found = self._mark(Comment, "comments", submitted, cells, solution_cell)
        return found or super().find_comment(solution_cell, notebook, assignment, student)

    # nbgrader's tables have an index for these two pairs of columns, and for neither second one alone.

    def _submitted_notebook(self, notebook: str, submission: str) -> SubmittedNotebook | None:
        return (
            self.db.query(SubmittedNotebook)
            .filter_by(notebook_id=notebook, assignment_id=submission)
            .one_or_none()
        )

    def _mark(
        self,
        kind: type[Marked],
        attribute: str,
        submitted: SubmittedNotebook,
        cells: list[Any],
        name: str,
    ) -> Marked | None:
        """Find a cell's grade or comment. Of two cells of one name the first counts, as in nbgrader."""
        wanted = [cell.id for cell in cells if cell.name == name]
        if _is_read(submitted, attribute):
            marks = getattr(submitted, attribute)
        else:
            every = tuple(cell.id for cell in cells)
            marks = self._found(self._marks, kind, submitted.id, every)
        by_cell = {mark.cell_id: mark for mark in marks}
        return next((by_cell[cell] for cell in wanted if cell in by_cell), None)

    def _marks(self, kind: type[Marked], submitted: str, cells: tuple[str, ...]) -> list[Marked]:
        of_cells = kind.cell_id.in_(cells)
        found: list[Marked] = (
            self.db.query(kind).filter(of_cells, kind.notebook_id == submitted).all()
        )
        return found

    def _found(self, find: Callable[..., Entry], *names: Any) -> Entry:
        found = self.db().found
        key = (find.__name__, *names)
        if key not in found:
            found[key] = find(*names)
        entry: Entry = found[key]
        return entry


def _is_read(entry: object, attribute: str) -> bool:
    """Tell whether a session has read this collection, or made it for a new entry."""
    return attribute not in inspect(entry).unloaded


def _share(kind: type[Gradebook], db_url: str = "", *_: object, **__: object) -> Gradebook:
    """Give this thread's shared gradebook, if it is the one that is asked for; otherwise a new one."""
    shared = getattr(_here, "gradebook", None)
    if kind is Gradebook and shared is not None and shared.url == db_url:
        return shared
    made: Gradebook = object.__new__(kind)
    return made


# nbgrader's steps import this class by name: there is no setting for another one.
Gradebook.__new__ = _share
