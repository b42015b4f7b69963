"""The rows that a viewer may see: each query takes the viewer. Foreign and missing rows look the same."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from autograder.portal import audit, job_queue, presence
from autograder.portal.rows import (
    BROKEN,
    DONE,
    ENDED,
    RUNNING,
    WAITING,
    Assignment,
    Job,
    Standing,
    Submission,
)
from autograder.portal.sign_in import Viewer
from autograder.portal.web.context import Context, span

HOUR = 3600
MOST_ROWS = 200


@dataclass(frozen=True)
class Line:
    """One assignment on a student's first page."""

    assignment: Assignment
    attempts: int
    latest: Submission | None
    standing: Standing | None


def assignments(session: Session) -> Sequence[Assignment]:
    """List the released assignments, in the course's order."""
    return session.scalars(select(Assignment).order_by(Assignment.position)).all()


def assignment(session: Session, slug: str) -> Assignment:
    """Find an assignment. Raises 404."""
    found = session.get(Assignment, slug)
    if found is None:
        raise HTTPException(404)
    return found


def lines(session: Session, viewer: Viewer) -> list[Line]:
    """List the assignments with what this person has handed in."""
    own = select(Submission).where(Submission.person_id == viewer.id)
    by_slug: dict[str, list[Submission]] = {}
    for submission in session.scalars(own.order_by(Submission.number)).unique():
        by_slug.setdefault(submission.slug, []).append(submission)
    result = []
    for each in assignments(session):
        attempts = by_slug.get(each.slug, [])
        latest = attempts[-1] if attempts else None
        own_score = standing(session, viewer.id, each.slug)
        result.append(Line(each, len(attempts), latest, own_score))
    return result


def standing(session: Session, person_id: str, slug: str) -> Standing | None:
    """Find a person's score of an assignment in the gradebook."""
    return session.get(Standing, (person_id, slug))


def attempts(session: Session, viewer: Viewer, slug: str) -> Sequence[Submission]:
    """List what this person has handed in for an assignment, the newest first."""
    wanted = select(Submission).where(Submission.person_id == viewer.id, Submission.slug == slug)
    return session.scalars(wanted.order_by(Submission.number.desc())).unique().all()


def submission(shared: Context, viewer: Viewer, submission_id: str) -> Submission:
    """Find a submission that this viewer may see. That staff have seen it is entered in the log."""
    with shared.database.read() as session:
        found = session.get(Submission, submission_id)
    if found is None or not (viewer.is_staff or found.person_id == viewer.id):
        raise HTTPException(404)
    if found.person_id != viewer.id:
        with shared.database.write() as session:
            audit.enter(session, viewer.student, "looked at", found.id)
    return found


def state_sentence(session: Session, found: Submission) -> str:
    """Say in a sentence where a submission is."""
    job = found.job
    if job.state == WAITING:
        start = _not_before(job)
        if start is not None:
            wait = span(start - time.time())
            return f"Stored. It is graded in about {wait}: see the pace of grading."
        place = job_queue.place(session, found)
        before = f"{place.before} before it" if place.before else "it is next"
        about = f", about {span(place.seconds)}" if place.seconds >= 1 else ""
        return f"Waiting: {before}{about}."
    if job.state == RUNNING:
        return "It is being graded now."
    if job.state == DONE and not job.why:
        return "Graded."
    if job.state in (DONE, BROKEN):
        cost = "After three such faults in a day it cost a try" if job.counted else "It cost no try"
        return f"{job.why} {cost}."
    return job.why


def _not_before(job: Job) -> float | None:
    """Give the time before which a submission is not graded, if that is to come."""
    waits = job.state == WAITING and job.not_before > time.time()
    return job.not_before if waits else None


def described(session: Session, found: Submission, shared: Context) -> dict[str, Any]:
    """Describe a submission as JSON, for programs."""
    result = found.result
    stands = standing(session, found.person_id, found.slug)
    return {
        "id": found.id,
        "assignment": found.slug,
        "number": found.number,
        "received_at": found.received_at,
        "late_by": found.late_by,
        "sha256": found.sha256,
        "bytes": found.bytes,
        "contents": found.contents,
        "state": found.job.state,
        "ended": found.job.state in ENDED and found.contents is not None,
        "sentence": state_sentence(session, found),
        "not_before": _not_before(found.job),
        "counted": found.job.counted,
        "tasks": result.tasks if result else [],
        "score": result.score if result else None,
        "points": assignment(session, found.slug).points,
        "stands": bool(stands and stands.submission_id == found.id),
        "url": f"{shared.url}/s/{found.id}",
    }


@dataclass(frozen=True)
class Board:
    """The state of the service, for staff."""

    problem: str
    places: int
    waiting: int
    running: int
    graded_last_hour: int
    faults: Sequence[Submission]
    oldest_waiting: float
    latest: Sequence[Submission]


def board(session: Session) -> Board:
    """Count what waits and runs, and list faults and the latest submissions."""
    now = time.time()

    def count(*conditions: Any) -> int:
        return session.scalar(select(func.count()).select_from(Job).where(*conditions)) or 0

    def newest(*conditions: Any) -> Sequence[Submission]:
        wanted = select(Submission).join(Job).where(*conditions)
        ordered = wanted.order_by(Submission.received_at.desc()).limit(MOST_ROWS)
        return session.scalars(ordered).unique().all()

    ready = select(func.min(Submission.received_at)).join(Job)
    oldest = session.scalar(ready.where(Job.state == WAITING, Job.not_before <= now))
    return Board(
        problem=presence.problem(session),
        places=presence.places(session),
        waiting=count(Job.state == WAITING),
        running=count(Job.state == RUNNING),
        graded_last_hour=count(Job.state == DONE, Job.ended_at > now - HOUR),
        faults=newest((Job.state == BROKEN) | ((Job.state == DONE) & (Job.why != ""))),
        oldest_waiting=now - oldest if oldest else 0.0,
        latest=newest(),
    )
