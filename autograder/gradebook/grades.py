"""The final scores of a class, by assignment and student, with their tasks."""

from collections.abc import Collection
from dataclasses import dataclass

from nbgrader.api import Assignment, Gradebook, Student

from autograder.errors import CourseError
from autograder.gradebook.final_score import Final, Task, short_name
from autograder.gradebook.final_scores import cells_of, finals_of
from course.names import did_you_mean


@dataclass(frozen=True)
class Sheet:
    """An assignment's final scores, by student. `tasks` are its cells with points.

    `unscored` names students without any score: their file was unreadable, say.
    """

    name: str
    max_score: float
    tasks: list[Task]
    finals: dict[str, Final]
    unscored: tuple[str, ...] = ()

    def title(self, task: Task) -> str:
        """Name a task after its assignment, and with its notebook if there are several."""
        return f"{self.name}: {short_name(task, self.tasks)}"


@dataclass(frozen=True)
class Grades:
    """Sheets of a course, and its students in nbgrader's gradebook, by name."""

    sheets: list[Sheet]
    students: list[Student]

    @property
    def graded(self) -> list[Student]:
        """Students with a score in at least one sheet."""
        return [
            student
            for student in self.students
            if any(student.id in sheet.finals for sheet in self.sheets)
        ]

    def row(self, student: str) -> list[Final | None]:
        """Give a student's final scores, sheet by sheet."""
        return [sheet.finals.get(student) for sheet in self.sheets]

    @property
    def waiting(self) -> list[str]:
        """Students whose score may change, since a task waits for a person."""
        return [
            student.id
            for student in self.students
            if any(final and final.waits for final in self.row(student.id))
            or any(student.id in sheet.unscored for sheet in self.sheets)
        ]

    @property
    def outdated(self) -> list[str]:
        """Students with a mark by hand for an earlier answer, each with the tasks."""
        return [
            f"{student.id} ({', '.join(tasks)})"
            for student in self.students
            if (
                tasks := [
                    sheet.title(task)
                    for sheet in self.sheets
                    if (final := sheet.finals.get(student.id))
                    for task in final.outdated
                ]
            )
        ]


def read(
    book: Gradebook, assignments: Collection[str] = (), students: Collection[str] = ()
) -> Grades:
    """Read these assignments and students, or all that were graded. Raises `CourseError`."""
    existing = {assignment.name: assignment for assignment in book.assignments}
    for name in assignments:
        if name not in existing:
            raise CourseError(
                f"The gradebook has no assignment `{name}`."
                + (did_you_mean(name, existing) or f" It has: {', '.join(existing)}.")
            )
    sheets = [
        _sheet(book, existing[name], students) for name in dict.fromkeys(assignments or existing)
    ]
    for sheet in sheets if assignments else ():
        if not sheet.finals:
            raise CourseError(
                f"Nobody was graded in `{sheet.name}` so far: `heldout grade {sheet.name}`."
            )
    sheets = [sheet for sheet in sheets if sheet.finals]
    if not sheets:
        raise CourseError("Nobody was graded so far: there is nothing to export.")
    people = [student for student in book.students if not students or student.id in students]
    # For students without a name, nbgrader leaves the order to the database.
    people.sort(key=lambda student: (student.last_name or "", student.first_name or "", student.id))
    return Grades(sheets, people)


def _sheet(book: Gradebook, assignment: Assignment, students: Collection[str]) -> Sheet:
    finals = {
        student: final
        for student, final in finals_of(book, assignment).items()
        if not students or student in students
    }
    unscored = tuple(sorted(student for student, final in finals.items() if _is_unread(final)))
    scored = {student: final for student, final in finals.items() if student not in unscored}
    cells = sorted(cells_of(assignment))
    return Sheet(assignment.name, float(assignment.max_score), cells, scored, unscored)


def _is_unread(final: Final) -> bool:
    return final.waits and not final.is_scored
