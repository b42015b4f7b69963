"""The pages of assignments and submissions. Each works without JavaScript."""

import time
from collections.abc import AsyncIterator
from urllib.parse import quote

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.gradebook.largest_notebook import LARGEST
from autograder.portal import extensions, pace
from autograder.portal.accepting import Upload
from autograder.portal.rows import ENDED
from autograder.portal.sign_in import Viewer
from autograder.portal.web import file_forms, uploads, views
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import Browser, same_origin
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
# A feedback page shows a student's own output. It runs nothing, and gets no cookie.
SANDBOXED = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
)


@router.get("/")
def home(shared: Shared, viewer: Browser) -> Response:
    """Show the assignments, when they are due, and what was handed in. Staff are led to the board."""
    if viewer.is_staff:
        return RedirectResponse("/board", 303)
    with shared.database.read() as session:
        lines = views.lines(session, viewer)
    return page(shared, "home", viewer=viewer, lines=lines, live=True)


@router.get("/a/{slug}")
def assignment(shared: Shared, viewer: Browser, slug: str) -> Response:
    """Show an assignment, the form to hand in, and all attempts."""
    return _assignment(shared, viewer, slug)


def _assignment(
    shared: Context, viewer: Viewer, slug: str, problem: str = "", status: int = 200
) -> Response:
    with shared.database.read() as session:
        found = views.assignment(session, slug)
        attempts = views.attempts(session, viewer, slug)
        standing = views.standing(session, viewer.id, slug)
        seen = views.released(session, viewer, slug)
        due = extensions.due(session, found, viewer.id)
        is_provisional = views.is_provisional(session, viewer, slug, seen)
        told = {each.id: views.state_sentence(session, each) for each in attempts}
    return page(
        shared,
        "assignment",
        status,
        viewer=viewer,
        assignment=found,
        attempts=attempts,
        standing=standing,
        seen=seen,
        is_provisional=is_provisional,
        due=due,
        told=told,
        rule=pace.RULE,
        largest=LARGEST >> 20,
        problem=problem,
        is_over=due is not None and due < time.time(),
        # A refused form is shown at the form's own address, which cannot be asked again.
        live=not problem and any(each.job.state not in ENDED for each in attempts),
    )


@router.get("/a/{slug}/submissions")
def submissions(viewer: Browser, slug: str) -> Response:
    """Lead from the address of the form, which a browser may ask for again, to the assignment."""
    return RedirectResponse(f"/a/{quote(slug, safe='')}", 303)


@router.get("/a/{slug}/release.zip")
def release(shared: Shared, viewer: Browser, slug: str) -> Response:
    """Give the released notebook and what belongs to it."""
    with shared.database.read() as session:
        found = views.assignment(session, slug)
    headers = attachment(f"{found.slug}.zip")
    return Response(shared.blobs.read(found.release_sha256), 200, headers, "application/zip")


def attachment(name: str) -> dict[str, str]:
    """Give the header of an answer that a browser saves under this name."""
    # Quoted: a header has Latin letters only, and a name may hold any.
    return {"Content-Disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"}


@router.post("/a/{slug}/submissions", dependencies=[Depends(same_origin)])
async def hand_in(request: Request, shared: Shared, viewer: Browser, slug: str) -> Response:
    """Take a notebook from the form, and show its receipt."""
    async with file_forms.read(request, viewer, "the assignment's page") as form:
        return await _hand_in(request, shared, viewer, slug, form)


async def _hand_in(
    request: Request, shared: Context, viewer: Viewer, slug: str, form: FormData
) -> Response:
    file, key = form.get("notebook"), form.get("key")
    if not isinstance(file, UploadFile) or not file.filename:
        problem = "No file was chosen. Choose your notebook, and hand it in again."
        return await to_thread.run_sync(_assignment, shared, viewer, slug, problem, 422)
    upload = Upload(
        slug,
        sha256="",
        size=0,
        received_at=0.0,
        via="browser",
        file_name=file.filename,
        idempotency_key=key if isinstance(key, str) else "",
    )
    try:
        row = await uploads.take(request, shared, viewer, _pieces(file), upload)
    except HTTPException as error:
        if error.status_code == 404:
            raise
        told = (error.detail, error.status_code)
        return await to_thread.run_sync(_assignment, shared, viewer, slug, *told)
    return RedirectResponse(f"/s/{row.id}", 303)


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(uploads.PIECE):
        yield piece


@router.get("/s/{submission_id}")
def submission(shared: Shared, viewer: Browser, submission_id: str) -> Response:
    """Show a receipt, the place in the queue, each task as it is judged, and the feedback."""
    found = views.submission(shared, viewer, submission_id)
    with shared.database.read() as session:
        told = views.described(session, viewer, found, shared)
        seen = views.released(session, viewer, found.slug)
        about = views.assignment(session, found.slug)
    return page(
        shared,
        "submission",
        viewer=viewer,
        found=found,
        told=told,
        assignment=about,
        seen=seen,
        live=not told["ended"],
    )


@router.get("/s/{submission_id}/feedback")
def feedback(shared: Shared, viewer: Browser, submission_id: str) -> Response:
    """Give the feedback page, in which nothing runs."""
    found = views.submission(shared, viewer, submission_id)
    with shared.database.read() as session:
        seen = views.released(session, viewer, found.slug)
    if not (found.result and found.result.feedback_sha256 and seen.feedback):
        raise HTTPException(404)
    content = shared.blobs.read(found.result.feedback_sha256)
    headers = {"Content-Security-Policy": SANDBOXED, "X-Frame-Options": "SAMEORIGIN"}
    return HTMLResponse(content, 200, headers)


@router.get("/s/{submission_id}/notebook")
def notebook(shared: Shared, viewer: Browser, submission_id: str) -> Response:
    """Give the file that was handed in, byte for byte, as a download."""
    found = views.submission(shared, viewer, submission_id)
    headers = attachment(f"{found.slug}-{found.number}.ipynb")
    content = shared.blobs.read(found.sha256)
    return Response(content, 200, headers, "application/octet-stream")
