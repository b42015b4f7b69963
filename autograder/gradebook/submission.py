"""One submission: its file is read and graded, and the outcome is written into the notebook."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.author import notebook, source
from autograder.author.exercise import Exercise
from autograder.errors import Unreadable
from autograder.feedback import feedback
from autograder.gradebook import by_hand, intake, run_notes
from autograder.gradebook.cached_grader import CachedGrader
from autograder.judge.executor import OnTask
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from autograder.process.untrusted_call import SandboxedCalls
from autograder.sandbox.sandbox import Level

NOT_FOUND = re.compile(r"No module named '(\w{1,100})'")
# So many of the notebooks that lie beside the graded one are named.
MOST_BESIDE = 3


def take_in(path: Path, exercise: Exercise, sandboxed_calls: SandboxedCalls) -> NotebookNode:
    """Read a submitted notebook. For an unreadable file, give a placeholder that tells why."""
    try:
        return intake.read(path, exercise, sandboxed_calls)
    except Unreadable as why:
        return intake.placeholder(exercise, str(why))


def without_a_run(
    nb: NotebookNode, exercise: Exercise, level: Level, tasks: Collection[str] = ()
) -> Outcome | None:
    """Give the outcome of these tasks (all, if none are named) if no cell need run; else `None`.

    A placeholder has no score. In a notebook that is as it was released, nothing is started. Tasks
    that a person marks need no run, if they are named.
    """
    why = nb.metadata.get("heldout", {}).get("unreadable")
    if why:
        unjudged = {t.name: TaskOutcome.unjudged(t, Verdict.ERROR, why) for t in exercise.tasks}
        return Outcome(exercise.slug, unjudged, digest=source.digest([why]))
    cells = [text for _, text in notebook.cells_to_run(nb)]
    released = [text for _, text in notebook.cells_to_run(notebook.released(exercise))]
    checked = [task for task in exercise.chosen(tasks) if not task.by_hand]
    if cells != released and (checked or not tasks):
        return None
    blank = {task.name: TaskOutcome(task, (), Verdict.BLANK, 0.0) for task in checked}
    outcome = Outcome(exercise.slug, blank, isolation=level.value, digest=source.digest(cells))
    by_hand.add(nb, exercise, outcome, tasks)
    return outcome


def grade_notebook(
    nb: NotebookNode,
    exercise: Exercise,
    cached_grader: CachedGrader,
    tasks: Collection[str] = (),
    *,
    fresh: bool = False,
    on_task: OnTask | None = None,
) -> Outcome:
    """Grade these tasks (all, if none are named) of a notebook; run only what must run.

    `on_task` gets each task that is judged now.
    """
    known = without_a_run(nb, exercise, cached_grader.executor.level, tasks)
    if known is not None:
        return known
    cells = dict(notebook.cells_to_run(nb))
    own = notebook.own_cells(nb, exercise)
    outcome = cached_grader.grade(exercise, cells, tasks, own=own, fresh=fresh, on_task=on_task)
    run_notes.add(nb, exercise, own, outcome)
    by_hand.add(nb, exercise, outcome, tasks)
    return outcome


def look_beside(path: Path, outcome: Outcome) -> None:
    """Report files that lie beside the graded notebook and were not read.

    A student may have solved a copy, `dropout (1).ipynb` say, and handed in both. Or the notebook
    imports a module of the student's own, which must stand in a cell.
    """
    others = sorted(other.name for other in path.parent.glob("*.ipynb") if other.name != path.name)
    blank = [name for name, task in outcome.tasks.items() if task.verdict is Verdict.BLANK]
    if others:
        # A name that is not UTF-8 has halves of surrogate pairs. Pages and the journal refuse these.
        shown = [name[:60].encode("utf-8", "backslashreplace").decode() for name in others]
        names = ", ".join(f"`{name}`" for name in shown[:MOST_BESIDE])
        state = "is untouched" if len(blank) == len(outcome.tasks) else "was graded"
        outcome.remarks += (f"Another notebook lies beside it: {names}. `{path.name}` {state}.",)
        note = f"Another notebook lies beside this one: {names}. `{path.name}` alone is graded."
        _note(outcome, blank[:1], note)
    for module in sorted(_not_found(outcome)):
        if (path.parent / f"{module}.py").is_file():
            note = f"`{module}.py` lies beside the notebook, and is not read: copy it into a cell."
            outcome.remarks += (note,)
            failed = [n for n, task in outcome.tasks.items() if task.verdict is Verdict.ERROR]
            _note(outcome, failed, note)


def _note(outcome: Outcome, names: Collection[str], note: str) -> None:
    for name in names:
        outcome.tasks[name] = replace(outcome.tasks[name], note=note)


def _not_found(outcome: Outcome) -> set[str]:
    """Name the modules that cells could not import; each may be the student's own."""
    errors = (
        str(output.get("evalue")) for outputs in outcome.outputs.values() for output in outputs
    )
    return {match[1] for error in errors if (match := NOT_FOUND.fullmatch(error))}


def write_outcome(nb: NotebookNode, outcome: Outcome, exercise: Exercise) -> None:
    """Write the cells' outputs, the feedback and the scores into the notebook that nbgrader keeps.

    Only this writes the outputs of score cells, and of the `check` below a task that a person
    marks. Less than full marks is a plain number in a score cell.
    """
    stamp = outcome.isolation if outcome.isolation == Level.NONE else ""
    for index, outputs in outcome.outputs.items():
        nb.cells[index].outputs = [nbformat.from_dict(output) for output in outputs]
    for cell in nb.cells:
        name = notebook.checked_task(cell)
        if not name:
            continue
        task = outcome.tasks[name]
        shown = feedback.by_media_type(task, exercise, stamp)
        cell.outputs = [_output("display_data", shown)]
        # The points of a task that a person marks stand in its own cell.
        score = None if task.task.by_hand else task.score
        if score is not None and score < task.task.points:
            number = {"text/plain": repr(score)}
            cell.outputs.append(_output("execute_result", number, execution_count=None))
    nb.metadata.heldout["isolation"] = outcome.isolation
    nb.metadata.heldout["verdicts"] = {
        name: task.verdict.value for name, task in outcome.tasks.items()
    }


def _output(kind: str, data: dict[str, str], **more: None) -> NotebookNode:
    # nbformat's own maker validates each output for itself. The notebook is validated as a whole.
    output = {"output_type": kind, "metadata": {}, "data": data, **more}
    return nbformat.from_dict(output)
