"""Carries out what staff have ordered: points by hand, comments, due dates, and exports."""

import logging
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from autograder.errors import CourseError
from autograder.feedback.points import figure
from autograder.gradebook import marking
from autograder.gradebook.course_folder import CourseFolder
from autograder.portal import attempts, exporting, orders
from autograder.portal.answer_writer import AnswerWriter
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.enrolled import Enrolled
from autograder.portal.offered import Offered
from autograder.portal.orders import Done, OrderRefused
from autograder.portal.rows import Submission
from autograder.portal.staff_rows import Order
from autograder.portal.standings import Cause

log = logging.getLogger("heldout.portal")
Handlers = dict[str, Callable[[Order], Done]]


class StaffOrders:
    """Writes into the gradebook, and then what pages show of it."""

    def __init__(
        self,
        course: CourseFolder,
        database: Database,
        blobs: Blobs,
        answers: AnswerWriter,
        offered: Offered,
        enrolled: Enrolled,
    ) -> None:
        self._course = course
        self._database = database
        self._blobs = blobs
        self._answers = answers
        self._offered = offered
        self._enrolled = enrolled

    def carry_out(self) -> set[str]:
        """Carry out all orders. Gives the assignments whose gradebook they may have changed.

        A fault stops none of the others.
        """
        handlers: Handlers = {
            orders.MARK: self._mark,
            orders.EXTENSION: self._extend,
            orders.DUE: self._set_due,
            orders.EXPORT: self._export,
        }
        changed = set()
        try:
            while (order := orders.carry_out(self._database, handlers)) is not None:
                if order.kind != orders.EXPORT:
                    changed.add(order.slug)
        except Exception:
            # The next look goes on: a database that does not answer may do so then.
            log.exception("An order of staff could not be carried out.")
        return changed

    def _mark(self, order: Order) -> Done:
        told, student = order.details, _student(order)
        standing = self._standing(order)
        if (standing.id if standing else "") != told["attempt"]:
            raise OrderRefused(
                f"{student}, {told['task']}: another attempt stands now. The mark was for an earlier "
                "one, and is not written. Read the new answer."
            )
        points, comment = told["points"], told["comment"]
        done = "mark taken back" if points is None else "marked by hand"
        cause = Cause(f"{done}: {told['task']}", order.by)
        with self._answers.writing(order.slug, student, cause):
            try:
                marking.mark(self._course, order.slug, student, told["task"], points, comment)
            except CourseError as why:
                raise OrderRefused(str(why)) from None
            if standing is not None:
                self._answers.write_page_again(standing)
        given = "taken back" if points is None else figure(points)
        return Done(f"{student}, {told['task']}: {given}.")

    def _extend(self, order: Order) -> Done:
        student, more = _student(order), timedelta(seconds=order.details["seconds"])
        with self._answers.writing(order.slug, student, Cause("more time", order.by)):
            standing = self._standing(order)
            if marking.extend(self._course, order.slug, student, more) and standing is not None:
                self._answers.write_page_again(standing)
        return Done(f"{student} has more time: {more}.")

    def _set_due(self, order: Order) -> Done:
        seconds, before = order.details["due"], order.details["before"]
        due = None if seconds is None else datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
        # A change that somebody else has made before is not by this date.
        self._answers.look_at_gradebook()
        marking.set_due(self._course, order.slug, due)
        # Pages show the date, and how late each attempt is.
        self._offered.refresh()
        self._answers.forget(order.slug)
        self._answers.look_at_gradebook(Cause("another due date", order.by))
        # By the times, not by what has changed: an order that was cut short is begun again.
        earliest = min((each for each in (seconds, before) if each is not None), default=math.inf)
        with self._database.read() as session:
            late = attempts.received_after(session, order.slug, earliest)
        for standing in late:
            self._answers.write_page_again(standing)
        return Done(f"{order.slug} is due {due} UTC." if due else f"{order.slug} has no due date.")

    def _export(self, order: Order) -> Done:
        self._enrolled.refresh()
        with self._database.read() as session:
            sections = exporting.sections_of(session)
        return exporting.export(self._course, self._blobs, order, sections)

    def _standing(self, order: Order) -> Submission | None:
        """Find the attempt that stands: its page shows the student what has changed."""
        with self._database.read() as session:
            return attempts.that_stands(session, str(order.person_id), order.slug)


def _student(order: Order) -> str:
    assert order.person is not None, order.kind
    return order.person.student
