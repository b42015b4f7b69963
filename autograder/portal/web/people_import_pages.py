"""The import of people from a CSV, for staff: choose a file, look at what it would do, confirm it."""

import base64
import binascii
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from autograder.portal import people, people_file, people_import
from autograder.portal.audit import Actor
from autograder.portal.people import PeopleRefused
from autograder.portal.people_import import MOST_NEW
from autograder.portal.sign_in import Viewer
from autograder.portal.web import file_forms
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import LARGE_LIST, Staff, check_csrf, same_origin
from autograder.portal.web.people_pages import Section, actor, make_passwords, passwords
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
OURS = Depends(same_origin)
PAGE = "/people/import"
# So many lines of each kind are shown. A list with more is refused, or says nothing new.
MOST_SHOWN = MOST_NEW
NO_FILE = "No file was chosen. Choose a CSV, and look at it again."
ALL_HAVE = "Everybody here has signed in already. No password was changed."
TOO_MANY = (
    f"{{}} people have never signed in. Expected: at most {MOST_NEW} at once. Choose a section first. "
    "No password was changed."
)


@router.get(PAGE)
def choose(shared: Shared, viewer: Staff) -> Response:
    """Show the form for a file."""
    return _choose(shared, viewer)


def _choose(shared: Context, viewer: Viewer, problem: str = "", status: int = 200) -> Response:
    return page(
        shared,
        "people_import",
        status,
        viewer=viewer,
        problem=problem,
        largest=people_file.LARGEST >> 20,
        live=False,
    )


@router.post(PAGE, dependencies=[OURS])
async def preview(request: Request, shared: Shared, viewer: Staff) -> Response:
    """Show what an import of this file would do. Nothing is written."""
    async with file_forms.read(request, viewer, PAGE) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return _choose(shared, viewer, NO_FILE, 422)
        content = await file.read(people_file.LARGEST + 1)
    if len(content) > people_file.LARGEST:
        return _choose(shared, viewer, LARGE_LIST, 413)
    return await to_thread.run_sync(_preview, shared, viewer, content)


def _preview(shared: Context, viewer: Viewer, content: bytes, problem: str = "") -> Response:
    try:
        with shared.database.read() as session:
            plan = people_import.plan(session, content)
    except PeopleRefused as error:
        return _choose(shared, viewer, str(error), 422)
    return page(
        shared,
        "people_preview",
        422 if problem else 200,
        viewer=viewer,
        plan=plan,
        problem=problem or plan.refusal,
        most=MOST_SHOWN,
        content=base64.b64encode(content).decode(),
        live=False,
    )


@router.post(f"{PAGE}/confirm", dependencies=[OURS])
async def confirm(request: Request, shared: Shared, viewer: Staff) -> Response:
    """Add the people who were shown, and show their passwords once."""
    async with file_forms.read(request, viewer, PAGE) as form:
        content, fingerprint = _shown(form)
    by = actor(request, viewer)
    return await to_thread.run_sync(_confirm, shared, viewer, content, fingerprint, by)


def _shown(form: FormData) -> tuple[bytes, str]:
    """Give the file that the page has shown, and the fingerprint of what it would do."""
    told, fingerprint = form.get("content"), form.get("fingerprint")
    try:
        content = base64.b64decode(told if isinstance(told, str) else "", validate=True)
    except (binascii.Error, ValueError):
        raise HTTPException(
            422, "This form is not the portal's own. Choose the file again."
        ) from None
    if len(content) > people_file.LARGEST:
        raise HTTPException(413, LARGE_LIST)
    return content, fingerprint if isinstance(fingerprint, str) else ""


def _confirm(
    shared: Context, viewer: Viewer, content: bytes, fingerprint: str, by: Actor
) -> Response:
    try:
        made = people_import.add(shared.database, content, fingerprint, by)
    except PeopleRefused as error:
        return _preview(shared, viewer, content, str(error))
    return passwords(shared, viewer, made, "/people")


@router.post(f"{PAGE}/passwords", dependencies=[OURS])
def new_passwords(
    request: Request,
    shared: Shared,
    viewer: Staff,
    csrf: Annotated[str, Form()] = "",
    seen: Annotated[str, Form(max_length=200)] = "",
    section: Section = None,
) -> Response:
    """Give new passwords to all who have never signed in, where the first ones were lost."""
    check_csrf(viewer, csrf)
    with shared.database.read() as session:
        everybody = people.everybody(session)
    rows = people.never_signed_in(people.of_section(everybody, section))
    found = [row.student for row in rows]
    if not found:
        raise HTTPException(422, ALL_HAVE)
    if len(found) > MOST_NEW:
        raise HTTPException(422, TOO_MANY.format(len(found)))
    made = make_passwords(request, shared, viewer, found, seen)
    return passwords(shared, viewer, made, "/people")
