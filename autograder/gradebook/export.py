"""Exports grades as a plain table, for Canvas or for Moodle; each is a plug-in of `nbgrader export`.

`nbgrader export --exporter=autograder.gradebook.export.CanvasExporter` and `heldout export --to canvas`
run the same code.
"""

import csv
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from nbgrader.api import Gradebook, Student
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.errors import CourseError
from autograder.feedback.sanitize import for_cell, for_terminal
from autograder.gradebook.final_score import Final
from autograder.gradebook.grades import Grades, read
from autograder.gradebook.roster import STUDENT, Roster

Person = dict[str, str]
Table = list[list[str]]


@dataclass(frozen=True)
class Written:
    """A file that was written, warnings about it, and the students that were left out."""

    path: Path
    replaced: bool
    students: int
    assignments: int
    warnings: list[str]
    left_out: list[str]


class PlainExporter(ExportPlugin):
    """A table for people. A row is a student; columns are scores, maxima, penalties and tasks.

    A cell is empty if nothing was graded. The file begins with a byte order mark: without one, Excel
    does not recognise UTF-8.
    """

    default = "grades-plain.csv"
    encoding = "utf-8-sig"
    # A roster needs all columns of `needed`, and at least one of `ids`.
    needed: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    # The column of the LMS's own file that names students as we do, if it has no column `student`.
    login = STUDENT
    # The section of each student, where somebody knows it.
    sections: Mapping[str, str] = MappingProxyType({})

    roster = Unicode("", help="A CSV file that tells who each student is in the LMS.").tag(
        config=True
    )

    def export(self, gradebook: Gradebook) -> None:
        try:
            written = self.write(gradebook)
        except CourseError as error:
            self.log.error("%s", for_terminal(str(error)))
            sys.exit(2)
        self.log.info("Exported grades to %s", written.path)
        for words in written.warnings + written.left_out:
            self.log.warning("%s", for_terminal(words))
        if written.left_out:
            sys.exit(1)

    def write(self, gradebook: Gradebook) -> Written:
        """Write the file. Raises `CourseError`, and then writes nothing."""
        path = Path(self.to or self.default)
        replaced = self._may_replace(path)
        assignments = [str(name) for name in self.assignment]
        grades = read(gradebook, assignments, {str(name) for name in self.student})
        roster = self._roster()
        warnings = _warnings(grades, None if self.student else roster)
        warnings += self.doubts(grades, roster)
        rows, count, left_out = self.table(grades, roster)
        text = io.StringIO(newline="")
        # The module writes the line ends of RFC 4180.
        csv.writer(text).writerows(rows)
        try:
            path.write_bytes(text.getvalue().encode(self.encoding))
        except OSError as error:
            raise CourseError(f"`{path}` cannot be written: {error.strerror}.") from error
        return Written(path, replaced, count, len(grades.sheets), warnings, left_out)

    def table(self, grades: Grades, roster: Roster | None) -> tuple[Table, int, list[str]]:
        """Make all rows with the header, the number of students, and a sentence a left-out student."""
        header = ["student", "last_name", "first_name", *(["section"] if self.sections else [])]
        for sheet in grades.sheets:
            header += [sheet.name, f"{sheet.name} max", f"{sheet.name} late penalty"]
            header += map(sheet.title, sheet.tasks)
        rows = [[for_cell(name) for name in header]]
        for student in grades.students:
            names = [student.id, student.last_name, student.first_name]
            names += [self.sections.get(student.id, "")] if self.sections else []
            row = [for_cell(name) for name in names]
            for sheet in grades.sheets:
                final = sheet.finals.get(student.id)
                row += [_score(final), _number(sheet.max_score)]
                row.append(_number(final.penalty) if final else "")
                row += [_number(final.tasks.get(task)) if final else "" for task in sheet.tasks]
            rows.append(row)
        return rows, len(grades.students), []

    def doubts(self, grades: Grades, roster: Roster | None) -> list[str]:
        """List warnings: what the LMS may misunderstand."""
        return []

    def _may_replace(self, path: Path) -> bool:
        if not path.exists():
            return False
        # A file with another name, the gradebook say, was probably not written by this exporter.
        if path != Path(self.default) or (self.roster and path.samefile(self.roster)):
            raise CourseError(
                f"`{path}` is there already. Delete it, or choose another name for the export."
            )
        return True

    def _roster(self) -> Roster | None:
        if not self.roster:
            return None
        if not self.ids:
            raise CourseError("A roster is for Canvas and Moodle: a plain table needs none.")
        return Roster.read(Path(self.roster), self.needed, self.ids, self.login)


