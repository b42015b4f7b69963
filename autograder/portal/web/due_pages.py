"""The due date of an assignment, as staff set it in the browser."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import audit, orders
from autograder.portal.locks import DECISIONS, one_at_a_time
from autograder.portal.web import stale, views
from autograder.portal.web.context import Shared
from autograder.portal.web.guard import Staff, address, check_csrf, same_origin

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Text = Annotated[str, Form(max_length=100)]
# As HTML's `datetime-local` writes it. The script adds the zone of the browser.
FORMAT = "%Y-%m-%dT%H:%M:%S"
YEARS = (2000, 2199)


@router.post("/board/{slug}/due", dependencies=[Depends(same_origin)])
def set_due(
    request: Request,
    shared: Shared,
    viewer: Staff,
    slug: str,
    due: Text = "",
    zoned: Text = "",
    seen: Text = "",
    csrf: Text = "",
) -> Response:
    """Order another due date. `zoned` is the date with the browser's zone; without it `due` is UTC."""
    check_csrf(viewer, csrf)
    seconds = _seconds(zoned.strip() if due.strip() and zoned.strip() else due.strip())
    with shared.database.write() as session:
        assignment = views.assignment(session, slug)
        one_at_a_time(session, DECISIONS)
        waiting = orders.waiting_due(session, slug)
        before = in_words(waiting.details["due"] if waiting else assignment.due)
        stale.check(seen, before)
        details = {"due": seconds, "before": assignment.due}
        orders.give(session, orders.DUE, slug, viewer.student, details=details)
        told = {"before": before, "after": in_words(seconds)}
        audit.enter(session, viewer.student, "due date", slug, address(request), **told)
    return RedirectResponse(f"/board/{slug}", 303)


def in_words(due: float | None) -> str:
    """Write a due date for the log, and for forms to tell what they have shown."""
    return f"{datetime.fromtimestamp(due, UTC):%Y-%m-%d %H:%M} UTC" if due is not None else "none"


def as_field(due: float | None) -> str:
    """Write a due date as the field of a form holds it, in UTC."""
    if due is None:
        return ""
    return f"{datetime.fromtimestamp(due, UTC):{FORMAT}}".removesuffix(":00")


def _seconds(text: str) -> float | None:
    """Read a date and a time; a text without a zone is in UTC. An empty text is no date."""
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        when = None
    if when is None or not YEARS[0] <= when.year <= YEARS[1]:
        raise HTTPException(
            422,
            f"`{text[:40]}` is no due date. Expected: date and time, such as 2027-03-01T12:00, or "
            "nothing for no due date. Nothing was changed.",
        )
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
