"""The notebook whose cell runs: its file, and signs that the file is another notebook's."""

import json
import os
import re
from pathlib import Path
from typing import Any

import course
from autograder.errors import PortalError
from autograder.gradebook.largest_notebook import LARGEST
from autograder.portal.client import handing_in

# An id of a cell in a file, by the format's rules. VS Code sends an address instead.
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# So many notebooks of a folder are looked at, and named.
MOST_READ, MOST_NAMED = 50, 8
ANY_NAME = "NAME.ipynb"
UNKNOWN = "The notebook's file is not known here. Name it: `submit({!r})`, with its own name."
GONE = "`{}` is not there any more. Was it renamed? `submit({!r})`"
ELSEWHERE = (
    "The cell that you ran is not in `{}`. Save this notebook, and run the cell again. If the notebook "
    "has another name: `submit({!r})`."
)
OTHER_EXERCISE = (
    "`{name}` belongs to the exercise `{own}`, and the exercise `{opened}` was opened last here. Is "
    "`{name}` this notebook? Then run its first cell, and this cell again. If the notebook has another "
    "name: `submit({other!r})`."
)


def find(named: str, shell: Any) -> Path:
    """Find the notebook's file: as it was named, or as VS Code or Jupyter says. Raises `PortalError`."""
    if named:
        return _named(Path(named))
    names = shell.user_ns if shell else {}
    gone = None
    for told in (names.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")):
        # Jupyter's name is old when the notebook was renamed since its kernel started.
        if isinstance(told, str) and told.endswith(".ipynb"):
            if Path(told).is_file():
                return Path(told)
            gone = gone or Path(told)
    if gone is None:
        raise PortalError(UNKNOWN.format(_only(Path.cwd(), opened())))
    name = _only(gone.parent, opened() or gone.stem).replace(ANY_NAME, "NEW-NAME.ipynb")
    raise PortalError(GONE.format(gone.name, name))


def expect_open(path: Path, content: bytes, shell: Any) -> None:
    """Raise `PortalError` if the running cell is not in the file, or another exercise was opened last.

    A file whose cells have no ids, and a program that sends none, prove nothing.
    """
    running, ids = _running_cell(shell), _ids(content)
    if running and ids and running not in ids:
        raise PortalError(ELSEWHERE.format(path.name, _with_cell(path.parent, running)))
    own, last = handing_in.exercise_of(content), opened()
    if own and last and own != last:
        other = _only(path.parent, last)
        raise PortalError(OTHER_EXERCISE.format(name=path.name, own=own, opened=last, other=other))


def opened() -> str:
    """Name the exercise that `open_exercise` opened last in this kernel; empty without one."""
    # The `course` beside a notebook may be older than this file.
    return next((each.slug for each in getattr(course, "_open", ())), "")


def _named(path: Path) -> Path:
    if not path.is_file():
        raise PortalError(f"There is no file `{path}` in {Path.cwd()}. {_listed(path.parent)}")
    if path.suffix != ".ipynb":
        raise PortalError(f"`{path}` is no notebook. {_listed(path.parent)}")
    return path


def _running_cell(shell: Any) -> str:
    """Give the id of the cell that runs, as Jupyter sends it with each run; empty if it sends none."""
    try:
        told = shell.kernel.get_parent()["metadata"]["cellId"]
    except (AttributeError, KeyError, TypeError):
        return ""
    return told if isinstance(told, str) and ID.fullmatch(told) else ""


def _ids(content: bytes) -> set[str]:
    try:
        return {cell["id"] for cell in json.loads(content)["cells"] if "id" in cell}
    except (ValueError, KeyError, TypeError, RecursionError):
        return set()


def _notebooks(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ipynb"))[:MOST_READ] if folder.is_dir() else []


def _read(path: Path) -> bytes:
    """Read a notebook of the folder; empty if it cannot be read, or is too large to hand in."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return b""


def _only(folder: Path, slug: str) -> str:
    """Name the folder's only notebook of an exercise, or a name to be replaced."""
    found = [
        path.name for path in _notebooks(folder) if slug == handing_in.exercise_of(_read(path))
    ]
    return found[0] if slug and len(found) == 1 else ANY_NAME


def _with_cell(folder: Path, cell: str) -> str:
    """Name the folder's only notebook with a cell, or a name to be replaced."""
    found = [path.name for path in _notebooks(folder) if cell in _ids(_read(path))]
    return found[0] if len(found) == 1 else ANY_NAME


def _listed(folder: Path) -> str:
    names = [f"`{path.name}`" for path in _notebooks(folder)]
    more = " and others" if len(names) > MOST_NAMED else ""
    shown = ", ".join(names[:MOST_NAMED])
    return f"Notebooks there: {shown}{more}." if names else "There is no notebook."
