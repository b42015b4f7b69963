"""A file with people: the CSV that a university or a spreadsheet exports."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import PortalError
from autograder.portal.people import COLUMNS, NewPerson
from autograder.portal.rows import STUDENT

EXPECTED = "Expected: a first line like `student,name,section`, where `student` is needed."


def read(path: Path) -> list[NewPerson]:
    """Read people from a CSV with the column `student`, and perhaps `name`, `section` and `role`.

    Commas, semicolons and tabs may stand between columns. Raises `PortalError`, which names the line.
    """
    people: dict[str, int] = {}
    found = []
    for line, row in _rows(path):
        told = {key: row.get(key, "") for key in COLUMNS}
        if not told["student"]:
            raise PortalError(f"`{path}`, line {line}: the column `student` is empty. {EXPECTED}")
        if told["student"] in people:
            raise PortalError(
                f"`{path}`, line {line}: `{told['student']}` stands in line {people[told['student']]} "
                "already. Nobody was added."
            )
        people[told["student"]] = line
        found.append(NewPerson(**told | {"role": told["role"].lower() or STUDENT}))
    return found


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    text = _text(path)
    first = text.partition("\n")[0]
    # A spreadsheet in a country with a decimal comma writes semicolons.
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    names = [name.strip().lower() for name in next(reader, [])]
    if "student" not in names:
        told = ", ".join(f"`{name}`" for name in names if name) or "nothing"
        raise PortalError(f"`{path}` has no column `student`. Found: {told}. {EXPECTED}")
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, dict(zip(names, map(str.strip, row), strict=False))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PortalError(
            f'`{path}` is no UTF-8 (byte {error.start}). Save it as "CSV UTF-8", and import it again.'
        ) from error
    except OSError as error:
        raise PortalError(f"`{path}` cannot be read: {error.strerror}.") from error
