"""The grading process: it takes submissions from the queue, and writes what `heldout grade` writes."""

import logging
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from typing import Any

from sqlalchemy import delete, func, select

from autograder.errors import MachineError
from autograder.gradebook import faults, submission_grader
from autograder.gradebook.batch import MOST_AT_ONCE
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.course_lock import LentCourse
from autograder.gradebook.graded import Graded, NotGraded
from autograder.portal import exporting, handed_in_file, job_queue, presence
from autograder.portal.answer_writer import AnswerWriter, Ended
from autograder.portal.blobs import Blobs
from autograder.portal.class_reports import ClassReports
from autograder.portal.database import Database
from autograder.portal.durations import DAY
from autograder.portal.enrolled import Enrolled
from autograder.portal.offered import Offered
from autograder.portal.receipts import Receipts
from autograder.portal.regrading import Regraded, Regrading
from autograder.portal.rows import LATE_NUMBERS, Assignment, Event, Result, Submission
from autograder.portal.staff_orders import StaffOrders
from autograder.portal.staff_rows import Report

log = logging.getLogger("heldout.portal")
# How often the queue is looked at, and how often the course.
LOOK_SECONDS, COURSE_SECONDS = 0.2, 5.0
# How often files and events that nobody needs any more are deleted.
TIDY_SECONDS = float(DAY)
NEVER = float("-inf")


