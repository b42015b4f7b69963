"""A file with people: the CSV that a university or a spreadsheet exports."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.portal import people
from autograder.portal.people import COLUMNS, NewPerson, PeopleRefused
from autograder.portal.rows import STUDENT

LARGEST = 1 << 20
EXPECTED = "Expected: a first line like `student,name,section`, where `student` is needed."


# The names of columns in a gradebook that Canvas has exported, and our names for them.
CANVAS_LOGIN, CANVAS_POINTS = "sis login id", "Points Possible"
CANVAS = {"student": "name", CANVAS_LOGIN: "student"}


@dataclass(frozen=True)
class Line:
    """A line of the file: the person in it, and why there can be no such person, if so."""

    number: int
    person: NewPerson
    problem: str


def read(path: Path) -> list[NewPerson]:
    """Read people from a CSV. Raises `PeopleRefused`, which names the file and the first wrong line."""
    try:
        lines = parse(path.read_bytes())
    except OSError as error:
        raise PeopleRefused(f"`{path}` cannot be read: {error.strerror}.") from error
    except PeopleRefused as error:
        raise PeopleRefused(f"`{path}`: {error}") from error
    for line in lines:
        if line.problem:
            raise PeopleRefused(f"`{path}`, line {line.number}: {line.problem} Nobody was added.")
    return [line.person for line in lines]


def parse(content: bytes) -> list[Line]:
    """Read a CSV with the column `student`, and perhaps `name`, `section` and `role`.

    Commas, semicolons and tabs may stand between columns. Raises `PeopleRefused` if it is no such file.
    """
    first: dict[str, int] = {}
    found = []
    for number, row in _rows(_text(content)):
        told = {key: row.get(key, "") for key in COLUMNS}
        person = NewPerson(**told | {"role": told["role"].lower() or STUDENT})
        found.append(Line(number, person, _problem(person, first)))
        first.setdefault(people.folded(person.student), number)
    return found


def _problem(person: NewPerson, first: dict[str, int]) -> str:
    if not person.student:
        return f"the column `student` is empty. {EXPECTED}"
    if line := first.get(people.folded(person.student)):
        return f"`{person.student}` stands in line {line} already. Capitals make no difference."
    return people.problem(person)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    header = text.partition("\n")[0]
    # A spreadsheet in a country with a decimal comma writes semicolons.
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if CANVAS_LOGIN in names:
            # Canvas's own gradebook: its `Student` is the name of a person, and its first row is none.
            names = [CANVAS.get(name, name) for name in names]
        if "student" not in names:
            told = ", ".join(f"`{name}`" for name in names if name) or "nothing"
            raise PeopleRefused(f"The file has no column `student`. Found: {told}. {EXPECTED}")
        for row in reader:
            person = dict(zip(names, map(str.strip, row), strict=False))
            if any(person.values()) and not person.get("name", "").startswith(CANVAS_POINTS):
                yield reader.line_num, person
    except csv.Error as error:
        raise PeopleRefused(f"Line {reader.line_num} is no line of a CSV: {error}.") from error


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PeopleRefused(
            f'The file is no UTF-8 (byte {error.start}). Save it as "CSV UTF-8", and import it again.'
        ) from error
