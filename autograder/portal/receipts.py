"""Completes receipts: what is in a notebook, task by task, is read after it was accepted."""

import logging
from concurrent.futures import Executor, Future
from typing import Any

from sqlalchemy import exists, select

from autograder.gradebook.course_folder import CourseFolder
from autograder.portal import contents
from autograder.portal.blobs import Blobs
from autograder.portal.contents import Contents
from autograder.portal.database import Database
from autograder.portal.rows import Event, Submission
from autograder.portal.staff_rows import Answers

log = logging.getLogger("heldout.portal")
# So many are read at once. A large one takes seconds.
MOST = 4


class Receipts:
    """Reads notebooks that have come, in the sandbox."""

    def __init__(self, course: CourseFolder, database: Database, blobs: Blobs) -> None:
        self._course = course
        self._database = database
        self._blobs = blobs
        # Those that are being read now, by the submission's id.
        self.running: dict[str, Future[dict[str, Any]]] = {}

    def complete(self, pool: Executor, *, begin: bool) -> None:
        """Take note of the notebooks that were read; `begin` to read those that have just come."""
        for id_ in [id_ for id_, future in self.running.items() if future.done()]:
            self.running.pop(id_).result()
        if not begin:
            return
        # Those from before version 3 have their contents, and no answers for staff.
        unread = ~exists().where(Answers.submission_id == Submission.id)
        wanted = select(Submission).where(Submission.contents.is_(None) | unread)
        with self._database.read() as session:
            new = session.scalars(wanted.order_by(Submission.received_at).limit(MOST))
            rows = list(new.unique())
        for row in rows:
            if row.id not in self.running:
                self.running[row.id] = pool.submit(self.read, row)

    def read(self, row: Submission) -> dict[str, Any]:
        """Read one notebook, and enter what is in it; give that."""
        try:
            found = contents.read(
                self._blobs.path(row.sha256),
                self._course.exercise(row.slug),
                self._course.sandboxed_calls(),
            )
        except Exception as error:
            log.error("a receipt: %s", error)
            found = Contents()
        with self._database.write() as session:
            session.get_one(Submission, row.id).contents = found.receipt
            session.merge(Answers(submission_id=row.id, sources=found.sources))
            session.add(Event(person_id=row.person_id))
        return found.receipt
