"""Item analysis: what a graded class tells about the checks that judged it.

The terms come from test theory. A check is an item. Its discrimination is the correlation between
passing it and passing the other checks.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean

from autograder.author.exercise import Exercise
from autograder.feedback import diagnosis
from autograder.judge.outcome import TaskOutcome
from autograder.judge.verdict import Verdict

# Outcomes by student and task.
Class = Mapping[str, Mapping[str, TaskOutcome]]
# Fewer answers cannot tell a hard check from a wrong one.
ENOUGH = 8
# These verdicts tell nothing about a check.
UNSAID = (Verdict.BLANK, Verdict.BROKEN)


@dataclass(frozen=True)
class Item:
    """One check and its results. Shares are of the answers that it judged, from 0 to 1.

    `failing` is the share that fails, and `best_failing` that share among the quarter that is best
    at all other checks. `discrimination` is `None` if there is no variation.
    """

    check: str
    task: str
    description: str
    answers: int
    failing: float
    best_failing: float
    discrimination: float | None

    @property
    def suspect(self) -> str:
        """The reason why its author should look at the check; empty if there is none."""
        if self.answers < ENOUGH:
            return ""
        if self.failing >= 0.8 and self.best_failing >= 0.5:
            return f"it fails {self.failing:.0%} of the class, the best included"
        # Two standard errors of a correlation: by chance this happens to one check in forty.
        if (self.discrimination or 0.0) < -2 / math.sqrt(self.answers):
            return "students who do better at the other checks fail it more often"
        return ""


@dataclass(frozen=True)
class UnknownFailure:
    """A way to fail that fits no known mistake, and its students: perhaps the next sample."""

    task: str
    students: tuple[str, ...]
    failures: tuple[tuple[str, str], ...]


def items(graded: Class, exercise: Exercise) -> list[Item]:
    """Analyse each check over a class, in the order of tasks."""
    passed: dict[str, dict[str, bool]] = defaultdict(dict)
    about: dict[str, tuple[str, str]] = {}
    for student, tasks in graded.items():
        for task in tasks.values():
            for record in task.records:
                if record.verdict not in UNSAID:
                    passed[record.check][student] = record.verdict is Verdict.PASS
                    about[record.check] = (record.task, record.description)
    # By student, which checks passed. Each item is compared with all other checks of a student.
    marks: dict[str, list[bool]] = defaultdict(list)
    for judged in passed.values():
        for student, good in judged.items():
            marks[student].append(good)
    order = [task.name for task in exercise.tasks]
    analysed = [_item(check, *about[check], passed[check], marks) for check in about]
    return sorted(analysed, key=lambda item: order.index(item.task))


def _item(
    check: str,
    task: str,
    description: str,
    own: Mapping[str, bool],
    marks: Mapping[str, list[bool]],
) -> Item:
    rest = {
        student: (sum(marks[student]) - good) / max(len(marks[student]) - 1, 1)
        for student, good in own.items()
    }
    best = sorted(own, key=lambda student: -rest[student])[: math.ceil(len(own) / 4)]
    return Item(
        check, task, description, len(own),
        failing=1 - fmean(own.values()),
        best_failing=1 - fmean(own[student] for student in best),
        discrimination=_correlation([float(own[s]) for s in own], [rest[s] for s in own]),
    )  # fmt: skip


def _correlation(one: list[float], other: list[float]) -> float | None:
    try:
        return correlation(one, other)
    except StatisticsError:
        return None


def unknown_failures(graded: Class, exercise: Exercise) -> list[UnknownFailure]:
    """Group the failures that no check and no diagnosis has named, the most frequent first."""
    clusters: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = defaultdict(list)
    for student, tasks in sorted(graded.items()):
        for name, task in tasks.items():
            signature = diagnosis.signature(task)
            if signature and not task.misconception and not diagnosis.diagnose(task, exercise):
                failures = tuple(
                    sorted((check, failure.how) for check, failure in signature.items())
                )
                clusters[name, failures].append(student)
    made = [
        UnknownFailure(task, tuple(students), failures)
        for (task, failures), students in clusters.items()
    ]
    return sorted(made, key=lambda unknown: -len(unknown.students))
