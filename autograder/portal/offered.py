"""The assignments that a course offers: the grading process reads them, the pages show them."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment as BookAssignment
from sqlalchemy import select

from autograder.author import notebook
from autograder.author.exercise import Exercise
from autograder.errors import HeldoutError
from autograder.gradebook.course_folder import CourseFolder
from autograder.gradebook.final_score import short_name
from autograder.gradebook.final_scores import cells_of
from autograder.portal import extensions, job_queue
from autograder.portal.blobs import Blobs
from autograder.portal.database import Database
from autograder.portal.locks import OFFERED, one_at_a_time
from autograder.portal.rows import EVERYBODY, Assignment, Event

# The time of every file in an archive, so that equal releases have equal archives.
SOME_TIME = (2000, 1, 1, 0, 0, 0)


class Offered:
    """Copies what a course has released into the portal's database, when something has changed."""

    def __init__(self, course: CourseFolder, database: Database, blobs: Blobs) -> None:
        self._course = course
        self._database = database
        self._blobs = blobs
        self._archives: dict[str, tuple[list[tuple[Path, int, int]], str]] = {}
        # Sentences on assignments that could not be read at the last look.
        self.problems: list[str] = []

    def refresh(self) -> set[str]:
        """Enter every released assignment that has one notebook; others are left out.

        Gives the slugs of those that have changed.
        """
        order = self._course.assignments()
        self.problems = []
        with self._course.gradebook() as book:
            found = {each.name: self._fields_or_problem(each) for each in book.assignments}
        with self._database.write() as session:
            one_at_a_time(session, OFFERED)
            known = {row.slug: row for row in session.scalars(select(Assignment))}
            changed: set[str] = set()
            for slug, fields in found.items():
                if fields is None or slug not in order:
                    continue
                fields["position"] = order.index(slug)
                fields["median_seconds"] = job_queue.median_seconds(session, slug)
                row = known.get(slug) or Assignment(slug=slug)
                for name, value in fields.items():
                    if getattr(row, name) != value:
                        setattr(row, name, value)
                        # The median changes with each grading, and no page shows it alone.
                        if name != "median_seconds":
                            changed.add(slug)
                        if name == "due":
                            extensions.date_again(session, row)
                session.add(row)
            if changed:
                session.add(Event(person_id=EVERYBODY))
        return changed

    def _fields_or_problem(self, assignment: BookAssignment) -> dict[str, Any] | None:
        """Give an assignment's fields. One that cannot be read stays as it is, and stops no other."""
        try:
            return self._fields(assignment)
        except HeldoutError as error:
            self.problems.append(f"`{assignment.name}` cannot be graded: {error}")
            return None

    def _fields(self, assignment: BookAssignment) -> dict[str, Any] | None:
        notebooks = [each.name for each in assignment.notebooks]
        archive = self._archive(assignment.name)
        if len(notebooks) != 1 or not archive:
            return None
        exercise = self._course.exercise(assignment.name)
        cells = cells_of(assignment)
        due = assignment.duedate
        return {
            "title": exercise.title if exercise else assignment.name,
            "notebook": f"{notebooks[0]}.ipynb",
            "tasks": [
                {"name": short_name(cell, cells), "points": points}
                | _by_hand(exercise, short_name(cell, cells))
                for cell, points in _in_order(cells, exercise.tasks if exercise else ())
            ],
            "points": sum(cells.values()),
            "due": due.replace(tzinfo=UTC).timestamp() if due else None,
            "release_sha256": archive,
        }

    def _archive(self, slug: str) -> str:
        """Keep the archive of a release among the blobs; give its SHA-256, empty without a release."""
        folder = self._course.folder("release", slug)
        files = list(_files(folder))
        now = [(path, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
        known = self._archives.get(slug)
        if known is None or known[0] != now:
            sha256 = self._blobs.put(_zipped(folder, files)) if files else ""
            self._archives[slug] = known = (now, sha256)
        return known[1]


def _by_hand(exercise: Exercise | None, name: str) -> dict[str, Any]:
    """Tell how a person gives points for a task, if one does, and what was asked."""
    if exercise is None:
        return {}
    for task in exercise.tasks:
        if task.name == name and task.by_hand:
            rubric = [{"points": e.points, "words": e.words} for e in task.rubric]
            return {"rubric": rubric, "question": notebook.text_above(exercise, name)}
    return {}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _zipped(folder: Path, files: list[Path]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            archive.writestr(zipfile.ZipInfo(name, SOME_TIME), path.read_bytes(), 8)
    return out.getvalue()


def _in_order(cells: dict[Any, float], tasks: Any) -> list[tuple[Any, float]]:
    """List an exercise's cells in the order of its tasks, and other cells as the gradebook has them."""
    order = [task.name for task in tasks]
    names = list(cells)

    def place(item: tuple[Any, float]) -> int:
        name = short_name(item[0], names)
        return order.index(name) if name in order else len(order)

    return sorted(cells.items(), key=place)
