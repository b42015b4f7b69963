"""Publishes what was graded: into nbgrader's gradebook and folders, and as feedback pages."""

from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import MissingEntry
from nbgrader.converters.base import NbGraderException

from autograder.gradebook import faults
from autograder.gradebook.converters import PublishGraded, WriteFeedback
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import Graded, NotGraded
from autograder.gradebook.shared_gradebook import SharedGradebook
from course.descriptions import first_line


class Publisher:
    """Publishes graded submissions of one assignment. Making one costs time: keep it for a run."""

    def __init__(self, course: CourseFolder, slug: str) -> None:
        self.course = course
        self.slug = slug
        self._converter = course.converter(PublishGraded, slug)
        coursedir = self._converter.coursedir
        self._gradebook = SharedGradebook(coursedir.db_url, coursedir.course_id)

    def publish(self, graded: Graded) -> NotGraded | None:
        """Write a submission into nbgrader's folders and gradebook; tell why if that failed.

        Raises the errors that concern the whole course.
        """
        try:
            published = self._published(graded)
            with self._together():
                self._converter.publish(graded, published)
            self.course.journal.publish(graded.student, graded.outcome)
        except faults.OF_THE_COURSE:
            raise
        except Exception as error:
            problem = self._converter.problem or error
            return faults.fault(self.course.root, graded.student, "written", problem)
        return None

    def _published(self, graded: Graded) -> dict[str, str]:
        """Find the keys of what is published, if a mark by hand may be for an earlier answer."""
        if not any(each.task.by_hand for each in graded.outcome.tasks.values()):
            return {}
        return self.course.journal.published_keys(graded.student, self.slug)

    def _together(self) -> AbstractContextManager[None]:
        # A course's hook may start another program that writes into the gradebook.
        if self._converter.pre_convert_hook or self._converter.post_convert_hook:
            return nullcontext()
        return self._gradebook.submission()

    def published_students(self) -> set[str]:
        """Name the students whose submissions are in nbgrader's gradebook and folders as they are now.

        A notebook that was handed in again at another time does not count: it may be late now.
        """
        with self.course.gradebook() as book:
            try:
                submissions = book.find_assignment(self.slug).submissions
            except MissingEntry:
                return set()
            known = {entry.student_id: entry.timestamp for entry in submissions}
        return {
            student
            for student, when in known.items()
            if any(self.course.folder("autograded", self.slug, student).glob("*.ipynb"))
            and self.course.handed_in(self.slug, student) in (None, when)
        }


@dataclass(frozen=True)
class FeedbackPages:
    """The feedback pages of an assignment, and by student why a page could not be written."""

    paths: list[Path]
    unwritten: dict[str, str]


def write_feedback(course: CourseFolder, slug: str, student: str = "*") -> FeedbackPages:
    """Write the feedback pages of all graded students, or of one."""
    graded = course.folder("autograded", slug, student).relative_to(course.root)
    stems = {path.stem for path in course.root.glob(f"{graded}/*.ipynb")}
    if not stems:
        return FeedbackPages([], {})
    converter = course.converter(WriteFeedback, slug, student)
    # nbgrader writes the pages of all other students, removes those that failed, and then raises.
    with suppress(NbGraderException):
        converter.start()
    unwritten = {
        name: first_line(f"{type(error).__name__}: {error}")
        for name, error in converter.problems.items()
    }
    pages = course.folder("feedback", slug, student).relative_to(course.root)
    paths = sorted(path for stem in stems for path in course.root.glob(f"{pages}/{stem}.html"))
    return FeedbackPages(paths, unwritten)


def without_feedback(course: CourseFolder, slug: str, student: str = "*") -> list[str]:
    """Name the students who were graded and have no feedback page."""
    graded = course.folder("autograded", slug, student).relative_to(course.root)
    place = len(course.root.parts) + graded.parts.index(student)
    names = {path.parts[place] for path in course.root.glob(f"{graded}/*.ipynb")}
    return sorted(
        name for name in names if not any(course.folder("feedback", slug, name).glob("*.html"))
    )
