"""Notebooks that carry their tests in cells, as nbgrader has always had them.

Their cells run in our sandbox, all of them; what a cell is worth is nbgrader's own rule.
"""

import importlib.util
import logging
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from autograder.author.bindings import bound, missed
from autograder.author.exercise import CellTestOptions, Exercise, Limits, Task
from autograder.author.preload import ALWAYS, libraries_of, preload_of
from autograder.errors import LostRun, NotRun
from autograder.gradebook import shared_folder, test_cells
from autograder.gradebook.cached_grader import CachedGrader
from autograder.judge import sandbox_errors
from autograder.judge.answer import in_words
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.runner import STOPPED
from autograder.judge.sandbox_errors import Refusal
from autograder.judge.verdict import Verdict
from course.expect import first_line

# Of files beside a notebook, all together.
MOST_BYTES = 200 << 20
SKIP = "skip-execution"
# Where we do not do as nbgrader does, unless we are asked to.
DIFFERENCES = ("dead-kernel", "over-maximum", "library-logs", "programs", "changed-ipython")
OVER = "it returned more points than there are: staff must look"
# What a cell is told that took the worker along.
LOST = {Verdict.ERROR.value, Verdict.MEMORY.value}
# What we call an error that is ours to tell; a student may call one `pass`.
OURS = {*LOST, Verdict.TIMEOUT.value, Verdict.FORBIDDEN.value}


def imports_of(source: Path, chosen: Sequence[str]) -> tuple[str, ...]:
    """Tell what to import once: what the course has chosen, or what `source` imports."""
    for name in chosen:
        if importlib.util.find_spec(name.partition(".")[0]) is None:
            raise NotRun(f"`GradeSubmission.imports` names `{name}`, which is not installed.")
    return (*chosen, *ALWAYS) if chosen else preload_of(source)


def cells_to_run(nb: NotebookNode) -> dict[int, str]:
    """Map index to source for each cell that a kernel would run."""
    return {
        index: cell.source
        for index, cell in enumerate(nb.cells)
        if cell.cell_type == "code" and cell.source.strip() and not _is_skipped(cell)
    }


def _is_skipped(cell: NotebookNode) -> bool:
    # A test is the instructor's; a tag on it may be the student's.
    is_test = utils.is_grade(cell) and utils.is_locked(cell)
    return SKIP in cell.metadata.get("tags", []) and not is_test


@contextmanager
def staged_files(folders: Sequence[Path], scratch: Path) -> Iterator[Path]:
    """Gather the files of some folders, later ones first in rank, without notebooks and links."""
    with tempfile.TemporaryDirectory(prefix="files-", dir=scratch) as made:
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
                    raise NotRun(f"The files in `{folder}` have over {MOST_BYTES >> 20} MiB.")
                target = Path(made) / source.relative_to(folder)
                # A student's file may be named like a folder of the instructor's.
                _make_way(target, Path(made))
                shutil.copyfile(source, target)
            for empty in _empty_folders(folder):
                with suppress(FileExistsError, NotADirectoryError):
                    (Path(made) / empty).mkdir(parents=True, exist_ok=True)
        # A worker is nobody at the highest level: whatever the umask, it must read what is its own.
        for folder_made, _, names in os.walk(made):
            Path(folder_made).chmod(0o755)
            for name in names:
                Path(folder_made, name).chmod(0o644)
        yield Path(made)


def _make_way(target: Path, top: Path) -> None:
    """Have room for a file at `target` below `top`: what has another kind there is removed."""
    for place in reversed([p for p in target.parents if p.is_relative_to(top)]):
        if place.is_file():
            place.unlink()
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)


def _empty_folders(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        if not folders and not names:
            yield Path(place).relative_to(folder)


def run(
    nb: NotebookNode,
    name: str,
    files: Path,
    cached_grader: CachedGrader,
    *,
    imports: tuple[str, ...],
    limits: Limits,
    like_nbgrader: Collection[str] = (),
    readable: tuple[str, ...] = (),
    keep: bool = False,
    fresh: bool = False,
) -> Outcome:
    """Run a notebook's cells and score them; a task of the outcome is a graded cell.

    `like_nbgrader` takes of `DIFFERENCES`. Raises `NotRun`, for a submission that nbgrader gives up.
    """
    tests = [i for i, cell in enumerate(nb.cells) if utils.is_grade(cell) and utils.is_locked(cell)]
    cell_test_options = CellTestOptions(
        () if "changed-ipython" in like_nbgrader else tuple(tests),
        libraries=libraries_of(nb, sorted(files.glob("*.py"))) + shared_folder.states(readable),
        programs="programs" in like_nbgrader,
        logs="library-logs" in like_nbgrader,
        readable=readable,
        keep=keep,
    )
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
        cell_test_options=cell_test_options,
    )
    cells = cells_to_run(nb)
    outcome = cached_grader.mark(exercise, cells, fresh=fresh)
    # nbgrader gives full marks to a test that shows nothing: of a run that we have lost, to each.
    if outcome.outputs.keys() != cells.keys():
        raise LostRun("no process of ours has run its cells to their end.")
    shown = nbformat.from_dict(nb)
    write_outputs(shown, outcome)
    if "dead-kernel" in like_nbgrader:
        _all_alive(outcome)
    outcome.tasks = dict(_scored(shown, outcome, strict="over-maximum" in like_nbgrader))
    # Its outputs came out of the journal.
    outcome.known = () if outcome.workers else tuple(outcome.tasks)
    return outcome


