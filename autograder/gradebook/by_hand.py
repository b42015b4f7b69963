"""Tasks that a person marks: the outcome of an answer, and a mark that is there already.

No check judges such an answer. As in nbgrader, a cell that is as it was released has no points, and
any other one waits for a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from autograder.author import notebook, source
from autograder.author.exercise import Exercise, Task
from autograder.judge.outcome import Outcome, TaskOutcome
from autograder.judge.verdict import Verdict

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from nbgrader.api import Comment, Grade

# Stands in a cell that a student has deleted. nbgrader has a sentence like it.
MISSING = (
    "The cell of this answer was missing from the submission. Perhaps the answer stands in another "
    "cell."
)
# nbgrader's own comments, and what it says of an untouched cell. A person's comment replaces them.
NO_RESPONSE = "No response."
OUTDATED = (
    "This mark was given for an earlier answer. It counts until a person has read the new one."
)


def add(
    nb: NotebookNode, exercise: Exercise, outcome: Outcome, tasks: Collection[str] = ()
) -> None:
    """Add the tasks that a person marks (of these, or of all) to the outcome of a notebook."""
    wanted = [task for task in exercise.chosen(tasks) if task.by_hand]
    if not wanted:
        return
    answers, stubs = _sources(nb), notebook.stubs(exercise)
    judged = {
        task.name: _outcome(exercise, task, answers[task.name], stubs[task.name]) for task in wanted
    } | outcome.tasks
    outcome.tasks = {task.name: judged[task.name] for task in exercise.tasks if task.name in judged}
    if outcome.key:
        outcome.known += tuple(task.name for task in wanted)
    # The digest stands for a whole submission, and no Markdown was run.
    outcome.digest = source.digest([outcome.digest, *(answers[task.name] for task in wanted)])


def _sources(nb: NotebookNode) -> dict[str, str]:
    return {name: str(cell.source) for cell in nb.cells if (name := notebook.grade_id(cell))}


def _outcome(exercise: Exercise, task: Task, answer: str, stub: str) -> TaskOutcome:
    # The answer alone: a mark is not outdated because words of the rubric have changed.
    parts = ("by hand", exercise.slug, task.name, answer)
    key = hashlib.sha256(repr(parts).encode()).hexdigest()
    if answer == stub:
        return TaskOutcome(task, (), Verdict.BLANK, 0.0, key=key)
    note = MISSING if MISSING in answer else ""
    return TaskOutcome(task, (), Verdict.WAITING, None, note, key)


def is_outdated(
    task: TaskOutcome, published: Mapping[str, str], manual: float | None, *, before: bool
) -> bool:
    """Tell whether a person's mark is for another answer than this one.

    `published` has the keys of the answers in the gradebook, by task. `before` tells whether the
    mark was outdated already, and nobody has looked since.
    """
    return manual is not None and (before or published.get(task.task.name) != task.key)


def needs_look(grade: Grade, comment: Comment) -> bool:
    """Tell whether a mark in the gradebook is for an earlier answer, and nobody has looked since."""
    return bool(grade.needs_manual_grade) and comment.auto_comment == OUTDATED


def enter(grade: Grade, comment: Comment, task: TaskOutcome, published: Mapping[str, str]) -> None:
    """Enter an outcome into nbgrader's gradebook. A mark that is there stays, and counts.

    nbgrader flags each mark by hand when a class is graded again. Here a flag means that a person
    must look: there is no mark, or it is for an earlier answer. Formgrader takes the flag away.
    """
    before = needs_look(grade, comment)
    outdated = is_outdated(task, published, grade.manual_score, before=before)
    grade.auto_score = task.score
    grade.needs_manual_grade = outdated or (grade.manual_score is None and task.score is None)
    untouched = NO_RESPONSE if task.verdict is Verdict.BLANK else None
    comment.auto_comment = OUTDATED if outdated else untouched
