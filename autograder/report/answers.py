"""What students wrote into the cells of tasks, from the notebooks that nbgrader keeps."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.gradebook.course_folder import CourseFolder

Answers = dict[str, dict[str, str]]  # by student and task


def read(room: CourseFolder, exercise: Exercise, students: Iterable[str]) -> Answers:
    """Read the graded answers; who has no readable notebook there is left out."""
    found = {}
    for student in students:
        path = room.folder("autograded", exercise.slug, student) / f"{exercise.slug}.ipynb"
        own = _read(path, {task.name for task in exercise.tasks})
        if own:
            found[student] = own
    return found


def given(exercise: Exercise) -> dict[str, tuple[str, str]]:
    """Give by task what is nobody's own: the stub, and our answer."""
    stubs = {notebook.grade_id(cell): cell.source for cell in notebook.build(exercise).cells}
    ours = sample.reference(exercise)
    return {task.name: (stubs[task.name], ours[task.name]) for task in exercise.tasks}


def _read(path: Path, tasks: set[str]) -> dict[str, str]:
    # nbformat's reader validates, which a class of thousands would wait minutes for.
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return {_name(cell): "".join(cell["source"]) for cell in cells if _name(cell) in tasks}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _name(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
