"""The form for points by hand and a comment. It refuses what somebody else has changed meanwhile."""

import math

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from autograder.feedback.points import figure
from autograder.portal import audit, orders
from autograder.portal.rows import Assignment, Person
from autograder.portal.sign_in import Viewer
from autograder.portal.staff_rows import Mark


class MarkForm(BaseModel):
    """The fields of the form. `seen` is the mark that the page has shown; empty points take it back."""

    task: str = Field(max_length=200)
    points: str = Field("", max_length=20)
    comment: str = Field("", max_length=10_000)
    seen: str = Field("", max_length=20)
    csrf: str = ""


def shown(mark: Mark | None) -> str:
    """Write the points that a person has given; empty if there are none."""
    return figure(mark.manual) if mark is not None and mark.manual is not None else ""


def order(
    session: Session,
    viewer: Viewer,
    assignment: Assignment,
    person: Person,
    told: MarkForm,
    address: str,
) -> None:
    """Order a mark. Raises 404 for another task, 409 if it has changed, 422 for points that are none."""
    known = {task["name"]: task["points"] for task in assignment.tasks}
    if told.task not in known:
        raise HTTPException(404)
    points = _points(told.points, known[told.task])
    before = shown(session.get(Mark, (person.id, assignment.slug, told.task)))
    if before != told.seen:
        raise HTTPException(
            409,
            f"Somebody else has marked this meanwhile: {before or 'no points'}. Nothing was written. "
            "Go back, load the page again, and decide anew.",
        )
    details = {"task": told.task, "points": points, "comment": told.comment.strip()}
    more = {"person_id": person.id, "details": details}
    orders.give(session, orders.MARK, assignment.slug, viewer.student, **more)
    now = "" if points is None else figure(points)
    about = f"{person.student} {assignment.slug} {told.task}"
    audit.enter(session, viewer.student, "marked by hand", about, address, before=before, after=now)


def _points(text: str, most: float) -> float | None:
    """Read points. A comma will do for the point of a decimal."""
    if not text.strip():
        return None
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        points = math.nan
    if not 0 <= points <= most:
        raise HTTPException(
            422, f"`{text}` are no points here. Expected: a number from 0 to {most:g}, or nothing."
        )
    return points
