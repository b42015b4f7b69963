"""Notebooks that carry their tests in cells, as nbgrader has always had them.

Their cells run in our sandbox, all of them; what a cell is worth is nbgrader's own rule.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from autograder.author.exercise import Exercise, Limits, Task
from autograder.books.marker import Marker
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict

# Of files beside a notebook, all together.
MOST_BYTES = 200 << 20
SKIP = "skip-execution"


class TooLarge(ValueError):
    """Files beside a notebook that do not fit into a worker's folder."""


def other_language(nb: NotebookNode) -> str:
    """Name the language of a notebook that is not Python's; empty for Python's and for none told."""
    name = str(nb.metadata.get("kernelspec", {}).get("language", ""))
    return "" if name.lower() in ("", "python") else name


def cells_to_run(nb: NotebookNode) -> dict[int, str]:
    """Map index to source for each cell that a kernel would run."""
    return {
        index: cell.source
        for index, cell in enumerate(nb.cells)
        if cell.cell_type == "code"
        and cell.source.strip()
        and SKIP not in cell.metadata.get("tags", [])
    }


@contextmanager
def laid_out(folders: Sequence[Path], scratch: Path) -> Iterator[Path]:
    """Gather the files of some folders, later ones first in rank, without notebooks and links."""
    with tempfile.TemporaryDirectory(prefix="files-", dir=scratch) as made:
        # A worker is nobody at the highest level: it must be able to read what is its own.
        Path(made).chmod(0o755)
        left = MOST_BYTES
        for folder in folders:
            for path in utils.find_all_files(
                str(folder), ["*.ipynb", ".ipynb_checkpoints", "*.pyc"]
            ):
                source = Path(path)
                if source.is_symlink() or not source.is_file():
                    continue
                left -= source.stat().st_size
                if left < 0:
                    raise TooLarge(f"The files in `{folder}` have over {MOST_BYTES >> 20} MiB.")
                target = Path(made) / source.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        yield Path(made)


def run(
    nb: NotebookNode,
    name: str,
    files: Path,
    marker: Marker,
    *,
    imports: tuple[str, ...],
    limits: Limits,
    fresh: bool = False,
) -> Outcome:
    """Run a notebook's cells and score them; a task of the outcome is a graded cell."""
    exercise = Exercise(
        slug=name,
        folder=files,
        staff_folder=files,
        title=name,
        intent="",
        minutes=0,
        prerequisites=(),
        preload=imports,
        tasks=(),
        limits=limits,
        laid_out=True,
    )
    outcome = marker.mark(exercise, cells_to_run(nb), fresh=fresh)
    shown = nbformat.from_dict(nb)
    write_outputs(shown, outcome)
    outcome.tasks = dict(_scored(shown, outcome))
    return outcome


def write_outputs(nb: NotebookNode, outcome: Outcome) -> None:
    """Put into a notebook what its cells showed, numbered as a kernel numbers them."""
    for number, index in enumerate(cells_to_run(nb), 1):
        cell = nb.cells[index]
        cell.execution_count = number
        cell.outputs = [nbformat.from_dict(output) for output in outcome.outputs.get(index, [])]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number


def _scored(nb: NotebookNode, outcome: Outcome) -> Iterator[tuple[str, TaskOutcome]]:
    log = logging.getLogger(__name__)
    for cell in nb.cells:
        if not utils.is_grade(cell):
            continue
        name = cell.metadata.nbgrader.grade_id
        try:
            score, points = utils.determine_grade(cell, log)
        # It returned more points than there are. nbgrader would give up the whole submission.
        except ValueError:
            score, points = None, float(cell.metadata.nbgrader.points)
        # What a person must grade is not ours to compare.
        if score is None:
            continue
        task = Task(name, points, ())
        verdict = Verdict.PASS if score >= points else _verdict(cell)
        yield name, TaskOutcome(task, (), verdict, score, key=f"{outcome.key} {name}")


def _verdict(cell: Mapping[str, Any]) -> Verdict:
    """Why a cell has less than its points: our own word for what ended it, or simply wrong."""
    known = {verdict.value: verdict for verdict in Verdict}
    names = [output.get("ename", "") for output in cell.get("outputs", [])]
    return next((known[name] for name in names if name in known), Verdict.WRONG)
