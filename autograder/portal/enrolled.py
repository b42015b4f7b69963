"""The portal's students in nbgrader's gradebook: reports, exports and formgrader know them by it."""

from collections.abc import Sequence
from contextlib import suppress

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy import and_, select

from autograder.gradebook.course_folder import CourseFolder
from autograder.portal.database import Database
from autograder.portal.rows import STUDENT, Person


class Enrolled:
    """Enters each student into the gradebook, with the name.

    A removed person who has handed in nothing is taken out again. Others stay: nbgrader would delete
    their grades.
    """

    def __init__(self, course: CourseFolder, database: Database) -> None:
        self._course = course
        self._database = database

    def refresh(self) -> bool:
        """Enter who is new, and names that have changed; tell whether there was anything to do."""
        is_here = and_(Person.role == STUDENT, Person.active.is_(True))
        wanted = select(Person).where(is_here, Person.written_name != Person.name)
        gone = select(Person).where(~is_here, Person.written_name != "")
        with self._database.read() as session:
            here, left = session.scalars(wanted).all(), session.scalars(gone).all()
        if here or left:
            self._write(here, left)
            with self._database.write() as session:
                for person in here:
                    session.get_one(Person, person.id).written_name = person.name
                for person in left:
                    session.get_one(Person, person.id).written_name = ""
        return bool(here or left)

    def _write(self, here: Sequence[Person], left: Sequence[Person]) -> None:
        with self._course.gradebook() as book:
            for person in here:
                _enter(book, person)
            for person in left:
                _take_out(book, person)
            book.db.commit()


def _enter(book: Gradebook, person: Person) -> None:
    try:
        student = book.find_student(person.student)
    except MissingEntry:
        student = book.add_student(person.student)
    known = (student.first_name or "", student.last_name or "")
    # Names that somebody has given in nbgrader are left alone.
    if known in (("", ""), _parts(person.written_name, person.student)):
        first, last = _parts(person.name, person.student)
        student.first_name, student.last_name = first or None, last or None


def _take_out(book: Gradebook, person: Person) -> None:
    with suppress(MissingEntry):
        if not book.student_submissions(person.student):
            book.remove_student(person.student)


def _parts(name: str, student: str) -> tuple[str, str]:
    """Cut a name into first and last name, as Canvas does: at a comma, else before the last word."""
    if name in ("", student):
        return "", ""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.rpartition(" ")
    return first.strip(), last.strip()
