"""The pages of people, for staff: everybody, and each person with the forms that change them."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import people, person_changes
from autograder.portal.audit import Actor
from autograder.portal.people import NewPerson, PeopleRefused
from autograder.portal.person_changes import PeopleChanged
from autograder.portal.rows import STUDENT, Person
from autograder.portal.sign_in import Viewer
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import Staff, address, check_csrf, same_origin
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
OURS = Depends(same_origin)
LOST = "If you have added them just now, and have seen no password: make a new one on their page."
# The empty form for one person.
NOBODY = NewPerson("")
Csrf = Annotated[str, Form()]
Text = Annotated[str, Form(max_length=1000)]
Role = Annotated[str, Form(max_length=20)]
# No section at all is everybody; an empty one is the people without a section.
Section = Annotated[str | None, Query(max_length=people.LONGEST_TEXT)]


def actor(request: Request, viewer: Viewer) -> Actor:
    """Give who acts by this request, for the audit log."""
    return Actor(viewer.student, address(request))


@router.get("/people")
def everybody(shared: Shared, viewer: Staff, section: Section = None) -> Response:
    """List everybody, or the people of a section."""
    return _everybody(shared, viewer, section)


def _everybody(
    shared: Context,
    viewer: Viewer,
    section: str | None = None,
    told: NewPerson = NOBODY,
    problem: str = "",
    status: int = 200,
) -> Response:
    with shared.database.read() as session:
        rows = people.everybody(session)
    shown = people.of_section(rows, section)
    unknown = people.never_signed_in(shown)
    sections = sorted({row.section for row in rows})
    return page(
        shared,
        "people",
        status,
        viewer=viewer,
        rows=shown,
        unknown=len(unknown),
        password_seen=people.fingerprint(unknown),
        sections=[(each, urlencode({"section": each})) for each in sections],
        section=section,
        told=told,
        problem=problem,
        roles=people.ROLES,
        longest=people.LONGEST_TEXT,
        live=False,
    )


@router.get("/people/add")
def form_of_everybody(viewer: Staff) -> Response:
    """Lead from the address of the form, which a browser may ask for again, to its page."""
    return RedirectResponse("/people", 303)


@router.post("/people/add", dependencies=[OURS])
def add(
    request: Request,
    shared: Shared,
    viewer: Staff,
    csrf: Csrf = "",
    student: Text = "",
    name: Text = "",
    role: Role = STUDENT,
    section: Text = "",
) -> Response:
    """Add one person, and show the password once."""
    check_csrf(viewer, csrf)
    told = NewPerson(student.strip(), name.strip(), section.strip(), role)
    try:
        made = people.add(shared.database, [told], actor(request, viewer))
    except PeopleRefused as error:
        problem = f"{error} {LOST}" if "already" in str(error) else str(error)
        return _everybody(shared, viewer, told=told, problem=problem, status=422)
    return passwords(shared, viewer, made, "/people")


@router.get("/people/{person_id}")
def person(shared: Shared, viewer: Staff, person_id: str) -> Response:
    """Show a person, and the forms that change them."""
    return _person(shared, viewer, _found(shared, person_id))


def _found(shared: Context, person_id: str) -> Person:
    with shared.database.read() as session:
        found = session.get(Person, person_id)
    if found is None:
        raise HTTPException(404)
    return found


def _person(
    shared: Context,
    viewer: Viewer,
    found: Person,
    problem: str = "",
    status: int = 200,
    told: NewPerson | None = None,
) -> Response:
    return page(
        shared,
        "person",
        status,
        viewer=viewer,
        found=found,
        seen=person_changes.as_shown(found),
        told=told or found,
        password_seen=people.fingerprint([found]),
        roles=people.ROLES,
        longest=people.LONGEST_TEXT,
        problem=problem,
        live=False,
    )


@router.get("/people/{person_id}/{form}")
def form_of_person(viewer: Staff, person_id: str, form: str) -> Response:
    """Lead from the address of a form, which a browser may ask for again, to its page."""
    return RedirectResponse(f"/people/{quote(person_id, safe='')}", 303)


@router.post("/people/{person_id}/password", dependencies=[OURS])
def new_password(
    request: Request,
    shared: Shared,
    viewer: Staff,
    person_id: str,
    csrf: Csrf = "",
    seen: Text = "",
) -> Response:
    """Give a person a new password, and show it once."""
    check_csrf(viewer, csrf)
    found = _found(shared, person_id)
    made = make_passwords(request, shared, viewer, [found.student], seen)
    return passwords(shared, viewer, made, f"/people/{found.id}")


def make_passwords(
    request: Request, shared: Context, viewer: Viewer, students: Sequence[str], seen: str
) -> dict[str, str]:
    """Give these people new passwords. Raises 409 if they have others than those that `seen` is of.

    A browser that loads the answer again sends the form again.
    """
    by = actor(request, viewer)
    try:
        return person_changes.new_passwords(shared.database, students, by, seen)
    except PeopleChanged as why:
        raise HTTPException(409, str(why)) from None


def passwords(shared: Context, viewer: Viewer, made: dict[str, str], back: str) -> Response:
    """Show these passwords, once, on a page to print. `back` is the page to go on with."""
    with shared.database.read() as session:
        rows = [row for row in people.everybody(session) if row.student in made]
    told = [(row, made[row.student]) for row in rows]
    return page(
        shared, "passwords", viewer=viewer, told=told, url=shared.url, back=back, live=False
    )


@router.post("/people/{person_id}/active", dependencies=[OURS])
def set_active(
    request: Request,
    shared: Shared,
    viewer: Staff,
    person_id: str,
    csrf: Csrf = "",
    active: Annotated[bool, Form()] = False,
) -> Response:
    """Remove a person, or restore them."""
    check_csrf(viewer, csrf)
    found = _found(shared, person_id)
    try:
        by = actor(request, viewer)
        person_changes.set_active(shared.database, found.student, active=active, actor=by)
    except PeopleRefused as error:
        return _person(shared, viewer, found, str(error), 422)
    return RedirectResponse(f"/people/{found.id}", 303)


@router.post("/people/{person_id}/role", dependencies=[OURS])
def describe(
    request: Request,
    shared: Shared,
    viewer: Staff,
    person_id: str,
    csrf: Csrf = "",
    name: Text = "",
    role: Role = "",
    section: Text = "",
    seen: Text = "",
) -> Response:
    """Change a person's name, role and section."""
    check_csrf(viewer, csrf)
    found = _found(shared, person_id)
    told = NewPerson(found.student, name.strip(), section.strip(), role)
    try:
        person_changes.describe(shared.database, told, actor(request, viewer), seen)
    except PeopleRefused as error:
        status = 409 if isinstance(error, PeopleChanged) else 422
        return _person(shared, viewer, _found(shared, person_id), str(error), status, told)
    return RedirectResponse(f"/people/{found.id}", 303)
