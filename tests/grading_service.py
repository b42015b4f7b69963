"""A course with its portal and its grading process, on the toy. It grades when a test asks for it."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import portals
import pytest
from databases import NewDatabase

from autograder.gradebook.course_folder import CourseFolder
from autograder.portal import people
from autograder.portal.accepting import Upload, accept
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.grading_loop import GradingLoop
from autograder.portal.people import NewPerson
from autograder.portal.portal_folder import PortalFolder
from autograder.portal.rows import STAFF, Assignment, Person, Standing, Submission
from autograder.portal.sign_in import Viewer
from autograder.portal.web.context import Context


@dataclass
class Service:
    """A course, its portal, and its grading process, which works when a test asks for it."""

    course: CourseFolder
    database: Database
    blobs: Blobs
    loop: GradingLoop
    portal: portals.Portal
    slug: str = "squares"

    def grade(self) -> None:
        """Grade all that waits."""
        self.loop.run(threading.Event(), until_idle=True)

    def hand_in(self, student: str, content: bytes, at: float = 0.0) -> str:
        """Accept a notebook; give its id."""
        with self.database.read() as session:
            viewer = Viewer.of(session.query(Person).filter_by(student=student).one())
        when = at or time.time()
        upload = Upload(self.slug, self.blobs.put(content), len(content), when, "program")
        return accept(self.database, viewer, upload).id

    def row(self, submission_id: str) -> Submission:
        with self.database.read() as session:
            return session.get_one(Submission, submission_id)

    def standing(self, student: str) -> Standing:
        with self.database.read() as session:
            person = session.query(Person).filter_by(student=student).one()
            return session.get_one(Standing, (person.id, self.slug))

    def person(self, student: str) -> Person:
        with self.database.read() as session:
            return session.query(Person).filter_by(student=student).one()

    def staff(self) -> portals.Browser:
        """Sign staff in."""
        return self.portal.browser(self.person("prof"))

    def row_of(self, kind: Any, **fields: Any) -> Any:
        """Find the one row of a table with these values."""
        with self.database.read() as session:
            return session.query(kind).filter_by(**fields).one()

    def archive(self) -> str:
        with self.database.read() as session:
            return session.get_one(Assignment, self.slug).release_sha256


@contextmanager
def grading_service(
    course: CourseFolder, new_database: NewDatabase, slug: str = "squares"
) -> Iterator[Service]:
    """Make the portal of a course, with the students `ann` and `bob`, and `prof`."""
    folder = PortalFolder(course.root)
    folder.make()
    with (
        pytest.MonkeyPatch.context() as patched,
        new_database(folder.path) as address,
        Database(address) as database,
        ExitStack() as stack,
    ):
        patched.setattr(people, "_hasher", portals.QUICK)
        everybody = [NewPerson("ann"), NewPerson("bob"), NewPerson("prof", role=STAFF)]
        people.add(database, everybody)
        blobs = Blobs(folder.blobs)
        context = Context(database, blobs, portals.URL, "course")
        pages = portals.Portal(database, blobs, context, stack, assignments=())
        made = Service(course, database, blobs, GradingLoop(course, database, blobs), pages, slug)
        made.loop.offered.refresh()
        yield made
