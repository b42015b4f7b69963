"""The queue of gradings: a table. Its order is fair, and nothing in it waits for ever."""

import statistics
import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from autograder.portal import presence
from autograder.portal.database import Database
from autograder.portal.durations import DAY, HOUR
from autograder.portal.locks import CLAIMS, one_at_a_time
from autograder.portal.rows import (
    BROKEN,
    DONE,
    REFUSED,
    RUNNING,
    WAITING,
    Assignment,
    Event,
    Job,
    Result,
    Submission,
)

# So many of Held-out's own faults in a day and assignment cost no try.
FREE_FAULTS = 3
# So much waiting is worth one class.
AGING = 600
# A grading that was lost so often is given up, and is flagged for staff.
TRIES = 3
LOST = "The grading process was lost {} times while it graded this. Staff are told."


@dataclass(frozen=True)
class Place:
    """A submission's place: how many are really before it, and the seconds until its turn."""

    before: int
    seconds: float


def claim(
    database: Database, worker: str, taken: Collection[tuple[str, str]] = ()
) -> Submission | None:
    """Take the next submission that may be graded now; `None` if there is none.

    `taken` has persons and assignments whose submissions must wait: they are graded again just now.
    """
    now = time.time()
    with database.read() as session:
        # A look that finds nothing should keep no upload waiting.
        if not _in_order(session, now):
            return None
    with database.write() as session:
        one_at_a_time(session, CLAIMS)
        for submission in _in_order(session, now):
            if (submission.person_id, submission.slug) in taken:
                continue
            claimed = (
                update(Job)
                .where(Job.submission_id == submission.id, Job.state == WAITING)
                .values(state=RUNNING, started_at=now, worker=worker, tries=Job.tries + 1)
            )
            # On PostgreSQL a newer upload may have taken its place meanwhile.
            if session.execute(claimed.returning(Job.submission_id)).first():
                session.add(Event(person_id=submission.person_id))
                session.flush()
                session.refresh(submission)
                return submission
    return None


def end(session: Session, submission: Submission, state: str, why: str = "") -> None:
    """Enter how a grading has ended. `why` tells of Held-out's own fault, or why nothing was graded.

    A fault costs no try, but only three a day are free: a student can make a check stumble.
    """
    job = session.get_one(Job, submission.id)
    job.state, job.ended_at, job.why = state, time.time(), why
    if why:
        job.counted = state != REFUSED and _faults(session, submission) >= FREE_FAULTS
    session.add(Event(person_id=submission.person_id))


def _faults(session: Session, submission: Submission) -> int:
    """Count the other faults of a day in this person's assignment."""
    wanted = (
        select(func.count())
        .select_from(Submission)
        .join(Job)
        .where(
            Submission.person_id == submission.person_id,
            Submission.slug == submission.slug,
            Submission.id != submission.id,
            Job.ended_at > time.time() - DAY,
            (Job.state == BROKEN) | ((Job.state == DONE) & (Job.why != "")),
        )
    )
    return session.scalar(wanted) or 0


def take_back(database: Database, worker: str) -> None:
    """Let what this grading process had begun wait again: the process has started anew."""
    with database.write() as session:
        lost = select(Submission).join(Job).where(Job.state == RUNNING, Job.worker == worker)
        for submission in session.scalars(lost).unique():
            job = submission.job
            if job.tries >= TRIES:
                end(session, submission, BROKEN, LOST.format(job.tries))
            else:
                job.state, job.started_at = WAITING, None
                session.add(Event(person_id=submission.person_id))


def place(session: Session, submission: Submission) -> Place:
    """Work out the place of a submission that waits."""
    now = time.time()
    medians = _medians(session)
    ordered = _in_order(session, max(now, submission.job.not_before), busy_too=True)
    ids = [each.id for each in ordered]
    before = ordered[: ids.index(submission.id)] if submission.id in ids else []
    running = session.scalars(select(Submission).join(Job).where(Job.state == RUNNING)).unique()
    work = sum(medians.get(each.slug, 0.0) for each in (*before, *running)) / presence.places(
        session
    )
    return Place(len(before), max(work, submission.job.not_before - now))


def _in_order(session: Session, now: float, *, busy_too: bool = False) -> list[Submission]:
    """List what may be graded at `now`, in the queue's order.

    At most one submission of a person's assignment runs at a time, unless `busy_too`.
    """
    ready = select(Submission).join(Job).where(Job.state == WAITING, Job.not_before <= now)
    waiting = list(session.scalars(ready).unique())
    if not waiting:
        return []
    recent = _recent(session, now)
    busy = set() if busy_too else _busy(session)
    free = [each for each in waiting if (each.person_id, each.slug) not in busy]
    return sorted(free, key=lambda each: _rank(each, recent, now))


def _rank(submission: Submission, recent: Counter[str], now: float) -> tuple[float, int, float]:
    job = submission.job
    waited = now - max(submission.received_at, job.not_before)
    aged = job.priority - int(waited / AGING)
    return aged, recent[submission.person_id], submission.received_at


def _recent(session: Session, now: float) -> Counter[str]:
    """Count each person's gradings in the last hour."""
    ran = select(Submission.person_id).join(Job).where(Job.started_at > now - HOUR)
    return Counter(session.scalars(ran))


def _busy(session: Session) -> set[tuple[str, str]]:
    running = select(Submission.person_id, Submission.slug).join(Job).where(Job.state == RUNNING)
    return {(person, slug) for person, slug in session.execute(running)}


def _medians(session: Session) -> dict[str, float]:
    wanted = select(Assignment.slug, Assignment.median_seconds)
    return {slug: seconds or 0.0 for slug, seconds in session.execute(wanted)}


def median_seconds(session: Session, slug: str) -> float | None:
    """Give the median time of this assignment's last fifty gradings."""
    wanted = (
        select(Result.seconds)
        .join(Submission)
        .where(Submission.slug == slug, Result.seconds.is_not(None))
        .order_by(Result.graded_at.desc())
        .limit(50)
    )
    seconds: Sequence[float | None] = session.scalars(wanted).all()
    known = [each for each in seconds if each is not None]
    return statistics.median(known) if known else None
