"""Compares new scores with existing ones: changes are shown before anything is written."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.feedback.points import figure
from autograder.gradebook.final_score import Final, short_name
from autograder.gradebook.journal_rows import PublishedOutcome
from autograder.judge.outcome import Outcome


@dataclass(frozen=True)
class Change:
    """One student's existing score and the new one; `why` tells what has changed."""

    student: str
    before: float | None
    after: float
    tasks: tuple[str, ...]
    why: str

    @property
    def loses(self) -> bool:
        """Tell whether the new score is lower."""
        return self.after < (self.before or 0.0)


def unchanged(published: Mapping[str, PublishedOutcome], outcome: Outcome) -> bool:
    """Tell whether exactly this outcome was published already; `published` has rows by task."""
    rows = {n: row for n, row in published.items() if n in outcome.tasks}
    return {n: (row.key, row.digest, row.verdict, row.score) for n, row in rows.items()} == {
        name: (task.key, outcome.digest, task.verdict.value, task.score)
        for name, task in outcome.tasks.items()
    }


def change(student: str, before: Final | None, after: Final, *, same: bool) -> Change | None:
    """Compare two final scores task by task; `None` if no existing score would change.

    A score where there was none is no change. `same` tells whether both are of the same submission.
    """
    if before is None or not _changes_a_score(before, after):
        return None
    differences = tuple(_differences(before, after))
    late = not _is_equal(before.penalty, after.penalty)
    why = "checks, points or engine" if same else "a new submission"
    if late and len(differences) == 1:
        why = "its lateness"
    existing = before.score if before.is_scored else None
    return Change(student, existing, after.score, differences, why)


def _changes_a_score(before: Final, after: Final) -> bool:
    existing = {task: score for task, score in before.tasks.items() if score is not None}
    if any(not _is_equal(score, after.tasks.get(task)) for task, score in existing.items()):
        return True
    # A first score of a task may bring its own late penalty, which takes nothing away.
    unscored = before.tasks.keys() - existing.keys()
    is_new = any(after.tasks.get(task) is not None for task in unscored)
    return not is_new and not _is_equal(before.penalty, after.penalty)


def _differences(before: Final, after: Final) -> Iterator[str]:
    for task, score in after.tasks.items():
        existing = before.tasks.get(task)
        if not _is_equal(existing, score):
            name = short_name(task, after.tasks)
            yield f"{name} {figure(existing)} → {figure(score)}"
    if not _is_equal(before.penalty, after.penalty):
        yield f"late penalty {figure(before.penalty)} → {figure(after.penalty)}"


def _is_equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    # A sum of floats may miss an exact figure by rounding.
    return math.isclose(one, other, abs_tol=1e-6)
