"""Tells, task by task, what a notebook that was handed in holds: for its receipt, and for staff."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.exercise import Exercise
from autograder.gradebook import submission
from autograder.process.untrusted_call import SandboxedCalls

STUB, MISSING = "still the stub", "its cell is not there"
EMPTY = "This notebook has no cell of any task. Expected: the released one, with your answers."


@dataclass(frozen=True)
class Contents:
    """The contents of a notebook. `problem` says why it cannot be graded; empty if it can.

    By task, `tasks` gives a few words, and `sources` the text of the answer's cell. Both are empty for a
    course's own notebooks.
    """

    problem: str = ""
    tasks: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    @property
    def receipt(self) -> dict[str, Any]:
        """Give what a receipt tells of it."""
        return {"problem": self.problem, "tasks": self.tasks}


def read(path: Path, exercise: Exercise | None, calls: SandboxedCalls) -> Contents:
    """Read a notebook in the sandbox."""
    if exercise is None:
        return Contents()
    clean = submission.take_in(path, exercise, calls)
    problem = clean.metadata.get("heldout", {}).get("unreadable", "")
    if problem:
        return Contents(problem)
    stubs = _sources(notebook.released(exercise))
    found = _sources(clean)
    told = {task.name: _told(found.get(task.name), stubs[task.name]) for task in exercise.tasks}
    problem = EMPTY if set(told.values()) == {MISSING} else ""
    return Contents(problem, told, {name: found[name] for name in told if name in found})


def _sources(nb: NotebookNode) -> dict[str, str]:
    return {notebook.grade_id(cell): cell.source for cell in nb.cells if notebook.grade_id(cell)}


def _told(source: str | None, stub: str) -> str:
    if source is None:
        return MISSING
    if source.strip() == stub.strip():
        return STUB
    lines = sum(bool(line.strip()) for line in source.splitlines())
    return f"{lines} line{'s' * (lines != 1)}"
