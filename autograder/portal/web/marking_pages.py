"""The queue for marks by hand: one answer after the other, by the keyboard, without names if wished."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.portal import attempts
from autograder.portal.rows import Assignment, Person
from autograder.portal.sign_in import Viewer
from autograder.portal.staff_rows import Answers
from autograder.portal.web import marks, views
from autograder.portal.web.context import Context, Shared
from autograder.portal.web.guard import Staff, address, check_csrf, same_origin
from autograder.portal.web.marks import MarkForm, MarkRefused, ShownMark
from autograder.portal.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Names = Annotated[str, Query(pattern="^(shown|hidden)$")]


@router.get("/marking")
def show_queues(shared: Shared, viewer: Staff) -> Response:
    """Show which tasks wait for marks or have some, and how many answers of each."""
    with shared.database.read() as session:
        assignments = views.assignments(session)
        counts = {each.slug: marks.counted(session, each.slug) for each in assignments}
    tasks = [
        (assignment, task["name"], *counts[assignment.slug][task["name"]])
        for assignment in assignments
        for task in assignment.tasks
        if task["name"] in counts[assignment.slug]
    ]
    return page(shared, "marking", viewer=viewer, tasks=tasks, live=True)


@router.get("/marking/{slug}/{task}")
def show_answer(
    shared: Shared,
    viewer: Staff,
    slug: str,
    task: str,
    at: str = "",
    names: Names = "shown",
    saved: bool = False,
) -> Response:
    """Show one answer with its form: that of the person `at`, or the first that waits."""
    return _answer(shared, viewer, slug, task, at, names, saved=saved)


def _answer(
    shared: Context,
    viewer: Viewer,
    slug: str,
    task: str,
    at: str,
    names: str,
    typed: MarkForm | None = None,
    refused: MarkRefused | None = None,
    *,
    saved: bool = False,
) -> Response:
    """Show the page. After a form that was `refused`, it holds what was `typed`."""
    with shared.database.read() as session:
        assignment, about = _task(session, slug, task)
        queue = marks.of_task(session, slug, task)
        if refused and at not in (mark.person_id for mark in queue):
            # The words in the form are about this person. The answer waits no more.
            queue = [marks.of_person(session, at, assignment)[task]]
        place = _place(queue, at)
        person = session.get_one(Person, queue[place].person_id) if queue else None
        standing = attempts.that_stands(session, person.id, slug) if person else None
        answers = session.get(Answers, standing.id) if standing else None
    if person is not None:
        views.note_look(shared, viewer, f"{person.student} {slug} {task}")
    return page(
        shared,
        "answer",
        refused.status if refused else 200,
        viewer=viewer,
        typed=typed,
        saved=saved,
        problem=str(refused or ""),
        longest=marks.LONGEST_COMMENT,
        assignment=assignment,
        task=about,
        queue=queue,
        place=place,
        person=person,
        mark=queue[place] if queue else None,
        source=answers.sources.get(task) if answers else None,
        names=names,
        waiting=sum(mark.waits for mark in queue),
        live=False,
    )


@router.post("/marking/{slug}/{person_id}", dependencies=[Depends(same_origin)])
def mark_answer(
    request: Request,
    shared: Shared,
    viewer: Staff,
    slug: str,
    person_id: str,
    told: Annotated[MarkForm, Form()],
    names: Names = "shown",
) -> Response:
    """Order a mark, and show the next answer that waits."""
    check_csrf(viewer, told.csrf)
    try:
        with shared.database.write() as session:
            assignment = views.assignment(session, slug)
            person = session.get(Person, person_id)
            if person is None:
                raise HTTPException(404)
            marks.order(session, viewer, assignment, person, told, address(request))
            queue = marks.of_task(session, slug, told.task)
    except MarkRefused as why:
        return _answer(shared, viewer, slug, told.task, person_id, names, told, why)
    later = [mark.person_id for mark in queue if mark.waits and mark.person_id > person_id]
    earlier = [mark.person_id for mark in queue if mark.waits and mark.person_id < person_id]
    goes_on = {"at": next(iter([*later, *earlier]), person_id), "names": names, "saved": "true"}
    return RedirectResponse(f"/marking/{slug}/{told.task}?{urlencode(goes_on)}", 303)


def _task(session: Session, slug: str, task: str) -> tuple[Assignment, dict[str, object]]:
    assignment = views.assignment(session, slug)
    for each in assignment.tasks:
        if each["name"] == task:
            return assignment, each
    raise HTTPException(404)


def _place(queue: Sequence[ShownMark], at: str) -> int:
    for place, mark in enumerate(queue):
        if mark.person_id == at or (not at and mark.waits):
            return place
    return 0
