"""nbgrader's marks in a notebook with its own tests: each of the instructor's marks on one cell."""

import copy
from collections.abc import Iterator, Mapping

from nbformat import NotebookNode
from nbgrader import utils

from autograder.author import notebook

Marks = Mapping[str, object]


def of_release(nb: NotebookNode) -> dict[str, Marks]:
    """Give the marks of an instructor's notebook, by cell name."""
    return {name: cell.metadata.nbgrader for cell in nb.cells if (name := notebook.grade_id(cell))}


def tidy(nb: NotebookNode, released: Mapping[str, Marks]) -> list[str]:
    """Leave each mark on the last cell that has its name, as nbgrader does; list the problems.

    nbgrader leaves an empty mark on the other cells, and then takes it for a mark of an old version.
    At an unknown name, nbgrader gives up the whole notebook. So an unknown name is removed.
    """
    seen: set[str] = set()
    twice: set[str] = set()
    for cell in reversed(nb.cells):
        marks = cell.metadata.get("nbgrader")
        if marks is None:
            continue
        name = marks.get("grade_id") if isinstance(marks, dict) else None
        if isinstance(name, str) and name in seen:
            twice.add(name)
        if not isinstance(name, str) or name in seen or (released and name not in released):
            del cell.metadata["nbgrader"]
            continue
        seen.add(name)
        if name in released:
            cell.metadata["nbgrader"] = _restored(marks, released[name])
    return [f"cell `{name}` is there twice: the last one counts" for name in sorted(twice)]


def _restored(marks: Marks, true: Marks) -> NotebookNode:
    """Give the instructor's marks, unless the student's are of another version of the format."""
    version = true.get("schema_version")
    same = marks.get("schema_version", version) == version
    return NotebookNode(copy.deepcopy(dict(true if same else marks)))


def missing(nb: NotebookNode, released: NotebookNode) -> dict[str, float]:
    """Name the test cells that a submitted notebook lacks, with their points."""
    present = {notebook.grade_id(cell) for cell in nb.cells}
    return {name: points for name, points in tests(released) if name not in present}


def tests(released: NotebookNode) -> Iterator[tuple[str, float]]:
    """Name a notebook's test cells, with their points."""
    for cell in released.cells:
        if utils.is_grade(cell) and utils.is_locked(cell):
            yield notebook.grade_id(cell), float(cell.metadata.nbgrader.get("points", 0))
