"""More time for a person and an assignment: what was handed in, and what is to come, is less late."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from autograder.portal.locks import DECISIONS, one_at_a_time
from autograder.portal.rows import Assignment, Event, Person, Submission
from autograder.portal.staff_rows import Extension


def seconds(session: Session, person_id: str, slug: str) -> float:
    """Give the seconds by which a person's due date is later than that of others."""
    found = session.get(Extension, (person_id, slug))
    return found.seconds if found else 0.0


def longest(session: Session, slug: str) -> float:
    """Give the most seconds that anybody has been given for an assignment."""
    most = select(func.max(Extension.seconds)).where(Extension.slug == slug)
    return session.scalar(most) or 0.0


def due(session: Session, assignment: Assignment, person_id: str) -> float | None:
    """Give a person's own due date; `None` if the assignment has none."""
    if assignment.due is None:
        return None
    return assignment.due + seconds(session, person_id, assignment.slug)


def grant(session: Session, assignment: Assignment, person: Person, more: float) -> None:
    """Enter so many seconds more, in place of earlier ones; 0 takes them back."""
    one_at_a_time(session, DECISIONS)
    row = session.get(Extension, (person.id, assignment.slug))
    if row is None:
        row = Extension(person_id=person.id, slug=assignment.slug)
        session.add(row)
    row.seconds = more
    session.flush()
    date_again(session, assignment, person.id)
    session.add(Event(person_id=person.id))


def date_again(session: Session, assignment: Assignment, person_id: str = "") -> None:
    """Work out again how late the submissions of an assignment are, or those of one person."""
    wanted = select(Submission).where(Submission.slug == assignment.slug)
    more = select(Extension).where(Extension.slug == assignment.slug)
    if person_id:
        wanted = wanted.where(Submission.person_id == person_id)
    later = {row.person_id: row.seconds for row in session.scalars(more)}
    for submission in session.scalars(wanted).unique():
        own = assignment.due and assignment.due + later.get(submission.person_id, 0.0)
        submission.late_by = lateness(submission.received_at, own)


def lateness(received_at: float, due: float | None) -> float:
    """Give the seconds after the due date; 0 for what is in time."""
    return max(0.0, received_at - due) if due is not None else 0.0
