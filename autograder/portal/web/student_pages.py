"""The page of a student and an assignment: what staff see, and what they decide about one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import audit, extensions, orders, people, tries
from autograder.portal.durations import HOUR
from autograder.portal.locks import DECISIONS, one_at_a_time
from autograder.portal.rows import Assignment, Person, Standing, Submission
from autograder.portal.sign_in import Viewer
from autograder.portal.staff_rows import Answers, Extension, ScoreChange
from autograder.portal.web import marks, stale, views
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import Staff, address, check_csrf, same_origin
from autograder.portal.web.marks import MarkForm, MarkRefused, ShownMark
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
# A year.
MOST_HOURS = 8784


@dataclass(frozen=True)
class TaskShown:
    """A task of the attempt that is shown: its answer, what the checks found, and the marks."""

    name: str
    points: float
    source: str | None
    found: dict[str, Any] | None
    mark: ShownMark


@router.get("/board/{slug}/{student}")
def show_student(
    shared: Shared,
    viewer: Staff,
    slug: str,
    student: str,
    attempt: Annotated[int | None, Query(ge=1, le=10**6)] = None,
) -> Response:
    """Show everything about one student and one assignment."""
    return _student(shared, viewer, slug, student, attempt)


def _student(
    shared: Context,
    viewer: Viewer,
    slug: str,
    student: str,
    attempt: int | None = None,
    typed: MarkForm | None = None,
    refused: MarkRefused | None = None,
) -> Response:
    """Show the page. After a form that was `refused`, it holds what was `typed`."""
    with shared.database.read() as session:
        assignment, person = _both(session, slug, student)
        attempts = views.attempts(session, Viewer.of(person), slug)
        standing = views.standing(session, person.id, slug)
        shown = _shown(attempts, standing, attempt)
        values: dict[str, Any] = {
            "assignment": assignment,
            "person": person,
            "attempts": attempts,
            "standing": standing,
            "shown": shown,
            "told": {each.id: views.state_sentence(session, each) for each in attempts},
            "tasks": _tasks(session, assignment, person, shown) if shown else [],
            "history": _history(session, person, slug),
            "extension": session.get(Extension, (person.id, slug)),
            "waiting": views.waiting_tasks(session, person.id, slug),
            "orders": orders.open_orders(session, slug, person.id),
            "spent": len(tries.spent(session, person.id, slug)),
        }
    views.note_look(shared, viewer, f"{student} {slug}")
    values |= {"typed": typed, "problem": str(refused or ""), "longest": marks.LONGEST_COMMENT}
    status = refused.status if refused else 200
    # To ask for the address of a form again would lose what was typed.
    return page(shared, "student", status, viewer=viewer, live=not refused, **values)


def _both(session: Session, slug: str, student: str) -> tuple[Assignment, Person]:
    """Find an assignment and a person. Raises 404."""
    person = people.find(session, student)
    if person is None:
        raise HTTPException(404)
    return views.assignment(session, slug), person


def _shown(
    attempts: Sequence[Submission], standing: Standing | None, number: int | None
) -> Submission | None:
    """Choose the attempt with this number; without one, that which stands, or the latest."""
    if number is not None:
        found = [each for each in attempts if each.number == number]
        if not found:
            raise HTTPException(404)
        return found[0]
    stands = [each for each in attempts if standing and each.id == standing.submission_id]
    return next(iter([*stands, *attempts]), None)


def _tasks(
    session: Session, assignment: Assignment, person: Person, shown: Submission
) -> list[TaskShown]:
    answers = session.get(Answers, shown.id)
    sources = answers.sources if answers else {}
    found = {each["name"]: each for each in (shown.result.tasks if shown.result else [])}
    given = marks.of_person(session, person.id, assignment)
    return [
        TaskShown(name, task["points"], sources.get(name), found.get(name), given[name])
        for task in assignment.tasks
        for name in [task["name"]]
    ]


def _history(session: Session, person: Person, slug: str) -> Sequence[ScoreChange]:
    own = (ScoreChange.person_id == person.id, ScoreChange.slug == slug)
    return session.scalars(select(ScoreChange).where(*own).order_by(ScoreChange.seq)).all()


@router.post("/board/{slug}/{student}/marks", dependencies=[Depends(same_origin)])
def give_mark(
    request: Request,
    shared: Shared,
    viewer: Staff,
    slug: str,
    student: str,
    told: Annotated[MarkForm, Form()],
) -> Response:
    """Order points by hand and a comment for a task."""
    check_csrf(viewer, told.csrf)
    try:
        with shared.database.write() as session:
            assignment, person = _both(session, slug, student)
            marks.order(session, viewer, assignment, person, told, address(request))
    except MarkRefused as why:
        return _student(shared, viewer, slug, student, typed=told, refused=why)
    return RedirectResponse(f"/board/{slug}/{student}#task-{quote(told.task, safe='')}", 303)


@router.post("/board/{slug}/{student}/extension", dependencies=[Depends(same_origin)])
def give_more_time(
    request: Request,
    shared: Shared,
    viewer: Staff,
    slug: str,
    student: str,
    hours: Annotated[str, Form(max_length=200)] = "",
    seen: Annotated[str, Form(max_length=200)] = "",
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Give a student more hours for this assignment, from its due date; 0 takes them back."""
    check_csrf(viewer, csrf)
    with shared.database.write() as session:
        one_at_a_time(session, DECISIONS)
        assignment, person = _both(session, slug, student)
        before = extensions.seconds(session, person.id, slug) / HOUR
        stale.check(seen, f"{before:g}")
        more = _hours(hours)
        extensions.grant(session, assignment, person, more * HOUR)
        details = {"seconds": more * HOUR}
        orders.give(
            session, orders.EXTENSION, slug, viewer.student, person_id=person.id, details=details
        )
        told = {"before": f"{before:g} h", "after": f"{more:g} h"}
        place = address(request)
        audit.enter(session, viewer.student, "more time", f"{student} {slug}", place, **told)
    return RedirectResponse(f"/board/{slug}/{student}", 303)


def _hours(text: str) -> float:
    hours = marks.number(text)
    if hours is None or not 0 <= hours <= MOST_HOURS:
        raise HTTPException(
            422, f"`{text[:30]}` are no hours. Expected: a number from 0 to {MOST_HOURS}."
        )
    return hours


@router.post("/board/{slug}/{student}/tries", dependencies=[Depends(same_origin)])
def give_tries_back(
    request: Request,
    shared: Shared,
    viewer: Staff,
    slug: str,
    student: str,
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Give the tries of a day back to a student, for this assignment."""
    check_csrf(viewer, csrf)
    with shared.database.write() as session:
        _, person = _both(session, slug, student)
        count = tries.give_back(session, person.id, slug)
        about = f"{student} {slug}: {count}"
        audit.enter(session, viewer.student, "gave tries back", about, address(request))
    return RedirectResponse(f"/board/{slug}/{student}", 303)
