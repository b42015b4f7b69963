"""The state of the service: what waits, how fast it goes, and what is stuck."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from autograder.portal import presence
from autograder.portal.durations import HOUR
from autograder.portal.rows import DONE, REFUSED, RUNNING, WAITING, Assignment, Job, Submission
from autograder.portal.staff_rows import BEGUN, ORDERED, Order
from autograder.portal.web.board import is_flagged
from autograder.portal.web.context import span

LONGEST_WAIT, LONGEST_ORDER, LEAST_DISK = 600, 120, 1 << 30
# So many flagged submissions are listed.
MOST_FLAGGED = 50


@dataclass(frozen=True)
class ServiceState:
    """Figures of the service. `problems` are sentences on what is stuck; empty if nothing is."""

    places: int
    waiting: int
    running: int
    graded_last_hour: int
    # Until all that waits is graded, as far as the times of earlier gradings tell.
    seconds_left: float
    free_disk: int
    problems: tuple[str, ...]


def read(session: Session, folder: Path) -> ServiceState:
    """Read the state of the service. Its files lie in `folder`."""
    now = time.time()
    free = shutil.disk_usage(folder).free
    return ServiceState(
        places=presence.places(session),
        waiting=_count(session, Job.state == WAITING),
        running=_count(session, Job.state == RUNNING),
        graded_last_hour=_count(session, Job.state == DONE, Job.ended_at > now - HOUR),
        seconds_left=max(_work(session) / presence.places(session), _latest_start(session, now)),
        free_disk=free,
        problems=(*_stuck(session, now), *_full(free), *filter(None, [presence.problem(session)])),
    )


def stuck(session: Session, folder: Path) -> list[str]:
    """Say what is stuck in sentences that name nobody: anybody may ask."""
    return [*_stuck(session, time.time()), *_full(shutil.disk_usage(folder).free)]


def _stuck(session: Session, now: float) -> list[str]:
    due = select(func.min(Job.not_before)).where(Job.state == WAITING, Job.not_before <= now)
    ordered = select(func.min(Order.at)).where(Order.state.in_((ORDERED, BEGUN)))
    problems = []
    oldest, order = session.scalar(due), session.scalar(ordered)
    if oldest and now - oldest > LONGEST_WAIT:
        problems.append(f"A submission waits for {span(now - oldest)}.")
    if order and now - order > LONGEST_ORDER:
        problems.append(f"Something that staff have asked for waits for {span(now - order)}.")
    return problems


def _full(free: int) -> list[str]:
    return [] if free >= LEAST_DISK else ["The disk has less than 1 GiB left."]


def _count(session: Session, *conditions: Any) -> int:
    return session.scalar(select(func.count()).select_from(Job).where(*conditions)) or 0


def _work(session: Session) -> float:
    """Add up the usual times of all that waits or runs."""
    left = (
        select(func.sum(Assignment.median_seconds))
        .select_from(Job)
        .join(Submission, Submission.id == Job.submission_id)
        .join(Assignment, Assignment.slug == Submission.slug)
        .where(Job.state.in_((WAITING, RUNNING)))
    )
    return session.scalar(left) or 0.0


def _latest_start(session: Session, now: float) -> float:
    """Give the seconds until the last of those that wait for their time may start."""
    latest = session.scalar(select(func.max(Job.not_before)).where(Job.state == WAITING))
    return max(0.0, (latest or 0.0) - now)


def flagged(session: Session) -> list[Submission]:
    """List the latest submissions that staff should look at, our faults first.

    Of a person and assignment only the latest one: nobody can push the others out.
    """
    mine = func.max(Submission.received_at).label("latest")
    newest = (
        select(Submission.person_id, Submission.slug, mine)
        .join(Job)
        .where(is_flagged())
        .group_by(Submission.person_id, Submission.slug)
        .subquery()
    )
    same = and_(
        Submission.person_id == newest.c.person_id,
        Submission.slug == newest.c.slug,
        Submission.received_at == newest.c.latest,
    )
    refused = (Job.state == REFUSED).label("refused")
    wanted = select(Submission).join(Job).join(newest, same).where(is_flagged())
    ordered = wanted.order_by(refused, Submission.received_at.desc()).limit(MOST_FLAGGED)
    return list(session.scalars(ordered).unique())
