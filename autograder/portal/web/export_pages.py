"""Exports for Canvas, for Moodle, and as a plain table."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.feedback.sanitize import for_terminal
from autograder.portal import audit, orders, people
from autograder.portal.staff_rows import CARRIED_OUT, Order
from autograder.portal.web import views
from autograder.portal.web.context import Shared
from autograder.portal.web.guard import Staff, address, check_csrf, same_origin
from autograder.portal.web.pages import attachment
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
FORMATS = {"csv": "a plain table", "canvas": "Canvas", "moodle": "Moodle"}
MOST_SHOWN = 20


@router.get("/exports")
def show_exports(shared: Shared, viewer: Staff) -> Response:
    """Show the form for an export, and the latest exports."""
    latest = select(Order).where(Order.kind == orders.EXPORT).order_by(Order.at.desc())
    with shared.database.read() as session:
        made = session.scalars(latest.limit(MOST_SHOWN)).unique().all()
        names = views.assignments(session)
    return page(
        shared, "exports", viewer=viewer, exports=made, names=names, formats=FORMATS, live=True
    )


@router.post("/exports", dependencies=[Depends(same_origin)])
def order_export(
    request: Request,
    shared: Shared,
    viewer: Staff,
    to: Annotated[str, Form(max_length=20)] = "",
    assignment: Annotated[str, Form(max_length=200)] = "",
    roster: UploadFile | None = None,
    csrf: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Order an export of one assignment, or of all."""
    check_csrf(viewer, csrf)
    if to not in FORMATS:
        raise HTTPException(422, f"Expected: one of {', '.join(FORMATS)}.")
    content = roster.file.read() if roster is not None else b""
    with shared.database.write() as session:
        known = views.assignments(session)
        # An order belongs to an assignment. One of everything belongs to the first.
        slug = views.assignment(session, assignment).slug if assignment else _first(known)
        details = {
            "to": to,
            "assignment": assignment,
            "roster": shared.blobs.put(content) if content else "",
            "roster_name": for_terminal((roster.filename if roster else "") or "")[
                : people.LONGEST_TEXT
            ],
        }
        orders.give(session, orders.EXPORT, slug, viewer.student, details=details)
        about = f"{assignment or 'all assignments'} for {FORMATS[to]}"
        audit.enter(session, viewer.student, "export", about, address(request))
    return RedirectResponse("/exports", 303)


def _first(known: object) -> str:
    for each in known if isinstance(known, list | tuple) else ():
        return str(each.slug)
    raise HTTPException(422, "No assignment is released so far: there is nothing to export.")


@router.get("/exports/{order_id}")
def download_export(shared: Shared, viewer: Staff, order_id: str) -> Response:
    """Give the file of an export."""
    with shared.database.read() as session:
        order = session.get(Order, order_id)
    if order is None or order.kind != orders.EXPORT or order.state != CARRIED_OUT or not order.made:
        raise HTTPException(404)
    headers = attachment(order.made["name"])
    return Response(shared.blobs.read(order.made["sha256"]), 200, headers, "text/csv")
