"""A roster: who each student of ours is in a learning management system (LMS)."""

import csv
import io
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError

STUDENT = "student"
# A column of an assignment, as Canvas exports it: its title, and its number.
NUMBERED = re.compile(r"(.*) \(\d+\)")
DELIMITERS = ",;\t"


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
        `CourseError`: where a column is missing, or where two rows are of one person.
        """
        columns, rows = _rows(path)
        for name in (STUDENT, *needed, *ids):
            if columns.count(name) > 1:
                raise CourseError(f"The roster `{path}` has two columns `{name}`. Expected one.")
        lacks = [f"no column `{name}`" for name in (STUDENT, *needed) if name not in columns]
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
            # A folder that macOS has named, and a table, may write one accent in two ways.
            student = folded(person.get(STUDENT, ""))
            if student and student in people:
                raise CourseError(
                    f"The roster `{path}`, line {line}: `{student}` is there already. Expected: once."
                )
            if student:
                people[student] = person
        roster = cls(path, columns, people)
        roster._check_unique([name for name in ids if name in columns])
        return roster

    def of(self, student: str) -> dict[str, str] | None:
        """Find who a student of ours is."""
        return self.people.get(folded(student))

    def column(self, assignment: str) -> str:
        """Find the column that Canvas has named `Name (ID)` for an assignment; empty if there is none.

        Capitals, blanks, `-` and `_` are no difference. Raises `CourseError` where there are two.
        """
        found = [
            name
            for name in self.columns
            if (title := NUMBERED.fullmatch(name)) and _plain(title[1]) == _plain(assignment)
        ]
        if len(found) > 1:
            raise CourseError(
                f"The roster `{self.path}` has the columns {_list(found)}: which is `{assignment}`? "
                "Delete the others from the roster, and write the file again."
            )
        return found[0] if found else ""

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
    # Excel is told so what parts the cells; it stands above the header.
    said = re.fullmatch(r'"?sep=(.)"?\s*', head, re.IGNORECASE)
    if said:
        text, head = rest, rest.partition("\n")[0]
    # Excel writes semicolons where the comma is the decimal sign, and tabs where one copies cells.
    delimiter = said[1] if said else max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num + bool(said), row) for row in reader]
    except csv.Error as error:
        where = f"line {reader.line_num}"
        raise CourseError(f"The roster `{path}` is no CSV: {where}: {error}.") from error
    return [name.strip() for name in rows[0][1]] if rows else [], rows[1:]


def folded(name: str) -> str:
    """Give a name with each accent written in one way."""
    return unicodedata.normalize("NFC", name)


def _plain(title: str) -> str:
    return re.sub(r"[\s_-]+", " ", folded(title)).strip().casefold()


def _list(names: Collection[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
