"""The score that a student has: the gradebook's, with marks by hand and late penalties."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import Final, short_name
from autograder.gradebook.final_scores import comments_of, finals_of
from autograder.portal.database import Database
from autograder.portal.locks import STANDINGS, one_at_a_time
from autograder.portal.rows import Assignment, Event, Person, Standing, Submission
from autograder.portal.staff_rows import Mark, ScoreChange

# After one student's scores were copied alone, all are read again within so many seconds.
LONGEST_UNSURE = 60.0
# A person's comments, by student and task.
Comments = Mapping[str, Mapping[str, str]]


class Cause(NamedTuple):
    """Why a score changes: what is done, and the member of staff who asked for it."""

    why: str
    by: str = ""


# nbgrader's commands and formgrader write into the gradebook, too. They tell nobody who did it.
FOUND = Cause("found in the gradebook")
# Of `heldout grade` and of nbgrader's autograde the journal tells that they have graded.
GRADED_BESIDE = Cause("graded by a command beside the portal")


class Standings:
    """Copies scores from the gradebook when anything has changed it."""

    def __init__(self) -> None:
        self._seen: object = None
        # When all was read, and whether something was written since that is not read yet for sure.
        self._all_read_at = 0.0
        self._is_sure = True

    def refresh(self, database: Database, course: CourseFolder, cause: Cause = FOUND) -> bool:
        """Enter each person's scores and marks that differ from those that pages show.

        Tells whether the gradebook may have changed since the last time.
        """
        state = _state(course)
        is_sure = self._is_sure or time.monotonic() - self._all_read_at < LONGEST_UNSURE
        if state is not None and state == self._seen and is_sure:
            return False
        _copy(database, course, cause)
        self._seen, self._is_sure, self._all_read_at = state, True, time.monotonic()
        return True

    @contextmanager
    def writing(
        self, database: Database, course: CourseFolder, slug: str, student: str, cause: Cause
    ) -> Iterator[None]:
        """Write something of one student into the gradebook in this block; then copy that alone.

        In a class of ten thousand, to read all of the gradebook after each grading would take longer
        than to grade.
        """
        before = _state(course)
        yield
        _copy(database, course, cause, slug, student)
        if before is None or before != self._seen:
            self.refresh(database, course)
            return
        # Somebody else may have written meanwhile: soon all is read again.
        self._seen, self._is_sure = _state(course), False


def _copy(
    database: Database, course: CourseFolder, cause: Cause, slug: str = "", student: str = ""
) -> None:
    """Copy all scores, or those of one student."""
    with database.read() as session:
        slugs = [slug] if slug else list(session.scalars(select(Assignment.slug)))
    with course.gradebook() as book:
        found = {
            a.name: (finals_of(book, a, student), comments_of(book, a, student))
            for a in book.assignments
            if a.name in slugs
        }
    chosen = select(Person).where(Person.student == student) if student else select(Person)
    with database.write() as session:
        one_at_a_time(session, STANDINGS)
        people = {person.student: person.id for person in session.scalars(chosen)}
        for name, (finals, comments) in found.items():
            known = {each: final for each, final in finals.items() if each in people}
            _enter(session, name, known, people, Causes(course, name, cause))
            _enter_marks(session, name, known, comments, people)


def name_submission(session: Session, submission: Submission) -> None:
    """Say which submission a person's score is of."""
    one_at_a_time(session, STANDINGS)
    row = _row(session, submission.person_id, submission.slug)
    row.submission_id = submission.id


class Causes:
    """Tells why scores of an assignment change: by what is done now, or by something beside the portal."""

    def __init__(self, course: CourseFolder, slug: str, cause: Cause) -> None:
        self._course = course
        self._slug = slug
        self._cause = cause

    def of(self, session: Session, person_id: str, student: str) -> Cause:
        """Say why this student's score has changed."""
        if self._cause is not FOUND:
            return self._cause
        last = select(func.max(ScoreChange.at)).where(
            ScoreChange.person_id == person_id, ScoreChange.slug == self._slug
        )
        graded_since = self._published_at.get(student, 0.0) > (session.scalar(last) or 0.0)
        return GRADED_BESIDE if graded_since else FOUND

    @cached_property
    def _published_at(self) -> dict[str, float]:
        return self._course.journal.published_at(self._slug)


def _enter(
    session: Session,
    slug: str,
    finals: Mapping[str, Final],
    people: Mapping[str, str],
    causes: Causes,
) -> None:
    rows = {row.person_id: row for row in session.scalars(_of(slug, people))}
    for student, person_id in people.items():
        final = finals.get(student)
        row = rows.get(person_id)
        if row is None and final is None:
            continue
        row = row or _row(session, person_id, slug)
        # A score that waits for a person is none: an earlier one would be believed.
        score = final.score if final and final.is_scored else None
        now = score, final.penalty if final else 0.0
        if (row.score, row.penalty) != now:
            row.score, row.penalty = now
            session.add(Event(person_id=row.person_id))
            session.add(_change(session, row, causes.of(session, person_id, student)))


def _of(slug: str, people: Mapping[str, str]) -> Select[Standing]:
    wanted = select(Standing).where(Standing.slug == slug)
    return wanted.where(Standing.person_id.in_(people.values())) if len(people) == 1 else wanted


def _change(session: Session, row: Standing, cause: Cause) -> ScoreChange:
    of = session.get(Submission, row.submission_id) if row.submission_id else None
    return ScoreChange(
        person_id=row.person_id,
        slug=row.slug,
        score=row.score,
        penalty=row.penalty,
        number=of.number if of else None,
        why=cause.why,
        by=cause.by,
    )


def _enter_marks(
    session: Session,
    slug: str,
    finals: Mapping[str, Final],
    comments: Comments,
    people: Mapping[str, str],
) -> None:
    """Enter the marks and comments that persons have given, and the tasks that wait for one."""
    own = set(people.values())
    wanted = select(Mark).where(Mark.slug == slug)
    if len(own) == 1:
        wanted = wanted.where(Mark.person_id.in_(own))
    known = {(row.person_id, row.task): row for row in session.scalars(wanted)}
    found = {
        (people[student], task): values
        for student, final in finals.items()
        for task, values in _marks(final, comments.get(student, {}))
    }
    for (person, task), values in found.items():
        row = known.pop((person, task), None) or Mark(person_id=person, slug=slug, task=task)
        if row not in session or (row.auto, row.manual, row.comment, row.waits) != values:
            row.auto, row.manual, row.comment, row.waits = values
            session.add(row)
            session.add(Event(person_id=person))
    for row in known.values():
        session.delete(row)
        session.add(Event(person_id=row.person_id))


def _marks(
    final: Final, comments: Mapping[str, str]
) -> Iterator[tuple[str, tuple[float | None, float | None, str, bool]]]:
    for cell, mark in final.marks.items():
        task = short_name(cell, final.marks)
        comment = comments.get(task, "")
        if mark.manual is not None or comment or mark.score is None:
            # A mark for an earlier answer counts, and a person should read the new one.
            yield task, (mark.auto, mark.manual, comment, mark.score is None or mark.outdated)


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
