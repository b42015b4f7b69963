"""nbgrader's marks in an ordinary notebook: each of the instructor's, once, on the cell that has it."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils

from autograder.author import notebook

Marks = Mapping[str, Any]


def of_release(nb: NotebookNode) -> dict[str, Marks]:
    """Give the marks of an instructor's notebook by the name of the cell."""
    return {name: cell.metadata.nbgrader for cell in nb.cells if (name := notebook.grade_id(cell))}


def tidy(nb: NotebookNode, released: Mapping[str, Marks]) -> list[str]:
    """Leave each mark on the last cell that claims it, as nbgrader would; tell what was amiss.

    nbgrader leaves an empty mark on the others, which it then takes for one of an old version. A
    name that is nobody's, by which nbgrader gives the whole notebook up, is taken off.
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
    """Give the instructor's marks, unless the notebook was released with marks of another version."""
    version = true.get("schema_version")
    same = marks.get("schema_version", version) == version
    return NotebookNode(copy.deepcopy(dict(true if same else marks)))


def missing(nb: NotebookNode, released: NotebookNode) -> dict[str, float]:
    """Name the cells with tests and points that a submitted notebook has no more."""
    there = {notebook.grade_id(cell) for cell in nb.cells}
    return {name: points for name, points in tests(released) if name not in there}


def tests(released: NotebookNode) -> Iterator[tuple[str, float]]:
    """Name the cells of tests that a notebook has, with their points."""
    for cell in released.cells:
        if utils.is_grade(cell) and utils.is_locked(cell):
            yield notebook.grade_id(cell), float(cell.metadata.nbgrader.get("points", 0))
