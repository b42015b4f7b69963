"""The attempts of a person at an assignment."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.portal.rows import Standing, Submission


def that_stands(session: Session, person_id: str, slug: str) -> Submission | None:
    """Find the attempt that stands, if it has come through the portal."""
    wanted = (
        select(Submission)
        .join(Standing, Standing.submission_id == Submission.id)
        .where(Standing.person_id == person_id, Standing.slug == slug)
    )
    return session.scalars(wanted).unique().first()


def received_after(session: Session, slug: str, when: float) -> Sequence[Submission]:
    """List the attempts that stand and were received after this time."""
    wanted = (
        select(Submission)
        .join(Standing, Standing.submission_id == Submission.id)
        .where(Standing.slug == slug, Submission.received_at > when)
    )
    return session.scalars(wanted).unique().all()
