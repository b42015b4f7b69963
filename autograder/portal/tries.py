"""The tries that staff give back: gradings of the last day that no longer count."""

import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.portal.durations import DAY
from autograder.portal.rows import WAITING, Event, Job, Person, Submission


def spent(session: Session, person_id: str, slug: str) -> list[Job]:
    """List the gradings of the last 24 hours that have cost this person a try."""
    wanted = (
        select(Job)
        .join(Submission)
        .where(
            Submission.person_id == person_id,
            Submission.slug == slug,
            Submission.received_at > time.time() - DAY,
            Job.counted,
            Job.state != WAITING,
        )
    )
    return list(session.scalars(wanted))


def give_back(session: Session, person_id: str, slug: str) -> int:
    """Give the tries of the last 24 hours back; tell how many. An attempt that waits may start now."""
    # On PostgreSQL an attempt that is accepted meanwhile would wait as before.
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    given = spent(session, person_id, slug)
    for job in given:
        job.counted = False
    waiting = select(Job).join(Submission)
    own = (Submission.person_id == person_id, Submission.slug == slug, Job.state == WAITING)
    for job in session.scalars(waiting.where(*own)):
        job.not_before = min(job.not_before, time.time())
    session.add(Event(person_id=person_id))
    return len(given)
