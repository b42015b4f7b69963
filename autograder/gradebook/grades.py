"""What a gradebook says of a class: final scores by assignment and student, with their tasks."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Gradebook, Student

from autograder.errors import CourseError
from autograder.gradebook.final_score import Final, Task, cells_of, finals_of, short_name
from course.names import did_you_mean


@dataclass(frozen=True)
class Sheet:
    """An assignment's final scores, by student; `tasks` are its cells with points, by name."""

    name: str
    max_score: float
    tasks: list[Task]
    finals: dict[str, Final]
    # Of whom nothing has a score yet: a file that nobody could read, say.
    unscored: tuple[str, ...] = ()

    def title(self, task: Task) -> str:
        """Name a task, without what we add to a cell's name, and with its notebook if there are more."""
        return f"{self.name}: {short_name(task, self.tasks)}"


@dataclass(frozen=True)
class Grades:
    """Sheets of a course, and its students as nbgrader knows them, by name."""

    sheets: list[Sheet]
    students: list[Student]

    @property
    def graded(self) -> list[Student]:
        """Whoever has a score in one of the sheets at least."""
        return [who for who in self.students if any(who.id in each.finals for each in self.sheets)]

    def row(self, student: str) -> list[Final | None]:
        """Give a student's finals, sheet by sheet."""
        return [sheet.finals.get(student) for sheet in self.sheets]

    @property
    def waiting(self) -> list[str]:
        """Whose score may change yet: something of it waits for a person."""
        return [
            who.id
            for who in self.students
            if any(final and final.waits for final in self.row(who.id))
            or any(who.id in sheet.unscored for sheet in self.sheets)
        ]


def read(
    book: Gradebook, assignments: Collection[str] = (), students: Collection[str] = ()
) -> Grades:
    """Read these assignments and students, or all that anything was graded of. Raises `CourseError`."""
    there = {each.name: each for each in book.assignments}
    for name in assignments:
        if name not in there:
            raise CourseError(
                f"The gradebook has no assignment `{name}`."
                + (did_you_mean(name, there) or f" It has: {', '.join(there)}.")
            )
    sheets = [_sheet(book, there[name], students) for name in dict.fromkeys(assignments or there)]
    for sheet in sheets if assignments else ():
        if not sheet.finals:
            raise CourseError(
                f"Nobody was graded in `{sheet.name}` so far: `heldout grade {sheet.name}`."
            )
    sheets = [sheet for sheet in sheets if sheet.finals]
    if not sheets:
        raise CourseError("Nobody was graded so far: there is nothing to export.")
    people = [who for who in book.students if not students or who.id in students]
    # nbgrader leaves the order to the database where a student has no name.
    people.sort(key=lambda who: (who.last_name or "", who.first_name or "", who.id))
    return Grades(sheets, people)


def _sheet(book: Gradebook, assignment: Any, students: Collection[str]) -> Sheet:
    finals = {
        student: final
        for student, final in finals_of(book, assignment).items()
        if not students or student in students
    }
    unscored = tuple(sorted(who for who, final in finals.items() if _is_unread(final)))
    scored = {who: final for who, final in finals.items() if who not in unscored}
    cells = sorted(cells_of(assignment))
    return Sheet(assignment.name, float(assignment.max_score), cells, scored, unscored)


def _is_unread(final: Final) -> bool:
    return final.waits and not final.is_scored
