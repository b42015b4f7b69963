"""The score that a student has: the gradebook's, with marks by hand and late penalties."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final
from autograder.gradebook.final_scores import finals_of
from autograder.portal.database import Database
from autograder.portal.locks import STANDINGS, one_at_a_time
from autograder.portal.rows import Assignment, Event, Person, Standing, Submission


class Standings:
    """Copies scores from the gradebook when anything has changed it."""

    def __init__(self) -> None:
        self._seen: object = None

    def refresh(self, database: Database, course: CourseFolder) -> None:
        """Enter each person's scores that differ from those that pages show."""
        state = _state(course)
        if state is not None and state == self._seen:
            return
        with database.read() as session:
            slugs = list(session.scalars(select(Assignment.slug)))
        with course.gradebook() as book:
            found = {a.name: finals_of(book, a) for a in book.assignments if a.name in slugs}
        with database.write() as session:
            one_at_a_time(session, STANDINGS)
            for slug, finals in found.items():
                _enter(session, slug, finals)
        self._seen = state


def name_submission(session: Session, submission: Submission) -> None:
    """Say which submission a person's score is of."""
    one_at_a_time(session, STANDINGS)
    row = _row(session, submission.person_id, submission.slug)
    row.submission_id = submission.id


def _enter(session: Session, slug: str, finals: Mapping[str, Final]) -> None:
    people = {person.student: person.id for person in session.scalars(select(Person))}
    for student, final in finals.items():
        if student not in people:
            continue
        row = _row(session, people[student], slug)
        # A score that waits for a person is none: an earlier one would be believed.
        now = final.score if final.is_scored else None, final.penalty
        if (row.score, row.penalty) != now:
            row.score, row.penalty = now
            session.add(Event(person_id=row.person_id))


def _row(session: Session, person_id: str, slug: str) -> Standing:
    row = session.get(Standing, (person_id, slug))
    if row is None:
        row = Standing(person_id=person_id, slug=slug, penalty=0.0)
        session.add(row)
    return row


def _state(course: CourseFolder) -> object:
    """Give what changes whenever the gradebook's file does; `None` on a server, which has no file."""
    url = make_url(course.coursedir.db_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    files = [Path(url.database + ending) for ending in ("", "-wal")]
    return [(file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.exists()]
