"""Grades for elsewhere: a plain table, Canvas's and Moodle's; each a plug-in of `nbgrader export`.

`nbgrader export --exporter=autograder.gradebook.export.CanvasExporter` and `heldout export --to canvas`
run the same code.
"""

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.errors import CourseError
from autograder.feedback.sanitize import for_cell, for_terminal
from autograder.gradebook.final_score import Final
from autograder.gradebook.grades import Grades, read
from autograder.gradebook.roster import Roster, folded

Person = dict[str, str]
Table = list[list[str]]


@dataclass(frozen=True)
class Written:
    """A file that was written, what to know of it, and who should be in it and is not."""

    path: Path
    replaced: bool
    students: int
    assignments: int
    warnings: list[str]
    left_out: list[str]


class PlainExporter(ExportPlugin):
    """A table for people: a student a row; each assignment's score, its maximum, its tasks.

    A cell is empty where nothing was graded. It has a byte order mark: without one, Excel takes
    UTF-8 for something else.
    """

    default = "grades-plain.csv"
    encoding = "utf-8-sig"
    # What a roster must have, and what a person is known by, one of them at least.
    needed: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    roster = Unicode("", help="A CSV that says who each student is in the LMS.").tag(config=True)

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
        """Write the file. Raises `CourseError`; then nothing was written."""
        path = Path(self.to or self.default)
        replaced = self._may_replace(path)
        assignments = [str(name) for name in self.assignment]
        grades = read(gradebook, assignments, {str(name) for name in self.student})
        roster = self._roster()
        warnings = _warnings(grades, None if self.student else roster)
        warnings += self.doubts(grades, roster)
        rows, count, left_out = self.table(grades, roster)
        text = io.StringIO(newline="")
        # RFC 4180's line ends are the module's own.
        csv.writer(text).writerows(rows)
        try:
            path.write_bytes(text.getvalue().encode(self.encoding))
        except OSError as error:
            raise CourseError(f"`{path}` cannot be written: {error.strerror}.") from error
        return Written(path, replaced, count, len(grades.sheets), warnings, left_out)

    def table(self, grades: Grades, roster: Roster | None) -> tuple[Table, int, list[str]]:
        """Make the rows, header and all; give how many are students', and who was left out, and why."""
        header = ["student", "last_name", "first_name"]
        for sheet in grades.sheets:
            header += [sheet.name, f"{sheet.name} max", f"{sheet.name} late penalty"]
            header += map(sheet.title, sheet.tasks)
        rows = [[for_cell(name) for name in header]]
        for who in grades.students:
            row = [for_cell(text) for text in (who.id, who.last_name, who.first_name)]
            for sheet in grades.sheets:
                final = sheet.finals.get(who.id)
                row += [_score(final), _number(sheet.max_score)]
                row.append(_number(final.penalty) if final else "")
                row += [_number(final.tasks.get(task)) if final else "" for task in sheet.tasks]
            rows.append(row)
        return rows, len(grades.students), []

    def doubts(self, grades: Grades, roster: Roster | None) -> list[str]:
        """Say what the LMS may take otherwise than it was meant."""
        return []

    def _may_replace(self, path: Path) -> bool:
        if not path.exists():
            return False
        # What has another name, the gradebook say, was hardly written by us.
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
        return Roster.read(Path(self.roster), self.needed, self.ids)