def _all_alive(outcome: Outcome) -> None:
    for index, outputs in outcome.outputs.items():
        for output in outputs:
            if output.get("ename") in LOST:
                raise NotRun(f"Cell {index} was lost: {output['evalue']}")


def write_outputs(nb: NotebookNode, outcome: Outcome) -> None:
    """Put into a notebook what its cells showed, numbered as a kernel numbers them."""
    for number, index in enumerate(cells_to_run(nb), 1):
        cell = nb.cells[index]
        cell.execution_count = number
        cell.outputs = [
            nbformat.from_dict(_explained(output)) for output in outcome.outputs.get(index, [])
        ]
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number


def _explained(output: Mapping[str, Any]) -> dict[str, Any]:
    """An output as a cell shows it; beneath what the wall has refused stands a sentence about it."""
    refused = sandbox_errors.shown(output)
    if refused is None:
        return dict(output)
    return {**output, "traceback": [*output["traceback"], refused.sentence]}


def _scored(
    nb: NotebookNode, outcome: Outcome, *, strict: bool
) -> Iterator[tuple[str, TaskOutcome]]:
    log = logging.getLogger(__name__)
    unmade: dict[str, Refusal] = {}
    for cell in nb.cells:
        if not utils.is_grade(cell):
            for refused in filter(None, map(sandbox_errors.shown, cell.get("outputs", ()))):
                unmade |= dict.fromkeys(bound(cell.source), refused)
            continue
        name = cell.metadata.nbgrader.grade_id
        try:
            score, points = utils.determine_grade(cell, log)
        # It returned more points than there are: forged, or the instructor's slip.
        except ValueError as error:
            if strict:
                raise NotRun(f"Test `{name}`: {error}") from None
            task = Task(name, float(cell.metadata.nbgrader.points), ())
            yield name, TaskOutcome(task, (), Verdict.WRONG, None, OVER, f"{outcome.key} {name}")
            continue
        # What a person must grade is not ours to compare.
        if score is None:
            continue
        verdict, note = Verdict.PASS, ""
        if score < points:
            why = _why(cell, unmade)
            verdict, note = why.verdict, why.sentence or _what_happened(cell)
        task = Task(name, points, ())
        key = f"{outcome.key} {name}"
        yield name, TaskOutcome(task, (), verdict, score, note, key)


def _what_happened(cell: Mapping[str, Any]) -> str:
    """What a test cell raised, or wrote to stderr, which costs its points in nbgrader."""
    own = {verdict.value for verdict in Verdict}
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            said = first_line(str(output.evalue))
            return said if output.ename in own else in_words(str(output.ename), said)
        if output.output_type == "stream" and output.name == "stderr":
            return f"it wrote to stderr, which nbgrader counts as failed: {first_line(output.text)}"
    return ""


def unscored(cells: Mapping[str, float], key: str) -> dict[str, TaskOutcome]:
    """Give tasks for cells with points that a submission has no more: nobody has judged them."""
    return {
        name: TaskOutcome(Task(name, points, ()), (), Verdict.ERROR, None, key=f"{key} {name}")
        for name, points in cells.items()
    }


def not_handed_in(released: NotebookNode | None) -> Outcome:
    """Give what a notebook is worth that was not handed in: 0, as nbgrader has it."""
    tasks = {
        name: TaskOutcome(Task(name, points, ()), (), Verdict.BLANK, 0.0)
        for name, points in (test_cells.tests(released) if released else ())
    }
    return Outcome("", tasks)


def _why(cell: NotebookNode, unmade: Mapping[str, Refusal]) -> Refusal:
    """Why a cell has less than its points: our own word for what ended it, the wall, or simply wrong.

    `unmade` are names that cells before, which were refused something, may not have come to define.
    """
    errors = [one for one in cell.get("outputs", ()) if one.output_type == "error"]
    for error in errors:
        if error.ename in OURS and error.evalue.startswith(STOPPED):
            return Refusal(Verdict(error.ename), "")
        refused = sandbox_errors.shown(error)
        if refused:
            return refused
        names = missed(error.evalue) if error.ename == "NameError" else set()
        for name in names & unmade.keys():
            return unmade[name]
    return Refusal(Verdict.WRONG, "")
