"""Who came late, who is missing, who waits to be graded: by nbgrader's gradebook and folders."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Gradebook, MissingEntry

from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final


@dataclass(frozen=True)
class SubmissionStatus:
    """Students by name; `late` with the hours, the latest first. Without `due` nobody is late."""

    due: datetime | None
    late: tuple[tuple[str, float], ...]
    missing: tuple[str, ...]
    waiting: tuple[str, ...]
    # Some task of theirs has no score: a person must look.
    by_hand: tuple[str, ...]


def read(
    room: CourseFolder, slug: str, graded: Collection[str], standing: Mapping[str, Final]
) -> SubmissionStatus:
    """Compare the gradebook's students with who has submitted, and when; `graded` are known to us."""
    with Gradebook(room.coursedir.db_url, room.coursedir.course_id) as book:
        enrolled = {student.id for student in book.students}
        try:
            assignment = book.find_assignment(slug)
        except MissingEntry:
            due, submitted, late = None, set(), []
        else:
            due = assignment.duedate
            submitted = {each.student_id for each in assignment.submissions}
            late = [
                (each.student_id, each.total_seconds_late / 3600)
                # nbgrader adds an extension even to no date.
                for each in (assignment.submissions if due else ())
                if each.total_seconds_late
            ]
    handed_in = set(room.students(slug))
    return SubmissionStatus(
        due=due,
        late=tuple(sorted(late, key=lambda row: (-row[1], row[0]))),
        missing=tuple(sorted(enrolled - submitted - handed_in - set(graded))),
        waiting=tuple(sorted(handed_in - submitted - set(graded))),
        by_hand=tuple(sorted(who for who, final in standing.items() if final.waits)),
    )
