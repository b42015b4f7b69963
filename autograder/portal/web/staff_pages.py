"""The pages of staff: the service, and the tries that they give back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import audit, tries
from autograder.portal.web import views
from autograder.portal.web.context import Shared
from autograder.portal.web.guard import Staff, address, check_csrf, same_origin
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/staff")
def staff(shared: Shared, viewer: Staff) -> Response:
    """Show staff the queue, the pace, our own faults, and every submission."""
    with shared.database.read() as session:
        board = views.board(session)
        told = {each.id: views.state_sentence(session, each) for each in board.faults}
    return page(shared, "staff", viewer=viewer, board=board, told=told, live=True)


@router.post("/s/{submission_id}/tries", dependencies=[Depends(same_origin)])
def give_tries_back(
    request: Request,
    shared: Shared,
    viewer: Staff,
    submission_id: str,
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Give the tries of a day back to the person who handed this in, for this assignment."""
    check_csrf(viewer, csrf)
    found = views.submission(shared, viewer, submission_id)
    with shared.database.write() as session:
        count = tries.give_back(session, found.person_id, found.slug)
        about = f"{found.person.student} {found.slug}: {count}"
        audit.enter(session, viewer.student, "gave tries back", about, address(request))
    return RedirectResponse(f"/s/{found.id}", 303)
