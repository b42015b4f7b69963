"""The pages of students and staff. Each works without JavaScript."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from urllib.parse import quote

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import audit, pace, people, sign_in
from autograder.portal.accepting import LARGEST, Upload
from autograder.portal.rows import ENDED, Person
from autograder.portal.sign_in import TryLater
from autograder.portal.web import uploads, views
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import (
    Browser,
    MaybeBrowser,
    Staff,
    address,
    check_csrf,
    same_origin,
)

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
# A feedback page shows a student's own output. It runs nothing, and gets no cookie.
SANDBOXED = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
)
OURS = Depends(same_origin)


def page(shared: Context, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Show a template."""
    template = shared.templates.get_template(f"{name}.html")
    return HTMLResponse(template.render(values), status)


@router.get("/sign-in")
def sign_in_page(shared: Shared, viewer: MaybeBrowser) -> Response:
    """Show the form to sign in."""
    if viewer:
        return RedirectResponse("/", 303)
    return page(shared, "sign_in", viewer=None, problem="", student="")


@router.post("/sign-in", dependencies=[OURS])
def do_sign_in(
    request: Request,
    shared: Shared,
    student: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Check a name and a password, and give the browser a session of its own."""
    student = student.strip()
    try:
        person_id = sign_in.check_password(shared.database, student, password, address(request))
    except TryLater as error:
        return page(shared, "sign_in", 429, viewer=None, problem=str(error), student=student)
    if not person_id:
        return page(shared, "sign_in", 401, viewer=None, problem=sign_in.NOT_KNOWN, student=student)
    # The session that this browser had before.
    sign_in.close_session(shared.database, request.cookies.get(shared.cookie, ""))
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        shared.cookie,
        sign_in.open_session(shared.database, person_id),
        max_age=sign_in.LONGEST_SESSION,
        secure=shared.secure,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.post("/sign-out", dependencies=[OURS])
def sign_out(
    request: Request, shared: Shared, viewer: Browser, csrf: Annotated[str, Form()] = ""
) -> Response:
    """End the session."""
    check_csrf(viewer, csrf)
    sign_in.close_session(shared.database, request.cookies[shared.cookie])
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(shared.cookie, secure=shared.secure, httponly=True, samesite="lax")
    return answer


@router.get("/")
def home(shared: Shared, viewer: Browser) -> Response:
    """Show the assignments, when they are due, and what was handed in."""
    with shared.database.read() as session:
        lines = views.lines(session, viewer)
    return page(shared, "home", viewer=viewer, lines=lines, live=True)


@router.get("/a/{slug}")
def assignment(shared: Shared, viewer: Browser, slug: str) -> Response:
    """Show an assignment, the form to hand in, and all attempts."""
    return _assignment(shared, viewer, slug)


def _assignment(
    shared: Context, viewer: sign_in.Viewer, slug: str, problem: str = "", status: int = 200
) -> Response:
    with shared.database.read() as session:
        found = views.assignment(session, slug)
        attempts = views.attempts(session, viewer, slug)
        standing = views.standing(session, viewer.id, slug)
        told = {each.id: views.state_sentence(session, each, shared.places) for each in attempts}
    return page(
        shared,
        "assignment",
        status,
        viewer=viewer,
        assignment=found,
        attempts=attempts,
        standing=standing,
        told=told,
        rule=pace.RULE,
        largest=LARGEST >> 20,
        problem=problem,
        live=any(each.job.state not in ENDED for each in attempts),
    )


@router.get("/a/{slug}/release.zip")
def release(shared: Shared, viewer: Browser, slug: str) -> Response:
    """Give the released notebook and what belongs to it."""
    with shared.database.read() as session:
        found = views.assignment(session, slug)
    headers = _attachment(f"{found.slug}.zip")
    return Response(shared.blobs.read(found.release_sha256), 200, headers, "application/zip")


def _attachment(name: str) -> dict[str, str]:
    # Quoted: a header has Latin letters only, and a name may hold any.
    return {"Content-Disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"}


@router.post("/a/{slug}/submissions", dependencies=[OURS])
async def hand_in(request: Request, shared: Shared, viewer: Browser, slug: str) -> Response:
    """Take a notebook from the form, and show its receipt."""
    kind = request.headers.get("content-type", "")
    # Another kind would be read into memory, whole.
    if not kind.lower().startswith("multipart/form-data"):
        raise HTTPException(415, "Expected: the form on the assignment's page.")
    try:
        async with request.form(max_files=1, max_fields=4) as form:
            check_csrf(viewer, form.get("csrf"))
            return await _hand_in(request, shared, viewer, slug, form)
    except OSError:
        raise HTTPException(507, uploads.FULL) from None


async def _hand_in(
    request: Request, shared: Context, viewer: sign_in.Viewer, slug: str, form: FormData
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
        told = views.described(session, found, shared)
        about = views.assignment(session, found.slug)
    return page(
        shared,
        "submission",
        viewer=viewer,
        found=found,
        told=told,
        assignment=about,
        live=not told["ended"],
    )


@router.get("/s/{submission_id}/feedback")
def feedback(shared: Shared, viewer: Browser, submission_id: str) -> Response:
    """Give the feedback page, in which nothing runs."""
    found = views.submission(shared, viewer, submission_id)
    if not (found.result and found.result.feedback_sha256):
        raise HTTPException(404)
    content = shared.blobs.read(found.result.feedback_sha256)
    headers = {"Content-Security-Policy": SANDBOXED, "X-Frame-Options": "SAMEORIGIN"}
    return HTMLResponse(content, 200, headers)


@router.get("/s/{submission_id}/notebook")
def notebook(shared: Shared, viewer: Browser, submission_id: str) -> Response:
    """Give the file that was handed in, byte for byte, as a download."""
    found = views.submission(shared, viewer, submission_id)
    headers = _attachment(f"{found.slug}-{found.number}.ipynb")
    content = shared.blobs.read(found.sha256)
    return Response(content, 200, headers, "application/octet-stream")


@router.get("/me")
def me(shared: Shared, viewer: Browser) -> Response:
    """Show a person's own programs, and the form for a new password."""
    return _me(shared, viewer)


def _me(shared: Context, viewer: sign_in.Viewer, problem: str = "", status: int = 200) -> Response:
    tokens = sign_in.tokens_of(shared.database, viewer)
    return page(shared, "me", status, viewer=viewer, tokens=tokens, problem=problem)


@router.post("/me/password", dependencies=[OURS])
def change_password(
    request: Request,
    shared: Shared,
    viewer: Browser,
    csrf: Annotated[str, Form()] = "",
    old: Annotated[str, Form(max_length=1000)] = "",
    new: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Change the password. Every browser and program signs in again."""
    check_csrf(viewer, csrf)
    try:
        if not sign_in.check_password(shared.database, viewer.student, old, address(request)):
            return _me(shared, viewer, "The old password is not this one.", 422)
        hash_ = people.hash_password(new)
    except TryLater as error:
        return _me(shared, viewer, str(error), 429)
    except people.PasswordRefused as error:
        return _me(shared, viewer, str(error), 422)
    with shared.database.write() as session:
        people.set_password(session, session.get_one(Person, viewer.id), hash_)
        audit.enter(session, viewer.student, "new password", viewer.student, address(request))
    return RedirectResponse("/sign-in", 303)


@router.post("/me/tokens/{token_id}/revoke", dependencies=[OURS])
def revoke(
    shared: Shared, viewer: Browser, token_id: str, csrf: Annotated[str, Form()] = ""
) -> Response:
    """End a program's token."""
    check_csrf(viewer, csrf)
    sign_in.revoke_token(shared.database, viewer, token_id)
    return RedirectResponse("/me", 303)


@router.get("/staff")
def staff(shared: Shared, viewer: Staff) -> Response:
    """Show staff the queue, the pace, our own faults, and every submission."""
    with shared.database.read() as session:
        board = views.board(session)
        told = {
            each.id: views.state_sentence(session, each, shared.places) for each in board.faults
        }
    return page(shared, "staff", viewer=viewer, board=board, told=told, live=True)
