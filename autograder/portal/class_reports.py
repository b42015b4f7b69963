"""The report on each assignment's class, for staff: written anew when something has changed it."""

import logging
import time
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from markupsafe import Markup

from autograder.feedback.sanitize import for_terminal
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.student_name import is_name
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.rows import EVERYBODY, Assignment, Event
from autograder.portal.staff_rows import Report

log = logging.getLogger("heldout.portal")
# A report is not written again before this many seconds, nor before this many times its own time.
# So it takes a tenth of a core at most.
LEAST_SECONDS, TIMES_ITS_OWN = 3.0, 10.0


@dataclass
class _Report:
    """A report that is out of date, and when it may be written again."""

    is_old: bool = True
    not_before: float = 0.0


class ClassReports:
    """Writes reports, one at a time, while submissions are graded."""

    def __init__(self, course: CourseFolder, database: Database, blobs: Blobs) -> None:
        self._course = course
        self._database = database
        self._blobs = blobs
        self._reports: dict[str, _Report] = {}
        self._writing: Future[None] | None = None

    def changed(self, slug: str = "") -> None:
        """Tell that something about an assignment's class has changed, or about all of them."""
        for each in [slug] if slug else self._slugs():
            self._reports.setdefault(each, _Report()).is_old = True

    def refresh(self, pool: Executor) -> None:
        """Begin to write the next report whose time has come, in a thread of this pool."""
        if self._writing is not None and not self._writing.done():
            return
        now = time.monotonic()
        for slug, report in self._reports.items():
            if report.is_old and report.not_before <= now:
                report.is_old = False
                self._writing = pool.submit(self._write_or_log, slug, report)
                return

    def _slugs(self) -> list[str]:
        with self._database.read() as session:
            return [row.slug for row in session.query(Assignment)]

    def _write_or_log(self, slug: str, report: _Report) -> None:
        started = time.monotonic()
        try:
            self._write(slug)
        except Exception:
            log.exception("The report on `%s` could not be written.", slug)
        spent = time.monotonic() - started
        report.not_before = time.monotonic() + max(LEAST_SECONDS, TIMES_ITS_OWN * spent)

    def _write(self, slug: str) -> None:
        # SciPy is slow to import, and before the first grading nothing needs it.
        from autograder.report import page, summary

        exercise = self._course.exercise(slug)
        graded = self._course.journal.outcomes(exercise) if exercise else {}
        if exercise is None or not graded:
            return
        found = summary.read(self._course, exercise, graded)
        text = page.render_part(found, lambda student: _link(slug, student))
        sha256 = self._blobs.put(text.encode())
        with self._database.write() as session:
            session.merge(Report(slug=slug, sha256=sha256, made_at=time.time()))
            session.add(Event(person_id=EVERYBODY))


def _link(slug: str, student: str) -> str:
    """Write a student's name with the way to the student's page."""
    if not is_name(student):
        return for_terminal(student)
    return Markup('<a href="/board/{}/{}">{}</a>').format(slug, student, student)
