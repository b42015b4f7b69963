"""Samples: right answers unlike the reference, and mistakes that learners make."""

from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder.author import notebook, sample_header
from autograder.author.exercise import Exercise
from autograder.errors import ExerciseError


@dataclass(frozen=True)
class Sample:
    """Answer cells that replace those of the reference, and the verdict that they must get.

    A mistake concerns one `task`. `diagnosis` tells the learner what they probably believe.
    """

    name: str
    verdict: str
    task: str
    diagnosis: str
    answers: dict[str, str]


def answer_cells(path: Path, exercise: Exercise) -> dict[str, NotebookNode]:
    """Read answer cells by task from a percent-format file. Raises `ExerciseError` for an unknown task."""
    result: dict[str, NotebookNode] = {}
    for cell in notebook.read_percent(path.read_text("utf-8")):
        task = cell.metadata.get("task")
        if task is None:
            continue
        if task not in [item.name for item in exercise.tasks]:
            raise ExerciseError(f"`{path}`: no task `{task}` in `exercise.toml`.")
        result[task] = cell
    return result


def answers(path: Path, exercise: Exercise) -> dict[str, str]:
    """Read the source of each answer cell of a file, by task."""
    return {task: cell.source for task, cell in answer_cells(path, exercise).items()}


def reference(exercise: Exercise) -> dict[str, str]:
    """Read the reference answer to every task with checks, and model answers to others, if any."""
    path = exercise.staff_folder / "solution.py"
    found = answers(path, exercise)
    missing = [task.name for task in exercise.checked if task.name not in found]
    if missing:
        raise ExerciseError(f"`{path}`: no answer cell for {missing}.")
    return found


def load(path: Path, exercise: Exercise) -> Sample:
    """Read one sample. Its file's name ends in the verdict, as in `unscaled_wrong.py`."""
    name, _, verdict = path.stem.rpartition("_")
    table = sample_header.read(path)
    if not name:
        raise ExerciseError(f"`{path}`: expected a name like `unscaled_wrong.py`.")
    if verdict != "pass" and not (table.get("task") and table.get("diagnosis")):
        raise ExerciseError(f"`{path}`: a mistake names its `task` and its `diagnosis`.")
    if any(task.by_hand and task.name == table.get("task") for task in exercise.tasks):
        raise ExerciseError(
            f"`{path}`: a person marks `{table['task']}`, so no check can catch a mistake there. "
            "Delete the sample, or name another task."
        )
    return Sample(
        name=name,
        verdict=verdict,
        task=table.get("task", ""),
        diagnosis=table.get("diagnosis", ""),
        answers=answers(path, exercise),
    )


def load_all(exercise: Exercise) -> list[Sample]:
    """Read all samples of an exercise, in the order of their names."""
    return [
        load(path, exercise) for path in sorted((exercise.staff_folder / "samples").glob("*.py"))
    ]


def fill(exercise: Exercise, given: dict[str, str]) -> NotebookNode:
    """Build a notebook with these answers in its answer cells. Other answer cells keep their stubs."""
    built = notebook.build(exercise)
    for cell in built.cells:
        name = notebook.grade_id(cell)
        if name in given:
            cell.source = given[name]
    return built
