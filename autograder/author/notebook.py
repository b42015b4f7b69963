"""Builds the notebook that students get, from its percent-format source. The bytes are reproducible."""

import copy
import functools
import hashlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.author import outputs
from autograder.author.bindings import Own, bound, defined, unwritten
from autograder.author.exercise import CHECK, SCORE, Exercise, Task
from autograder.errors import ExerciseError
from course import rubric

EXPERIMENT = "experiment"
# The first line of a cell marks it, where its reader sees it.
SAYS_EXPERIMENT = re.compile(rf"\s*# {EXPERIMENT}\b", re.IGNORECASE)
# Jupyter's own tag: after an error it goes on with the next cell, as grading does.
MAY_RAISE = "raises-exception"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def read_percent(text: str) -> list[NotebookNode]:
    """Read percent-format text into cells. `metadata.task` of an answer cell is the task's name."""
    # Only what builds a notebook needs it, and its import takes as long as all the rest.
    import jupytext

    cells: list[NotebookNode] = jupytext.reads(text, fmt="py:percent").cells
    for cell in cells:
        # jupytext's note about blank lines in the source does not belong in a notebook.
        cell.metadata.pop("lines_to_next_cell", None)
    return cells


def build(exercise: Exercise) -> NotebookNode:
    """Build the release notebook. A locked cell follows the cell of each task, and shows its answer.

    It carries the points, unless a person marks the task: then the task's own cell does.
    """
    return copy.deepcopy(released(exercise))


def released(exercise: Exercise) -> NotebookNode:
    """Give the release notebook to read from. Every caller gets the same one: do not change it."""
    text = exercise.notebook_source.read_text("utf-8")
    return _built(exercise, text, outputs.stamp(exercise.folder))


def stubs(exercise: Exercise) -> dict[str, str]:
    """Give by task the source of its answer cell as it is released."""
    tasks = {task.name for task in exercise.tasks}
    cells = released(exercise).cells
    return {grade_id(cell): str(cell.source) for cell in cells if grade_id(cell) in tasks}


def text_above(exercise: Exercise, task: str) -> str:
    """Give the text of the Markdown cell right above a task's answer cell; empty if there is none."""
    cells = released(exercise).cells
    for above, cell in itertools.pairwise(cells):
        if grade_id(cell) == task and above.cell_type == "markdown":
            return str(above.source)
    return ""


# Grading a class of a thousand needs it a thousand times.
@functools.lru_cache(64)
def _built(exercise: Exercise, source: str, outputs_made: int) -> NotebookNode:
    cells = read_percent(source)
    found = [cell.metadata["task"] for cell in cells if "task" in cell.metadata]
    expected = [task.name for task in exercise.tasks]
    if found != expected:
        raise ExerciseError(
            f"`{exercise.notebook_source}`: expected one cell for each task of `exercise.toml`, in "
            f"order: {expected}. Received: {found}."
        )
    for cell in cells:
        name = cell.metadata.get("task")
        if cell.cell_type != "code" and name and not exercise.task(name).by_hand:
            raise ExerciseError(
                f"`{exercise.notebook_source}`, `{name}`: expected a code cell, since checks judge it. "
                f"Received: a {cell.cell_type} cell."
            )
    if cells and cells[0].cell_type == "markdown":
        cells[0].source += f"\n\n{_terms(exercise)}"
    notebook = nbformat.v4.new_notebook(cells=list(_graded(exercise, cells)))
    notebook.metadata = NotebookNode(
        kernelspec=NotebookNode(KERNEL), heldout=NotebookNode(exercise=exercise.slug)
    )
    for index, cell in enumerate(notebook.cells):
        cell["id"] = _cell_id(exercise.slug, index, cell)
    nbformat.validate(notebook)
    return notebook


def _terms(exercise: Exercise) -> str:
    """Say what a learner should know before, and what a submission may use while it is graded."""
    limits = exercise.limits
    known = "; ".join(exercise.prerequisites)
    return (f"*Know before you begin: {known}.*\n\n" if known else "") + (
        f"*While it is graded, your code has no network. A cell may compute for "
        f"{limits.cell_seconds:g} seconds, the calls of a task for {limits.task_seconds:g} together, "
        f"and everything for {limits.submission_seconds:g}. It may use {limits.memory_mib} MiB of "
        f"memory. A cell may show {limits.output_kib} KiB.*"
    )


def write(notebook: NotebookNode) -> bytes:
    """Write a notebook as the bytes of an `.ipynb`."""
    text: str = nbformat.writes(notebook, version=4)
    return (text + "\n").encode()


def read(path: Path) -> NotebookNode:
    """Read a notebook that Held-out wrote. Never use it for a file from a student."""
    return nbformat.read(path, as_version=4)


def score_cell_name(task: str) -> str:
    """Name the locked cell that carries a task's points."""
    return task + SCORE


def grade_id(cell: NotebookNode) -> str:
    """Return nbgrader's name for a cell, or an empty string."""
    marks = cell.metadata.get("nbgrader")
    return str(marks.get("grade_id", "")) if isinstance(marks, dict) else ""


