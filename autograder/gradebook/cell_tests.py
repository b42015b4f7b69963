"""Runs notebooks that carry their own tests in cells, as nbgrader's notebooks do.

All their cells run in our sandbox. nbgrader's own rule gives the points of a cell.
"""

import importlib.util
import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from autograder.author.bindings import bound, missed
from autograder.author.exercise import CellTestOptions, Exercise, Limits, Task
from autograder.author.preload import ALWAYS, libraries_of, preload_of
from autograder.errors import LostRun, NotRun
from autograder.gradebook import cell_marks, shared_folder
from autograder.gradebook.cached_grader import CachedGrader
from autograder.judge import sandbox_errors
from autograder.judge.answer import in_words
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.runner import STOPPED
from autograder.judge.sandbox_errors import Refusal
from autograder.judge.verdict import Verdict
from course.descriptions import first_line

SKIP = "skip-execution"
# Points in which we differ from nbgrader, unless settings ask for nbgrader's behaviour.
DIFFERENCES = ("dead-kernel", "over-maximum", "library-logs", "programs", "changed-ipython")
OVER = "it returned more points than there are: staff must look"
# The errors of a cell that ended its worker.
LOST = {Verdict.ERROR.value, Verdict.MEMORY.value}
# The names of our own errors in outputs. A student may also raise an error named `pass`.
OURS = {*LOST, Verdict.TIMEOUT.value, Verdict.FORBIDDEN.value}


def imports_of(source: Path, chosen: Sequence[str]) -> tuple[str, ...]:
    """List the modules to import once: the course's choice, or the imports of `source`."""
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
    # A test belongs to the instructor, but its tag may come from the student.
    is_test = utils.is_grade(cell) and utils.is_locked(cell)
    return SKIP in cell.metadata.get("tags", []) and not is_test


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
    """Run a notebook's cells and score them. Each graded cell is a task of the outcome.

    `files` is the folder beside the notebook. `like_nbgrader` holds some of `DIFFERENCES`. Raises
    `NotRun` for a submission that nbgrader would give up, and `LostRun`.
    """
    tests = [i for i, cell in enumerate(nb.cells) if utils.is_grade(cell) and utils.is_locked(cell)]
    options = CellTestOptions(
        () if "changed-ipython" in like_nbgrader else tuple(tests),
        libraries=libraries_of(nb, sorted(files.glob("*.py"))) + shared_folder.states(readable),
        programs="programs" in like_nbgrader,
        logs="library-logs" in like_nbgrader,
        readable=readable,
        keep=keep,
    )
    exercise = Exercise.of_cells(name, files, imports, limits, options)
    cells = cells_to_run(nb)
    outcome = cached_grader.grade(exercise, cells, fresh=fresh)
    # nbgrader gives full marks to a test without outputs. So a lost run would pass every test.
    if outcome.outputs.keys() != cells.keys():
        raise LostRun("no process of ours has run its cells to their end.")
    shown = nbformat.from_dict(nb)
    write_outputs(shown, outcome)
    if "dead-kernel" in like_nbgrader:
        _check_nothing_lost(outcome)
    outcome.tasks = dict(_scored(shown, outcome, strict="over-maximum" in like_nbgrader))
    # Without workers, the outputs came from the journal.
    outcome.known = () if outcome.workers else tuple(outcome.tasks)
    return outcome


def _check_nothing_lost(outcome: Outcome) -> None:
    for index, outputs in outcome.outputs.items():
        for output in outputs:
            if output.get("ename") in LOST:
                raise NotRun(f"Cell {index} was lost: {output['evalue']}")


def write_outputs(nb: NotebookNode, outcome: Outcome) -> None:
    """Put a run's outputs into the notebook's cells, numbered as a kernel numbers them."""
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
    """Add a sentence to an output if the sandbox has refused something."""
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
        # The test returned too many points: it is forged, or the instructor made a slip.
        except ValueError as error:
            if strict:
                raise NotRun(f"Test `{name}`: {error}") from None
            task = Task(name, float(cell.metadata.nbgrader.points), ())
            yield name, TaskOutcome(task, (), Verdict.WRONG, None, OVER, f"{outcome.key} {name}")
            continue
        # A person must grade this cell.
        if score is None:
            continue
        verdict, note = Verdict.PASS, ""
        if score < points:
            why = _why(cell, unmade)
            verdict, note = why.verdict, why.sentence or _what_happened(cell)
        task = Task(name, points, ())
        key = f"{outcome.key} {name}"
        yield name, TaskOutcome(task, (), verdict, score, note, key)


def _what_happened(cell: NotebookNode) -> str:
    """Tell what a test cell raised or wrote to stderr: in nbgrader, both lose its points."""
    own = {verdict.value for verdict in Verdict}
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            message = first_line(str(output.evalue))
            return message if output.ename in own else in_words(str(output.ename), message)
        if output.output_type == "stream" and output.name == "stderr":
            return f"it wrote to stderr, which nbgrader counts as failed: {first_line(output.text)}"
    return ""


def unscored(cells: Mapping[str, float], key: str) -> dict[str, TaskOutcome]:
    """Give a task without a score for each cell with points that a submission lacks."""
    return {
        name: TaskOutcome(Task(name, points, ()), (), Verdict.ERROR, None, key=f"{key} {name}")
        for name, points in cells.items()
    }


def not_handed_in(released: NotebookNode | None) -> Outcome:
    """Give the outcome of a notebook that was not handed in: 0 points, as in nbgrader."""
    tasks = {
        name: TaskOutcome(Task(name, points, ()), (), Verdict.BLANK, 0.0)
        for name, points in (cell_marks.tests(released) if released else ())
    }
    return Outcome("", tasks)


def _why(cell: NotebookNode, unmade: Mapping[str, Refusal]) -> Refusal:
    """Tell why a cell has less than its points: it was ended, the sandbox refused, or it is wrong.

    `unmade` has names that earlier cells may not have defined, since the sandbox refused them something.
    """
    errors = [output for output in cell.get("outputs", ()) if output.output_type == "error"]
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
