"""A roster: who each student of ours is in a learning management system (LMS)."""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from autograder.books.classroom import ClassroomError

STUDENT = "student"


@dataclass(frozen=True)
class Roster:
    """What a CSV file says of each student, by our name for them and the file's columns."""

    path: Path
    columns: list[str]
    people: dict[str, dict[str, str]]

    @classmethod
    def read(cls, path: Path, needed: Collection[str], ids: Collection[str]) -> "Roster":
        """Read a CSV in UTF-8 with the columns `student` and `needed`, and one of `ids` at least.

        A row without a `student` is nobody's, such as Canvas's `Points Possible`. Raises
        `ClassroomError`: where a column is missing, or where two rows are of one person.
        """
        columns, rows = _rows(path)
        twice = sorted({name for name in columns if name and columns.count(name) > 1})
        if twice:
            raise ClassroomError(f"The roster `{path}` has two columns `{twice[0]}`. Expected one.")
        lacks = [f"no column `{name}`" for name in (STUDENT, *needed) if name not in columns]
        if not set(ids) & set(columns):
            lacks.append(f"none of the columns {_list(ids)}")
        if lacks:
            raise ClassroomError(
                f"The roster `{path}` has {' and '.join(lacks)}. It has: {_list(columns)}. "
                f"`{STUDENT}` holds the names of the folders in `submitted/`."
            )
        people: dict[str, dict[str, str]] = {}
        for line, row in rows:
            person = dict(zip(columns, (cell.strip() for cell in row), strict=False))
            student = person.get(STUDENT)
            if student and student in people:
                raise ClassroomError(
                    f"The roster `{path}`, line {line}: `{student}` is there already. Expected: once."
                )
            if student:
                people[student] = person
        roster = cls(path, columns, people)
        roster._check_unique([name for name in ids if name in columns])
        return roster

    def column(self, assignment: str) -> str:
        """Find the column that Canvas has named `Name (ID)` for an assignment, or give its name."""
        named = re.compile(re.escape(assignment) + r" \(\d+\)")
        return next((name for name in self.columns if named.fullmatch(name)), assignment)

    def _check_unique(self, ids: list[str]) -> None:
        for name in ids:
            owners: dict[str, str] = {}
            for student, person in self.people.items():
                value = person.get(name, "")
                if value and owners.setdefault(value, student) != student:
                    raise ClassroomError(
                        f"The roster `{self.path}` gives `{owners[value]}` and `{student}` the "
                        f"same `{name}`, `{value}`: one would get the other's grades."
                    )


def _rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise ClassroomError(f"The roster `{path}` cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ClassroomError(
            f"The roster `{path}` is not in UTF-8. Save it as `CSV UTF-8`."
        ) from error
    head = text.partition("\n")[0]
    # Excel writes semicolons where the comma is the decimal sign.
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=";" if head.count(";") > head.count(",") else ",",
        strict=True,
    )
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        where = f"line {reader.line_num}"
        raise ClassroomError(f"The roster `{path}` is no CSV: {where}: {error}.") from error
    return [name.strip() for name in rows[0][1]] if rows else [], rows[1:]


def _list(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
