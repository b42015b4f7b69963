"""The rows that a viewer may see: each query takes the viewer. Foreign and missing rows look the same."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from autograder.judge.verdict import Verdict
from autograder.portal import audit, extensions, job_queue, release_policy
from autograder.portal.job_queue import Place
from autograder.portal.release_policy import Released
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
from autograder.portal.staff_rows import Mark
from autograder.portal.web.context import Context, span

WHY_LATER = "After three gradings a day, each further one waits a while."


@dataclass(frozen=True)
class Line:
    """One assignment on a student's first page."""

    assignment: Assignment
    attempts: int
    latest: Submission | None
    standing: Standing | None
    due: float | None
    seen: Released
    is_provisional: bool


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
        due = extensions.due(session, each, viewer.id)
        seen = released(session, viewer, each.slug)
        provisional = is_provisional(session, viewer, each.slug, seen)
        result.append(Line(each, len(attempts), latest, own_score, due, seen, provisional))
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
        note_look(shared, viewer, found.id)
    return found


def note_look(shared: Context, viewer: Viewer, thing: str) -> None:
    """Enter in the log that staff have seen somebody's work: once in a while, as pages refresh."""
    if shared.looks.is_new(viewer.id, thing):
        with shared.database.write() as session:
            audit.enter(session, viewer.student, "looked at", thing)


def state_sentence(session: Session, found: Submission, place: Place | None = None) -> str:
    """Say in a sentence where a submission is. `place` is its place in the queue, if that is known."""
    job = found.job
    if job.state == WAITING:
        start = _not_before(job)
        if start is not None:
            wait = span(start - time.time())
            return f"It will be graded in about {wait}. {WHY_LATER}"
        place = place or job_queue.place(session, found)
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


def released(session: Session, viewer: Viewer, slug: str) -> Released:
    """Tell what this viewer sees of an assignment's scores and feedback. Staff see everything."""
    found = release_policy.of(session, assignment(session, slug))
    return replace(found, scores=True, feedback=True) if viewer.is_staff else found


def waiting_tasks(session: Session, person_id: str, slug: str) -> int:
    """Count the tasks of a person that wait for marks by hand."""
    own = (Mark.person_id == person_id, Mark.slug == slug, Mark.waits.is_(True))
    return session.scalar(select(func.count()).select_from(Mark).where(*own)) or 0


def is_provisional(session: Session, viewer: Viewer, slug: str, seen: Released) -> bool:
    """Tell whether this viewer's score may still change: staff say so, or a task waits for marks."""
    return seen.provisional or waiting_tasks(session, viewer.id, slug) > 0


def _tasks(session: Session, found: Submission, *, stands: bool) -> list[dict[str, Any]]:
    """List the tasks that were judged so far, with the marks by hand of the attempt that stands."""
    marks = _marks(session, found) if stands else {}
    judged = found.result.tasks if found.result else []
    return [each | marks.get(each["name"], {}) for each in judged]


def _released(tasks: Sequence[dict[str, Any]], seen: Released) -> Sequence[dict[str, Any]]:
    """Give the tasks as far as they are released."""
    if not seen.scores:
        return []
    return tasks if seen.feedback else [each | {"text": "", "comment": ""} for each in tasks]


def _marks(session: Session, found: Submission) -> dict[str, dict[str, Any]]:
    """Give by task what a person has given: points, and a comment."""
    own = select(Mark).where(Mark.person_id == found.person_id, Mark.slug == found.slug)
    return {
        mark.task: {"comment": mark.comment}
        | ({"by_hand": True, "score": mark.manual} if mark.manual is not None else {})
        | ({"outdated": True} if mark.manual is not None and mark.waits else {})
        for mark in session.scalars(own)
    }


def _score(found: Submission, tasks: Sequence[dict[str, Any]]) -> float | None:
    """Add up the points, if the attempt was graded."""
    if found.result is None or found.result.score is None:
        return None
    return float(sum(task["score"] or 0.0 for task in tasks))


def _sentence(
    session: Session,
    found: Submission,
    seen: Released,
    tasks: Sequence[dict[str, Any]],
    place: Place | None,
    *,
    stands: bool,
) -> str:
    told = state_sentence(session, found, place)
    if found.job.state != DONE:
        return told
    waits = any(
        (task["verdict"] == Verdict.WAITING.value and "by_hand" not in task) or "outdated" in task
        for task in tasks
    )
    waiting = "A person still marks a part of it." if waits and stands else ""
    provisional = "The score is provisional." if seen.provisional else ""
    return " ".join(filter(None, (told, waiting, provisional, seen.told)))


def _same_as(session: Session, found: Submission) -> int | None:
    """Give the number of the newest earlier attempt with the very same file."""
    wanted = select(func.max(Submission.number)).where(
        Submission.person_id == found.person_id,
        Submission.slug == found.slug,
        Submission.sha256 == found.sha256,
        Submission.number < found.number,
    )
    return session.scalar(wanted)


def _not_before(job: Job) -> float | None:
    """Give the time before which a submission is not graded, if that is to come."""
    waits = job.state == WAITING and job.not_before > time.time()
    return job.not_before if waits else None


def described(
    session: Session, viewer: Viewer, found: Submission, shared: Context
) -> dict[str, Any]:
    """Describe a submission as JSON, for programs. `starts_in` is in seconds, about."""
    seen = released(session, viewer, found.slug)
    row = standing(session, found.person_id, found.slug)
    stands = row is not None and row.submission_id == found.id
    tasks = _tasks(session, found, stands=stands)
    shown = _released(tasks, seen)
    place = job_queue.place(session, found) if found.job.state == WAITING else None
    return {
        "id": found.id,
        "student": found.person.student,
        "assignment": found.slug,
        "number": found.number,
        "received_at": found.received_at,
        "late_by": found.late_by,
        "sha256": found.sha256,
        "same_as": _same_as(session, found),
        "bytes": found.bytes,
        "contents": found.contents,
        "state": found.job.state,
        "ended": found.job.state in ENDED and found.contents is not None,
        "sentence": _sentence(session, found, seen, tasks, place, stands=stands),
        "starts_in": place.seconds if place else None,
        "not_before": _not_before(found.job),
        "counted": found.job.counted,
        "tasks": shown,
        "score": _score(found, shown) if seen.scores else None,
        "points": assignment(session, found.slug).points,
        "stands": stands,
        "url": f"{shared.url}/s/{found.id}",
    }