class LmsExporter(PlainExporter):
    """What LMSs have in common: a row for whoever has a score, known by an id of the LMS's.

    Whoever has none has no row, because in both an empty cell may take a grade away.
    """

    encoding = "utf-8"
    # Whether a person needs a value in every column of ids, or in one of them.
    every_id = False

    def table(self, grades: Grades, roster: Roster | None) -> tuple[Table, int, list[str]]:
        people = {
            who.id: roster.of(who.id) if roster else self.person(who) for who in grades.graded
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
        """Make the rows above the students'."""
        raise NotImplementedError

    def row(
        self, student: str, person: Person, known: list[str], finals: list[Final | None]
    ) -> list[str]:
        """Make a student's row."""
        raise NotImplementedError

    def person(self, who: Any) -> Person:
        """Tell who a student is by what nbgrader knows."""
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
        given = [name for name in known if person.get(name)]
        if not given or (self.every_id and given != known):
            lacking = ", ".join(f"`{name}`" for name in known if name not in given)
            return f"the roster has no {lacking} for them."
        for name in given:
            # An id with an apostrophe before it is another's or nobody's; and whoever chose theirs
            # so, must not stop the others' grades.
            if for_cell(person[name]) != person[name]:
                return f"a spreadsheet would run their `{name}`, `{person[name]}`."
        return ""


class CanvasExporter(LmsExporter):
    """Canvas's gradebook CSV.

    "How do I import grades in the Gradebook?" of Instructure's guides asks for the file that
    Canvas exports; `lib/gradebook_exporter.rb` and `lib/gradebook_importer.rb` of
    instructure/canvas-lms say what that is: `Student, ID, SIS User ID, SIS Login ID, Section`, then
    assignments; a row `    Points Possible`; no byte order mark unless one asks for it. An assignment
    is found by the number in `Name (ID)`, else by its title, else made. A cell that is empty is
    a change where Canvas has a grade. Columns that Canvas computes are read-only and are not here.
    """

    default = "grades-canvas.csv"
    # `SIS User ID` is exported to those alone who may see it.
    needed = ("Student", "ID", "SIS Login ID", "Section")
    ids = ("ID", "SIS User ID", "SIS Login ID")

    def head(self, grades: Grades, roster: Roster | None, known: list[str]) -> Table:
        columns = [roster.column(each.name) if roster else "" for each in grades.sheets]
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
        name, section = (" ".join(person.get(each, "").split()) for each in ("Student", "Section"))
        # Whoever is called so would set the assignments' points. Canvas looks at ids first.
        name = student if "Points Possible" in name else name
        return [for_cell(name), *ids, for_cell(section), *map(_score, finals)]

    def doubts(self, grades: Grades, roster: Roster | None) -> list[str]:
        new = [each.name for each in grades.sheets if roster and not roster.column(each.name)]
        return [
            f"The roster has no column like `{name} (4711)`: Canvas will make a new assignment `{name}`. "
            "If it is there under another title, rename the column in the file that was written."
            for name in new
        ]

    def person(self, who: Any) -> Person:
        name = ", ".join(filter(None, (who.last_name, who.first_name)))
        return {"Student": name or who.id, "ID": who.lms_user_id or "", "SIS Login ID": who.id}


class MoodleExporter(LmsExporter):
    """Moodle's gradebook CSV, whose columns one maps to grade items while importing.

    docs.moodle.org/en/Grade_import: the format is that of the export, people are found by
    `Email address`, `ID number` or `Username`. `-` is Moodle's own sign for no grade: an empty cell
    is stored as 0 where the column becomes a new item (`import_new_grade_item` in
    `grade/import/csv/classes/load_data.php`). A new item is out of 100, so make it before.
    """

    default = "grades-moodle.csv"
    ids = ("Username", "Email address", "ID number")
    # A row whose id is empty is taken for the person above it.
    every_id = True

    def head(self, grades: Grades, roster: Roster | None, known: list[str]) -> Table:
        return [[*known, *(for_cell(sheet.name) for sheet in grades.sheets)]]

    def row(
        self, student: str, person: Person, known: list[str], finals: list[Final | None]
    ) -> list[str]:
        return [*(person[name] for name in known), *(_score(each) or "-" for each in finals)]

    def person(self, who: Any) -> Person:
        return {"Username": who.id, "Email address": who.email or "", "ID number": ""}


EXPORTERS = {"csv": PlainExporter, "canvas": CanvasExporter, "moodle": MoodleExporter}


def _warnings(grades: Grades, roster: Roster | None) -> list[str]:
    found = []
    scored = {who.id for who in grades.graded}
    waiting = [name for name in grades.waiting if name in scored]
    unscored = [name for name in grades.waiting if name not in scored]
    if waiting:
        names = ", ".join(waiting)
        found.append(f"Something waits for manual grading; the scores are as they stand: {names}.")
    if unscored:
        found.append(
            f"Nothing has a score so far, since a person must grade it first: {', '.join(unscored)}."
        )
    idle = sorted(set(roster.people) - {folded(who.id) for who in grades.graded}) if roster else []
    if idle:
        found.append(f"In the roster, but not graded, so without a row: {', '.join(idle)}.")
    return found


def _score(final: Final | None) -> str:
    return _number(final.score) if final else ""


def _number(value: float | None) -> str:
    """Write a figure with a point, and with as many decimals as Moodle keeps, five."""
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")
