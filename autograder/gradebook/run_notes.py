"""Notes for a student beside the checks: cells that stopped, or bind a name again, and earlier answers."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.bindings import Own, bound, missed
from autograder.author.exercise import Exercise
from autograder.gradebook import earlier_answers
from autograder.judge import sandbox_errors
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from course.descriptions import first_line

# The end of a SyntaxError: a file's name, which means nothing here, and the line.
PLACE = re.compile(r" \([^()]*, (line \d+)\)")
LEFT_OUT = "A cell that begins with `# experiment` was not run; it defines {}."
# Of a cell with hundreds of functions.
MOST_NAMED = 3
BUILDS_ON = (
    "This answer uses {}, which does not pass so far. Mend that first: it may be the reason."
)
BOUND_AGAIN = "A later cell binds {} again; judged is what the task's own cell made."


def add(nb: NotebookNode, exercise: Exercise, own: Mapping[int, Own], outcome: Outcome) -> None:
    """Add notes to each task of an outcome that has not passed."""
    notes = _Notes(nb, exercise, own, outcome)
    for name, task in outcome.tasks.items():
        if task.verdict not in (Verdict.PASS, Verdict.BROKEN) and not task.note:
            earlier = notes.earlier(task)
            note = " ".join([*notes.of(task), *_sentence(BUILDS_ON, earlier)])
            outcome.tasks[name] = replace(task, note=note, builds_on_failure=bool(earlier))


class _Notes:
    def __init__(
        self, nb: NotebookNode, exercise: Exercise, own: Mapping[int, Own], outcome: Outcome
    ) -> None:
        self.nb = nb
        self.own = own
        self.outcome = outcome
        self.cells = dict(notebook.cells_to_run(nb))
        self.asked = notebook.asked_names(exercise)
        self.stopped = _stopped(nb, outcome)
        released = {cell.source for cell in notebook.released(exercise).cells}
        # A released `# experiment` cell holds no answer, unless the student has changed it.
        self.left_out = {
            name
            for cell in nb.cells
            if cell.cell_type == "code" and notebook.is_experiment(cell)
            for name in bound(cell.source)
            if cell.source not in released or name not in self.asked
        }
        self.errors = [
            str(output["evalue"])
            for outputs in outcome.outputs.values()
            for output in outputs
            if output["output_type"] == "error" and output["ename"] == "NameError"
        ]

    def earlier(self, task: TaskOutcome) -> list[str]:
        """Give the earlier answers that fail, and that this one uses."""
        if task.verdict is Verdict.BLANK:
            return []
        found = earlier_answers.failing(task.task.name, self.cells, self.own, self.outcome.tasks)
        return [f"{name}` of the task `{other}" for name, other in found[:MOST_NAMED]]

    def of(self, task: TaskOutcome) -> Iterator[str]:
        name = task.task.name
        messages = [record.message for record in task.records if "NameError" in record.message]
        if messages:
            # Without this the student would read only that a name is not defined.
            yield from filter(None, [self.stopped.get(name, self.stopped.get("", ""))])
        wanted = missed(" ".join([*messages, *(self.errors if messages else ())]))
        if task.verdict is Verdict.BLANK:
            wanted |= set(self.asked[name])
        yield from _sentence(LEFT_OUT, wanted & self.left_out)
        yield from _sentence(BOUND_AGAIN, self._bound_again(name))

    def _bound_again(self, task: str) -> set[str]:
        """Give names that the task's own cell has defined, and a later free cell binds again."""
        position = next((i for i, own in self.own.items() if own.task == task), None)
        if position is None or task in self.stopped:
            return set()
        later = [
            bound(source)
            for index, source in notebook.cells_to_run(self.nb)
            if index > position and index not in self.own
        ]
        return set(self.own[position].names) & set(self.asked[task]) & set().union(*later)


def _sentence(pattern: str, names: Collection[str]) -> list[str]:
    return [pattern.format(" and ".join(f"`{name}`" for name in sorted(names)))] if names else []


def _stopped(nb: NotebookNode, outcome: Outcome) -> dict[str, str]:
    """Tell by which error each task's cell stopped; the empty name has the first other cell."""
    sentences: dict[str, str] = {}
    for index, outputs in sorted(outcome.outputs.items()):
        name = notebook.grade_id(nb.cells[index])
        cell = "The task's own cell" if name else "A cell that belongs to no task"
        for output in outputs:
            if output["output_type"] == "error":
                sentences.setdefault(name, f"{cell} stopped: {_reason(output)}")
    return sentences


def _reason(output: Mapping[str, object]) -> str:
    why = PLACE.sub(r" (\1)", first_line(str(output["evalue"])))
    refused = sandbox_errors.shown(output)
    error = f"{str(output['ename'])[:100]}: {why}"
    return f"{error.rstrip('.')}. {refused.sentence}" if refused else error
