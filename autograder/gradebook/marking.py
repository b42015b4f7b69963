"""A person's decisions about a submission in the gradebook: points, comments, due dates, and more time."""

from datetime import datetime, timedelta

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment

from autograder.author.exercise import SCORE
from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Task, short_name
from autograder.gradebook.final_scores import cells_of


def mark(
    course: CourseFolder, slug: str, student: str, task: str, points: float | None, comment: str
) -> None:
    """Write points by hand and a comment, as formgrader does. `None` takes the points back.

    Raises `CourseError` if the gradebook has no such task or submission.
    """
    with course.gradebook() as book:
        submission = _submission(book, slug, student)
        cells = cells_of(submission.assignment)
        notebook, cell = _cell(cells, task, slug)
        grade = book.find_grade(cell, notebook, slug, student)
        grade.manual_score = points
        grade.needs_manual_grade = points is None and grade.auto_score is None
        _comment(book, (notebook, cell), slug, student, comment)
        book.db.commit()


def extend(course: CourseFolder, slug: str, student: str, extension: timedelta) -> bool:
    """Give more time, and work the late penalty out again; tell whether there is a submission.

    Without one, nothing is written: nbgrader keeps an extension with the submission.
    """
    with course.gradebook() as book:
        try:
            submission = book.find_submission(slug, student)
        except MissingEntry:
            return False
        submission.extension = extension
        book.db.commit()
    _penalties(course, slug, student)
    return True


def set_due(course: CourseFolder, slug: str, due: datetime | None) -> None:
    """Move a due date, or take it away, and work the late penalties out again.

    `due` is in UTC, without a zone, as nbgrader keeps it.
    """
    with course.gradebook() as book:
        assignment = book.find_assignment(slug)
        assignment.duedate = due
        book.db.commit()
    _penalties(course, slug)


def _penalties(course: CourseFolder, slug: str, student: str = "") -> None:
    """Work the late penalty of a student out again, or that of all."""
    ledger = course.ledger(slug, student)
    with course.gradebook() as book:
        all_of_them = book.find_assignment(slug).submissions
        for submission in [_submission(book, slug, student)] if student else all_of_them:
            name = submission.student_id
            for notebook in submission.notebooks:
                penalty = ledger.penalty(name, notebook.score, submission.timestamp)
                notebook.late_submission_penalty = penalty or None
        book.db.commit()


def prepare(course: CourseFolder, slug: str, student: str, extension: timedelta) -> None:
    """Enter more time for a submission that is about to be published for the first time."""
    with course.gradebook() as book:
        book.update_or_create_student(student)
        submission = book.update_or_create_submission(slug, student)
        submission.extension = extension
        book.db.commit()


def _submission(book: Gradebook, slug: str, student: str) -> SubmittedAssignment:
    try:
        return book.find_submission(slug, student)
    except MissingEntry:
        raise CourseError(
            f"The gradebook has nothing of `{student}` in `{slug}` so far. Grade it first."
        ) from None


def _cell(cells: dict[Task, float], task: str, slug: str) -> Task:
    for cell in cells:
        if short_name(cell, cells) == task:
            return cell
    raise CourseError(f"`{slug}` has no task `{task}` in the gradebook.")


def _comment(book: Gradebook, cell: Task, slug: str, student: str, comment: str) -> None:
    """Write a comment below the cell of the answer. nbgrader keeps none for a cell of tests."""
    notebook, name = cell
    for candidate in dict.fromkeys((name.removesuffix(SCORE), name)):
        try:
            found = book.find_comment(candidate, notebook, slug, student)
        except MissingEntry:
            continue
        found.manual_comment = comment or None
        return
    if comment:
        raise CourseError(
            f"nbgrader keeps no comment for `{name}`, which is a cell of tests. The points are not "
            "written either. Comment a cell that holds an answer."
        )
