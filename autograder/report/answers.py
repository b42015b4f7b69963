"""Students' answers: the cells of tasks, from the notebooks that nbgrader keeps."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.author import notebook, sample
from autograder.author.exercise import Exercise
from autograder.gradebook.course_folder import CourseFolder

# Sources by student and task.
Answers = dict[str, dict[str, str]]


def read(course: CourseFolder, exercise: Exercise, students: Iterable[str]) -> Answers:
    """Read the graded answers of all students with a readable notebook.

    Texts that a person marks are left out: sentences of one language are alike without their words.
    """
    answers = {}
    for student in students:
        path = course.folder("autograded", exercise.slug, student) / f"{exercise.slug}.ipynb"
        own = _read(path, {task.name for task in exercise.checked})
        if own:
            answers[student] = own
    return answers


def given(exercise: Exercise) -> dict[str, tuple[str, str]]:
    """Give by task the sources that any student may have: the stub, and the reference answer."""
    stubs, reference = notebook.stubs(exercise), sample.reference(exercise)
    return {task.name: (stubs[task.name], reference[task.name]) for task in exercise.checked}


def _read(path: Path, tasks: set[str]) -> dict[str, str]:
    # Not by nbformat: its reader validates, which takes minutes for a class of thousands.
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return {_name(cell): "".join(cell["source"]) for cell in cells if _name(cell) in tasks}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _name(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
