"""The release policy of an assignment: when students see their scores, and when the feedback."""

import time
from dataclasses import dataclass

from sqlalchemy.orm import Session

from autograder.portal import extensions, orders
from autograder.portal.rows import EVERYBODY, Assignment, Event
from autograder.portal.staff_rows import Policy

AT_ONCE, PROVISIONAL, AT_DUE, WITHHELD = "at once", "provisional", "at due", "withheld"
MODES = {
    AT_ONCE: "at once",
    PROVISIONAL: "at once, and they are called provisional",
    AT_DUE: "when everybody's time is over",
    WITHHELD: "not now: I release them later",
}
# Feedback is seen only with scores: it names the points of each task.
FEEDBACK_MODES = {mode: MODES[mode] for mode in (AT_ONCE, AT_DUE, WITHHELD)}


@dataclass(frozen=True)
class Released:
    """Tells which parts students see now. `told` says when they see more; empty if they see all."""

    scores: bool = True
    feedback: bool = True
    provisional: bool = False
    told: str = ""


def of(session: Session, assignment: Assignment) -> Released:
    """Tell what students see now."""
    policy = session.get(Policy, assignment.slug)
    if policy is None:
        return Released()
    is_over = AT_DUE in (policy.scores, policy.feedback) and _is_over(session, assignment)
    scores = _is_shown(policy.scores, is_over=is_over)
    feedback = scores and _is_shown(policy.feedback, is_over=is_over)
    return Released(scores, feedback, policy.scores == PROVISIONAL, _told(policy, scores, feedback))


def choose(session: Session, assignment: Assignment, scores: str, feedback: str) -> str:
    """Change the policy; give the earlier one in words."""
    before = chosen(session, assignment.slug)
    session.merge(Policy(slug=assignment.slug, scores=scores, feedback=feedback))
    # Every page of a student may show more now, or less.
    session.add(Event(person_id=EVERYBODY))
    return before


def chosen(session: Session, slug: str) -> str:
    """Tell the policy in words: the mode of scores, then that of feedback."""
    row = session.get(Policy, slug)
    return f"{row.scores}, {row.feedback}" if row else f"{AT_ONCE}, {AT_ONCE}"


def _is_over(session: Session, assignment: Assignment) -> bool:
    """Tell whether nobody has time left. Somebody with more time must not read answers of others."""
    when = over_at(session, assignment)
    # Without a date nobody knows when that is, and what is hidden stays hidden.
    return when is not None and when < time.time()


def over_at(session: Session, assignment: Assignment) -> float | None:
    """Give when everybody's time is over; `None` if there is no such time.

    A later date that is ordered counts before it is written: what was shown cannot be taken back.
    """
    ordered = orders.waiting_due(session, assignment.slug)
    dues = [assignment.due, *([ordered.details["due"]] if ordered else [])]
    known = [due for due in dues if due is not None]
    if len(known) < len(dues):
        return None
    return float(max(known)) + extensions.longest(session, assignment.slug)


def _is_shown(mode: str, *, is_over: bool) -> bool:
    return mode in (AT_ONCE, PROVISIONAL) or (mode == AT_DUE and is_over)


def _told(policy: Policy, scores: bool, feedback: bool) -> str:
    if scores and feedback:
        return ""
    hidden, mode = ("Score and feedback are", policy.scores)
    if scores:
        hidden, mode = "The feedback is", policy.feedback
    when = "when everybody's time is over" if mode == AT_DUE else "by your instructor, later"
    return f"{hidden} released {when}."
