"""The answer cells of a learner's own notebook: copied ones, and missing ones."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.bindings import missed
from autograder.author.exercise import Exercise
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict

COPIED = "{} cells of the notebook carry this task: one was copied. The last one counts. Delete the others."
COPIED_WORDS = (
    "{} cells of the notebook carry this task: one was copied. The last one that you have changed "
    "counts. Delete the others."
)
MISSING = (
    "The cell of this task is missing from the notebook. Write a new notebook with "
    "`heldout learn FOLDER`, and copy the cell from there."
)


def count(saved: NotebookNode, exercise: Exercise) -> dict[str, int]:
    """Count by task the cells of a saved notebook that may hold the answer."""
    marked = Counter(
        (notebook.grade_id(cell), cell.cell_type == "code")
        for cell in saved.cells
        if notebook.grade_id(cell)
    )
    # A person reads an answer of any kind.
    return {
        task.name: marked[task.name, True] + task.by_hand * marked[task.name, False]
        for task in exercise.tasks
    }


def explain(outcome: Outcome, counted: Mapping[str, int], exercise: Exercise) -> None:
    """Add to each task's feedback what its learner must know about copied and missing cells."""
    asked = notebook.asked_names(exercise)
    for name, task in outcome.tasks.items():
        if counted[name] > 1:
            sentence = (COPIED_WORDS if task.task.by_hand else COPIED).format(counted[name])
            outcome.tasks[name] = replace(task, note=f"{task.note} {sentence}".lstrip())
        elif not counted[name] and missed_names(task) & asked.get(name, frozenset()):
            # The answer may stand in another cell. Here it does not: the checks miss its names.
            outcome.tasks[name] = replace(task, verdict=Verdict.WRONG, records=(), note=MISSING)


def missed_names(task: TaskOutcome) -> set[str]:
    """Give the names that an answer has missed, by the failed checks."""
    failed = [record.message for record in task.records if record.verdict is not Verdict.PASS]
    return missed(" ".join(failed))
