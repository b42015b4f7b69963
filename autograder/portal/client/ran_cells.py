"""Proves that a saved notebook holds the code that its kernel ran last."""

import json
from collections.abc import Sequence

from autograder.author.bindings import bound, defined


def differing(content: bytes, ran: Sequence[str]) -> list[str]:
    """Name the tasks with a newest run that the saved file does not hold. Raises `ValueError`.

    `ran` has the sources that the kernel ran, the oldest first. A run belongs to the task whose cell
    binds the same names.
    """
    cells = _code_cells(content)
    saved = {source.strip() for _, source in cells}
    found = []
    for name, source in cells:
        others = [other for each, other in cells if each != name]
        names = _own_names(source, others) if name else frozenset()
        newest = next((run for run in reversed(ran) if names & bound(run)), None)
        if newest is not None and newest.strip() not in saved:
            found.append(name)
    return found


def _own_names(source: str, others: list[str]) -> frozenset[str]:
    """Return the names by which a run of this cell is known: functions, or what no other cell binds."""
    elsewhere = frozenset().union(*map(bound, others))
    return (defined(source) - elsewhere) or (bound(source) - elsewhere) or bound(source)


def _code_cells(content: bytes) -> list[tuple[str, str]]:
    """Give task and source of each code cell. The task is empty but for a cell that answers one."""
    try:
        cells = json.loads(content)["cells"]
        return [
            (_task(cell), _text(cell["source"])) for cell in cells if cell["cell_type"] == "code"
        ]
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("no notebook") from None


def _task(cell: dict[str, dict[str, dict[str, object]]]) -> str:
    marks = cell["metadata"].get("nbgrader", {})
    return str(marks.get("grade_id", "")) if marks.get("solution") else ""


def _text(source: object) -> str:
    return "".join(source) if isinstance(source, list) else str(source)
