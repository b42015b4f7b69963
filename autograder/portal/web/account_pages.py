"""The pages on which somebody signs in and out, changes a password, or ends a program's token."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import audit, people, sign_in
from autograder.portal.rows import Person
from autograder.portal.sign_in import TryLater
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import Browser, MaybeBrowser, address, check_csrf, same_origin
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
OURS = Depends(same_origin)


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
