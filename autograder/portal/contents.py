"""Tells, task by task, what a notebook that was handed in holds: so much for a receipt."""

from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.exercise import Exercise
from autograder.gradebook import submission
from autograder.process.untrusted_call import SandboxedCalls

STUB, MISSING = "still the stub", "its cell is not there"
EMPTY = "This notebook has no cell of any task. Expected: the released one, with your answers."


def read(path: Path, exercise: Exercise | None, calls: SandboxedCalls) -> dict[str, Any]:
    """Read a notebook in the sandbox. `problem` says why a file cannot be graded; empty if it can.

    `tasks` gives a few words on each task. It is empty for a course's own notebooks.
    """
    if exercise is None:
        return {"problem": "", "tasks": {}}
    clean = submission.take_in(path, exercise, calls)
    problem = clean.metadata.get("heldout", {}).get("unreadable", "")
    if problem:
        return {"problem": problem, "tasks": {}}
    stubs = _sources(notebook.released(exercise))
    found = _sources(clean)
    told = {task.name: _told(found.get(task.name), stubs[task.name]) for task in exercise.tasks}
    problem = EMPTY if set(told.values()) == {MISSING} else ""
    return {"problem": problem, "tasks": told}


def _sources(nb: NotebookNode) -> dict[str, str]:
    return {notebook.grade_id(cell): cell.source for cell in nb.cells if notebook.grade_id(cell)}


def _told(source: str | None, stub: str) -> str:
    if source is None:
        return MISSING
    if source.strip() == stub.strip():
        return STUB
    lines = sum(bool(line.strip()) for line in source.splitlines())
    return f"{lines} line{'s' * (lines != 1)}"
