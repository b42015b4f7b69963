"""The board: what each student has handed in for each assignment, and how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from autograder.portal.rows import (
    BROKEN,
    DONE,
    REFUSED,
    RUNNING,
    STUDENT,
    WAITING,
    Assignment,
    Job,
    Person,
    Standing,
    Submission,
)
from autograder.portal.staff_rows import Mark

# So many students stand on a page.
PAGE = 100
# By which the students of a page are chosen: names, and words for a person.
SHOWN = {
    "all": "everybody",
    "waiting": "waiting or being graded",
    "late": "late",
    "by hand": "waiting for your marks",
    "flagged": "a fault of ours, or a file that cannot be graded",
    "missing": "nothing handed in",
}


@dataclass(frozen=True)
class Wanted:
    """A filter of the board: part of a name, a section, and one of `SHOWN`.

    Without a `slug`, all assignments count.
    """

    words: str = ""
    section: str = ""
    shown: str = "all"
    slug: str = ""
    page: int = 1


@dataclass(frozen=True)
class Attempt:
    """A student's latest attempt at an assignment, and the score in the gradebook."""

    number: int
    late_by: float
    state: str
    is_fault: bool
    # Of the gradebook: its score, and the number of the tasks that wait for a person.
    standing: float | None
    waiting_tasks: int


@dataclass(frozen=True)
class Board:
    """A page of the board. `attempts` are by person and assignment."""

    assignments: Sequence[Assignment]
    people: Sequence[Person]
    attempts: Mapping[tuple[str, str], Attempt]
    sections: Sequence[str]
    students: int
    pages: int


def read(session: Session, wanted: Wanted) -> Board:
    """Read a page of the board."""
    every = session.scalars(select(Assignment).order_by(Assignment.position)).all()
    assignments = [each for each in every if wanted.slug in ("", each.slug)]
    slugs = [each.slug for each in assignments]
    conditions = _conditions(wanted, slugs)
    count = session.scalar(select(func.count()).select_from(Person).where(*conditions)) or 0
    pages = max(1, -(-count // PAGE))
    chosen = select(Person).where(*conditions).order_by(Person.student)
    page = min(max(wanted.page, 1), pages)
    people = session.scalars(chosen.limit(PAGE).offset(PAGE * (page - 1))).all()
    return Board(
        assignments=assignments,
        people=people,
        attempts=_attempts(session, [each.id for each in people], slugs),
        sections=_sections(session),
        students=count,
        pages=pages,
    )


def anybody(session: Session) -> bool:
    """Tell whether there is a student at all."""
    here = (Person.role == STUDENT, Person.active.is_(True))
    return bool(session.scalar(select(exists().where(*here))))


def _sections(session: Session) -> list[str]:
    named = (
        select(Person.section)
        .where(Person.role == STUDENT, Person.active.is_(True), Person.section != "")
        .distinct()
    )
    return sorted(session.scalars(named))


def _conditions(wanted: Wanted, slugs: Sequence[str]) -> list[ColumnElement[bool]]:
    own = and_(Submission.person_id == Person.id, Submission.slug.in_(slugs))
    found: dict[str, ColumnElement[bool]] = {
        "waiting": _any_job(own, Job.state.in_((WAITING, RUNNING))),
        "flagged": _any_job(own, is_flagged()),
        "late": exists().where(own, Submission.late_by > 0),
        "missing": ~exists().where(own),
        "by hand": exists().where(
            Mark.person_id == Person.id, Mark.slug.in_(slugs), Mark.waits.is_(True)
        ),
    }
    conditions: list[ColumnElement[bool]] = [Person.role == STUDENT, Person.active.is_(True)]
    if wanted.shown in found:
        conditions.append(found[wanted.shown])
    if wanted.section:
        conditions.append(Person.section == wanted.section)
    if wanted.words:
        part = wanted.words.lower()
        named = (
            func.lower(name).contains(part, autoescape=True)
            for name in (Person.student, Person.name)
        )
        conditions.append(or_(*named))
    return conditions


def is_flagged() -> ColumnElement[bool]:
    """Select the jobs that staff should look at: our faults, and files that cannot be graded."""
    return Job.state.in_((BROKEN, REFUSED)) | ((Job.state == DONE) & (Job.why != ""))


def _any_job(own: ColumnElement[bool], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(own, Job.submission_id == Submission.id, condition)


def _attempts(
    session: Session, people: Sequence[str], slugs: Sequence[str]
) -> dict[tuple[str, str], Attempt]:
    latest = (
        select(Submission.person_id, Submission.slug, func.max(Submission.number).label("number"))
        .where(Submission.person_id.in_(people), Submission.slug.in_(slugs))
        .group_by(Submission.person_id, Submission.slug)
        .subquery()
    )
    same = and_(
        Submission.person_id == latest.c.person_id,
        Submission.slug == latest.c.slug,
        Submission.number == latest.c.number,
    )
    standing = and_(Standing.person_id == Submission.person_id, Standing.slug == Submission.slug)
    # Columns, not objects: a row of the board needs few of them, and a page has a thousand.
    rows = session.execute(
        select(
            Submission.person_id,
            Submission.slug,
            Submission.number,
            Submission.late_by,
            Job.state,
            Job.why,
            Standing.score.label("standing"),
        )
        .join(latest, same)
        .join(Job, Job.submission_id == Submission.id)
        .outerjoin(Standing, standing)
    )
    waiting = _waiting_tasks(session, people, slugs)
    return {
        (row.person_id, row.slug): Attempt(
            number=row.number,
            late_by=row.late_by,
            state=row.state,
            is_fault=row.state == BROKEN or (row.state == DONE and bool(row.why)),
            standing=row.standing,
            waiting_tasks=waiting.get((row.person_id, row.slug), 0),
        )
        for row in rows
    }


def _waiting_tasks(
    session: Session, people: Sequence[str], slugs: Sequence[str]
) -> dict[tuple[str, str], int]:
    counted = (
        select(Mark.person_id, Mark.slug, func.count())
        .where(Mark.person_id.in_(people), Mark.slug.in_(slugs), Mark.waits.is_(True))
        .group_by(Mark.person_id, Mark.slug)
    )
    return {(person, slug): count for person, slug, count in session.execute(counted)}
