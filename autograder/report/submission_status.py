"""Which students are late, missing, or wait for a person, by the gradebook and the folders."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import MissingEntry

from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final


@dataclass(frozen=True)
class SubmissionStatus:
    """Students by status. Without a date in `due`, nobody is late.

    `late` has hours, the latest student first. `missing` handed in nothing. `waiting` is not graded
    yet. `by_hand` has a task without a score, or with a mark for an earlier
    answer, so a person must look.
    """

    due: datetime | None
    late: tuple[tuple[str, float], ...]
    missing: tuple[str, ...]
    waiting: tuple[str, ...]
    by_hand: tuple[str, ...]


def read(
    course: CourseFolder, slug: str, graded: Collection[str], standing: Mapping[str, Final]
) -> SubmissionStatus:
    """Compare the gradebook's students with the submissions and their times.

    `graded` names the students with an outcome or a score.
    """
    with course.gradebook() as book:
        enrolled = {student.id for student in book.students}
        try:
            assignment = book.find_assignment(slug)
        except MissingEntry:
            due, submitted, late = None, set(), []
        else:
            due = assignment.duedate
            submitted = {submission.student_id for submission in assignment.submissions}
            late = [
                (submission.student_id, submission.total_seconds_late / 3600)
                # Without a due date, nbgrader fails on a submission with an extension.
                for submission in (assignment.submissions if due else ())
                if submission.total_seconds_late
            ]
    handed_in = set(course.students(slug))
    return SubmissionStatus(
        due=due,
        late=tuple(sorted(late, key=lambda row: (-row[1], row[0]))),
        missing=tuple(sorted(enrolled - submitted - handed_in - set(graded))),
        waiting=tuple(sorted(handed_in - submitted - set(graded))),
        by_hand=tuple(
            sorted(student for student, final in standing.items() if final.waits or final.outdated)
        ),
    )
