"""Answers that use an earlier answer which fails: its mistake may be the whole reason."""

from collections.abc import Mapping

from autograder.author.bindings import Own, imported, used
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict

# Held-out's own faults are no reason to doubt an answer.
FINE = (Verdict.PASS, Verdict.BROKEN)


def failing(
    task: str, cells: Mapping[int, str], own: Mapping[int, Own], tasks: Mapping[str, TaskOutcome]
) -> list[tuple[str, str]]:
    """List the names that a task's cell uses from earlier tasks that fail, each with its task."""
    places = {each.task: index for index, each in own.items() if each.task}
    if task not in places:
        return []
    names = used(cells.get(places[task], ""))
    return [
        (name, own[index].task)
        for index in sorted(places.values())
        if index < places[task] and _fails(tasks.get(own[index].task))
        # An imported module is no answer.
        for name in sorted(names & set(own[index].names) - imported(cells.get(index, "")))
    ]


def _fails(task: TaskOutcome | None) -> bool:
    return task is not None and task.verdict not in FINE
