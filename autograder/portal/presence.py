"""The presence of grading processes: pages read it, to tell how long something waits and what is wrong."""

import time
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from autograder.portal.durations import DAY
from autograder.portal.rows import Grader

# A process says so often that it is there. After a longer silence it counts as lost.
BEAT_SECONDS, SILENCE_SECONDS = 20.0, 120.0


def beat(
    session: Session, worker: str, places: int, *, lent: bool = False, problem: str = ""
) -> None:
    """Say that this process is there and grades so many at once; `lent` if a command has the course.

    `problem` tells staff, in sentences, what it cannot do.
    """
    now = time.time()
    session.execute(delete(Grader).where(Grader.seen_at < now - DAY))
    row = session.get(Grader, worker) or Grader(worker=worker)
    row.places, row.seen_at, row.lent_since = places, now, now if lent else None
    row.problem = problem
    session.add(row)


def places(session: Session) -> int:
    """Count the submissions that are graded at once, by all processes that are there; at least one."""
    return max(1, sum(each.places for each in _there(session)))


def problem(session: Session) -> str:
    """Say why nothing is graded just now, in a sentence; empty if something is."""
    there = _there(session)
    if any(each.lent_since is None for each in there):
        return " ".join(each.problem for each in there if each.problem)
    if there:
        return "`heldout grade` has the course just now. The queue goes on when it has finished."
    return "No grading process answers. Hand-ins are kept, and wait. Look at what `heldout serve` prints."


def _there(session: Session) -> Sequence[Grader]:
    heard = Grader.seen_at > time.time() - SILENCE_SECONDS
    # While a command has the course, the process that waits for it says nothing.
    return session.scalars(select(Grader).where(heard | Grader.lent_since.is_not(None))).all()
