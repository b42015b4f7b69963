"""Proves that a saved notebook holds the code that its kernel ran last."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.author.bindings import bound, defined


@dataclass(frozen=True)
class Newest:
    """The newest run of a task's cell. It is empty if the kernel ran none."""

    task: str
    ran: str
    is_saved: bool


@dataclass(frozen=True)
class _Cell:
    """A cell of the file. The task is empty but for a cell that answers one."""

    task: str
    source: str
    is_code: bool


def newest(content: bytes, ran: Sequence[str]) -> list[Newest]:
    """Find the newest run of each task that code answers, and whether the file holds it.

    `ran` has the sources that the kernel ran, the oldest first. A run belongs to the task whose cell
    binds the same names. Raises `ValueError` if the file is no notebook.
    """
    cells = [cell for cell in _cells(content) if cell.is_code]
    saved = {cell.source.strip() for cell in cells}
    found = []
    for cell in cells:
        if cell.task:
            others = [other.source for other in cells if other.task != cell.task]
            names = _own_names(cell.source, others)
            run = next((run for run in reversed(ran) if names & bound(run)), "")
            found.append(Newest(cell.task, run, not run or run.strip() in saved))
    return found


def differing(runs: Sequence[Newest]) -> list[str]:
    """Name the tasks with a newest run that the saved file does not hold."""
    return [run.task for run in runs if not run.is_saved]


def tasks(content: bytes) -> list[str]:
    """Name the tasks in the notebook's order, with those that text answers. Raises `ValueError`."""
    return [cell.task for cell in _cells(content) if cell.task]


def _own_names(source: str, others: list[str]) -> frozenset[str]:
    """Return the names by which a run of this cell is known: functions, or what no other cell binds."""
    elsewhere = frozenset().union(*map(bound, others))
    return (defined(source) - elsewhere) or (bound(source) - elsewhere) or bound(source)


def _cells(content: bytes) -> list[_Cell]:
    try:
        cells = json.loads(content)["cells"]
        return [
            _Cell(_task(cell), _text(cell["source"]), cell["cell_type"] == "code") for cell in cells
        ]
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("no notebook") from None


def _task(cell: dict[str, Any]) -> str:
    """Name the task that a cell answers; empty if it answers none."""
    marks = cell["metadata"].get("nbgrader", {})
    return str(marks.get("grade_id", "")) if marks.get("solution") else ""


def _text(source: object) -> str:
    return "".join(source) if isinstance(source, list) else str(source)
