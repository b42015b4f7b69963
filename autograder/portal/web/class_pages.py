"""The decisions of staff about an assignment: when students see scores, and grading again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import audit, people, proposals, release_policy
from autograder.portal.locks import DECISIONS, one_at_a_time
from autograder.portal.staff_rows import (
    CHANGES,
    NOT_GRADED,
    ONLY_TEXTS,
    SAME,
    TO_WRITE,
    WANTED,
    Proposal,
    ProposalLine,
)
from autograder.portal.web import stale, views
from autograder.portal.web.context import Shared
from autograder.portal.web.guard import Staff, address, check_csrf, same_origin
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Short = Annotated[str, Form(max_length=500)]


@router.post("/board/{slug}/policy", dependencies=[Depends(same_origin)])
def choose_policy(
    request: Request,
    shared: Shared,
    viewer: Staff,
    slug: str,
    scores: Short = "",
    feedback: Short = "",
    seen: Short = "",
    csrf: Short = "",
) -> Response:
    """Say when students see scores and feedback."""
    check_csrf(viewer, csrf)
    if scores not in release_policy.MODES or feedback not in release_policy.FEEDBACK_MODES:
        raise HTTPException(422, "Expected: one of the choices on the assignment's page.")
    with shared.database.write() as session:
        assignment = views.assignment(session, slug)
        one_at_a_time(session, DECISIONS)
        stale.check(seen, release_policy.chosen(session, slug))
        before = release_policy.choose(session, assignment, scores, feedback)
        after = f"{scores}, {feedback}"
        place = address(request)
        audit.enter(session, viewer.student, "release", slug, place, before=before, after=after)
    return RedirectResponse(f"/board/{slug}", 303)


@router.post("/board/{slug}/again", dependencies=[Depends(same_origin)])
def propose(
    request: Request,
    shared: Shared,
    viewer: Staff,
    slug: str,
    students: Annotated[str, Form(max_length=20_000)] = "",
    reason: Short = "",
    csrf: Short = "",
) -> Response:
    """Grade again what stands of these students, or of everybody, as a proposal.

    `students` has names with blanks or line ends between them.
    """
    check_csrf(viewer, csrf)
    with shared.database.write() as session:
        views.assignment(session, slug)
        named = list(dict.fromkeys(students.split()))
        found = [_person(session, each) for each in named]
        one_at_a_time(session, DECISIONS)
        made = proposals.propose(session, slug, viewer.student, reason.strip(), found)
        if made is None:
            raise HTTPException(
                422, "Nobody of these was graded so far: there is nothing to propose."
            )
        about = f"{slug}: {', '.join(named) or 'everybody'}"
        told = {"after": made.reason}
        audit.enter(session, viewer.student, "graded again", about, address(request), **told)
    return RedirectResponse(f"/proposals/{made.id}", 303)


def _person(session: Session, student: str) -> str:
    person = people.find(session, student)
    if person is None:
        raise HTTPException(422, f"`{student}` is not among the people. Nothing was graded again.")
    return person.id


@router.get("/proposals/{proposal_id}")
def show_proposal(shared: Shared, viewer: Staff, proposal_id: str) -> Response:
    """Show who would gain, who would lose, and why."""
    with shared.database.read() as session:
        proposal = _proposal(session, proposal_id)
        lines = proposals.lines(session, proposal_id)
        assignment = views.assignment(session, proposal.slug)
    return page(
        shared,
        "proposal",
        viewer=viewer,
        proposal=proposal,
        assignment=assignment,
        changes=sorted((line for line in lines if line.tasks), key=_gain),
        left=[line for line in lines if line.state in (WANTED, TO_WRITE)],
        problems=[line for line in lines if line.state == NOT_GRADED],
        texts=[line for line in lines if line.state == ONLY_TEXTS],
        same=[line for line in lines if line.state == SAME],
        lines=lines,
        live=True,
    )


def _gain(line: ProposalLine) -> tuple[float, str]:
    return (line.after or 0.0) - (line.before or 0.0), line.person.student


def _proposal(session: Session, proposal_id: str) -> Proposal:
    found = session.get(Proposal, proposal_id)
    if found is None:
        raise HTTPException(404)
    return found


@router.post("/proposals/{proposal_id}", dependencies=[Depends(same_origin)])
def settle(
    request: Request,
    shared: Shared,
    viewer: Staff,
    proposal_id: str,
    answer: Short = "",
    csrf: Short = "",
) -> Response:
    """Accept a proposal, or decline it."""
    check_csrf(viewer, csrf)
    if answer not in ("accept", "decline"):
        raise HTTPException(422, "Expected: `accept` or `decline`.")
    with shared.database.write() as session:
        proposal = _proposal(session, proposal_id)
        changes = len(proposals.lines(session, proposal_id, (CHANGES,)))
        if not proposals.settle(session, proposal, viewer.student, accept=answer == "accept"):
            raise HTTPException(
                409,
                f"This proposal is {proposal.state}: it waits for no answer. Nothing was changed.",
            )
        scores = "1 score" if changes == 1 else f"{changes} scores"
        about = f"{proposal.slug}: {scores}, {proposal.id}"
        audit.enter(session, viewer.student, f"proposal: {answer}", about, address(request))
    return RedirectResponse(f"/proposals/{proposal_id}", 303)
