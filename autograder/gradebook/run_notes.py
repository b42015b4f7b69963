"""What a student is told beside the checks: which cells stopped, were left out, or bind a name again."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode

from autograder.author import notebook
from autograder.author.bindings import Own, bound, missed
from autograder.author.exercise import Exercise
from autograder.judge import sandbox_errors
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict
from course.expect import first_line

# Of a SyntaxError: a file's name, which is nobody's, and the line.
PLACE = re.compile(r" \([^()]*, (line \d+)\)")
LEFT_OUT = "A cell that begins with `# experiment` was not run; it defines {}."
BOUND_AGAIN = "A later cell binds {} again; judged is what the task's own cell made."


def add(nb: NotebookNode, exercise: Exercise, own: Mapping[int, Own], outcome: Outcome) -> None:
    """Give each task of an outcome that is not passed the notes that belong to it."""
    found = _Notes(nb, exercise, own, outcome)
    for name, task in outcome.tasks.items():
        if task.verdict not in (Verdict.PASS, Verdict.BROKEN) and not task.note:
            outcome.tasks[name] = replace(task, note=" ".join(found.of(task)))


class _Notes:
    def __init__(
        self, nb: NotebookNode, exercise: Exercise, own: Mapping[int, Own], outcome: Outcome
    ) -> None:
        self.nb = nb
        self.own = own
        self.asked = notebook.asked_names(exercise)
        self.stopped = _stopped(nb, outcome)
        released = {cell.source for cell in notebook.build(exercise).cells}
        # What we have handed out to play with holds no answer, unless somebody has changed it.
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

    def of(self, task: TaskOutcome) -> Iterator[str]:
        name = task.task.name
        said = [record.message for record in task.records if "NameError" in record.message]
        if said:
            # Else all that is told is that a name is not defined.
            yield from filter(None, [self.stopped.get(name, self.stopped.get("", ""))])
        wanted = missed(" ".join([*said, *(self.errors if said else ())]))
        if task.verdict is Verdict.BLANK:
            wanted |= set(self.asked[name])
        yield from _sentence(LEFT_OUT, wanted & self.left_out)
        yield from _sentence(BOUND_AGAIN, self._bound_again(name))

    def _bound_again(self, task: str) -> set[str]:
        """Names that a task must define, its own cell has made, and a free cell after it binds."""
        place = next((i for i, one in self.own.items() if one.task == task), None)
        if place is None or task in self.stopped:
            return set()
        later = [
            bound(source)
            for index, source in notebook.cells_to_run(self.nb)
            if index > place and index not in self.own
        ]
        return set(self.own[place].names) & set(self.asked[task]) & set().union(*later)


def _sentence(pattern: str, names: Collection[str]) -> list[str]:
    return [pattern.format(" and ".join(f"`{name}`" for name in sorted(names)))] if names else []


def _stopped(nb: NotebookNode, outcome: Outcome) -> dict[str, str]:
    """Say by which error a task's cell has stopped; under the empty name the first of all others."""
    told: dict[str, str] = {}
    for index, outputs in sorted(outcome.outputs.items()):
        name = notebook.grade_id(nb.cells[index])
        whose = "The task's own cell" if name else "A cell that belongs to no task"
        for output in outputs:
            if output["output_type"] == "error":
                told.setdefault(name, f"{whose} stopped: {_reason(output)}")
    return told


def _reason(output: Mapping[str, Any]) -> str:
    why = PLACE.sub(r" (\1)", first_line(str(output["evalue"])))
    refused = sandbox_errors.shown(output)
    told = f"{str(output['ename'])[:100]}: {why}"
    return f"{told.rstrip('.')}. {refused.sentence}" if refused else told
