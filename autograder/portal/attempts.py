"""The attempts of a person at an assignment."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from autograder.portal.rows import Person, Result, Standing, Submission


def that_stands(session: Session, person_id: str, slug: str) -> Submission | None:
    """Find the attempt that stands, if it has come through the portal."""
    wanted = (
        select(Submission)
        .join(Standing, Standing.submission_id == Submission.id)
        .where(Standing.person_id == person_id, Standing.slug == slug)
    )
    return session.scalars(wanted).unique().first()


def graded_at(slug: str) -> Select[str, str, float | None]:
    """Select the attempts at an assignment that stand and are graded: id, student, and when."""
    return (
        select(Submission.id, Person.student, Result.graded_at)
        .join(Standing, Standing.submission_id == Submission.id)
        .join(Person, Person.id == Submission.person_id)
        .join(Result, Result.submission_id == Submission.id)
        .where(Standing.slug == slug, Result.graded_at.is_not(None))
    )


def received_after(session: Session, slug: str, when: float) -> Sequence[Submission]:
    """List the attempts that stand and were received after this time."""
    wanted = (
        select(Submission)
        .join(Standing, Standing.submission_id == Submission.id)
        .where(Standing.slug == slug, Submission.received_at > when)
    )
    return session.scalars(wanted).unique().all()
