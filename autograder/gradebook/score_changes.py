"""What a new grading would change of scores that stand: shown before anything is written."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.gradebook.final_score import Final, figure, short_name
from autograder.gradebook.journal import PublishedOutcome
from autograder.judge.outcome import Outcome


@dataclass(frozen=True)
class Change:
    """One student's standing score and the new one; `why` tells what is new about it."""

    student: str
    before: float | None
    after: float
    tasks: tuple[str, ...]
    why: str

    @property
    def loses(self) -> bool:
        return self.after < (self.before or 0.0)


def unchanged(standing: Mapping[str, PublishedOutcome], outcome: Outcome) -> bool:
    """Tell whether the very same outcome was written already."""
    rows = {n: row for n, row in standing.items() if n in outcome.tasks}
    return {n: (row.key, row.digest, row.verdict, row.score) for n, row in rows.items()} == {
        name: (task.key, outcome.digest, task.verdict.value, task.score)
        for name, task in outcome.tasks.items()
    }


def change(student: str, before: Final | None, after: Final, *, same: bool) -> Change | None:
    """Compare task by task; `None` where nothing stands, or nothing would change.

    What had no score and has one now is no change: nothing stood. `same` tells whether it is the same
    submission, judged anew.
    """
    if before is None:
        return None
    if not _takes_from_what_stood(before, after):
        return None
    differ = tuple(_differences(before, after))
    late = not _is_equal(before.penalty, after.penalty)
    why = "checks, points or engine" if same else "a new submission"
    if late and len(differ) == 1:
        why = "its lateness"
    stands = before.score if before.is_scored else None
    return Change(student, stands, after.score, differ, why)


def _takes_from_what_stood(before: Final, after: Final) -> bool:
    stood = {task: score for task, score in before.tasks.items() if score is not None}
    if any(not _is_equal(score, after.tasks.get(task)) for task, score in stood.items()):
        return True
    # Of a score that was not there, lateness may cost something, too.
    is_new = any(after.tasks.get(task) is not None for task in before.tasks.keys() - stood.keys())
    return not is_new and not _is_equal(before.penalty, after.penalty)


def _differences(before: Final, after: Final) -> Iterator[str]:
    for task, score in after.tasks.items():
        stands = before.tasks.get(task)
        if not _is_equal(stands, score):
            name = short_name(task, after.tasks)
            yield f"{name} {figure(stands)} → {figure(score)}"
    if not _is_equal(before.penalty, after.penalty):
        yield f"late penalty {figure(before.penalty)} → {figure(after.penalty)}"


def _is_equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    # A sum of floats may miss a figure by a hair.
    return math.isclose(one, other, abs_tol=1e-6)
