"""What a new grading would change of scores that stand: shown before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.books.journal import Standing
from autograder.judge.outcome import Outcome


@dataclass(frozen=True)
class Change:
    """One student's standing score and the new one; `why` tells what is new about it."""

    student: str
    before: float
    after: float
    tasks: tuple[str, ...]
    why: str

    @property
    def loses(self) -> bool:
        return self.after < self.before


def is_the_same(standing: Mapping[str, Standing], outcome: Outcome) -> bool:
    """Tell whether the very same outcome stands already."""
    return {n: (row.key, row.digest, row.verdict, row.score) for n, row in standing.items()} == {
        name: (task.key, outcome.digest, task.verdict.value, task.score)
        for name, task in outcome.tasks.items()
    }


def change(student: str, standing: Mapping[str, Standing], outcome: Outcome) -> Change | None:
    """Compare scores task by task; `None` where none stands, or none would change."""
    differ = tuple(
        f"{name} {_points(standing[name].score)} → {_points(task.score)}"
        for name, task in outcome.tasks.items()
        if name in standing and standing[name].score != task.score
    )
    if not differ:
        return None
    resubmitted = any(row.digest != outcome.digest for row in standing.values())
    return Change(
        student,
        before=sum(row.score or 0.0 for row in standing.values()),
        after=outcome.score,
        tasks=differ,
        why="a new submission" if resubmitted else "the same submission",
    )


def _points(score: float | None) -> str:
    return "no score" if score is None else f"{score:g}"