def is_by_hand(cell: NotebookNode) -> bool:
    """Return whether a cell is the answer to a task that a person marks. Its marks must be true ones."""
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("grade") and marks.get("solution"))


def checked_task(cell: NotebookNode) -> str:
    """Return the task that a locked `check(…)` cell is about, or an empty string for any other cell."""
    name = grade_id(cell)
    for end in (SCORE, CHECK):
        if name.endswith(end) and not cell.metadata["nbgrader"].get("solution"):
            return name.removesuffix(end)
    return ""


def is_experiment(cell: NotebookNode) -> bool:
    """Return whether a cell is an experiment, which grading does not run.

    Its first line decides, since everybody sees it. Tags do not count. An answer cell is never one.
    """
    return not grade_id(cell) and SAYS_EXPERIMENT.match(cell.source) is not None


def experiments(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Yield index and cell of each experiment in code."""
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and is_experiment(cell):
            yield index, cell


def cells_to_run(notebook: NotebookNode) -> Iterator[tuple[int, str]]:
    """Yield index and source of each code cell that grading runs: all but experiments and checks."""
    for index, cell in enumerate(notebook.cells):
        scored = checked_task(cell)
        if (
            cell.cell_type == "code"
            and cell.source.strip()
            and not scored
            and not is_experiment(cell)
        ):
            yield index, cell.source


def own_cells(notebook: NotebookNode, exercise: Exercise) -> dict[int, Own]:
    """Return the names that checks read from a cell, by the index of each cell that has such names.

    These are the answer cells, and cells that are still as they were released. A stub has none: a
    student may leave it, and write the answer in another cell.
    """
    cells = [cell for cell in released(exercise).cells if cell.cell_type == "code"]
    asked = asked_names(exercise)
    stubs = {cell.source.strip() for cell in cells if grade_id(cell) in asked}
    unchanged = {cell.source for cell in cells if not grade_id(cell)}
    found = {}
    for index, text in cells_to_run(notebook):
        task = grade_id(notebook.cells[index])
        if task in asked and text.strip() not in stubs:
            names = (defined(text) | bound(text) & asked[task]) - unwritten(text)
            found[index] = Own(task, tuple(sorted(names)))
        elif not task and text in unchanged:
            names = defined(text) | bound(text) & set().union(*asked.values())
            found[index] = Own("", tuple(sorted(names)))
    return found


def asked_names(exercise: Exercise) -> dict[str, frozenset[str]]:
    """Return by task with checks the names that an answer must define, as its released cell does."""
    tasks = {task.name for task in exercise.checked}
    cells = released(exercise).cells
    return {grade_id(cell): bound(cell.source) for cell in cells if grade_id(cell) in tasks}


def is_ours(path: Path) -> bool:
    """Return whether Held-out built an instructor's notebook."""
    return path.is_file() and _is_ours(path, path.stat().st_mtime_ns)


# Called several times for each submission of a class. An edited file is read again.
@functools.lru_cache(64)
def _is_ours(path: Path, mtime_ns: int) -> bool:
    return "heldout" in read(path).metadata


def _graded(exercise: Exercise, cells: list[NotebookNode]) -> Iterator[NotebookNode]:
    known = outputs.index(exercise.folder)
    for cell in cells:
        name = cell.metadata.pop("task", None)
        task = exercise.task(name) if name is not None else None
        if task is not None and task.by_hand:
            yield nbformat.v4.new_markdown_cell(_rubric(task))
            cell.metadata["nbgrader"] = _marks(
                task.name, solution=True, grade=True, points=task.points
            )
        elif task is not None:
            cell.metadata["nbgrader"] = _marks(task.name, solution=True)
        elif is_experiment(cell) or EXPERIMENT in cell.metadata.get("tags", ()):
            if not is_experiment(cell):
                cell.source = f"# {EXPERIMENT}\n{cell.source}"
            tags = (*cell.metadata.get("tags", ()), EXPERIMENT, MAY_RAISE)
            cell.metadata["tags"] = list(dict.fromkeys(tags))
            cell.outputs = outputs.of_cell(exercise.folder, cell.source, known)
        yield cell
        if task is not None:
            check = nbformat.v4.new_code_cell(f'check("{task.name}")')
            check.metadata["nbgrader"] = (
                _marks(task.name + CHECK)
                if task.by_hand
                else _marks(score_cell_name(task.name), grade=True, points=task.points)
            )
            yield check


def _rubric(task: Task) -> str:
    entries = "\n".join(f"- {label}: {words}" for label, words in rubric.rows(task.rubric))
    return f"**How you earn the points of `{task.name}`.** {rubric.BY_PERSON}\n\n{entries}"


def _marks(name: str, *, solution: bool = False, grade: bool = False, **more: Any) -> NotebookNode:
    return NotebookNode(
        grade=grade,
        grade_id=name,
        locked=not solution,
        schema_version=3,
        solution=solution,
        task=False,
        **more,
    )


def _cell_id(slug: str, index: int, cell: NotebookNode) -> str:
    # jupytext's ids are random. These depend only on the position and the text.
    text = f"{slug}\0{index}\0{cell.cell_type}\0{cell.source}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
