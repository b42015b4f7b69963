"""The pages on which somebody signs in and out, changes a password, or ends a program's token."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import audit, guesses, people, sign_in
from autograder.portal.guesses import Place
from autograder.portal.rows import Person
from autograder.portal.sign_in import TryLater
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import Browser, MaybeBrowser, address, check_csrf, same_origin
from autograder.portal.web.own_pages import own_page
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
OURS = Depends(same_origin)
WHY = {
    "changed": "Your password is changed. Sign in with the new one.",
    "ended": "You were signed out meanwhile. Nothing was handed in or changed. Sign in, and do it again.",
}


@router.get("/sign-in")
def sign_in_page(
    request: Request, shared: Shared, viewer: MaybeBrowser, why: str = "", to: str = ""
) -> Response:
    """Show the form to sign in: `why` names a reason, and `to` the page that was asked for."""
    if viewer:
        return RedirectResponse(own_page(request, to), 303)
    return _form(shared, reason=WHY.get(why, ""), to=to)


def _form(
    shared: Context, status: int = 200, problem: str = "", reason: str = "", **more: str
) -> Response:
    values = {"student": "", "to": ""} | more
    return page(shared, "sign_in", status, viewer=None, problem=problem, reason=reason, **values)


@router.post("/sign-in", dependencies=[OURS])
def do_sign_in(
    request: Request,
    shared: Shared,
    student: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    to: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Check a name and a password, and give the browser a session of its own."""
    student = student.strip()
    place = _place(request, shared)
    try:
        person_id = sign_in.check_password(shared.database, student, password, place)
    except TryLater as error:
        return _form(shared, 429, str(error), student=student, to=to)
    if not person_id:
        return _form(shared, 401, sign_in.NOT_KNOWN, student=student, to=to)
    # The session that this browser had before.
    sign_in.close_session(shared.database, request.cookies.get(shared.cookie, ""))
    answer = RedirectResponse(own_page(request, to), 303)
    session = sign_in.open_session(shared.database, person_id)
    for name, secret, age in (
        (shared.cookie, session, sign_in.LONGEST_SESSION),
        (shared.browser_cookie, place.browser, guesses.LONGEST_KNOWN),
    ):
        answer.set_cookie(
            name, secret, max_age=age, secure=shared.secure, httponly=True, samesite="lax"
        )
    return answer


def _place(request: Request, shared: Context) -> Place:
    """Tell where a try comes from. A browser without the cookie gets a secret, kept if it succeeds."""
    browser = request.cookies.get(shared.browser_cookie, "") or secrets.token_urlsafe(32)
    return Place(address(request), browser)


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


@router.get("/me/password")
def password_form(viewer: Browser) -> Response:
    """Lead from the address of the form, which a browser may ask for again, to its page."""
    return RedirectResponse("/me", 303)


@router.post("/me/password", dependencies=[OURS])
def change_password(
    request: Request,
    shared: Shared,
    viewer: Browser,
    csrf: Annotated[str, Form()] = "",
    old: Annotated[str, Form(max_length=1000)] = "",
    new: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Change the password. Every browser and program signs in again."""
    check_csrf(viewer, csrf)
    if new != again:
        return _me(shared, viewer, "The two new passwords differ. Nothing is changed.", 422)
    try:
        place = _place(request, shared)
        if not sign_in.check_password(shared.database, viewer.student, old, place):
            return _me(shared, viewer, "This is not your old password.", 422)
        hash_ = people.hash_password(new)
    except TryLater as error:
        return _me(shared, viewer, str(error), 429)
    except people.PasswordRefused as error:
        return _me(shared, viewer, str(error), 422)
    with shared.database.write() as session:
        people.set_password(session, session.get_one(Person, viewer.id), hash_)
        audit.enter(session, viewer.student, "new password", viewer.student, address(request))
    return RedirectResponse("/sign-in?why=changed", 303)


@router.post("/me/tokens/{token_id}/revoke", dependencies=[OURS])
def revoke(
    shared: Shared, viewer: Browser, token_id: str, csrf: Annotated[str, Form()] = ""
) -> Response:
    """End a program's token."""
    check_csrf(viewer, csrf)
    sign_in.revoke_token(shared.database, viewer, token_id)
    return RedirectResponse("/me", 303)
