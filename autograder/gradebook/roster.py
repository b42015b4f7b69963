"""A roster: a CSV file that tells who each student is in a learning management system (LMS)."""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.errors import CourseError

STUDENT = "student"
# The title of an assignment's column in a file from Canvas: name and number.
NUMBERED = re.compile(r"(.*) \(\d+\)")
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Roster:
    """The rows of a roster, by our name for a student, and the file's columns."""

    path: Path
    columns: list[str]
    people: dict[str, dict[str, str]]

    @classmethod
    def read(
        cls, path: Path, needed: Collection[str], ids: Collection[str], login: str = STUDENT
    ) -> "Roster":
        """Read a CSV in UTF-8 with the columns `student`, all of `needed`, and at least one of `ids`.

        Without a column `student`, the column `login` of the LMS's own file names the students. A row
        without a student, such as Canvas's `Points Possible`, is ignored. Raises `CourseError` if a
        column is missing, or if two rows have one student.
        """
        columns, rows = _rows(path)
        for name in (STUDENT, *needed, *ids):
            if columns.count(name) > 1:
                raise CourseError(f"The roster `{path}` has two columns `{name}`. Expected one.")
        key = STUDENT if STUDENT in columns else login
        lacks = [f"no column `{name}`" for name in needed if name not in columns]
        if key not in columns:
            lacks.insert(0, f"no column `{STUDENT}`")
        if not set(ids) & set(columns):
            lacks.append(f"none of the columns {_list(ids)}")
        if lacks:
            raise CourseError(
                f"The roster `{path}` has {' and '.join(lacks)}. It has: {_list(columns)}. "
                f"`{STUDENT}` holds the names of the folders in `submitted/`."
            )
        people: dict[str, dict[str, str]] = {}
        for line, row in rows:
            person = dict(zip(columns, (cell.strip() for cell in row), strict=False))
            # A folder of macOS and a table may write the same accent in two ways.
            student = composed(person.get(key, ""))
            if student and student in people:
                raise CourseError(
                    f"The roster `{path}`, line {line}: `{student}` is there twice. Expected: once."
                )
            if student:
                people[student] = person
        roster = cls(path, columns, people)
        roster._check_unique([name for name in ids if name in columns])
        return roster

    def of(self, student: str) -> dict[str, str] | None:
        """Give a student's row; `None` if there is none. Capitals make no difference where one row fits."""
        return self.people.get(self._name(student))

    def without(self, students: Iterable[str]) -> list[str]:
        """Name the students of the roster who are not among these."""
        return sorted(set(self.people) - {self._name(student) for student in students})

    def _name(self, student: str) -> str:
        name = composed(student)
        alike = self._alike.get(name.casefold(), ())
        return alike[0] if name not in self.people and len(alike) == 1 else name

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """The names by how they are written without capitals."""
        alike: dict[str, list[str]] = {}
        for name in self.people:
            alike.setdefault(name.casefold(), []).append(name)
        return alike

    def column(self, assignment: str) -> str:
        """Find the column `Name (ID)` that Canvas made for an assignment; empty if there is none.

        Capitals, blanks, `-` and `_` make no difference. Raises `CourseError` if there are two.
        """
        matches = [
            name
            for name in self.columns
            if (title := NUMBERED.fullmatch(name)) and _plain(title[1]) == _plain(assignment)
        ]
        if len(matches) > 1:
            raise CourseError(
                f"The roster `{self.path}` has the columns {_list(matches)}. Which one is "
                f"`{assignment}`? "
                "Delete the others from the roster, and write the file again."
            )
        return matches[0] if matches else ""

    def _check_unique(self, ids: list[str]) -> None:
        for name in ids:
            owners: dict[str, str] = {}
            for student, person in self.people.items():
                value = person.get(name, "")
                if value and owners.setdefault(value, student) != student:
                    raise CourseError(
                        f"The roster `{self.path}` gives `{owners[value]}` and `{student}` the "
                        f"same `{name}`, `{value}`: one would get the other's grades."
                    )


def _rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise CourseError(f"The roster `{path}` cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CourseError(
            f"The roster `{path}` is not in UTF-8. Save it as `CSV UTF-8`."
        ) from error
    head, _, rest = text.partition("\n")
    # A line above the header may tell Excel the delimiter.
    declared = re.fullmatch(r'"?sep=(.)"?\s*', head, re.IGNORECASE)
    if declared:
        text, head = rest, rest.partition("\n")[0]
    # Excel writes semicolons if the comma is the decimal sign, and tabs if a person copies cells.
    delimiter = declared[1] if declared else max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num + bool(declared), row) for row in reader]
    except csv.Error as error:
        where = f"line {reader.line_num}"
        raise CourseError(f"The roster `{path}` is no CSV: {where}: {error}.") from error
    return [name.strip() for name in rows[0][1]] if rows else [], rows[1:]


def composed(name: str) -> str:
    """Write each accent of a name in one way: with its letter, as one sign."""
    return unicodedata.normalize("NFC", name)


def _plain(title: str) -> str:
    return re.sub(r"[\s_-]+", " ", composed(title)).strip().casefold()


def _list(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