class GradingLoop:
    """Grades what waits in the queue. `worker` is the process's name.

    One such process works on a course at a time, since it holds the course's lock. So all of them have
    one name: each takes back what an earlier one has lost, on whichever machine that was.
    `jobs` submissions are graded at once; 0 means as many as fit.
    """

    def __init__(
        self,
        course: CourseFolder,
        database: Database,
        blobs: Blobs,
        *,
        worker: str = "grader",
        jobs: int = 0,
    ) -> None:
        self.course = course
        self.database = database
        self.blobs = blobs
        self.worker = worker
        self.jobs = jobs
        self.offered = Offered(course, database, blobs)
        self._enrolled = Enrolled(course, database)
        self._answers = AnswerWriter(course, database, blobs)
        self._receipts = Receipts(course, database, blobs)
        self._reports = ClassReports(course, database, blobs)
        self._orders = StaffOrders(
            course, database, blobs, self._answers, self.offered, self._enrolled
        )
        self._regrading = Regrading(course, database, blobs, self._answers)
        # Gradings that run, and those for proposals: whose they are, and of which assignment.
        self._running: dict[Future[Ended], tuple[str, str]] = {}
        self._again: dict[Future[Regraded], tuple[str, str]] = {}
        self._beaten = NEVER
        self._told = ""

    def run(
        self, stop: threading.Event, lent: LentCourse | None = None, *, until_idle: bool = False
    ) -> None:
        """Grade until `stop` is set. Gradings that run then are finished first.

        `lent` is the course's lock, which a command may want. `until_idle` stops as soon as nothing
        may be graded now.
        """
        job_queue.take_back(self.database, self.worker)
        # Pages show the assignments at once. To start what grades takes seconds.
        self._look_at_course()
        looked = tidied = NEVER
        with ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="portal") as pool:
            while not stop.is_set() or self._is_busy:
                if time.monotonic() - tidied > TIDY_SECONDS:
                    self._tidy()
                    tidied = time.monotonic()
                if time.monotonic() - looked > COURSE_SECONDS:
                    self._look_at_course()
                    looked = time.monotonic()
                wanted = lent is not None and lent.is_wanted()
                begin = not stop.is_set() and not wanted
                self._receipts.complete(pool, begin=begin)
                for slug in self._orders.carry_out():
                    self._reports.changed(slug)
                self._reports.refresh(pool)
                if lent is not None and wanted and not self._is_busy:
                    self._beat(lent=True)
                    lent.lend()
                    looked = self._beaten = NEVER
                    continue
                if begin and self._begin(pool):
                    continue
                if until_idle and not self._is_busy:
                    return
                self._settle()
                if not self._is_busy:
                    stop.wait(LOOK_SECONDS)

    @property
    def _is_busy(self) -> bool:
        return bool(self._running or self._again or self._receipts.running)

    def _begin(self, pool: Executor) -> bool:
        """Begin the next grading; tell whether there was one. Hand-ins come before proposals."""
        capacity = self.course.services.executor.capacity
        left = capacity - len(self._running) - len(self._again)
        if left <= 0:
            return False
        claimed = job_queue.claim(self.database, self.worker, frozenset(self._again.values()))
        if claimed is not None:
            self._running[pool.submit(self._grade, claimed)] = (claimed.person_id, claimed.slug)
            return True
        # One place stays free for students, where there are two.
        if len(self._again) >= max(1, capacity - 1):
            return False
        busy = {*self._running.values(), *self._again.values()}
        found = self._regrading.next(busy)
        if found is None:
            return False
        proposal, line = found
        future = pool.submit(self._regrading.grade, proposal, line)
        self._again[future] = (line.person_id, proposal.slug)
        return True

    def _beat(self, *, lent: bool = False) -> None:
        """Say that this process is there, when it was silent for a while."""
        problem = " ".join(self.offered.problems)
        is_due = time.monotonic() - self._beaten > presence.BEAT_SECONDS
        if lent or is_due or problem != self._told:
            with self.database.write() as session:
                # Before the first grading, what the machine allows is not worked out.
                places = self.jobs or self.course.services.executor.capacity
                presence.beat(session, self.worker, places, lent=lent, problem=problem)
            self._beaten, self._told = time.monotonic(), problem

    def _look_at_course(self) -> None:
        """Take over what was released, marked or graded elsewhere since the last look."""
        for slug in self.offered.refresh():
            self._answers.forget(slug)
        try:
            if self._enrolled.refresh():
                self._reports.changed()
        except Exception:
            # The gradebook may be busy. At the next look it is tried again.
            log.exception("The portal's students could not be entered into the gradebook.")
        self._beat()
        if self._answers.look_at_gradebook():
            self._reports.changed()

    def _tidy(self) -> None:
        """Delete files that no row names, and events that every page has seen."""
        self.blobs.sweep(self._named_files)
        with self.database.write() as session:
            highest = session.scalar(select(func.max(Event.seq))) or 0
            old = Event.at < time.time() - TIDY_SECONDS
            session.execute(delete(Event).where(old, Event.seq < highest - LATE_NUMBERS))

    def _named_files(self) -> set[str]:
        columns = (
            Submission.sha256,
            Result.feedback_sha256,
            Assignment.release_sha256,
            Report.sha256,
        )
        with self.database.read() as session:
            named = {sha256 for column in columns for sha256 in session.scalars(select(column))}
            return named | exporting.files(session)

    def _settle(self) -> None:
        """Publish what has ended; wait a moment for it."""
        if not self._is_busy:
            return
        receipts = self._receipts.running.values()
        everything: set[Future[Any]] = {*self._running, *self._again, *receipts}
        wait(everything, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        for future in [each for each in self._running if each.done()]:
            _, slug = self._running.pop(future)
            self._answers.write(future.result())
            self._reports.changed(slug)
        for again in [each for each in self._again if each.done()]:
            _, slug = self._again.pop(again)
            self._regrading.enter(again.result())
            self._reports.changed(slug)

    def _grade(self, submission: Submission) -> Ended:
        """Grade one submission, in a thread."""
        started = time.monotonic()
        student, slug = submission.person.student, submission.slug
        graded: Graded | NotGraded
        try:
            problem = (submission.contents or self._receipts.read(submission))["problem"]
            if problem:
                # A wrong file takes the place of no attempt, and costs no try.
                return Ended(submission, NotGraded(student, problem), 0.0)
            with self.database.read() as session:
                assignment = session.get_one(Assignment, slug)
            handed_in_file.write(self.course, assignment, submission, self.blobs)
            limits = self.course.limits(slug)
            self.course.services.executor.limit(self.jobs, limits)
            graded = submission_grader.grade(
                self.course,
                slug,
                student,
                on_task=lambda task: self._answers.judged(submission, task),
            )
        except Exception as error:
            graded = faults.fault(self.course.root, student, "graded", error)
            if isinstance(error, MachineError):
                log.error("%s", error)
        return Ended(submission, graded, time.monotonic() - started)
