"""Writes answers: into nbgrader's gradebook and folders, and into the portal's database."""

import logging
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from autograder.author.exercise import SCORE
from autograder.feedback import feedback
from autograder.gradebook import faults, marking
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.graded import Graded, NotGraded
from autograder.gradebook.publisher import Publisher, write_feedback
from autograder.judge.outcome import TaskOutcome
from autograder.portal import attempts, job_queue, standings
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.rows import (
    BROKEN,
    DONE,
    REFUSED,
    Assignment,
    Event,
    Job,
    Result,
    Submission,
)
from autograder.portal.staff_rows import Extension
from autograder.portal.standings import FOUND, Cause, Standings

log = logging.getLogger("heldout.portal")
FAULT = "This is a fault of ours. Staff are told."


@dataclass(frozen=True)
class Ended:
    """A grading that has ended, and how long it took."""

    submission: Submission
    graded: Graded | NotGraded
    seconds: float


class AnswerWriter:
    """Writes what was found out about submissions, so that students and instructors read it."""

    def __init__(self, course: CourseFolder, database: Database, blobs: Blobs) -> None:
        self._course = course
        self._database = database
        self._blobs = blobs
        self._publishers: dict[str, Publisher] = {}
        self._standings = Standings()

    def look_at_gradebook(self, cause: Cause = FOUND) -> bool:
        """Take over the scores that somebody has changed in the gradebook; tell whether it has changed."""
        has_changed = self._standings.refresh(self._database, self._course, cause)
        if has_changed:
            self._take_results_over()
        return has_changed

    def _take_results_over(self) -> None:
        """Show what a command beside the portal has published of attempts that stand."""
        with self._database.read() as session:
            slugs = list(session.scalars(select(Assignment.slug)))
        for slug in slugs:
            try:
                self._take_over(slug)
            except Exception:
                # A damaged exercise, say. It stops no other, and at the next change it is tried again.
                log.exception("%s: results from beside the portal could not be shown.", slug)

    def _take_over(self, slug: str) -> None:
        stale = self._published_beside(slug)
        exercise = self._course.exercise(slug) if stale else None
        outcomes = self._course.journal.outcomes(exercise) if exercise else {}
        for submission in stale:
            tasks = outcomes.get(submission.person.student)
            if tasks:
                self._enter(submission, tasks.values(), None)

    def _published_beside(self, slug: str) -> list[Submission]:
        """List the attempts that stand whose outcome was published after the result that pages show."""
        published = self._course.journal.published_at(slug)
        with self._database.read() as session:
            graded = session.execute(attempts.graded_at(slug)).all()
            return [
                session.get_one(Submission, submission_id)
                for submission_id, student, at in graded
                if published.get(student, 0.0) > (at or 0.0)
            ]

    def forget(self, slug: str) -> None:
        """Forget the cells of an assignment that was released anew."""
        self._publishers.pop(slug, None)

    def judged(self, submission: Submission, task: TaskOutcome) -> None:
        """Show one task at once, while the others are still judged."""
        with self._database.write() as session:
            row = session.get(Result, submission.id) or Result(
                submission_id=submission.id, tasks=[]
            )
            told = self._told(submission.slug, task)
            kept = [each for each in row.tasks if each["name"] != told["name"]]
            order = [each["name"] for each in session.get_one(Assignment, submission.slug).tasks]
            row.tasks = sorted([*kept, told], key=lambda each: order.index(each["name"]))
            session.add(row)
            session.add(Event(person_id=submission.person_id))

    def write(self, ended: Ended) -> None:
        """Write a result. A fault while writing it is entered, and stops nothing else."""
        try:
            self._publish(ended)
        except Exception as error:
            self._fail(ended.submission, error)

    def writing(self, slug: str, student: str, cause: Cause) -> AbstractContextManager[None]:
        """Write into the gradebook about one student in this block; pages show it afterwards."""
        return self._standings.writing(self._database, self._course, slug, student, cause)

    def _publish(self, ended: Ended) -> None:
        """Write a result into nbgrader's gradebook and folders, then into the portal."""
        submission, graded = ended.submission, ended.graded
        with self.writing(submission.slug, submission.person.student, Cause("graded")):
            state, why = self._write(submission, graded, ended.seconds)
        self._end(submission, state, why)

    def _write(
        self, submission: Submission, graded: Graded | NotGraded, seconds: float
    ) -> tuple[str, str]:
        """Write a result; give the state in which its job ends, and why."""
        if isinstance(graded, NotGraded):
            if graded.flag is not None:
                self._publisher(submission.slug).publish(graded.flag)
            return (BROKEN, FAULT) if graded.fault else (REFUSED, graded.why)
        self._extend(submission)
        problem = self._publisher(submission.slug).publish(graded)
        if problem is not None:
            log.error("%s: %s", submission.person.student, problem.why)
            return BROKEN, FAULT
        broken = self._enter(submission, graded.outcome.tasks.values(), seconds)
        with self._database.write() as session:
            standings.name_submission(session, submission)
        return DONE, FAULT if broken else ""

    def publish_again(
        self, slug: str, graded: Graded, submission: Submission | None, cause: Cause
    ) -> str:
        """Write a new result of what stands; give a sentence if that failed.

        `submission` is the attempt that it is of, if it has come through the portal.
        """
        with self.writing(slug, graded.student, cause):
            problem = self._publisher(slug).publish(graded)
            if problem is not None:
                log.error("%s: %s", graded.student, problem.why)
                return problem.why
            if submission is not None:
                broken = self._enter(submission, graded.outcome.tasks.values(), None)
                self._settle_fault(submission, broken=broken)
            else:
                write_feedback(self._course, slug, graded.student)
        return ""

    def _settle_fault(self, submission: Submission, *, broken: bool) -> None:
        """Take the note of a fault back from an attempt that is graded after all."""
        with self._database.write() as session:
            job = session.get_one(Job, submission.id)
            if job.state == DONE:
                job.why = FAULT if broken else ""

    def write_page_again(self, submission: Submission) -> None:
        """Write the feedback page anew: a mark or a comment of it has changed."""
        page = self._page(submission)
        with self._database.write() as session:
            row = session.get(Result, submission.id)
            if row is not None:
                row.feedback_sha256 = page
                session.add(Event(person_id=submission.person_id))

    def _enter(
        self, submission: Submission, outcomes: Iterable[TaskOutcome], seconds: float | None
    ) -> bool:
        """Enter a result with its feedback page; tell whether a task of it is `broken`."""
        tasks = [self._told(submission.slug, task) for task in outcomes]
        page = self._page(submission)
        with self._database.write() as session:
            row = session.get(Result, submission.id) or Result(submission_id=submission.id)
            row.tasks = tasks
            row.score = sum(each["score"] or 0.0 for each in tasks)
            row.feedback_sha256 = page
            row.graded_at = time.time()
            row.seconds = row.seconds if seconds is None else seconds
            session.add(row)
            session.add(Event(person_id=submission.person_id))
        return any(each["verdict"] == "broken" for each in tasks)

    def _extend(self, submission: Submission) -> None:
        """Enter more time that a person has, before the first result: nbgrader keeps it with that."""
        with self._database.read() as session:
            more = session.get(Extension, (submission.person_id, submission.slug))
        if more is not None:
            extension = timedelta(seconds=more.seconds)
            marking.prepare(self._course, submission.slug, submission.person.student, extension)

    def _page(self, submission: Submission) -> str:
        """Write the feedback page, as `heldout feedback` does; give its SHA-256, empty without one."""
        pages = write_feedback(self._course, submission.slug, submission.person.student)
        for student, why in pages.unwritten.items():
            log.error("no feedback page for %s: %s", student, why)
        return self._blobs.put(pages.paths[0].read_bytes()) if pages.paths else ""

    def _fail(self, submission: Submission, error: Exception) -> None:
        student = submission.person.student
        log.error("%s: %s", student, faults.fault(self._course.root, student, "written", error).why)
        self._end(submission, BROKEN, FAULT)

    def _end(self, submission: Submission, state: str, why: str) -> None:
        with self._database.write() as session:
            job_queue.end(session, submission, state, why)

    def _told(self, slug: str, task: TaskOutcome) -> dict[str, Any]:
        """Describe a task's outcome as pages and programs show it."""
        exercise = self._course.exercise(slug)
        return {
            "name": task.task.name.removesuffix(SCORE),
            "verdict": task.verdict.value,
            "score": task.score,
            "points": task.task.points,
            "text": feedback.text(task, exercise) if exercise else task.note,
        }

    def _publisher(self, slug: str) -> Publisher:
        if slug not in self._publishers:
            self._publishers[slug] = Publisher(self._course, slug)
        return self._publishers[slug]
