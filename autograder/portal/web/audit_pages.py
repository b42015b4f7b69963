"""The page of the audit log, for staff."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from autograder.portal import audit_entries
from autograder.portal.audit_entries import PAGE
from autograder.portal.web.context import Shared
from autograder.portal.web.guard import Staff
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
# PostgreSQL knows no larger number.
HIGHEST = (1 << 31) - 1


@router.get("/audit")
def audit_log(
    shared: Shared,
    viewer: Staff,
    actor: Annotated[str, Query(max_length=200)] = "",
    action: Annotated[str, Query(max_length=200)] = "",
    below: Annotated[int | None, Query(ge=0, le=HIGHEST)] = None,
) -> Response:
    """Show the latest entries, by actor and by action; `below` leads to older ones."""
    actor = actor.strip()
    with shared.database.read() as session:
        found = audit_entries.latest(session, actor, action, below)
        actions = audit_entries.actions(session)
    shown = found[:PAGE]
    return page(
        shared,
        "audit",
        viewer=viewer,
        entries=shown,
        actions=actions,
        actor=actor,
        action=action,
        is_newest=below is None,
        older=shown[-1].seq if len(found) > PAGE else None,
        live=False,
    )
