"""The score that a student has: the gradebook's, with marks by hand and late penalties."""

from nbgrader.api import MissingEntry
from sqlalchemy.orm import Session

from autograder.gradebook.course_folder import CourseFolder
from autograder.portal.rows import Standing, Submission


def enter(session: Session, course: CourseFolder, submission: Submission) -> None:
    """Copy the student's score from the gradebook, and say of which submission it is."""
    with course.gradebook() as book:
        try:
            found = book.find_submission(submission.slug, submission.person.student)
        except MissingEntry:
            return
        score, penalty = float(found.score), float(found.late_submission_penalty or 0.0)
    row = session.get(Standing, (submission.person_id, submission.slug)) or Standing(
        person_id=submission.person_id, slug=submission.slug
    )
    row.submission_id = submission.id
    row.score, row.penalty = max(0.0, score - penalty), penalty
    session.add(row)
