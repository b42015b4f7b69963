"""The board, and the page of an assignment: what staff see of a class."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import orders, proposals, release_policy
from autograder.portal.release_policy import AT_ONCE
from autograder.portal.rows import storable
from autograder.portal.staff_rows import Policy, Report
from autograder.portal.web import board, due_pages, service_state, views
from autograder.portal.web.board import Wanted
from autograder.portal.web.context import Shared
from autograder.portal.web.guard import Staff
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Words = Annotated[str, Query(max_length=200)]


@router.get("/staff")
def staff(viewer: Staff) -> Response:
    """Lead from the address of version 0.2 to the board."""
    return RedirectResponse("/board", 303)


@router.get("/board")
def show_board(
    shared: Shared,
    viewer: Staff,
    q: Words = "",
    section: Words = "",
    show: Words = "all",
    assignment: Words = "",
    at: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> Response:
    """Show the service, and what each student has handed in."""
    # The database keeps another sign in place of NUL, and `contains` does not put it there.
    q, section, assignment = (storable(text) for text in (q, section, assignment))
    wanted = Wanted(q.strip(), section, show, assignment, at)
    with shared.database.read() as session:
        service = service_state.read(session, shared.blobs.folder)
        anybody = board.anybody(session)
        flagged = service_state.flagged(session)
        told = {each.id: views.state_sentence(session, each) for each in flagged}
        found = board.read(session, wanted)
        names = views.assignments(session)
    return page(
        shared,
        "board",
        viewer=viewer,
        service=service,
        anybody=anybody,
        flagged=flagged,
        told=told,
        board=found,
        wanted=replace(wanted, page=min(wanted.page, found.pages)),
        names=names,
        shown=board.SHOWN,
        live=True,
    )


@router.get("/board/{slug}")
def show_class(shared: Shared, viewer: Staff, slug: str) -> Response:
    """Show an assignment's class: success, misconceptions and who holds them, and the checks."""
    with shared.database.read() as session:
        assignment = views.assignment(session, slug)
        report = session.get(Report, slug)
        policy = session.get(Policy, slug) or Policy(scores=AT_ONCE, feedback=AT_ONCE)
        released = release_policy.of(session, assignment)
        over_at = release_policy.over_at(session, assignment)
        asked, left_out = proposals.of_assignment(session, slug), proposals.left_out(session, slug)
        waiting = orders.waiting_due(session, slug)
        open_orders = orders.open_orders(session, slug, None)
        due = waiting.details["due"] if waiting else assignment.due
    # The grading process has written it, and has escaped what comes from students.
    told = Markup(shared.blobs.read(report.sha256).decode()) if report else None
    return page(
        shared,
        "class",
        viewer=viewer,
        assignment=assignment,
        report=report,
        told=told,
        policy=policy,
        released=released,
        waits_for_date=release_policy.AT_DUE in (policy.scores, policy.feedback),
        over_at=over_at,
        proposals=asked,
        left_out=left_out,
        orders=open_orders,
        due_seen=due_pages.in_words(due),
        due_field=due_pages.as_field(due),
        modes=release_policy.MODES,
        feedback_modes=release_policy.FEEDBACK_MODES,
        live=True,
    )
