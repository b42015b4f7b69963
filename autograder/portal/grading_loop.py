"""The grading process: it takes submissions from the queue, and writes what `heldout grade` writes."""

import logging
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from autograder.author.exercise import SCORE
from autograder.errors import MachineError
from autograder.feedback import feedback
from autograder.gradebook import faults, submission_grader
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.course_lock import LentCourse
from autograder.gradebook.graded import Graded, NotGraded
from autograder.gradebook.publisher import Publisher, write_feedback
from autograder.judge.outcome import TaskOutcome
from autograder.portal import contents, handed_in_file, job_queue, presence, standings
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.offered import Offered
from autograder.portal.rows import (
    BROKEN,
    DONE,
    REFUSED,
    Assignment,
    Event,
    Result,
    Submission,
)
from autograder.portal.standings import Standings

log = logging.getLogger("heldout.portal")
# How often the queue is looked at, and how often the course.
LOOK_SECONDS, COURSE_SECONDS = 0.2, 5.0
NEVER = float("-inf")
# So many receipts are completed at once.
RECEIPTS = 20
FAULT = "This is a fault of ours. Staff are told."


@dataclass(frozen=True)
class Ended:
    """A grading that has ended, and how long it took."""

    submission: Submission
    graded: Graded | NotGraded
    seconds: float


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
        self._publishers: dict[str, Publisher] = {}
        self._standings = Standings()
        self._running: set[Future[Ended]] = set()
        self._beaten = NEVER

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
        self.blobs.sweep(self._named_files)
        looked = NEVER
        executor = self.course.services.executor
        with ThreadPoolExecutor(thread_name_prefix="portal") as pool:
            while not stop.is_set() or self._running:
                if time.monotonic() - looked > COURSE_SECONDS:
                    self._look_at_course()
                    looked = time.monotonic()
                self._complete_receipts()
                wanted = lent is not None and lent.is_wanted()
                if lent is not None and wanted and not self._running:
                    self._beat(lent=True)
                    lent.lend()
                    looked = self._beaten = NEVER
                    continue
                claimed = None
                if not stop.is_set() and not wanted and len(self._running) < executor.capacity:
                    claimed = job_queue.claim(self.database, self.worker)
                if claimed is not None:
                    self._running.add(pool.submit(self._grade, claimed))
                    continue
                if until_idle and not self._running:
                    return
                self._settle()
                if not self._running:
                    stop.wait(LOOK_SECONDS)

    def _beat(self, *, lent: bool = False) -> None:
        """Say that this process is there, when it was silent for a while."""
        if lent or time.monotonic() - self._beaten > presence.BEAT_SECONDS:
            with self.database.write() as session:
                # Before the first grading, what the machine allows is not worked out.
                places = self.jobs or self.course.services.executor.capacity
                presence.beat(session, self.worker, places, lent=lent)
            self._beaten = time.monotonic()

    def _look_at_course(self) -> None:
        """Take over what was released, marked or graded elsewhere since the last look."""
        self._beat()
        for slug in self.offered.refresh():
            # It has the cells of the earlier release.
            self._publishers.pop(slug, None)
        self._standings.refresh(self.database, self.course)

    def _named_files(self) -> set[str]:
        columns = (Submission.sha256, Result.feedback_sha256, Assignment.release_sha256)
        with self.database.read() as session:
            return {sha256 for column in columns for sha256 in session.scalars(select(column))}

    def _settle(self) -> None:
        """Publish what has ended; wait a moment for it."""
        if not self._running:
            return
        done, self._running = wait(self._running, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            ended = future.result()
            try:
                self._publish(ended)
            except Exception as error:
                self._fail(ended.submission, error)

    def _grade(self, submission: Submission) -> Ended:
        """Grade one submission, in a thread."""
        started = time.monotonic()
        student, slug = submission.person.student, submission.slug
        graded: Graded | NotGraded
        try:
            with self.database.read() as session:
                assignment = session.get_one(Assignment, slug)
            handed_in_file.write(self.course, assignment, submission, self.blobs)
            limits = self.course.limits(slug)
            self.course.services.executor.limit(self.jobs, limits)
            graded = submission_grader.grade(
                self.course, slug, student, on_task=lambda task: self._judged(submission, task)
            )
        except Exception as error:
            graded = faults.fault(self.course.root, student, "graded", error)
            if isinstance(error, MachineError):
                log.error("%s", error)
        return Ended(submission, graded, time.monotonic() - started)

    def _judged(self, submission: Submission, task: TaskOutcome) -> None:
        """Show one task at once, while the others are still judged."""
        with self.database.write() as session:
            row = session.get(Result, submission.id) or Result(
                submission_id=submission.id, tasks=[]
            )
            told = self._told(submission.slug, task)
            kept = [each for each in row.tasks if each["name"] != told["name"]]
            order = [each["name"] for each in session.get_one(Assignment, submission.slug).tasks]
            row.tasks = sorted([*kept, told], key=lambda each: order.index(each["name"]))
            session.add(row)
            session.add(Event(person_id=submission.person_id))

    def _publish(self, ended: Ended) -> None:
        """Write a result into nbgrader's gradebook and folders, then into the portal."""
        submission, graded = ended.submission, ended.graded
        if isinstance(graded, NotGraded):
            if graded.flag is not None:
                self._publisher(submission.slug).publish(graded.flag)
            state, why = (BROKEN, FAULT) if graded.fault else (REFUSED, graded.why)
            self._end(submission, state, why)
            return
        problem = self._publisher(submission.slug).publish(graded)
        if problem is not None:
            log.error("%s: %s", submission.person.student, problem.why)
            self._end(submission, BROKEN, FAULT)
            return
        tasks = [self._told(submission.slug, task) for task in graded.outcome.tasks.values()]
        page = self._page(submission)
        broken = any(each["verdict"] == "broken" for each in tasks)
        with self.database.write() as session:
            row = session.get(Result, submission.id) or Result(submission_id=submission.id)
            row.tasks = tasks
            row.score = sum(each["score"] or 0.0 for each in tasks)
            row.feedback_sha256 = page
            row.graded_at, row.seconds = time.time(), ended.seconds
            session.add(row)
            standings.name_submission(session, submission)
        self._standings.refresh(self.database, self.course)
        self._end(submission, DONE, FAULT if broken else "")

    def _page(self, submission: Submission) -> str:
        """Write the feedback page, as `heldout feedback` does; give its SHA-256, empty without one."""
        pages = write_feedback(self.course, submission.slug, submission.person.student)
        for student, why in pages.unwritten.items():
            log.error("no feedback page for %s: %s", student, why)
        return self.blobs.put(pages.paths[0].read_bytes()) if pages.paths else ""

    def _fail(self, submission: Submission, error: Exception) -> None:
        student = submission.person.student
        log.error("%s: %s", student, faults.fault(self.course.root, student, "written", error).why)
        self._end(submission, BROKEN, FAULT)

    def _end(self, submission: Submission, state: str, why: str) -> None:
        with self.database.write() as session:
            job_queue.end(session, submission, state, why)

    def _told(self, slug: str, task: TaskOutcome) -> dict[str, Any]:
        """Describe a task's outcome as pages and programs show it."""
        exercise = self.course.exercise(slug)
        return {
            "name": task.task.name.removesuffix(SCORE),
            "verdict": task.verdict.value,
            "score": task.score,
            "points": task.task.points,
            "text": feedback.text(task, exercise) if exercise else task.note,
        }

    def _complete_receipts(self) -> None:
        """Read notebooks that have just come, so that receipts tell what is in them."""
        wanted = select(Submission).where(Submission.contents.is_(None))
        with self.database.read() as session:
            new = session.scalars(wanted.order_by(Submission.received_at).limit(RECEIPTS))
            rows = list(new.unique())
        for row in rows:
            try:
                told = contents.read(
                    self.blobs.path(row.sha256),
                    self.course.exercise(row.slug),
                    self.course.sandboxed_calls(),
                )
            except Exception as error:
                log.error("a receipt: %s", error)
                told = {"problem": "", "tasks": {}}
            with self.database.write() as session:
                session.get_one(Submission, row.id).contents = told
                session.add(Event(person_id=row.person_id))

    def _publisher(self, slug: str) -> Publisher:
        if slug not in self._publishers:
            self._publishers[slug] = Publisher(self.course, slug)
        return self._publishers[slug]