class LmsExporter(PlainExporter):
    """The common part of both LMSs: a row for each student with a score, with an id of the LMS.

    A student without a score has no row: in both LMSs an empty cell may delete a grade.
    """

    encoding = "utf-8"
    # Whether a student needs a value in every id column, or in one of them.
    every_id = False

    def table(self, grades: Grades, roster: Roster | None) -> tuple[Table, int, list[str]]:
        people = {
            student.id: roster.of(student.id) if roster else self.person(student)
            for student in grades.graded
        }
        known = self._known(people, roster)
        rows, left_out = self.head(grades, roster, known), []
        top = len(rows)
        for student, person in people.items():
            wrong = self._wrong(person, known)
            if person is None or wrong:
                left_out.append(f"{student} is left out: {wrong}")
            else:
                rows.append(self.row(student, person, known, grades.row(student)))
        return rows, len(rows) - top, left_out

    def head(self, grades: Grades, roster: Roster | None, known: list[str]) -> Table:
        """Make the rows above the students' rows."""
        raise NotImplementedError

    def row(
        self, student: str, person: Person, known: list[str], finals: list[Final | None]
    ) -> list[str]:
        """Make a student's row."""
        raise NotImplementedError

    def person(self, student: Student) -> Person:
        """Make a roster's row from a student in nbgrader's gradebook."""
        raise NotImplementedError

    def _known(self, people: dict[str, Person | None], roster: Roster | None) -> list[str]:
        if roster:
            return [name for name in self.ids if name in roster.columns]
        known = [person for person in people.values() if person]
        least = all if self.every_id else any
        return [name for name in self.ids if least(person.get(name) for person in known)]

    def _wrong(self, person: Person | None, known: list[str]) -> str:
        if person is None:
            return "not in the roster."
        filled = [name for name in known if person.get(name)]
        if not filled or (self.every_id and filled != known):
            lacking = ", ".join(f"`{name}`" for name in known if name not in filled)
            return f"the roster has no {lacking} for them."
        for name in filled:
            # With an apostrophe in front, the id would be another one. And a student who chose such an
            # id must not stop the grades of all others.
            if for_cell(person[name]) != person[name]:
                return f"a spreadsheet would run their `{name}`, `{person[name]}`."
        return ""


