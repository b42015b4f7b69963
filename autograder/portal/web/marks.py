"""The form for points by hand and a comment. It refuses what has changed since its page was shown."""

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from autograder.feedback.points import figure
from autograder.feedback.sanitize import for_terminal
from autograder.portal import audit, orders
from autograder.portal.rows import Assignment, Person, Standing
from autograder.portal.sign_in import Viewer
from autograder.portal.staff_rows import Mark, Order

CHANGED = (
    "This has changed since your page was shown: another attempt stands now, or it was marked ({}), "
    "perhaps by a second click. This form was not written. The page shows how it is now, and your "
    "words stand in the form. Read the answer, and save again if you still wish."
)


NOTHING = "The form is empty, and so was the mark. Nothing was written. Give points, or a comment."


class MarkRefused(Exception):
    """A mark is not ordered. Its text tells why, and `status` is that of the answer."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


# A form with it stays below the largest form, though each sign is sent in percents. Browsers send two
# signs for the end of a line, and count one.
LONGEST_COMMENT = 5000


class MarkForm(BaseModel):
    """The fields of the form. `seen` stands for the mark and the attempt that the page has shown."""

    task: str = Field(max_length=200)
    points: str = Field("", max_length=200)
    comment: str = Field("", max_length=2 * LONGEST_COMMENT)
    seen: str = Field("", max_length=100)
    # Set by the button that takes points and comment back.
    drop: bool = False
    csrf: str = ""


@dataclass(frozen=True)
class ShownMark:
    """A person's mark for a task, as it is, or as it is ordered and not written yet.

    `attempt` is the submission that stands, and `waits` tells whether a person should read the answer.
    """

    person_id: str
    manual: float | None
    comment: str
    waits: bool
    attempt: str

    @property
    def points(self) -> str:
        """The points in words; empty if there are none."""
        return "" if self.manual is None else figure(self.manual)

    @property
    def seen(self) -> str:
        """A short text that is another one as soon as anything of this has changed."""
        text = json.dumps([repr(self.manual), self.comment, self.attempt])
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @property
    def told(self) -> str:
        """The mark as the audit log tells it."""
        return ", ".join(filter(None, (self.points, self.comment)))


def of_person(session: Session, person_id: str, assignment: Assignment) -> dict[str, ShownMark]:
    """Read a person's marks, by task. A task without a mark has an empty one."""
    row = session.get(Standing, (person_id, assignment.slug))
    none = ShownMark(person_id, None, "", False, (row and row.submission_id) or "")
    empty = {task["name"]: none for task in assignment.tasks}
    return empty | dict(_read(session, assignment.slug, person_id))


def of_task(session: Session, slug: str, task: str) -> list[ShownMark]:
    """Read the marks of a task that wait for a person or have one. Ids of people are in random order."""
    found = [mark for name, mark in _read(session, slug) if name == task]
    shown = [mark for mark in found if mark.waits or mark.manual is not None]
    return sorted(shown, key=lambda mark: mark.person_id)


def counted(session: Session, slug: str) -> dict[str, tuple[int, int]]:
    """Count the answers that wait for a person, and those that have a mark and wait not, by task."""
    found = list(_read(session, slug))
    waiting = Counter(task for task, mark in found if mark.waits)
    marked = Counter(task for task, mark in found if not mark.waits and mark.manual is not None)
    return {task: (waiting[task], marked[task]) for task in waiting | marked}


def _read(session: Session, slug: str, person_id: str = "") -> Iterator[tuple[str, ShownMark]]:
    rows = select(Mark).where(Mark.slug == slug)
    standings = select(Standing).where(Standing.slug == slug)
    if person_id:
        rows = rows.where(Mark.person_id == person_id)
        standings = standings.where(Standing.person_id == person_id)
    stands = {row.person_id: row.submission_id or "" for row in session.scalars(standings)}
    ordered = orders.waiting_marks(session, slug, person_id)
    for row in session.scalars(rows):
        order = ordered.pop((row.person_id, row.task), None)
        attempt = stands.get(row.person_id, "")
        if order is not None:
            yield row.task, _ordered(order, attempt)
        else:
            yield (
                row.task,
                ShownMark(row.person_id, row.manual, row.comment, row.waits, attempt),
            )
    for (person, task), order in ordered.items():
        yield task, _ordered(order, stands.get(person, ""))


def _ordered(order: Order, attempt: str) -> ShownMark:
    told = order.details
    return ShownMark(str(order.person_id), told["points"], told["comment"], False, attempt)


def order(
    session: Session,
    viewer: Viewer,
    assignment: Assignment,
    person: Person,
    told: MarkForm,
    address: str,
) -> None:
    """Order a mark. Raises 404 for another task, and `MarkRefused`."""
    known = {task["name"]: task["points"] for task in assignment.tasks}
    if told.task not in known:
        raise HTTPException(404)
    # Two forms at once: the second one sees the order of the first.
    session.get_one(Person, person.id, with_for_update=True)
    before = of_person(session, person.id, assignment)[told.task]
    if told.seen != before.seen:
        raise MarkRefused(409, CHANGED.format(for_terminal(before.told) or "no points"))
    points, comment = _wanted(told, before, known[told.task])
    if (points, comment) == (None, "") == (before.manual, before.comment):
        raise MarkRefused(422, NOTHING)
    details = {
        "task": told.task,
        "points": points,
        "comment": comment,
        "attempt": before.attempt,
    }
    more = {"person_id": person.id, "details": details}
    orders.give(session, orders.MARK, assignment.slug, viewer.student, **more)
    after = ShownMark(person.id, points, comment, False, "").told or "taken back"
    about = f"{person.student} {assignment.slug} {told.task}"
    texts = {"before": before.told, "after": after}
    audit.enter(session, viewer.student, "marked by hand", about, address, **texts)


def _wanted(told: MarkForm, before: ShownMark, most: float) -> tuple[float | None, str]:
    """Read the points and the comment of a form."""
    if told.drop:
        return None, ""
    points = _points(told.points, most)
    # The page shows two decimals, and formgrader may have written more.
    points = before.manual if told.points.strip() == before.points else points
    return points, told.comment.replace("\r\n", "\n").strip()


def _points(text: str, most: float) -> float | None:
    """Read points. A comma will do for the point of a decimal."""
    if not text.strip():
        return None
    points = number(text)
    if points is None or not 0 <= points <= most:
        raise MarkRefused(
            422,
            f"`{text[:30]}` are no points here. Expected: a number from 0 to {most:g}, or nothing. "
            "Nothing was written. Your comment is still in the form.",
        )
    return points


def number(text: str) -> float | None:
    """Read a number that a person has typed; `None` if it is none, or if it may be a thousand or one."""
    if re.fullmatch(r"\s*\d{1,3}(?:,\d{3})+\s*", text):
        return None
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return found if math.isfinite(found) else None
