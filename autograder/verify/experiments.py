"""Runs the experiment cells of an exercise with our own answers, and keeps what they show."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from autograder.author import notebook, outputs, sample
from autograder.author.exercise import Exercise, Limits
from autograder.errors import ExerciseError
from autograder.judge.supervisor import Supervisor
from autograder.process.messages import CellOutput

# Experiments run in a learner's own time. These limits only stop a loop that never ends.
PATIENT = Limits(
    cell_seconds=600, task_seconds=600, submission_seconds=3600, memory_mib=4096, output_kib=8192
)


def run(exercise: Exercise) -> list[Path]:
    """Run all cells of an exercise with our answers; write the outputs of its experiments.

    Raises `ExerciseError` if one of them raises an error.
    """
    filled = sample.fill(exercise, sample.reference(exercise))
    cells = {
        index: cell.source
        for index, cell in enumerate(filled.cells)
        if cell.cell_type == "code" and not notebook.checked_task(cell)
    }
    with Supervisor(b"experiments") as supervisor:
        # Without tasks nothing is judged. PATIENT asks for no GPU.
        job = supervisor.job(replace(exercise, limits=PATIENT, tasks=()), cells)
        outcome = supervisor.run(job, lambda task: None)
    shown = {
        cell.source: _shown(exercise, cell.source, outcome.outputs.get(index, []))
        for index, cell in notebook.experiments(filled)
    }
    return outputs.write(exercise.folder, shown)


def _shown(exercise: Exercise, source: str, given: list[CellOutput]) -> list[CellOutput]:
    """Give what a learner sees of an experiment: no logs. Raises `ExerciseError` for an error."""
    for output in given:
        if output["output_type"] == "error":
            raise ExerciseError(
                f"`{exercise.notebook_source}`: an experiment raises with our answers: "
                f"{output['ename']}: {output['evalue']}. Its cell begins: {source.splitlines()[0]}"
            )
    return [output for output in given if output.get("name") != "stderr"]


def stale(exercise: Exercise) -> Iterator[str]:
    """Report outputs that belong to a cell that has changed. An exercise may have none at all."""
    known = set(outputs.index(exercise.folder))
    if not known:
        return
    cells = notebook.experiments(notebook.build(exercise))
    now = {outputs.digest(cell.source) for _, cell in cells}
    if known != now:
        count = len(now - known)
        yield (
            f"{count} of {len(now)} experiments have changed since their outputs were made: run "
            f"`heldout outputs {exercise.slug}`"
        )