class CanvasExporter(LmsExporter):
    """Canvas's gradebook CSV.

    Instructure's guide "How do I import grades in the Gradebook?" asks for the file that Canvas
    exports. `lib/gradebook_exporter.rb` and `lib/gradebook_importer.rb` of instructure/canvas-lms
    define it: the columns `Student, ID, SIS User ID, SIS Login ID, Section`, then the assignments,
    a row `    Points Possible`, and no byte order mark by default. Canvas finds an assignment by the
    number in `Name (ID)`, else by its title. Else Canvas makes it. An empty cell changes an existing
    grade. Columns that Canvas computes are read-only, so they are left out.
    """

    default = "grades-canvas.csv"
    # Canvas exports `SIS User ID` only to users who may see it.
    needed = ("Student", "ID", "SIS Login ID", "Section")
    ids = ("ID", "SIS User ID", "SIS Login ID")
    login = "SIS Login ID"

    def head(self, grades: Grades, roster: Roster | None, known: list[str]) -> Table:
        columns = [roster.column(sheet.name) if roster else "" for sheet in grades.sheets]
        names = [column or sheet.name for column, sheet in zip(columns, grades.sheets, strict=True)]
        points = [_number(sheet.max_score) for sheet in grades.sheets]
        return [
            ["Student", *self.ids, "Section", *map(for_cell, names)],
            ["    Points Possible", "", "", "", "", *points],
        ]

    def row(
        self, student: str, person: Person, known: list[str], finals: list[Final | None]
    ) -> list[str]:
        ids = [person.get(name, "") for name in self.ids]
        name, section = (
            " ".join(person.get(column, "").split()) for column in ("Student", "Section")
        )
        # A student with this name would set the assignments' points. Canvas looks at ids first.
        name = student if "Points Possible" in name else name
        return [for_cell(name), *ids, for_cell(section), *map(_score, finals)]

    def doubts(self, grades: Grades, roster: Roster | None) -> list[str]:
        new = [sheet.name for sheet in grades.sheets if roster and not roster.column(sheet.name)]
        return [
            f"The roster has no column like `{name} (4711)`: Canvas will make a new assignment `{name}`. "
            "If it is there under another title, rename the column in the file that was written."
            for name in new
        ]

    def person(self, student: Student) -> Person:
        name = ", ".join(filter(None, (student.last_name, student.first_name)))
        return {
            "Student": name or student.id,
            "ID": student.lms_user_id or "",
            "SIS Login ID": student.id,
            "Section": self.sections.get(student.id, ""),
        }


class MoodleExporter(LmsExporter):
    """Moodle's gradebook CSV. While importing, a teacher maps its columns to grade items.

    docs.moodle.org/en/Grade_import: the format is that of Moodle's export, and `Email address`,
    `ID number` or `Username` identify a person. `-` is Moodle's own sign for no grade. An empty cell
    would become 0 in a new item (`import_new_grade_item` in
    `grade/import/csv/classes/load_data.php`). A new item is out of 100, so make the item before.
    """

    default = "grades-moodle.csv"
    ids = ("Username", "Email address", "ID number")
    login = "Username"
    # Moodle assigns a row with an empty id to the person above it.
    every_id = True

    def head(self, grades: Grades, roster: Roster | None, known: list[str]) -> Table:
        return [[*known, *(for_cell(sheet.name) for sheet in grades.sheets)]]

    def row(
        self, student: str, person: Person, known: list[str], finals: list[Final | None]
    ) -> list[str]:
        return [*(person[name] for name in known), *(_score(final) or "-" for final in finals)]

    def person(self, student: Student) -> Person:
        return {"Username": student.id, "Email address": student.email or "", "ID number": ""}


EXPORTERS = {"csv": PlainExporter, "canvas": CanvasExporter, "moodle": MoodleExporter}


def _warnings(grades: Grades, roster: Roster | None) -> list[str]:
    warnings = []
    scored = {student.id for student in grades.graded}
    waiting = [name for name in grades.waiting if name in scored]
    unscored = [name for name in grades.waiting if name not in scored]
    if waiting:
        names = ", ".join(waiting)
        warnings.append(f"A task waits for manual grading, so these scores may change: {names}.")
    if grades.outdated:
        warnings.append(
            "A mark by hand is for an earlier answer, so these scores may change: "
            f"{', '.join(grades.outdated)}."
        )
    if unscored:
        warnings.append(
            f"These students have no score yet, since a person must grade first: {', '.join(unscored)}."
        )
    idle = roster.without(student.id for student in grades.graded) if roster else []
    if idle:
        warnings.append(
            f"These students of the roster were not graded and have no row: {', '.join(idle)}."
        )
    return warnings


def _score(final: Final | None) -> str:
    return _number(final.score) if final else ""


def _number(value: float | None) -> str:
    """Write a number with a decimal point, and with five decimals at most, as Moodle keeps."""
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")
