"""Proposals: submissions are graded again, and staff see who gains and who loses before it counts."""

import secrets
import time
from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from autograder.portal.rows import EVERYBODY, Event, Standing
from autograder.portal.staff_rows import (
    ACCEPTED,
    CHANGES,
    DECLINED,
    MOVED_ON,
    NOT_GRADED,
    ONLY_TEXTS,
    OPEN,
    REPLACED,
    TO_WRITE,
    WANTED,
    WORKED_OUT,
    WRITTEN,
    Proposal,
    ProposalLine,
)

# In these states the grading process has something to do.
BUSY = {WORKED_OUT: WANTED, ACCEPTED: TO_WRITE}
PRESSED_TWICE_SECONDS = 5.0
ENDS = {WORKED_OUT: OPEN, ACCEPTED: WRITTEN}


def propose(
    session: Session, slug: str, by: str, reason: str, people: Collection[str] = ()
) -> Proposal | None:
    """Ask to grade these people's standing submissions again, or everybody's; `None` if there is none."""
    wanted = select(Standing.person_id).where(Standing.slug == slug)
    if people:
        wanted = wanted.where(Standing.person_id.in_(people))
    found = session.scalars(wanted).all()
    if not found:
        return None
    same = _same(session, slug, by, set(found))
    if same is not None:
        return same
    _replace(session, slug, by, set(found))
    proposal = Proposal(id=secrets.token_hex(16), slug=slug, by=by, reason=reason)
    session.add(proposal)
    session.flush()
    session.add_all(ProposalLine(proposal_id=proposal.id, person_id=each) for each in found)
    tell(session)
    return proposal


def _same(session: Session, slug: str, by: str, people: set[str]) -> Proposal | None:
    """Find what the same person has asked for a moment ago: a button was pressed twice.

    One that is older may have been graded before a check was mended.
    """
    lately = Proposal.at > time.time() - PRESSED_TWICE_SECONDS
    wanted = select(Proposal).where(
        Proposal.slug == slug, Proposal.by == by, Proposal.state == WORKED_OUT, lately
    )
    for proposal in session.scalars(wanted):
        found = lines(session, proposal.id)
        if {line.person_id for line in found} == people:
            return proposal
    return None


def _replace(session: Session, slug: str, by: str, people: set[str]) -> None:
    """End the proposals about nobody else that are not accepted: the new one tells more."""
    waiting = Proposal.state.in_((WORKED_OUT, OPEN))
    for proposal in session.scalars(select(Proposal).where(Proposal.slug == slug, waiting)):
        if {line.person_id for line in lines(session, proposal.id)} <= people:
            proposal.state = REPLACED
            proposal.settled_by, proposal.settled_at = by, time.time()


def settle(session: Session, proposal: Proposal, by: str, *, accept: bool) -> bool:
    """Accept or decline an open proposal; tell whether it was open."""
    session.refresh(proposal, with_for_update=True)
    if proposal.state != OPEN:
        return False
    proposal.state = ACCEPTED if accept else DECLINED
    proposal.settled_by, proposal.settled_at = by, time.time()
    if accept:
        for line in lines(session, proposal.id, (CHANGES, ONLY_TEXTS)):
            line.state = TO_WRITE
    tell(session)
    return True


def next_line(
    session: Session, busy: Collection[tuple[str, str]]
) -> tuple[Proposal, ProposalLine] | None:
    """Find a line that is to be graded. The oldest proposal comes first.

    `busy` has persons and assignments that are graded just now.
    A proposal that has no such line any more is ended on the way.
    """
    open_ones = select(Proposal).where(Proposal.state.in_(BUSY)).order_by(Proposal.at)
    for proposal in session.scalars(open_ones):
        left = lines(session, proposal.id, (BUSY[proposal.state],))
        for line in left:
            if (line.person_id, proposal.slug) not in busy:
                return proposal, line
        if not left:
            proposal.state = ENDS[proposal.state]
            tell(session)
    return None


def lines(
    session: Session, proposal_id: str, states: Collection[str] = ()
) -> Sequence[ProposalLine]:
    """List the lines of a proposal in these states, or all of them."""
    wanted = select(ProposalLine).where(ProposalLine.proposal_id == proposal_id)
    if states:
        wanted = wanted.where(ProposalLine.state.in_(states))
    return session.scalars(wanted).unique().all()


def is_any_busy(session: Session) -> bool:
    """Tell whether the grading process has something to do for a proposal."""
    busy = select(func.count()).select_from(Proposal).where(Proposal.state.in_(BUSY))
    return bool(session.scalar(busy))


def of_assignment(session: Session, slug: str) -> Sequence[Proposal]:
    """List the proposals of an assignment, the newest first."""
    wanted = select(Proposal).where(Proposal.slug == slug).order_by(Proposal.at.desc()).limit(20)
    return session.scalars(wanted).all()


def left_out(session: Session, slug: str) -> dict[str, int]:
    """Count the accepted changes that could not be written, by proposal of an assignment."""
    wanted = (
        select(ProposalLine.proposal_id, func.count())
        .join(Proposal, Proposal.id == ProposalLine.proposal_id)
        .where(Proposal.slug == slug, Proposal.state == WRITTEN)
        .where(ProposalLine.state.in_((MOVED_ON, NOT_GRADED)))
        .group_by(ProposalLine.proposal_id)
    )
    return dict(session.execute(wanted).all())


def tell(session: Session) -> None:
    """Let the pages of staff learn that a proposal has changed."""
    session.add(Event(person_id=EVERYBODY))
