"""Carries out an order for an export: Held-out's exporters write the file, and staff download it."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from sqlalchemy import select
from sqlalchemy.orm import Session

from autograder.errors import CourseError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.export import EXPORTERS
from autograder.portal.blobs import Blobs
from autograder.portal.orders import EXPORT, Done, OrderRefused
from autograder.portal.rows import Person
from autograder.portal.staff_rows import Order

ROSTER = "roster.csv"


def export(course: CourseFolder, blobs: Blobs, order: Order, sections: Mapping[str, str]) -> Done:
    """Write the export that `order.details` names: `to`, `assignment`, and a `roster` among the blobs.

    `sections` has the section of each student that is in one.
    """
    told = order.details
    with tempfile.TemporaryDirectory() as folder:
        exporter = EXPORTERS[told["to"]](config=course.config)
        exporter.to = str(Path(folder, f"grades-{told['to']}.csv"))
        exporter.sections = sections
        if told["assignment"]:
            exporter.assignment = [told["assignment"]]
        if told["roster"]:
            roster = Path(folder, ROSTER)
            roster.write_bytes(blobs.read(told["roster"]))
            exporter.roster = str(roster)
        try:
            with Gradebook(course.coursedir.db_url, course.coursedir.course_id) as book:
                written = exporter.write(book)
        except CourseError as why:
            # Staff know the file by the name that they have chosen, which is no name for our folder.
            words = str(why).replace(f"{folder}/{ROSTER}", told.get("roster_name") or ROSTER)
            raise OrderRefused(words.replace(f"{folder}/", "")) from None
        made: dict[str, Any] = {
            "sha256": blobs.put(written.path.read_bytes()),
            "name": written.path.name,
            "warnings": written.warnings,
            "left_out": written.left_out,
        }
    assignments = "assignment" if written.assignments == 1 else "assignments"
    students = "student" if written.students == 1 else "students"
    return Done(f"{written.students} {students}, {written.assignments} {assignments}.", made)


def sections_of(session: Session) -> dict[str, str]:
    """Give the section of each student that is in one."""
    wanted = select(Person.student, Person.section).where(Person.section != "")
    return {row.student: row.section for row in session.execute(wanted)}


def files(session: Session) -> set[str]:
    """Name the files of all exports among the blobs."""
    made = session.scalars(select(Order).where(Order.kind == EXPORT)).unique()
    return {
        sha256
        for order in made
        for sha256 in (order.details["roster"], (order.made or {}).get("sha256"))
        if sha256
    }
